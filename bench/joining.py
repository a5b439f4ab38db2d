"""From the click on "join" in Chromium to the village's picture on the wall."""

from __future__ import annotations

import statistics
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from bench.figures import Figure
from tests.stage.browser import launch
from tests.stage.process import wait_for
from tests.stage.room import Room, a_room, a_town
from tests.stage.screen import Screen

ROUNDS = 5


def measure(folder: Path) -> list[Figure]:
    with (
        Screen(folder / "screen") as screen,
        a_town(folder, "--no-nodes") as town,
        a_room(town, screen, folder) as room,
        sync_playwright() as playwright,
    ):
        room.wait_live(9)
        room.call("POST", "/v1/conference", {"action": "start", "nodes": ["n01"]})
        room.call("PUT", "/v1/wall/cells/0", {"source": "node:n01"})
        browser, page = launch(playwright)
        nodes = room.get("/v1/conference")["nodes"]
        page.goto(next(node["join_url"] for node in nodes if node["id"] == "n01"))
        page.wait_for_selector("#join:enabled")
        took = [_join(room, page) for _ in range(ROUNDS)]
        browser.close()
    return [
        Figure(
            'browser clicks "join" to its picture on the wall', statistics.median(took), "s",
            at_most=2.5, note=f"median of {ROUNDS}, worst {max(took):.2f}",
        )
    ]  # fmt: skip


def _join(room: Room, page: Page) -> float:
    began = time.monotonic()
    page.click("#join")
    wait_for("its picture", lambda: room.tile(0)["state"] == "live", 20)
    took = time.monotonic() - began
    page.click("#leave")
    wait_for("its absence", lambda: room.tile(0)["state"] != "live", 20)
    return took
