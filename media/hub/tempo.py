"""How many program pictures a second the machine carries. Pure, told the time."""

from __future__ import annotations

from dataclasses import dataclass, field

FULL = 25
LESS = 15
JUDGED_S = 4.0
LET_GO = 0.1  # this share let go is more than chance
AGAIN_S = 30.0  # then the full rate is tried again, and after a vain try twice as late
LONGEST_S = 480.0


@dataclass
class Tempo:
    """Full rate while the machine keeps it, less while it does not."""

    rate: int = FULL
    _began: float | None = field(default=None, init=False)
    _made: int = field(default=0, init=False)
    _missed: int = field(default=0, init=False)
    _less_since: float = field(default=0.0, init=False)
    _wait_s: float = field(default=AGAIN_S, init=False)

    def note(self, missed: int, now: float) -> int:
        """One picture made, ``missed`` let go before it: the rate from now on."""
        self._began = now if self._began is None else self._began
        self._made += 1
        self._missed += missed
        if now - self._began >= JUDGED_S:
            self._judge(now)
            self._began, self._made, self._missed = now, 0, 0
        return self.rate

    def _judge(self, now: float) -> None:
        if self.rate == FULL:
            if self._missed > LET_GO * (self._made + self._missed):
                self.rate, self._less_since = LESS, now
        elif now - self._less_since >= self._wait_s:
            self.rate, self._wait_s = FULL, min(2 * self._wait_s, LONGEST_S)
