"""The door: who gets in, and what a stranger may not do."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import aiohttp
import pytest
from aiohttp import WSMsgType

from media.hub import door as door_module
from media.hub import message
from media.hub.door import Door, Line
from media.hub.limits import FAILURES
from media.hub.message import Hello, Reason
from media.hub.token import ForgedError, TokenError
from tests.media.hub.conftest import PATIENCE_S


class House:
    """Visitors as the hub would have them: notes everything. ``good`` is the token of n01,
    ``goodn02`` of n02, ``old`` one that has ended."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.words: asyncio.Queue[message.FromSite] = asyncio.Queue()
        self.leaving: asyncio.Queue[bool] = asyncio.Queue()

    def check(self, token: str) -> str:
        if token == "old":
            raise TokenError("of n01, expired", "expired")
        if not token.startswith("good"):
            raise ForgedError("no")
        return token.removeprefix("good") or "n01"

    def arrived(self, line: Line, hello: Hello) -> None:
        self.lines.append(line)
        line.say(message.pong(hello.standby))

    def said(self, line: Line, word: message.FromSite) -> None:
        self.words.put_nowait(word)

    def gone(self, line: Line, by_itself: bool) -> None:
        self.leaving.put_nowait(by_itself)


class Guest:
    """A site's socket, and everything the door says to it."""

    def __init__(self, session: aiohttp.ClientSession, url: str) -> None:
        self.session, self.url = session, url

    async def enter(self, **headers: str) -> aiohttp.ClientWebSocketResponse:
        return await self.session.ws_connect(
            self.url + "/ws", protocols=(message.SUBPROTOCOL,), headers=headers
        )

    async def hello(self, token: str = "good") -> aiohttp.ClientWebSocketResponse:
        socket = await self.enter()
        await socket.send_json({"type": "hello", "token": token})
        return socket


async def farewell(socket: aiohttp.ClientWebSocketResponse) -> tuple[str | None, int | None]:
    """The reason the door said, and the code it closed with."""
    reason = None
    async for found in socket:
        said = json.loads(found.data)
        if said["type"] == "bye":
            reason = said["reason"]
    return reason, socket.close_code


@contextlib.asynccontextmanager
async def opened(exempt: bool = True) -> AsyncIterator[tuple[Door, House, Guest]]:
    house = House()
    door = Door(house, frozenset({"127.0.0.1"}) if exempt else frozenset())
    port = await door.open("127.0.0.1", 0, None)
    async with asyncio.timeout(PATIENCE_S), aiohttp.ClientSession() as session:
        try:
            yield door, house, Guest(session, f"http://127.0.0.1:{port}")
        finally:
            await door.close()


def run(go: Callable[[], Awaitable[None]]) -> None:
    async def inner() -> None:
        await go()

    asyncio.run(inner())


def test_a_page_that_is_loaded_anew_has_not_left() -> None:
    async def go() -> None:
        async with opened() as (_, house, guest):
            socket = await guest.hello()
            await socket.receive()
            await socket.close(code=aiohttp.WSCloseCode.GOING_AWAY)
            assert not await house.leaving.get()

    run(go)


def test_a_site_comes_in_is_heard_answered_and_leaves() -> None:
    async def go() -> None:
        async with opened() as (_, house, guest):
            socket = await guest.hello()
            assert socket.protocol == message.SUBPROTOCOL
            assert (await socket.receive_json())["type"] == "pong"
            await socket.send_json({"type": "hand", "up": True})
            assert await house.words.get() == message.Hand(up=True)
            await socket.send_json({"type": "ping", "t": 5})
            assert await socket.receive_json() == {"type": "pong", "t": 5}
            await socket.ping()
            await socket.close()
            assert await house.leaving.get()

    run(go)


def test_a_torn_line_is_told_from_one_that_was_closed() -> None:
    async def go() -> None:
        async with opened() as (_, house, guest):
            socket = await guest.hello()
            await socket.receive_json()
            socket._response.connection.transport.abort()  # type: ignore[union-attr]
            assert not await house.leaving.get()

    run(go)


@pytest.mark.parametrize(
    ("said", "reason", "code"),
    [
        ('{"type":"hello","token":"bad"}', "unauthorized", 4003),
        ('{"type":"leave"}', "malformed", 4007),
        ("nonsense", "malformed", 4007),
    ],
)
def test_who_does_not_begin_with_a_good_hello_is_turned_away(
    said: str, reason: str, code: int
) -> None:
    async def go() -> None:
        async with opened() as (door, house, guest):
            socket = await guest.enter()
            await socket.send_str(said)
            assert await farewell(socket) == (reason, code)
            assert door.refused == {reason: 1}
            assert not house.lines

    run(go)


@pytest.mark.parametrize("said", ['{"type":"dance"}', "[" * 40_000, b"\x00binary"])
def test_a_site_that_talks_nonsense_is_sent_away(said: Any) -> None:
    async def go() -> None:
        async with opened() as (_, house, guest):
            socket = await guest.hello()
            await (socket.send_str if isinstance(said, str) else socket.send_bytes)(said)
            assert await farewell(socket) == ("malformed", 4007)
            assert not await house.leaving.get()

    run(go)


def test_a_message_too_long_closes_the_line() -> None:
    async def go() -> None:
        async with opened() as (_, house, guest):
            socket = await guest.hello()
            await socket.send_str("x" * 70_000)
            _, code = await farewell(socket)
            assert code == 1009
            assert not await house.leaving.get()

    run(go)


