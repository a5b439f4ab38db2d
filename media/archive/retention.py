"""Which recordings go, oldest first. Pure: it is told the clocks and what lies on the disk.

"Oldest" is the order of recording, not of dates: a clock that once stood in 1970 must not decide
what is lost.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from media.archive.segment import Segment

DAY_S = 86400.0
FREE_SHARE = 0.02  # of the disk stays free,
FREE_BYTES = 1_000_000_000  # and so much at least,
MOST_FREE_SHARE = 0.1  # but on a small disk no more than this
SOONEST_TRUE = 1_577_836_800.0  # 2020-01-01: an earlier date is a clock that was not set
JUMP_S = 3600.0
CALM_S = 3600.0  # days are not judged for so long after the wall clock jumped


@dataclass(frozen=True, slots=True)
class Limits:
    keep_days: float
    max_bytes: int


@dataclass(frozen=True, slots=True)
class Disk:
    """Bytes. ``kept`` is what the archive holds."""

    size: int
    free: int
    kept: int


def wanted_free(size: int) -> int:
    """Bytes of a disk that recordings leave to others."""
    return int(min(max(size * FREE_SHARE, FREE_BYTES), size * MOST_FREE_SHARE))


def doomed(
    oldest: Sequence[Segment], limits: Limits, disk: Disk, now: float, dates_hold: bool = True
) -> list[Segment]:
    """What to delete of ``oldest``, in its order. ``now`` is the wall clock; with ``dates_hold``
    False nothing goes for its age, only for want of space."""
    free, kept = disk.free, disk.kept
    going: list[Segment] = []
    for segment in oldest:
        if segment.locked or not segment.closed:
            continue
        full = kept > limits.max_bytes or free < wanted_free(disk.size)
        if not full and not (dates_hold and is_old(segment, limits.keep_days, now)):
            continue
        going.append(segment)
        free, kept = free + segment.bytes, kept - segment.bytes
    return going


def is_old(segment: Segment, keep_days: float, now: float) -> bool:
    return segment.began_at >= SOONEST_TRUE and now - segment.ended_at > keep_days * DAY_S


class DateTrust:
    """Whether the wall clock may decide what is lost: not within an hour after it jumped."""

    def __init__(self, wall: float, monotonic: float) -> None:
        self._offset = wall - monotonic
        self._jumped_at: float | None = None

    def hold(self, wall: float, monotonic: float) -> bool:
        if abs(wall - monotonic - self._offset) > JUMP_S:
            self._jumped_at = monotonic
        self._offset = wall - monotonic
        return self._jumped_at is None or monotonic - self._jumped_at >= CALM_S
