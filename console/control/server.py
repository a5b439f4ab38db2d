"""The control API's server: who may call, how long a caller may take, and how it ends.

Runs in the io thread's loop. Measured: aiohttp itself waits for ever for a connection that sends
nothing or half a header, so every connection has a deadline for its first request.
"""

from __future__ import annotations

import asyncio
import hmac
import logging
import ssl
from collections.abc import Mapping
from typing import Any

from aiohttp import web
from aiohttp.typedefs import Handler

from console.control import remote
from console.control.body import LARGEST
from console.control.events import Events
from console.control.problem import problem, problem_of
from console.control.room import Room
from console.control.routes import Routes
from console.site.address import is_loopback
from media.secret import Secret

HEADER_S = 5.0
KEEP_ALIVE_S = 15.0
STOP_S = 2.0
MOST_CONNECTIONS = 64

OPEN = frozenset({"/v1/openapi.json", *remote.PATHS})

log = logging.getLogger(__name__)


class ControlServer:
    """Serves one room to whoever holds the token. All methods are called in one loop."""

    def __init__(
        self,
        room: Room,
        token: Secret,
        tls: ssl.SSLContext | None = None,
        header_s: float = HEADER_S,
    ) -> None:
        self._events = Events()
        self._routes = Routes(room, self._events)
        self._expected = f"Bearer {token.reveal()}".encode()
        self._tls = tls
        self._header_s = header_s
        self._silent: dict[web.RequestHandler, asyncio.TimerHandle] = {}
        self._runner: web.AppRunner | None = None
        self._server: asyncio.Server | None = None

    async def start(self, host: str, port: int) -> tuple[str, int]:
        """Listen; the true (host, port). ValueError: not loopback without TLS. OSError: in use."""
        if self._tls is None and not is_loopback(host):
            raise ValueError(f"the control API listens on {host} only with tls: use 127.0.0.1")
        application = web.Application(client_max_size=LARGEST, middlewares=[self._around])
        application.add_routes([*self._routes.table(), *remote.table()])
        self._runner = web.AppRunner(
            application,
            access_log=None,
            keepalive_timeout=KEEP_ALIVE_S,
            lingering_time=1.0,
            shutdown_timeout=STOP_S,
        )
        await self._runner.setup()
        loop = asyncio.get_running_loop()
        try:
            self._server = await loop.create_server(self._connection, host, port, ssl=self._tls)
        except OSError:
            await self._runner.cleanup()
            raise
        address: tuple[Any, ...] = self._server.sockets[0].getsockname()
        return str(address[0]), int(address[1])

    async def stop(self) -> None:
        """End every connection, listeners first. May be called twice."""
        if self._server is not None:
            self._server.close()
        self._events.close()
        for timer in self._silent.values():
            timer.cancel()
        self._silent.clear()
        if self._runner is not None:
            await self._runner.cleanup()
        self._server = self._runner = None

    def tell(self, kind: str, what: Mapping[str, Any]) -> None:
        """Push a change to whoever listens at ``/v1/events``: wall, camera, case, …"""
        if kind == "wall":
            self._routes.thumbnails.forget()
        self._events.tell(kind, what)

    def _connection(self) -> asyncio.Protocol:
        assert self._runner is not None
        server = self._runner.server
        assert server is not None
        if len(server.connections) >= MOST_CONNECTIONS:
            return _Refusal()
        connection: web.RequestHandler = server()
        loop = asyncio.get_running_loop()
        self._silent[connection] = loop.call_later(self._header_s, self._give_up, connection)
        return connection

    def _give_up(self, connection: web.RequestHandler) -> None:
        self._silent.pop(connection, None)
        connection.force_close()

    @web.middleware
    async def _around(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        timer = self._silent.pop(request.protocol, None)
        if timer is not None:
            timer.cancel()
        answer = await self._answer(request, handler)
        self._routes.answered[answer.status] += 1
        if request.method != "GET":
            log.info("%s %s answered %d", request.method, request.path, answer.status)
        return answer

    async def _answer(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        if not is_open(request) and not self._may(request):
            answer = problem(401, "needs Authorization: Bearer and the site's control token")
            answer.headers["WWW-Authenticate"] = "Bearer"
            return answer
        try:
            return await handler(request)
        except Exception as fault:
            # the top of a call: whatever a room raises must not end the connection without a word
            answer_to = problem_of(fault)
            if answer_to is None:
                log.exception("%s %s failed", request.method, request.path)
                return problem(500, "the console failed to answer; its log says why")
            return answer_to

    def _may(self, request: web.Request) -> bool:
        given = request.headers.get("Authorization", "").encode("utf-8", "surrogateescape")
        return hmac.compare_digest(given, self._expected)


def is_open(request: web.Request) -> bool:
    """Whether the token is not asked for: what tells nothing of the room, to be read only."""
    return request.method in ("GET", "HEAD") and request.path in OPEN


def tls_context(paths: Mapping[str, str] | None) -> ssl.SSLContext | None:
    """The server's side of TLS from ``{"cert": PEM, "key": PEM}``; OSError when they are no pair.

    None for None: without a certificate the API stays on loopback.
    """
    if paths is None:
        return None
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_cert_chain(paths["cert"], paths["key"])
    return context


class _Refusal(asyncio.Protocol):
    """One connection too many."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        transport.abort()
