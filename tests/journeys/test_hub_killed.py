"""The hub is killed while a conference is held: for the room it goes on."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path
from typing import Any

import pytest

from console.minutes.journal import FOLDER
from tests.stage.process import wait_for
from tests.stage.room import Room, Town

pytestmark = pytest.mark.journey


def hub(room: Room) -> dict[str, Any]:
    told = room.get("/v1/health")["processes"]
    return next(process for process in told if process["name"] == "hub")


def acts(kept: Path) -> list[str]:
    return [json.loads(line)["act"] for line in kept.read_text("utf-8").splitlines()]


def test_the_conference_goes_on_and_its_journal_knows_no_end(room: Room, town: Town) -> None:
    room.wait_live(1)
    room.call("POST", "/v1/conference", {"action": "start", "nodes": ["n01"]})
    wait_for("the conference", lambda: room.get("/v1/conference")["state"] == "live")
    held = room.get("/v1/conference")["id"]
    kept = next((town.site / "state" / FOLDER).glob(f"{held}*"))

    killed = hub(room)
    os.kill(killed["pid"], signal.SIGKILL)
    wait_for(
        "another hub",
        lambda: hub(room)["state"] == "up" and hub(room)["pid"] != killed["pid"],
    )
    room.call("POST", "/v1/conference", {"action": "banner", "text": "继续"})
    wait_for("the banner", lambda: room.get("/v1/conference").get("banner") == "继续")
    assert room.get("/v1/conference")["id"] == held
    wait_for("the banner's line", lambda: "banner" in acts(kept))
    assert "started" in acts(kept)
    assert "ended" not in acts(kept)

    room.call("POST", "/v1/conference", {"action": "end"})
    wait_for("the end", lambda: room.get("/v1/conference")["state"] == "idle")
