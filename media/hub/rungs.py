"""The program's rungs, and which of them a site's line carries. Pure, told the time.

A browser says how much it believes can come through (REMB), but never believes in much more than
what does come: so what it says is held against what is sent, and a higher rung is tried for a
while. A try that fails makes the next one wait longer.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum


class Rung(IntEnum):
    """From the smallest to the largest."""

    SMALL = 0
    MIDDLE = 1
    LARGE = 2


@dataclass(frozen=True, slots=True)
class Shape:
    """``kbps`` is what the encoder aims at."""

    width: int
    height: int
    kbps: int


SHAPES = {
    Rung.SMALL: Shape(640, 360, 350),
    Rung.MIDDLE: Shape(1280, 720, 1000),
    Rung.LARGE: Shape(1920, 1080, 1800),
}
BAD_S = 2.0  # so long a line must be too weak before less is sent
LOST = 0.10
GOOD_LOSS = 0.03
TOO_LITTLE = 0.85  # of what is sent: less than this the line does not carry
ENOUGH = 1.15
FIRST_TRY_S = 6.0
LONGEST_WAIT_S = 90.0
FAILED_S = 12.0  # a rung left so soon was tried in vain
STRONG_SHARE = 0.5  # an estimate below this share of what is sent: two rungs down at once


@dataclass(frozen=True, slots=True)
class Line:
    """What is known of the line to a site. ``estimate_kbps`` None: it says nothing."""

    estimate_kbps: float | None
    sent_kbps: float
    loss: float  # 0 to 1
    rtt_ms: float | None = None


@dataclass
class Chooser:
    """One site's rung, over all its connections; ``look`` once a second or so."""

    rung: Rung = Rung.MIDDLE
    most: Rung = Rung.LARGE  # what it may get at all; a try above it is none
    _bad_since: float | None = field(default=None, init=False)
    _good_since: float | None = field(default=None, init=False)
    _climbed_at: float | None = field(default=None, init=False)
    _wait_s: float = field(default=FIRST_TRY_S, init=False)

    def look(self, line: Line, now: float) -> Rung:
        """The rung from now on, never above ``most``."""
        self.rung = min(self.rung, self.most)
        too_weak = _too_weak(line)
        self._bad_since = (self._bad_since or now) if too_weak else None
        self._good_since = (self._good_since or now) if _good(line) else None
        if self._bad_since is not None and now - self._bad_since >= BAD_S:
            self._go_down(line, now)
        elif (
            self._good_since is not None
            and now - self._good_since >= self._wait_s
            and self.rung < self.most
        ):
            self.rung = Rung(self.rung + 1)
            self._climbed_at, self._good_since = now, None
        elif self._climbed_at is not None and now - self._climbed_at > FAILED_S:
            self._climbed_at, self._wait_s = None, FIRST_TRY_S
        return self.rung

    def begin_again(self) -> None:
        """Another connection of the same line: it gets what the one before carried, and a try that
        failed then is not made sooner."""
        self._bad_since = self._good_since = self._climbed_at = None

    def _go_down(self, line: Line, now: float) -> None:
        self._bad_since = self._good_since = None
        if self.rung is Rung.SMALL:
            return
        estimate = line.estimate_kbps
        deep = estimate is not None and estimate < STRONG_SHARE * line.sent_kbps
        self.rung = Rung.SMALL if deep else Rung(self.rung - 1)
        if self._climbed_at is not None:
            self._wait_s = min(2 * self._wait_s, LONGEST_WAIT_S)
            self._climbed_at = None


def _too_weak(line: Line) -> bool:
    if line.loss > LOST:
        return True
    return line.estimate_kbps is not None and line.estimate_kbps < TOO_LITTLE * line.sent_kbps


def _good(line: Line) -> bool:
    if line.loss > GOOD_LOSS:
        return False
    return line.estimate_kbps is None or line.estimate_kbps > ENOUGH * line.sent_kbps


@dataclass
class Served:
    """Which rung a site is sent: a change begins with a key picture of the new one."""

    now: Rung = Rung.MIDDLE
    next: Rung | None = field(default=None, init=False)

    def want(self, rung: Rung) -> bool:
        """Whether a key picture of it is needed."""
        before, self.next = self.next, rung if rung is not self.now else None
        return self.next is not None and self.next is not before

    def needs(self) -> frozenset[Rung]:
        return frozenset((self.now,) if self.next is None else (self.now, self.next))

    def takes(self, rung: Rung, key: bool) -> bool:
        """Whether a picture of this rung is for the site."""
        if rung is self.next and key:
            self.now, self.next = rung, None
        return rung is self.now
