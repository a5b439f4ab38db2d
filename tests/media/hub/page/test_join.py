"""The join page in Debian's Chromium, with its fake camera and microphone, against the hub."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from playwright.async_api import Page, async_playwright

from media.board import FrameBoard
from media.sound import Samples, SoundBoard
from tests.media.hub.conftest import PATIENCE_S, HubProcess, Site, running_hub
from tests.media.hub.voices import loudness, pitch
from tests.stage.browser import CHROMIUM, IN_A_BROWSER

pytestmark = IN_A_BROWSER

FLAGS = [
    "--no-sandbox", "--disable-background-networking", "--disable-component-update",
    "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream",
    "--allow-loopback-in-peer-connection", "--autoplay-policy=no-user-gesture-required",
]  # fmt: skip

PIXEL = """([id, x, y]) => {
  const video = document.getElementById(id), canvas = document.createElement('canvas');
  canvas.width = video.videoWidth; canvas.height = video.videoHeight;
  const pen = canvas.getContext('2d');
  pen.drawImage(video, 0, 0);
  return Array.from(pen.getImageData(x * canvas.width, y * canvas.height, 1, 1).data.slice(0, 3));
}"""
FRAMES = "() => document.getElementById('program').getVideoPlaybackQuality().totalVideoFrames"
HEARS = """async (hz) => {
  const sound = new AudioContext(), program = document.getElementById('program');
  const analyser = new AnalyserNode(sound, {fftSize: 8192, smoothingTimeConstant: 0});
  sound.createMediaStreamSource(program.srcObject).connect(analyser);
  const bins = new Float32Array(analyser.frequencyBinCount);
  return new Promise((heard) => {
    const look = () => {
      analyser.getFloatFrequencyData(bins);
      const best = bins.indexOf(Math.max(...bins)), width = sound.sampleRate / analyser.fftSize;
      if (bins[best] > -60 && Math.abs(best * width - hz) < 2 * width) heard(best * width);
      else setTimeout(look, 50);
    };
    look();
  });
}"""
# a socket that breaks without a word, as behind a modem that lost power
CUT = """() => {
  const send = WebSocket.prototype.send;
  window.cut = () => window.lines.forEach((line) => line.dispatchEvent(new CloseEvent('close')));
  window.lines = [];
  WebSocket.prototype.send = function (text) {
    if (!window.lines.includes(this)) window.lines.push(this);
    return send.call(this, text);
  };
}"""


@contextlib.asynccontextmanager
async def browser_page(*flags: str, **context: Any) -> AsyncIterator[Page]:
    """A page whose errors fail the test. ``flags``: further ones of Chromium."""
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS, *flags])
        page = await chromium.new_page(ignore_https_errors=True, **context)
        page.set_default_timeout(PATIENCE_S * 1000)
        faults: list[str] = []
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        page.on("console", lambda said: _note(faults, said))
        yield page
        await chromium.close()
        assert not faults


def _note(faults: list[str], said: Any) -> None:
    if "Content Security Policy" in said.text:
        faults.append(said.text)


async def seen(page: Page) -> None:
    await page.wait_for_selector("body[data-program=seen]")


def near(pixel: Any, colour: tuple[int, int, int], within: int = 16) -> bool:
    return bool(np.abs(np.array(pixel, int)[:3] - colour).max() <= within)


@pytest.mark.parametrize("codec", ["h264", "vp8"])
def test_a_village_joins_and_is_seen_and_heard_and_sees_and_hears(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path, codec: str
) -> None:
    async def go() -> None:
        async with running_hub(board, sound, tmp_path) as hub, browser_page() as page:
            links = (await hub.event(lambda e: e["event"] == "door"))["links"]
            hub.chair("start", nodes=["n01", "n02"])
            await page.goto(f"{links['n01']}&codec={codec}&lang=zh")
            await page.wait_for_selector("body[data-phase=ringing]")
            assert await page.inner_text("#state") == "指挥室来电"
            hub.send(do="show", source="node:n01", channel=1, epoch=3, width=320, height=180)
            await page.click("#join")
            await hub.source("node:n01", "live")
            own = board.picture(1, 3)
            assert own is not None
            sent = own.array()[90, 20, 2::-1].tolist()  # RGB
            del own
            assert near(sent, tuple(await page.evaluate(PIXEL, ["self", 0.06, 0.5])))
            await hub.hear(_beeps, blocks=60)
            async with Site(links["n02"], picture=(200, 30, 30), hz=1000) as other:
                await other.hello(standby=False)
                await other.join()
                await hub.node("n02", lambda node: node["state"] == "live")
                await seen(page)
                await page.wait_for_function(
                    f"([id, x, y]) => Math.abs(({PIXEL})([id, x, y])[0] - 200) < 16"
                    f" && ({PIXEL})([id, x, y])[1] < 50",
                    arg=["program", 0.8, 0.5],
                )
                assert near(await page.evaluate(PIXEL, ["program", 0.8, 0.5]), (200, 30, 30))
                assert near(await page.evaluate(PIXEL, ["program", 0.05, 0.5]), tuple(sent))
                shown = await page.evaluate(FRAMES)
                await page.wait_for_function(f"(before) => ({FRAMES})() > before + 5", arg=shown)
                hub.chair("mute", node="n02")
                speaking = asyncio.get_running_loop().create_task(hub.speak(440))
                assert abs(await page.evaluate(HEARS, 440) - 440) < 15
                speaking.cancel()

    asyncio.run(go())


def _beeps(blocks: list[Samples]) -> bool:
    """Chromium's fake microphone beeps twice a second, a deep tone of about 200 Hz."""
    loud = [block for block in blocks if loudness([block]) > 300]
    return len(loud) > 3 and 150 < pitch(loud) < 500


