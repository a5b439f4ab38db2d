"""How often something comes: the usual time between two, whatever single ones do. Pure."""

from __future__ import annotations

from collections import deque
from itertools import pairwise
from statistics import median_low

BEATS = 10  # remembered


class Rhythm:
    """Told of each beat, monotonic seconds."""

    def __init__(self) -> None:
        self._beats: deque[float] = deque(maxlen=BEATS)

    def beat(self, at: float) -> None:
        self._beats.append(at)

    def rest(self) -> None:
        """What comes next is not to be measured from what came last."""
        self._beats.clear()

    def interval_s(self) -> float | None:
        """The median of the last gaps, of two in the middle the shorter one; None before there are
        two of them."""
        if len(self._beats) < 3:
            return None
        beats = list(self._beats)
        return median_low(later - earlier for earlier, later in pairwise(beats))
