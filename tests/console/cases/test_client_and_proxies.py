"""The failure modes of event streams: proxies in between, and streams that are taken up again."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator

from aiohttp import web

from console.cases.case import CaseChanged
from console.cases.client import PlatformClient
from console.cases.exchange import Deadlines
from media.backoff import BackOff
from tests.stage.proxy import Proxy
from tests.stage.rude_platform import PREFIX, Ear, Fake, room, running


@contextlib.asynccontextmanager
async def behind(fake: Fake, proxy: Proxy, **options: float) -> AsyncIterator[Ear]:
    ear = Ear()
    async with proxy.serve():
        client = PlatformClient(
            f"http://127.0.0.1:{proxy.port}{PREFIX}", None, ear.tell,
            back_off=BackOff((0.01,)), deadlines=Deadlines(5, 0.2, 5), **options,
        )  # fmt: skip
        async with running(client):
            yield ear


def port_of(fake: Fake) -> int:
    return int(fake.url.split(":")[2].split("/")[0])


def test_behind_a_proxy_that_keeps_the_stream_to_itself_snapshots_tell_the_cases() -> None:
    async def follow() -> None:
        fake = Fake()
        fake.put("c-1")
        async with room(fake), behind(fake, Proxy(port_of(fake), holding=True)) as ear:
            await ear.link("offline", "timeout")
            fake.put("c-2")
            fake.drop("c-1")
            await ear.until(lambda: ear.revs() == {"c-2": 1})
            assert ear.snapshots() >= 2

    asyncio.run(follow())


def test_a_proxy_that_cuts_silent_streams_costs_no_event() -> None:
    async def follow() -> None:
        fake = Fake()
        fake.put("c-1")
        async with room(fake):
            proxy = Proxy(port_of(fake), idle_s=0.05)
            async with behind(fake, proxy) as ear:
                for rev in range(2, 8):
                    cuts = proxy.cut
                    await ear.until(lambda: ear.book.link.state == "live")
                    fake.put("c-1", rev)
                    await ear.until(lambda rev=rev: ear.revs() == {"c-1": rev})
                    await ear.until(lambda cuts=cuts: proxy.cut > cuts)
                assert ear.snapshots() == 1

    asyncio.run(follow())


def test_a_server_that_replays_everything_after_a_break_doubles_nothing() -> None:
    async def replay(fake: Fake, _request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await response.prepare(_request)
        await response.write(b"".join(fake.events))  # whatever Last-Event-ID says
        return response

    async def follow() -> None:
        fake = Fake()
        for rev in range(1, 6):
            fake.put("c-1", rev)
        fake.put("c-2")
        fake.drop("c-2")
        fake.rude["cases/stream"].extend([replay] * 3)
        async with room(fake) as (ear, _):
            await ear.until(lambda: fake.rude["cases/stream"] == type(fake.rude["x"])())
            await ear.link("live")
            assert ear.revs() == {"c-1": 5}

    asyncio.run(follow())


def test_a_resumed_stream_that_dies_before_an_event_comes_back_with_the_newest_id() -> None:
    async def nothing(_fake: Fake, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await response.prepare(request)
        await response.write(b": here\n\nretry: 1\n\nevent: ping\n")
        return response

    async def follow() -> None:
        fake = Fake()
        async with room(fake) as (ear, _):
            await ear.link("live")
            fake.put("c-1")
            fake.put("c-2")
            await ear.until(lambda: ear.book.link.cursor == "e2")
            fake.rude["cases/stream"].extend([nothing] * 3)
            fake.cut()
            await ear.until(lambda: len([1 for path, _ in fake.asked if "stream" in path]) == 5)
            asked = [cursor for path, cursor in fake.asked if "stream" in path]
            assert asked == ["e0", "e2", "e2", "e2", "e2"]
            fake.put("c-3")
            await ear.until(lambda: len(ear.revs()) == 3)
            told = [e.case.id for e in ear.events if isinstance(e, CaseChanged)]
            assert told == ["c-1", "c-2", "c-3"]

    asyncio.run(follow())
