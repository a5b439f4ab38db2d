"""One simulated village at the room's door: on standby, called, in the conference, gone, back.

It speaks part 2 of the hub's protocol and nothing else. It lives until cancelled: whatever fails,
it comes back after a while. Only who is ``replaced`` stays away, for somebody real sits there now.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import random
import ssl
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import aiohttp

from console.town.villages.habits import Seen, Wish
from console.town.villages.line import Line
from console.town.villages.reel import Reel
from console.town.villages.stage import Stage

PING_S = 1.5
SILENCE_S = 3 * PING_S  # a hub that says nothing for so long is gone
WELCOME_S = 5.0
ANSWER_S = (0.5, 2.0)  # from the ring to picking up
RETRY_S = (0.5, 1.0, 2.0, 4.0, 5.0)
REFUSED_S = 30.0  # who was turned away at the door does not storm it
LARGEST_MESSAGE = 64 * 1024
SUBPROTOCOL = "command-room.1"
AGENT = "demo-town/1 (simulated)"
NEAR = ("127.0.0.1", "localhost", "::1")

log = logging.getLogger(__name__)


class Turned(Exception):  # noqa: N818  the end of a visit, not an error
    """The hub said bye and closes."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Site:
    """``run`` until cancelled. ``obey`` carries out what the habits wish."""

    def __init__(
        self,
        node: str,
        number: int,
        link: str,
        tls: ssl.SSLContext | None,
        reel: Callable[[], Awaitable[Reel]],
        chance: random.Random,
    ) -> None:
        self.node = node
        self.place = "away"  # away | absent | calling | waiting | live | left
        self.mic = "open"
        self.hand = False
        self.visits = 0
        self._number = number
        self._door, self._token = door_of(link)
        self._near = urlsplit(link).hostname in NEAR
        self._tls = tls
        self._reel = reel
        self._chance = chance
        self._stage: Stage | None = None
        self._line: Line | None = None
        self._socket: aiohttp.ClientWebSocketResponse | None = None
        self._back_at = 0.0  # who has dropped out stays away until then
        self._cut = asyncio.Event()
        self._heard_at = 0.0
        self._calls: set[asyncio.Task[None]] = set()

    def seen(self) -> Seen:
        return Seen(self.node, self.place, self.mic, self.hand)

    @property
    def received(self) -> dict[str, int]:
        """Packets of the program that came on the present line."""
        return dict(self._line.received) if self._line else {"audio": 0, "video": 0}

    @property
    def connected(self) -> bool:
        return self._line is not None and self._line.state == "connected"

    async def run(self) -> None:
        tries = 0
        while True:
            began = asyncio.get_running_loop().time()
            wait_s = 0.0
            try:
                await self._visit()
            except Turned as turned:
                log.info("%s is turned away: %s", self.node, turned.reason)
                if turned.reason == "replaced":
                    return
                wait_s = REFUSED_S if turned.reason == "unauthorized" else 0.0
            except (aiohttp.ClientError, OSError, TimeoutError, ValueError) as trouble:
                log.info("%s has no line to the room: %s", self.node, trouble)
            except Exception:
                # a site lives on whatever a hub sends it
                log.exception("%s fell out of the room", self.node)
            now = asyncio.get_running_loop().time()
            if now - began > RETRY_S[-1]:
                tries = 0
            wait_s = wait_s or RETRY_S[min(tries, len(RETRY_S) - 1)]
            tries += 1
            wait_s *= self._chance.uniform(0.7, 1.3)
            await asyncio.sleep(max(wait_s, self._back_at - now))

    async def obey(self, wish: Wish) -> None:
        """Do what a habit wishes; nothing when the site is not there to do it."""
        stage = self._stage
        match wish.do:
            case "speak" | "hush":
                if stage is not None:
                    stage.speaking = wish.do == "speak"
            case "mute" | "unmute":
                await self._say(type="mic", open=wish.do == "unmute")
            case "raise" | "lower":
                await self._say(type="hand", up=wish.do == "raise")
            case "drop":
                self._back_at = asyncio.get_running_loop().time() + wish.for_s
                self._cut.set()

    # one visit

    async def _visit(self) -> None:
        self._cut.clear()
        self.visits += 1
        async with (
            aiohttp.ClientSession() as session,
            session.ws_connect(
                self._door,
                protocols=(SUBPROTOCOL,),
                ssl=self._tls if self._tls is not None else True,
                max_msg_size=LARGEST_MESSAGE,
                timeout=aiohttp.ClientWSTimeout(ws_close=1.0),
            ) as socket,
        ):
            self._socket = socket
            self._heard_at = asyncio.get_running_loop().time()
            beat = asyncio.get_running_loop().create_task(self._beat(), name=f"{self.node}:beat")
            try:
                await self._say(type="hello", token=self._token, agent=AGENT, standby=True)
                await self._converse(socket)
            finally:
                self._socket, self.place, self.hand = None, "away", False
                await _ended(beat, *self._calls)
                await self._hang_up()

    async def _converse(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        async for message in socket:
            self._heard_at = asyncio.get_running_loop().time()
            if message.type is not aiohttp.WSMsgType.TEXT:
                raise ValueError("the hub sent what is no text")
            said = json.loads(message.data)
            if not isinstance(said, dict):
                raise ValueError("the hub sent what is no object")
            await self._take(said)

    async def _take(self, said: dict[str, Any]) -> None:
        match said.get("type"):
            case "welcome":
                self.place = "absent"
            case "call":
                self._pick_up()
            case "answer" if self._line is not None:
                await self._line.answer(str(said.get("sdp", "")))
            case "state":
                await self._look(said)
            case "ask":
                await self._say(type="mic", open=True)
            case "bye":
                await self._hang_up()
                if (reason := str(said.get("reason", ""))) not in ("ended", "removed", "locked"):
                    raise Turned(reason)
            case _:
                pass  # pong, and what later hubs may say

    async def _look(self, said: dict[str, Any]) -> None:
        self.place = str(said.get("place", "absent"))
        self.mic = str(said.get("mic", "open"))
        self.hand = bool(said.get("hand", False))
        if self.mic == "forced" and self._stage is not None:
            self._stage.speaking = False
        if self.place in ("absent", "left") and said.get("conference") == "idle":
            await self._hang_up()

    def _pick_up(self) -> None:
        if self._calls:
            return
        task = asyncio.get_running_loop().create_task(self._answer(), name=f"{self.node}:call")
        self._calls.add(task)
        task.add_done_callback(self._answered)

    def _answered(self, task: asyncio.Task[None]) -> None:
        self._calls.discard(task)
        if not task.cancelled() and (trouble := task.exception()) is not None:
            log.error("%s cannot answer a call", self.node, exc_info=trouble)

    async def _answer(self) -> None:
        reel = await self._reel()
        await asyncio.sleep(self._chance.uniform(*ANSWER_S))
        await self._hang_up()
        self._stage = Stage(reel)
        line = self._line = Line(self._stage, self._number, self._near)
        line.on_change(lambda: self._line_changed(line))
        await self._say(type="offer", sdp=await line.offer())

    def _line_changed(self, line: Line) -> None:
        if line is self._line and line.state == "failed" and self._socket is not None:
            self._pick_up()  # a new offer replaces the old connection

    async def _beat(self) -> None:
        """Ping while all is well; fall silent and break off when the habits cut the line."""
        loop = asyncio.get_running_loop()
        while not self._cut.is_set():
            if loop.time() - self._heard_at > SILENCE_S:
                log.info("%s hears nothing of the room", self.node)
                break
            await self._say(type="ping", t=round(loop.time() * 1000))
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(PING_S):
                    await self._cut.wait()
        if self._cut.is_set():
            self.place = "away"
            line, self._line, self._stage = self._line, None, None
            if line is not None:
                await line.die()
            await asyncio.sleep(self._back_at - loop.time())
        if self._socket is not None:
            _abort(self._socket)

    async def _hang_up(self) -> None:
        line, self._line, self._stage = self._line, None, None
        if line is not None:
            await line.close()

    async def _say(self, **message: Any) -> None:
        if self._socket is None or self._socket.closed or self._cut.is_set():
            return
        with contextlib.suppress(ConnectionError):  # the reader notices too, and ends the visit
            await self._socket.send_str(json.dumps(message))


def _abort(socket: aiohttp.ClientWebSocketResponse) -> None:
    """End the TCP connection without a closing handshake."""
    connection = socket._response.connection  # noqa: SLF001  aiohttp offers no abort
    if connection is not None and connection.transport is not None:
        connection.transport.abort()


def door_of(link: str) -> tuple[str, str]:
    """The WebSocket's address and the token of a join link; ValueError when it is none.

    The token is the fragment, alone or as ``token=…``.
    """
    parts = urlsplit(link)
    if parts.scheme not in ("http", "https") or not parts.hostname or not parts.fragment:
        raise ValueError("a join link is https://HOST/join#TOKEN")
    token = parse_qs(parts.fragment).get("token", [parts.fragment])[0]
    scheme = "wss" if parts.scheme == "https" else "ws"
    path = parts.path.rpartition("/")[0]
    return f"{scheme}://{parts.netloc}{path}/ws", token


async def _ended(*tasks: asyncio.Task[None]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
