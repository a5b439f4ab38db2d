"""The duty officer's page in Debian's Chromium, against the real server and a staged room."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Page, async_playwright, expect

from console.control.server import ControlServer
from media.secret import Secret
from tests.console.control.conftest import TOKEN
from tests.console.control.page.staged_room import StagedRoom, a_case, running
from tests.stage.browser import CHROMIUM, IN_A_BROWSER

PATIENCE_MS = 30_000
FLAGS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update"]

pytestmark = IN_A_BROWSER


@dataclass
class Stage:
    room: StagedRoom
    server: ControlServer
    page: Page
    address: str
    asked: list[str]

    async def enter(self, token: str = TOKEN) -> None:
        await self.page.goto(f"{self.address}/remote")
        await self.page.fill("#token", token)
        await self.page.click("#login button")


@contextlib.asynccontextmanager
async def staged(
    size: tuple[int, int] = (360, 800), language: str = "zh-CN", port: int = 0
) -> AsyncIterator[Stage]:
    """A page whose errors, and whatever its policy forbids, fail the test."""
    room = StagedRoom()
    server = ControlServer(room, Secret(TOKEN))
    host, port = await server.start("127.0.0.1", port)
    faults: list[str] = []
    asked: list[str] = []
    try:
        async with async_playwright() as playwright:
            chromium = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            context = await chromium.new_context(
                viewport={"width": size[0], "height": size[1]}, locale=language, has_touch=True,
                device_scale_factor=2,
            )  # fmt: skip
            page = await context.new_page()
            page.set_default_timeout(PATIENCE_MS)
            expect.set_options(timeout=PATIENCE_MS)
            page.on("pageerror", lambda fault: faults.append(str(fault)))
            page.on("request", lambda request: asked.append(request.url))
            page.on("console", lambda said: _note(faults, said.text))
            yield Stage(room, server, page, f"http://{host}:{port}", asked)
            await chromium.close()
    finally:
        await server.stop()
    assert not faults


def _note(faults: list[str], text: str) -> None:
    if "Content Security Policy" in text or "Content-Security-Policy" in text:
        faults.append(text)


def run(story: Callable[[Stage], Awaitable[None]], **how: Any) -> None:
    async def whole() -> None:
        async with asyncio.timeout(120), staged(**how) as stage:
            await story(stage)

    asyncio.run(whole())


COLOUR = """([cell]) => {
  const image = document.querySelector(`.tile[data-cell="${cell}"] img`);
  if (!image || !image.complete || !image.naturalWidth) return null;
  const canvas = document.createElement('canvas'), pen = canvas.getContext('2d');
  canvas.width = canvas.height = 1;
  pen.drawImage(image, 5, 5, 1, 1, 0, 0, 1, 1);
  return Array.from(pen.getImageData(0, 0, 1, 1).data.slice(0, 3));
}"""


async def wait_colour(page: Page, cell: int, rgb: tuple[int, int, int]) -> None:
    near = f"(at) => (({COLOUR})(at) ?? [999]).every((v, n) => Math.abs(v - {list(rgb)}[n]) < 12)"
    await page.wait_for_function(near, arg=[cell])


def tile(page: Page, cell: int) -> Any:
    return page.locator(f'.tile[data-cell="{cell}"]')


def test_a_wrong_token_is_told_plainly_and_the_right_one_opens_the_room() -> None:
    async def story(stage: Stage) -> None:
        for wrong in ("token-of-the-tesT", "口令"):
            await stage.enter(wrong)
            await expect(stage.page.locator("#login-fault")).to_have_text(
                "口令不对。请核对后再输入一次（注意大小写）。"
            )
            assert await stage.page.evaluate("sessionStorage.length") == 0
        await stage.enter()
        await expect(stage.page.locator("body")).to_have_attribute("data-line", "open")
        await stage.page.reload()  # the tab remembers it
        await expect(stage.page.locator("body")).to_have_attribute("data-line", "open")
        assert await stage.page.evaluate("localStorage.getItem('command-room-token')") is None
        assert not [url for url in stage.asked if TOKEN in url]
        assert not [
            url for url in stage.asked if not url.startswith((stage.address, "blob:", "data:"))
        ]
        await stage.page.click("#leave")
        await stage.page.reload()
        await expect(stage.page.locator("#login")).to_be_visible()

    run(story)


def test_every_tile_is_told_in_words_and_only_the_living_have_pictures() -> None:
    async def story(stage: Stage) -> None:
        await stage.enter()
        await wait_colour(stage.page, 0, (40, 160, 40))
        words = [
            "实时",
            "实时",
            "画面停在 14 秒前",
            "中断",
            "正在连接…",
            "实时",
            "回放",
            "实时",
            "空",
        ]
        for cell, word in enumerate(words):
            await expect(tile(stage.page, cell).locator(".state .text")).to_contain_text(word)
        await expect(stage.page.locator("#screens")).to_be_hidden()  # there is one
        await expect(tile(stage.page, 0).locator("b")).to_have_text("村口")
        await expect(tile(stage.page, 6).locator("b")).to_have_text("桥头（回放）")
        await expect(tile(stage.page, 3).locator(".why")).to_have_text("设备拒绝登录")
        assert await tile(stage.page, 3).locator("img").count() == 0
        stage.room.colour = (200, 40, 40)
        await wait_colour(stage.page, 0, (40, 40, 200))  # OpenCV's BGR

    run(story)


def test_another_layout_is_asked_back_and_then_carried_out_and_others_switch_is_seen() -> None:
    async def story(stage: Stage) -> None:
        page = stage.page
        await stage.enter()
        await page.click('nav [data-to="switch"]')
        await page.click('#layouts [data-name="2x2"]')
        await page.click("#ask-no")
        assert stage.room.orders == []
        await page.click('#layouts [data-name="2x2"]')
        await expect(page.locator("#ask-text")).to_contain_text("四画面")
        await page.click("#ask-yes")
        await expect(page.locator('#layouts [data-name="2x2"]')).to_have_attribute(
            "aria-pressed", "true"
        )
        assert stage.room.orders == [{"layout": "2x2", "screen": None}]
        await page.click('nav [data-to="wall"]')
        await expect(page.locator(".tile")).to_have_count(4)
        stage.room.layout, stage.room.count = "1x1", 1
        stage.server.tell("wall", {"layout": "1x1"})
        await expect(page.locator(".tile")).to_have_count(1)
        stage.room.refusal = "the editor is open"
        await page.click('nav [data-to="switch"]')
        await page.click('#layouts [data-name="2x2"]')
        await page.click("#ask-yes")
        await expect(page.locator("#notice")).to_contain_text("the editor is open")

    run(story)


def test_the_newest_case_stands_first_as_soon_as_it_is_told() -> None:
    async def story(stage: Stage) -> None:
        page = stage.page
        await stage.enter()
        await page.click('nav [data-to="cases"]')
        first = page.locator("#case-list li").first
        await expect(first).to_contain_text("工地夜间施工扰民")
        assert await page.locator("#scenes-part").is_hidden()  # this room knows no scenes
        newest = {
            **a_case(0),
            "id": "c-9",
            "title": "<b>新</b>",
            "reported_at": "2026-11-26T00:00:00Z",
        }
        stage.room.rows.append(newest)
        stage.server.tell("case", {"id": "c-9", "rev": 1})
        await expect(first).to_contain_text("<b>新</b>")  # a text, whatever it looks like
        await expect(first).to_contain_text("已超时 · 红色 · 综治")
        await expect(page.locator("#case-count")).to_have_text("6")

    run(story)


def test_scenes_and_tours_are_offered_where_the_room_knows_them() -> None:
    async def story(stage: Stage) -> None:
        page = stage.page
        orders: list[Any] = []

        async def scenes(route: Any) -> None:
            await route.fulfill(json=[{"name": "flood", "title": "汛期"}])

        async def scene(route: Any) -> None:
            orders.append(route.request.post_data_json)
            await route.fulfill(json={"scene": "flood"})

        await page.route("**/v1/scenes", scenes)
        await page.route("**/v1/wall/scene", scene)
        await stage.enter()
        await page.click('nav [data-to="switch"]')
        await page.click('#scenes [data-name="flood"]')
        await expect(page.locator("#ask-text")).to_contain_text("汛期")
        await page.click("#ask-yes")
        await expect(page.locator("#notice")).to_be_visible()
        assert orders == [{"scene": "flood"}]

    run(story)


def test_a_tour_is_started_seen_to_run_and_ended() -> None:
    async def story(stage: Stage) -> None:
        page, room = stage.page, stage.room
        room.running.append(running("河道夜巡", 2))  # of a cell: it is not the wall's
        await stage.enter()
        await expect(tile(page, 2).locator(".tour")).to_have_text("轮巡“河道夜巡” 2/6")
        await expect(tile(page, 1).locator(".tour")).to_be_hidden()
        await page.click('nav [data-to="switch"]')
        choice = page.locator('#tours [data-name="河道夜巡"]')
        await expect(choice).to_have_attribute("aria-pressed", "false")
        await expect(choice).to_contain_text("在第 3 格进行")
        await choice.click()
        await expect(page.locator("#ask-yes")).to_have_text("开始")
        await page.click("#ask-yes")
        await expect(choice).to_have_attribute("aria-pressed", "true")
        await expect(choice).to_contain_text("当前")
        await choice.click()
        await expect(page.locator("#ask-text")).to_have_text("停止轮巡“河道夜巡”（整个墙面）？")
        await page.click("#ask-yes")
        await expect(choice).to_have_attribute("aria-pressed", "false")
        begun = {"tour": "河道夜巡", "cell": None, "who": "", "screen": None}
        assert room.orders == [begun, {"stop": None, "screen": None}]
        room.running.append(running("河道夜巡", None))  # somebody else begins it
        stage.server.tell("tour", room.running[0])
        await expect(choice).to_have_attribute("aria-pressed", "true")

    run(story)


def test_each_screen_is_looked_at_and_switched_by_itself() -> None:
    async def story(stage: Stage) -> None:
        page, room = stage.page, stage.room
        room.second = "2x2"
        await stage.enter()
        own, other = (page.locator(f'#screens [data-name="{n}"]') for n in ("DP-1", "HDMI-1"))
        await expect(own).to_have_attribute("aria-pressed", "true")
        await expect(own).to_contain_text("操作台 · 九画面")
        await expect(other).to_contain_text("四画面")
        await wait_colour(page, 0, (40, 160, 40))
        await other.click()
        await expect(other).to_have_attribute("aria-pressed", "true")
        await expect(page.locator(".tile")).to_have_count(4)
        await wait_colour(page, 0, (20, 60, 200))  # OpenCV's BGR
        await page.click('nav [data-to="switch"]')
        await expect(page.locator('#layouts [data-name="2x2"]')).to_have_attribute(
            "aria-pressed", "true"
        )
        await page.click('#layouts [data-name="1x1"]')
        await expect(page.locator("#ask-text")).to_contain_text("屏幕 HDMI-1")
        await page.click("#ask-yes")
        await expect(other).to_contain_text("单画面")
        assert room.orders == [{"layout": "1x1", "screen": "HDMI-1"}]
        assert (room.layout, room.second) == ("3x3", "1x1")
        await page.reload()  # it is kept
        await expect(page.locator(".tile")).to_have_count(1)
        room.second = ""  # unplugged: the desk's own is seen, without a choice
        stage.server.tell("wall", {"layout": "3x3"})
        await expect(page.locator(".tile")).to_have_count(9)
        await expect(page.locator("#screens")).to_be_hidden()
        await wait_colour(page, 0, (40, 160, 40))

    run(story)


def test_a_tour_of_another_screen_begins_in_a_cell_and_is_paused_stepped_and_ended() -> None:
    async def story(stage: Stage) -> None:
        page, room = stage.page, stage.room
        room.second = "2x2"
        room.running.append(running("村口", 0))  # of the desk's own
        await stage.enter()
        await page.click('#screens [data-name="HDMI-1"]')
        await page.click('nav [data-to="switch"]')
        await page.click('#tours [data-name="河道夜巡"]')
        await expect(page.locator("#ask-text")).to_have_text("在屏幕 HDMI-1 开始轮巡“河道夜巡”？")
        await expect(page.locator("#ask-where option").nth(2)).to_have_text("第 2 格：河堤东段")
        await page.select_option("#ask-where", "1")
        await page.click("#ask-yes")
        row = page.locator("#running li")
        await expect(row).to_have_count(1)
        await expect(row).to_contain_text("第 2 格 · 2/6")
        await row.locator('[data-step="next"]').click()
        await expect(row).to_contain_text("3/6")
        await row.locator('[data-step="back"]').click()
        await expect(row).to_contain_text("2/6")
        await row.locator('[data-step="pause"]').click()
        await expect(row).to_contain_text("已暂停")
        await row.get_by_role("button", name="继续").click()
        await expect(row.get_by_role("button", name="暂停")).to_be_visible()
        room.running[1]["state"] = "taken"
        stage.server.tell("tour", room.running[1])
        await expect(row.locator('[data-step="next"]')).to_be_disabled()
        await row.locator('[data-step="stop"]').click()
        await expect(page.locator("#ask-text")).to_contain_text("HDMI-1 · 第 2 格")
        await page.click("#ask-yes")
        await expect(row).to_have_count(0)
        here = {"cell": 1, "screen": "HDMI-1"}
        steps = [{"action": step, **here} for step in ("next", "back", "pause", "resume")]
        begun = {"tour": "河道夜巡", "who": "", **here}
        assert room.orders == [begun, *steps, {"stop": 1, "screen": "HDMI-1"}]

    run(story)


def test_a_lost_line_is_said_with_the_time_of_the_pictures_and_comes_back_by_itself() -> None:
    async def story(stage: Stage) -> None:
        page = stage.page
        await stage.enter()
        await wait_colour(page, 0, (40, 160, 40))
        await stage.server.stop()
        await expect(page.locator("#line-text")).to_contain_text("与指挥室断开，正在重连。画面停在")
        port = int(stage.address.rpartition(":")[2])
        again = ControlServer(stage.room, Secret(TOKEN))
        await again.start("127.0.0.1", port)
        await expect(page.locator("body")).to_have_attribute("data-line", "open")
        await again.stop()
        other = ControlServer(stage.room, Secret("another token"))
        await other.start("127.0.0.1", port)
        await expect(page.locator("#login-fault")).to_have_text("口令已失效，请重新输入。")
        await expect(page.locator(".tile")).to_have_count(0)  # nothing of the room is left
        await other.stop()

    run(story)


OVERFLOWING = """() => [...document.querySelectorAll('body *')].filter((one) => {
  const box = one.getBoundingClientRect();
  return box.width && box.height && (box.right > innerWidth + 1 || box.left < -1);
}).map((one) => one.outerHTML.slice(0, 120))"""
SMALL = """() => [...document.querySelectorAll('button, input, select')].filter((one) => {
  const box = one.getBoundingClientRect();
  return box.width && (box.width < 44 || box.height < 44);
}).map((one) => one.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("language", ["zh-CN", "en-GB"])
@pytest.mark.parametrize("size", [(360, 800), (1024, 768)])
def test_nothing_is_cut_off_and_everything_can_be_touched(
    size: tuple[int, int], language: str
) -> None:
    pictures = Path("out/remote")
    pictures.mkdir(parents=True, exist_ok=True)

    async def story(stage: Stage) -> None:
        page, name = stage.page, f"{size[0]}-{language[:2]}"
        stage.room.second = "2x2"
        stage.room.running.append(running("河道夜巡", 2))
        await page.goto(f"{stage.address}/remote")
        await page.screenshot(path=pictures / f"{name}-login.png")
        await stage.enter()
        await wait_colour(page, 0, (40, 160, 40))
        await page.click("#language")
        await page.click("#language")
        for tab in ("wall", "switch", "cases") if size[0] < 860 else ("wall",):
            if size[0] < 860:
                await page.click(f'nav [data-to="{tab}"]')
            await page.wait_for_timeout(50)
            await page.screenshot(path=pictures / f"{name}-{tab}.png")
            assert await page.evaluate(OVERFLOWING) == []
            assert await page.evaluate(SMALL) == []
        if size[0] < 860:
            await page.click('nav [data-to="switch"]')
        await page.click('#tours [data-name="河道夜巡"]')
        await page.screenshot(path=pictures / f"{name}-ask.png")
        assert await page.evaluate(OVERFLOWING) == []
        assert await page.evaluate(SMALL) == []

    run(story, size=size, language=language)
