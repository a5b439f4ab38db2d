from __future__ import annotations

import math
import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
    wide = ellipse(POSE, *place, 2.0, covariance(heading_deg=2.0))
    high = ellipse(POSE, *place, 2.0, covariance(tilt_deg=2.0))
    assert plain is not None
    assert wide is not None
    assert high is not None
    assert wide.across > 1.5 * plain.across
    assert wide.down == pytest.approx(plain.down, rel=0.1)
    assert high.down > 1.5 * plain.down or high.across > 1.5 * plain.down


def test_the_ellipse_holds_what_chance_gives() -> None:
    """86 of 100 places of a pose that is off by chance, as two sigmas of two dimensions do."""
    place, chance = ahead(40), random.Random(5)
    found = ellipse(POSE, *place, 0.0, covariance(heading_deg=0.4, tilt_deg=0.3, height_m=0.2))
    assert found is not None
    here, within, lies = project(POSE, *place), 0, math.radians(found.turn_deg)
    for _ in range(2000):
        pose = replace(
            POSE,
            heading_deg=chance.gauss(0, 0.4),
            tilt_deg=20 + chance.gauss(0, 0.3),
            height_m=8 + chance.gauss(0, 0.2),
        )
        there = project(pose, *place)
        right, down = there.x - here.x, (there.y - here.y) / POSE.aspect
        along = (right * math.cos(lies) + down * math.sin(lies)) / found.across
        beside = (down * math.cos(lies) - right * math.sin(lies)) / found.down
        within += math.hypot(along, beside) <= 1
    assert SIGMAS == 2
    assert within / 2000 == pytest.approx(0.865, abs=0.04)


def test_behind_the_lens_there_is_none() -> None:
    assert ellipse(POSE, *ahead(-40), 5.0) is None
