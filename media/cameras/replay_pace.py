"""How much of a replay is decoded, so that a fast one never falls behind. Pure."""

from __future__ import annotations

from enum import IntEnum

BEHIND_S = 0.3  # of the clock's own seconds: leave more out
FAR_BEHIND_S = 1.0  # with key pictures only: what lies between is skipped unread
CALM_S = 5.0  # so long in time: try with more
TAUT_RATE = 8.0  # begins without what no other picture needs


class Effort(IntEnum):
    """What is decoded; each step leaves out more."""

    ALL = 0
    REFERENCES = 1  # pictures that others build on
    KEYS = 2


class Pace:
    """Chooses the effort from how far decoding is behind the clock."""

    def __init__(self, rate: float, now: float) -> None:
        self._least = Effort.REFERENCES if rate >= TAUT_RATE else Effort.ALL
        self.effort = self._least
        self._since = now

    def judge(self, behind_s: float, now: float) -> bool:
        """Take over how far behind decoding is, in seconds of the viewer; True when even key
        pictures come too late and it has to begin anew at the moment that is due."""
        if behind_s < BEHIND_S:
            if now - self._since >= CALM_S and self.effort > self._least:
                self.effort = Effort(self.effort - 1)
                self._since = now
            return False
        if self.effort < Effort.KEYS and now - self._since >= BEHIND_S:
            self.effort = Effort(self.effort + 1)
            self._since = now
        elif self.effort is Effort.KEYS:
            late = now - self._since >= BEHIND_S and behind_s >= FAR_BEHIND_S
            self._since = now if late else max(self._since, now - BEHIND_S)
            return late
        return False
