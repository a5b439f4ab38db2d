"""A page loaded anew opens neither microphone nor camera that were shut here: in Debian's Chromium,
against the hub."""

from __future__ import annotations

import asyncio
from pathlib import Path

from media.board import FrameBoard
from media.sound import SoundBoard
from tests.media.hub.conftest import running_hub
from tests.media.hub.page.test_join import _live, browser_page, seen
from tests.stage.browser import IN_A_BROWSER

pytestmark = IN_A_BROWSER

# all that a page told the hub of its microphone and camera, in this tab
TOLD = """(() => {
  const send = WebSocket.prototype.send;
  window.told = [];
  WebSocket.prototype.send = function (text) {
    const { type, open, on } = JSON.parse(text);
    if (type === 'mic' || type === 'camera') window.told.push(`${type} ${open ?? on}`);
    return send.call(this, text);
  };
})()"""
ENABLED = """() => document.getElementById('self').srcObject.getTracks()[0].enabled"""


def test_what_people_had_shut_stays_shut_when_the_page_is_loaded_anew(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path
) -> None:
    async def go() -> None:
        async with running_hub(board, sound, tmp_path, tls="off") as hub, browser_page() as page:
            await page.add_init_script(TOLD)
            links = (await hub.event(lambda e: e["event"] == "door"))["links"]
            hub.chair("start", nodes=["n01"])
            await page.goto(links["n01"] + "&auto=1")
            await _live(hub, page)
            await page.click("#mic")
            await page.click("#camera")
            await hub.node("n01", lambda node: node["mic"] == "muted" and not node["camera"])
            await page.reload()
            await page.wait_for_selector("#mic[aria-pressed=false]:enabled")
            await page.wait_for_selector("#camera[aria-pressed=false]:enabled")
            await seen(page)
            await hub.node("n01", lambda node: node["mic"] == "muted" and not node["camera"])
            # at no moment was anything else said, and no picture was made
            assert set(await page.evaluate("() => window.told")) == {"mic false", "camera false"}
            assert await page.evaluate(ENABLED) is False
            await page.click("#mic")
            await hub.node("n01", lambda node: node["mic"] == "open")
            await page.reload()
            await page.wait_for_selector("#mic[aria-pressed=true]:enabled")
            await page.wait_for_selector("#camera[aria-pressed=false]:enabled")

    asyncio.run(go())


def test_who_was_muted_by_the_crowd_stays_muted_and_a_fixed_set_forgets_it_with_its_conference(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path
) -> None:
    async def go() -> None:
        async with running_hub(board, sound, tmp_path, tls="off") as hub, browser_page() as page:
            await page.add_init_script(TOLD)
            links = (await hub.event(lambda e: e["event"] == "door"))["links"]
            hub.chair("start", nodes=["n01"], mute_above=0)
            await page.goto(links["n01"].replace("/join#", "/join?kiosk=1#"))
            await seen(page)
            await hub.node("n01", lambda node: node["mic"] == "muted")
            await page.wait_for_function("() => window.told.includes('mic true')")
            await page.evaluate("() => sessionStorage.clear()")  # as with the tab
            await page.reload()
            await seen(page)
            assert "mic true" not in await page.evaluate("() => window.told")
            hub.chair("end")
            await page.wait_for_selector("body[data-phase=standby]")
            await page.reload()
            await page.wait_for_selector(
                "body[data-line=open] #mic[aria-pressed=true]", state="attached"
            )

    asyncio.run(go())
