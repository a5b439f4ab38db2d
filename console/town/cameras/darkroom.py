"""Where reels are made: a few processes, small streams before large ones, each reel once."""

from __future__ import annotations

import asyncio
import itertools
import logging
import os
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from console.town.cameras.drawing import begin, draw, scan
from console.town.cameras.packets import Ready, ready_pictures
from console.town.film.painting import Painting
from console.town.film.panorama import panorama_path, read_panorama
from console.town.film.reel import Reel, read_reel, reel_path
from console.town.film.shot import Shot

LAST = 10_000  # pixels of width: wider than any

log = logging.getLogger(__name__)

Job = Callable[[], Awaitable[None]]
Dated = tuple[int, Ready]  # a picture, and in which turn it was taken


class Stream:
    """A reel with its packets, in memory. A turn counts the pictures that its camera has taken."""

    def __init__(self, reel: Reel, pictures: list[Ready] | None = None) -> None:
        self.reel = reel
        self.pictures = ready_pictures(reel) if pictures is None else pictures
        self.key_each = next(
            (i for i, p in enumerate(self.pictures) if i and p.key), len(self.pictures)
        )

    def at(self, turn: int) -> Ready:
        return self.pictures[turn % len(self.pictures)]

    def due(self, turn: int) -> Sequence[Dated]:
        """What is to be sent in a turn, however often it is asked."""
        return ((turn, self.at(turn)),)

    def since_key(self, turn: int) -> Sequence[Dated]:
        """What a newcomer needs before it goes on with the next turn's."""
        back = turn % len(self.pictures) % self.key_each
        return [(earlier, self.at(earlier)) for earlier in range(turn - back, turn + 1)]

    def join(self) -> None:
        """Somebody watches."""

    def leave(self) -> None:
        """Whoever joined watches no more."""


