"""The gate before a connection: so many are opened at once, and those somebody looks at first."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import NamedTuple

from media.cameras.places import Places

LONGEST_WAITING_EACH = 4  # places: however many go before, each comes to its turn
LOOK_S = 0.02  # between two looks for a place that another process has given back


class Rank(NamedTuple):
    """The smaller goes first. ``failures``: tries in a row; who does not answer holds up those that
    would."""

    unseen: bool
    failures: int = 0


Waiting = tuple[Callable[[], Rank], asyncio.Future[None]]


class Gate:
    """As many as there are places may be inside at a time. Lives in the loop; a stream waits at it
    once at most.

    ``share``: of places that other processes take too, so many are passed on in this one; what it
    has beyond it gives back to all. None: all places are its own.
    """

    def __init__(self, places: Places, share: int | None = None) -> None:
        self._places = places
        self._share = share
        self._inside = 0
        self._waiting: list[Waiting] = []
        self._given = 0
        self._look: asyncio.TimerHandle | None = None

    @property
    def waiting(self) -> int:
        return len(self._waiting)

    @asynccontextmanager
    async def place(self, rank: Callable[[], Rank]) -> AsyncIterator[None]:
        """Inside once it is one's turn. ``rank`` is asked whenever a place is given, for a stream
        that waits may come onto a tile; among equals the first to come is the first to go."""
        await self._enter(rank)
        try:
            yield
        finally:
            self._leave()

    async def _enter(self, rank: Callable[[], Rank]) -> None:
        if not self._queue() and self._places.take():
            self._inside += 1
            return
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((rank, turn))
        self._look_soon()
        try:
            await turn
        except asyncio.CancelledError:
            if turn.cancelled():
                self._waiting.remove((rank, turn))
            else:
                self._leave()  # its place was given to it meanwhile
            raise

    def _leave(self) -> None:
        self._places.give()
        self._inside -= 1
        if self._share is None or self._inside < self._share:
            self._let_in()

    def _let_in(self) -> None:
        """Whoever is next, where there is a place."""
        waiting = self._queue()
        if not waiting or not self._places.take():
            return
        self._inside += 1
        self._given += 1
        longest = self._given % LONGEST_WAITING_EACH == 0
        chosen = waiting[0] if longest else min(waiting, key=lambda each: each[0]())
        self._waiting.remove(chosen)
        chosen[1].set_result(None)

    def _queue(self) -> list[Waiting]:
        return [each for each in self._waiting if not each[1].done()]

    def _look_soon(self) -> None:
        """Of what other processes give back nobody tells. The time varies, or one of them would
        always come just before another."""
        if self._share is None or self._look is not None or not self._waiting:
            return
        pause_s = LOOK_S * random.uniform(0.5, 1.5)
        self._look = asyncio.get_running_loop().call_later(pause_s, self._look_now)

    def _look_now(self) -> None:
        self._look = None
        self._let_in()
        self._look_soon()
