from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.onvif.aim import drag_speed, fov_at, limited, wheel_zoom
from media.onvif.words import Motion

PIXELS = st.floats(-5000, 5000)


@given(PIXELS, PIXELS, st.floats(1, 4000), st.floats(0.5, 170))
def test_a_drag_turns_towards_where_it_points_and_never_faster_than_full(
    dx: float, dy: float, height: float, fov: float
) -> None:
    speed = drag_speed(dx, dy, height, fov)
    assert math.hypot(speed.pan, speed.tilt) <= 1.001
    assert speed.pan * dx >= 0
    assert speed.tilt * dy <= 0  # down in the picture is down in the world


@given(st.floats(), st.floats(), st.floats())
def test_speeds_from_elsewhere_are_cut(pan: float, tilt: float, zoom: float) -> None:
    cut = limited(pan, tilt, zoom)
    assert all(abs(v or 0.0) <= 1 for v in (cut.pan, cut.tilt, cut.zoom))


def test_a_hand_that_trembles_does_not_turn_it() -> None:
    assert drag_speed(5, -5, 400) == Motion()
    assert drag_speed(math.nan, 0, 400) == Motion()


def test_a_longer_way_is_faster_and_a_longer_lens_slower() -> None:
    near, far = drag_speed(60, 0, 400).pan, drag_speed(120, 0, 400).pan
    assert 0 < near < far
    assert drag_speed(120, 0, 400, 6).pan == pytest.approx(far / 10, abs=1e-3)


def test_the_wheel_zooms_a_notch_at_a_time() -> None:
    assert wheel_zoom(1) == (Motion(zoom=0.5), 0.2)
    assert wheel_zoom(-2) == (Motion(zoom=-0.5), 0.4)
    assert wheel_zoom(0) == (Motion(), 0.0)
    assert wheel_zoom(1e9)[1] == 2.0


def test_zoom_narrows_what_is_seen() -> None:
    assert fov_at(60, 0) == pytest.approx(60)
    assert fov_at(60, None) == pytest.approx(60)
    assert fov_at(60, 1, 20) == pytest.approx(3.31, abs=0.01)
