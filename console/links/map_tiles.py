"""Squares of web maps from a folder or a server, kept on disk within bounds; in the io thread.

A square that lies on disk and is not too old is taken from there. An old one is still better than
none: it is shown when the server does not answer. Addresses are never logged: some carry a key.
"""

from __future__ import annotations

import asyncio
import logging
import os
import time
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path

import aiohttp

from console.site.records import TileSource

MOST_WAITING = 256  # the newest wishes; older ones are of places no longer looked at
AT_ONCE = 4
LARGEST = 1024 * 1024  # bytes of one square
TIMEOUT_S = 15.0
SWEEP_EVERY = 200  # squares written between two looks at the size of the cache
DAY_S = 86400.0
ENDINGS = (".png", ".jpg", ".jpeg", ".webp")

Key = tuple[str, int, int, int]  # source, zoom, x, y
Tell = Callable[[str, int, int, int, object], None]

log = logging.getLogger(__name__)


class MapTiles:
    """``tell`` gets (source, zoom, x, y, bytes of the picture or None), from the io thread."""

    def __init__(self, sources: tuple[TileSource, ...], cache: Path, tell: Tell) -> None:
        self._sources = {source.id: source for source in sources}
        self._cache, self._tell = cache, tell
        self._waiting: OrderedDict[Key, None] = OrderedDict()
        self._more = asyncio.Event()
        self._written = 0
        self._troubled: set[str] = set()
        self.dropped = 0  # wishes that were too many

    async def run(self) -> None:
        """Fetch what is asked for, until cancelled."""
        if not self._sources:
            return
        await asyncio.to_thread(self._sweep_all)
        timeout = aiohttp.ClientTimeout(total=TIMEOUT_S)
        async with (
            aiohttp.ClientSession(timeout=timeout) as session,
            asyncio.TaskGroup() as group,
        ):
            for _ in range(AT_ONCE):
                group.create_task(self._fetch_each(session))

    def ask(self, source: str, zoom: int, x: int, y: int) -> None:
        """In the loop. The newest wish is met first."""
        if source not in self._sources:
            return
        key = (source, zoom, x, y)
        self._waiting[key] = None
        self._waiting.move_to_end(key)
        while len(self._waiting) > MOST_WAITING:
            gone, _ = self._waiting.popitem(last=False)
            self.dropped += 1
            self._tell(*gone, None)
        self._more.set()

    async def _fetch_each(self, session: aiohttp.ClientSession) -> None:
        while True:
            while not self._waiting:
                self._more.clear()
                await self._more.wait()
            key, _ = self._waiting.popitem()
            self._tell(*key, await self._found(session, key))

    async def _found(self, session: aiohttp.ClientSession, key: Key) -> bytes | None:
        source = self._sources[key[0]]
        if source.folder is not None:
            return await asyncio.to_thread(_in_folder, source.folder, key)
        path = self._path(key)
        kept, age_s = await asyncio.to_thread(_read, path)
        if kept is not None and age_s < source.cache_days * DAY_S:
            return kept
        fetched = await self._fetched(session, source, key)
        if fetched is None:
            return kept
        await asyncio.to_thread(self._keep, path, fetched)
        self._written += 1
        if self._written % SWEEP_EVERY == 0:
            await asyncio.to_thread(self._sweep, source)
        return fetched

    async def _fetched(
        self, session: aiohttp.ClientSession, source: TileSource, key: Key
    ) -> bytes | None:
        _, zoom, x, y = key
        url = source.url.replace("{z}", str(zoom)).replace("{x}", str(x)).replace("{y}", str(y))
        if source.token is not None:
            url = url.replace("{token}", source.token.reveal())
        try:
            async with session.get(url) as answer:
                if answer.status != 200:
                    self._trouble(source, f"answers {answer.status}")
                    return None
                content = await answer.content.read(LARGEST + 1)
                while len(content) <= LARGEST and (more := await answer.content.read(LARGEST)):
                    content += more
        except (aiohttp.ClientError, TimeoutError, ValueError) as fault:
            self._trouble(source, type(fault).__name__)
            return None
        if len(content) > LARGEST:
            self._trouble(source, f"sends squares of more than {LARGEST >> 10} KB")
            return None
        self._troubled.discard(source.id)
        return content

    def _trouble(self, source: TileSource, words: str) -> None:
        """Once, until it answers again."""
        if source.id not in self._troubled:
            self._troubled.add(source.id)
            log.warning('map tiles "%s": the server %s', source.id, words)

    # -- on disk

    def _path(self, key: Key) -> Path:
        source, zoom, x, y = key
        return self._cache / source / str(zoom) / str(x) / str(y)

    def _keep(self, path: Path, content: bytes) -> None:
        part = path.with_name(f".{path.name}.part")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            part.write_bytes(content)
            os.replace(part, path)
        except OSError as fault:
            log.warning("a map tile cannot be kept: %s", fault.strerror)

    def _sweep_all(self) -> None:
        for source in self._sources.values():
            if source.folder is None:
                self._sweep(source)

    def _sweep(self, source: TileSource) -> None:
        """The oldest go until the rest is within the bound."""
        room = source.cache_mb * 1_000_000
        found = []
        for path in (self._cache / source.id).glob("*/*/*"):
            try:
                about = path.stat()
            except OSError:
                continue
            found.append((about.st_mtime, about.st_size, path))
        total = sum(size for _, size, _ in found)
        for _, size, path in sorted(found, key=lambda each: each[0]):
            if total <= room:
                return
            path.unlink(missing_ok=True)
            total -= size


def _in_folder(folder: Path, key: Key) -> bytes | None:
    _, zoom, x, y = key
    for ending in ENDINGS:
        content, _ = _read(folder / str(zoom) / str(x) / f"{y}{ending}")
        if content is not None:
            return content
    return None


def _read(path: Path) -> tuple[bytes | None, float]:
    """What lies there, and how old it is in seconds."""
    try:
        with path.open("rb") as file:
            age_s = time.time() - os.fstat(file.fileno()).st_mtime  # noqa: TID251  # a file's own
            content = file.read(LARGEST + 1)
    except OSError:
        return None, 0.0
    return (content, age_s) if len(content) <= LARGEST else (None, 0.0)
