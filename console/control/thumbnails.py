"""Small pictures of the tiles: a new one of each cell once a second at most, whoever asks."""

from __future__ import annotations

import asyncio
import hashlib
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable

from aiohttp import web

EVERY_S = 1.0
MOST_CELLS = 256  # remembered, of all screens

Where = tuple[int, str | None]  # a cell, and its screen's name or None for the desk's own


class Thumbnails:
    """Keeps the newest JPEG of each cell. Only touched in the loop."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._made: OrderedDict[Where, tuple[float, bytes]] = OrderedDict()
        self._turn = asyncio.Lock()  # one is made at a time: the wall has its pictures first
        self._wall = 0

    async def of(
        self, cell: int, screen: str | None, make: Callable[[int, str | None], Awaitable[bytes]]
    ) -> bytes:
        """The cell's JPEG, by ``make`` when the one before is a second old. What ``make`` raises is
        raised, and asked anew the next time."""
        where = (cell, screen)
        async with self._turn:
            made_at, jpeg = self._made.get(where, (float("-inf"), b""))
            if self._clock() - made_at < EVERY_S:
                return jpeg
            self._made.pop(where, None)
            wall = self._wall
            jpeg = await make(*where)
            if wall == self._wall:
                self._keep(where, jpeg)
            return jpeg

    def forget(self) -> None:
        """The wall changed: no cell may be shown with the picture of what it showed before."""
        self._wall += 1
        self._made.clear()

    def _keep(self, where: Where, jpeg: bytes) -> None:
        self._made[where] = (self._clock(), jpeg)
        while len(self._made) > MOST_CELLS:
            self._made.popitem(last=False)


def thumbnail_answer(jpeg: bytes, request: web.Request) -> web.Response:
    """The picture, or 304 to who has it already."""
    mark = hashlib.blake2b(jpeg, digest_size=12).hexdigest()
    headers = {"ETag": f'"{mark}"', "Cache-Control": "no-store"}
    known = request.if_none_match or ()
    if any(tag.value in (mark, "*") for tag in known):
        return web.Response(status=304, headers=headers)
    return web.Response(body=jpeg, content_type="image/jpeg", headers=headers)
