from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from console.cases.case import Case, CaseId, Place
from console.desk.alarm_causes import AlarmCauses, cameras_for
from console.site.records import AlarmSettings, CameraEntry
from media.calibration import Pose

NOW = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
DEGREE_M = 111_000.0


def camera(name: str, north_m: float) -> CameraEntry:
    return CameraEntry(name, name, "rtsp://h/1", longitude=120.0, latitude=30 + north_m / DEGREE_M)


def pose(north_m: float) -> Pose:
    """Looks north, a little down."""
    return Pose(
        longitude=120.0, latitude=30 + north_m / DEGREE_M, height_m=6.0, heading_deg=0.0,
        tilt_deg=10.0, roll_deg=0.0, hfov_deg=70.0, aspect=16 / 9,
    )  # fmt: skip


def a_case(**more: Any) -> Case:
    told: dict[str, Any] = {
        "id": CaseId("c-1"), "rev": 1, "number": "1", "title": "水位超警", "text": "",
        "platform": "governance", "category_code": "", "category": "", "source": "", "channel": "",
        "status": "reported", "level": "red", "place": None, "updated_at": NOW,
    }  # fmt: skip
    return Case(**{**told, **more})


@pytest.fixture
def causes() -> AlarmCauses:
    return AlarmCauses(AlarmSettings(), [camera("c01", 0), camera("c02", 90)], {})


def test_a_new_urgent_case_is_an_alarm_once(causes: AlarmCauses) -> None:
    found = causes.of_case(a_case(cameras=("c02",)), NOW)
    assert found is not None
    assert (found.key, found.level, found.text) == ("case:c-1", "red", "水位超警")
    assert found.cameras == ("c02",)
    assert causes.of_case(a_case(rev=2, cameras=("c02",)), NOW) is None


@pytest.mark.parametrize(
    "more",
    [{"level": "yellow"}, {"level": None}, {"status": "closed"},
     {"updated_at": NOW - timedelta(hours=1)}],
)  # fmt: skip
def test_what_is_not_urgent_or_closed_or_old_is_none(
    causes: AlarmCauses, more: dict[str, Any]
) -> None:
    assert causes.of_case(a_case(cameras=("c02",), **more), NOW) is None


def test_a_case_that_gets_its_camera_or_place_later_is_an_alarm_then(causes: AlarmCauses) -> None:
    assert causes.of_case(a_case(), NOW) is None
    found = causes.of_case(a_case(rev=2, place=Place(120.0, 30.0)), NOW)
    assert found is not None
    assert found.cameras == ("c01",)
    assert causes.of_case(a_case(rev=3, cameras=("c02",)), NOW) is None


@pytest.mark.parametrize("calm", [{"status": "closed"}, {"level": "blue"}, {"level": None}])
def test_a_case_that_is_urgent_again_is_an_alarm_again(
    causes: AlarmCauses, calm: dict[str, Any]
) -> None:
    urgent = a_case(cameras=("c02",))
    assert causes.of_case(urgent, NOW) is not None
    assert causes.of_case(a_case(cameras=("c02",), rev=2, **calm), NOW) is None
    assert causes.of_case(urgent, NOW) is not None


def test_a_case_that_becomes_urgent_is_an_alarm_then(causes: AlarmCauses) -> None:
    assert causes.of_case(a_case(level="blue", cameras=("c02",)), NOW) is None
    assert causes.of_case(a_case(level="orange", rev=2, cameras=("c02",)), NOW) is not None


def test_named_cameras_come_first_then_those_that_see_it_then_the_nearest() -> None:
    cameras = [camera("far", -250), camera("near", -50), camera("beyond", 20)]
    poses = {"far": pose(-250), "near": pose(-50), "beyond": pose(20)}
    place = Place(120.0, 30.0)
    assert cameras_for(a_case(place=place), cameras, poses) == ("near", "far")
    named = a_case(place=place, cameras=("beyond", "unknown"))
    assert cameras_for(named, cameras, poses) == ("beyond", "near", "far")
    assert cameras_for(a_case(place=place), cameras, {}) == ("beyond",)
    assert cameras_for(a_case(), cameras, poses) == ()


def test_each_beginning_of_a_bad_picture_is_an_alarm_of_its_own(causes: AlarmCauses) -> None:
    begun, over = causes.of_findings("c01", "村口", ["covered", "noise"])
    assert [(one.finding, one.text, one.cameras) for one in begun] == [
        ("covered", "村口", ("c01",))
    ]
    assert causes.of_findings("c01", "村口", ["covered"]) == ([], [])
    _, over = causes.of_findings("c01", "村口", [])
    assert over == [begun[0].key]
    again, _ = causes.of_findings("c01", "村口", ["covered"])
    assert again[0].key != begun[0].key