def test_hand_mute_and_leave_reach_the_chair_and_the_chairs_mute_reaches_the_page(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path
) -> None:
    async def go() -> None:
        async with running_hub(board, sound, tmp_path) as hub, browser_page(locale="en-US") as page:
            links = (await hub.event(lambda e: e["event"] == "door"))["links"]
            await page.goto(links["n01"])
            await page.wait_for_selector("body[data-line=open]")
            await page.wait_for_function(_says("Ready. The command room will call"))
            await page.click("#join")
            await hub.node("n01", lambda node: node["state"] == "waiting")
            await page.wait_for_function(_says("Connected. The conference has not begun"))
            hub.chair("start", nodes=["n01"])
            await hub.hear(_beeps, blocks=60)
            await page.click("#hand")
            await hub.node("n01", lambda node: node["hand"])
            await page.wait_for_selector("#hand[aria-pressed=true]")
            await page.click("#mic")
            await hub.node("n01", lambda node: node["mic"] == "muted")
            hub.chair("unmute", node="n01")
            await page.wait_for_selector("#advice:not([hidden])")
            await page.click("#mic")
            await hub.node("n01", lambda node: node["mic"] == "open" and not node["hand"])
            hub.chair("mute", node="n01")
            await page.wait_for_selector("#mic.forced:disabled")
            await hub.hear(lambda blocks: loudness(blocks) == 0, blocks=50)
            await page.click("#camera")
            await hub.node("n01", lambda node: not node["camera"])
            await page.click("#language")
            await page.wait_for_function(_says("会商中 · 指挥室已将您静音"))
            await page.click("#leave")
            await hub.node("n01", lambda node: node["state"] == "left" and node["online"])
            await page.wait_for_function(_says("已离开会商"))
            hub.chair("end")

    asyncio.run(go())


