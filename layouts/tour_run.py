"""A tour that runs: what it shows now, what comes next and when. Pure: told the time.

Times are monotonic seconds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum

from layouts.tour import Stop


class TourState(Enum):
    RUNNING = "running"
    PAUSED = "paused"  # by hand: what it shows stays
    TAKEN = "taken"  # somebody uses the cell for something else
    STEERED = "steered"  # somebody moved a camera that it shows


class TourRun:
    """One tour in one cell or on one screen. ``stops`` as ``layouts.tour.stops`` makes them.

    Each of the operator's wishes answers whether it changed anything. A stop whose cameras are all
    lost is passed over when ``skip_lost``, as long as another one is not; what is on already stays
    until its time is over. ``at`` is the stop it begins with, ``state`` what holds it there.
    ``ValueError`` without a stop.
    """

    def __init__(
        self,
        stops: Sequence[Stop],
        now: float,
        skip_lost: bool = True,
        at: int = 0,
        state: TourState = TourState.RUNNING,
    ) -> None:
        if not stops:
            raise ValueError("a tour has one stop at least")
        self.state = state
        self.at = at % len(stops)  # the number of the stop that is shown
        self._stops = tuple(stops)
        self._skip_lost = skip_lost
        self._lost: frozenset[str] = frozenset()
        self._left_s = stops[self.at].dwell_s  # of the dwell, while it rests
        self._ends_at = now + self._left_s

    # -- questions

    @property
    def shown(self) -> tuple[str, ...]:
        """The cameras that are shown; empty while the cell is taken."""
        return () if self.state is TourState.TAKEN else self._stops[self.at].cameras

    @property
    def near(self) -> tuple[str, ...]:
        """The cameras that may come soon, the most likely first, to be warm by then: those of its
        next two stops and of the one before, and while the cell is taken of its own stop.
        Also while it rests: a key press brings the one or the other."""
        here = [self.at] if self.state is TourState.TAKEN else []
        after = self._beside(1, self.at)
        numbers = [*here, after, self._beside(1, after), self._beside(-1, self.at)]
        cameras = (camera for number in numbers for camera in self._stops[number].cameras)
        return tuple(dict.fromkeys(each for each in cameras if each not in self.shown))

    @property
    def next_at(self) -> float | None:
        """When the next stop is shown; None when it does not come by itself."""
        moves = self.state is TourState.RUNNING and len(self._stops) > 1
        return self._ends_at if moves else None

    def __len__(self) -> int:
        """How many stops there are."""
        return len(self._stops)

    # -- what happens

    def tick(self, now: float) -> bool:
        """Time has come to ``now``: whether another stop is shown.

        After a long silence (a suspended machine) it goes one stop on, not through all it missed.
        """
        if self.next_at is None or now < self._ends_at:
            return False
        due, before = self._ends_at, self.at
        self._go(1, now)
        if now - due < self._stops[self.at].dwell_s:
            self._ends_at -= now - due  # late by a little: the rhythm is kept
        return self.at != before

    def set_lost(self, cameras: Iterable[str]) -> None:
        """The cameras that are known to bring no picture."""
        self._lost = frozenset(cameras)

    def pause(self, now: float) -> bool:
        if self.state is not TourState.RUNNING:
            return False
        self._left_s = max(0.0, self._ends_at - now)
        self.state = TourState.PAUSED
        return True

    def resume(self, now: float) -> bool:
        """Go on: with the rest of the dwell after a pause, with all of it after the others."""
        if self.state is TourState.RUNNING:
            return False
        rest = self._left_s if self.state is TourState.PAUSED else self._stops[self.at].dwell_s
        self._ends_at = now + rest
        self.state = TourState.RUNNING
        return True

    def next(self, now: float) -> bool:
        return self._step(1, now)

    def back(self, now: float) -> bool:
        return self._step(-1, now)

    def take(self) -> bool:
        """Somebody puts something else into the cell: the tour stops until it is resumed."""
        if self.state is TourState.TAKEN:
            return False
        self.state = TourState.TAKEN
        return True

    def ptz_moved(self, camera: str) -> bool:
        """Somebody steers a camera: the tour stops at it until it is resumed, if it shows it."""
        if camera not in self.shown or self.state is TourState.STEERED:
            return False
        self.state = TourState.STEERED
        return True

    def _step(self, step: int, now: float) -> bool:
        if self.state not in (TourState.RUNNING, TourState.PAUSED) or len(self._stops) == 1:
            return False
        self._go(step, now)
        return True

    def _go(self, step: int, now: float) -> None:
        self.at = self._beside(step, self.at)
        self._left_s = self._stops[self.at].dwell_s
        self._ends_at = now + self._left_s

    def _beside(self, step: int, at: int) -> int:
        """The stop that comes after ``at``, or before it with the step -1."""
        count = len(self._stops)
        for n in range(1, count):
            number = (at + step * n) % count
            if not (self._skip_lost and self._lost.issuperset(self._stops[number].cameras)):
                return number
        # nothing else is live: this one stays while it is, else they are shown in turn
        if self._lost.issuperset(self._stops[at].cameras):
            return (at + step) % count
        return at
