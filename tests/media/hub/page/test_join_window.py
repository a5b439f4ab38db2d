"""The join page as a window: over the whole screen, and the older of two, in Debian's Chromium."""

from __future__ import annotations

import asyncio
from pathlib import Path

from media.board import FrameBoard
from media.sound import SoundBoard
from tests.media.hub.conftest import PATIENCE_S, running_hub
from tests.media.hub.page.test_join import _live, _says, browser_page
from tests.media.hub.page.test_place import INSIDE
from tests.stage.browser import IN_A_BROWSER

pytestmark = IN_A_BROWSER

WHOLE = "(on) => Boolean(document.fullscreenElement) === on"


def test_the_page_fills_the_screen_and_gives_it_back(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path
) -> None:
    async def go() -> None:
        async with running_hub(board, sound, tmp_path, tls="off") as hub, browser_page() as page:
            links = (await hub.event(lambda e: e["event"] == "door"))["links"]
            await page.goto(links["n01"] + "&auto=1&lang=zh")
            await page.wait_for_selector("body[data-line=open]")
            assert not await page.is_visible("#full")  # there is nothing to fill it with
            hub.chair("start", nodes=["n01"])
            await _live(hub, page)
            assert await page.inner_text("#full") == "全屏"
            await page.click("#full")
            await page.wait_for_function(WHOLE, arg=True)
            await page.wait_for_selector("#full:has-text('退出全屏')")
            assert await page.evaluate(INSIDE) == []
            await page.click("#full")
            await page.wait_for_function(WHOLE, arg=False)
            await page.wait_for_selector("#full:not(:has-text('退出全屏'))")

    asyncio.run(go())


def test_the_older_window_says_that_it_was_replaced_and_can_take_over_again(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path
) -> None:
    async def go() -> None:
        async with running_hub(board, sound, tmp_path, tls="off") as hub, browser_page() as page:
            links = (await hub.event(lambda e: e["event"] == "door"))["links"]
            link = links["n01"] + "&auto=1&lang=zh"
            hub.chair("start", nodes=["n01"])
            await page.goto(link)
            await _live(hub, page)
            browser = page.context.browser
            assert browser is not None
            newer = await browser.new_page()
            newer.set_default_timeout(PATIENCE_S * 1000)
            await newer.goto(link)
            await page.wait_for_function(_says("本会场已在另一处打开，这里已停止"))
            await _live(hub, newer)
            assert await page.get_attribute("body", "data-line") == "lost"
            assert await page.get_attribute("body", "data-phase") == "standby"
            assert await page.inner_text("#join") == "在此继续"
            await page.click("#join")
            await newer.wait_for_function(_says("本会场已在另一处打开，这里已停止"))
            await _live(hub, page)

    asyncio.run(go())
