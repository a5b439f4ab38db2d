"""Messages between a site and the command room on the join page, in Debian's Chromium, against the
hub."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

import pytest

from media.board import FrameBoard
from media.sound import SoundBoard
from tests.media.hub.conftest import running_hub
from tests.media.hub.page.test_join import _says, browser_page, seen
from tests.media.hub.page.test_join_chair import PHONE
from tests.media.hub.page.test_join_devices import fits
from tests.stage.browser import IN_A_BROWSER
from tests.stage.modem import Modem

pytestmark = IN_A_BROWSER

NO_SCREEN = "navigator.mediaDevices.getDisplayMedia = undefined;"  # as on a phone
# what stays for 20 s goes at once
HASTY = """(() => {
  const later = window.setTimeout;
  window.setTimeout = (act, ms, ...more) => later(act, ms === 20000 ? 100 : ms, ...more);
})()"""


@pytest.mark.parametrize("phone", [True, False])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_village_writes_first(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path, language: str, phone: bool
) -> None:
    async def go() -> None:
        async with (
            running_hub(board, sound, tmp_path, tls="off") as hub,
            browser_page(viewport=PHONE) as page,
        ):
            if phone:
                await page.add_init_script(NO_SCREEN)
            links = (await hub.event(lambda e: e["event"] == "door"))["links"]
            hub.chair("start", nodes=["n01"])
            await page.goto(f"{links['n01']}&auto=1&lang={language}")
            await seen(page)
            assert await page.is_visible("#screen") is not phone
            await fits(page)
            await page.click("#messages")
            await page.fill("#note-reply", "桥头进水，请派人 " + "a" * 60)
            await page.press("#note-reply", "Enter")
            told = await hub.event(lambda e: e.get("act") == "message" and e.get("by"))
            assert told["node"] == "n01"
            assert told["text"].startswith("桥头进水")
            await page.wait_for_selector("#note-list .own:has-text('桥头进水')")
            assert await page.input_value("#note-reply") == ""
            hub.chair("message", node="n01", text="已派")
            await page.wait_for_selector("#note-list li:last-child:has-text('已派')")
            await fits(page)
            if folder := os.environ.get("SCREENSHOTS"):
                await page.screenshot(path=f"{folder}/messages-{language}-{phone}.png")
            await page.press("#note-reply", "Escape")
            await page.wait_for_selector("#note", state="hidden")

    asyncio.run(go())


def test_a_message_nobody_saw_is_counted_and_read_later(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path
) -> None:
    async def go() -> None:
        async with running_hub(board, sound, tmp_path, tls="off") as hub, browser_page() as page:
            await page.add_init_script(HASTY)
            links = (await hub.event(lambda e: e["event"] == "door"))["links"]
            hub.chair("start", nodes=["n01"])
            await page.goto(links["n01"] + "&auto=1&lang=zh")
            await seen(page)
            for text in ("请汇报水位", "请尽快"):
                hub.chair("message", node="n01", text=text)
                await page.wait_for_selector(f"#note-list li:has-text('{text}')", state="attached")
            await page.wait_for_selector("#messages.wanted:has-text('消息 2')")
            assert not await page.is_visible("#note")
            await page.click("#messages")
            assert (await page.locator("#note-list p").all_inner_texts()) == [
                "请汇报水位",
                "请尽快",
            ]
            await page.wait_for_selector("#messages:not(.wanted)")
            await page.click("#messages")
            await page.wait_for_selector("#note", state="hidden")
            assert (await page.inner_text("#messages")).strip() == "消息"

    asyncio.run(go())


def test_a_page_loaded_anew_has_its_messages_again_and_nobody_elses(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path
) -> None:
    async def go() -> None:
        async with running_hub(board, sound, tmp_path, tls="off") as hub, browser_page() as page:
            await page.add_init_script(HASTY)
            links = (await hub.event(lambda e: e["event"] == "door"))["links"]
            hub.chair("start", nodes=["n01", "n02"])
            hub.chair("message", node="n02", text="只给石塘村")
            await page.goto(links["n01"] + "&auto=1&lang=zh")
            await seen(page)
            hub.chair("message", node=None, text="请各村汇报水位")
            await page.wait_for_selector(
                "#note-list li:has-text('请各村汇报水位')", state="attached"
            )
            await page.click("#messages.wanted")
            await page.fill("#note-reply", " 桥头进水  20 厘米 ")
            await page.press("#note-reply", "Enter")
            await page.wait_for_selector("#note-list .own:has-text('桥头进水 20 厘米')")
            assert await page.input_value("#note-reply") == ""
            before = await page.locator("#note-list li").all_text_contents()
            await page.reload()
            await seen(page)
            await page.wait_for_selector("#note-list li", state="attached")
            assert await page.locator("#note-list li").all_text_contents() == before
            # what was read is not shown by itself again; what nobody has read is counted
            assert not await page.is_visible("#note")
            assert (await page.inner_text("#messages")).strip() == "消息"
            hub.chair("message", node="n01", text="已派人")
            await page.wait_for_selector("#messages.wanted:has-text('消息 1')")
            await page.reload()
            await page.wait_for_selector("#messages.wanted:has-text('消息 1')")
            assert await page.locator("#note-list p").all_text_contents() == [
                "请各村汇报水位", "桥头进水 20 厘米", "已派人",
            ]  # fmt: skip

    asyncio.run(go())


def test_what_came_while_the_line_was_cut_is_shown_when_it_is_back(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path
) -> None:
    async def go() -> None:
        async with running_hub(board, sound, tmp_path, tls="off") as hub:
            door = await hub.event(lambda e: e["event"] == "door")
            hub.chair("start", nodes=["n01"])
            async with Modem(door["url"]).serve() as modem, browser_page() as page:
                await page.goto(modem.link(door["links"]["n01"]) + "&auto=1&lang=zh")
                await seen(page)
                hub.chair("message", node="n01", text="请汇报")
                await page.wait_for_selector("#note-list li:has-text('请汇报')")
                modem.gone = True
                await hub.node("n01", lambda node: not node["online"])
                hub.chair("message", node="n01", text="已派人")
                await hub.event(lambda e: e.get("act") == "message" and e["text"] == "已派人")
                modem.gone = False
                await page.wait_for_selector("#note-list li:has-text('已派人')")
                letters = page.locator("#note-list p")
                assert await letters.all_text_contents() == ["请汇报", "已派人"]

    asyncio.run(go())


def test_only_what_somebody_would_get_is_sent(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path
) -> None:
    async def go() -> None:
        async with running_hub(board, sound, tmp_path, tls="off") as hub, browser_page() as page:
            links = (await hub.event(lambda e: e["event"] == "door"))["links"]
            await page.goto(links["n01"] + "&lang=zh")
            await page.wait_for_function(_says("已就绪"))
            assert not await page.is_visible("#messages")  # it is rung first
            await page.click("#join")
            await hub.node("n01", lambda node: node["state"] == "waiting")
            await page.click("#messages")
            await page.fill("#note-reply", "在吗")
            await page.press("#note-reply", "Enter")
            assert await page.is_disabled("#note-send")
            assert await page.input_value("#note-reply") == "在吗"
            hub.chair("start", nodes=["n01"])
            await page.click("#note-send:enabled")
            told = await hub.event(lambda e: e.get("act") == "message" and e.get("by"))
            assert told["text"] == "在吗"

    asyncio.run(go())
