"""Case markers on a full wall: what they cost in shown pictures, and how soon a change is there.

``python -m bench markers``. ``cost64``: rounds with ten markers on each of 64 tiles and rounds in
which the same cases are far from every camera, in turns in the same room. ``age36``: changes of one
case while 36 tiles are live and 1 000 cases are open.
"""

from __future__ import annotations

import csv
import datetime
import math
import random
import statistics
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.figures import Figure, percentile
from bench.processes import costs, machine_s, spent
from tests.stage.process import wait_for
from tests.stage.room import Room, Town, a_room, a_town, catalogue
from tests.stage.screen import Screen

EACH = 10  # markers on a tile
ROUNDS, ROUND_S, SETTLE_S = 3, 10.0, 3.0
OPEN_CASES = 1000
CHANGES = 60
CASE = "c-bench-1"
LEVELS = ("red", "orange", "yellow", "blue")
PLATFORMS = ("governance", "enforcement", "market", "service")
EAST_M, NORTH_M = 95_950.0, 110_870.0  # of a degree in the town


@dataclass(frozen=True)
class Round:
    rate: float  # pictures a second, all tiles together
    slowest: float
    cpu: float  # cores, the console alone
    elsewhere: float


def measure(folder: Path) -> list[Figure]:
    return [*cost64(folder / "cost64"), *age36(folder / "age36")]


def cost64(folder: Path) -> list[Figure]:
    """Both kinds of rounds beside each other: the machine is the same for both."""
    with _wall(folder, "8x8", 64) as room:
        assert room.town is not None
        cameras = _cameras(room.town)
        for case in room.get("/v1/cases")["cases"]:  # the story's own
            room.town.order(do="case", case={"id": case["id"], "status": "closed"})
            room.town.speaker.hear("case")
        bare, marked = [], []
        for _ in range(ROUNDS):
            _order(room.town, cameras, away=True)
            wait_for("no markers", lambda: not _marked(room, 1), 60)
            bare.append(_round(room))
            _order(room.town, cameras, away=False)
            wait_for("markers on all tiles", lambda: _marked(room, EACH) == 64, 60)
            marked.append(_round(room))
            print(f"cost64 without {bare[-1]}\n       with    {marked[-1]}", file=sys.stderr)
    rates = [one.rate / other.rate for one, other in zip(marked, bare, strict=True)]
    used = [one.cpu / other.cpu for one, other in zip(marked, bare, strict=True)]
    busy = max(each.elsewhere for each in (*bare, *marked))
    note = f"median of {ROUNDS}, {min(rates):.4f} to {max(rates):.4f}; elsewhere {busy:.2f} cores"
    return [
        Figure(
            f"64 tiles with {EACH} markers each: pictures shown / without markers",
            statistics.median(rates), "", at_least=0.99, note=note,
        ),
        Figure(
            f"64 tiles with {EACH} markers each: CPU of the console / without markers",
            statistics.median(used), "",
            note=f"{min(used):.3f} to {max(used):.3f}; "
            f"{statistics.median(each.cpu for each in bare):.3f} cores without",
        ),
    ]  # fmt: skip


def age36(folder: Path) -> list[Figure]:
    with _wall(folder, "6x6", 36) as room:
        assert room.town is not None
        cameras, chance = _cameras(room.town), random.Random(7)
        for number in range(OPEN_CASES):
            camera = chance.choice(cameras)
            at = _ahead(camera, chance.uniform(15, 300), chance.uniform(-40, 40))
            _put(room.town, f"c-open-{number}", number, at, "handling", ())
        wait_for("the cases", lambda: len(room.get("/v1/markers")) > 36, 120)
        time.sleep(SETTLE_S)
        took = [_change(room, room.town, cameras[0], number) for number in range(CHANGES)]
    return [
        Figure(
            "36 live tiles, 1 000 open cases: change sent to marker painted, p95",
            percentile(took, 0.95) * 1000, "ms", at_most=100,
            note=f"p50 {percentile(took, 0.5) * 1000:.0f}, {CHANGES} changes",
        )
    ]  # fmt: skip


