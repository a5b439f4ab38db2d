"""The chair's cues on the join page, in Debian's Chromium, against the hub."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

from media.board import FrameBoard
from media.sound import SoundBoard
from tests.media.hub.conftest import Site, running_hub
from tests.media.hub.page.test_join import _beeps, browser_page, seen
from tests.media.hub.voices import loudness
from tests.stage.browser import IN_A_BROWSER

pytestmark = IN_A_BROWSER

COUNTED = """() => {
  window.counted = [];
  new MutationObserver(() => {
    const cue = document.getElementById('cue');
    if (!cue.hidden) window.counted.push(document.getElementById('cue-count').textContent);
  }).observe(document.getElementById('cue'), { subtree: true, childList: true, attributes: true });
}"""


def test_a_called_site_is_told_and_counted_in_and_its_microphone_shut_again(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path
) -> None:
    async def go() -> None:
        async with running_hub(board, sound, tmp_path) as hub, browser_page() as page:
            links = (await hub.event(lambda e: e["event"] == "door"))["links"]
            hub.chair("start", nodes=["n01", "n02"])
            await page.goto(links["n01"] + "&auto=1&lang=zh")
            await seen(page)
            await page.evaluate(COUNTED)
            await page.click("#mic")
            await hub.node("n01", lambda node: node["mic"] == "muted")
            hub.chair("roll_call", nodes=["n02", "n01"])
            await page.wait_for_selector("#band:has-text('正在点名：石塘村')")
            await page.wait_for_selector("#mic:disabled")
            hub.chair("next")
            await page.wait_for_selector("#cue:not([hidden])")
            assert await page.inner_text("#cue-title") == "您已被点名"
            if folder := os.environ.get("SCREENSHOTS"):
                await page.screenshot(path=f"{folder}/cue.png")
            await hub.hear(_beeps, blocks=60)
            await page.wait_for_selector("#cue[hidden]", state="attached")
            counted = await page.evaluate("() => window.counted")
            assert list(dict.fromkeys(counted)) == ["3", "2", "1"]
            assert "请讲" in await page.inner_text("#band")
            told = await hub.event(lambda e: e.get("act") == "roll_call" and e["node"] == "n01")
            assert told["result"] == "present"
            hub.chair("cancel")
            await hub.node("n01", lambda node: node["mic"] == "muted")
            await page.wait_for_selector("#mic.off:not(:disabled)")
            await hub.hear(lambda blocks: loudness(blocks) == 0, blocks=50)

    asyncio.run(go())


def test_banner_hand_message_and_bell_reach_the_people_there_and_their_answer_the_chair(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path
) -> None:
    async def go() -> None:
        async with running_hub(board, sound, tmp_path) as hub, browser_page() as page:
            links = (await hub.event(lambda e: e["event"] == "door"))["links"]
            hub.chair("start", nodes=["n01", "n02"])
            await page.goto(links["n01"] + "&auto=1&lang=zh")
            await seen(page)
            async with Site(links["n02"]) as other:
                await other.hello(standby=False)
                await other.join()
                await other.heard("state", place="live")
                await other.say(type="hand", up=True)
                await hub.node("n02", lambda node: node["hand"])
                await page.click("#hand")
                await page.wait_for_selector("#band:has-text('第 2 位')")
                hub.chair("give_floor", node="n02")
                await page.wait_for_selector("#band:has-text('第 1 位')")
                hub.chair("lower_hand")
                await page.wait_for_selector("#band[hidden]", state="attached")
                hub.chair("mute", node="n01")
                await page.wait_for_selector("#band:has-text('已将您静音')")
                hub.chair("banner", text="防汛紧急会商")
                await page.wait_for_selector("#banner:has-text('防汛紧急会商')")
                hub.chair("message", node="n01", text="请汇报水位")
                await page.wait_for_selector("#note:has-text('请汇报水位')")
                await page.fill("#note-reply", "水位 3.2 米")
                await page.press("#note-reply", "Enter")
                told = await hub.event(lambda e: e.get("act") == "message" and e.get("by"))
                assert (told["node"], told["text"]) == ("n01", "水位 3.2 米")
                hub.chair("bell", node="n01")
                await page.wait_for_selector("body[data-bell='1']")

    asyncio.run(go())


def test_the_prompt_to_speak_goes_when_the_floor_is_taken_back_or_the_room_mutes(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path
) -> None:
    async def go() -> None:
        async with running_hub(board, sound, tmp_path, tls="off") as hub, browser_page() as page:
            links = (await hub.event(lambda e: e["event"] == "door"))["links"]
            hub.chair("start", nodes=["n01"])
            await page.goto(links["n01"] + "&auto=1&lang=zh")
            await seen(page)
            await page.click("#mic")
            await hub.node("n01", lambda node: node["mic"] == "muted")
            for given, back in (
                (("give_floor", "n01"), ("give_floor", None)),
                (("private", "n01"), ("private", None)),
                (("unmute", "n01"), ("mute", "n01")),
            ):
                hub.chair(given[0], node=given[1])
                await page.wait_for_selector("#advice:has-text('指挥室请您发言')")
                hub.chair(back[0], node=back[1])
                await page.wait_for_selector("#advice", state="hidden")

    asyncio.run(go())


STILL = """async ([before, now]) => (await import('/join-cues.js')).stillAsked(before, now)"""


def test_a_prompt_stands_until_somebody_does_what_it_says(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path
) -> None:
    asked = {"place": "live", "mic": "muted", "floor": True, "roll_call": None}

    async def go() -> None:
        async with running_hub(board, sound, tmp_path, tls="off") as hub, browser_page() as page:
            door = await hub.event(lambda e: e["event"] == "door")
            await page.goto(door["url"] + "/join")
            for now, still in (
                ({}, True),
                ({"floor": False}, False),
                ({"mic": "open"}, False),
                ({"mic": "forced"}, False),
                ({"roll_call": {"called": False}}, False),
                ({"place": "left"}, False),
            ):
                assert await page.evaluate(STILL, [asked, {**asked, **now}]) == still, now
            assert await page.evaluate(STILL, [{**asked, "floor": False}, asked])

    asyncio.run(go())
