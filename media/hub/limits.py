"""How much one visitor may ask of the door. Pure: every question carries the time."""

from __future__ import annotations

from collections import Counter, OrderedDict, deque
from dataclasses import dataclass, field

MESSAGES_PER_S = 50.0
MESSAGES_AT_ONCE = 200.0  # a browser tells its candidates in one breath
# of connections that have shown no link:
OWN = 8  # every address has so many
SHARED = 192  # and so many where there is room: 27 pages behind one router open 6 each
ROOM = 384  # for those above the first few, of all addresses together
PER_SITE = 8  # of connections by the link of one site; a new one replaces the one before
FAILURES = 10  # forged tokens of one address within WINDOW_S
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
    """Open connections: those that have shown no link by address, the others by site.

    All villages of a township may come by one address, and all at once when the power is back. So
    an address may hold many, as long as that takes nothing of the few that every other one has.
    Those of ``exempt`` addresses are not counted.
    """

    exempt: frozenset[str] = frozenset()
    own: int = OWN
    shared: int = SHARED
    room: int = ROOM
    per_site: int = PER_SITE
    _strangers: Counter[str] = field(default_factory=Counter, init=False)
    _sites: Counter[str] = field(default_factory=Counter, init=False)
    _above: int = field(default=0, init=False)  # of all addresses, those above their own

    def enter(self, address: str) -> bool:
        """Count one in; False when the address has enough of them already."""
        if address in self.exempt:
            return True
        held = self._strangers[address]
        if held >= self.own and (held >= self.shared or self._above >= self.room):
            return False
        self._strangers[address] += 1
        self._above += held >= self.own
        return True

    def vouch(self, address: str, site: str) -> bool:
        """One that ``enter`` let in has shown the link of a site, and counts there from now on.
        False when the site has enough of them: then it goes on counting where it did."""
        if address in self.exempt:
            return True
        if self._sites[site] >= self.per_site:
            return False
        self._sites[site] += 1
        self._forget(address)
        return True

    def leave(self, address: str, site: str | None = None) -> None:
        """Count one out that ``enter`` let in; ``site``: whose link it had shown."""
        if address in self.exempt:
            return
        if site is None:
            self._forget(address)
        else:
            _less(self._sites, site)

    def _forget(self, address: str) -> None:
        self._above -= self._strangers[address] > self.own
        _less(self._strangers, address)


@dataclass
class Lockout:
    """An address that guesses tokens: its guesses count for nothing for a while. It is asked only
    of a token that is none: who shows a good one comes in, whoever else guesses behind the same
    router. A link that was good once is no guess."""

    refused: int = field(default=0, init=False)
    _failures: OrderedDict[str, deque[float]] = field(default_factory=OrderedDict, init=False)

    def failed(self, address: str, now: float) -> None:
        """One more forged token from there."""
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


def _less(counted: Counter[str], of: str) -> None:
    counted[of] -= 1
    if counted[of] <= 0:
        del counted[of]
