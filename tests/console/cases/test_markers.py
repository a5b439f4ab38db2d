"""Markers: at their place, at the edge, or not at all."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.cases.case import Case, Clock, Place
from console.cases.markers import (
    SEEN_M,
    STACKED,
    MapMarker,
    PictureMarker,
    map_markers,
    markers_for,
)
from media.calibration import Pose, project

Make = Callable[..., Case]

# looks north from a pole, down by 20 degrees: the ground from about 9 m to the horizon's side
POSE = Pose(120.19, 30.47, 8.0, 0.0, 20.0, 70.0)
NO_POSE = None

poses = st.builds(
    Pose,
    longitude=st.just(120.19),
    latitude=st.just(30.47),
    height_m=st.floats(1, 60),
    heading_deg=st.floats(-180, 360),
    tilt_deg=st.floats(-30, 89),
    hfov_deg=st.floats(3, 120),
    roll_deg=st.floats(-20, 20),
)


def place(bearing_deg: float, distance_m: float, **fields: object) -> Place:
    east = distance_m * math.sin(math.radians(bearing_deg)) / 95_950
    north = distance_m * math.cos(math.radians(bearing_deg)) / 110_860
    return Place(120.19 + east, 30.47 + north, **fields)  # type: ignore[arg-type]


def only(markers: list[PictureMarker]) -> PictureMarker:
    (marker,) = markers
    return marker


def test_a_case_in_the_picture_stands_at_its_place(case_of: Make, now: datetime) -> None:
    case = case_of(
        rev=4, place=place(5, 40, accuracy_m=3), clocks=(Clock("close", now + timedelta(hours=9)),)
    )
    marker = only(markers_for("c09", POSE, [case], now))
    seen = project(POSE, case.place.longitude, case.place.latitude)  # type: ignore[union-attr]
    assert (marker.x, marker.y, marker.where) == (seen.x, seen.y, "inside")
    assert (marker.case_id, marker.rev, marker.arrow_deg) == ("c-1", 4, None)
    assert (marker.level, marker.lamp, marker.left_s) == ("yellow", "green", 9 * 3600)
    assert (marker.title, marker.number, marker.platform) == (
        "河道漂浮物", "2026-1123-0001", "governance",
    )  # fmt: skip


def test_accuracy_is_a_circle_on_the_ground_as_the_camera_sees_it(
    case_of: Make, now: datetime
) -> None:
    at = place(0, 40, accuracy_m=3)
    marker = only(markers_for("c09", POSE, [case_of(place=at)], now))
    # the true picture of points 3 m to the right of it, and 3 m nearer
    right = project(POSE, at.longitude + 3 / 95_950, at.latitude)
    nearer = project(POSE, at.longitude, at.latitude - 3 / 110_860)
    assert marker.accuracy == pytest.approx(right.x - marker.x, rel=0.02)
    assert marker.accuracy_down == pytest.approx(nearer.y - marker.y, rel=0.1)


def test_an_accuracy_that_is_not_told_is_never_exact(case_of: Make, now: datetime) -> None:
    def accuracy(method: str) -> float:
        case = case_of(place=place(0, 60, method=method))
        return only(markers_for("c09", POSE, [case], now)).accuracy

    assert 0 < accuracy("gps") < accuracy("address") < accuracy("")
    assert accuracy("grid") <= 1.0


def test_a_case_behind_the_camera_is_not_shown_unless_it_names_the_camera(
    case_of: Make, now: datetime
) -> None:
    behind = case_of(place=place(170, 40))
    assert markers_for("c09", POSE, [behind], now) == []
    named = case_of(place=place(170, 40), cameras=("c09",))
    marker = only(markers_for("c09", POSE, [named], now))
    assert (marker.where, marker.y, marker.arrow_deg) == ("edge", 1.0, 180.0)
    assert marker.x == pytest.approx(0.5 + 0.5 * 10 / 90, abs=0.01)


@pytest.mark.parametrize(("bearing", "arrow", "x"), [(80, (45, 135), 1.0), (-80, (225, 315), 0.0)])
def test_a_place_beside_the_picture_has_an_arrow_at_that_edge(
    case_of: Make, now: datetime, bearing: float, arrow: tuple[float, float], x: float
) -> None:
    assert markers_for("c09", POSE, [case_of(place=place(bearing, 40))], now) == []
    case = case_of(place=place(bearing, 40), cameras=("c01", "c09"))
    marker = only(markers_for("c09", POSE, [case], now))
    assert (marker.where, marker.x) == ("edge", x)
    assert marker.arrow_deg is not None
    assert arrow[0] < marker.arrow_deg < arrow[1]
    assert marker.accuracy == 0


def test_a_place_at_the_foot_of_the_pole_is_below_the_picture(case_of: Make, now: datetime) -> None:
    case = case_of(place=place(0, 3), cameras=("c09",))
    marker = only(markers_for("c09", POSE, [case], now))
    assert (marker.where, marker.y) == ("edge", 1.0)
    assert marker.arrow_deg == pytest.approx(180, abs=1)


def test_far_cases_are_shown_only_where_they_name_the_camera(case_of: Make, now: datetime) -> None:
    assert markers_for("c09", POSE, [case_of(place=place(0, SEEN_M - 5))], now)
    assert markers_for("c09", POSE, [case_of(place=place(0, SEEN_M + 5))], now) == []
    assert markers_for("c09", POSE, [case_of(place=place(0, SEEN_M + 5), cameras=("c09",))], now)


def test_without_a_pose_only_cases_that_name_the_camera_are_in_a_row(
    case_of: Make, now: datetime
) -> None:
    cases = [
        case_of(id="other", place=place(0, 40)),
        case_of(id="blue", level="blue", cameras=("c09",), place=place(0, 40)),
        case_of(id="red", level="red", cameras=("c09",)),
    ]
    markers = markers_for("c09", NO_POSE, cases, now)
    assert [marker.case_id for marker in markers] == ["blue", "red"]
    assert {(marker.where, marker.y, marker.arrow_deg) for marker in markers} == {("edge", 0, None)}
    assert markers[1].x < markers[0].x


def test_a_case_without_a_place_that_names_the_camera_is_in_the_row(
    case_of: Make, now: datetime
) -> None:
    cases = [case_of(id="a", cameras=("c09",)), case_of(id="b", place=place(0, 40))]
    found = {marker.case_id: marker.where for marker in markers_for("c09", POSE, cases, now)}
    assert found == {"a": "edge", "b": "inside"}
    assert markers_for("c09", POSE, [case_of(id="a")], now) == []


def test_the_row_is_short_and_holds_the_most_urgent(case_of: Make, now: datetime) -> None:
    cases = [case_of(id=f"blue{n}", level="blue", cameras=("c09",)) for n in range(20)]
    markers = markers_for(
        "c09", NO_POSE, [*cases, case_of(id="red", level="red", cameras=("c09",))], now
    )
    assert len(markers) == STACKED
    assert markers[-1].case_id == "red"
    assert all(0 < marker.x < 1 for marker in markers)


def test_the_most_urgent_marker_is_the_last_and_so_on_top(case_of: Make, now: datetime) -> None:
    cases = [
        case_of(id=level, level=level, place=place(0, 40)) for level in ("red", "blue", "orange")
    ]
    found = [marker.case_id for marker in markers_for("c09", POSE, cases, now)]
    assert found == ["blue", "orange", "red"]


@pytest.mark.parametrize("status", ["closed", "rejected", "duplicate"])
def test_a_case_that_is_done_has_no_marker(case_of: Make, now: datetime, status: str) -> None:
    case = case_of(status=status, place=place(0, 40), cameras=("c09",))
    assert markers_for("c09", POSE, [case], now) == []
    assert map_markers([case], now) == []


@given(poses, st.floats(-180, 180), st.floats(0, 3000), st.booleans())
def test_nothing_behind_the_camera_is_ever_inside(
    case_of: Make, now: datetime, pose: Pose, bearing: float, distance: float, named: bool
) -> None:
    case = case_of(place=place(bearing, distance), cameras=("c09",) if named else ())
    heading, tilt = math.radians(pose.heading_deg), math.radians(pose.tilt_deg)
    away = math.radians(bearing) - heading
    depth = distance * math.cos(away) * math.cos(tilt) + pose.height_m * math.sin(tilt)
    for marker in markers_for("c09", pose, [case], now):
        assert 0 <= marker.x <= 1
        assert 0 <= marker.y <= 1
        if depth <= -0.01 * distance:  # the plane of this test is a little less true than that
            assert marker.where == "edge"
        if marker.where == "edge":
            assert named
            on_frame = min(marker.x, 1 - marker.x, marker.y, 1 - marker.y)
            assert on_frame == pytest.approx(0, abs=1e-9)
            assert marker.arrow_deg is not None
            assert 0 <= marker.arrow_deg < 360


@given(
    st.lists(st.tuples(st.floats(-180, 180), st.floats(0, 600), st.booleans()), max_size=12),
    st.floats(-180, 180),
)
def test_among_many_cases_each_is_shown_as_if_alone(
    case_of: Make, now: datetime, places: list[tuple[float, float, bool]], heading: float
) -> None:
    pose = replace(POSE, heading_deg=heading)
    cases = [
        case_of(id=f"c-{n}", place=place(bearing, far), cameras=("c09",) if named else ("c01",))
        for n, (bearing, far, named) in enumerate(places)
    ]
    together = {marker.case_id: marker for marker in markers_for("c09", pose, cases, now)}
    alone = [marker for case in cases for marker in markers_for("c09", pose, [case], now)]
    assert together == {marker.case_id: marker for marker in alone}


def test_the_map_has_the_open_cases_with_a_place(case_of: Make, now: datetime) -> None:
    cases = [
        case_of(id="red", level="red", place=place(0, 40)),
        case_of(id="nowhere"),
        case_of(id="plain", level=None, rev=7, place=Place(120.5, 30.5)),
    ]
    plain, red = map_markers(cases, now)
    assert plain == MapMarker(
        "plain", 7, 120.5, 30.5, None, "grey", "governance", "河道漂浮物"
    )  # fmt: skip
    assert red.case_id == "red"
