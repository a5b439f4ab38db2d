"""The platform client against a platform that can be rude on demand, over a real connection."""

from __future__ import annotations

import asyncio
import logging
import random
import time

import pytest
from aiohttp import web

from console.cases import client as client_module
from console.cases.case import (
    About,
    CaseChanged,
    CaseEvent,
    CaseId,
    LinkState,
    Snapshot,
    Unreadable,
    WarningSnapshot,
    WorkerSnapshot,
)
from console.cases.client import PlatformClient
from media.backoff import BackOff
from tests.stage.rude_platform import Ear, Fake, Rude, room


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


def test_a_snapshot_and_then_what_changes() -> None:
    async def follow() -> None:
        fake = Fake()
        fake.put("c-1")
        async with room(fake) as (ear, _):
            await ear.link("live")
            kinds = [type(event) for event in ear.events]
            assert kinds == [
                LinkState, About, Snapshot, LinkState, WorkerSnapshot, WarningSnapshot, LinkState,
            ]  # fmt: skip
            fake.put("c-2")
            fake.put("c-1", 2)
            fake.drop("c-2")
            await ear.until(lambda: ear.revs() == {"c-1": 2} and ear.book.link.cursor == "e4")
            assert ear.book.about is not None
            assert ear.book.about.simulated

    asyncio.run(follow())


def test_a_long_walk_tells_each_page_and_ends_in_one_snapshot() -> None:
    async def follow() -> None:
        fake = Fake()
        for n in range(10):
            fake.put(f"c-{n}")
        async with room(fake, page=4) as (ear, _):
            await ear.link("live")
            (snapshot,) = [event for event in ear.events if isinstance(event, Snapshot)]
            assert [case.id for case in snapshot.cases] == [f"c-{n}" for n in range(10)]
            assert snapshot.cursor == "e10"
            early = [event for event in ear.events if isinstance(event, CaseChanged)]
            assert len(early) == 10

    asyncio.run(follow())


def test_a_walk_that_changes_under_way_is_followed_from_its_first_moment() -> None:
    async def follow() -> None:
        fake = Fake()
        for n in range(4):
            fake.put(f"c-{n}")

        async def changing(fake: Fake, request: web.Request) -> web.StreamResponse:
            answer = fake.page(request)
            fake.put("c-0", 2)  # after the page that shows it
            return answer

        fake.rude["cases"].append(changing)
        async with room(fake, page=2) as (ear, _):
            await ear.until(lambda: ear.revs() == {"c-0": 2, "c-1": 1, "c-2": 1, "c-3": 1})

    asyncio.run(follow())


def test_a_cursor_is_taken_over_only_after_its_events_were_told() -> None:
    async def follow() -> None:
        fake = Fake()
        ear = Ear()

        def tell(events: list[CaseEvent]) -> None:
            ear.tell(events)
            if any(isinstance(event, CaseChanged) for event in events):
                raise OSError("the disk is full")

        async with room(fake) as (_, client):
            client._tell = tell
            await asyncio.sleep(0)
            fake.put("c-1")
            other = PlatformClient(fake.url, None, tell)
            other._cursor = "e0"
            with pytest.raises(OSError, match="the disk is full"):
                await other.run()
            assert other._cursor == "e0"

    asyncio.run(follow())


def test_after_a_break_the_stream_goes_on_from_the_last_handled_event() -> None:
    async def follow() -> None:
        fake = Fake()
        async with room(fake) as (ear, _):
            await ear.link("live")
            fake.put("c-1")
            await ear.until(lambda: ear.revs())
            fake.cut()
            fake.put("c-2")
            fake.put("c-1", 2)
            await ear.until(lambda: ear.revs() == {"c-1": 2, "c-2": 1})
            streams = [cursor for path, cursor in fake.asked if path == "cases/stream"]
            assert streams == ["e0", "e1"]
            told = [e.case.rev for e in ear.events if isinstance(e, CaseChanged)]
            assert told == [1, 1, 2], "nothing is told twice"
            assert [path for path, _ in fake.asked].count("cases") == 1, "no second snapshot"

    asyncio.run(follow())


