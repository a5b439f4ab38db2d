"""How soon the join page in Chromium shows a moving program again after its network was gone."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

from playwright.async_api import Page, async_playwright

from bench.figures import Figure, percentile
from bench.township import hub_of
from tests.stage.browser import CHROMIUM, FLAGS
from tests.stage.modem import Modem

ROUNDS = 6
APART_S = 0.35  # so much longer each time: it comes back at any moment of the page's tries
SETTLE_S = 4.0
WITHIN_S = 60.0

# promises the second picture that is shown from now on
MOVES = """() => {
  const video = document.getElementById('program');
  const shown = () => new Promise((is) => video.requestVideoFrameCallback(is));
  window.moves = shown().then(shown).then(() => true);
}"""


def page_back(folder: Path, gone_s: float) -> Figure:
    """``gone_s``: how long WebSocket and media are swallowed, without a word to the browser."""
    folder.mkdir()
    with hub_of(folder, ["n01", "n02"]) as hub:
        door = hub.hear("door", 20)
        hub.order({"do": "conference", "action": "start", "mute_above": None})
        took = asyncio.run(_rounds(door["url"], door["links"]["n01"], gone_s))
    return Figure(
        "network back to media back, the join page in Chromium", max(took), "s", at_most=3,
        note=f"the last of {ROUNDS}, median {percentile(took, 0.5):.1f}; gone for {gone_s:.0f} s "
        "and more, swallowed without a word",
    )  # fmt: skip


async def _rounds(door: str, link: str, gone_s: float) -> list[float]:
    async with Modem(door).serve() as modem, async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=CHROMIUM, args=[*FLAGS, "--allow-loopback-in-peer-connection"]
        )
        page = await browser.new_page()
        await page.goto(modem.link(link) + "&auto=1")
        await page.wait_for_selector("body[data-program=seen]")
        took = [await _back(modem, page, gone_s + APART_S * turn) for turn in range(ROUNDS)]
        await browser.close()
    return took


async def _back(modem: Modem, page: Page, gone_s: float) -> float:
    await asyncio.sleep(SETTLE_S)
    modem.gone = True
    await asyncio.sleep(gone_s)
    await page.evaluate(MOVES)
    modem.gone = False
    began = time.monotonic()
    try:
        async with asyncio.timeout(WITHIN_S):
            await page.evaluate("() => window.moves")
    except TimeoutError:
        return WITHIN_S
    return time.monotonic() - began
