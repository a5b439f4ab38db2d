"""Open311 against an endpoint of our own hand, over a real connection."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web

from console.cases.case import CaseChanged
from console.cases.sources.open311 import Open311Reader
from console.cases.sources.polling import PolledSource
from console.cases.sources.settings import SourceSettings
from media.backoff import BackOff
from tests.stage.case_servers import Open311Server
from tests.stage.rude_platform import Ear, running


@contextlib.asynccontextmanager
async def following(server: Open311Server, **settings: Any) -> AsyncIterator[tuple[Ear, Any]]:
    async with server.serve():
        ear = Ear()
        usual: dict[str, Any] = {"poll_s": 0.02, "full_s": 0.1, "page": 3}
        told = SourceSettings("311", "open311", server.url, **{**usual, **settings})
        source = PolledSource(told, Open311Reader(told), ear.tell, back_off=BackOff((0.02,)))
        async with running(source):
            yield ear, source


@pytest.mark.parametrize("form", ["json", "xml"])
def test_what_is_open_is_told_and_followed_in_both_forms(form: str) -> None:
    async def follow() -> None:
        server = Open311Server()
        server.services = [{"service_code": "006", "service_name": "Litter"}]
        for n in range(7):
            server.put(f"r{n}")
        async with following(server, form=form) as (ear, _):
            await ear.until(lambda: len(ear.revs()) == 7)
            assert ear.book.about is not None
            assert [each.code for each in ear.book.about.categories] == ["006"]
            server.put("r1", description="new words", updated_datetime="2026-11-23T07:00:00Z")
            server.put("r2", status="closed", updated_datetime="2026-11-23T07:00:01Z")
            server.records.pop("r3")
            server.put("r9", updated_datetime="2026-11-23T07:00:02Z")
            await ear.until(lambda: set(ear.revs()) == {
                "311:r0", "311:r1", "311:r4", "311:r5", "311:r6", "311:r9"
            })  # fmt: skip
            case = ear.book.case("311:r1")  # type: ignore[arg-type]
            assert case is not None
            assert (case.text, case.status, case.category) == ("new words", "reported", "Litter")
            assert any("updated_after" in query for query in server.asked)

    asyncio.run(follow())


def test_a_closed_case_is_told_as_closed_before_it_leaves_the_list() -> None:
    async def follow() -> None:
        server = Open311Server()
        server.put("r1")
        async with following(server) as (ear, _):
            await ear.until(ear.revs)
            server.put("r1", status="closed", updated_datetime="2026-11-23T08:00:00Z")
            await ear.until(lambda: not ear.revs())
            told = [e.case.status for e in ear.events if isinstance(e, CaseChanged)]
            assert told[-1] == "closed"

    asyncio.run(follow())


def test_a_server_without_pages_is_read_once_and_not_for_ever() -> None:
    async def follow() -> None:
        server = Open311Server(pages=False)
        for n in range(3):  # as many as a page has
            server.put(f"r{n}")
        async with following(server) as (ear, _):
            await ear.until(lambda: len(ear.revs()) == 3)
            assert [query["page"] for query in server.asked[:2]] == ["1", "2"]

    asyncio.run(follow())


def test_nothing_new_tells_nothing_and_changes_nothing() -> None:
    async def follow() -> None:
        server = Open311Server()
        server.put("r1")
        async with following(server) as (ear, _):
            await ear.until(ear.revs)
            revs = ear.revs()
            await ear.until(lambda: ear.snapshots() >= 3)
            assert ear.revs() == revs
            assert not [event for event in ear.events if isinstance(event, CaseChanged)]

    asyncio.run(follow())


def test_a_server_that_says_when_is_not_asked_before() -> None:
    async def follow() -> None:
        server = Open311Server()
        server.rude.append(web.Response(status=503, headers={"Retry-After": "3000"}))
        async with following(server) as (ear, source):
            link = await ear.link("offline", "busy")
            assert link.retry_at is not None
            assert link.heard_at is None
            assert link.retry_at - link.since > 2000
            assert len(server.asked) == 1
            source.hurry()
            await ear.link("live")

    asyncio.run(follow())


def test_a_broken_answer_is_a_state_and_what_was_known_stays() -> None:
    async def follow() -> None:
        server = Open311Server()
        server.put("r1")
        async with following(server, stale_s=0.05) as (ear, _):
            await ear.until(ear.revs)
            broken = [web.Response(text="{", content_type="application/json") for _ in range(50)]
            server.rude.extend(broken)
            await ear.link("stale", "protocol")
            assert set(ear.revs()) == {"311:r1"}
            server.rude.clear()
            await ear.link("live")
            assert set(ear.revs()) == {"311:r1"}

    asyncio.run(follow())
