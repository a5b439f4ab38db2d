"""Which lost voice packets to ask for again, and when. Pure: the packets themselves are its clock.

It stands where aiortc keeps its own list for video, which asks once for each and remembers holes
that nobody waits for any more.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

REACH = 9  # packets, 180 ms: what is older comes too late to be heard
AGAIN = 3  # packets after which one is asked for again: 60 ms
TRIES = 3
UNHEARD = 60  # asked in vain so often in a row: the site does not repeat voice packets


class Numbered(Protocol):
    sequence_number: int


@dataclass
class VoiceGaps:
    """The packets of one stream. ``missing``: what to ask for now."""

    asked: int = field(default=0, init=False)
    came: int = field(default=0, init=False)
    missing: set[int] = field(default_factory=set, init=False)
    _newest: int | None = field(default=None, init=False)
    _holes: dict[int, int] = field(default_factory=dict, init=False)  # number, tries
    _in_vain: int = field(default=0, init=False)

    def add(self, packet: Numbered) -> bool:
        """A packet came; whether something is to be asked for."""
        number = packet.sequence_number
        self.missing = set()
        if self._newest is None:
            self._newest = number
            return False
        ahead = (number - self._newest) & 0xFFFF
        if ahead == 0 or ahead >= 0x8000:
            self._fill(number)
            return False
        self._open(range(max(1, ahead - REACH), ahead))
        self._newest = number
        self._forget()
        self.missing = set(self._due())
        self.asked += len(self.missing)
        return bool(self.missing)

    def _fill(self, number: int) -> None:
        if self._holes.pop(number, None) is not None:
            self.came += 1
            self._in_vain = 0

    def _open(self, ahead: Iterable[int]) -> None:
        assert self._newest is not None
        if self._in_vain < UNHEARD:
            self._holes.update(dict.fromkeys(((self._newest + n) & 0xFFFF for n in ahead), 0))

    def _forget(self) -> None:
        for number in [n for n in self._holes if self._age(n) > REACH]:
            del self._holes[number]
            self._in_vain += 1

    def _due(self) -> Iterable[int]:
        for number, tries in self._holes.items():
            if tries < TRIES and self._age(number) > tries * AGAIN:
                self._holes[number] = tries + 1
                yield number

    def _age(self, number: int) -> int:
        assert self._newest is not None
        return (self._newest - number) & 0xFFFF