def test_a_line_that_is_cut_comes_back_by_itself_and_a_reload_goes_on_as_it_was(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path
) -> None:
    async def go() -> None:
        async with running_hub(board, sound, tmp_path) as hub, browser_page() as page:
            await page.add_init_script(f"({CUT})()")
            links = (await hub.event(lambda e: e["event"] == "door"))["links"]
            hub.chair("start", nodes=["n01"])
            await page.goto(links["n01"] + "&auto=1")
            await _live(hub, page)
            await page.evaluate("() => window.cut()")
            await page.wait_for_function("() => window.lines.length === 2")
            await _live(hub, page)
            await page.click("#hand")
            await hub.node("n01", lambda node: node["hand"])
            hub.chair("give_floor", node="n01")
            hub.chair("chair", node="n01")
            await hub.node("n01", lambda node: not node["hand"])
            await page.click("#hand")
            await hub.node("n01", lambda node: node["hand"])
            await page.reload()
            await page.wait_for_function("() => window.lines.length === 1")
            await _live(hub, page)
            told = [event for event in hub.events if event["event"] == "conference"][-1]
            assert (told["floor"], told["chair"], told["hands"]) == ("n01", "n01", ["n01"])
            assert not any(e.get("act") in ("left", "floor_taken") for e in hub.events)

    asyncio.run(go())


async def _live(hub: HubProcess, page: Page) -> None:
    await seen(page)
    await hub.node("n01", lambda node: node["state"] == "live" and node["up"]["fps"] > 3)


def test_a_page_without_camera_and_microphone_says_so_and_can_still_watch(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path
) -> None:
    async def go() -> None:
        async with running_hub(board, sound, tmp_path) as hub, browser_page() as page:
            await page.add_init_script(
                "navigator.mediaDevices.getUserMedia = () =>"
                " Promise.reject(new DOMException('none', 'NotFoundError'))"
            )
            links = (await hub.event(lambda e: e["event"] == "door"))["links"]
            hub.chair("start", nodes=["n01"])
            await page.goto(links["n01"] + "&lang=zh")
            hub.send(do="show", source="node:n01", channel=1, epoch=3, width=320, height=180)
            await page.click("body[data-phase=ringing] #join")
            await hub.event(lambda e: e["event"] == "state" and e["trouble"] == "no_video")
            await seen(page)
            assert "没有找到摄像头和麦克风" in await page.inner_text("#advice")
            assert await page.is_disabled("#mic")

    asyncio.run(go())


def test_a_bad_link_is_explained(board: FrameBoard, sound: SoundBoard, tmp_path: Path) -> None:
    async def go() -> None:
        async with (
            running_hub(board, sound, tmp_path, tls="off") as hub,
            browser_page(locale="zh-CN") as page,
        ):
            door = await hub.event(lambda e: e["event"] == "door")
            for fragment, sentence in (
                ("", "链接不完整，请完整复制指挥室发来的链接"),
                ("?#token=a.b", "链接已失效，请向指挥室索取新的链接"),
            ):
                await page.goto(f"{door['url']}/join{fragment}")
                await page.wait_for_function(_says(sentence))
                assert await page.is_disabled("#join")

    asyncio.run(go())


def _says(sentence: str) -> str:
    return f"() => document.getElementById('state').textContent.startsWith({sentence!r})"


def test_a_village_is_told_that_it_is_recorded(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path
) -> None:
    async def go() -> None:
        async with running_hub(board, sound, tmp_path) as hub, browser_page() as page:
            links = (await hub.event(lambda e: e["event"] == "door"))["links"]
            hub.chair("start", nodes=["n01"])
            await page.goto(f"{links['n01']}&lang=zh")
            await page.wait_for_selector("body[data-phase=ringing]")
            assert not await page.is_visible("#recording")
            hub.chair("record", on=True)
            await page.wait_for_selector("#recording:not([hidden])")
            assert await page.inner_text("#recording") == "● 录制中"
            hub.chair("record", pause=True)
            await page.wait_for_selector("#recording", state="hidden")

    asyncio.run(go())
