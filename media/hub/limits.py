"""How much one visitor may ask of the door. Pure: every question carries the time."""

from __future__ import annotations

from collections import OrderedDict, deque
from dataclasses import dataclass, field

MESSAGES_PER_S = 50.0
MESSAGES_AT_ONCE = 200.0  # a browser tells its candidates in one breath
CONNECTIONS_PER_ADDRESS = 8
FAILURES = 10  # wrong tokens of one address within WINDOW_S
WINDOW_S = 60.0
LOCKED_S = 300.0
ADDRESSES = 4096  # remembered at most: a flood of addresses forgets the oldest


@dataclass
class Bucket:
    """So many tokens a second, so many at once."""

    rate: float = MESSAGES_PER_S
    room: float = MESSAGES_AT_ONCE
    _level: float = field(default=0.0, init=False)
    _at: float | None = field(default=None, init=False)

    def take(self, now: float) -> bool:
        """Whether one more is allowed."""
        if self._at is None:
            self._at, self._level = now, self.room
        self._level = min(self.room, self._level + (now - self._at) * self.rate)
        self._at = now
        if self._level < 1:
            return False
        self._level -= 1
        return True


@dataclass
class Connections:
    """Open connections of each address; ``exempt`` ones are not counted."""

    most: int = CONNECTIONS_PER_ADDRESS
    exempt: frozenset[str] = frozenset()
    _open: dict[str, int] = field(default_factory=dict, init=False)

    def enter(self, address: str) -> bool:
        """Count one in; False when the address has enough of them already."""
        if address in self.exempt:
            return True
        if self._open.get(address, 0) >= self.most:
            return False
        self._open[address] = self._open.get(address, 0) + 1
        return True

    def leave(self, address: str) -> None:
        """Count one out that ``enter`` let in."""
        left = self._open.get(address, 0) - 1
        if left > 0:
            self._open[address] = left
        else:
            self._open.pop(address, None)


@dataclass
class Lockout:
    """An address that guesses tokens is sent away unheard for a while."""

    refused: int = field(default=0, init=False)
    _failures: OrderedDict[str, deque[float]] = field(default_factory=OrderedDict, init=False)

    def failed(self, address: str, now: float) -> None:
        """One more wrong token from there."""
        self.refused += 1
        failures = self._failures.setdefault(address, deque(maxlen=FAILURES))
        self._failures.move_to_end(address)
        failures.append(now)
        while len(self._failures) > ADDRESSES:
            self._failures.popitem(last=False)

    def locked(self, address: str, now: float) -> bool:
        failures = self._failures.get(address)
        if failures is None or len(failures) < FAILURES:
            return False
        guessed_fast = failures[-1] - failures[0] < WINDOW_S
        return guessed_fast and now - failures[-1] < LOCKED_S
