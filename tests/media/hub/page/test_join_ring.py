"""A site is rung: it can be felt, answered and put off. In Debian's Chromium, against the hub."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

import pytest

from media.board import FrameBoard
from media.sound import SoundBoard
from tests.media.hub.conftest import NODES, running_hub
from tests.media.hub.page.test_join import _says, browser_page
from tests.media.hub.page.test_join_chair import LEADER, PHONE
from tests.media.hub.page.test_join_devices import fits
from tests.stage.browser import IN_A_BROWSER

pytestmark = IN_A_BROWSER

FELT = "window.felt = []; navigator.vibrate = (what) => { window.felt.push(what); return true; };"


@pytest.mark.parametrize("node", ["n01", "l01"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_call_is_felt_and_can_be_put_off_until_the_next(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path, language: str, node: str
) -> None:
    async def go() -> None:
        async with (
            running_hub(board, sound, tmp_path, nodes=[*NODES, LEADER], tls="off") as hub,
            browser_page(viewport=PHONE) as page,
        ):
            await page.add_init_script(FELT)
            links = (await hub.event(lambda e: e["event"] == "door"))["links"]
            await page.goto(f"{links[node]}&lang={language}")
            await page.wait_for_selector("body[data-line=open]")
            assert not await page.is_visible("#decline")
            assert await page.evaluate("() => window.felt") == []
            hub.chair("start", nodes=[node])
            await page.wait_for_selector("body[data-phase=ringing]")
            await page.wait_for_function("() => Array.isArray(window.felt[0])")
            await fits(page)
            if folder := os.environ.get("SCREENSHOTS"):
                await page.screenshot(path=f"{folder}/ringing-{node}-{language}.png")
            await page.click("#decline")
            await hub.event(lambda e: e.get("act") == "no_answer" and e["node"] == node)
            await hub.node(node, lambda one: one["state"] == "left" and one["online"])
            await page.wait_for_function(
                _says("会商进行中，可以加入" if language == "zh" else "A conference is on")
            )
            assert (await page.evaluate("() => window.felt"))[-1] == 0
            hub.chair("call", node=node)
            await page.wait_for_selector("body[data-phase=ringing]")

    asyncio.run(go())
