"""The order for an export: read and checked. ValueError names the key."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from media.marks import MOST_MARKS, Mark
from media.parent import Message

MOST_CAMERAS = 64
LONGEST_S = 31 * 86400.0
LONGEST_TEXT = 200

_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


@dataclass(frozen=True, slots=True)
class ExportWish:
    """``since`` and ``until`` are Unix seconds; ``folder`` is made, ``archive`` is read."""

    cameras: tuple[str, ...]
    since: float
    until: float
    folder: Path
    archive: Path
    burn: bool = False
    site: str = ""
    who: str = ""
    reason: str = ""
    marks: Marks | None = None


@dataclass(frozen=True, slots=True)
class Marks:
    """What is drawn into the pictures of cameras. ``said`` goes into the manifest as it is."""

    cameras: Mapping[str, tuple[Mark, ...]]
    said: Mapping[str, Any]


def parse_export(order: Message) -> ExportWish:
    cameras = order["cameras"]
    if not isinstance(cameras, list) or not 1 <= len(cameras) <= MOST_CAMERAS:
        raise ValueError(f'"cameras" is a list of 1 to {MOST_CAMERAS} ids')
    for camera in cameras:
        if not isinstance(camera, str) or not _ID.fullmatch(camera):
            raise ValueError('each of "cameras" is 1-64 letters, digits, - and _')
    since, until = _moment(order, "since"), _moment(order, "until")
    if not since < until <= since + LONGEST_S:
        raise ValueError(f'"until" is after "since", by {LONGEST_S / 86400:.0f} days at most')
    burn = order.get("burn", False)
    if not isinstance(burn, bool):
        raise ValueError('"burn" is true or false')
    return ExportWish(
        tuple(dict.fromkeys(cameras)),
        since,
        until,
        _path(order, "folder"),
        _path(order, "archive"),
        burn,
        _text(order, "site"),
        _text(order, "who"),
        _text(order, "reason"),
        _marks(order),
    )


def _marks(order: Message) -> Marks | None:
    told = order.get("marks")
    if told is None:
        return None
    if not isinstance(told, dict) or not isinstance(told.get("cameras"), dict):
        raise ValueError('"marks" has "cameras", and what is "said" of them')
    cameras = {}
    for camera, marks in told["cameras"].items():
        if not isinstance(marks, list) or len(marks) > MOST_MARKS:
            raise ValueError(f'"marks" of a camera are a list of at most {MOST_MARKS}')
        try:
            cameras[str(camera)] = tuple(map(Mark.unpacked, marks))
        except (KeyError, TypeError, ValueError) as fault:
            raise ValueError(f'"marks" of {str(camera)[:64]}: {fault}') from fault
    said = told.get("said")
    return Marks(cameras, said if isinstance(said, dict) else {})


def _moment(order: Message, key: str) -> float:
    value = order[key]
    try:
        moment = datetime.fromisoformat(value)
    except (ValueError, TypeError):
        moment = None
    if moment is None or moment.tzinfo is None:
        raise ValueError(f'"{key}" is a time such as 2026-11-23T06:30:00Z')
    return moment.timestamp()


def _path(order: Message, key: str) -> Path:
    value = order[key]
    if not isinstance(value, str) or not value or "\0" in value:
        raise ValueError(f'"{key}" is a folder')
    return Path(value)


def _text(order: Message, key: str) -> str:
    value = order.get(key) or ""
    if not isinstance(value, str) or len(value) > LONGEST_TEXT:
        raise ValueError(f'"{key}" is a text of at most {LONGEST_TEXT} characters')
    return value
