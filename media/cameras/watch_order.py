"""The ``diagnosis`` order of PROTOCOL.md: read and checked. ValueError names the key. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import isfinite
from pathlib import Path

from media.cameras.order import MOST_CAMERAS
from media.diagnosis.finding import Finding
from media.diagnosis.thresholds import Thresholds
from media.parent import Message

LONGEST_PATH = 4000
TURNS_S = 5.0  # of a camera whose turn nobody says the end of
MOST_TURNS_S = 3600.0


@dataclass(frozen=True, slots=True)
class WatchWish:
    """``folder``: where baselines lie, None: they are not kept. ``said``: of each camera, what was
    said of it before."""

    limits: Thresholds
    folder: Path | None = None
    said: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict)


def parse_watch(order: Message) -> WatchWish:
    settings = order.get("settings", {})
    if not isinstance(settings, dict):
        raise ValueError('"settings" is an object')
    folder = order.get("baselines")
    sound = isinstance(folder, str) and folder.startswith("/") and len(folder) <= LONGEST_PATH
    if folder is not None and not sound:
        raise ValueError('"baselines" is an absolute path or null')
    return WatchWish(
        Thresholds.parse(settings), None if folder is None else Path(folder), _said(order)
    )


def parse_until(order: Message, now: float) -> float:
    """Of the ``turned`` order: until when the camera moves; an hour at most."""
    until = order.get("until")
    if until is None:
        until = now + TURNS_S
    if isinstance(until, bool) or not isinstance(until, int | float) or not isfinite(until):
        raise ValueError('"until" is monotonic seconds or null')
    return min(float(until), now + MOST_TURNS_S)


def _said(order: Message) -> dict[str, tuple[Finding, ...]]:
    written = order.get("said", {})
    if not isinstance(written, dict) or len(written) > MOST_CAMERAS:
        raise ValueError(f'"said" is an object of at most {MOST_CAMERAS} cameras')
    return {str(camera): _findings(each) for camera, each in written.items()}


def _findings(written: object) -> tuple[Finding, ...]:
    known = {finding.value: finding for finding in Finding}
    if not isinstance(written, list) or not all(
        isinstance(each, str) and each in known for each in written
    ):
        raise ValueError(f'each of "said" is a list of {", ".join(known)}')
    return tuple(known[each] for each in written)
