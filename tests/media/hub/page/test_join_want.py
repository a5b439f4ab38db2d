"""The join page sends as large a picture as the hub has use for."""

from __future__ import annotations

import asyncio
from pathlib import Path

from media.board import FrameBoard
from media.sound import SoundBoard
from tests.media.hub.conftest import running_hub
from tests.media.hub.page.test_join import browser_page
from tests.stage.browser import IN_A_BROWSER

pytestmark = IN_A_BROWSER


def test_a_picture_that_is_shown_large_is_sent_large(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path
) -> None:
    async def go() -> None:
        async with running_hub(board, sound, tmp_path) as hub, browser_page() as page:
            links = (await hub.event(lambda e: e["event"] == "door"))["links"]
            hub.chair("start", nodes=["n01"])
            hub.send(do="show", source="node:n01", channel=1, epoch=3, width=240, height=180)
            await page.goto(links["n01"])
            await page.click("#join")
            await hub.source("node:n01", "live")
            hub.send(do="show", source="node:n01", channel=1, epoch=4, width=1280, height=720)
            async with asyncio.timeout(40):
                while _height(board) <= 360:  # what the page sends before it is asked for more
                    await hub.event(lambda e: e["event"] == "figures", len(hub.events))

    asyncio.run(go())


def _height(board: FrameBoard) -> int:
    picture = board.picture(1, 4)
    if picture is None:
        return 0
    height = picture.array().shape[0]
    del picture
    return int(height)


def test_a_picture_nobody_looks_at_costs_the_line_little_and_is_there_when_somebody_does(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path
) -> None:
    async def go() -> None:
        async with running_hub(board, sound, tmp_path) as hub, browser_page() as page:
            links = (await hub.event(lambda e: e["event"] == "door"))["links"]
            await page.goto(links["n01"])
            await page.click("#join")
            await hub.node(
                "n01",
                lambda node: 0 < node["up"]["fps"] <= 7 and 0 < node["up"]["kbps"] < 150,
            )
            assert not await page.evaluate("() => document.body.dataset.program")
            hub.send(do="show", source="node:n01", channel=1, epoch=3, width=640, height=360)
            await hub.source("node:n01", "live")
            await hub.node("n01", lambda node: node["up"]["fps"] > 10)

    asyncio.run(go())


APPLY = """async (hint) => {
  const { applyWant } = await import('./join-want.js');
  let set = null;
  const sender = {
    track: { kind: 'video', contentHint: hint, getSettings: () => ({ width: 1920, height: 1080 }) },
    getParameters: () => ({ encodings: [{ scaleResolutionDownBy: 1, maxBitrate: 1500000 }] }),
    setParameters: async (parameters) => { set = parameters.encodings[0]; },
  };
  const connection = { pc: { getSenders: () => [sender] } };
  await applyWant(connection, { width: 320, height: 180, kbps: 60, fps: 5 });
  return set;
}"""


def test_a_screen_is_sent_as_it_is_and_a_camera_as_large_as_is_wanted(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path
) -> None:
    async def go() -> None:
        async with running_hub(board, sound, tmp_path) as hub, browser_page() as page:
            links = (await hub.event(lambda e: e["event"] == "door"))["links"]
            await page.goto(links["n01"])
            assert await page.evaluate(APPLY, "") == {
                "scaleResolutionDownBy": 6, "maxBitrate": 60_000, "maxFramerate": 5,
            }  # fmt: skip
            assert await page.evaluate(APPLY, "detail") is None

    asyncio.run(go())
