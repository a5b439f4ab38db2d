"""Camera, microphone and loudspeaker while a conference is held, and for a leader: in Debian's
Chromium, against the hub."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from playwright.async_api import Page

from media.board import FrameBoard
from media.sound import SoundBoard
from tests.media.hub.conftest import NODES, running_hub
from tests.media.hub.page.test_join import _beeps, _live, browser_page
from tests.media.hub.page.test_join_chair import LEADER, PHONE
from tests.media.hub.page.test_place import INSIDE, SMALL
from tests.stage.browser import IN_A_BROWSER

pytestmark = IN_A_BROWSER

# a browser whose question was answered with no, until somebody there changes it
DENIED = """(() => {
  const real = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  window.denied = true;
  navigator.mediaDevices.getUserMedia = (what) => window.denied
    ? Promise.reject(new DOMException('', 'NotAllowedError')) : real(what);
})()"""

TWO_CAMERAS = "--use-fake-device-for-media-stream=device-count=2"
CONNECTIONS = """(() => {
  window.made = [];
  const connection = RTCPeerConnection;
  window.RTCPeerConnection = class extends connection {
    constructor(how) { super(how); window.made.push(this); }
  };
})()"""
SENT = """(kind) => {
  const [{ track }] = window.made[0].getSenders().filter((one) => one.track?.kind === kind);
  return [track.id, track.getSettings().deviceId, track.readyState];
}"""
SENDS = f"([kind, device]) => ({SENT})(kind)[1] === device"


async def fits(page: Page) -> None:
    assert await page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert (await page.evaluate(INSIDE), await page.evaluate(SMALL)) == ([], [])


@pytest.mark.parametrize("language", ["zh", "en"])
def test_who_joined_before_allowing_the_camera_allows_it_and_is_seen_and_heard(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path, language: str
) -> None:
    async def go() -> None:
        async with (
            running_hub(board, sound, tmp_path, tls="off") as hub,
            browser_page(viewport=PHONE) as page,
        ):
            await page.add_init_script(DENIED)
            links = (await hub.event(lambda e: e["event"] == "door"))["links"]
            hub.chair("start", nodes=["n01"])
            await page.goto(f"{links['n01']}&auto=1&lang={language}")
            await hub.node("n01", lambda node: node["state"] == "live" and not node["camera"])
            words = await page.inner_text("#retry")
            assert words.lower() in (await page.inner_text("#advice span")).lower()
            await fits(page)
            await page.evaluate("() => { window.denied = false; }")
            await page.click("#retry")
            await hub.node("n01", lambda node: node["camera"] and node["up"]["fps"] > 3)
            await hub.hear(_beeps, blocks=60)
            await page.wait_for_selector("#advice", state="hidden")

    asyncio.run(go())


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_leader_in_standby_has_the_same_button(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path, language: str
) -> None:
    async def go() -> None:
        async with (
            running_hub(board, sound, tmp_path, nodes=[*NODES, LEADER], tls="off") as hub,
            browser_page(viewport=PHONE) as page,
        ):
            await page.add_init_script(DENIED)
            links = (await hub.event(lambda e: e["event"] == "door"))["links"]
            await page.goto(f"{links['l01']}&lang={language}")
            await page.wait_for_selector("#chair:not([hidden])")
            await fits(page)
            await page.evaluate("() => { window.denied = false; }")
            await page.click("#retry")
            await page.wait_for_selector("#advice", state="hidden")
            assert await page.is_enabled("#mic")

    asyncio.run(go())


@pytest.mark.parametrize("language", ["zh", "en"])
def test_another_camera_and_another_microphone_are_taken_without_leaving(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path, language: str
) -> None:
    async def go() -> None:
        async with (
            running_hub(board, sound, tmp_path, tls="off") as hub,
            browser_page(TWO_CAMERAS, viewport=PHONE) as page,
        ):
            await page.add_init_script(CONNECTIONS)
            links = (await hub.event(lambda e: e["event"] == "door"))["links"]
            hub.chair("start", nodes=["n01"])
            await page.goto(f"{links['n01']}&auto=1&lang={language}")
            await _live(hub, page)
            assert not await page.is_visible("#devices")
            await page.click("#change")
            await fits(page)
            voice = await page.evaluate(SENT, "audio")
            camera = await another(page, "camera")
            await page.wait_for_function(SENDS, arg=["video", camera])
            assert await page.evaluate(SENT, "audio") == voice  # nobody was cut short
            microphone = await another(page, "microphone")
            await page.wait_for_function(SENDS, arg=["audio", microphone])
            assert (await page.evaluate(SENT, "video"))[1:] == [camera, "live"]
            await _live(hub, page)
            await hub.hear(_beeps, blocks=60)
            assert await page.evaluate("() => window.made.length") == 1
            await page.click("#changed")
            await page.wait_for_selector("#devices", state="hidden")

    asyncio.run(go())


async def another(page: Page, kind: str) -> str:
    """Choose the last of the list, which is another than the one in use; its id."""
    ids: list[str] = await page.evaluate(
        "(id) => Array.from(document.getElementById(id).options).map((one) => one.value)",
        f"{kind}-choice",
    )
    assert await page.input_value(f"#{kind}-choice") != ids[-1]
    await page.select_option(f"#{kind}-choice", ids[-1])
    return ids[-1]


def test_a_leader_chooses_in_standby_and_the_panel_comes_back(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path
) -> None:
    async def go() -> None:
        async with (
            running_hub(board, sound, tmp_path, nodes=[*NODES, LEADER], tls="off") as hub,
            browser_page(TWO_CAMERAS, viewport=PHONE) as page,
        ):
            links = (await hub.event(lambda e: e["event"] == "door"))["links"]
            await page.goto(links["l01"])
            await page.wait_for_selector("#chair:not([hidden])")
            await page.click("#change")
            await page.wait_for_selector("#camera-choice:enabled")
            assert await page.get_attribute("#change", "aria-expanded") == "true"
            await fits(page)
            camera = await another(page, "camera")
            await page.wait_for_function(
                "(id) => document.getElementById('self').srcObject.getVideoTracks()[0]"
                ".getSettings().deviceId === id",
                arg=camera,
            )
            await page.click("#changed")
            await page.wait_for_selector("#chair", state="visible")
            assert not await page.is_visible("#devices")

    asyncio.run(go())
