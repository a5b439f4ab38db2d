"""What the platform client makes of a platform that is rude, endless or not there."""

from __future__ import annotations

import asyncio
import contextlib
import time

import pytest
from aiohttp import web

from console.cases import client as client_module
from console.cases.client import PlatformClient
from console.cases.exchange import Deadlines
from media.backoff import BackOff
from tests.stage.rude_platform import PATIENCE, Ear, Fake, Rude, room


def status(code: int, **headers: str) -> Rude:
    async def answer(_fake: Fake, _request: web.Request) -> web.Response:
        return web.Response(
            status=code, headers={k.replace("_", "-"): v for k, v in headers.items()}
        )

    return answer


def body(text: str, kind: str = "application/json") -> Rude:
    async def answer(_fake: Fake, _request: web.Request) -> web.Response:
        return web.Response(text=text, content_type=kind)

    return answer


async def cut_off(_fake: Fake, request: web.Request) -> web.StreamResponse:
    """A page that ends in the middle."""
    response = web.StreamResponse(headers={"Content-Length": "5000"})
    await response.prepare(request)
    await response.write(b'{"cases":[{"id":"c-1"')
    assert request.transport is not None
    request.transport.close()
    return response


async def silent(_fake: Fake, _request: web.Request) -> web.StreamResponse:
    """Takes the request and never answers."""
    await asyncio.Event().wait()
    raise AssertionError


@pytest.mark.parametrize(
    ("rude", "detail"),
    [
        (status(401), "unauthorized"),
        (status(403), "forbidden"),
        (status(404), "not_found"),
        (status(429, Retry_After="30"), "busy"),
        (status(503), "busy"),
        (status(500), "failed"),
        (status(302, Location="http://127.0.0.1:1/"), "protocol"),
        (body("<html>log in</html>", "text/html"), "protocol"),
        (body('{"cases":['), "protocol"),
        (body('{"cases":[]}'), "protocol"),
        (body("[1,2]"), "protocol"),
        (cut_off, "closed"),
        (silent, "timeout"),
    ],
)
@pytest.mark.parametrize("path", ["cases", "cases/stream"])
def test_rudeness_is_a_state_and_ends_when_it_ends(path: str, rude: Rude, detail: str) -> None:
    async def follow() -> None:
        fake = Fake()
        fake.put("c-1")
        fake.rude[path].append(rude)
        patience = Deadlines(headers_s=1.0) if rude is silent else Deadlines()
        async with room(fake, deadlines=patience, back_off=BackOff((60.0,))) as (ear, client):
            wanted = "protocol" if path == "cases/stream" and rude is cut_off else detail
            link = await ear.link("offline", wanted)
            assert link.explain.startswith(path)
            assert link.retry_at is not None
            assert link.retry_at > time.monotonic() + 20
            client.hurry()
            await ear.link("live")
            assert ear.revs() == {"c-1": 1}

    asyncio.run(follow())


@pytest.mark.parametrize("path", ["workers", "warnings", "about"])
def test_cases_are_followed_though_another_part_fails(path: str) -> None:
    async def follow() -> None:
        for rude in (status(500), status(404), body("<html>", "text/html"), body("7")):
            fake = Fake()
            fake.put("c-1")
            fake.rude[path].append(rude)
            async with room(fake) as (ear, _):
                await ear.link("live")
                assert ear.revs() == {"c-1": 1}

    asyncio.run(follow())


def test_more_open_cases_than_there_can_be_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client_module, "MOST_CASES", 5)

    async def follow() -> None:
        fake = Fake()
        for n in range(6):
            fake.put(f"c-{n}")
        async with room(fake, page=4, back_off=BackOff((60.0,))) as (ear, _):
            link = await ear.link("offline", "protocol")
            assert "more than 5 cases" in link.explain

    asyncio.run(follow())


def test_a_stream_that_lasted_begins_the_ladder_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client_module, "STEADY_S", 0.0)

    async def follow() -> None:
        fake = Fake()
        async with room(fake, back_off=BackOff((0.001, 60.0))) as (ear, _):
            for turn in range(3):
                await ear.link("live")
                fake.put("c-1", turn + 1)
                await ear.until(lambda wanted=turn + 1: ear.revs() == {"c-1": wanted})
                fake.cut()

    asyncio.run(follow())


def test_pages_that_never_end_are_refused() -> None:
    async def follow() -> None:
        fake = Fake()
        again = body('{"cases":[],"next":"1","cursor":"e0"}')
        fake.rude["cases"].extend([again, again])
        async with room(fake, back_off=BackOff((60.0,))) as (ear, client):
            link = await ear.link("offline", "protocol")
            assert "pages do not end" in link.explain
            client.hurry()
            await ear.link("live")

    asyncio.run(follow())


def test_a_platform_that_is_not_there_is_offline_and_found_later() -> None:
    async def follow() -> None:
        ear = Ear()
        async with asyncio.timeout(PATIENCE):
            client = PlatformClient("http://127.0.0.1:1", None, ear.tell)
            following = asyncio.ensure_future(client.run())
            first = await ear.link("offline", "refused")
            client.hurry()
            await ear.until(lambda: ear.book.link.retry_at != first.retry_at)
            assert ear.book.link.since == first.since
            following.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await following

    asyncio.run(follow())


def test_a_wait_that_the_stream_asks_for_is_kept() -> None:
    async def follow() -> None:
        fake = Fake()
        fake.hello = b"retry: 25000\n\n"
        async with room(fake) as (ear, client):
            await ear.link("live")
            fake.put("c-1")
            await ear.until(lambda: ear.revs())
            fake.cut()
            link = await ear.link("stale", "closed")
            assert link.retry_at is not None
            assert link.retry_at > time.monotonic() + 20
            client.hurry()
            await ear.link("live")

    asyncio.run(follow())


@pytest.mark.parametrize("rude", [status(429, Retry_After="30"), status(401), status(404)])
def test_a_platform_that_says_wait_or_no_is_not_asked_again_soon(rude: Rude) -> None:
    async def follow() -> None:
        fake = Fake()
        fake.rude["cases"].append(rude)
        async with room(fake) as (ear, _):
            await ear.until(lambda: ear.book.link.retry_at)
            assert (ear.book.link.retry_at or 0) > time.monotonic() + 10

    asyncio.run(follow())


def test_a_stream_line_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("console.cases.sse.LONGEST_LINE", 10_000)

    async def follow() -> None:
        fake = Fake()
        async with room(fake, back_off=BackOff((60.0,))) as (ear, client):
            await ear.link("live")
            fake.put("c-1", title="x" * 20_000)
            link = await ear.link("stale", "protocol")
            assert "longer than 10000" in link.explain
            fake.events[0] = b": none\n\n"
            client.hurry()
            await ear.link("live")

    asyncio.run(follow())