def test_a_flood_of_messages_is_cut() -> None:
    async def go() -> None:
        async with opened() as (_, _house, guest):
            socket = await guest.hello()
            with contextlib.suppress(ConnectionError):
                for _ in range(400):
                    await socket.send_str('{"type":"mic","open":true}')
            assert (await farewell(socket))[1] == 4008

    run(go)


def test_who_says_nothing_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door_module, "FIRST_WORD_S", 0.05)

    async def go() -> None:
        async with opened() as (_, _house, guest):
            socket = await guest.enter()
            assert await farewell(socket) == ("slow", 4005)

    run(go)


def test_a_site_that_falls_silent_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door_module, "PING_S", 0.02)
    monkeypatch.setattr(door_module, "SILENT_S", 0.06)

    async def go() -> None:
        async with opened() as (_, house, guest):
            socket = await guest.session.ws_connect(guest.url + "/ws", autoping=False)
            await socket.send_json({"type": "hello", "token": "good"})
            kinds = set()
            while (found := await socket.receive()).type is not WSMsgType.CLOSE:
                kinds.add(found.type)
            assert found.data == 4005
            assert WSMsgType.PING in kinds
            assert not await house.leaving.get()

    run(go)


def test_a_bye_that_closes_closes_and_one_that_does_not_leaves_the_line() -> None:
    async def go() -> None:
        async with opened() as (_, house, guest):
            socket = await guest.hello()
            await socket.receive_json()
            house.lines[0].bye(Reason.ENDED)
            assert (await socket.receive_json())["reason"] == "ended"
            house.lines[0].bye(Reason.REPLACED)
            assert await farewell(socket) == ("replaced", 4001)

    run(go)


def test_a_site_that_does_not_read_is_given_up() -> None:
    line = Line("n01", "")
    for _ in range(door_module.UNSENT):
        line.say("x")
    assert not line.slow
    line.say("x")
    assert line.slow


def test_another_pages_script_may_not_open_the_line() -> None:
    async def go() -> None:
        async with opened() as (door, _house, guest):
            await (await guest.enter(Origin=guest.url)).close()
            with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
                await guest.enter(Origin="https://elsewhere.example")
            assert refused.value.status == 403
            assert door.refused == {"origin": 1}  # who goes without a word is not counted

    run(go)


def test_who_guesses_tokens_is_told_so_and_shuts_out_nobody_with_a_good_link() -> None:
    async def go() -> None:
        async with opened() as (door, house, guest):
            for _ in range(FAILURES + 2):
                assert await farewell(await guest.hello("bad")) == ("unauthorized", 4003)
            assert door.refused == {"unauthorized": FAILURES, "locked_out": 2}
            good = await guest.hello()
            assert (await good.receive_json())["type"] == "pong"
            assert len(house.lines) == 1

    run(go)


def test_links_that_have_ended_lock_nobody_out_who_comes_by_the_same_address() -> None:
    async def go() -> None:
        async with opened() as (_, _house, guest):
            for _ in range(2 * FAILURES):
                assert await farewell(await guest.hello("old")) == ("unauthorized", 4003)
            good = await guest.hello()
            assert (await good.receive_json())["type"] == "pong"

    run(go)


def test_villages_behind_one_router_come_in_and_a_stranger_there_does_not_keep_them_out() -> None:
    async def go() -> None:
        async with opened(exempt=False) as (door, house, guest):
            door._connections.own = door._connections.shared = 2
            here = [await guest.enter()]  # and says nothing
            for site in range(27):
                here.append(await guest.hello(f"goodn{site:02}"))
                assert (await here[-1].receive_json())["type"] == "pong"
            assert len(house.lines) == 27
            here.append(await guest.enter())
            with pytest.raises(aiohttp.ClientError):
                await guest.enter()

    run(go)


def test_one_link_opens_only_so_many_lines() -> None:
    async def go() -> None:
        async with opened(exempt=False) as (door, house, guest):
            door._connections.per_site = 1
            first = await guest.hello()
            assert (await first.receive_json())["type"] == "pong"
            assert await farewell(await guest.hello()) == ("full", 4002)
            assert (door.refused, len(house.lines)) == ({"full": 1}, 1)

    run(go)


@pytest.mark.parametrize(
    ("path", "kind"),
    [("/join", "text/html"), ("/join.js", "text/javascript"), ("/join.css", "text/css")],
)
def test_the_page_comes_with_its_fences(path: str, kind: str) -> None:
    async def go() -> None:
        async with opened() as (_, _house, guest), guest.session.get(guest.url + path) as answer:
            assert answer.status == 200
            assert answer.content_type == kind
            policy = answer.headers["Content-Security-Policy"]
            assert "default-src 'none'" in policy
            assert "unsafe" not in policy
            assert "frame-ancestors 'none'" in policy
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert answer.headers["Referrer-Policy"] == "no-referrer"
            assert "camera=(self)" in answer.headers["Permissions-Policy"]
            assert "aiohttp" not in answer.headers["Server"].lower()
            body = await answer.text()
            assert "http://" not in body.replace("http://www.w3.org", "")

    run(go)


def test_other_paths_are_what_they_are() -> None:
    async def go() -> None:
        async with opened() as (_, _house, guest):
            for path, status in (("/health", 200), ("/ca.crt", 404), ("/../hub.key", 404)):
                async with guest.session.get(guest.url + path) as answer:
                    assert answer.status == status
                    assert "Content-Security-Policy" in answer.headers
            async with guest.session.get(guest.url + "/") as answer:
                assert answer.url.path == "/join"

    run(go)
