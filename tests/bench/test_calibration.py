"""The bench's own truth: what is behind the lens is told by vectors, and never drawn."""

from __future__ import annotations

import math
import random
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bench.calibration import NOW, POLE, _case, astray, behind, clicks, off
from console.cases.markers import markers_for
from media.calibration import Pose, degrees, metres, project


def test_nothing_behind_a_camera_is_drawn_in_its_picture() -> None:
    assert behind(2000, seed=11) == 0


@given(
    tilt=st.floats(-30, 80), heading=st.floats(0, 360), roll=st.floats(-30, 30),
    hfov=st.floats(2, 150), height=st.floats(1, 100), k1=st.floats(-0.9, 0.9),
    east=st.floats(-300, 300), north=st.floats(-300, 300),
)  # fmt: skip
def test_a_marker_inside_is_in_front_of_the_lens(
    tilt: float, heading: float, roll: float, hfov: float, height: float, k1: float,
    east: float, north: float,
) -> None:  # fmt: skip
    pose = Pose(120.19, 30.47, height, heading, tilt, hfov, roll, k1=k1)
    case = _case(1, *degrees(east, north, 120.19, 30.47))
    (marker,) = markers_for("c", pose, [case], NOW)
    turn, down = math.radians(heading), math.radians(tilt)
    ahead = east * math.sin(turn) + north * math.cos(turn)
    depth = ahead * math.cos(down) + height * math.sin(down)
    if depth <= 0:
        assert marker.where == "edge"
    if marker.where == "inside":
        assert depth > 0


def test_a_bad_point_is_so_far_off_and_an_undrawn_marker_infinitely() -> None:
    chance = random.Random(4)
    point = clicks(POLE.pose, POLE, 1, chance)[0]
    moved = astray(point, chance)
    away = metres(moved.longitude, moved.latitude, point.longitude, point.latitude)
    assert abs(math.hypot(*away) - 15.0) < 1e-3
    place = (point.longitude, point.latitude)
    assert off(POLE.pose, None, *place) == math.inf
    assert off(POLE.pose, POLE.pose, *place) == 0.0
    turned = replace(POLE.pose, heading_deg=POLE.pose.heading_deg + 180)
    assert project(turned, *place).where == "behind"
    assert off(POLE.pose, turned, *place) == math.inf
