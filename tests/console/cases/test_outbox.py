"""The outbox against the demo town's platform, over a line that can be rude."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from console.cases.case import Case
from console.cases.difference import brief
from console.cases.order import Order, renewed
from console.cases.order_shelf import Shelf
from console.cases.outbox import Outbox, OutboxTold
from console.cases.wire import parse_case
from console.town.casework import rules
from console.town.platform.server import Platform
from console.town.world.town import the_town
from media.backoff import BackOff
from media.secret import Secret
from tests.stage.order_rounds import Rounds, done_there, plan_of
from tests.stage.rude_proxy import RudeProxy

PATIENCE_S = 60
Json = dict[str, Any]


class Room:
    """What the outbox told."""

    def __init__(self) -> None:
        self.orders: dict[str, Order] = {}
        self.history: list[tuple[str, str]] = []
        self.cases: list[Case] = []
        self.trouble, self.poor = "", False
        self._told = asyncio.Event()

    def tell(self, told: OutboxTold) -> None:
        for order in told.orders:
            self.orders[order.key] = order
            self.history.append((order.key, order.state))
        self.trouble = self.trouble if told.trouble is None else told.trouble
        self.poor |= told.poor
        self._told.set()

    async def until(self, true: Callable[[], object]) -> None:
        while not true():
            self._told.clear()
            await self._told.wait()

    async def ended(self, key: str, *states: str) -> Order:
        await self.until(lambda: key in self.orders and self.orders[key].state in states)
        return self.orders[key]


def an_order(case: Json, key: str = "k1", kind: str = "note", **args: Any) -> Order:
    now = datetime.now(UTC)
    args = args or {"text": "已电话核实"}
    return Order(
        key, case["id"], case["rev"], kind, args, "张三", now, now, brief(parse_case(case))
    )


@contextlib.asynccontextmanager
async def opened(
    path: Path, url: str, token: str, **more: Any
) -> AsyncIterator[tuple[Outbox, Room]]:
    room = Room()
    outbox = Outbox(
        path / "outbox.db", url, Secret(token), room.tell, room.cases.append,
        back_off=BackOff((0.01,)), **more,
    )  # fmt: skip
    async with asyncio.timeout(PATIENCE_S):
        running = asyncio.ensure_future(outbox.run())
        try:
            yield outbox, room
        finally:
            running.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await running


@contextlib.asynccontextmanager
async def a_platform() -> AsyncIterator[tuple[Platform, str]]:
    platform = Platform(the_town(), 7)
    url = await platform.start()
    platform.story(False)
    try:
        yield platform, url
    finally:
        await platform.stop()


def test_an_order_is_queued_then_done_and_the_case_is_as_the_platform_says(tmp_path: Path) -> None:
    async def story() -> None:
        async with a_platform() as (platform, url):
            case = platform.case({"title": "占道经营"})
            async with opened(tmp_path, url, platform.token) as (outbox, room):
                outbox.put(an_order(case, kind="accept"))
                done = await room.ended("k1", "done")
                assert [state for _, state in room.history] == ["waiting", "sending", "done"]
                assert done.told["rev"] == 2
                assert [(c.rev, c.status) for c in room.cases] == [(2, "accepted")]
                assert room.cases[0].timeline[-1].actor == "张三"

    asyncio.run(story())


def test_a_conflict_says_who_changed_what_and_goes_again_on_the_new_state(tmp_path: Path) -> None:
    async def story() -> None:
        async with a_platform() as (platform, url):
            case = platform.case({"title": "占道经营"})
            platform.order(case["id"], _by("李四", "accept"))
            async with opened(tmp_path, url, platform.token) as (outbox, room):
                outbox.put(an_order(case))
                conflict = await room.ended("k1", "conflict")
                assert conflict.told["changes"] == [
                    {"field": "status", "before": "reported", "after": "accepted"}
                ]
                assert [s["actor"] for s in conflict.told["steps"]] == ["李四"]
                now = datetime.now(UTC)
                outbox.replace("k1", renewed(conflict, "k2", "张三", {"rev": 2}, now))
                await room.ended("k2", "done")
                assert room.orders["k1"].code == "replaced"

    asyncio.run(story())


def _by(who: str, kind: str) -> rules.Order:
    return rules.Order(kind, {}, who)


def test_what_the_platform_refuses_is_said_in_its_words_and_those_upon_it_ask(
    tmp_path: Path,
) -> None:
    async def story() -> None:
        async with a_platform() as (platform, url):
            case = platform.case({"title": "占道经营"})
            async with opened(tmp_path, url, platform.token) as (outbox, room):
                outbox.put(an_order(case, "k1", "close"))
                outbox.put(an_order(case, "k2"))
                refused = await room.ended("k1", "refused")
                assert "不能结案" in refused.why
                assert (await room.ended("k2", "ask")).code == "before"
                outbox.again("k2")
                await room.ended("k2", "done")

    asyncio.run(story())


def test_orders_of_one_case_that_were_given_at_once_go_out_one_after_the_other(
    tmp_path: Path,
) -> None:
    async def story() -> None:
        async with a_platform() as (platform, url):
            case = platform.case({"title": "占道经营"})
            async with opened(tmp_path, url, platform.token) as (outbox, room):
                for n in range(6):
                    outbox.put(an_order(case, f"k{n}", text=f"第 {n} 条"))
                await room.ended("k5", "done")
                steps = platform._ledger.cases[case["id"]]["timeline"]
                assert [s["text"] for s in steps[1:]] == [f"第 {n} 条" for n in range(6)]

    asyncio.run(story())


def test_an_order_to_people_that_was_late_is_not_sent_without_a_word(tmp_path: Path) -> None:
    async def story() -> None:
        async with a_platform() as (platform, url):
            case = platform.case({"title": "占道经营"})
            platform.order(case["id"], _by("李四", "accept"))
            case = platform._ledger.cases[case["id"]]
            await platform.set_up(False)
            clock = [datetime.now(UTC)]
            more = {"now": lambda: clock[0]}
            async with opened(tmp_path, url, platform.token, **more) as (outbox, room):
                outbox.put(an_order(case, kind="dispatch", unit="综合执法中队"))
                await room.until(lambda: room.orders.get("k1") and room.orders["k1"].tries)
                clock[0] += timedelta(seconds=130)
                outbox.hurry()
                assert (await room.ended("k1", "ask")).code == "late"
                await platform.set_up(True)
                outbox.hurry()
                outbox.put(an_order(platform.case({"title": "另一件"}), "k2"))
                await room.ended("k2", "done")
                assert platform._ledger.cases[case["id"]]["status"] == "accepted"
                outbox.again("k1")
                await room.ended("k1", "done")
                assert platform._ledger.cases[case["id"]]["status"] == "dispatched"

    asyncio.run(story())


def test_orders_that_wait_survive_the_program_and_a_dropped_one_is_not_sent(tmp_path: Path) -> None:
    async def story() -> None:
        async with a_platform() as (platform, url):
            case = platform.case({"title": "占道经营"})
            await platform.set_up(False)
            async with opened(tmp_path, url, platform.token) as (outbox, room):
                outbox.put(an_order(case, "k1", text="留着"))
                outbox.put(an_order(case, "k2", text="不要"))
                await room.until(lambda: "k2" in room.orders)
                outbox.drop("k2", "写错了")
                await room.ended("k2", "given_up")
            await platform.set_up(True)
            async with opened(tmp_path, url, platform.token) as (_, room):
                await room.ended("k1", "done")
                texts = [s["text"] for s in platform._ledger.cases[case["id"]]["timeline"]]
                assert texts.count("留着") == 1
                assert "不要" not in texts
                assert room.orders["k2"].why == "写错了"

    asyncio.run(story())


def test_a_platform_without_etags_is_known_and_not_overwritten(tmp_path: Path) -> None:
    async def story() -> None:
        async with a_platform() as (platform, url):
            case, other = platform.case({"title": "一"}), platform.case({"title": "二"})
            platform.case({"id": case["id"], "level": "red"})
            proxy = RudeProxy(url, loses=0, busy=0, waits=0)
            proxy.strip = ("ETag",)
            async with proxy.standing(), opened(tmp_path, proxy.url, platform.token) as told:
                outbox, room = told
                outbox.put(an_order(case, "k1"))
                conflict = await room.ended("k1", "conflict")
                assert conflict.code == "no_match"
                assert conflict.told["changes"][0]["field"] == "level"
                assert room.poor
                outbox.put(an_order(other, "k2"))
                await room.ended("k2", "done")

    asyncio.run(story())


@pytest.mark.parametrize(("status", "hint"), [(401, "status_401"), (429, ""), (503, "status_503")])
def test_a_platform_that_can_take_nothing_now_is_waited_for(
    tmp_path: Path, status: int, hint: str
) -> None:
    async def story() -> None:
        asked: list[str] = []

        async def answer(request: web.Request) -> web.Response:
            asked.append(request.headers.get("Idempotency-Key", ""))
            return web.json_response({"detail": "等等"}, status=status)

        app = web.Application()
        app.router.add_route("*", "/{path:.*}", answer)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        try:
            async with opened(tmp_path, url, "t") as (outbox, room):
                case = {"id": "c-1", "rev": 1, "status": "reported"}
                outbox.put(an_order(case, "k1"))
                await room.until(lambda: room.history.count(("k1", "waiting")) > 1)
                assert room.orders["k1"].why == "等等"
                assert not hint or room.orders["k1"].code == hint
                assert asked[-1] == "k1"
        finally:
            await runner.cleanup()

    asyncio.run(story())


def test_a_disk_that_does_not_take_it_is_said_at_once(tmp_path: Path) -> None:
    async def story() -> None:
        (tmp_path / "outbox.db").mkdir()
        async with opened(tmp_path, "http://127.0.0.1:9", "t") as (outbox, room):
            await room.until(lambda: room.trouble)
            outbox.put(an_order({"id": "c-1", "rev": 1, "status": "reported"}))
            assert (await room.ended("k1", "refused")).code == "not_kept"

    asyncio.run(story())


def test_more_than_can_wait_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("console.cases.outbox.MOST_OPEN", 2)
    monkeypatch.setattr("console.cases.outbox.MOST_ENDED", 1)

    async def story() -> None:
        async with a_platform() as (platform, url):
            case = platform.case({"title": "占道经营"})
            await platform.set_up(False)
            async with opened(tmp_path, url, platform.token) as (outbox, room):
                for n in range(3):
                    outbox.put(an_order(case, f"k{n}", text=f"第 {n} 条"))
                assert (await room.ended("k2", "refused")).code == "full"
                await platform.set_up(True)
                outbox.hurry()
                await room.ended("k1", "done")
        left = Shelf(tmp_path / "outbox.db")
        assert len(left.open()) <= 2
        left.close()

    asyncio.run(story())


def test_killed_again_and_again_each_is_done_once_and_in_its_order(tmp_path: Path) -> None:
    async def story() -> None:
        async with a_platform() as (platform, url):
            cases = [platform.case({"title": f"案件 {n}"}) for n in range(6)]
            plan = plan_of(cases, 40, 6, seed=11)
            async with RudeProxy(url, 11).standing() as proxy:
                rounds = Rounds(plan, tmp_path / "outbox.db", proxy.url, platform.token, 5, 11)
                await rounds.run()
            did = done_there(list(platform._ledger.cases.values()), plan)
            assert set(did.values()) == {1}, rounds.states
            assert set(rounds.states.values()) == {"done"}
            assert rounds.killed >= 3

    asyncio.run(story())
