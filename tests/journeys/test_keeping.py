"""What is seen is kept: a snapshot, a clip and a recording, asked for through the control API."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from tests.media.archive.coded import probe
from tests.stage.mark import read_mark
from tests.stage.process import wait_for
from tests.stage.room import Room, catalogue

pytestmark = pytest.mark.journey


def first_camera(room: Room) -> str:
    room.wait_live(9)
    return str(room.tile(0)["source"]).removeprefix("camera:")


def test_a_snapshot_shows_the_camera_it_is_named_after(room: Room) -> None:
    camera = first_camera(room)

    def full_size() -> Any:  # the town may have to draw this stream first
        kept = room.call("POST", f"/v1/cameras/{camera}/snapshot")
        return kept if kept["stream"] == "main" else None

    kept = wait_for("a picture of the main stream", full_size, 60)
    with Image.open(kept["path"]) as image:
        assert list(image.size) == kept["size"]
        assert f"[{camera}]" in image.getexif()[0x010E]
        mark = read_mark(np.asarray(image.convert("RGB")))
    assert room.town is not None
    assert mark is not None
    assert catalogue(room.town.site)[mark.camera] == camera


def test_a_clip_begins_before_the_wish_and_plays(room: Room) -> None:
    camera = first_camera(room)
    opened_s = room.get("/v1/health")["uptime_s"]
    wait_for("a past", lambda: room.get("/v1/health")["uptime_s"] > opened_s + 3)
    kept = room.call("POST", f"/v1/cameras/{camera}/clip", {"before_s": 3, "after_s": 2})
    assert kept["ready"] is False
    file = Path(kept["path"])
    wait_for("the clip", file.exists, 20)
    seen = probe(file)
    assert seen["streams"][0]["codec_name"] == "h264"
    assert float(seen["format"]["duration"]) >= 4


def test_a_recording_by_hand_lies_in_the_archive_and_plays(room: Room) -> None:
    camera = first_camera(room)
    path = f"/v1/cameras/{camera}/recording"
    assert room.call("POST", path, {"action": "start"}) == {"recording": True, "by": "hand"}
    assert room.town is not None
    folder = room.town.site / "state" / "recordings" / camera

    def grown() -> Path | None:
        files = [each for each in folder.rglob("*.mp4") if each.stat().st_size > 50_000]
        return files[0] if files else None

    file = wait_for("the recording", grown, 30)
    assert room.call("POST", path, {"action": "stop"}) == {"recording": False, "by": None}
    wait_for("its end", lambda: not probe_complains(file), 20)
    assert probe(file)["streams"][0]["codec_name"] == "h264"


def probe_complains(file: Path) -> bool:
    try:
        probe(file)
    except AssertionError:
        return True
    return False
