"""The sound of the program where a browser lets none out before a touch: in Debian's Chromium,
against the hub."""

from __future__ import annotations

import asyncio
from pathlib import Path

from media.board import FrameBoard
from media.sound import SoundBoard
from tests.media.hub.conftest import running_hub
from tests.media.hub.page.test_join import CUT, _live, browser_page
from tests.stage.browser import IN_A_BROWSER

pytestmark = IN_A_BROWSER

# as browsers do, until somebody has touched the page
REFUSED = """(() => {
  const play = HTMLMediaElement.prototype.play;
  window.refuses = true;
  HTMLMediaElement.prototype.play = function () {
    return window.refuses && !this.muted
      ? Promise.reject(new DOMException('', 'NotAllowedError')) : play.call(this);
  };
})()"""
LOUD = "(on) => !document.getElementById('program').muted === on"


def test_a_connection_made_anew_is_heard_or_asks_for_the_touch_again(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path
) -> None:
    async def go() -> None:
        async with running_hub(board, sound, tmp_path, tls="off") as hub, browser_page() as page:
            await page.add_init_script(f"({CUT})()")
            await page.add_init_script(REFUSED)
            links = (await hub.event(lambda e: e["event"] == "door"))["links"]
            hub.chair("start", nodes=["n01"])
            await page.goto(links["n01"] + "&auto=1")
            await _live(hub, page)
            await page.wait_for_selector("#sound:visible")
            await page.evaluate("() => window.cut()")
            await page.wait_for_function("() => window.lines.length === 2")
            await page.wait_for_selector("#sound:visible")  # it still refuses: it still asks
            await page.wait_for_function(LOUD, arg=False)
            await page.evaluate("() => { window.refuses = false; }")  # touched elsewhere
            await page.evaluate("() => window.cut()")
            await page.wait_for_function("() => window.lines.length === 3")
            await _live(hub, page)
            await page.wait_for_selector("#sound", state="hidden")
            await page.wait_for_function(LOUD, arg=True)

    asyncio.run(go())
