"""How often something comes: the usual time between two, whatever single ones do. Pure."""

from __future__ import annotations

from collections import deque
from itertools import pairwise
from statistics import median

BEATS = 10  # remembered


class Rhythm:
    """Told of each beat, monotonic seconds."""

    def __init__(self) -> None:
        self._beats: deque[float] = deque(maxlen=BEATS)

    def beat(self, at: float) -> None:
        self._beats.append(at)

    def interval_s(self) -> float | None:
        """The median of the last gaps; None before there are two of them."""
        if len(self._beats) < 3:
            return None
        beats = list(self._beats)
        return median(later - earlier for earlier, later in pairwise(beats))
