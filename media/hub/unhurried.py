"""A connection that must say something in time, and not too many of one address.

aiohttp waits for ever for the first byte and for the end of the headers. Here a connection whose
request is not whole after a few seconds is cut off.
"""
# ruff: noqa: SLF001 - aiohttp has no setting for it; private_names watches what is touched here

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from aiohttp import web
from aiohttp.web_protocol import RequestHandler

from media.hub import private_names
from media.hub.limits import Connections

private_names.require()


class Unhurried(RequestHandler):
    """One connection; made by ``factory``."""

    __slots__ = ("_address", "_connections", "_first_word", "_site", "_wait_s")

    def __init__(self, *given: Any, connections: Connections, wait_s: float, **more: Any) -> None:
        super().__init__(*given, **more)
        self._connections = connections
        self._wait_s = wait_s
        self._address: str | None = None
        self._site: str | None = None
        self._first_word: asyncio.TimerHandle | None = None

    @classmethod
    def factory(
        cls, runner: web.AppRunner, connections: Connections, wait_s: float
    ) -> Callable[[], Unhurried]:
        """For ``loop.create_server``; the runner must be set up."""
        server: Any = runner.server
        loop = asyncio.get_running_loop()
        return lambda: cls(
            server, loop=loop, connections=connections, wait_s=wait_s, **server._kwargs
        )

    def vouch(self, site: str) -> bool:
        """It has shown the link of a site, and counts as its from now on; False when that has too
        many."""
        if self._address is None or self._site is not None:
            return True
        if not self._connections.vouch(self._address, site):
            return False
        self._site = site
        return True

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        peer = transport.get_extra_info("peername")
        address = str(peer[0]) if peer else ""
        if not self._connections.enter(address):
            self._abort()
            return
        self._address = address
        loop = asyncio.get_running_loop()
        self._first_word = loop.call_later(self._wait_s, self._expire)

    def connection_lost(self, exc: BaseException | None) -> None:
        if self._first_word is not None:
            self._first_word.cancel()
        if self._address is not None:
            self._connections.leave(self._address, self._site)
            self._address = None
        super().connection_lost(exc)

    def _expire(self) -> None:
        if self._current_request is None:
            self._abort()

    def _abort(self) -> None:
        transport = self.transport
        if transport is not None:
            transport.abort()
