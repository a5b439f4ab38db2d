"""The chair's panel on a leader's phone, in Debian's Chromium, against the hub."""

from __future__ import annotations

import asyncio
from pathlib import Path

from media.board import FrameBoard
from media.sound import SoundBoard
from tests.media.hub.conftest import NODES, Site, running_hub
from tests.media.hub.page.test_join import browser_page, pytestmark  # noqa: F401

LEADER = {"id": "l01", "name": "王镇长", "kind": "leader"}
SHOT = Path("out/journeys/chair-phone.png")  # to look at
PHONE = {"width": 360, "height": 640}


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
                wide = await page.evaluate("document.documentElement.scrollWidth")
                assert wide <= PHONE["width"]
                await page.screenshot(path=SHOT)
                await page.click("[data-act='end']")
                await page.click("[data-act='end']")
                await hub.event(lambda e: e["event"] == "conference" and e["state"] == "idle")

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
