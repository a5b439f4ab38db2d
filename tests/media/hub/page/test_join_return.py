"""A fixed set whose link was opened elsewhere: in Debian's Chromium, against the hub."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

import pytest
from playwright.async_api import Page

from media.board import FrameBoard
from media.sound import SoundBoard
from tests.media.hub.conftest import PATIENCE_S, running_hub
from tests.media.hub.page.test_join import _live, _says, browser_page
from tests.media.hub.page.test_place import INSIDE, SMALL
from tests.stage.browser import IN_A_BROWSER

pytestmark = IN_A_BROWSER

ELSEWHERE = "本会场已在另一处打开，这里已停止"
SET = {
    "zh": "本会场已在另一处打开，那边关闭后这里自动恢复",
    "en": "This site was opened elsewhere; this set",
}
# a minute goes by at once; how long it would have been is noted. The fourth lasts until it is over
HASTY = """(() => {
  const later = window.setTimeout;
  window.waits = [];
  window.setTimeout = (act, ms, ...more) => {
    if (ms < 60000) return later(act, ms, ...more);
    window.waits.push(ms);
    if (window.waits.length !== 4) return later(act, 100, ...more);
    window.over = () => act(...more);
    return 0;
  };
})()"""


async def opened_elsewhere(page: Page, link: str) -> Page:
    browser = page.context.browser
    assert browser is not None
    other = await browser.new_page(locale="zh-CN")
    other.set_default_timeout(PATIENCE_S * 1000)
    await other.goto(link)
    return other


@pytest.mark.parametrize("language", ["zh", "en"])
def test_it_says_that_it_comes_back_and_has_one_button_to_do_so_at_once(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path, language: str
) -> None:
    async def go() -> None:
        async with running_hub(board, sound, tmp_path, tls="off") as hub, browser_page() as page:
            links = (await hub.event(lambda e: e["event"] == "door"))["links"]
            hub.chair("start", nodes=["n01"])
            kiosk = links["n01"].replace("/join#", "/join?kiosk=1#")
            await page.goto(f"{kiosk}&lang={language}")
            await _live(hub, page)
            other = await opened_elsewhere(page, links["n01"] + "&auto=1")
            await page.wait_for_function(_says(SET[language]))
            await page.wait_for_selector("#join:visible:enabled")
            shown = "Array.from(document.querySelectorAll('button')).filter((it) => it.offsetWidth)"
            assert await page.evaluate(f"() => {shown}.map((it) => it.id)") == ["join"]
            assert (await page.evaluate(INSIDE), await page.evaluate(SMALL)) == ([], [])
            if folder := os.environ.get("SCREENSHOTS"):
                await page.screenshot(path=f"{folder}/set-{language}.png")
            await page.click("#join")
            await other.wait_for_function(_says(ELSEWHERE))
            await _live(hub, page)
            assert not await page.is_visible("footer")

    asyncio.run(go())


def test_it_comes_back_by_itself_once_nobody_is_there_and_puts_nobody_out(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path
) -> None:
    async def go() -> None:
        async with running_hub(board, sound, tmp_path, tls="off") as hub, browser_page() as page:
            await page.add_init_script(HASTY)
            links = (await hub.event(lambda e: e["event"] == "door"))["links"]
            hub.chair("start", nodes=["n01"])
            await page.goto(links["n01"].replace("/join#", "/join?kiosk=1#") + "&lang=zh")
            await _live(hub, page)
            other = await opened_elsewhere(page, links["n01"] + "&auto=1")
            await page.wait_for_function("() => window.waits.length === 4")
            assert set(await page.evaluate("() => window.waits")) == {60000}
            assert await page.evaluate(_says(SET["zh"]))
            assert not await other.evaluate(_says(ELSEWHERE))
            await other.close()
            await page.evaluate("() => window.over()")
            await _live(hub, page)

    asyncio.run(go())


def test_a_set_whose_link_was_withdrawn_stays_away(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path
) -> None:
    async def go() -> None:
        async with running_hub(board, sound, tmp_path, tls="off") as hub, browser_page() as page:
            await page.add_init_script(HASTY)
            links = (await hub.event(lambda e: e["event"] == "door"))["links"]
            await page.goto(links["n01"].replace("/join#", "/join?kiosk=1#") + "&lang=zh")
            await page.wait_for_selector("body[data-line=open]")
            hub.send(do="link", node="n01", action="renew")
            await page.wait_for_function(_says("指挥室已作废这个链接"))
            assert await page.evaluate("() => window.waits") == []
            assert not await page.is_visible("footer")

    asyncio.run(go())


def test_the_file_that_keeps_the_link_off_the_command_line_leads_into_the_conference(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path
) -> None:
    guide = Path("docs/joining.md").read_text()
    text = guide.partition("```html\n")[2].partition("\n```")[0]

    async def go() -> None:
        async with running_hub(board, sound, tmp_path, tls="off") as hub, browser_page() as page:
            links = (await hub.event(lambda e: e["event"] == "door"))["links"]
            hub.chair("start", nodes=["n01"])
            kiosk = links["n01"].replace("/join#", "/join?kiosk=1#")
            file = tmp_path / "join.html"
            file.write_text(text.replace("https://…/join?kiosk=1#token=…", kiosk))
            assert kiosk in file.read_text()
            await page.goto(file.as_uri())
            await _live(hub, page)

    asyncio.run(go())
