"""By keys alone: a tour is made and begun, its patrols are read, a schedule opens a scene."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.stage.process import Console, free_port, wait_for
from tests.stage.room import Room, Town, a_town
from tests.stage.screen import Screen

pytestmark = pytest.mark.journey

CAMERAS = ["c05", "c06", "c07"]
PICTURES = Path("out/journeys")


@pytest.fixture(scope="module")
def own_town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with a_town(tmp_path_factory.mktemp("programme")) as made:
        yield made


@pytest.fixture
def room(own_town: Town, screen: Screen, tmp_path: Path) -> Iterator[Room]:
    console = Console(own_town.site, screen.display, tmp_path / "room.log", free_port())
    try:
        wait_for("the control API", console.api.answers, 30)
        yield Room(console, screen, own_town)
    finally:
        code = console.close()
        said = console.log_path.read_text("utf-8", "replace")
    assert code == 0, said[-4000:]
    assert "Traceback" not in said, said[-6000:]


def press(room: Room, *keys: str) -> None:
    for key in keys:
        room.screen.press(key)


def write(room: Room, words: str) -> None:
    press(room, *words)


def test_a_tour_is_made_and_begun_and_a_schedule_opens_a_scene(room: Room) -> None:
    room.wait_live(4)
    x, y, width, height = room.tile(1)["rect"]
    room.screen.click(x + width // 2, y + height - 6)
    make_a_tour(room)
    press(room, "shift+Tab", "Return")  # back from New: in the selected cell

    seen = set()

    def its_stops() -> bool:
        tile = room.tile(1)
        if tile["state"] == "live":
            seen.add(tile["source"])
        return len(seen) == len(CAMERAS)

    assert "journey" in [tour["tour"] for tour in running(room)]
    wait_for("each camera of the tour live", its_stops, 60)
    read_the_patrols(room)
    make_a_schedule(room)


def running(room: Room) -> list[dict[str, Any]]:
    tours: list[dict[str, Any]] = room.get("/v1/wall")["tours"]
    return tours


def make_a_tour(room: Room) -> None:
    press(room, "ctrl+shift+x", "Tab", "Tab", "Tab", "Return")
    write(room, "journey")
    press(room, "Tab", "Tab", "ctrl+a", "4")  # the file's name, then the seconds
    press(room, "Tab", "Tab", "Tab", "Tab")  # layout, lost ones, the list of its cameras
    for camera in CAMERAS:
        press(room, "ctrl+a")
        write(room, camera)
        press(room, "Return")
    room.screen.save(PICTURES / "tour-form.png")
    press(room, "ctrl+Return")

    def there() -> dict[str, Any] | None:
        tours: list[dict[str, Any]] = room.get("/v1/tours")
        return next((tour for tour in tours if tour["name"] == "journey"), None)

    made = wait_for("the tour", there, 20)
    assert (made["cameras"], made["dwell_s"]) == (CAMERAS, 4)


def read_the_patrols(room: Room) -> None:
    def rows() -> list[dict[str, Any]]:
        told: list[dict[str, Any]] = room.get("/v1/patrols/rows")["rows"]
        return [row for row in told if row["tour"] == "journey" and row["counts"]]

    wait_for("a patrol that counts", rows, 30)
    press(room, "ctrl+shift+v")
    room.screen.save(PICTURES / "patrols.png")
    press(room, "Escape")


def make_a_schedule(room: Room) -> None:
    """The first scene of the list, all day long."""
    assert room.town is not None
    before = room.get("/v1/wall")["scene"]
    scenes = [scene["name"] for scene in room.get("/v1/scenes")]
    press(room, "ctrl+shift+b", "shift+Tab", "shift+Tab")  # from the rules to the title
    write(room, "always")
    press(room, "Tab", "Tab", "Tab", "Return")  # it holds, the rules, Add
    room.screen.save(PICTURES / "rule-form.png")
    press(room, "ctrl+Return")
    room.screen.save(PICTURES / "schedule.png")
    press(room, "Tab", "Tab", "Tab", "Return")  # change, take out, save
    file = room.town.site / "schedules" / "always.toml"
    wait_for("the schedule's file", file.exists, 20)

    def by_schedule() -> bool:
        told = room.get("/v1/wall")
        return bool(told["by"] == "schedule" and told["scene"] == scenes[0])

    wait_for(f"its scene instead of {before}", by_schedule, 30)
