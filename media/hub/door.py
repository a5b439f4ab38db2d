"""The door: HTTPS and WebSocket for every site. It lets in, limits, and passes messages on.

It decides nothing about the conference: what a site says goes to ``Visitors``, what the hub wants
to say goes out by a site's ``Line``. Everything a stranger can do here is bounded in time, size
and number.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import ssl
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol
from urllib.parse import urlsplit

from aiohttp import WSCloseCode, WSMessage, WSMsgType, web

from media.hub import message, page_files
from media.hub.headers import with_headers
from media.hub.limits import Bucket, Connections, Lockout
from media.hub.message import Hello, MessageError, Reason
from media.hub.token import ForgedError, TokenError
from media.hub.unhurried import Unhurried

FIRST_WORD_S = 5.0  # a connection that says nothing by then is closed
SILENT_S = 4.5  # three heartbeats
PING_S = 1.5
FAREWELL_S = 1.0  # one that does not read is not waited for longer
UNSENT = 64  # messages waiting for a site that does not read
UNSENT_BYTES = 256 * 1024

_ENDS = (WSMsgType.CLOSE, WSMsgType.CLOSING, WSMsgType.CLOSED)

log = logging.getLogger(__name__)


class Visitors(Protocol):
    """What the door asks of the hub. All are called in the loop and must not wait."""

    def check(self, token: str) -> str:
        """The node's id; TokenError when the token opens nothing."""

    def arrived(self, line: Line, hello: Hello) -> None: ...

    def said(self, line: Line, word: message.FromSite) -> None: ...

    def gone(self, line: Line, by_itself: bool) -> None: ...


@dataclass(eq=False)
class Line:
    """One site's WebSocket, as the hub uses it. ``say`` never waits."""

    node: str
    address: str
    slow: bool = field(default=False, init=False)
    _unsent: asyncio.Queue[str | Reason] = field(
        default_factory=lambda: asyncio.Queue(UNSENT), init=False
    )

    def say(self, text: str) -> None:
        """Send one message; a site that does not read is given up."""
        try:
            self._unsent.put_nowait(text)
        except asyncio.QueueFull:
            self.slow = True

    def bye(self, reason: Reason, detail: str = "") -> None:
        """Say bye, and close the socket where the reason closes it."""
        self.say(message.bye(reason, detail))
        if reason.closes:
            with contextlib.suppress(asyncio.QueueFull):
                self._unsent.put_nowait(reason)

    async def next(self) -> str | Reason:
        return await self._unsent.get()


