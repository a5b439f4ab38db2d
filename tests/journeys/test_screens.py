"""Two screens: a scene over both, a tour on the second, the program killed, a screen pulled out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from console.ui.theme import LIGHT
from tests.stage.monitors import Monitors, side_by_side
from tests.stage.process import Console, free_port, wait_for
from tests.stage.room import Room, Town, a_town
from tests.stage.screen import Screen

pytestmark = pytest.mark.journey

WIDTH, HEIGHT = 1280, 720
AREAS = side_by_side(["LEFT", "RIGHT"], WIDTH, HEIGHT)
SCENE = """\
format = 1
title = "双屏"

[screens.LEFT]
layout = "2x2"

[screens.RIGHT]
layout = "1+5"
"""
TOUR = 'format = 1\nkind = "tour"\ndwell_s = 2\ncameras = ["c05", "c06", "c07", "c08"]\n'


@pytest.fixture(scope="module")
def own_town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with a_town(tmp_path_factory.mktemp("screens")) as made:
        (made.site / "layouts" / "short.toml").write_text(TOUR, "utf-8")
        (made.site / "scenes" / "双屏.toml").write_text(SCENE, "utf-8")
        settings = made.site / "site.toml"
        light = settings.read_text("utf-8").replace("[wall]\n", '[wall]\ncolours = "light"\n')
        settings.write_text(light, "utf-8")
        yield made


@pytest.fixture
def wide(tmp_path: Path) -> Iterator[tuple[Screen, Monitors]]:
    with Screen(tmp_path / "wide", 2 * WIDTH, HEIGHT) as screen, Monitors(screen.display) as made:
        for name, area in AREAS.items():
            made.set(name, area)
        yield screen, made


def opened(town: Town, screen: Screen, log: Path) -> Room:
    size = f"{WIDTH}x{HEIGHT}"
    console = Console(
        town.site, screen.display, log, free_port(), "--screens", "each", "--windowed", size
    )
    return Room(console, screen, town)


def bgr(colour: str) -> list[int]:
    return [int(colour[at : at + 2], 16) for at in (5, 3, 1)]


def of_screen(room: Room, name: str) -> dict[str, Any]:
    """A screen as ``GET /v1/wall`` tells it; empty while it is out."""
    screens = room.get("/v1/wall")["screens"]
    return next((one for one in screens if one["name"] == name), {})


def shown(room: Room, name: str) -> list[Any]:
    one = of_screen(room, name)
    tours = [(tour["tour"], tour["cell"], tour["stop"], tour["state"]) for tour in one["tours"]]
    return [one["layout"], [tile["source"] for tile in one["tiles"]], tours]


def test_two_screens_are_as_they_were_after_a_kill_and_after_a_pulled_plug(
    own_town: Town, wide: tuple[Screen, Monitors], tmp_path: Path
) -> None:
    screen, monitors = wide
    room = opened(own_town, screen, tmp_path / "first.log")
    try:
        wait_for("the control API", room.console.api.answers, 30)
        room.call("PUT", "/v1/wall/scene", {"scene": "双屏"})
        assert [of_screen(room, name)["layout"] for name in AREAS] == ["2x2", "1+5"]
        room.call("PUT", "/v1/wall/cells/3", {"source": "camera:c20"})
        room.call("PUT", "/v1/wall/cells/4", {"source": "camera:c21", "screen": "RIGHT"})
        room.call("PUT", "/v1/wall/selection", {"cell": 4, "screen": "RIGHT"})
        assert of_screen(room, "RIGHT")["tiles"][4]["source"] == "camera:c21"
        assert of_screen(room, "RIGHT")["selected"] == 4
        room.call("PUT", "/v1/wall/tour", {"tour": "short", "cell": 2, "screen": "RIGHT"})

        def two_stops() -> bool:
            return int(of_screen(room, "RIGHT")["tours"][0]["stop"]) >= 2

        wait_for("another stop", two_stops, 30)
        room.call("POST", "/v1/wall/tour", {"action": "pause", "cell": 2, "screen": "RIGHT"})
        before = [shown(room, name) for name in AREAS]
        room.get("/v1/patrols")  # read by who writes: all is on the disk then
    finally:
        room.console.process.kill()
        room.console.close()

    room = opened(own_town, screen, tmp_path / "second.log")
    try:
        wait_for("the control API", room.console.api.answers, 30)
        wait_for("the other screen", lambda: of_screen(room, "RIGHT"), 30)
        assert [shown(room, name) for name in AREAS] == before

        def all_live() -> bool:
            return all(tile["state"] == "live" for tile in of_screen(room, "RIGHT")["tiles"])

        wait_for("live tiles on the other screen", all_live, 60)
        rects = [tile["rect"] for tile in of_screen(room, "RIGHT")["tiles"]]
        assert all(x >= WIDTH for x, _, _, _ in rects)
        grounds = (screen.pixels[:, :, :3] == bgr(LIGHT.ground)).all(axis=2)
        assert grounds[:, :WIDTH].sum() > 100  # between the tiles, at the desk and on the wall
        assert grounds[:, WIDTH:].sum() > 100
        monitors.remove("RIGHT")
        wait_for("one screen", lambda: not of_screen(room, "RIGHT"), 30)
        monitors.set("RIGHT", AREAS["RIGHT"])
        wait_for("the screen again", lambda: of_screen(room, "RIGHT"), 30)
        assert [shown(room, name) for name in AREAS] == before
        wait_for("live tiles again", all_live, 60)
        screen.save(Path("out/journeys/screens.png"))
    finally:
        code = room.console.close()
        said = room.console.log_path.read_text("utf-8", "replace")
    assert code == 0, said[-4000:]
    assert "Traceback" not in said, said[-6000:]
