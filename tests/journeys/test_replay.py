"""Tiles go back in time and what was recorded is exported, on the demo town."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.stage.mark import RATE, age_s
from tests.stage.process import ROOT, wait_for
from tests.stage.room import Room

pytestmark = pytest.mark.journey

LOOP_S = 8.0  # of the town's films


def replay(room: Room, **order: Any) -> None:
    room.call("PUT", "/v1/wall/replay", {"cells": [0, 1], **order})


def told(room: Room, cell: int, state: str) -> dict[str, Any] | None:
    tile = room.tile(cell)
    return tile if tile["replay"] is not None and tile["replay"]["state"] == state else None


def seen_at(room: Room, cell: int) -> float | None:
    """When the picture on a tile was taken, in seconds of the town's loop."""
    now = time.monotonic()
    mark = room.mark(room.tile(cell))
    return None if mark is None else (now - age_s(mark, now)) % LOOP_S


def apart(one: float, other: float) -> float:
    return abs((one - other + LOOP_S / 2) % LOOP_S - LOOP_S / 2)


def test_two_tiles_go_back_on_one_clock_stand_step_and_come_back_to_live(room: Room) -> None:
    room.wait_live(9)
    sources = [room.tile(cell)["source"] for cell in (0, 1)]
    begun = time.monotonic()
    wait_for("some memory", lambda: time.monotonic() - begun > 5)
    replay(room, back_s=3)
    for cell in (0, 1):
        tile = wait_for("a replay", lambda cell=cell: told(room, cell, "playing"), 20)
        assert tile["state"] == "replay"
        assert tile["source"].startswith(f"replay:{sources[cell].removeprefix('camera:')}@")
    replay(room, rate=0)
    for cell in (0, 1):
        wait_for("a stand", lambda cell=cell: told(room, cell, "paused"), 10)
    stood = [wait_for("a mark", lambda cell=cell: seen_at(room, cell)) for cell in (0, 1)]
    assert apart(*stood) <= 2.5 / RATE
    at = datetime.fromisoformat(room.tile(0)["replay"]["at"]).timestamp()
    told_at = (at - (datetime.now(UTC).timestamp() - time.monotonic())) % LOOP_S
    assert apart(stood[0], told_at) <= 0.3  # the way from the camera to the memory
    replay(room, step=1)

    def stepped() -> bool:
        now = seen_at(room, 0)
        return now is not None and abs(apart(now, stood[0]) - 1 / RATE) < 0.01

    wait_for("the next picture", stepped, 10)
    others = {tile["state"] for tile in room.tiles() if tile["cell"] > 1}
    assert others == {"live"}
    replay(room, live=True)
    wait_for("live again", lambda: [room.tile(n)["state"] for n in (0, 1)] == ["live"] * 2, 20)
    assert [room.tile(cell)["source"] for cell in (0, 1)] == sources


def test_what_was_recorded_is_exported_and_verified(room: Room) -> None:
    room.wait_live(9)
    camera = room.tile(0)["source"].removeprefix("camera:")
    since = datetime.now(UTC).isoformat()
    room.call("POST", f"/v1/cameras/{camera}/recording", {"action": "start"})
    begun = time.monotonic()
    wait_for("some recording", lambda: time.monotonic() - begun > 6)
    room.call("POST", f"/v1/cameras/{camera}/recording", {"action": "stop"})
    wish = {"cameras": [camera], "since": since, "until": datetime.now(UTC).isoformat()}

    def exported(**rest: Any) -> dict[str, Any]:
        begun = room.call("POST", "/v1/exports", {**wish, "reason": "journey", **rest})

        def ended() -> dict[str, Any] | None:
            export: dict[str, Any] = room.get(f"/v1/exports/{begun['id']}")
            return export if export["state"] != "running" else None

        return wait_for("the export", ended, 60)

    for rest in ({}, {"burn": True}, {"markers": True}):
        export = exported(**rest)
        assert (export["state"], export["files"]) == ("done", [f"{camera}.mp4"]), export
        verified = subprocess.run(
            [sys.executable, "-m", "console", "verify", export["folder"]],
            cwd=ROOT, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert verified.returncode == 0, verified.stdout
        manifest = json.loads((Path(export["folder"]) / "manifest.json").read_text("utf-8"))
        assert (manifest["markers"] is not None) == rest.get("markers", False)
