"""The join page in its place: phone, meeting room, another's app, a network that goes and comes."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from media.board import FrameBoard
from media.sound import SoundBoard
from tests.media.hub.conftest import Site, running_hub
from tests.media.hub.page.test_join import (
    PIXEL,
    _live,
    _says,
    browser_page,
    near,
    seen,
)  # fmt: skip
from tests.stage.browser import IN_A_BROWSER

pytestmark = IN_A_BROWSER

INSIDE = """() => {
  const wide = document.documentElement.clientWidth;
  return Array.from(document.querySelectorAll('button, select, p, h1')).filter((it) => {
    const box = it.getBoundingClientRect();
    const cut = it.scrollWidth > it.clientWidth + 1
      && getComputedStyle(it).textOverflow !== 'ellipsis';
    return box.width > 0 && (box.left < -1 || box.right > wide + 1 || cut);
  }).map((it) => it.id || it.textContent);
}"""
SMALL = """() => Array.from(document.querySelectorAll('button, select')).filter((it) => {
  const box = it.getBoundingClientRect();
  return box.width > 0 && Math.min(box.width, box.height) < 48;
}).map((it) => it.id)"""
SCREEN = """() => {
  navigator.mediaDevices.getDisplayMedia = async () => {
    const canvas = document.createElement('canvas');
    canvas.width = 1920; canvas.height = 1080;
    const pen = canvas.getContext('2d');
    setInterval(() => {
      pen.fillStyle = '#2040c0'; pen.fillRect(0, 0, 1920, 1080);
      pen.fillStyle = '#2041c0'; pen.fillRect(0, 0, 10 + Math.random() * 10, 10);
    }, 100);
    return canvas.captureStream(5);
  };
}"""


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", [(360, 740), (1280, 720)])
def test_everything_has_its_room_and_a_finger_finds_it(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path, size: tuple[int, int], language: str
) -> None:
    async def go() -> None:
        view = {"width": size[0], "height": size[1]}
        async with (
            running_hub(board, sound, tmp_path, tls="off") as hub,
            browser_page(viewport=view) as page,
        ):
            links = (await hub.event(lambda e: e["event"] == "door"))["links"]
            await page.goto(f"{links['n01']}&lang={language}")
            await page.wait_for_selector("body[data-line=open] #camera-choice:enabled")
            assert (await page.evaluate(INSIDE), await page.evaluate(SMALL)) == ([], [])
            hub.chair("start", nodes=["n01"])
            await page.click("body[data-phase=ringing] #join")
            await seen(page)
            hub.chair("mute", node="n01")
            await page.wait_for_selector("#mic.forced:disabled")
            assert (await page.evaluate(INSIDE), await page.evaluate(SMALL)) == ([], [])
            hub.chair("end")

    asyncio.run(go())


def test_a_meeting_rooms_set_answers_by_itself_and_comes_back_after_a_power_cut(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path
) -> None:
    async def go() -> None:
        async with running_hub(board, sound, tmp_path, tls="off") as hub, browser_page() as page:
            links = (await hub.event(lambda e: e["event"] == "door"))["links"]
            link = links["n01"].replace("/join#", "/join?kiosk=1#")
            await page.goto(link)
            await page.wait_for_selector("body[data-line=open]")
            assert not await page.is_visible("footer")
            hub.chair("start", nodes=["n01"])
            await _live(hub, page)
            await page.evaluate("() => sessionStorage.clear()")  # as with the tab
            await page.goto("about:blank")
            await hub.node("n01", lambda node: not node["online"])
            await page.goto(link)
            await hub.node("n01", lambda node: node["state"] == "live" and node["up"]["fps"] > 3)
            hub.chair("end")
            await page.wait_for_selector("body[data-phase=standby]")
            await page.reload()
            await page.wait_for_selector("body[data-phase=standby][data-line=open]")
            await hub.node("n01", lambda node: node["state"] == "absent" and node["online"])

    asyncio.run(go())


def test_a_set_that_is_switched_on_while_a_conference_is_held_is_in_without_a_hand(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path
) -> None:
    async def go() -> None:
        async with running_hub(board, sound, tmp_path, tls="off") as hub, browser_page() as page:
            links = (await hub.event(lambda e: e["event"] == "door"))["links"]
            hub.chair("start", nodes=["n01"])
            await page.goto(links["n01"].replace("/join#", "/join?kiosk=1#"))
            await _live(hub, page)  # nothing was remembered, and nobody pressed anything
            for element in ("footer", "#full", "#devices", "#language"):
                assert not await page.is_visible(element), element
            hub.chair("remove", node="n01")
            await hub.node("n01", lambda node: node["state"] == "absent")
            hub.chair("call", node="n01")
            await _live(hub, page)

    asyncio.run(go())


def test_a_screen_is_asked_for_allowed_and_seen_large_by_the_others(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path
) -> None:
    async def go() -> None:
        async with (
            running_hub(board, sound, tmp_path, tls="off") as hub,
            browser_page(locale="zh-CN") as page,
        ):
            await page.add_init_script(f"({SCREEN})()")
            links = (await hub.event(lambda e: e["event"] == "door"))["links"]
            hub.chair("start", nodes=["n01", "n02"])
            await page.goto(links["n01"] + "&auto=1")
            async with Site(links["n02"], picture=(200, 30, 30)) as other:
                await other.hello(standby=False)
                await other.join()
                await _live(hub, page)
                await page.click("#screen")
                await hub.node("n01", lambda node: node["screen"] == "asked")
                hub.chair("allow_screen", node="n01", on=True)
                await page.wait_for_selector("#screen.wanted")
                assert "开始共享" in await page.inner_text("#advice")
                await page.click("#screen")
                await hub.event(
                    lambda e: (
                        e["event"] == "conference"
                        and (e["share"] or {}).get("source") == "node:n01"
                        and e["share"]["state"] == "live"
                    )
                )
                await page.wait_for_function(
                    f"() => {{ const [r, g, b] = ({PIXEL})(['program', 0.3, 0.5]);"
                    " return Math.abs(b - 0xc0) < 24 && r < 70; }"
                )
                assert near(await page.evaluate(PIXEL, ["self", 0.5, 0.5]), (32, 64, 192))
                hub.chair("share", source=None)
                await hub.node("n01", lambda node: node["screen"] == "allowed")
                await page.wait_for_selector("#screen[aria-pressed=false]")
                await page.wait_for_function(
                    f"() => ({PIXEL})(['self', 0.06, 0.5])[2] < 60"  # the camera's again
                )

    asyncio.run(go())


def test_a_withdrawn_link_ends_the_conference_there_and_says_so(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path
) -> None:
    async def go() -> None:
        async with (
            running_hub(board, sound, tmp_path, tls="off") as hub,
            browser_page(locale="zh-CN") as page,
        ):
            links = (await hub.event(lambda e: e["event"] == "door"))["links"]
            hub.chair("start", nodes=["n01"])
            await page.goto(links["n01"] + "&auto=1")
            await _live(hub, page)
            hub.send(do="link", node="n01", action="renew")
            await page.wait_for_function(_says("指挥室已作废这个链接"))
            await hub.node("n01", lambda node: not node["online"])
            await page.reload()
            await page.wait_for_function(_says("指挥室已作废这个链接"))
            door = await hub.event(
                lambda e: e["event"] == "door" and e["links"]["n01"] != links["n01"], since=1
            )
            await page.goto("about:blank")
            await page.goto(door["links"]["n01"] + "&auto=1")
            await _live(hub, page)

    asyncio.run(go())


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        ("NotAllowedError", "浏览器没有允许"),
        ("NotReadableError", "正被其他程序占用"),
        ("NotFoundError", "没有找到摄像头和麦克风"),
    ],
)
def test_why_there_is_no_camera_is_said_and_what_to_do(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path, fault: str, sentence: str
) -> None:
    async def go() -> None:
        async with (
            running_hub(board, sound, tmp_path, tls="off") as hub,
            browser_page(locale="zh-CN") as page,
        ):
            await page.add_init_script(
                "const real = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);"
                "window.broken = true;"
                "navigator.mediaDevices.getUserMedia = (what) => window.broken"
                f" ? Promise.reject(new DOMException('', '{fault}')) : real(what)"
            )
            links = (await hub.event(lambda e: e["event"] == "door"))["links"]
            await page.goto(links["n01"])
            await page.wait_for_selector("#advice:not([hidden])")
            assert sentence in await page.inner_text("#advice")
            assert "重新检测设备" in await page.inner_text("#advice")
            await page.evaluate("() => { window.broken = false; }")
            await page.click("#retry")
            await page.wait_for_selector("#advice", state="hidden")
            assert await page.is_enabled("#mic")

    asyncio.run(go())


def test_inside_wechat_the_way_out_is_shown(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path
) -> None:
    async def go() -> None:
        agent = "Mozilla/5.0 (Linux; Android 13) Chrome/116 MicroMessenger/8.0.50"
        async with (
            running_hub(board, sound, tmp_path, tls="off") as hub,
            browser_page(locale="zh-CN", user_agent=agent) as page,
        ):
            links = (await hub.event(lambda e: e["event"] == "door"))["links"]
            await page.goto(links["n01"])
            await page.wait_for_selector("#advice:not([hidden])")
            assert "在浏览器打开" in await page.inner_text("#advice")

    asyncio.run(go())


class Wire:
    """A wire to the door that can be cut: then it swallows everything, as a dead modem does."""

    def __init__(self, port: int) -> None:
        self.whole, self._port = asyncio.Event(), port
        self.whole.set()
        self.opened = 0
        self._ends: list[asyncio.StreamWriter] = []

    async def take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._ends.append(writer)
        if not self.whole.is_set():
            await reader.read()
            return
        self.opened += 1
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self._port)
        self._ends.append(far_writer)
        await asyncio.gather(self._pass(reader, far_writer), self._pass(far_reader, writer))

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError):
            while data := await reader.read(65536):
                if self.whole.is_set():
                    writer.write(data)
            writer.close()

    async def close(self) -> None:
        for writer in self._ends:
            writer.close()


@contextlib.asynccontextmanager
async def wired(url: str) -> AsyncIterator[tuple[Wire, str]]:
    wire = Wire(int(url.rpartition(":")[2]))
    server = await asyncio.start_server(wire.take, "127.0.0.1", 0)
    try:
        yield wire, f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()
        await wire.close()


def test_a_network_that_swallows_everything_and_comes_back_is_found_again(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path
) -> None:
    async def go() -> None:
        async with running_hub(board, sound, tmp_path, tls="off") as hub:
            door = await hub.event(lambda e: e["event"] == "door")
            async with wired(door["url"]) as (wire, url), browser_page() as page:
                hub.chair("start", nodes=["n01"])
                await page.goto(door["links"]["n01"].replace(door["url"], url) + "&auto=1")
                await _live(hub, page)
                tracks = await page.evaluate(TRACKS)
                wire.whole.clear()
                await page.wait_for_selector("body[data-line=lost]")
                await hub.node("n01", lambda node: not node["online"])
                before = wire.opened
                wire.whole.set()
                await _live(hub, page)
                assert wire.opened > before
                assert await page.evaluate(TRACKS) == tracks  # the camera was not opened anew

    asyncio.run(go())


TRACKS = "() => document.getElementById('self').srcObject.getTracks().map((track) => track.id)"


def test_devices_are_remembered_and_a_loudspeaker_is_chosen(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path
) -> None:
    async def go() -> None:
        async with running_hub(board, sound, tmp_path, tls="off") as hub, browser_page() as page:
            links = (await hub.event(lambda e: e["event"] == "door"))["links"]
            await page.goto(links["n01"])
            await page.wait_for_function(
                "() => document.querySelectorAll('#speaker-choice option').length > 1"
            )
            speakers: Any = await page.evaluate(
                "() => Array.from(document.querySelectorAll('#speaker-choice option'))"
                ".map((one) => one.value)"
            )
            await page.select_option("#speaker-choice", speakers[-1])
            await page.wait_for_function(
                "(id) => document.getElementById('program').sinkId === id", arg=speakers[-1]
            )
            await page.click("#tone")
            await page.reload()
            await page.wait_for_function(
                "(id) => document.getElementById('program').sinkId === id", arg=speakers[-1]
            )
            assert await page.input_value("#speaker-choice") == speakers[-1]

    asyncio.run(go())