def test_over_many_breaks_nothing_is_missed_and_nothing_doubled() -> None:
    async def follow() -> None:
        fake, dice = Fake(), random.Random(5)
        async with room(fake) as (ear, _):
            await ear.link("live")
            for _ in range(400):
                fake.most = dice.randint(1, 40)
                case_id = f"c-{dice.randint(0, 20)}"
                if case_id in fake.cases and dice.random() < 0.2:
                    fake.drop(case_id)
                else:
                    fake.put(case_id, len(fake.events) + 1)
                if dice.random() < 0.1:
                    await asyncio.sleep(0)
                if dice.random() < 0.05:
                    fake.cut()
            wanted = {key: case["rev"] for key, case in fake.cases.items()}
            await ear.until(lambda: ear.book.link.cursor == "e400")
            assert ear.revs() == wanted
            assert [path for path, _ in fake.asked].count("cases/stream") > 10
            revs = [event.case.rev for event in ear.events if isinstance(event, CaseChanged)]
            assert len(revs) == len(set(revs))
            assert sorted(revs) == revs

    asyncio.run(follow())


def test_a_cursor_that_is_too_old_costs_a_snapshot_and_nothing_else() -> None:
    async def follow() -> None:
        fake = Fake()
        fake.put("gone")
        fake.put("c-1")
        async with room(fake) as (ear, _):
            await ear.link("live")
            assert ear.revs() == {"gone": 1, "c-1": 1}
            del fake.cases["gone"]  # an event that the ring has forgotten
            fake.put("c-1", 2)
            fake.oldest = 3
            fake.rude["cases/stream"].append(
                body("event: resync\ndata: {}\n\n", "text/event-stream")
            )
            fake.cut()
            await ear.until(lambda: ear.revs() == {"c-1": 2})
            await ear.link("live")
            assert ear.book.link.cursor == "e3"

    asyncio.run(follow())


@pytest.mark.parametrize("code", [400, 404, 410])
def test_a_cursor_that_is_refused_costs_a_snapshot(code: int) -> None:
    async def follow() -> None:
        fake = Fake()
        async with room(fake, back_off=BackOff((0.001,))) as (ear, client):
            await ear.link("live")
            fake.rude["cases/stream"].append(status(code))
            fake.cut()
            await ear.until(lambda: ear.book.link.state == "offline")
            client.hurry()
            await ear.link("live")
            assert [path for path, _ in fake.asked].count("cases") == 2

    asyncio.run(follow())


def test_silence_over_two_heartbeats_is_stale_and_costs_a_snapshot() -> None:
    async def follow() -> None:
        fake = Fake()
        async with room(fake, silence_s=0.05) as (ear, _):
            await ear.link("live")
            fake.cases["unheard"] = {"id": "unheard", "rev": 1}  # its event was lost on the way
            link = await ear.link("stale", "silent")
            assert link.heard_at is not None
            assert link.heard_at < time.monotonic()
            await ear.until(lambda: "unheard" in ear.revs())

    asyncio.run(follow())


def test_a_heartbeat_is_passed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client_module, "BEAT_S", 0.0)

    async def follow() -> None:
        fake = Fake()
        async with room(fake) as (ear, _):
            await ear.link("live")
            await ear.until(lambda: ear.book.link.heard_at)
            before = ear.book.link.heard_at or 0.0
            fake.events.append(b": beat\n\n")
            fake.ring()
            await ear.until(lambda: (ear.book.link.heard_at or 0.0) > before)
            assert ear.book.link.since < (ear.book.link.heard_at or 0.0)

    asyncio.run(follow())


def test_an_empty_id_does_not_lose_the_cursor() -> None:
    async def follow() -> None:
        fake = Fake()
        async with room(fake) as (ear, _):
            await ear.link("live")
            frame = 'id: {}\nevent: case.upsert\ndata: {{"id":"c-1","rev":{}}}\n\n'
            fake.events.append((frame.format("e1", 1) + frame.format("", 2)).encode())
            fake.ring()
            await ear.until(lambda: ear.revs() == {"c-1": 2})
            assert ear.book.link.cursor == "e1"

    asyncio.run(follow())


