"""All look-outs' streams, and what they share: panoramas, reels of turned heads, one thread."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TypeVar
from weakref import WeakValueDictionary

from console.town.cameras.darkroom import Darkroom, Stream
from console.town.cameras.drawn import Drawn
from console.town.cameras.head import Head
from console.town.cameras.lookout import Lookout, Means
from console.town.film.painting import Painting
from console.town.film.shot import Shot

T = TypeVar("T")

log = logging.getLogger(__name__)


class Lookouts:
    """``heads`` by the numbers of their cameras. Lives in the town's loop."""

    def __init__(
        self,
        darkroom: Darkroom,
        heads: Mapping[int, Head],
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._darkroom, self._heads = darkroom, heads
        self._thread = ThreadPoolExecutor(1, "look-outs")  # all of them: one core at most
        self._streams: dict[Shot, Lookout] = {}
        self._panoramas: dict[int, asyncio.Task[Painting]] = {}  # those on their way
        self._open: WeakValueDictionary[int, Painting] = WeakValueDictionary()
        self._tasks: set[asyncio.Task[object]] = set()
        self._means = Means(
            self._panorama,
            lambda shot: self._task(shot.number, self._darkroom.passing(shot)),
            partial(Drawn, thread=self._thread),
            now,
        )

    async def stream(self, shot: Shot) -> Stream:
        """A camera's stream; that of a look-out follows its head. Raises OSError."""
        home = await self._darkroom.stream(shot)
        head = self._heads.get(shot.number)
        if head is None:
            return home
        if shot not in self._streams:
            self._streams[shot] = Lookout(home, shot, head, self._means)
            self._darkroom.panorama_later(shot)
        return self._streams[shot]

    def figures(self) -> dict[str, int]:
        """How many pictures were drawn, and how many were not because the one before was late."""
        streams = self._streams.values()
        return {"drawn": sum(s.drawn for s in streams), "late": sum(s.late for s in streams)}

    def prepare(self, shot: Shot) -> None:
        """Somebody may soon turn this head: have its panorama."""
        if shot.number not in self._open:
            self._panorama(shot)

    async def stop(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.to_thread(self._thread.shutdown, cancel_futures=True)

    def _panorama(self, shot: Shot) -> asyncio.Task[Painting]:
        number = shot.number
        if number not in self._panoramas:
            task = self._task(number, self._shared(shot))
            self._panoramas[number] = task
            task.add_done_callback(lambda _: self._panoramas.pop(number, None))
        return self._panoramas[number]

    async def _shared(self, shot: Shot) -> Painting:
        """One of main and small stream reads it, both use it."""
        panorama = self._open.get(shot.number)
        if panorama is None:
            panorama = self._open[shot.number] = await self._darkroom.panorama(shot)
        return panorama

    def _task(self, number: int, work: Awaitable[T]) -> asyncio.Task[T]:
        async def run() -> T:
            try:
                return await work
            except OSError as error:
                log.error("camera %d does not follow its head: %s", number + 1, error)
                raise

        task = asyncio.get_running_loop().create_task(run(), name=f"look-out:{number}")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task
