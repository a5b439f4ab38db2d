"""The wall on a foreign RTSP server: GStreamer's, not the town's."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from tests.stage.process import ROOT, wait_for
from tests.stage.room import Room, Town, a_room
from tests.stage.screen import Screen

pytestmark = [pytest.mark.journey, pytest.mark.foreign]

# the ground before which the server's ball moves, as red, green, blue
GROUNDS = {"red": (192, 0, 0), "green": (0, 160, 0), "blue": (0, 0, 192), "white": (224, 224, 224)}
TRANSPORTS = {"red": "tcp", "green": "udp", "blue": "udp", "white": "any"}
READ = {
    "red": ("tcp", None),
    "green": ("tcp", "udp"),
    "blue": ("udp", None),
    "white": ("any", None),
}


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    server = subprocess.Popen(
        ["/usr/bin/python3", str(ROOT / "tests/stage/foreign_rtsp.py")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert server.stdout is not None
    yield int(server.stdout.readline())
    server.communicate(timeout=10)


@pytest.fixture(scope="module")
def room(
    port: int, town: Town, screen: Screen, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Room]:
    site = a_site(tmp_path_factory.mktemp("foreign"), port)
    with a_room(town, screen, site, "--layout", "2x2", site=site) as made:
        yield made


def a_site(folder: Path, port: int) -> Path:
    (folder / "site.toml").write_text(
        'name = "Foreign"\nlanguage = "en"\n[conference]\nlisten = "127.0.0.1:0"\n', "utf-8"
    )
    lines = ["id,name,main,user,transport"]
    lines += [
        f"{name},{name},rtsp://127.0.0.1:{port}/{name},cam,{TRANSPORTS[name]}" for name in GROUNDS
    ]
    (folder / "cameras.csv").write_text("\n".join(lines) + "\n", "utf-8")
    (folder / "state").mkdir(mode=0o700)
    secrets = folder / "state" / "secrets.toml"
    secrets.touch(0o600)
    secrets.write_text('[cameras.cam]\nname = "cam"\npassword = "foreign"\n', "utf-8")
    return folder


def test_foreign_cameras_are_live_in_their_own_colours_and_move(room: Room) -> None:
    room.wait_live(4)
    for tile in room.tiles():
        colour = GROUNDS[tile["source"].removeprefix("camera:")]
        wait_for(f"{tile['source']} in its colour", lambda t=tile, c=colour: ground(room, t, c))
        before = room.picture(tile)
        wait_for(
            f"{tile['source']} moving",
            lambda t=tile, b=before: bool((room.picture(t) != b).any()),
        )


def test_a_camera_without_udp_is_read_by_tcp_and_that_is_told(room: Room) -> None:
    room.wait_live(4)

    def told() -> dict[str, tuple[str, str | None]]:
        return {
            tile["source"].removeprefix("camera:"): (tile["transport"], tile["instead_of"])
            for tile in room.tiles()
        }

    wait_for("transports as they are read", lambda: told() == READ)
    listed = {camera["id"]: camera for camera in room.get("/v1/cameras")}
    assert (listed["green"]["transport"], listed["green"]["instead_of"]) == ("tcp", "udp")


def ground(room: Room, tile: dict[str, object], colour: tuple[int, int, int]) -> bool:
    picture = room.picture(tile)
    middle = np.median(picture.reshape(-1, 4), axis=0)[2::-1]
    return bool(np.abs(middle - np.array(colour)).max() < 40)