@dataclass
class Door:
    """Opened once, closed once. ``more``: what else is served on the same port."""

    visitors: Visitors
    exempt: frozenset[str] = frozenset()
    more: Sequence[web.RouteDef] = ()
    refused: dict[str, int] = field(default_factory=dict, init=False)
    _lockout: Lockout = field(default_factory=Lockout, init=False)
    _runner: web.AppRunner | None = field(default=None, init=False)
    _server: asyncio.Server | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        self._connections = Connections(exempt=self.exempt)

    async def open(self, host: str, port: int, context: ssl.SSLContext | None) -> int:
        """Listen; the port (asked for with 0: any). OSError when the address is taken."""
        app = web.Application(middlewares=[with_headers])
        app.router.add_get("/ws", self._socket)
        app.router.add_get("/health", self._health)
        app.router.add_get("/", self._to_join)
        app.router.add_routes([*page_files.routes(), *self.more])
        self._runner = web.AppRunner(
            app, access_log=None, handle_signals=False, keepalive_timeout=FIRST_WORD_S,
            lingering_time=1.0, max_line_size=4096, max_field_size=4096, shutdown_timeout=1.0,
        )  # fmt: skip
        await self._runner.setup()
        self._server = await asyncio.get_running_loop().create_server(
            Unhurried.factory(self._runner, self._connections, FIRST_WORD_S),
            host,
            port,
            ssl=context,
            ssl_handshake_timeout=FIRST_WORD_S if context else None,
            backlog=64,
        )
        return int(self._server.sockets[0].getsockname()[1])

    async def close(self) -> None:
        if self._server is not None:
            self._server.close()
        if self._runner is not None:
            await self._runner.cleanup()

    async def _health(self, _request: web.Request) -> web.Response:
        return web.json_response({"status": "ok"})

    async def _to_join(self, _request: web.Request) -> web.Response:
        raise web.HTTPFound("/join")

    async def _socket(self, request: web.Request) -> web.StreamResponse:
        if not _same_origin(request):
            self._count("origin")
            raise web.HTTPForbidden(text="this page is not the room's own")
        socket = web.WebSocketResponse(
            protocols=(message.SUBPROTOCOL,), max_msg_size=message.LONGEST, autoping=False,
            compress=False, timeout=1.0,
        )  # fmt: skip
        await socket.prepare(request)
        line = await self._welcome(request, socket)
        if line is not None:
            await self._serve(request, socket, line)
        return socket

    async def _welcome(self, request: web.Request, socket: web.WebSocketResponse) -> Line | None:
        """Wait for the first word, which has to be a good ``hello``."""
        address = request.remote or ""
        try:
            async with asyncio.timeout(FIRST_WORD_S):
                first = await socket.receive()
            if first.type in _ENDS:
                return None
            word = message.parse(first.data) if first.type is WSMsgType.TEXT else None
            if not isinstance(word, Hello):
                raise MessageError("hello comes first")
            node = self.visitors.check(word.token)
        except TimeoutError:
            await self._turn_away(socket, Reason.SLOW, "no hello")
            return None
        except TokenError as fault:
            await self._refuse(socket, address, fault)
            return None
        except MessageError as fault:
            await self._turn_away(socket, Reason.MALFORMED, str(fault))
            return None
        if isinstance(request.protocol, Unhurried) and not request.protocol.vouch(node):
            await self._turn_away(socket, Reason.FULL, "too many connections of this site")
            return None
        line = Line(node, address)
        self.visitors.arrived(line, word)
        return line

    async def _refuse(self, socket: web.WebSocketResponse, address: str, fault: TokenError) -> None:
        """A token that opens nothing. Of who guesses, no more is made than a number."""
        forged, now = isinstance(fault, ForgedError), time.monotonic()
        if forged and self._lockout.locked(address, now):
            await self._turn_away(
                socket, Reason.UNAUTHORIZED, "too many wrong tokens", counted="locked_out"
            )
            return
        log.warning("%s: a token is refused: %s", address, fault)
        if forged:
            self._lockout.failed(address, now)
        await self._turn_away(socket, Reason.UNAUTHORIZED, fault.told)

    async def _turn_away(
        self, socket: web.WebSocketResponse, reason: Reason, detail: str, counted: str = ""
    ) -> None:
        self._count(counted or reason.value)
        with contextlib.suppress(ConnectionError, TimeoutError):
            async with asyncio.timeout(FAREWELL_S):
                await socket.send_str(message.bye(reason, detail))
                await socket.close(code=reason.code, message=reason.value.encode())

    async def _serve(self, request: web.Request, socket: web.WebSocketResponse, line: Line) -> None:
        by_itself = False
        try:
            async with asyncio.TaskGroup() as tasks:
                speaking = tasks.create_task(_speak(request, socket, line), name="line:speak")
                listening = tasks.create_task(self._listen(socket, line), name="line:listen")
                await asyncio.wait((speaking, listening), return_when=asyncio.FIRST_COMPLETED)
                if speaking.done() and speaking.result() is None:
                    await asyncio.wait((listening,))
                speaking.cancel()
                listening.cancel()
            if not speaking.cancelled() and (last := speaking.result()) is not None:
                await socket.close(code=last.code, message=last.value.encode())
            elif not listening.cancelled():
                by_itself = listening.result()
        finally:
            self.visitors.gone(line, by_itself)

    async def _listen(self, socket: web.WebSocketResponse, line: Line) -> bool:
        """Pass on what the site says until it goes; whether it went in order."""
        bucket, heard_at = Bucket(), time.monotonic()
        while not line.slow:
            try:
                async with asyncio.timeout(PING_S):
                    found = await socket.receive()
            except TimeoutError:
                if time.monotonic() - heard_at >= SILENT_S:
                    return await self._cut(socket, Reason.SLOW, "silent")
                with contextlib.suppress(ConnectionError):
                    await socket.ping()
                continue
            heard_at = time.monotonic()
            if found.type in _ENDS:
                # a page that is loaded anew is "going away"
                return socket.close_code == WSCloseCode.OK
            if not bucket.take(heard_at):
                return await self._cut(socket, Reason.FLOOD, "too many messages")
            try:
                await self._take(socket, line, found)
            except MessageError as fault:
                return await self._cut(socket, Reason.MALFORMED, str(fault))
        return await self._cut(socket, Reason.SLOW, "does not read")

    async def _take(self, socket: web.WebSocketResponse, line: Line, found: WSMessage) -> None:
        match found.type:
            case WSMsgType.TEXT:
                word = message.parse(found.data)
                if isinstance(word, message.Ping):
                    line.say(message.pong(word.t))
                elif not isinstance(word, Hello):
                    self.visitors.said(line, word)
            case WSMsgType.PING:
                await socket.pong(found.data)
            case WSMsgType.PONG:
                pass
            case WSMsgType.ERROR:
                raise MessageError("too long, or no text")
            case _:
                raise MessageError("only text is spoken here")

    async def _cut(self, socket: web.WebSocketResponse, reason: Reason, detail: str) -> bool:
        await self._turn_away(socket, reason, detail)
        return False

    def _count(self, what: str) -> None:
        self.refused[what] = self.refused.get(what, 0) + 1


async def _speak(request: web.Request, socket: web.WebSocketResponse, line: Line) -> Reason | None:
    """Send what the hub says, until it says bye; why it does."""
    transport: Any = request.transport
    while True:
        word = await line.next()
        if isinstance(word, Reason):
            return word
        if transport is None or transport.is_closing():
            return None
        if transport.get_write_buffer_size() > UNSENT_BYTES:
            line.slow = True
        try:
            await socket.send_str(word)
        except ConnectionError:  # the listener hears of it too, and says how it went
            return None


def _same_origin(request: web.Request) -> bool:
    """A browser's page must be our own; a site without a browser sends no Origin."""
    origin = request.headers.get("Origin")
    return origin is None or urlsplit(origin).netloc == request.host
