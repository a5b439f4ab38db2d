"""A program that stands still: in Debian's Chromium, alone and against the hub."""

from __future__ import annotations

import asyncio
import itertools
from pathlib import Path

import pytest

from media.board import FrameBoard
from media.sound import SoundBoard
from tests.media.hub.conftest import running_hub
from tests.media.hub.page.test_join import _live, browser_page, seen
from tests.media.hub.page.test_join_devices import CONNECTIONS
from tests.stage.browser import IN_A_BROWSER

pytestmark = IN_A_BROWSER

# at which moments, looked at each second, a connection is made anew when none shows a picture
TRIED = """async (until) => {
  const { Watch } = await import('/join-watch.js');
  const watch = new Watch(), at = [];
  for (let now = 0; now < until; now += 1000) {
    if (!watch.still(now)) continue;
    at.push(now / 1000);
    watch.begin(now);
  }
  return [at, watch.hopeless];
}"""
# [hopeless, hopeless]: at the first pictures of a fourth connection, and when they went on
RECOVERS = """async () => {
  const { Watch } = await import('/join-watch.js');
  const watch = new Watch(), said = [];
  for (const now of [7000, 20000, 45000]) { watch.still(now); watch.begin(now); }
  watch.saw(1, 46000);
  said.push(watch.hopeless);
  watch.saw(100, 58000);
  said.push(watch.hopeless);
  return [...said, watch.still(64500)];
}"""
# a browser that decodes nothing, before whose looks a long time goes by
BLIND = """(() => {
  const now = performance.now.bind(performance);
  let leap = 0;
  [window.blind, window.looks, window.dark] = [false, 0, false];
  const stats = RTCPeerConnection.prototype.getStats;
  performance.now = () => now() + leap;
  Object.defineProperty(document, 'hidden', { get: () => window.dark });
  RTCPeerConnection.prototype.getStats = async function () {
    window.looks += 1;
    if (!window.blind) return stats.call(this);
    leap = 1e6 * window.looks;
    setTimeout(() => { leap = 0; });
    return new Map();
  };
})()"""
ADVICE = {"zh": "请换用新版浏览器", "en": "This browser cannot show the picture"}


def test_each_try_waits_twice_as_long_as_the_one_before(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path
) -> None:
    async def go() -> None:
        async with running_hub(board, sound, tmp_path, tls="off") as hub, browser_page() as page:
            door = await hub.event(lambda e: e["event"] == "door")
            await page.goto(f"{door['url']}/join")
            assert await page.evaluate(TRIED, 45_000) == [[7, 20], False]
            assert await page.evaluate(TRIED, 46_000) == [[7, 20, 45], True]
            long, _hopeless = await page.evaluate(TRIED, 600_000)
            assert [b - a for a, b in itertools.pairwise(long)][-2:] == [97, 97]
            # a first picture is no cure; pictures for a while are, and it counts from the beginning
            assert await page.evaluate(RECOVERS) == [True, False, True]

    asyncio.run(go())


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_browser_that_shows_nothing_is_told_so_and_one_that_nobody_looks_at_is_left_alone(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path, language: str
) -> None:
    async def go() -> None:
        async with running_hub(board, sound, tmp_path, tls="off") as hub, browser_page() as page:
            await page.add_init_script(CONNECTIONS)
            await page.add_init_script(BLIND)
            links = (await hub.event(lambda e: e["event"] == "door"))["links"]
            hub.chair("start", nodes=["n01"])
            await page.goto(f"{links['n01']}&auto=1&lang={language}")
            await _live(hub, page)
            made = "() => window.made.length"
            before = await page.evaluate(made)
            await page.evaluate("() => { window.dark = window.blind = true; window.looks = 0; }")
            await page.wait_for_function("() => window.looks >= 3")
            assert await page.evaluate(made) == before
            await page.evaluate("() => { window.dark = false; }")
            await page.wait_for_selector(f"#advice:has-text('{ADVICE[language]}')")
            assert await page.evaluate(made) >= before + 3
            await page.evaluate("() => { window.blind = false; }")
            await seen(page)

    asyncio.run(go())
