"""The chair's panel on a leader's phone, in Debian's Chromium, against the hub."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Page

from media.board import FrameBoard
from media.sound import SoundBoard
from tests.media.hub.conftest import NODES, HubProcess, Site, running_hub
from tests.media.hub.page.test_join import browser_page, pytestmark  # noqa: F401
from tests.media.hub.page.test_place import INSIDE, SMALL

LEADER = {"id": "l01", "name": "王镇长", "kind": "leader"}
SHOTS = Path("out/journeys")  # to look at
PHONE = {"width": 360, "height": 640}


@dataclass
class Leader:
    """A conference of ``n01``, who is in, and ``n02``, who is not; led from a phone."""

    hub: HubProcess
    page: Page
    links: Mapping[str, str]

    async def press(self, act: str) -> None:
        await self.page.click(f"[data-act='{act}']")

    async def told(self, wanted: Any) -> Any:
        """The next telling of the conference that is as wanted."""
        since = max(n for n, e in enumerate(self.hub.events) if e["event"] == "conference")
        return await self.hub.event(lambda e: e["event"] == "conference" and wanted(e), since)

    async def rung(self, node: str, times: int) -> None:
        """Wait until a site was called so often."""

        def enough(_event: dict[str, Any]) -> bool:
            acts = [(e["act"], e["node"]) for e in self.hub.events if "act" in e]
            return acts.count(("called", node)) == times

        await self.hub.event(enough)

    async def row(self, node: str, words: str) -> None:
        """Wait until the line of a site says this."""
        await self.page.wait_for_function(
            "([act, words]) => document.querySelector(`[data-act='${act}'] .word`)"
            "?.textContent === words",
            arg=[f"row-{node}", words],
        )

    async def fits(self) -> None:
        assert await self.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        assert (await self.page.evaluate(INSIDE), await self.page.evaluate(SMALL)) == ([], [])


@contextlib.asynccontextmanager
async def leading(
    board: FrameBoard, sound: SoundBoard, state: Path, language: str = "zh"
) -> AsyncIterator[tuple[Leader, Site]]:
    async with (
        running_hub(board, sound, state, nodes=[*NODES, LEADER], tls="off") as hub,
        browser_page(viewport=PHONE) as page,
    ):
        links = (await hub.event(lambda e: e["event"] == "door"))["links"]
        hub.chair("start", nodes=["n01", "n02", "l01"])
        await page.goto(f"{links['l01']}&lang={language}")
        await page.wait_for_selector("#chair:not([hidden])")
        async with Site(links["n01"]) as site:
            await site.hello(standby=False)
            await site.join()
            await page.wait_for_selector("[data-act='row-n01'] .lamp[data-state=live]")
            yield Leader(hub, page, links), site


def test_a_leader_mutes_calls_and_ends_from_a_phone(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path
) -> None:
    async def go() -> None:
        async with (
            running_hub(board, sound, tmp_path, nodes=[*NODES, LEADER]) as hub,
            browser_page(viewport=PHONE) as page,
        ):
            links = (await hub.event(lambda e: e["event"] == "door"))["links"]
            await page.goto(f"{links['l01']}&lang=zh")
            await page.wait_for_selector("#chair:not([hidden])")
            assert "没有会商" in await page.inner_text("#chair header")
            hub.chair("start", nodes=["n01", "l01"])
            async with Site(links["n01"]) as site:
                await site.hello(standby=False)
                await site.join()
                await page.click("text=石塘村")
                await page.click("[data-act='call-n02']")
                await hub.node("n02", lambda node: node["invited"])
                await page.click("[data-act='row-n01']")
                await page.click("[data-act='mute-n01']")
                await hub.node("n01", lambda node: node["mic"] == "forced")
                await page.click("[data-act='unmute-n01']")
                await hub.node("n01", lambda node: node["mic"] == "open")
                await page.screenshot(path=SHOTS / "chair-phone.png")
                await page.click("[data-act='end']")
                await page.click("[data-act='end']")
                await hub.event(lambda e: e["event"] == "conference" and e["state"] == "idle")

    asyncio.run(go())


@pytest.mark.parametrize("language", ["zh", "en"])
def test_everything_of_the_panel_has_its_room_and_a_finger_finds_it(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path, language: str
) -> None:
    async def go() -> None:
        async with leading(board, sound, tmp_path, language) as (leader, _site):
            await leader.fits()
            await leader.press("row-n01")
            await leader.fits()
            await leader.press("self_unmute")
            await leader.told(lambda e: e["hush"] == "forced")
            await leader.fits()
            await leader.press("roll_call")
            await leader.page.wait_for_selector("#chair .called")
            await leader.fits()
            await leader.page.screenshot(path=SHOTS / f"chair-phone-roll-{language}.png")
            await leader.press("stop")
            await leader.press("results")
            await leader.page.wait_for_selector("[data-act='row-l01']")
            await leader.press("results")
            await leader.page.wait_for_selector("[data-act='row-l01']", state="detached")
            await leader.press("row-n02")
            await leader.page.wait_for_selector("[data-act='mark-present-n02']")
            await leader.fits()
            await leader.page.screenshot(path=SHOTS / f"chair-phone-sheet-{language}.png")

    asyncio.run(go())


def test_a_leader_walks_through_the_whole_list_and_sees_the_results(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path
) -> None:
    async def go() -> None:
        async with leading(board, sound, tmp_path) as (leader, _site):
            await leader.press("roll_call")
            began = await leader.told(lambda e: (e["roll_call"] or {}).get("node") == "n01")
            # who leads does not call himself
            assert [line["node"] for line in began["roll_call"]["sheet"]] == ["n01", "n02"]
            await leader.row("n01", "到会")  # seen and heard
            await leader.press("next")
            await leader.told(lambda e: e["roll_call"]["node"] == "n02")
            await leader.row("n02", "无应答")
            await leader.press("mark-bad_line-n02")
            await leader.row("n02", "线路差（人工）")
            await leader.press("back")
            await leader.told(lambda e: e["roll_call"]["node"] == "n01")
            await leader.press("next")
            await leader.told(lambda e: e["roll_call"]["node"] == "n02")
            await leader.press("next")  # past the last: it is over, and its sheet is seen
            await leader.told(lambda e: e["roll_call"]["node"] is None)
            await leader.page.wait_for_function(
                "() => document.querySelector('#chair header p').textContent"
                " === '已点 2 / 2 · 到会 1'"
            )
            await leader.press("row-n01")
            await leader.press("mark-no_sound-n01")
            await leader.row("n01", "无声音（人工）")
            await leader.press("results")
            await leader.page.wait_for_selector("[data-act='row-l01']")  # the sites again

    asyncio.run(go())


def test_a_leader_says_who_may_open_a_microphone_and_mutes_all_without_changing_it(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path
) -> None:
    async def go() -> None:
        async with leading(board, sound, tmp_path) as (leader, site):
            await leader.press("self_unmute")
            told = await leader.told(lambda e: e["hush"] == "forced")
            assert next(n for n in told["nodes"] if n["id"] == "n01")["mic"] == "open"
            await leader.press("mute_all")
            await leader.hub.node("n01", lambda node: node["mic"] == "forced")
            await leader.told(lambda e: e["hush"] == "forced")
            await leader.page.wait_for_selector("text=允许自行开麦")
            await leader.press("self_unmute")
            await leader.hub.node("n01", lambda node: node["mic"] == "muted")
            await site.say(type="mic", open=True)
            await leader.hub.node("n01", lambda node: node["mic"] == "open")

    asyncio.run(go())


def test_a_leaders_other_buttons_reach_the_room(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path
) -> None:
    async def go() -> None:
        async with leading(board, sound, tmp_path) as (leader, site):
            await site.say(type="hand", up=True)
            await leader.press("row-n01")
            await leader.press("lower_hand-n01")
            await leader.hub.node("n01", lambda node: not node["hand"])
            await leader.press("give_floor-n01")
            await leader.told(lambda e: e["floor"] == "n01")
            await leader.press("broadcast-n01")
            await leader.told(lambda e: e["mode"] == "broadcast")
            await leader.page.wait_for_function(
                "() => document.querySelector('#chair header p').textContent"
                ".includes('正在广播：丁家湾村')"
            )
            await leader.press("cancel")
            await leader.told(lambda e: e["mode"] == "free")
            await leader.press("call")
            await leader.told(lambda e: all(n["invited"] for n in e["nodes"]))
            rung = [e["node"] for e in leader.hub.events if e.get("act") == "called"]
            assert rung == ["n01", "n02", "l01", "n02", "n03"]  # who leads does not ring himself
            async with Site(leader.links["n03"]) as late:
                await late.hello(standby=True)
                await late.heard("call")
                leader.hub.chair("remove", node="n03")
                await late.heard("bye")
                await late.join()  # it knocks
                await leader.hub.node("n03", lambda node: node["state"] == "waiting")
                await leader.press("call")
                await leader.page.wait_for_selector("[data-act='row-n03'] [data-state=waiting]")
                await leader.rung("n02", 3)
                await leader.hub.node("n03", lambda node: node["state"] == "waiting")
                await leader.press("row-n03")
                await leader.press("admit-n03")
                await leader.hub.node("n03", lambda node: node["state"] == "live")

    asyncio.run(go())


def test_a_leader_takes_the_floor_ends_the_broadcast_and_locks(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path
) -> None:
    async def go() -> None:
        async with leading(board, sound, tmp_path) as (leader, _site):
            await leader.press("row-n01")
            await leader.press("give_floor-n01")
            await leader.told(lambda e: e["floor"] == "n01")
            await leader.press("take_floor-n01")
            await leader.told(lambda e: e["floor"] is None)
            await leader.page.wait_for_selector("[data-act='give_floor-n01']")
            await leader.press("broadcast-n01")
            await leader.told(lambda e: e["broadcast"] is not None)
            await leader.press("end_broadcast")
            told = await leader.told(lambda e: e["broadcast"] is None)
            assert told["mode"] == "free"
            await leader.page.wait_for_selector("[data-act='broadcast-n01']")
            # what the command room shows to all can be ended from here too
            leader.hub.chair("broadcast", source="screen", name="水位图")
            await leader.press("end_broadcast")
            await leader.told(lambda e: e["broadcast"] is None)
            await leader.press("lock")
            await leader.told(lambda e: e["locked"])
            await leader.page.wait_for_selector("#chair header p:has-text('已锁定')")
            await leader.press("lock")
            await leader.told(lambda e: not e["locked"])
            await leader.page.wait_for_selector("[data-act='lock']:has-text('锁定')")

    asyncio.run(go())


@pytest.mark.parametrize("language", ["zh", "en"])
def test_hands_stand_first_in_their_order_with_their_number(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path, language: str
) -> None:
    async def go() -> None:
        async with (
            leading(board, sound, tmp_path, language) as (leader, site),
            Site(leader.links["n02"]) as second,
            Site(leader.links["n03"]) as third,
        ):
            leader.hub.chair("call", node="n03")
            for one in (second, third):
                await one.hello(standby=False)
                await one.join()
            await leader.page.wait_for_selector("[data-act='row-n03'] .lamp[data-state=live]")
            for node, one in (("n03", third), ("n01", site)):
                await one.say(type="hand", up=True)
                await leader.hub.node(node, lambda told: told["hand"])
            said = "举手 {}" if language == "zh" else "hand {}"
            await leader.row("n03", said.format(1))
            await leader.row("n01", said.format(2))
            rows = "Array.from(document.querySelectorAll('#chair li > button'))"
            assert (await leader.page.evaluate(f"{rows}.map((it) => it.dataset.act)"))[:3] == [
                "row-n03", "row-n01", "row-n02",
            ]  # fmt: skip
            await leader.press("row-n03")
            await leader.press("give_floor-n03")
            await leader.page.wait_for_selector("[data-act='take_floor-n03']")
            await leader.press("broadcast-n03")
            await leader.press("lock")
            await leader.page.wait_for_selector("[data-act='end_broadcast']")
            await leader.told(lambda e: e["locked"])
            await leader.fits()
            await leader.page.screenshot(path=SHOTS / f"chair-phone-hands-{language}.png")
            await leader.row("n01", said.format(1))

    asyncio.run(go())


def test_what_is_refused_is_said_in_the_leaders_language(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path
) -> None:
    async def go() -> None:
        async with leading(board, sound, tmp_path) as (leader, _site):
            leader.hub.send(
                do="site", name="运河镇", nodes=[*NODES[:1], LEADER], listen="127.0.0.1:0",
                tls="off",
            )  # fmt: skip
            await leader.page.wait_for_selector("[data-act='row-n02']", state="detached")
            await leader.page.evaluate(
                "() => import('/join-chair.js').then(({ chairPanel }) =>"
                " chairPanel().order('mute', { node: 'n02' }))"
            )
            await leader.page.wait_for_selector("text=未执行：没有这个会场")

    asyncio.run(go())


def test_a_press_that_lasts_is_not_lost_to_what_is_told_meanwhile(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path
) -> None:
    async def go() -> None:
        async with leading(board, sound, tmp_path) as (leader, site):
            await leader.page.hover("[data-act='mute_all']")
            await leader.page.mouse.down()
            await site.say(type="hand", up=True)
            await leader.hub.node("n01", lambda node: node["hand"])
            await site.say(type="hand", up=False)
            await leader.hub.node("n01", lambda node: not node["hand"])
            await leader.page.mouse.up()
            await leader.hub.node("n01", lambda node: node["mic"] == "muted")

    asyncio.run(go())


def test_a_village_sees_no_panel_and_an_order_from_it_is_refused(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path
) -> None:
    async def go() -> None:
        async with running_hub(board, sound, tmp_path, nodes=[*NODES, LEADER]) as hub:
            links = (await hub.event(lambda e: e["event"] == "door"))["links"]
            hub.chair("start", nodes=["n01"])
            async with Site(links["n01"]) as site, Site(links["l01"]) as leader:
                await site.hello(standby=True)
                await leader.hello(standby=True)
                seen = await leader.heard("chair")
                assert seen["conference"]["state"] == "live"
                await site.say(type="chair", order={"action": "end"})
                told = await site.heard("chair")
                assert told == {
                    "type": "chair",
                    "refused": {"action": "end", "reason": "this site does not hold the chair"},
                }
                await leader.say(type="chair", order={"action": "mute", "node": "n99"})
                await leader.until(lambda: "refused" in leader.said[-1])
                assert leader.said[-1]["refused"]["reason"] == "no such node"
                await leader.say(type="chair", order={"action": "end"})
                await hub.event(lambda e: e["event"] == "conference" and e["state"] == "idle", 2)

    asyncio.run(go())
