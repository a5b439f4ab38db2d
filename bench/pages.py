"""Views beside the room's window: the welcome, the duty officer's page, a village's page."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from bench.views import Stage
from tests.stage.browser import launch
from tests.stage.process import ROOT, wait_for
from tests.stage.screen import Screen

PHONE = {"width": 360, "height": 740}


def welcome(
    screen: Screen, folder: Path, language: str, scale: float, shot: Callable[[str], None]
) -> None:
    """What is asked where there is no room yet."""
    home = folder / "nobody"
    home.mkdir(exist_ok=True)
    program = subprocess.Popen(
        [sys.executable, "-m", "console", "--language", language],
        cwd=ROOT,
        env={
            **os.environ, "DISPLAY": screen.display, "QT_QPA_PLATFORM": "xcb",
            "XDG_STATE_HOME": str(home), "XDG_DATA_HOME": str(home),
            "QT_SCALE_FACTOR": str(scale),
        },
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        wait_for("the welcome", lambda: screen.pixels[:, :, :3].any(), 30)
        time.sleep(1.5)
        shot("welcome")
    finally:
        program.send_signal(signal.SIGTERM)
        program.wait(15)


def remote(stage: Stage, into: Path) -> None:
    """The duty officer's page on a phone."""
    api = stage.room.console.api
    with sync_playwright() as playwright:
        browser, page = _phone(playwright, stage.language)
        page.goto(f"http://127.0.0.1:{api.port}/remote")
        page.wait_for_timeout(500)
        page.screenshot(path=into / "remote-login.png")
        page.fill("#token", api._token)
        page.click("#login button")
        page.wait_for_selector('.tile[data-cell="0"] img')
        page.wait_for_timeout(2500)
        page.screenshot(path=into / "remote.png")
        browser.close()


def join(stage: Stage, into: Path) -> None:
    """A village's page, before and in the conference, and as it leads a roll call."""
    room = stage.room
    room.call("POST", "/v1/conference", {"action": "start", "nodes": ["n06", "n02"]})
    link = wait_for("a join link", lambda: room.node("n06")["join_url"])
    with sync_playwright() as playwright:
        browser, page = _phone(playwright, stage.language)
        page.goto(link)
        page.wait_for_timeout(800)
        page.screenshot(path=into / "join.png")
        page.click("#join")
        wait_for("the village", lambda: room.node("n06")["state"] == "live")
        page.wait_for_timeout(4000)
        page.screenshot(path=into / "joined.png")
        room.call("POST", "/v1/conference", {"action": "chair", "node": "n06"})
        page.wait_for_selector("#chair:not([hidden])")
        page.wait_for_timeout(1500)
        page.screenshot(path=into / "leads.png")
        page.click("[data-act='roll_call']")
        page.wait_for_timeout(2500)
        page.screenshot(path=into / "leads-roll.png")
        browser.close()
    room.call("POST", "/v1/conference", {"action": "end"})


def _phone(playwright: Playwright, language: str) -> tuple[Browser, Page]:
    browser, _ = launch(playwright)
    context = browser.new_context(
        ignore_https_errors=True, bypass_csp=True, locale=LOCALES[language], viewport=PHONE,
        color_scheme="dark",
    )  # fmt: skip
    return browser, context.new_page()


LOCALES = {"zh": "zh-CN", "en": "en-GB"}
PAGES: dict[str, Callable[[Stage, Path], None]] = {"remote": remote, "join": join}
