from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.town.film.gaze import LARGEST, PAN_DEG, TILT_DEG, aimed
from console.town.film.lens import Lens
from media.calibration import Pose, project
from media.onvif.turned import HeadScale, leaning, measured_at, same, turned
from media.onvif.words import Motion

POSE = Pose(120.19, 30.47, 8.0, 350.0, 10.0, 60.0, 0.5)
SCALE = HeadScale(0.1, -0.2, 0.25, pan_deg=180.0, tilt_deg=45.0, hfov_deg=((0.0, 64.0), (1.0, 3.0)))
HERE = Motion(0.1, -0.2, 0.25)


def test_where_it_was_measured_the_pose_is_as_it_was() -> None:
    found = turned(POSE, SCALE, HERE)
    assert found is not None
    assert found == replace(POSE, hfov_deg=found.hfov_deg)
    assert found.hfov_deg == pytest.approx(POSE.hfov_deg)


def test_right_and_up_are_added_in_degrees() -> None:
    found = turned(POSE, SCALE, Motion(0.2, -0.1, 0.25))
    assert found is not None
    assert found.heading_deg == pytest.approx(368.0)
    assert found.tilt_deg == pytest.approx(5.5)


def test_nearer_by_zoom_is_narrower_by_even_shares() -> None:
    views = [turned(POSE, SCALE, replace(HERE, zoom=at)) for at in (0.25, 0.5, 0.75)]
    tangents = [math.tan(math.radians(view.hfov_deg) / 2) for view in views if view is not None]
    assert tangents[0] / tangents[1] == pytest.approx(tangents[1] / tangents[2])
    assert tangents[0] / tangents[1] > 1.5


def test_along_an_axis_nobody_measured_the_pose_holds_at_its_place_alone() -> None:
    scale = HeadScale(pan_deg=90.0)
    assert turned(POSE, scale, Motion(0.5, 0.0, 0.0)) is not None
    assert turned(POSE, scale, Motion(0.5, 0.1, 0.0)) is None
    assert turned(POSE, scale, Motion(0.5, 0.0, 0.1)) is None
    assert turned(POSE, scale, Motion(0.5, 0.0, None)) is not None
    assert turned(POSE, measured_at(HERE), HERE) == POSE
    assert turned(POSE, measured_at(HERE), Motion(0.0, -0.2, 0.25)) is None


def test_places_that_a_device_rounds_are_one() -> None:
    assert same(Motion(0.1, 0.2, None), Motion(0.1004, 0.2, 0.0))
    assert not same(Motion(0.1, 0.2, 0.0), Motion(0.1, 0.2, 0.01))


@given(
    pan=st.floats(-1, 1), tilt=st.floats(-1, 1), zoom=st.floats(0, 1),
    east=st.floats(-60, 60), north=st.floats(15, 90),
)  # fmt: skip
def test_a_place_is_where_the_towns_own_lens_sees_it(
    pan: float, tilt: float, zoom: float, east: float, north: float
) -> None:
    lens = Lens(14.0, 9.0, 0.4, 62.0, 1920, 1080)
    narrow = aimed(lens, (0.0, 0.0, 1.0)).hfov_deg
    scale = HeadScale(
        pan_deg=PAN_DEG, tilt_deg=TILT_DEG, hfov_deg=((0.0, lens.hfov_deg), (1.0, narrow))
    )
    pose = Pose(120.0, 0.0, 14.0, 0.0, 9.0, 62.0, 0.4)  # east and north are the block's x and y
    view = turned(pose, scale, Motion(pan, tilt, zoom))
    assert view is not None
    metre_e, metre_n = 1 / 111_319.49, 1 / 110_574.28
    seen = project(view, 120.0 + east * metre_e, north * metre_n)
    if seen.where != "inside":
        return
    there = aimed(lens, (pan, tilt, zoom)).project([east, north, 0.0])[0]  # type: ignore[arg-type]
    assert seen.x * 1920 - 0.5 == pytest.approx(there[0], abs=1.5 * LARGEST)
    assert seen.y * 1080 - 0.5 == pytest.approx(there[1], abs=1.5 * LARGEST)


def test_a_mount_that_leans_turns_its_head_about_its_own_axis() -> None:
    upright = Pose(120.0, 30.0, 20.0, 0.0, 10.0, 60.0)
    scale = HeadScale(pan_deg=180.0, tilt_deg=45.0, lean_deg=3.0, lean_to_deg=0.0)
    measured = leaning(upright, 3.0, 0.0)
    assert measured.tilt_deg == pytest.approx(13.0)  # it leans to where it looks
    assert turned(measured, scale, Motion(0.0, 0.0, 0.0)) == measured
    back = turned(measured, scale, Motion(1.0, 0.0, 0.0))
    assert back is not None
    assert back.tilt_deg == pytest.approx(7.0)
    aside = turned(measured, scale, Motion(0.5, 0.0, 0.0))
    assert aside is not None
    assert aside.tilt_deg == pytest.approx(10.0, abs=0.1)
    assert abs(aside.roll_deg) == pytest.approx(3.0, abs=0.1)


def test_a_lean_and_its_opposite_are_nothing() -> None:
    pose = Pose(120.0, 30.0, 20.0, 75.0, 12.0, 60.0, 4.0)
    back = leaning(leaning(pose, 8.0, 200.0), -8.0, 200.0)
    assert back.heading_deg == pytest.approx(75.0)
    assert (back.tilt_deg, back.roll_deg) == pytest.approx((12.0, 4.0))
