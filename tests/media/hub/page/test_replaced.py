"""A site's link opened twice, in two windows of Debian's Chromium, against the hub."""

from __future__ import annotations

import asyncio
from pathlib import Path

from media.board import FrameBoard
from media.sound import SoundBoard
from tests.media.hub.conftest import PATIENCE_S, running_hub
from tests.media.hub.page.test_join import _live, _says, browser_page
from tests.stage.browser import IN_A_BROWSER

pytestmark = IN_A_BROWSER

ELSEWHERE = "本会场已在另一处打开，这里已停止"


def test_the_older_window_says_so_stays_away_and_takes_the_seat_back_on_wish(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path
) -> None:
    async def go() -> None:
        async with (
            running_hub(board, sound, tmp_path, tls="off") as hub,
            browser_page(locale="zh-CN") as page,
        ):
            links = (await hub.event(lambda e: e["event"] == "door"))["links"]
            hub.chair("start", nodes=["n01"])
            await page.goto(links["n01"] + "&auto=1")
            await _live(hub, page)
            browser = page.context.browser
            assert browser is not None
            other = await browser.new_page(locale="zh-CN")
            other.set_default_timeout(PATIENCE_S * 1000)
            await other.goto(links["n01"] + "&auto=1")
            await page.wait_for_function(_says(ELSEWHERE))
            await _live(hub, other)
            # its line stays down: else the two would throw each other out for ever
            assert await page.get_attribute("body", "data-line") == "lost"
            assert await page.inner_text("#join") == "在此继续"
            await page.click("#join")
            await other.wait_for_function(_says(ELSEWHERE))
            await _live(hub, page)

    asyncio.run(go())
