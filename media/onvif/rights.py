"""Who may steer a camera. Pure: told the time.

Who moved it last keeps it for a while. A seat of a higher rank takes it at once, and whoever had it
is told; an equal or lower one has to wait.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

RANKS = ("patrol", "operator", "chair", "leader")  # lowest first
LOCK_S = 10.0


@dataclass(frozen=True, slots=True)
class Seat:
    """Who steers: a rank, and which of them (``window``, ``control`` …)."""

    rank: str
    who: str


@dataclass(frozen=True, slots=True)
class Granted:
    """``taken_from``: who had it until now and is to be told."""

    taken_from: Seat | None = None


@dataclass(frozen=True, slots=True)
class Busy:
    """Somebody else steers."""

    by: Seat
    left_s: float


@dataclass
class _Hold:
    seat: Seat
    until: float


class Rights:
    """The rights of all cameras. ``ranks``: lowest first."""

    def __init__(self, ranks: Sequence[str] = RANKS, lock_s: float = LOCK_S) -> None:
        self._ranks = {rank: level for level, rank in enumerate(ranks)}
        self._lock_s = lock_s
        self._holds: dict[str, _Hold] = {}

    def ask(self, camera: str, seat: Seat, now: float, for_s: float = 0.0) -> Granted | Busy:
        """Move a camera, now and for ``for_s``; granted, it is the seat's until the lock ends."""
        hold = self._holds.get(camera)
        until = now + for_s + self._lock_s
        if hold is None or now >= hold.until:
            self._holds[camera] = _Hold(seat, until)
            return Granted()
        if hold.seat == seat:
            hold.until = max(hold.until, until)
            return Granted()
        if self._level(seat) <= self._level(hold.seat):
            return Busy(hold.seat, hold.until - now)
        self._holds[camera] = _Hold(seat, until)
        return Granted(hold.seat)

    def give_up(self, camera: str, seat: Seat) -> None:
        """The seat no longer needs it."""
        hold = self._holds.get(camera)
        if hold is not None and hold.seat == seat:
            del self._holds[camera]

    def holder(self, camera: str, now: float) -> tuple[Seat, float] | None:
        """Who has it, and for how many seconds more."""
        hold = self._holds.get(camera)
        return (hold.seat, hold.until - now) if hold is not None and now < hold.until else None

    def _level(self, seat: Seat) -> int:
        return self._ranks.get(seat.rank, -1)
