from __future__ import annotations

import asyncio
import contextlib
import gzip
import json
import re

import aiohttp
import pytest

from console.town.casework.form import FormError
from console.town.platform.server import FIRST_OWN_NUMBER
from tests.console.town.platform.caller import (
    TOKEN,
    Client,
    apply,
    with_platform,
)


def test_a_snapshot_and_its_stream_are_the_next_snapshot() -> None:
    async def test(client: Client) -> None:
        cases, cursor = await client.walk(limit=7, state="all")
        assert len(cases) > 30
        story = client.platform._story
        for happening in story.until(600.0):
            client.platform._happen(happening, client.platform._began)
        client.platform.case({"id": "last"})
        async with client.stream(cursor) as stream:
            events = []
            while not events or events[-1][2].get("id") != "last":
                events += await stream.until("case.upsert")
        apply(cases, events)
        now, _ = await client.walk(state="all")
        assert cases == now
        assert {"case.gone", "worker.position", "warning.upsert"} <= {kind for _, kind, _ in events}
        assert all(body["simulated"] for _, _, body in events)

    with_platform(test)


def test_a_broken_stream_goes_on_without_loss_or_repetition() -> None:
    async def test(client: Client) -> None:
        _, cursor = await client.walk()
        for number in range(40):
            client.platform.case({"id": f"x{number}"})
        seen: list[str] = []
        last = cursor
        while len(seen) < 40:
            headers = {"Last-Event-ID": last}
            async with client.stream("nonsense-that-the-header-beats", **headers) as stream:
                for _ in range(min(7, 40 - len(seen))):
                    events = await stream.until("case.upsert")
                    last = events[-1][0]
                    seen.append(events[-1][2]["id"])
        assert seen == [f"x{number}" for number in range(40)]

    with_platform(test)


def test_a_cursor_older_than_the_ring_and_a_foreign_one_are_told_to_resync() -> None:
    async def test(client: Client) -> None:
        _, cursor = await client.walk()
        for number in range(30):
            client.platform.case({"id": f"x{number}"})
        for lost in (cursor, "bm9uc2Vuc2U", "!!!"):
            async with client.stream(lost) as stream:
                assert (await stream.until("resync"))[-1][1] == "resync"
                assert (await stream.next())[1] == "end"
        _, cursor = await client.walk()
        client.platform.case({"id": "after"})
        async with client.stream(cursor) as stream:
            assert (await stream.until("case.upsert"))[-1][2]["id"] == "after"

    with_platform(test, ring=20)


def test_a_silent_stream_beats() -> None:
    async def test(client: Client) -> None:
        async with client.stream() as stream:
            comments = [(await stream.next())[2] for _ in range(3)]
        assert comments == [": simulated", ": beat", ": beat"]

    with_platform(test, beat_s=0.01)


def test_the_story_reaches_the_stream_by_itself() -> None:
    async def test(client: Client) -> None:
        async with client.stream() as stream:
            client.platform._clock.speed = 100.0
            assert await stream.until("case.upsert")

    with_platform(test, running=True)


def test_a_server_that_went_away_is_back_on_its_port_and_nothing_is_missed() -> None:
    async def test(client: Client) -> None:
        cases, cursor = await client.walk()
        async with client.stream(cursor) as stream:
            await client.platform.set_up(False)
            with contextlib.suppress(aiohttp.ClientError):
                assert (await stream.until("end"))[-1][1] == "end"
        with pytest.raises(aiohttp.ClientConnectorError):
            await client.get("/about")
        assert client.platform.figures()["up"] is False
        client.platform.case({"id": "meanwhile"})
        await client.platform.set_up(True)
        await client.platform.set_up(True)
        async with client.stream(cursor) as stream:
            apply(cases, await stream.until("case.upsert"))
        now, _ = await client.walk()
        assert cases == now
        assert "meanwhile" in now

    with_platform(test)


def test_about_lists_platforms_and_says_that_all_is_simulated() -> None:
    async def test(client: Client) -> None:
        status, about, _ = await client.get("/about")
        assert status == 200
        assert about["simulated"] is True
        assert [platform["id"] for platform in about["platforms"]] == [
            "governance", "enforcement", "market", "service",
        ]  # fmt: skip
        assert {"code", "name", "platform"} == set(about["categories"][0])
        status, workers, _ = await client.get("/workers")
        assert len(workers) == 50
        assert all(worker["simulated"] and worker["seen_at"] for worker in workers)
        client.platform._tell(21.0)
        status, warnings, _ = await client.get("/warnings")
        assert (status, len(warnings), warnings[0]["exercise"]) == (200, 1, True)

    with_platform(test)


