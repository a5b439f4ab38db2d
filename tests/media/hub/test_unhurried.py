"""Connections that dawdle, and too many of one address."""

from __future__ import annotations

import asyncio

import pytest
from aiohttp import web

from media.hub.limits import Connections
from media.hub.unhurried import Unhurried
from tests.media.hub.conftest import PATIENCE_S


async def served(wait_s: float, connections: Connections, asked: list[bytes]) -> list[bytes]:
    """What a server that waits ``wait_s`` answers to each of these beginnings of a request."""
    app = web.Application()
    app.router.add_get("/", _hello)
    app.router.add_get("/{site}", _vouch)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        Unhurried.factory(runner, connections, wait_s), "127.0.0.1", 0
    )
    port = server.sockets[0].getsockname()[1]
    answers, open_ = [], []
    try:
        async with asyncio.timeout(PATIENCE_S):
            for text in asked:
                reader, writer = await asyncio.open_connection("127.0.0.1", port)
                open_.append(writer)
                writer.write(text)
                answers.append(await _read(reader))
    finally:
        for writer in open_:
            writer.close()
        server.close()
        await runner.cleanup()
    return answers


async def _hello(_request: web.Request) -> web.Response:
    return web.Response(text="hello")


async def _vouch(request: web.Request) -> web.Response:
    assert isinstance(request.protocol, Unhurried)
    if request.protocol.vouch(request.match_info["site"]):
        return await _hello(request)
    answer = web.Response(status=503)
    answer.force_close()
    return answer


async def _read(reader: asyncio.StreamReader) -> bytes:
    try:
        return await reader.readuntil(b"hello")
    except (asyncio.IncompleteReadError, ConnectionError):
        return b""


WHOLE = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"
VOUCHED = b"GET /n01 HTTP/1.1\r\nHost: x\r\n\r\n"


@pytest.mark.parametrize("partial", [b"", b"GET", WHOLE[:-2]])
def test_a_request_that_is_not_whole_in_time_is_cut_off(partial: bytes) -> None:
    assert asyncio.run(served(0.05, Connections(), [partial])) == [b""]


def test_a_whole_request_is_answered() -> None:
    (answer,) = asyncio.run(served(5.0, Connections(), [WHOLE]))
    assert answer.startswith(b"HTTP/1.1 200 OK")


def test_who_is_vouched_for_leaves_its_place_to_another_and_its_own_when_it_goes() -> None:
    connections = Connections(own=1, shared=1, per_site=1)
    answers = asyncio.run(served(5.0, connections, [VOUCHED, WHOLE, WHOLE]))
    assert [bool(answer) for answer in answers] == [True, True, False]
    answers = asyncio.run(served(5.0, connections, [VOUCHED, VOUCHED]))
    assert [bool(answer) for answer in answers] == [True, False]


def test_an_address_has_only_so_many_connections_and_gets_them_back() -> None:
    connections = Connections(own=2, shared=2)
    answers = asyncio.run(served(5.0, connections, [WHOLE] * 4))
    assert [bool(answer) for answer in answers] == [True, True, False, False]
    assert connections.enter("127.0.0.1")
