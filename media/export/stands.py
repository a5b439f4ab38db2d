"""Where no new picture came within a film, and the last one stands. Pure: told the moments."""

from __future__ import annotations

import heapq
from collections import Counter

from media.export.stretch import Span

LEAST_S = 0.5  # a picture that stands for less is not told
INTERVALS = 3.0  # of the film's usual ones
MOST_REORDERED = 16  # pictures that a stream may decode before they are shown: H.264 and H.265
PRUNED = 4096  # spans, before those are dropped that turned out to be usual


class Stands:
    """Of one film. ``saw`` is told each picture's moment (Unix seconds) in the order of decoding;
    ``cut``: what comes now does not follow on what came."""

    def __init__(self) -> None:
        self._waiting: list[float] = []  # a heap: their order is not certain yet
        self._last: float | None = None
        self._intervals: Counter[int] = Counter()  # milliseconds
        self._long: list[Span] = []
        self._prune_at = PRUNED

    def saw(self, at: float) -> None:
        heapq.heappush(self._waiting, at)
        if len(self._waiting) > MOST_REORDERED:
            self._follow(heapq.heappop(self._waiting))

    def cut(self) -> None:
        while self._waiting:
            self._follow(heapq.heappop(self._waiting))
        self._last = None

    def spans(self) -> list[Span]:
        """From the picture that stands to the next one, where that is ``LEAST_S`` or more, and more
        than ``INTERVALS`` of the film's median interval."""
        self.cut()
        self._prune()
        return list(self._long)

    def _follow(self, at: float) -> None:
        last, self._last = self._last, at
        if last is None or at <= last:
            return
        self._intervals[round((at - last) * 1000)] += 1
        if at - last >= LEAST_S:
            self._long.append((last, at))
            if len(self._long) >= self._prune_at:
                self._prune()
                self._prune_at = max(PRUNED, 2 * len(self._long))

    def _prune(self) -> None:
        longest = INTERVALS * self._usual()
        self._long = [span for span in self._long if span[1] - span[0] > longest]

    def _usual(self) -> float:
        """The median interval in seconds; 0 where there is none."""
        half, passed = self._intervals.total() / 2, 0
        for interval in sorted(self._intervals):
            passed += self._intervals[interval]
            if passed >= half:
                return interval / 1000
        return 0.0
