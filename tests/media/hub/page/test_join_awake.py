"""The screen of a site stays on in a conference and while it waits to be rung, that of a fixed set
always: the browser's own lock in Debian's Chromium."""

from __future__ import annotations

import asyncio
from pathlib import Path

from playwright.async_api import Page

from media.board import FrameBoard
from media.sound import SoundBoard
from tests.media.hub.conftest import running_hub
from tests.media.hub.page.test_join import _live, browser_page
from tests.stage.browser import IN_A_BROWSER

pytestmark = IN_A_BROWSER

NOTED = """(() => {
  window.locks = [];
  const request = navigator.wakeLock.request.bind(navigator.wakeLock);
  navigator.wakeLock.request = async (kind) => {
    const lock = await request(kind);
    window.locks.push(lock);
    return lock;
  };
})()"""


async def held(page: Page, count: int) -> None:
    """Wait until so many locks were taken in all, and the last is held."""
    await page.wait_for_function(
        "(count) => window.locks.length === count && !window.locks[count - 1].released", arg=count
    )


def test_the_screen_stays_on_in_a_conference_and_may_sleep_after_it(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path
) -> None:
    async def go() -> None:
        async with running_hub(board, sound, tmp_path, tls="off") as hub, browser_page() as page:
            await page.add_init_script(NOTED)
            links = (await hub.event(lambda e: e["event"] == "door"))["links"]
            await page.goto(links["n01"] + "&auto=1")
            await page.wait_for_selector("body[data-line=open]")
            assert await page.evaluate("() => window.locks.length") == 0
            hub.chair("start", nodes=["n01"])
            await _live(hub, page)
            await held(page, 1)
            # as the browser does with a page that is hidden, and shows it again
            await page.evaluate("() => window.locks[0].release()")
            await page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")
            await held(page, 2)
            await page.click("#leave")
            await page.wait_for_function("() => window.locks[1].released")

    asyncio.run(go())


def test_a_phone_that_somebody_holds_stays_on_while_it_waits_to_be_rung(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path
) -> None:
    async def go() -> None:
        async with running_hub(board, sound, tmp_path, tls="off") as hub, browser_page() as page:
            await page.add_init_script(NOTED)
            links = (await hub.event(lambda e: e["event"] == "door"))["links"]
            await page.goto(links["n01"])
            await page.wait_for_selector("body[data-line=open]")
            assert await page.evaluate("() => window.locks.length") == 0
            await page.click("#state")
            await held(page, 1)
            hub.chair("start", nodes=["n01"])
            await page.click("body[data-phase=ringing] #join")
            await _live(hub, page)
            await held(page, 1)
            hub.chair("end")  # it is over, and nobody was told to wait
            await page.wait_for_function("() => window.locks[0].released")

    asyncio.run(go())


def test_a_fixed_set_is_never_dark(board: FrameBoard, sound: SoundBoard, tmp_path: Path) -> None:
    async def go() -> None:
        async with running_hub(board, sound, tmp_path, tls="off") as hub, browser_page() as page:
            await page.add_init_script(NOTED)
            links = (await hub.event(lambda e: e["event"] == "door"))["links"]
            await page.goto(links["n01"].replace("/join#", "/join?kiosk=1#"))
            await page.wait_for_selector("body[data-line=open]")
            await held(page, 1)
            hub.chair("start", nodes=["n01"])
            await _live(hub, page)
            hub.chair("end")
            await page.wait_for_selector("body[data-phase=standby]")
            assert await page.evaluate("() => window.locks.map((lock) => lock.released)") == [False]

    asyncio.run(go())


def test_a_browser_that_refuses_does_no_harm(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path
) -> None:
    async def go() -> None:
        async with running_hub(board, sound, tmp_path, tls="off") as hub, browser_page() as page:
            await page.add_init_script(
                "navigator.wakeLock.request = () =>"
                " Promise.reject(new DOMException('battery', 'NotAllowedError'))"
            )
            links = (await hub.event(lambda e: e["event"] == "door"))["links"]
            hub.chair("start", nodes=["n01"])
            await page.goto(links["n01"] + "&auto=1")
            await _live(hub, page)

    asyncio.run(go())
