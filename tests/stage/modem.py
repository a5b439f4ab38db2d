"""A village's modem: all that a page says and hears goes through it, and it can swallow everything.

The page's files, its WebSocket, and its media: the candidates that page and hub tell each other are
written anew, so that each finds the modem where the other would be.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import re
from collections import deque
from collections.abc import AsyncIterator, Callable
from functools import partial
from typing import Any

import aiohttp
from aiohttp import WSMsgType, web

Address = tuple[str, int]

HERE = "127.0.0.1"
SOURCES = 4  # addresses from which a page sends: one for each of its machine's networks
_PLACE = re.compile(r"(candidate:\S+ 1 udp \d+) (\S+) (\d+) (typ host)", re.IGNORECASE)


class Modem:
    """Before a hub whose door is at ``door`` (``http://127.0.0.1:PORT``)."""

    def __init__(self, door: str) -> None:
        self.url = ""
        self.gone = False  # nothing passes, and nobody is told
        self.mute = False  # of media alone nothing passes
        self.swallowed = 0  # datagrams
        self._door = door
        self._over = asyncio.Event()

    def link(self, link: str) -> str:
        """A site's link, by way of the modem."""
        return link.replace(self._door, self.url)

    @contextlib.asynccontextmanager
    async def serve(self) -> AsyncIterator[Modem]:
        application = web.Application()
        application.router.add_get("/ws", self._socket)
        application.router.add_get("/{path:.*}", self._file)
        runner = web.AppRunner(application)
        await runner.setup()
        site = web.TCPSite(runner, HERE, 0)
        await site.start()
        self.url = f"http://{HERE}:{runner.addresses[0][1]}"
        async with aiohttp.ClientSession() as self._session:
            try:
                yield self
            finally:
                self._over.set()
                await runner.cleanup()

    async def _file(self, request: web.Request) -> web.Response:
        if self.gone:
            await self._over.wait()
        async with self._session.get(self._door + request.path_qs) as found:
            return web.Response(
                body=await found.read(), status=found.status, content_type=found.content_type
            )

    async def _socket(self, request: web.Request) -> web.WebSocketResponse:
        if self.gone:  # begun into the void: it stays there
            await self._over.wait()
            raise web.HTTPServiceUnavailable
        near = web.WebSocketResponse(protocols=("command-room.1",), compress=False)
        await near.prepare(request)
        async with (
            contextlib.AsyncExitStack() as media,
            self._session.ws_connect(
                self._door + "/ws", protocols=("command-room.1",), autoping=False
            ) as far,
        ):
            words = _Words(self, media)
            loop = asyncio.get_running_loop()
            ways = [
                loop.create_task(self._pass(near, far, words.of_page)),
                loop.create_task(self._pass(far, near, words.of_hub)),
            ]
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
            if self.gone:  # who hangs up now is not heard on the other side
                await self._over.wait()
            for way in ways:
                way.cancel()
            await asyncio.gather(*ways, return_exceptions=True)
        await near.close()
        return near

    async def _pass(self, of: Any, to: Any, said: Callable[[Any], Any]) -> None:
        async for found in of:
            if self.gone:
                continue
            with contextlib.suppress(ConnectionError):
                if found.type is WSMsgType.PING:  # the page would answer, were it asked itself
                    await of.pong(found.data)
                elif (word := await said(json.loads(found.data))) is not None:
                    await to.send_json(word)


class _Words:
    """What is said on one WebSocket, with the modem's addresses in it."""

    def __init__(self, modem: Modem, media: contextlib.AsyncExitStack) -> None:
        self._modem, self._media = modem, media
        self._offered: deque[_Way] = deque()  # not answered yet
        self._newest: _Way | None = None

    async def of_page(self, word: Any) -> Any:
        if word["type"] == "offer":
            self._newest = await _Way.open(self._modem)
            self._media.callback(self._newest.close)
            self._offered.append(self._newest)
            return {**word, "sdp": _without_candidates(word["sdp"])}
        if word["type"] == "candidate" and word["candidate"] and self._newest is not None:
            told = self._newest.of_page(word["candidate"]["candidate"])
            if told is None:
                return None
            return {**word, "candidate": {**word["candidate"], "candidate": told}}
        return word

    async def of_hub(self, word: Any) -> Any:
        if word["type"] == "answer" and self._offered:
            return {**word, "sdp": self._offered.popleft().of_hub(word["sdp"])}
        return word


class _Way:
    """The datagrams of one media connection."""

    def __init__(self, modem: Modem) -> None:
        self._modem = modem
        self._hub: Address | None = None
        self._told = False
        self.near: asyncio.DatagramTransport  # to the page, in the hub's stead
        self._far: list[asyncio.DatagramTransport] = []  # to the hub, one for each of the page's
        self._sources: list[Address] = []

    @classmethod
    async def open(cls, modem: Modem) -> _Way:
        way, loop = cls(modem), asyncio.get_running_loop()
        at = (HERE, 0)
        way.near, _ = await loop.create_datagram_endpoint(
            lambda: _Ear(way.from_page), local_addr=at
        )
        for number in range(SOURCES):
            hear = partial(way.from_hub, number)
            made, _ = await loop.create_datagram_endpoint(partial(_Ear, hear), local_addr=at)
            way._far.append(made)
        return way

    def close(self) -> None:
        for transport in (self.near, *self._far):
            transport.close()

    def of_page(self, candidate: str) -> str | None:
        """Its first candidate, as the modem's; the others come by it as well."""
        if self._told or not _PLACE.search(candidate):
            return None
        self._told = True
        return _PLACE.sub(rf"\g<1> {HERE} {_port(self._far[0])} \g<4>", candidate)

    def of_hub(self, sdp: str) -> str:
        found = _PLACE.search(sdp)
        assert found, "the hub tells no candidate"
        self._hub = (found[2], int(found[3]))
        lines = _without_candidates(sdp).split("\r\n")
        told = "a=" + _PLACE.sub(rf"\g<1> {HERE} {_port(self.near)} \g<4>", found[0])
        at = next(n for n, line in enumerate(lines) if line.startswith("a=ice-ufrag"))
        return "\r\n".join([*lines[:at], told, *lines[at:]])

    def from_page(self, data: bytes, source: Address) -> None:
        if source not in self._sources and len(self._sources) < SOURCES:
            self._sources.append(source)
        if self._hub is None or source not in self._sources:
            return
        if self._modem.gone or self._modem.mute:
            self._modem.swallowed += 1
            return
        self._far[self._sources.index(source)].sendto(data, self._hub)

    def from_hub(self, number: int, data: bytes, _hub: Address) -> None:
        if self._modem.gone or self._modem.mute:
            self._modem.swallowed += 1
        elif number < len(self._sources):
            self.near.sendto(data, self._sources[number])


class _Ear(asyncio.DatagramProtocol):
    def __init__(self, hear: Callable[[bytes, Address], None]) -> None:
        self._hear = hear

    def datagram_received(self, data: bytes, addr: tuple[str | Any, int]) -> None:
        self._hear(data, addr)

    def error_received(self, _fault: Exception) -> None:
        """Somebody closed his end: the network says so, and it is as good as lost."""


def _port(transport: asyncio.DatagramTransport) -> int:
    port: int = transport.get_extra_info("sockname")[1]
    return port


def _without_candidates(sdp: str) -> str:
    return "\r\n".join(line for line in sdp.split("\r\n") if not line.startswith("a=candidate"))
