"""The gate before a connection: so many are opened at once, and those somebody looks at first."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import NamedTuple

LONGEST_WAITING_EACH = 4  # places: however many go before, each comes to its turn


class Rank(NamedTuple):
    """The smaller goes first. ``failures``: tries in a row; who does not answer holds up those that
    would."""

    unseen: bool
    failures: int = 0


class Gate:
    """``places`` may be inside at a time. Lives in the loop; a stream waits at it once at most."""

    def __init__(self, places: int) -> None:
        self._free = places
        self._waiting: list[tuple[Callable[[], Rank], asyncio.Future[None]]] = []
        self._given = 0

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
        if self._free:
            self._free -= 1
            return
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((rank, turn))
        try:
            await turn
        except asyncio.CancelledError:
            if turn.cancelled():
                self._waiting.remove((rank, turn))
            else:
                self._leave()  # its place was given to it meanwhile
            raise

    def _leave(self) -> None:
        waiting = [each for each in self._waiting if not each[1].done()]
        if not waiting:
            self._free += 1
            return
        self._given += 1
        longest = self._given % LONGEST_WAITING_EACH == 0
        chosen = waiting[0] if longest else min(waiting, key=lambda each: each[0]())
        self._waiting.remove(chosen)
        chosen[1].set_result(None)
