"""Opening the door as the site wants it."""

from __future__ import annotations

import asyncio
import socket
import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from media.hub import certificate, orders
from media.hub import entrance as entrance_module
from media.hub.entrance import Entrance
from media.hub.links import Links
from media.hub.token import Tokens
from tests.media.hub.conftest import PATIENCE_S
from tests.media.hub.test_door import House
from tests.media.hub.test_orders import site

TOKENS = Tokens(b"k" * 32)


class Told:
    def __init__(self, state: Path) -> None:
        self.events: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.entrance = Entrance(
            state, Links(TOKENS, state / "links.json"), House(), self.events.put_nowait
        )

    async def next(self) -> dict[str, Any]:
        async with asyncio.timeout(PATIENCE_S):
            return await self.events.get()


def test_the_door_opens_with_papers_of_its_own_and_links_that_open(tmp_path: Path) -> None:
    async def go() -> None:
        told = Told(tmp_path)
        order = orders.site(site(listen="127.0.0.1:0", public_url=""))
        keeping = asyncio.ensure_future(told.entrance.keep(order))
        event = await told.next()
        assert event["event"] == "door"
        assert event["url"] == f"https://127.0.0.1:{event['port']}"
        trusting = ssl.create_default_context(cafile=event["ca"])
        async with (
            aiohttp.ClientSession() as session,
            session.get(event["url"] + "/ca.crt", ssl=trusting) as answer,
        ):
            assert (await answer.text()).startswith("-----BEGIN CERTIFICATE")
        link = event["links"]["n01"]
        assert link.startswith(event["url"] + "/join#token=")
        assert TOKENS.check(link.partition("token=")[2], datetime.now(UTC)).node == "n01"
        keeping.cancel()
        await asyncio.gather(keeping, return_exceptions=True)

    asyncio.run(go())


def test_an_address_that_is_taken_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entrance_module, "TRY_AGAIN_S", 0.02)

    async def go() -> None:
        told = Told(tmp_path)
        taken = socket.create_server(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        order = orders.site(site(listen=f"127.0.0.1:{port}", public_url="", tls="off"))
        keeping = asyncio.ensure_future(told.entrance.keep(order))
        assert "trouble" in await told.next()
        taken.close()
        event = await told.next()
        assert (event["port"], event["ca"], event["url"][:7]) == (port, None, "http://")
        keeping.cancel()
        await asyncio.gather(keeping, return_exceptions=True)

    asyncio.run(go())


def test_papers_that_are_none_are_a_trouble_that_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entrance_module, "TRY_AGAIN_S", 0.02)

    async def go() -> None:
        told = Told(tmp_path)
        papers = {"cert": str(tmp_path / "no.crt"), "key": str(tmp_path / "no.key")}
        order = orders.site(site(listen="127.0.0.1:0", tls=papers))
        keeping = asyncio.ensure_future(told.entrance.keep(order))
        assert "No such file" in (await told.next())["trouble"]
        keeping.cancel()
        await asyncio.gather(keeping, return_exceptions=True)

    asyncio.run(go())


def test_the_trust_page_gets_its_own_port_and_a_taken_one_is_told(tmp_path: Path) -> None:
    async def go() -> None:
        free = socket.create_server(("127.0.0.1", 0))
        port = free.getsockname()[1]
        order = orders.site(site(listen="127.0.0.1:0", public_url="", trust_port=port))
        for taken in (True, False):
            told = Told(tmp_path)
            keeping = asyncio.ensure_future(told.entrance.keep(order))
            event = await told.next()
            if taken:
                assert event["trust"] == event["url"] + "/trust"
                assert f"trust_port {port}" in event["warning"]
            else:
                assert (event["trust"], event["warning"]) == (f"http://127.0.0.1:{port}/trust", "")
                async with aiohttp.ClientSession() as session, session.get(event["trust"]) as page:
                    assert page.status == 200
            keeping.cancel()
            await asyncio.gather(keeping, return_exceptions=True)
            free.close()

    asyncio.run(go())


def test_a_given_certificate_is_warned_of_and_needs_no_trust(tmp_path: Path) -> None:
    async def go() -> None:
        papers = certificate.prepare(tmp_path / "given", ["room.example"], datetime.now(UTC))
        tls = {"cert": str(papers.certificate), "key": str(papers.key)}
        told = Told(tmp_path)
        order = orders.site(
            site(listen="127.0.0.1:0", public_url="https://other.example", tls=tls, link_days=7)
        )
        keeping = asyncio.ensure_future(told.entrance.keep(order))
        event = await told.next()
        assert "is not for other.example" in event["warning"]
        assert (event["ca"], event["trust"]) == (None, None)
        assert event["until"] == f"{datetime.now(UTC) + timedelta(days=7):%Y-%m-%d}"
        keeping.cancel()
        await asyncio.gather(keeping, return_exceptions=True)

    asyncio.run(go())


def test_links_are_made_anew_in_time_for_the_list_as_it_is_by_then(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entrance_module, "RENEW_EVERY_S", 0.02)
    days = iter(range(1000))

    async def go() -> None:
        told = Told(tmp_path)
        order = orders.site(site(listen="127.0.0.1:0", public_url="", tls="off"))
        more = orders.site(
            site(listen="127.0.0.1:0", public_url="", tls="off")
            | {"nodes": [{"id": "n77", "name": "新村"}]}
        )
        began = datetime(2026, 11, 1, tzinfo=UTC)
        monkeypatch.setattr(told.entrance, "_now", lambda: began + timedelta(days=next(days)))
        keeping = asyncio.ensure_future(told.entrance.keep(order))
        first = await told.next()
        told.entrance.tell_links(more)
        assert list((await told.next())["links"]) == ["n77"]
        renewed = await told.next()
        assert list(renewed["links"]) == ["n77"]
        assert renewed["until"] > first["until"]
        keeping.cancel()
        await asyncio.gather(keeping, return_exceptions=True)

    asyncio.run(go())
