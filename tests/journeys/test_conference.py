"""A village joins from a real browser: it is seen and heard, and sees and hears."""

from __future__ import annotations

import numpy as np
import pytest
from playwright.sync_api import Page

from tests.stage.process import wait_for
from tests.stage.room import Room

pytestmark = [pytest.mark.journey, pytest.mark.browser]


def test_a_village_joins_from_chromium_and_is_seen_and_sees(room: Room, page: Page) -> None:
    room.wait_live(9)
    room.call("POST", "/v1/conference", {"action": "start", "nodes": ["n01"]})
    link = wait_for("a join link", lambda: room.node("n01")["join_url"])
    page.goto(link)
    page.click("#join")
    wait_for("the village in the conference", lambda: room.node("n01")["state"] == "live")

    room.call("PUT", "/v1/wall/cells/0", {"source": "node:n01"})
    wait_for("its picture on the wall", lambda: room.tile(0)["state"] == "live")
    wait_for("Chromium's green test picture", lambda: greenish(room.picture(room.tile(0))))

    shown = "v => v.videoWidth > 0 && v.currentTime > 0.5"
    page.wait_for_function(f"({shown})(document.getElementById('program'))")

    wait_for("its beeps to be heard", lambda: room.node("n01")["speaking"], 15)
    room.call("PUT", "/v1/wall/cells/1", {"source": "program"})
    wait_for("the program on the wall", lambda: room.tile(1)["state"] == "live")


def test_the_chair_mutes_and_the_village_raises_its_hand(room: Room, page: Page) -> None:
    page.click("#hand")
    wait_for("the hand", lambda: room.node("n01")["hand"])
    room.call("POST", "/v1/conference", {"action": "mute", "node": "n01"})
    wait_for("the mute", lambda: room.node("n01")["mic"] == "forced")
    room.call("POST", "/v1/conference", {"action": "unmute", "node": "n01"})
    wait_for("the floor", lambda: room.node("n01")["mic"] == "open")


def test_a_layout_for_conferences_has_the_village_until_the_end(room: Room, page: Page) -> None:
    room.call("PUT", "/v1/wall/layout", {"layout": "speaker+row"})
    wait_for("the village beside the program", lambda: room.tile(1)["state"] == "live")
    assert [room.tile(cell)["source"] for cell in range(3)] == ["program", "node:n01", None]


def test_the_chair_ends_the_conference(room: Room, page: Page) -> None:
    room.call("POST", "/v1/conference", {"action": "end"})
    wait_for("the end", lambda: room.get("/v1/conference")["state"] == "idle")
    wait_for("the village to be told", lambda: room.node("n01")["state"] != "live")
    wait_for("its cell to be empty", lambda: room.tile(1)["source"] is None)


def greenish(picture: np.ndarray) -> bool:
    blue, green, red = picture[:, :, :3].reshape(-1, 3).mean(axis=0)
    return bool(green > 1.3 * max(red, blue, 1))
