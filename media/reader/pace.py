"""When a unit is due of what is not live by itself: a file, or a playlist's pieces. Pure."""

from __future__ import annotations

MOST_AHEAD_S = 30.0  # a longer gap is a jump of the clock in the stream
MOST_BEHIND_S = 0.5  # later than this, what comes next is shown at once and counted from there


class Pace:
    """Times in seconds; ``now`` is monotonic."""

    def __init__(self) -> None:
        self._start: float | None = None

    def due(self, at_s: float, now: float) -> float:
        """When to give the unit of the stream's time ``at_s``."""
        if self._start is None or not -MOST_BEHIND_S < self._start + at_s - now < MOST_AHEAD_S:
            self._start = now - at_s
        return self._start + at_s
