"""How the line does, in plain words on the page, in Debian's Chromium. The browser's figures are
its own but for the two that are judged by."""

from __future__ import annotations

import asyncio
from pathlib import Path

from media.board import FrameBoard
from media.sound import SoundBoard
from tests.media.hub.conftest import running_hub
from tests.media.hub.page.test_join import _live, browser_page
from tests.stage.browser import IN_A_BROWSER

pytestmark = IN_A_BROWSER

LINE = """(() => {
  window.line = { ms: 20, lost: 0 };
  const ask = RTCPeerConnection.prototype.getStats;
  RTCPeerConnection.prototype.getStats = async function () {
    const told = new Map();
    for (const [id, report] of await ask.call(this)) {
      const of = { 'candidate-pair': { currentRoundTripTime: window.line.ms / 1000 },
        'remote-inbound-rtp': { fractionLost: window.line.lost } };
      told.set(id, { ...report, ...of[report.type] });
    }
    return told;
  };
})()"""
SAYS = """([words, tone]) => {
  const it = document.getElementById('quality');
  return it.textContent === words && it.className === tone;
}"""

WORDS = [
    (20, 0.0, "good", "线路良好", "Line good"),
    (250, 0.0, "fair", "线路一般，可能有停顿", "Line fair, it may halt"),
    (20, 0.05, "fair", "线路一般，可能有停顿", "Line fair, it may halt"),
    (20, 0.2, "poor", "线路较差：请靠近路由器或换用网线",
     "Line poor: move closer to the router, or use a cable"),
    (450, 0.0, "poor", "线路较差：请靠近路由器或换用网线",
     "Line poor: move closer to the router, or use a cable"),
]  # fmt: skip


def test_the_line_is_told_in_words_with_what_to_do_about_it(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path
) -> None:
    async def go() -> None:
        async with running_hub(board, sound, tmp_path, tls="off") as hub, browser_page() as page:
            await page.add_init_script(LINE)
            links = (await hub.event(lambda e: e["event"] == "door"))["links"]
            hub.chair("start", nodes=["n01"])
            await page.goto(links["n01"] + "&auto=1&lang=zh")
            await _live(hub, page)
            for ms, lost, tone, zh, _ in WORDS:
                await page.evaluate("(line) => { window.line = line; }", {"ms": ms, "lost": lost})
                await page.wait_for_function(SAYS, arg=[zh, tone])
            await page.click("#language")
            for ms, lost, tone, _, en in WORDS:
                await page.evaluate("(line) => { window.line = line; }", {"ms": ms, "lost": lost})
                await page.wait_for_function(SAYS, arg=[en, tone])
            await page.click("#leave")
            await page.wait_for_function(SAYS, arg=["", "poor"])  # nothing is known any more

    asyncio.run(go())


def test_the_browsers_own_figures_of_a_line_within_this_machine_are_good(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path
) -> None:
    async def go() -> None:
        async with running_hub(board, sound, tmp_path, tls="off") as hub, browser_page() as page:
            links = (await hub.event(lambda e: e["event"] == "door"))["links"]
            hub.chair("start", nodes=["n01"])
            await page.goto(links["n01"] + "&auto=1&lang=zh")
            await _live(hub, page)
            await page.wait_for_function(SAYS, arg=["线路良好", "good"])

    asyncio.run(go())
