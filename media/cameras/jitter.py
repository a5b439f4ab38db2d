"""JitterBuffer: sound that comes in bursts, given out again at an even pace. Pure."""

from __future__ import annotations

import math
from collections import deque

import numpy as np

from media.sound import BLOCK_S, RATE_HZ, SAMPLES, Samples

SPARE_S = 0.08  # what shall be left when the next piece is due
SLACK_S = 0.04  # so much more is no reason to leave anything out
WATCH_S = 2.0  # the least that lay there for so long was never needed
MOST_S = 0.5
LATE_S = 0.2  # a caller that comes so late begins anew


class JitterBuffer:
    """``put`` what is decoded, ``take`` what is due: blocks of 20 ms.

    It begins when a piece more than ``SPARE_S`` is there, and again after it ran empty. What lies
    there unused, because of a burst or a camera whose clock is fast, is left out: the delay stays.
    """

    def __init__(self) -> None:
        self.dropped = 0  # samples left out
        self.gaps = 0  # how often it ran empty
        self._pieces: deque[Samples] = deque()
        self._held = 0
        self._longest = SAMPLES  # of the pieces
        self._due: float | None = None  # None while it gathers
        self._least = math.inf
        self._watched_from = 0.0

    @property
    def held_s(self) -> float:
        return self._held / RATE_HZ

    @property
    def playing(self) -> bool:
        return self._due is not None

    def put(self, samples: Samples) -> None:
        if not len(samples):
            return
        self._longest = max(len(samples), SAMPLES)
        self._pieces.append(samples)
        self._held += len(samples)
        self._leave_out(self._held - max(round(MOST_S * RATE_HZ), self._longest))

    def take(self, now: float) -> list[Samples]:
        """The blocks due by ``now``, monotonic seconds."""
        if self._due is not None and now - self._due > LATE_S:
            self._due = None
        if self._due is None and not self._begin(now):
            return []
        assert self._due is not None
        blocks = []
        while self._due <= now:
            if self._held < SAMPLES:
                self._due = None
                self.gaps += 1
                break
            blocks.append(self._cut(SAMPLES))
            self._due += BLOCK_S
        self._watch(now)
        return blocks

    def _begin(self, now: float) -> bool:
        enough = round(SPARE_S * RATE_HZ) + self._longest
        if self._held < enough:
            return False
        self._leave_out(self._held - enough)
        self._due = now
        self._look_anew(now)
        return True

    def _watch(self, now: float) -> None:
        self._least = min(self._least, self._held)
        if now - self._watched_from < WATCH_S:
            return
        spare = round(SPARE_S * RATE_HZ)
        if self._least > spare + round(SLACK_S * RATE_HZ):
            self._leave_out(int(self._least) - spare)
        self._look_anew(now)

    def _look_anew(self, now: float) -> None:
        self._least, self._watched_from = math.inf, now

    def _leave_out(self, samples: int) -> None:
        if samples > 0:
            self.dropped += len(self._cut(samples))

    def _cut(self, samples: int) -> Samples:
        parts, missing = [], min(samples, self._held)
        self._held -= missing
        while missing:
            piece = self._pieces.popleft()
            if len(piece) > missing:
                self._pieces.appendleft(piece[missing:])
                piece = piece[:missing]
            parts.append(piece)
            missing -= len(piece)
        return np.concatenate(parts)