@contextmanager
def _wall(folder: Path, layout: str, tiles: int) -> Iterator[Room]:
    """A room whose wall is all there is in the window, each cell with a camera of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    with (
        Screen(folder / "screen") as screen,
        a_town(folder, "--no-nodes") as town,
    ):
        town.order(do="story", running=False)
        with a_room(town, screen, folder, "--view", "wall") as room:
            room.call("PUT", "/v1/wall/layout", {"layout": layout})
            for cell, camera in enumerate(catalogue(town.site)[:tiles]):
                room.call("PUT", f"/v1/wall/cells/{cell}", {"source": f"camera:{camera}"})
            room.wait_live(tiles)
            time.sleep(SETTLE_S)
            yield room


def _round(room: Room) -> Round:
    time.sleep(SETTLE_S)
    pid = room.console.process.pid
    before, all_before, began = costs([pid]), machine_s(), time.monotonic()
    samples = []
    while time.monotonic() < began + ROUND_S:
        time.sleep(1.0)
        samples.append([tile["fps"] for tile in room.tiles()])
    took = time.monotonic() - began
    used = spent(before, costs([pid]))
    each = [statistics.mean(rates) for rates in zip(*samples, strict=True)]
    whole = (machine_s() - all_before) / took
    return Round(sum(each), min(each), used["console"] / took, whole - sum(used.values()) / took)


@dataclass(frozen=True)
class Camera:
    id: str
    longitude: float
    latitude: float
    heading_deg: float


def _cameras(town: Town) -> list[Camera]:
    lines = (town.site / "cameras.csv").read_text("utf-8-sig").splitlines()
    return [
        Camera(
            row["id"], float(row["longitude"]), float(row["latitude"]), float(row["heading_deg"])
        )
        for row in csv.DictReader(lines)
    ]


def _order(town: Town, cameras: list[Camera], away: bool) -> None:
    """Ten open cases before each camera, or out of everybody's sight."""
    for camera in cameras[:64]:
        for which in range(EACH):
            at = _ahead(camera, 16 + which * 4.0, (which % 5 - 2) * 3.0)
            if away:
                at["latitude"] += 0.2
            seen_by = () if away else (camera.id,)
            _put(town, f"c-{camera.id}-{which}", which, at, "handling", seen_by)


def _put(
    town: Town, name: str, number: int, at: dict[str, Any], status: str, cameras: tuple[str, ...]
) -> None:
    town.order(
        do="case",
        case={
            "id": name, "title": "河道漂浮物", "platform": PLATFORMS[number % 4],
            "level": LEVELS[number % 4], "status": status, "cameras": list(cameras), "place": at,
        },
    )  # fmt: skip
    town.speaker.hear("case")


def _ahead(camera: Camera, ahead_m: float, right_m: float) -> dict[str, Any]:
    turn = math.radians(camera.heading_deg)
    east = ahead_m * math.sin(turn) + right_m * math.cos(turn)
    north = ahead_m * math.cos(turn) - right_m * math.sin(turn)
    return {
        "longitude": camera.longitude + east / EAST_M,
        "latitude": camera.latitude + north / NORTH_M,
        "datum": "wgs84", "accuracy_m": 5, "method": "gps",
    }  # fmt: skip


def _marked(room: Room, least: int) -> int:
    """How many tiles carry so many markers."""
    return sum(tile["markers"] >= least for tile in room.tiles())


def _change(room: Room, town: Town, camera: Camera, number: int) -> float:
    """Seconds from the order to the town until the console says that this revision is painted."""
    sent = datetime.datetime.now(datetime.UTC)
    town.order(
        do="case",
        case={
            "id": CASE, "title": "河道漂浮物", "platform": "governance", "level": "red",
            "status": "handling", "cameras": [camera.id],
            "place": _ahead(camera, 20 + number * 0.5, 0),
        },
    )  # fmt: skip
    revision = town.speaker.hear("case")["rev"]
    marker = wait_for("the marker", lambda: _painted(room, camera.id, revision))
    painted = datetime.datetime.fromisoformat(marker["painted_at"])
    return (painted - sent).total_seconds()


def _painted(room: Room, camera: str, revision: int) -> dict[str, Any] | None:
    for marker in room.get("/v1/markers"):
        if (marker["case"], marker["on"], marker["rev"]) == (CASE, f"camera:{camera}", revision):
            return dict(marker)
    return None
