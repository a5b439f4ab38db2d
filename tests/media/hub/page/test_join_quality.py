"""How the line does, in plain words on the page, in Debian's Chromium. The browser's figures are
its own but for those that are judged by."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from media.board import FrameBoard
from media.sound import SoundBoard
from tests.media.hub.conftest import running_hub
from tests.media.hub.page.test_join import _live, browser_page
from tests.stage.browser import IN_A_BROWSER

pytestmark = IN_A_BROWSER

LINE = """(() => {
  window.line = { ms: 20, up: 0, down: 0 };
  const came = { packetsReceived: 0, packetsLost: 0, totalFreezesDuration: 0 };
  const ask = RTCPeerConnection.prototype.getStats;
  RTCPeerConnection.prototype.getStats = async function () {
    const told = new Map();
    came.packetsReceived += 100 * (1 - window.line.down);
    came.packetsLost += 100 * window.line.down;
    for (const [id, report] of await ask.call(this)) {
      const of = { 'candidate-pair': { currentRoundTripTime: window.line.ms / 1000 },
        'remote-inbound-rtp': { fractionLost: window.line.up }, 'inbound-rtp': came };
      told.set(id, { ...report, ...of[report.type] });
    }
    return told;
  };
})()"""
SET = "(line) => { window.line = { ms: 20, up: 0, down: 0, ...line }; }"
SAYS = """([words, tone]) => {
  const it = document.getElementById('quality');
  return it.textContent === words && it.className === tone;
}"""

WORDS = [
    ({}, "good", "线路良好", "Line good"),
    ({"ms": 250}, "fair", "线路一般，可能有停顿", "Line fair, it may halt"),
    ({"up": 0.05}, "fair", "线路一般，可能有停顿", "Line fair, it may halt"),
    ({"up": 0.2}, "poor", "线路较差：请靠近路由器或换用网线",
     "Line poor: move closer to the router, or use a cable"),
    ({"ms": 450}, "poor", "线路较差：请靠近路由器或换用网线",
     "Line poor: move closer to the router, or use a cable"),
    ({"down": 0.05}, "fair", "线路一般，可能有停顿", "Line fair, it may halt"),
    ({"down": 0.3}, "poor", "线路较差：请靠近路由器或换用网线",
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
            for line, tone, zh, _ in WORDS:
                await page.evaluate(SET, line)
                await page.wait_for_function(SAYS, arg=[zh, tone])
            await page.click("#language")
            for line, tone, _, en in WORDS:
                await page.evaluate(SET, line)
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


JUDGE = """async (figures) => {
  const { Quality } = await import('/join-quality.js');
  const quality = new Quality(), before = { ms: 20, up: 0, received: 0, missing: 0, frozen: 0 };
  return figures.map((one, at) => quality.judge({ ...before, ...one }, 1000 * at));
}"""
STEADY = [{"received": 100 * second} for second in range(12)]


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        (STEADY, {"good"}),
        ([{}, {"received": 95, "missing": 5}], {"good", "fair"}),
        ([{}, {"received": 80, "missing": 20}], {"good", "poor"}),
        ([{}, {"received": 1, "missing": 2}], {"good"}),  # in silence hardly anything is sent
        ([{"missing": 9}, {"received": 99, "missing": 4}], {"good"}),  # it came late, but it came
        ([{}, {"received": 100, "frozen": 0.2}], {"good", "fair"}),
        ([{}, {"received": 100, "frozen": 0.4}], {"good", "poor"}),
    ],
)
def test_what_is_lost_on_the_way_here_and_stands_still_counts(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path, figures: list[Any], words: set[str]
) -> None:
    async def go() -> None:
        async with running_hub(board, sound, tmp_path, tls="off") as hub, browser_page() as page:
            door = await hub.event(lambda e: e["event"] == "door")
            await page.goto(door["url"] + "/join")
            told = await page.evaluate(JUDGE, figures)
            assert told[0] == "good"
            assert set(told) == words

    asyncio.run(go())


def test_a_bad_second_is_forgotten_after_five(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path
) -> None:
    async def go() -> None:
        async with running_hub(board, sound, tmp_path, tls="off") as hub, browser_page() as page:
            door = await hub.event(lambda e: e["event"] == "door")
            await page.goto(door["url"] + "/join")
            told = await page.evaluate(JUDGE, [{}, *({**one, "missing": 60} for one in STEADY[1:])])
            assert told[:2] == ["good", "poor"]
            assert told[6:] == ["good"] * 6

    asyncio.run(go())
