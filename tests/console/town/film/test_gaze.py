"""Where a head points decides what is seen."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.town.film.gaze import AHEAD, LARGEST, PAN_DEG, TILT_DEG, aimed
from console.town.film.lens import Lens

LENS = Lens(36.0, 18.5, 0.0, 64.0, 640, 360)
SIDES = st.floats(-1, 1)


def test_a_head_that_looks_ahead_sees_what_the_scene_shows() -> None:
    assert aimed(LENS, AHEAD) == LENS


@given(SIDES, SIDES, st.floats(0, 1))
def test_the_middle_of_the_picture_is_where_the_head_points(
    pan: float, tilt: float, zoom: float
) -> None:
    view = aimed(LENS, (pan, tilt, zoom)).turned()[2]
    assert np.degrees(np.arctan2(view[0], view[1])) == pytest.approx(pan * PAN_DEG, abs=1e-9)
    assert np.degrees(np.arcsin(view[2])) == pytest.approx(tilt * TILT_DEG - LENS.tilt_deg)


@given(SIDES, SIDES)
def test_what_lies_ahead_goes_to_the_left_when_the_head_turns_right_and_down_when_up(
    pan: float, tilt: float
) -> None:
    (x, y), _ = aimed(LENS, (pan, tilt, 0.0)).project(np.array([0.0, 100.0, 0.0]))
    (x0, y0), _ = LENS.project(np.array([0.0, 100.0, 0.0]))
    assert (x - x0) * pan <= 1e-9
    if pan == 0:
        assert (y - y0) * tilt >= -1e-9


@given(st.floats(0, 1))
def test_zoom_enlarges_about_the_middle(zoom: float) -> None:
    near, far = (lens.rays()[:, :, 0] for lens in (aimed(LENS, (0.0, 0.0, zoom)), LENS))
    assert np.allclose(near * LARGEST**zoom, far, rtol=1e-4, atol=1e-6)
