from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.calibration import Pose, cropped, project
from media.place_at import place_at, ray_at

POSE = Pose(120.19, 30.47, 8.0, 40.0, 25.0, 70.0, 3.0)


@given(
    x=st.floats(0, 1), y=st.floats(0.2, 1), k1=st.floats(-0.25, 0.1),
    heading=st.floats(0, 360), roll=st.floats(-10, 10), height=st.floats(0, 3),
)  # fmt: skip
def test_what_is_seen_there_is_seen_there(
    x: float, y: float, k1: float, heading: float, roll: float, height: float
) -> None:
    pose = replace(POSE, k1=k1, heading_deg=heading, roll_deg=roll)
    place = place_at(pose, x, y, height)
    if place is not None:
        back = project(pose, *place, height)
        assert (back.x, back.y) == (pytest.approx(x, abs=1e-6), pytest.approx(y, abs=1e-6))


def test_the_sky_is_no_place() -> None:
    assert place_at(replace(POSE, tilt_deg=0.0), 0.5, 0.3) is None
    assert place_at(replace(POSE, tilt_deg=0.0), 0.5, 0.5) is None


def test_what_is_above_the_lens_is_seen_upwards() -> None:
    assert place_at(replace(POSE, tilt_deg=0.0), 0.5, 0.3, height_m=20.0) is not None


def test_a_lens_shows_nothing_beyond_its_fold() -> None:
    assert ray_at(replace(POSE, hfov_deg=150.0, k1=-0.3), 1.0, 1.0) is None


def test_a_part_of_the_picture_is_the_same_picture() -> None:
    part = cropped(POSE, 0.125, 0.0, 0.875, 1.0)
    assert part.aspect == pytest.approx(4 / 3)
    one, other = place_at(POSE, 0.3, 0.7), place_at(part, (0.3 - 0.125) / 0.75, 0.7)
    assert one == pytest.approx(other)
