"""Operating the wall: a scene, a tour, the program killed in the middle, an alarm."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.stage.process import Console, free_port, wait_for
from tests.stage.room import Room, Town, a_town
from tests.stage.screen import Screen

pytestmark = pytest.mark.journey

TOUR = """\
format = 1
kind = "tour"
dwell_s = 2
cameras = ["c05", "c06", "c07", "c08"]
"""


@pytest.fixture(scope="module")
def own_town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with a_town(tmp_path_factory.mktemp("operated")) as made:
        (made.site / "layouts" / "short.toml").write_text(TOUR, "utf-8")
        yield made


def opened(town: Town, screen: Screen, folder: Path, name: str) -> Room:
    port = free_port()
    console = Console(town.site, screen.display, folder / name, port)
    return Room(console, screen, town)


def test_the_wall_is_operated_and_comes_back_as_it_was_after_a_kill(
    own_town: Town, screen: Screen, tmp_path: Path
) -> None:
    room = opened(own_town, screen, tmp_path, "first.log")
    try:
        wait_for("the control API", room.console.api.answers, 30)
        assert names(room.get("/v1/scenes")) == ["日常", "汛期", "会商", "夜间"]
        told = room.call("PUT", "/v1/wall/scene", {"scene": "汛期"})
        assert (told["scene"], told["by"]) == ("汛期", "hand")
        room.call("PUT", "/v1/wall/cells/8", {"source": "camera:c20"})
        room.call("PUT", "/v1/wall/tour", {"tour": "short", "cell": 4})
        seen = set()

        def three_stops() -> bool:
            seen.add(room.tile(4)["source"])
            return len(seen) >= 3

        wait_for("three stops", three_stops, 30)
        room.call("POST", "/v1/wall/tour", {"action": "pause", "cell": 4})
        before = room.get("/v1/wall")
        report = room.get("/v1/patrols")
        assert report["who"] == [who_sits(own_town)]
        (own_town.site / "scenes" / "copied.toml").write_text('default = "2x2"\n', "utf-8")
        wait_for("what was copied", lambda: "copied" in names(room.get("/v1/scenes")), 30)
    finally:
        room.console.process.kill()
        room.console.close()

    room = opened(own_town, screen, tmp_path, "second.log")
    try:
        wait_for("the control API", room.console.api.answers, 30)
        after = room.get("/v1/wall")
        assert [after[key] for key in ("layout", "scene", "by")] == [
            before[key] for key in ("layout", "scene", "by")
        ]
        assert places(after) == places(before)
        assert after["tiles"][8]["source"] == "camera:c20"
        cameras = [tile for tile in after["tiles"] if tile["source"] != "map"]
        room.wait_live(len(cameras))
        alarm_comes_up(room)
    finally:
        code = room.console.close()
        said = room.console.log_path.read_text("utf-8", "replace")
    assert code == 0, said[-4000:]
    assert "Traceback" not in said, said[-6000:]


def names(scenes: list[dict[str, str]]) -> list[str]:
    return [scene["name"] for scene in scenes]


def who_sits(town: Town) -> str:
    """The first of the list, until another is chosen."""
    with (town.site / "people.csv").open(encoding="utf-8-sig", newline="") as file:
        return next(csv.DictReader(file))["name"]


def places(wall: dict[str, object]) -> list[tuple[object, ...]]:
    tours = wall["tours"]
    assert isinstance(tours, list)
    return sorted((one["tour"], one["cell"], one["stop"], one["state"]) for one in tours)


def alarm_comes_up(room: Room) -> None:
    """The story has urgent cases now and then: the newest is in the first alarm cell."""
    alarms = wait_for("an alarm", lambda: room.get("/v1/alarms"), 60)
    first = alarms[0]
    assert first["cells"][0] == 1
    assert room.tile(1)["source"] == f"camera:{first['cameras'][0]}"
    room.call("POST", "/v1/alarms", {"alarm": first["alarm"], "action": "acknowledge"})
    assert first["alarm"] not in [one["alarm"] for one in room.get("/v1/alarms")]