def test_a_call_without_the_token_is_refused() -> None:
    async def test(client: Client) -> None:
        for token in ("", "Bearer wrong", f"Basic {TOKEN}", "Bearer ü"):
            status, problem, headers = await client.get("/about", Authorization=token)
            assert (status, problem["status"]) == (401, 401)
            assert headers["Content-Type"] == "application/problem+json; charset=utf-8"
            assert headers["WWW-Authenticate"] == "Bearer"

    with_platform(test)


def test_an_answer_is_gzipped_only_where_that_is_asked() -> None:
    async def test(client: Client) -> None:
        for wanted, zipped in (("gzip", True), ("identity", False)):
            async with aiohttp.ClientSession(auto_decompress=False) as plain:
                headers = {"Authorization": f"Bearer {TOKEN}", "Accept-Encoding": wanted}
                async with plain.get(f"{client.url}/cases", headers=headers) as response:
                    body = await response.read()
                    assert (response.headers.get("Content-Encoding") == "gzip") is zipped
                    cases = json.loads(gzip.decompress(body) if zipped else body)["cases"]
                    assert len(cases) > 30

    with_platform(test)


def test_an_unchanged_case_is_not_sent_again() -> None:
    async def test(client: Client) -> None:
        client.platform.case({"id": "x"})
        status, case, headers = await client.get("/cases/x")
        assert (status, headers["ETag"]) == (200, 'W/"1"')
        for tag in ('W/"1"', '"1"', 'W/"7", W/"1"', "*"):
            status, body, headers = await client.get("/cases/x", **{"If-None-Match": tag})
            assert (status, body, headers["ETag"]) == (304, None, 'W/"1"')
        client.platform.case({"id": "x", "title": "变了"})
        status, case, headers = await client.get("/cases/x", **{"If-None-Match": 'W/"1"'})
        assert (status, case["title"], headers["ETag"]) == (200, "变了", 'W/"2"')
        assert (await client.get("/cases/nobody"))[0] == 404

    with_platform(test)


def test_wrong_questions_get_a_problem_that_says_what_is_wrong() -> None:
    async def test(client: Client) -> None:
        for path, expected in (
            ("/cases?limit=0", 400),
            ("/cases?limit=many", 400),
            ("/cases?state=lost", 400),
            ("/cases?page=gone.5", 410),
            ("/nothing", 404),
            ("/cases/x/commands", 405),
        ):
            status, problem, _ = await client.get(path)
            assert (status, problem["status"]) == (expected, expected), path
            assert problem["title"]

    with_platform(test)


def test_an_order_moves_the_case_once_however_often_it_is_sent() -> None:
    async def test(client: Client) -> None:
        case = client.platform.case({"id": "x"})
        status, accepted, headers = await client.order(case, "accept", "key-1")
        assert (status, accepted["status"], accepted["rev"]) == (200, "accepted", 2)
        assert headers["ETag"] == 'W/"2"'
        again, same, headers = await client.order(case, "accept", "key-1")
        assert (again, same, headers["Idempotency-Replayed"]) == (200, accepted, "true")
        assert client.platform._ledger.cases["x"]["rev"] == 2
        status, problem, _ = await client.order(accepted, "note", "key-1", text="另一件")
        assert status == 422
        assert problem["key"] == "Idempotency-Key"

    with_platform(test)


def test_an_order_on_an_old_revision_is_shown_what_changed() -> None:
    async def test(client: Client) -> None:
        case = client.platform.case({"id": "x"})
        _, accepted, _ = await client.order(case, "accept", "a", actor="李值班")
        status, problem, _ = await client.order(case, "reject", "b", reason="重复")
        assert status == 412
        assert problem["case"] == accepted
        assert problem["case"]["timeline"][-1]["actor"] == "李值班"

    with_platform(test)


def test_an_order_that_lacks_something_is_refused_and_may_be_tried_again_with_its_key() -> None:
    async def test(client: Client) -> None:
        case = client.platform.case({"id": "x"})
        path, key = "/cases/x/commands", {"Idempotency-Key": "k"}
        match = {"If-Match": 'W/"1"'}
        order = {"type": "accept", "args": {}}
        assert (await client.post(path, order, **key))[0] == 428
        assert (await client.post(path, order, **match))[0] == 400
        assert (await client.post(path, b"{", **key, **match))[0] == 400
        assert (await client.post(path, b"[" * 5000, **key, **match))[0] == 400
        assert (await client.post(path, [], **key, **match))[0] == 400
        assert (await client.post(path, b" " * 70_000, **key, **match))[0] == 413
        assert (await client.post(path, {"type": "return"}, **key, **match))[0] == 422
        assert (await client.post(path, {"type": "note", "args": 1}, **key, **match))[0] == 422
        assert (await client.post("/cases/nobody/commands", order, **key, **match))[0] == 404
        status, problem, _ = await client.order(case, "close", "k")
        assert status == 422
        assert "待受理" in problem["detail"]
        assert (await client.order(case, "accept", "k"))[0] == 200

    with_platform(test)


