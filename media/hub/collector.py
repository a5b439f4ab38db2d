"""When garbage is collected: not while a conference would hear it.

Python's own full collection looks at every object there is. With 54 sites that is 80 ms in which
nothing is received and nothing mixed, now and then, for garbage that a hub hardly has: it comes
about where a site goes. So what is there is set aside as soon as the sites are settled, what is new
is looked at by itself, and everything is when nobody is there, or after many have gone.
"""

from __future__ import annotations

import asyncio
import gc
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import Enum

LOOK_S = 1.0
SETTLED_S = 5.0  # without one that came or went
NEW_EACH_S = 60.0
MOST_GONE = 100  # sites: each leaves half a megabyte at most
_NEVER = 1_000_000_000


class Sweep(Enum):
    """What is to be done now."""

    NOTHING = "nothing"
    SET_ASIDE = "set aside"  # what is there is looked at no more
    NEW = "new"  # what came since then is collected
    ALL = "all"


@dataclass
class Plan:
    """Decides; told the time, in seconds, and who is there."""

    now: float
    _there: frozenset[int] = field(default=frozenset(), init=False)
    _gone: int = field(default=0, init=False)  # since all was collected
    _moved: bool = field(default=False, init=False)  # since something was set aside

    def __post_init__(self) -> None:
        self._moved_at = self._swept_at = self.now

    def look(self, now: float, there: frozenset[int]) -> Sweep:
        if there != self._there:
            self._gone += len(self._there - there)
            self._there, self._moved, self._moved_at = there, True, now
        sweep = self._due(now)
        if sweep is not Sweep.NOTHING:
            self._swept_at = now
        if sweep in (Sweep.ALL, Sweep.SET_ASIDE):
            self._moved = False
        if sweep is Sweep.ALL:
            self._gone = 0
        return sweep

    def _due(self, now: float) -> Sweep:
        if self._gone >= (MOST_GONE if self._there else 1):
            return Sweep.ALL
        long_ago = now - self._swept_at >= NEW_EACH_S
        if self._moved and (long_ago or now - self._moved_at >= SETTLED_S):
            return Sweep.SET_ASIDE
        return Sweep.NEW if long_ago else Sweep.NOTHING


async def collect(peers: Callable[[], Iterable[object | None]]) -> None:
    """Take over from Python's own full collections, until cancelled. ``peers``: who is there; None
    counts for nobody."""
    usual = gc.get_threshold()
    gc.set_threshold(usual[0], usual[1], _NEVER)
    try:
        sweep(Sweep.ALL)
        plan = Plan(time.monotonic())
        while True:
            await asyncio.sleep(LOOK_S)
            there = frozenset(id(peer) for peer in peers() if peer is not None)
            sweep(plan.look(time.monotonic(), there))
    finally:
        gc.unfreeze()
        gc.set_threshold(*usual)


def sweep(what: Sweep) -> None:
    if what is Sweep.ALL:
        gc.unfreeze()
    if what in (Sweep.ALL, Sweep.NEW):
        gc.collect()
    if what in (Sweep.ALL, Sweep.SET_ASIDE):
        gc.freeze()
