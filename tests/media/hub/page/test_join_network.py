"""The join page behind a modem that swallows everything, WebSocket and media, and comes back: in
Debian's Chromium, against the hub."""

from __future__ import annotations

import asyncio
from pathlib import Path

from media.board import FrameBoard
from media.sound import SoundBoard
from tests.media.hub.conftest import running_hub
from tests.media.hub.page.test_join import FRAMES, _live, browser_page
from tests.media.hub.page.test_join_devices import CONNECTIONS
from tests.stage.browser import IN_A_BROWSER
from tests.stage.modem import Modem

pytestmark = IN_A_BROWSER


def test_a_page_whose_whole_network_was_gone_is_seen_again_and_sees(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path
) -> None:
    async def go() -> None:
        async with running_hub(board, sound, tmp_path, tls="off") as hub:
            door = await hub.event(lambda e: e["event"] == "door")
            hub.chair("start", nodes=["n01"])
            async with Modem(door["url"]).serve() as modem, browser_page() as page:
                await page.goto(modem.link(door["links"]["n01"]) + "&auto=1")
                await _live(hub, page)
                modem.gone = True
                await page.wait_for_selector("body[data-line=lost]")
                await hub.node("n01", lambda node: not node["online"])
                assert modem.swallowed > 0
                modem.gone = False
                await _live(hub, page)
                shown = await page.evaluate(FRAMES)
                await page.wait_for_function(f"(before) => ({FRAMES})() > before + 5", arg=shown)

    asyncio.run(go())


STATES = """(() => {
  window.states = [];
  const connection = RTCPeerConnection;
  window.RTCPeerConnection = class extends connection {
    constructor(how) {
      super(how);
      const own = [];
      window.states.push(own);
      this.addEventListener('connectionstatechange', () => own.push(this.connectionState));
    }
  };
})()"""


def test_a_connection_that_does_not_come_to_stand_is_made_anew_before_the_browser_gives_up(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path
) -> None:
    async def go() -> None:
        async with running_hub(board, sound, tmp_path, tls="off") as hub:
            door = await hub.event(lambda e: e["event"] == "door")
            hub.chair("start", nodes=["n01"])
            async with Modem(door["url"]).serve() as modem, browser_page() as page:
                await page.add_init_script(STATES)
                modem.mute = True
                await page.goto(modem.link(door["links"]["n01"]) + "&auto=1")
                await page.wait_for_function("() => window.states.length > 1")
                assert await page.evaluate("() => window.states[0]") == ["connecting"]
                modem.mute = False
                await _live(hub, page)

    asyncio.run(go())


TWICE_BROKEN = """() => {
  for (let time = 0; time < 2; time += 1) {
    const broken = window.made.at(-1);
    Object.defineProperty(broken, 'connectionState', { get: () => 'failed' });
    broken.onconnectionstatechange();
  }
}"""


def test_a_connection_given_up_before_it_made_an_offer_takes_no_answer_of_the_next(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path
) -> None:
    async def go() -> None:
        async with running_hub(board, sound, tmp_path, tls="off") as hub, browser_page() as page:
            await page.add_init_script(CONNECTIONS)
            links = (await hub.event(lambda e: e["event"] == "door"))["links"]
            hub.chair("start", nodes=["n01"])
            await page.goto(links["n01"] + "&auto=1")
            await _live(hub, page)
            before = await page.evaluate("() => window.made.length")
            await page.evaluate(TWICE_BROKEN)
            await page.wait_for_function("() => window.made.at(-1).connectionState === 'connected'")
            await _live(hub, page)
            # the two, and one more at most because the hub rings whose media it lost
            assert await page.evaluate("() => window.made.length") <= before + 3

    asyncio.run(go())
