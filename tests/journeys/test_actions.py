"""Keys on the real window keep what is seen, go back in time, and come back to live."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.stage.process import wait_for
from tests.stage.room import Room

pytestmark = pytest.mark.journey

AMBER = (255, 178, 36)


def chosen_camera(room: Room) -> str:
    """The camera of the first tile, which is clicked: the wall has the keyboard then."""
    room.wait_live(9)
    tile = room.tile(0)
    x, y, width, height = tile["rect"]
    room.screen.click(x + width // 2, y + height - 6)
    return str(tile["source"]).removeprefix("camera:")


def state_folder(room: Room) -> Path:
    assert room.town is not None
    return room.town.site / "state"


def test_a_key_takes_a_snapshot(room: Room) -> None:
    camera = chosen_camera(room)
    room.screen.press("s")

    def taken() -> Path | None:
        files = list((state_folder(room) / "snapshots").rglob(f"{camera}-*.jpg"))
        return files[0] if files else None

    file = wait_for("the snapshot", taken, 20)
    with Image.open(file) as image:
        assert f"[{camera}]" in image.getexif()[0x010E]


def test_a_key_starts_a_recording_and_the_same_key_ends_it(room: Room) -> None:
    camera = chosen_camera(room)
    folder = state_folder(room) / "recordings" / camera
    room.screen.press("r")

    def size() -> int:
        return sum(file.stat().st_size for file in folder.rglob("*.mp4"))

    wait_for("a recording", lambda: size() > 50_000, 30)
    room.screen.press("r")

    grown = [size(), time.monotonic()]

    def rests() -> bool:  # a fragment is written each second while it records
        if size() != grown[0]:
            grown[:] = size(), time.monotonic()
        return time.monotonic() - grown[1] > 2.5

    wait_for("its end", rests, 30)


def test_keys_go_back_stand_and_return_to_live(room: Room) -> None:
    camera = chosen_camera(room)
    begun = time.monotonic()
    wait_for("some memory", lambda: time.monotonic() - begun > 12, 20)
    room.screen.press("b")

    def replays(state: str) -> dict[str, Any] | None:
        tile = room.tile(0)
        told = tile["replay"]
        return tile if told is not None and told["state"] == state else None

    tile = wait_for("the replay", lambda: replays("playing"), 20)
    at = datetime.fromisoformat(tile["replay"]["at"])
    assert 8 < (datetime.now(UTC) - at).total_seconds() < 20
    wait_for("the amber frame", lambda: framed(room), 10)
    room.screen.press("p")
    tile = wait_for("a stand", lambda: replays("paused"), 10)
    keeps_the_past(room, camera, datetime.fromisoformat(tile["replay"]["at"]))
    room.screen.press("l")
    wait_for("the present", lambda: room.tile(0)["state"] == "live", 20)
    assert room.tile(0)["source"] == f"camera:{camera}"
    wait_for("no frame", lambda: not framed(room), 10)


def keeps_the_past(room: Room, camera: str, at: datetime) -> None:
    """Snapshot and clip of a tile that stands in replay are of what it shows."""
    name = f"{camera}-{at.astimezone():%H%M%S}."

    def kept(kind: str) -> list[Path]:
        return list((state_folder(room) / kind).rglob(f"{name}*-kept-*"))

    room.screen.press("s")
    (picture,) = wait_for("the snapshot of the past", lambda: kept("snapshots"), 20)
    with Image.open(picture) as image:
        said = image.getexif().get_ifd(0x8769)
        assert said[0x9003] == f"{at.astimezone():%Y:%m:%d %H:%M:%S}"
    room.screen.press("c")
    wait_for("the clip of the past", lambda: kept("clips"), 40)


def framed(room: Room) -> bool:
    """Whether the left edge of the first tile is amber, in the middle of its height."""
    x, y, _, height = room.tile(0)["rect"]
    edge = room.screen.pixels[y + height // 2, max(x - 4, 0) : x + 4, 2::-1]
    return any(tuple(int(v) for v in pixel) == AMBER for pixel in edge)
