"""A whole room on a stage: a screen, the demo town, and the console looking at it."""

from __future__ import annotations

import csv
import math
import re
import subprocess
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from tests.stage.mark import Mark, read_mark
from tests.stage.process import ROOT, Console, Speaker, free_port, wait_for
from tests.stage.screen import Screen

CACHE = ROOT / "out" / "town-cache"  # rendered once, kept between runs


@dataclass
class Town:
    """The demo town as a program, and the site folder it wrote."""

    speaker: Speaker
    site: Path
    ready: dict[str, Any]

    def order(self, **order: Any) -> None:
        self.speaker.order(order)


@contextmanager
def a_town(folder: Path, *arguments: str) -> Iterator[Town]:
    site = folder / "site"
    speaker = Speaker(
        ["-m", "console.town", "--site", str(site), "--cache", str(CACHE), *arguments],
        folder / "town.log",
    )
    try:
        ready = speaker.hear("ready", 30)
        settle_ports(site / "site.toml")
        yield Town(speaker, site, ready)
    finally:
        speaker.close()


def settle_ports(site: Path) -> None:
    """Let the conference's door take any free port: several rooms may be open on one machine. No
    schedule changes the wall meanwhile."""
    text = re.sub(r'(?m)^listen = ".*:8443"', 'listen = "127.0.0.1:0"', site.read_text("utf-8"))
    text = re.sub(r"(?m)^public_url = .*\n", "", text)
    site.write_text(text, "utf-8")
    for schedule in (site.parent / "schedules").glob("*.toml"):
        schedule.unlink()  # what a room shows must not depend on the hour


@dataclass
class Room:
    """A running console and what is on its screen."""

    console: Console
    screen: Screen
    town: Town | None

    def get(self, path: str) -> Any:
        return self.console.api.get(path)

    def call(self, method: str, path: str, body: Any = None) -> Any:
        status, answer = self.console.api.call(method, path, body)
        assert status < 300, (method, path, status, answer)
        return answer

    def node(self, name: str) -> dict[str, Any]:
        """A site of the conference, as ``GET /v1/conference`` tells it."""
        nodes: list[dict[str, Any]] = self.get("/v1/conference")["nodes"]
        return next(node for node in nodes if node["id"] == name)

    def tiles(self) -> list[dict[str, Any]]:
        tiles: list[dict[str, Any]] = self.get("/v1/wall")["tiles"]
        return tiles

    def tile(self, cell: int) -> dict[str, Any]:
        return next(tile for tile in self.tiles() if tile["cell"] == cell)

    def picture(self, tile: dict[str, Any]) -> npt.NDArray[np.uint8]:
        """The tile's picture as it is on the screen now, shape (height, width, 4), a copy."""
        x, y, width, height = tile["rect"]
        return self.screen.pixels[y : y + height, x : x + width].copy()

    def mark(self, tile: dict[str, Any]) -> Mark | None:
        return read_mark(self.picture(tile))

    def wait_live(self, cells: int, within_s: float = 90.0) -> list[dict[str, Any]]:
        def live() -> list[dict[str, Any]]:
            tiles = [tile for tile in self.tiles() if tile["state"] == "live"]
            return tiles if len(tiles) >= cells else []

        found: list[dict[str, Any]] = wait_for(f"{cells} live tiles", live, within_s)
        return found


@contextmanager
def a_room(
    town: Town,
    screen: Screen,
    folder: Path,
    *arguments: str,
    site: Path | None = None,
    invite: bool = False,
    environment: Mapping[str, str] | None = None,
) -> Iterator[Room]:
    """The console on the town's site folder, or on another; ``invite`` hands the sites their links.

    What was on the wall in the room before is forgotten. At its end the console has to stop in
    order and to have said nothing of a fault.
    """
    for kept in ((site or town.site) / "state").glob("wall.json*"):
        kept.unlink()
    port = free_port()
    console = Console(
        site or town.site, screen.display, folder / "console.log", port,
        *arguments, **(environment or {}),
    )  # fmt: skip
    try:
        wait_for("the control API", console.api.answers, 30)
        room = Room(console, screen, town)
        if invite:
            invite_all(room, town)
        yield room
    finally:
        code = console.close()
        said = console.log_path.read_text("utf-8", "replace")
        print(said[-4000:])
    assert code == 0, said[-4000:]
    assert "Traceback" not in said, said[-6000:]


def catalogue(site: Path) -> list[str]:
    """The ids of cameras.csv in order: the line number is what a picture's mark says."""
    lines = (site / "cameras.csv").read_text("utf-8-sig").splitlines()
    return [line.split(",")[0] for line in lines[1:]]


def paint(town: Town, camera: str) -> None:
    """Ask for the camera's large pictures and wait until the town has painted them: with nothing
    else to do it takes seconds, beside a whole room on a slow machine minutes."""
    rows = csv.DictReader((town.site / "cameras.csv").read_text("utf-8-sig").splitlines())
    entry = next(row for row in rows if row["id"] == camera)
    secrets = tomllib.loads((town.site / "state" / "secrets.toml").read_text("utf-8"))
    login = secrets["cameras"][entry["user"]]
    address = entry["main"].replace("rtsp://", f"rtsp://{login['name']}:{login['password']}@")
    subprocess.run(
        ["ffprobe", "-v", "error", "-rtsp_transport", "tcp", address],
        check=True, timeout=300, capture_output=True,
    )  # fmt: skip


def invite_all(room: Room, town: Town) -> None:
    """Hand the town's simulated sites their join links."""
    nodes = wait_for(
        "the door",
        lambda: (nodes := room.get("/v1/conference")["nodes"]) and nodes[0]["join_url"] and nodes,
    )
    links = {node["id"]: node["join_url"] for node in nodes}
    ca = town.site / "state" / "tls" / "ca.crt"
    town.order(do="invite", links=links, ca=str(ca) if ca.exists() else None)


def ahead_of(camera: dict[str, Any], distance_m: float) -> dict[str, Any]:
    """A place on the ground straight ahead of a camera, as the platform would tell it."""
    heading = math.radians(camera["heading_deg"])
    north, east = distance_m * math.cos(heading), distance_m * math.sin(heading)
    latitude = camera["latitude"] + north / 110_870
    longitude = camera["longitude"] + east / (111_320 * math.cos(math.radians(camera["latitude"])))
    return {
        "longitude": longitude,
        "latitude": latitude,
        "datum": "wgs84",
        "accuracy_m": 5,
        "method": "gps",
    }
