"""From a change at the platform to its marker painted on a camera's picture."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

from bench.figures import Figure, percentile
from tests.stage.process import wait_for
from tests.stage.room import Room, Town, a_room, a_town, ahead_of
from tests.stage.screen import Screen

CHANGES = 60
CASE = "c-bench-1"


def measure(folder: Path) -> list[Figure]:
    with (
        Screen(folder / "screen") as screen,
        a_town(folder) as town,
        a_room(town, screen, folder) as room,
    ):
        room.wait_live(9)
        took = [_change(room, town, number) for number in range(CHANGES)]
    return [
        Figure(
            "case event sent to marker painted, p95", percentile(took, 0.95) * 1000, "ms",
            at_most=150, note=f"p50 {percentile(took, 0.5) * 1000:.0f}, {CHANGES} changes",
        )
    ]  # fmt: skip


def _change(room: Room, town: Town, number: int) -> float:
    """Seconds from the order to the town until the console says that this revision is painted."""
    camera = room.get("/v1/cameras/c01")
    sent = datetime.datetime.now(datetime.UTC)
    town.order(
        do="case",
        case={
            "id": CASE, "title": "河道漂浮物", "platform": "governance", "level": "orange",
            "status": "handling", "cameras": ["c01"], "place": ahead_of(camera, 20 + number),
        },
    )  # fmt: skip
    revision = town.speaker.hear("case")["rev"]
    marker = wait_for("the marker", lambda: _painted(room, revision))
    painted = datetime.datetime.fromisoformat(marker["painted_at"])
    return (painted - sent).total_seconds()


def _painted(room: Room, revision: int) -> dict[str, Any] | None:
    for marker in room.get("/v1/markers"):
        if marker["case"] == CASE and marker["on"] == "camera:c01" and marker["rev"] == revision:
            return dict(marker)
    return None
