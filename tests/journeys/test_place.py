"""The command room as a place on the program: a wall camera is its picture while a conference
lives, and the leaders' view stands beside it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import cv2
import numpy as np
import pytest

from console.site.place_file import FILE, Place, write_place
from tests.stage.process import wait_for
from tests.stage.room import Room, Town, a_room
from tests.stage.screen import Screen

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def room(town: Town, screen: Screen, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    write_place(town.site, Place(picture="camera:c03"))
    try:
        with a_room(town, screen, tmp_path_factory.mktemp("room")) as made:
            yield made
    finally:
        (town.site / FILE).unlink()


def small(room: Room, cell: int) -> Any:
    """A tile's picture in coarse greys, without its title, name and marks."""
    grey = cv2.cvtColor(room.picture(room.tile(cell)), cv2.COLOR_BGRA2GRAY)
    height, width = grey.shape
    middle = grey[height // 5 : height * 4 // 5, width // 8 : width * 7 // 8]
    return cv2.resize(middle, (32, 18), interpolation=cv2.INTER_AREA).astype(float)


def alike(room: Room) -> bool:
    """Whether the program in cell 0 shows what the camera in cell 1 does."""
    one, other = small(room, 0), small(room, 1)
    return bool(one.std() > 5 and np.corrcoef(one.ravel(), other.ravel())[0, 1] > 0.8)


def test_a_wall_camera_is_the_rooms_place_on_the_program(room: Room) -> None:
    room.wait_live(9)
    room.call("PUT", "/v1/wall/layout", {"layout": "2x2"})
    room.call("PUT", "/v1/wall/cells/0", {"source": "program"})
    room.call("PUT", "/v1/wall/cells/1", {"source": "camera:c03"})
    room.call("PUT", "/v1/wall/cells/2", {"source": "leaders"})
    room.call("POST", "/v1/conference", {"action": "start", "nodes": ["n01"]})
    wait_for(
        "the room on air", lambda: room.get("/v1/conference")["program"]["on_air"] == ["room"], 30
    )
    wait_for("the camera's picture on the program", lambda: alike(room), 60)
    assert wait_for("the leaders' view", lambda: room.tile(2)["state"] == "live", 30)
    room.call("POST", "/v1/conference", {"action": "end"})
    wait_for("no conference", lambda: room.get("/v1/conference")["state"] == "idle", 30)
    wait_for("no picture", lambda: not alike(room), 30)