def test_the_same_key_while_its_first_order_is_under_way_is_a_conflict() -> None:
    async def test(client: Client) -> None:
        case = client.platform.case({"id": "x"})
        host, port = re.findall(r"//([\d.]+):(\d+)", client.url)[0]
        reader, writer = await asyncio.open_connection(host, int(port))
        body = json.dumps({"type": "accept", "args": {}}).encode()
        writer.write(
            f"POST /api/v1/cases/x/commands HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {TOKEN}"
            f'\r\nIdempotency-Key: k\r\nIf-Match: W/"1"\r\nContent-Length: {len(body)}\r\n\r\n'
            "{".encode()
        )
        await writer.drain()
        # another connection's answer comes after the server has taken this one's head
        while "k" not in client.platform._desk._busy:
            await client.get("/about")
        status, _, headers = await client.order(case, "accept", "k")
        assert (status, headers["Retry-After"]) == (409, "1")
        writer.write(body[1:])
        assert b" 200 " in await reader.readline()
        writer.close()
        await writer.wait_closed()
        assert (await client.order(case, "accept", "k"))[0] == 200

    with_platform(test)


def test_an_operator_registers_a_case_once() -> None:
    async def test(client: Client) -> None:
        form = {
            "title": "井盖松动",
            "category": {"code": "0411"},
            "place": {"longitude": 120.19, "latitude": 30.47},
            "level": "blue",
        }
        for _ in range(2):
            status, case, headers = await client.post("/cases", form, **{"Idempotency-Key": "n"})
            assert status == 201
        assert case["number"].endswith(f"-{FIRST_OWN_NUMBER}")
        assert headers["Location"].endswith(case["id"])
        assert (case["platform"], case["status"], case["rev"]) == ("service", "reported", 1)
        assert case["place"]["datum"] == "wgs84"
        assert client.platform._own_number == FIRST_OWN_NUMBER + 1
        for wrong, field in (
            ({"title": ""}, "title"),
            ({**form, "rev": 7}, "rev"),
            ({**form, "category": {"code": "9"}}, "category.code"),
            ({**form, "level": "pink"}, "level"),
            ({**form, "place": {"longitude": 400, "latitude": 0}}, "place.longitude"),
            ({**form, "place": {"longitude": True, "latitude": 0}}, "place.longitude"),
            ({**form, "title": "长" * 200}, "title"),
            ({**form, "cameras": [1]}, "cameras"),
        ):
            key = {"Idempotency-Key": "m"}
            status, problem, _ = await client.post("/cases", wrong, **key)
            assert (status, problem["key"]) == (422, field)

    with_platform(test)


def test_the_town_may_make_and_change_any_case_and_the_story_lets_go_of_it() -> None:
    async def test(client: Client) -> None:
        platform = client.platform
        cases, _ = await client.walk()
        known = next(iter(cases.values()))
        place = {"longitude": 120.1, "latitude": 30.4, "datum": "gcj02"}
        changed = platform.case({"id": known["id"], "place": place, "status": "handling", "x": 1})
        assert changed["rev"] == known["rev"] + 1
        assert changed["place"] == {**known["place"], **place}
        assert (changed["x"], changed["title"]) == (1, known["title"])
        fresh = platform.case({"title": "新", "platform": "fifth-platform", "rev": 99})
        assert (fresh["platform"], fresh["rev"], fresh["simulated"]) == ("fifth-platform", 1, True)
        with pytest.raises(FormError, match="title"):
            platform.case({"title": 7})
        for happening in platform._story.until(3600.0):
            assert happening.id != known["id"]

    with_platform(test)


def test_too_many_calls_are_told_when_to_come_again() -> None:
    async def test(client: Client) -> None:
        assert client.platform._api is not None
        client.platform._api._bucket.burst = 1.0
        client.platform._api._bucket.rate = 0.001
        assert (await client.get("/about"))[0] == 200
        status, _, headers = await client.get("/about")
        assert status == 429
        assert int(headers["Retry-After"]) > 100

    with_platform(test)
