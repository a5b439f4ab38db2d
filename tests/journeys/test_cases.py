"""Cases of the demo town's platform, on the pictures and on the map."""

from __future__ import annotations

from typing import Any

import pytest

from tests.stage.process import wait_for
from tests.stage.room import Room, ahead_of

pytestmark = pytest.mark.journey

CASE = "c-journey-1"


def markers(room: Room, on: str, case: str = CASE) -> list[dict[str, Any]]:
    return [m for m in room.get("/v1/markers") if m["case"] == case and m["on"] == on]


def order(room: Room, **case: Any) -> dict[str, Any]:
    assert room.town is not None
    room.town.order(do="case", case={"id": CASE, **case})
    return room.town.speaker.hear("case")


def show_map(room: Room) -> None:
    """The last cell shows the map, so that both sides of a case are on the screen."""
    room.call("PUT", "/v1/wall/cells/8", {"source": "map"})


def test_a_case_appears_moves_and_closes_and_its_marker_follows(room: Room) -> None:
    room.wait_live(9)
    show_map(room)
    camera = room.get("/v1/cameras/c01")
    place = ahead_of(camera, 25)
    told = order(
        room, title="河道漂浮物", platform="governance", level="orange", cameras=["c01"],
        status="reported", place=place,
    )  # fmt: skip
    assert told["rev"] == 1
    (first,) = wait_for("a marker on the picture", lambda: markers(room, "camera:c01"))
    assert first["inside"]
    x, y, width, height = room.tile(0)["rect"]
    assert x <= first["x"] < x + width
    assert y <= first["y"] < y + height
    wait_for("a marker on the map", lambda: markers(room, "map"))

    told = order(room, place=ahead_of(camera, 60), status="accepted")

    def moved() -> list[dict[str, Any]]:
        return [m for m in markers(room, "camera:c01") if m["rev"] == told["rev"]]

    (second,) = wait_for("the marker to follow", moved)
    assert second["y"] < first["y"], "farther away is higher in the picture"

    order(room, status="closed")
    wait_for("no marker", lambda: not markers(room, "camera:c01") and not markers(room, "map"))


def test_the_platform_goes_away_and_comes_back_and_nothing_is_missed_or_doubled(
    room: Room,
) -> None:
    assert room.town is not None
    wait_for("the platform", lambda: room.get("/v1/health")["platform"]["state"] == "live")
    count = room.get("/v1/cases")["count"]
    assert count > 0
    room.town.order(do="platform", up=False)
    wait_for(
        "the cases to be marked old",
        lambda: room.get("/v1/health")["platform"]["state"] in ("stale", "offline"),
        20,
    )
    assert room.get("/v1/cases")["count"] == count
    order(room, title="停电期间上报", platform="service", status="reported", cameras=["c02"])
    room.town.order(do="platform", up=True)
    wait_for("the platform", lambda: room.get("/v1/health")["platform"]["state"] == "live", 40)

    def same() -> bool:
        mine = {case["id"]: case["rev"] for case in room.get("/v1/cases")["cases"]}
        return len(mine) == room.get("/v1/cases")["count"] and CASE in mine

    wait_for("the missed case", same)
    order(room, status="closed")
