"""OGC API - Features against a real pygeoapi, which has no ETag and does not know its own name."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from console.cases.case import CaseId
from console.cases.exchange import Exchange
from console.cases.fields import WireError
from console.cases.sources.features import NO_ETAG, FeaturesReader, parse_page
from console.cases.sources.polling import PolledSource
from console.cases.sources.settings import SourceSettings
from media.backoff import BackOff
from tests.stage.case_servers import add_feature, drop_feature, pygeoapi
from tests.stage.rude_platform import Ear, running

Served = tuple[str, Path]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with pygeoapi(tmp_path_factory.mktemp("pygeoapi")) as address_and_database:
        yield address_and_database


@pytest.fixture
def database(served: Served) -> Path:
    """Ten features, f0 … f9, each a minute later than the one before."""
    served[1].write_text('{"_default": {}}')
    for n in range(10):
        add_feature(served[1], f"f{n}", updated_at=f"2026-11-23T06:0{n}:00Z", at=(120 + n, 30.0))
    return served[1]


@contextlib.asynccontextmanager
async def following(address: str, **settings: Any) -> AsyncIterator[Ear]:
    ear = Ear()
    usual: dict[str, Any] = {"poll_s": 0.05, "full_s": 0.05, "page": 4}
    told = SourceSettings("geo", "features", address, **{**usual, **settings})
    source = PolledSource(told, FeaturesReader(told), ear.tell, back_off=BackOff((0.05,)))
    async with running(source):
        yield ear


def test_all_pages_are_read_and_what_comes_changes_and_goes_is_followed(
    served: Served, database: Path
) -> None:
    async def follow() -> None:
        async with following(served[0]) as ear:
            await ear.until(lambda: len(ear.revs()) == 10)
            before = ear.revs()["geo:f3"]
            add_feature(database, "f3", title="changed", status="handling")
            add_feature(database, "new")
            drop_feature(database, "f5")
            await ear.until(
                lambda: (
                    len(ear.revs()) == 10
                    and "geo:new" in ear.revs()
                    and "geo:f5" not in ear.revs()
                    and ear.revs()["geo:f3"] > before
                )
            )
            case = ear.book.case(CaseId("geo:f3"))
            assert case is not None
            assert (case.title, case.status, case.feed) == ("changed", "handling", "geo")

    asyncio.run(follow())


def test_a_server_without_etags_is_found_out_and_said(served: Served, database: Path) -> None:
    async def follow() -> None:
        async with following(served[0]) as ear:
            assert (await ear.link("live")).explain == NO_ETAG

    asyncio.run(follow())


def test_changes_are_asked_by_time_and_only_places_within_the_box(
    served: Served, database: Path
) -> None:
    async def ask() -> None:
        settings = SourceSettings(
            "geo", "features", served[0], full_s=1e6, page=4, changes_by="datetime",
            bbox=(119.5, 29.5, 126.5, 30.5),
        )  # fmt: skip
        reader = FeaturesReader(settings)
        async with Exchange(served[0], None) as exchange:
            (*_, snapshot) = (await reader.poll(exchange, 0.0)).events
            assert [case.id for case in snapshot.cases] == [f"geo:f{n}" for n in range(7)]
            add_feature(database, "f1", title="x", updated_at="2026-11-23T07:00:00Z", at=(121, 30))
            add_feature(database, "f2", title="old", updated_at="2026-11-23T05:00:00Z")
            changed = await reader.poll(exchange, 1.0)
            assert [event.case.id for event in changed.events] == ["geo:f1"]
            assert changed.cursor == "2026-11-23T07:00:00Z"

    asyncio.run(ask())


def test_what_a_poor_server_overwrites_or_doubles_is_seen_as_it_is(
    served: Served, database: Path
) -> None:
    """pygeoapi takes any If-Match and any Idempotency-Key: the room reads it and never writes."""
    body = {
        "type": "Feature", "id": "f1", "geometry": {"type": "Point", "coordinates": [120, 30]},
        "properties": {"title": "second writer", "status": "handling"},
    }  # fmt: skip

    async def write(method: str, url: str, what: object, headers: dict[str, str]) -> int:
        async with (
            aiohttp.ClientSession() as session,
            session.request(method, url, json=what, headers=headers) as answer,
        ):
            return answer.status

    async def follow() -> None:
        items = f"{served[0]}/items"
        async with following(served[0]) as ear:
            await ear.until(lambda: len(ear.revs()) == 10)
            before = ear.revs()["geo:f1"]
            assert await write("PUT", f"{items}/f1", body, {"If-Match": '"wrong"'}) == 204
            await ear.until(lambda: ear.revs()["geo:f1"] > before)
            new = {key: value for key, value in body.items() if key != "id"}
            for _ in range(2):
                sent = {"Idempotency-Key": "k1", "Content-Type": "application/geo+json"}
                assert await write("POST", items, new, sent) == 201
            await ear.until(lambda: len(ear.revs()) == 12)

    asyncio.run(follow())


def test_an_etag_spares_the_reading() -> None:
    asked: list[str] = []

    async def answer(request: web.Request) -> web.Response:
        asked.append(request.headers.get("If-None-Match", ""))
        if asked[-1] == '"e1"':
            return web.Response(status=304)
        feature = {"type": "Feature", "id": 1, "geometry": None, "properties": {}}
        return web.json_response({"features": [feature]}, headers={"ETag": '"e1"'})

    async def follow() -> None:
        app = web.Application()
        app.router.add_get("/c/items", answer)
        runner = web.AppRunner(app)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        try:
            async with following(f"http://127.0.0.1:{runner.addresses[0][1]}/c") as ear:
                await ear.until(lambda: len(asked) > 3)
                assert (ear.snapshots(), set(ear.revs())) == (1, {"geo:1"})
                assert ear.book.link.explain == ""
        finally:
            await runner.cleanup()

    asyncio.run(follow())


def test_pages_that_lead_in_a_circle_end_in_an_error() -> None:
    async def answer(_request: web.Request) -> web.Response:
        link = {"rel": "next", "href": "items?page=1"}
        return web.json_response({"features": [{"id": 1}], "links": [link]})

    async def follow() -> None:
        app = web.Application()
        app.router.add_get("/c/items", answer)
        runner = web.AppRunner(app)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        try:
            async with following(f"http://127.0.0.1:{runner.addresses[0][1]}/c") as ear:
                link = await ear.link("offline", "protocol")
                assert "do not end" in link.explain
        finally:
            await runner.cleanup()

    asyncio.run(follow())


@pytest.mark.parametrize("body", [b"[]", b"{}", b'{"features": {}}', b"<html>", b'{"features": 1}'])
def test_what_is_no_collection_is_a_wire_error(body: bytes) -> None:
    with pytest.raises(WireError):
        parse_page(body)