def test_events_without_an_id_are_told_and_leave_the_cursor() -> None:
    async def follow() -> None:
        fake = Fake()
        async with room(fake) as (ear, _):
            await ear.link("live")
            fake.put("c-1")
            await ear.until(lambda: ear.book.link.cursor == "e1")
            fake.tell("case.upsert", '{"id":"c-2","rev":1,"status":"reported"}', with_id=False)
            await ear.until(lambda: "c-2" in ear.revs())
            assert ear.book.link.cursor == "e1"
            fake.cut()
            await ear.until(lambda: [p for p, _ in fake.asked].count("cases/stream") == 2)
            assert fake.asked[-1] == ("cases/stream", "e1")
            await ear.link("live")
            fake.put("c-3")
            await ear.until(lambda: ear.revs() == {"c-1": 1, "c-2": 1, "c-3": 1})

    asyncio.run(follow())


def test_what_cannot_be_read_is_told_and_the_stream_goes_on() -> None:
    async def follow() -> None:
        fake = Fake()
        async with room(fake) as (ear, _):
            await ear.link("live")
            fake.tell("case.upsert", "{")
            fake.tell("case.upsert", '{"id":"c-9","rev":"x"}')
            fake.tell("case.painted", "{}")
            fake.put("c-1")
            await ear.until(lambda: ear.revs() == {"c-1": 1})
            assert ear.book.link.cursor == "e4"
            bad = [event for event in ear.events if isinstance(event, Unreadable)]
            assert [(each.what, each.id) for each in bad] == [("case", ""), ("case", "c-9")]
            assert ear.book.link.state == "live"

    asyncio.run(follow())


def test_a_case_of_a_page_that_cannot_be_read_does_not_end_the_known_one() -> None:
    async def follow() -> None:
        fake = Fake()
        fake.put("c-1", 3)
        async with room(fake) as (ear, _):
            await ear.link("live")
            fake.cases["c-1"] = {"id": "c-1", "rev": "four"}
            fake.rude["cases/stream"].append(status(410))
            fake.cut()
            await ear.until(lambda: ear.book.unreadable)
            await ear.link("live")
            assert ear.revs() == {"c-1": 3}

    asyncio.run(follow())


def test_a_burst_is_told_whole_in_order_and_in_few_batches() -> None:
    async def follow() -> None:
        fake = Fake()
        async with room(fake) as (ear, _):
            await ear.link("live")
            before = len(ear.batches)
            for n in range(3000):
                fake.events.append(
                    f'id: e{n + 1}\nevent: case.upsert\ndata: {{"id":"c","rev":{n}}}\n\n'.encode()
                )
            fake.ring()
            await ear.until(lambda: ear.book.link.cursor == "e3000")
            revs = [event.case.rev for event in ear.events if isinstance(event, CaseChanged)]
            assert revs == list(range(3000))
            assert len(ear.batches) - before < 60

    asyncio.run(follow())


def test_the_token_is_in_no_log_and_in_no_state(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "console")

    async def follow() -> None:
        fake = Fake()
        fake.rude["about"].append(status(401))
        async with room(fake, back_off=BackOff((60.0,))) as (ear, client):
            await ear.link("offline", "unauthorized")
            assert "sesame" not in repr(ear.events) + repr(vars(client))
            assert "unauthorized" in caplog.text
            assert "sesame" not in caplog.text

    asyncio.run(follow())


def test_a_case_says_how_late_it_is_by_the_platforms_clock() -> None:
    async def follow() -> None:
        fake = Fake()
        async with room(fake) as (ear, _):
            await ear.link("live")
            assert ear.book.link.lag_s is None
            fake.put("c-1", updated_at="2026-01-01T00:00:00Z")
            await ear.until(lambda: ear.book.link.lag_s)
            assert (ear.book.link.lag_s or 0) > 86_400
            assert ear.book.case(CaseId("c-1")) is not None

    asyncio.run(follow())