class Darkroom:
    """Gives streams; makes their reels when they are not in the cache. Runs in the town's loop."""

    def __init__(self, cache: Path, processes: int) -> None:
        self._cache = cache
        self._processes = processes
        self._pool: ProcessPoolExecutor | None = None
        self._streams: dict[Path, asyncio.Future[Stream]] = {}
        self._scans: dict[Path, asyncio.Future[None]] = {}
        self._waiting: asyncio.PriorityQueue[tuple[int, int, Job]] = asyncio.PriorityQueue()
        self._count = itertools.count()
        self._making = 0
        self._leisure: asyncio.Queue[Job] = asyncio.Queue()  # what nobody waits for
        self._idle = asyncio.Event()  # nothing is made, and nothing waits
        self._idle.set()

    async def run(self) -> None:
        """Make what is asked for until cancelled."""
        self._warm_up()
        try:
            async with asyncio.TaskGroup() as tasks:
                for i in range(self._processes):
                    tasks.create_task(self._work(), name=f"darkroom:{i}")
                tasks.create_task(self._while_idle(), name="darkroom:idle")
        finally:
            for made in self._streams.values():
                if not made.done():
                    _refuse(made, "the town is closing")
            if self._pool is not None:
                # there is no public way to end a job that runs
                processes = list((self._pool._processes or {}).values())  # noqa: SLF001
                self._pool.shutdown(wait=False, cancel_futures=True)
                for process in processes:
                    process.terminate()
                for process in processes:
                    process.join(2.0)

    async def panorama(self, shot: Shot) -> Painting:
        """All that a shot's camera can see. Raises OSError when it cannot be had."""
        path = panorama_path(self._cache, shot)
        try:
            await self._scan(path, shot)
            return await asyncio.to_thread(read_panorama, path)
        except ValueError as error:
            path.unlink(missing_ok=True)
            raise OSError(str(error)) from error

    def panorama_later(self, shot: Shot) -> None:
        """Make it when there is nothing else to make, one at a time: what is asked for meanwhile
        finds a process free."""

        async def make() -> None:
            try:
                await self._scan(panorama_path(self._cache, shot), shot)
            except OSError as error:
                log.error("no panorama of camera %d: %s", shot.number + 1, error)

        self._leisure.put_nowait(make)

    async def _scan(self, path: Path, shot: Shot) -> None:
        if await asyncio.to_thread(path.exists):
            return
        try:
            if path not in self._scans:
                loop = asyncio.get_running_loop()
                pool = self._processes_pool()
                self._scans[path] = loop.run_in_executor(pool, scan, self._cache, shot)
                self._scans[path].add_done_callback(partial(self._scanned, path))
            await asyncio.shield(self._scans[path])
        except BrokenProcessPool as error:
            self._pool = None
            raise OSError(str(error)) from error

    def _scanned(self, path: Path, done: asyncio.Future[None]) -> None:
        del self._scans[path]
        if not done.cancelled():
            done.exception()  # nobody may be waiting any more

    async def passing(self, shot: Shot) -> Stream:
        """As ``stream``, after all others, and it is not kept in memory here."""
        try:
            return await self.stream(shot, LAST)
        finally:
            self._streams.pop(reel_path(self._cache, shot), None)

    async def stream(self, shot: Shot, later: int = 0) -> Stream:
        """The stream of a shot, at once or when it is made: wide ones last, ``later`` as if it were
        wider. Raises OSError when it cannot be made."""
        path = reel_path(self._cache, shot)
        if path not in self._streams:
            self._streams[path] = asyncio.get_running_loop().create_future()
            job = partial(self._make, path, shot)
            self._waiting.put_nowait((shot.width + later, next(self._count), job))
            self._idle.clear()
        made = self._streams[path]
        try:
            return await asyncio.shield(made)
        except asyncio.CancelledError:
            if made.cancelled():  # the darkroom closes; this task was not meant
                raise OSError("the town is closing") from None
            raise

    async def _work(self) -> None:
        while True:
            _, _, job = await self._waiting.get()
            self._making += 1
            await job()
            self._making -= 1
            if not self._making and self._waiting.empty():
                self._idle.set()

    async def _while_idle(self) -> None:
        while True:
            job = await self._leisure.get()
            await self._idle.wait()
            await job()

    async def _make(self, path: Path, shot: Shot) -> None:
        future = self._streams.get(path)
        if future is None:  # nobody waits for it any more
            return
        try:
            future.set_result(await self._develop(path, shot))
        except (OSError, ValueError, BrokenProcessPool) as error:
            log.error("no pictures of camera %d: %s", shot.number + 1, error)
            self._streams.pop(path, None)
            _refuse(future, str(error))

    async def _develop(self, path: Path, shot: Shot) -> Stream:
        stream = await asyncio.to_thread(_kept, path)
        if stream is not None:
            return stream
        loop = asyncio.get_running_loop()
        try:
            await loop.run_in_executor(self._processes_pool(), draw, self._cache, shot)
        except BrokenProcessPool:
            self._pool = None
            raise
        return await asyncio.to_thread(lambda: Stream(read_reel(path)))

    def _warm_up(self) -> None:
        """A town whose cache is empty will be asked for reels at once: have the processes ready."""
        if not any(self._cache.glob("*")):
            for _ in range(self._processes):
                self._processes_pool().submit(os.getpid)

    def _processes_pool(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                self._processes, get_context("spawn"), begin, (os.getpid(),)
            )
        return self._pool


def _refuse(stream: asyncio.Future[Stream], reason: str) -> None:
    """Whoever waits for it is told, and it is no fault that nobody does."""
    stream.set_exception(OSError(reason))
    stream.exception()


def _kept(path: Path) -> Stream | None:
    """A stream from the cache; None when it is not there or not whole."""
    try:
        return Stream(read_reel(path))
    except FileNotFoundError:
        return None
    except (ValueError, LookupError) as error:
        log.warning("made anew: %s", error)
        path.unlink(missing_ok=True)
        return None
