"""The console is killed with a scene on: from its next start to the same wall with pictures."""

from __future__ import annotations

import statistics
import time
from pathlib import Path

from bench.figures import Figure
from bench.watcher import Watcher
from tests.stage.process import Console, free_port, wait_for
from tests.stage.room import Room, Town, a_town
from tests.stage.screen import Screen

KILLS = 5
SCENE = "汛期"


def measure(folder: Path) -> list[Figure]:
    (folder / "town").mkdir()
    with Screen(folder / "screen") as screen, a_town(folder / "town") as town:
        room = _start(town, screen, folder)
        try:
            wait_for("the control API", room.console.api.answers, 30)
            room.call("PUT", "/v1/wall/scene", {"scene": SCENE})
            wait_for("the scene", lambda: _is_back(room), 60)
            times = []
            for _ in range(KILLS):
                room.console.process.kill()
                room.console.close()
                began = time.monotonic()
                room = _start(town, screen, folder)
                wait_for("the control API", room.console.api.answers, 30)
                wait_for("the scene again", lambda room=room: _is_back(room), 60)
                times.append(time.monotonic() - began)
        finally:
            room.console.close()
    return [
        Figure(
            "console killed and started: the same scene with pictures",
            statistics.median(times), "s", at_most=3,
            note=f"median of {KILLS}, worst {max(times):.2f}; the town goes on",
        )
    ]  # fmt: skip


def _start(town: Town, screen: Screen, folder: Path) -> Room:
    console = Console(town.site, screen.display, folder / "console.log", free_port())
    return Room(console, screen, town)


def _is_back(room: Room) -> bool:
    """Whether the scene is on and each of its cameras is seen on the screen."""
    wall = room.get("/v1/wall")
    cameras = [tile for tile in wall["tiles"] if str(tile["source"]).startswith("camera:")]
    if wall["scene"] != SCENE or any(tile["state"] != "live" for tile in cameras):
        return False
    # the frame of an alarm lies over the mark in its picture
    alarms = {cell for alarm in wall["alarms"] for cell in alarm["cells"]}
    bare = [tile for tile in cameras if tile["cell"] not in alarms]
    return len(bare) > 0 and all(Watcher(room.screen.pixels, bare).look())
