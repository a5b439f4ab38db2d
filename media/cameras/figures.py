"""What is measured of a camera, each second: the ``figures`` event's part about it. Pure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from media.cameras.decoder import Tally
from media.cameras.effort import Effort
from media.parent import Message

WORDS = {
    Effort.FULL: "full",
    Effort.SELDOM: "seldom",
    Effort.REFERENCES: "references",
    Effort.KEYS: "keys",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """One stream's counters at a moment (monotonic seconds). They only grow."""

    name: str  # main | sub
    at: float
    tally: Tally
    units: int = 0
    received: int = 0  # bytes
    broken: int = 0
    interval_s: float | None = None  # between two pictures that the camera sends
    lost: int = 0  # packets
    newest_at: float | None = None  # when the newest picture was received


class Figures:
    """Turns counters into figures a second. ``take`` is called about each second."""

    def __init__(self) -> None:
        self._before: Standing | None = None

    def take(self, now: Standing, hot: bool, effort: Effort) -> Message:
        before = self._before
        self._before = now
        if before is None or before.name != now.name:
            before = now
        span = now.at - before.at
        span = span if span > 0 else 1.0
        pictures = now.tally.pictures - before.tally.pictures
        units = now.units - before.units
        busy_s = now.tally.busy_s - before.tally.busy_s
        return {
            "stream": now.name,
            "fps": round((pictures if hot else units) / span, 1),
            "kbps": round((now.received - before.received) * 8 / 1000 / span),
            "decode_ms": round(busy_s * 1000 / max(pictures, 1), 2),
            "effort": WORDS[effort],
            "interval_s": now.interval_s and round(now.interval_s, 3),
        }


def losses(streams: Collection[Standing]) -> Message:
    """What went wrong since the beginning, whichever stream it was that was shown."""
    return {
        "dropped": sum(each.tally.dropped + each.broken for each in streams),
        "skipped": sum(each.tally.skipped for each in streams),
        "errors": sum(each.tally.errors for each in streams),
        "lost_packets": sum(each.lost for each in streams),
    }


def newest_at(streams: Collection[Standing]) -> float | None:
    """When the camera was heard of last, by either stream."""
    known = [each.newest_at for each in streams if each.newest_at is not None]
    return round(max(known), 3) if known else None
