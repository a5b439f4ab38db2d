from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from console.cases.case import Case, CaseId, Place, Worker
from console.site.records import CameraEntry
from console.ui.around import alike, cameras_around, seeing, workers_around
from media.calibration import Pose

NOW = datetime(2026, 11, 26, 4, 0, tzinfo=UTC)
HERE = Place(120.19, 30.47)
SOUTH = 30.4691  # 100 m south of it


def a_case(**fields: Any) -> Case:
    plain = Case(
        CaseId("c-1"), 1, "", "占道", "", "market", "0301", "", "", "hall", "handling", "red", HERE,
    )  # fmt: skip
    return replace(plain, **fields)


def a_camera(name: str, latitude: float | None) -> CameraEntry:
    longitude = 120.19 if latitude is not None else None
    return CameraEntry(name, name, "rtsp://x/", longitude=longitude, latitude=latitude)


CAMERAS = (
    a_camera("far", 30.5),
    a_camera("unknown", 30.4705),
    a_camera("away", SOUTH),
    a_camera("towards", SOUTH),
    a_camera("named", None),
)
POSES = {
    "towards": Pose(120.19, SOUTH, 6.0, 0.0, 5.0, 60.0),
    "away": Pose(120.19, SOUTH, 6.0, 180.0, 5.0, 60.0),
}


def test_cameras_that_see_the_place_come_before_those_of_which_nobody_knows() -> None:
    found = cameras_around(a_case(cameras=("named",)), CAMERAS, POSES)
    assert [near.id for near in found] == ["towards", "named", "unknown", "away"]
    assert [near.sees for near in found] == [True, None, None, False]
    assert seeing(found, 4) == ["towards", "named"]
    assert seeing(cameras_around(a_case(), CAMERAS[:3], POSES), 4) == ["unknown", "away"]


def test_without_a_place_only_named_cameras_are_there() -> None:
    found = cameras_around(a_case(place=None, cameras=("away",)), CAMERAS, POSES)
    assert [(near.id, near.away_m) for near in found] == [("away", None)]


def test_a_place_too_far_to_recognise_anything_is_not_seen() -> None:
    camera = a_camera("tower", 30.4655)
    pose = Pose(120.19, 30.4655, 40.0, 0.0, 2.0, 60.0)
    (near,) = cameras_around(a_case(), [camera], {"tower": pose})
    assert near.sees is False


def test_workers_come_by_distance_the_assigned_one_first() -> None:
    def worker(name: str, latitude: float | None, seen: datetime | None = NOW) -> Worker:
        place = Place(120.19, latitude) if latitude is not None else None
        return Worker(name, name, "grid_worker", "", place, seen)

    workers = [
        worker("near", 30.471, NOW - timedelta(minutes=2)), worker("mine", 30.53),
        worker("nowhere", None), worker("too far", 30.6), worker("next", 30.48, None),
    ]  # fmt: skip
    found = workers_around(a_case(worker="mine"), workers, NOW)
    assert [near.worker.id for near in found] == ["mine", "near", "next"]
    assert [near.seen_s for near in found] == [0.0, 120.0, None]
    assert workers_around(a_case(place=None), workers, NOW) == []


def test_cases_of_one_class_at_one_place_may_be_the_same() -> None:
    others = [
        a_case(), a_case(id=CaseId("same"), place=Place(120.1901, 30.47)),
        a_case(id=CaseId("elsewhere"), place=Place(120.2, 30.47)),
        a_case(id=CaseId("other"), category_code="0113"),
        a_case(id=CaseId("closed"), status="closed"), a_case(id=CaseId("nowhere"), place=None),
    ]  # fmt: skip
    assert alike(a_case(), others) == ["same"]
    assert alike(a_case(category_code=""), others) == []
