from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.calibration.lens import Plane, pose_of, row_of
from console.cases.spread import PARAMETERS, SIGMAS, ellipse
from media.calibration import Pose, project

POSE = Pose(120.19, 30.47, 8.0, 0.0, 20.0, 70.0)
DEGREE_EAST, DEGREE_NORTH = 95_950.0, 110_860.0


def covariance(**sigmas: float) -> list[list[float]]:
    return [
        [sigmas.get(row, 0.0) ** 2 if row == column else 0.0 for column in PARAMETERS]
        for row in PARAMETERS
    ]


def ahead(metres_north: float, metres_east: float = 0.0) -> tuple[float, float]:
    return 120.19 + metres_east / DEGREE_EAST, 30.47 + metres_north / DEGREE_NORTH


@given(st.floats(-15, 15), st.floats(20, 60), st.floats(0, 360))
def test_the_circle_on_the_ground_lies_on_the_ellipse(
    east: float, north: float, bearing: float
) -> None:
    place = ahead(north, east)
    found = ellipse(POSE, *place, 0.5)
    here = project(POSE, *place)
    turn = math.radians(bearing)
    there = project(POSE, *ahead(north + 0.5 * math.cos(turn), east + 0.5 * math.sin(turn)))
    assert found is not None
    right, down = there.x - here.x, (there.y - here.y) / POSE.aspect
    lies = math.radians(found.turn_deg)
    along = (right * math.cos(lies) + down * math.sin(lies)) / found.across
    beside = (down * math.cos(lies) - right * math.sin(lies)) / found.down
    assert math.hypot(along, beside) == pytest.approx(1.0, abs=0.12)


def test_a_calibration_that_is_not_sure_of_its_heading_widens_the_ellipse_across() -> None:
    place = ahead(40)
    plain = ellipse(POSE, *place, 2.0)
    wide = ellipse(POSE, *place, 2.0, covariance(heading=math.radians(2)))
    high = ellipse(POSE, *place, 2.0, covariance(tilt=math.radians(2)))
    assert plain is not None
    assert wide is not None
    assert high is not None
    assert wide.across > 1.5 * plain.across
    assert wide.down == pytest.approx(plain.down, rel=0.1)
    assert high.down > 1.5 * plain.down or high.across > 1.5 * plain.down


def test_the_ellipse_holds_what_chance_gives_to_the_numbers_of_a_fit() -> None:
    """86 of 100 places of a pose that is off by chance, as two sigmas of two dimensions do; the
    rows are those that a calibration keeps."""
    pose, plane, chance = replace(POSE, k1=-0.05), Plane(120.19, 30.47), np.random.default_rng(5)
    sigmas = np.array([0.3, 0.2, 0.2, 0.007, 0.005, 0.01, 0.02, 0.02])
    lean = np.eye(8) + np.diag(np.full(7, -0.6), 1)  # an error goes with the next
    errors = lean @ np.diag(sigmas**2) @ lean.T
    place = ahead(25, 7)
    found = ellipse(pose, *place, 0.0, errors.tolist())
    assert found is not None
    here, within, lies = project(pose, *place), 0, math.radians(found.turn_deg)
    for row in chance.multivariate_normal(row_of(pose, plane), errors, 3000):
        there = project(pose_of(row, plane, pose.aspect), *place)
        right, down = there.x - here.x, (there.y - here.y) / pose.aspect
        along = (right * math.cos(lies) + down * math.sin(lies)) / found.across
        beside = (down * math.cos(lies) - right * math.sin(lies)) / found.down
        within += math.hypot(along, beside) <= 1
    assert SIGMAS == 2
    assert within / 3000 == pytest.approx(0.865, abs=0.03)


def test_behind_the_lens_there_is_none() -> None:
    assert ellipse(POSE, *ahead(-40), 5.0) is None
