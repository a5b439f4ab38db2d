"""The room's time, which somebody who sets the workstation's clock does not move.

Between two looks it goes on with the monotonic clock. Small differences to the wall clock are taken
over (that is how a time server corrects it); a jump is not, unless the platform's clock says that
the new time is right.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

MOST_DRIFT_S = 2.0  # taken over at once
AGREES_S = 30.0  # the platform's clock this near to the wall's: the wall is right
UNSURE_S = 60.0  # beyond, the lamps are not to be trusted


class SteadyClock:
    """``wall`` gives aware moments, ``monotonic`` seconds that run on while the machine sleeps."""

    def __init__(self, wall: Callable[[], datetime], monotonic: Callable[[], float]) -> None:
        self._wall, self._monotonic = wall, monotonic
        self._at, self._since = wall(), monotonic()

    def now(self) -> datetime:
        steady, wall = self._steady(), self._wall()
        if abs((wall - steady).total_seconds()) > MOST_DRIFT_S:
            return steady
        self._at, self._since = wall, self._monotonic()
        return wall

    def jump_s(self) -> float:
        """How far the workstation's clock has been set away from here; 0 when it was not."""
        away = (self._wall() - self._steady()).total_seconds()
        return away if abs(away) > MOST_DRIFT_S else 0.0

    def hear(self, skew_s: float | None) -> None:
        """The platform's clock is ahead of the wall clock by so much."""
        if skew_s is not None and abs(skew_s) <= AGREES_S and self.jump_s():
            self._at, self._since = self._wall(), self._monotonic()

    def _steady(self) -> datetime:
        return self._at + timedelta(seconds=self._monotonic() - self._since)
