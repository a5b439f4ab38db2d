"""A camera is shared into the conference: a village's browser sees it, now, until it ends."""

from __future__ import annotations

import base64
import io
import os
import signal
from dataclasses import replace
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Page

from media.hub.canvas import EDGE, HEIGHT, WIDTH
from media.hub.scene import Cell, beside, fit
from tests.stage.mark import Mark, read_mark
from tests.stage.process import wait_for
from tests.stage.room import Room, Town, catalogue, paint

pytestmark = [pytest.mark.journey, pytest.mark.browser]

SHOT = """() => {
  const video = document.getElementById('program'), canvas = document.createElement('canvas');
  canvas.width = video.videoWidth; canvas.height = video.videoHeight;
  canvas.getContext('2d').drawImage(video, 0, 0);
  return canvas.width ? canvas.toDataURL('image/png').split(',')[1] : '';
}"""


@pytest.fixture(scope="module", autouse=True)
def painted(town: Town) -> None:
    """Before the room is open: it would take all that is needed for it."""
    paint(town, "c20")


def program(page: Page) -> Any:
    """What the village sees now, shape (``HEIGHT``, ``WIDTH``, 3): its line may carry more pixels
    than that, or fewer."""
    shot = base64.b64decode(page.evaluate(SHOT))
    if not shot:
        return np.zeros((HEIGHT, WIDTH, 3), np.uint8)
    Path("out/journeys").mkdir(parents=True, exist_ok=True)
    Path("out/journeys/shared.png").write_bytes(shot)
    picture = np.asarray(Image.open(io.BytesIO(shot)).convert("RGB"))
    return cv2.resize(picture, (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA)


def large(page: Page) -> Mark | None:
    """The mark of the picture that stands large beside one site."""
    return read_mark(large_picture(page))


def large_picture(page: Page) -> Any:
    room, _ = beside(1, WIDTH, HEIGHT, 2 * EDGE)
    return cut(page, fit(room, 1920, 1080))


def shared_page(page: Page) -> Any:
    """What is to be read, at the top, with its name below."""
    room, _ = beside(1, WIDTH, HEIGHT, 2 * EDGE, page=True)
    return cut(page, replace(fit(room, 1920, 1080), y=room.y))


def cut(page: Page, cell: Cell) -> Any:
    return program(page)[cell.y : cell.y + cell.height, cell.x : cell.x + cell.width]


def camera_in(page: Page) -> int | None:
    mark = large(page)
    return mark.camera if mark else None


def share(room: Room) -> dict[str, Any]:
    told: dict[str, Any] | None = room.get("/v1/conference")["share"]
    return told or {}


def test_a_tiles_camera_is_seen_large_in_a_villages_browser(room: Room, page: Page) -> None:
    room.wait_live(9)
    room.call("POST", "/v1/conference", {"action": "start", "nodes": ["n01"]})
    page.goto(wait_for("a join link", lambda: room.node("n01")["join_url"]))
    page.click("#join")
    wait_for("the village in the conference", lambda: room.node("n01")["state"] == "live")
    assert room.town is not None
    cameras = catalogue(room.town.site)

    source = room.tile(4)["source"]
    room.call("PUT", "/v1/wall/selection", {"cell": 4})
    room.call("POST", "/v1/keys", {"action": "share"})  # as its menu does
    wait_for("what is shared", lambda: share(room).get("state") == "live")
    assert share(room)["source"] == source
    line = cameras.index(source.removeprefix("camera:"))
    wait_for("the camera in the browser", lambda: camera_in(page) == line)
    before = large(page)
    wait_for("another picture of it", lambda: large(page) not in (before, None))
    program = room.get("/v1/conference")["program"]
    assert (program["layout"], program["on_air"]) == ("share", ["n01"])


def test_another_camera_takes_its_place(room: Room, page: Page) -> None:
    assert room.town is not None
    line = catalogue(room.town.site).index("c20")
    told = room.call("POST", "/v1/conference", {"action": "share", "source": "camera:c20"})
    assert told["share"]["source"] == "camera:c20"
    wait_for("it in the browser", lambda: camera_in(page) == line)


def test_a_picture_that_stops_is_not_shown_as_live_and_comes_back(room: Room, page: Page) -> None:
    assert room.town is not None
    line = catalogue(room.town.site).index("c20")
    for pid in children(room.console.process.pid, "media.cameras"):
        os.kill(pid, signal.SIGSTOP)  # it is missed after a while, and replaced
    wait_for("its end to be told", lambda: share(room)["state"] == "stale")
    wait_for("its end to be seen", lambda: camera_in(page) is None)
    wait_for("it again", lambda: camera_in(page) == line, 40)
    wait_for("it to be told", lambda: share(room)["state"] == "live")


def test_it_comes_back_after_the_hub(room: Room, page: Page) -> None:
    assert room.town is not None
    line = catalogue(room.town.site).index("c20")
    before = room.node("n01")["join_url"]
    for pid in children(room.console.process.pid, "media.hub"):
        os.kill(pid, signal.SIGKILL)
    # where the room has a door of its own, and not any free one, the page comes back by itself
    wait_for("its door", lambda: room.node("n01")["join_url"] not in (before, None))
    page.goto(room.node("n01")["join_url"])
    page.click("#join")
    wait_for("the share", lambda: share(room).get("state") == "live", 30)
    wait_for("it in the browser", lambda: camera_in(page) == line, 30)
    first = large(page)
    wait_for("another picture of it", lambda: large(page) not in (first, None))


def test_the_rooms_screen_is_seen_by_the_village(room: Room, page: Page) -> None:
    told = room.call("POST", "/v1/conference", {"action": "share", "source": "screen"})
    assert told["share"]["source"] == "screen"

    def alike() -> bool:
        shown = cv2.resize(shared_page(page), (96, 54), interpolation=cv2.INTER_AREA)
        here = cv2.resize(room.screen.pixels, (96, 54), interpolation=cv2.INTER_AREA)
        return bool(np.abs(shown.astype(int) - here[:, :, 2::-1]).mean() < 8)

    wait_for("the room's screen in the browser", alike)


def test_it_ends_with_a_word_and_with_the_conference(room: Room, page: Page) -> None:
    told = room.call("POST", "/v1/conference", {"action": "share", "source": None})
    assert told["share"] is None
    wait_for("the sites alone", lambda: camera_in(page) is None)
    status, _ = room.console.api.call(
        "POST", "/v1/conference", {"action": "share", "source": "camera:none"}
    )
    assert status == 404
    room.call("POST", "/v1/conference", {"action": "share", "source": "camera:c20"})
    room.call("POST", "/v1/conference", {"action": "end"})
    wait_for("the end", lambda: room.get("/v1/conference")["state"] == "idle")
    assert room.get("/v1/conference")["share"] is None
    status, _ = room.console.api.call(
        "POST", "/v1/conference", {"action": "share", "source": "camera:c20"}
    )
    assert status == 409


def children(parent: int, name: str) -> list[int]:
    """The processes of this parent that run a module of this name."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rpartition(")")[2].split()
            command = (status.parent / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except OSError:
            continue  # it has just ended
        if int(fields[1]) == parent and name in command:
            found.append(int(status.parent.name))
    return found
