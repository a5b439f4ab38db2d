from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from console.cases.ground import FARTHEST_M, ground_at
from media.calibration import Pose, project

POSES = st.builds(
    Pose,
    longitude=st.floats(119, 121), latitude=st.floats(29, 31), height_m=st.floats(3, 60),
    heading_deg=st.floats(0, 359), tilt_deg=st.floats(-5, 60), hfov_deg=st.floats(3, 100),
    roll_deg=st.floats(-8, 8), k1=st.floats(-0.2, 0.1),
)  # fmt: skip
PARTS = st.floats(0.001, 0.999)


@given(POSES, PARTS, PARTS)
def test_a_place_on_the_ground_is_seen_where_it_was_clicked(pose: Pose, x: float, y: float) -> None:
    found = ground_at(pose, x, y)
    if found is None:
        return
    seen = project(pose, found.longitude, found.latitude)
    assert seen.where == "inside"
    assert math.isclose(seen.x, x, abs_tol=1e-6)
    assert math.isclose(seen.y, y, abs_tol=1e-6)
    assert found.distance_m <= FARTHEST_M


def test_above_the_horizon_there_is_no_ground() -> None:
    pose = Pose(120.19, 30.47, 8, 0, 10, 60)
    assert ground_at(pose, 0.5, 0.05) is None
    assert ground_at(pose, 0.5, 0.9) is not None


def test_what_is_far_is_known_less_well() -> None:
    pose = Pose(120.19, 30.47, 8, 0, 10, 60)
    near, far = ground_at(pose, 0.5, 0.9), ground_at(pose, 0.5, 0.3)
    assert near is not None
    assert far is not None
    assert near.accuracy_m < far.accuracy_m
