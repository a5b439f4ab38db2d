"""The wall on the demo town: it opens, a line breaks, a worker dies."""

from __future__ import annotations

import os
import signal

import numpy as np
import pytest

from tests.stage.process import wait_for
from tests.stage.room import Room, catalogue

pytestmark = pytest.mark.journey


def test_nine_cameras_are_live_and_each_tile_moves_and_is_the_right_cameras(room: Room) -> None:
    room.wait_live(9)
    assert room.town is not None
    ids = catalogue(room.town.site)
    for tile in room.tiles():
        first = wait_for(f"a mark on tile {tile['cell']}", lambda tile=tile: room.mark(tile))
        assert f"camera:{ids[first.camera]}" == tile["source"]

        def moved(tile: dict[str, object] = tile, first: object = first) -> bool:
            mark = room.mark(tile)
            return mark is not None and mark != first

        wait_for(f"movement on tile {tile['cell']}", moved)
    wait_for("the figures", lambda: all(tile["codec"] for tile in room.tiles()))
    assert {(*tile["size"], tile["codec"]) for tile in room.tiles()} == {(640, 360, "h264")}


def test_a_cut_line_turns_the_tile_grey_with_its_age_and_mends_by_itself(room: Room) -> None:
    room.wait_live(9)
    assert room.town is not None
    source = room.tile(4)["source"]
    camera = source.removeprefix("camera:")
    room.town.order(do="cut", camera=camera)
    try:
        wait_for("the tile to say so", lambda: room.tile(4)["state"] in ("stale", "lost"), 15)
        wait_for("grey", lambda: _is_grey(room.picture(room.tile(4))), 10)
        told = wait_for("the reason", lambda: room.tile(4)["state"] == "lost" and room.tile(4), 20)
        assert told["reason"]
        others = [tile["state"] for tile in room.tiles() if tile["cell"] != 4]
        assert others == ["live"] * 8
    finally:
        room.town.order(do="mend", camera=camera)
    wait_for("the picture to be back", lambda: room.tile(4)["state"] == "live", 45)
    wait_for("colour", lambda: not _is_grey(room.picture(room.tile(4))), 5)


def test_a_killed_worker_is_back_with_pictures_and_the_window_does_not_stall(room: Room) -> None:
    room.wait_live(9)
    # scenes that were drawn for the first time may have kept both cores busy
    wait_for("a calm minute", lambda: stall_ms(room) < 50, 90)
    worker = next(p for p in room.get("/v1/health")["processes"] if p["name"] == "cameras-0")
    os.kill(worker["pid"], signal.SIGKILL)

    def another() -> bool:
        processes = room.get("/v1/health")["processes"]
        now = next(p for p in processes if p["name"] == "cameras-0")
        return now["pid"] not in (None, worker["pid"]) and now["restarts"] > worker["restarts"]

    wait_for("another worker", another)
    room.wait_live(9)
    assert stall_ms(room) < 100


def test_layouts_switch_and_cells_show_what_they_are_told(room: Room) -> None:
    names = [layout["name"] for layout in room.get("/v1/layouts")]
    assert {"1x1", "2x2", "3x3", "4x4", "5x5", "6x6", "8x8", "1+5", "1+7"} <= set(names)
    room.call("PUT", "/v1/wall/layout", {"layout": "1+5"})
    room.wait_live(6)
    room.call("PUT", "/v1/wall/cells/0", {"source": "camera:c20"})
    wait_for("c20", lambda: room.tile(0)["source"] == "camera:c20")
    assert wait_for("its mark", lambda: (m := room.mark(room.tile(0))) and m.camera == 19, 60)
    room.call("PUT", "/v1/wall/cells/0", {"source": None})
    wait_for("an empty cell", lambda: room.tile(0)["source"] is None)
    status, problem = room.console.api.call("PUT", "/v1/wall/layout", {"layout": "9x9"})
    assert status == 404
    assert "3x3" in str(problem)
    room.call("PUT", "/v1/wall/layout", {"layout": "3x3"})
    room.wait_live(9)


def stall_ms(room: Room) -> float:
    """How long the window let anything wait in the last minute, p99."""
    return float(room.get("/v1/health")["ui"]["stall_ms_p99"])


def _is_grey(picture: np.ndarray) -> bool:
    """Whether the picture has no colour, apart from the words and markers over it."""
    channels = picture[:, :, :3].astype(int)
    spread = channels.max(axis=2) - channels.min(axis=2)
    return float(np.median(spread)) < 6


def test_a_panel_selects_calls_a_camera_by_number_and_enlarges_it(room: Room) -> None:
    room.wait_live(9)
    assert room.call("PUT", "/v1/wall/selection", {"cell": 2}) == {"selected": 2}
    put = room.call("POST", "/v1/keys", {"number": "12"})
    assert put == {"cell": 2, "source": "camera:c12"}
    wait_for("the camera", lambda: room.tile(2)["state"] == "live")
    narrow = room.tile(2)["rect"][2]
    room.call("POST", "/v1/keys", {"action": "enlarge"})
    wait_for("the whole wall", lambda: room.tile(2)["rect"][2] > 2 * narrow)
    room.call("POST", "/v1/keys", {"action": "enlarge"})
    wait_for("all tiles", lambda: room.tile(2)["rect"][2] == narrow)
    room.call("POST", "/v1/keys", {"action": "left"})
    assert room.get("/v1/wall")["selected"] == 1
    status, told = room.console.api.call("POST", "/v1/keys", {"action": "explode"})
    assert status == 404
    assert "snapshot" in told["there_are"]
