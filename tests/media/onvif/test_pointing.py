"""A head turned by the answer looks at the place: ``turned`` and ``project`` say so."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from media.calibration import Pose, project
from media.onvif.pointing import pointing
from media.onvif.turned import HeadScale, turned
from media.onvif.words import Motion

POSE = Pose(120.19, 30.47, 40.0, 15.0, 10.0, 55.0)
SCALE = HeadScale(0.1, -0.2, 0.0, 180.0, 90.0, ((0.0, 55.0), (1.0, 3.0)))


@given(st.floats(-0.02, 0.02), st.floats(-0.02, 0.02), st.floats(-0.9, 0.9))
def test_the_place_comes_into_the_middle_of_the_picture(
    east: float, north: float, pan: float
) -> None:
    place = (120.19 + east, 30.47 + north)
    assume(abs(east) + abs(north) > 1e-3)
    scale = HeadScale(pan, -0.2, 0.0, 180.0, 90.0)
    found = pointing(POSE, scale, *place)
    assert found is not None
    assert found.zoom is None
    view = turned(POSE, scale, Motion(found.pan, found.tilt, scale.zoom))
    assert view is not None
    seen = project(view, *place)
    assert (seen.x, seen.y) == pytest.approx((0.5, 0.5), abs=1e-6)


def test_a_head_with_a_stop_cannot_look_behind() -> None:
    narrow = HeadScale(0.0, 0.0, 0.0, 90.0, 45.0)
    assert pointing(POSE, narrow, 120.19, 30.46) is None


def test_what_nobody_wrote_down_cannot_be_steered_by() -> None:
    assert pointing(POSE, None, 120.2, 30.48) is None
    assert pointing(POSE, HeadScale(tilt_deg=90.0), 120.2, 30.48) is None


def test_right_below_the_mast_is_no_direction() -> None:
    assert pointing(POSE, SCALE, 120.19, 30.47) is None
