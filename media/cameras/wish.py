"""The orders of PROTOCOL.md that keep something: read and checked. ValueError names the key."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite
from pathlib import Path

from media.archive.retention import Limits
from media.archive.shelf import Place
from media.cameras.order import parse_id
from media.parent import Message

LONGEST_CLIP_S = 600.0  # before, and after
LONGEST_TEXT = 200
LONGEST_PATH = 4000
LATEST = 1e11  # Unix seconds


@dataclass(frozen=True, slots=True)
class ArchiveWish:
    place: Place
    site: str


@dataclass(frozen=True, slots=True)
class SnapshotWish:
    ticket: str
    camera: str
    path: Path
    name: str
    place: tuple[float, float] | None
    at: float | None = None  # Unix seconds: of what was kept, not of what comes


@dataclass(frozen=True, slots=True)
class ClipWish:
    ticket: str
    camera: str
    path: Path
    before_s: float
    after_s: float
    at: float | None = None


@dataclass(frozen=True, slots=True)
class RecordWish:
    ticket: str
    camera: str
    on: bool


def parse_ticket(order: Message) -> str:
    return _text(order, "ticket", 64)


def parse_archive(order: Message) -> ArchiveWish:
    days = _number(order, "keep_days", 0.0, 36500.0)
    gigabytes = _number(order, "max_gb", 0.0, 1e6)
    limits = Limits(days, int(gigabytes * 1e9))
    place = Place(_path(order, "folder", ""), limits, _yes(order, "sweeps"))
    return ArchiveWish(place, _said(order, "site"))


def parse_snapshot(order: Message) -> SnapshotWish:
    place = order.get("place")
    if place is not None:
        if not isinstance(place, list) or len(place) != 2:
            raise ValueError('"place" is [longitude, latitude] or null')
        named = {"longitude": place[0], "latitude": place[1]}
        place = _number(named, "longitude", -180, 180), _number(named, "latitude", -90, 90)
    return SnapshotWish(
        parse_ticket(order), parse_id(order), _path(order, "path", ".jpg"), _said(order, "name"),
        place, _moment(order),
    )  # fmt: skip


def parse_clip(order: Message) -> ClipWish:
    before_s = _number(order, "before_s", 0.0, LONGEST_CLIP_S)
    after_s = _number(order, "after_s", 0.0, LONGEST_CLIP_S)
    path = _path(order, "path", ".mp4")
    moment = _moment(order)
    return ClipWish(parse_ticket(order), parse_id(order), path, before_s, after_s, moment)


def parse_record(order: Message) -> RecordWish:
    return RecordWish(parse_ticket(order), parse_id(order), _yes(order, "on"))


def _moment(order: Message) -> float | None:
    return _number(order, "at", 0.0, LATEST) if order.get("at") is not None else None


def _text(order: Message, key: str, longest: int) -> str:
    value = order[key]
    if not isinstance(value, str) or not 0 < len(value) <= longest or not value.isprintable():
        raise ValueError(f'"{key}" is a text of 1 to {longest} characters')
    return value


def _said(order: Message, key: str) -> str:
    return _text(order, key, LONGEST_TEXT) if order.get(key) else ""


def _path(order: Message, key: str, ending: str) -> Path:
    path = Path(_text(order, key, LONGEST_PATH))
    if not path.is_absolute() or ".." in path.parts or not path.name.endswith(ending):
        raise ValueError(
            f'"{key}" is an absolute path, without .., {f"to a {ending}" * bool(ending)}'
        )
    return path


def _yes(order: Message, key: str) -> bool:
    value = order[key]
    if not isinstance(value, bool):
        raise ValueError(f'"{key}" is true or false')
    return value


def _number(order: Message, key: str, least: float, most: float) -> float:
    value = order[key]
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        raise ValueError(f'"{key}" is a number')
    if not least <= value <= most:
        raise ValueError(f'"{key}" is from {least:g} to {most:g}')
    return float(value)
