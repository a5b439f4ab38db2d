from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from console.cases.sightline import SEEN_ABOVE_M, Buildings
from media.calibration import Pose, metres

LONGITUDE, LATITUDE = 120.19, 30.47
POSE = Pose(LONGITUDE, LATITUDE, 8.0, 0.0, 20.0, 70.0)
EAST, NORTH = metres(LONGITUDE + 0.001, LATITUDE + 0.001, LONGITUDE, LATITUDE)


def at(east: float, north: float) -> tuple[float, float]:
    return LONGITUDE + east / EAST * 0.001, LATITUDE + north / NORTH * 0.001


def house(east: float, north: float, side: float = 10.0, height: float = 0.0):  # type: ignore[no-untyped-def]
    corners = ((0, 0), (side, 0), (side, side), (0, side), (0, 0))
    return [at(east + x - side / 2, north + y) for x, y in corners], height


def test_a_house_in_between_hides_what_is_behind_it_and_nothing_else() -> None:
    town = Buildings([house(0, 30)])
    assert town.hides(POSE, *at(0, 60))
    assert not town.hides(POSE, *at(0, 25))
    assert not town.hides(POSE, *at(30, 60))
    assert not town.hides(POSE, *at(0, -60))


def test_over_a_low_wall_one_sees_what_is_far_enough_behind() -> None:
    town = Buildings([house(0, 30, height=3.0)])
    assert town.hides(POSE, *at(0, 45))
    assert not town.hides(POSE, *at(0, 70))
    mast = Pose(LONGITUDE, LATITUDE, 40.0, 0.0, 20.0, 70.0)
    assert not town.hides(mast, *at(0, 45))


def test_the_house_that_carries_the_camera_hides_nothing() -> None:
    town = Buildings([house(0, -9.5)])  # the lens is half a metre before its wall
    assert not town.hides(POSE, *at(0, 60))
    assert not town.hides(POSE, *at(0, -60))


def test_without_buildings_nothing_is_hidden() -> None:
    assert not Buildings().hides(POSE, *at(0, 60))
    assert not Buildings([house(0, 30)]).hides(POSE, LONGITUDE, LATITUDE)


@given(
    st.lists(st.tuples(st.floats(-150, 150), st.floats(-150, 150), st.floats(2, 60)), max_size=8),
    st.floats(-180, 180),
    st.floats(5, 200),
)
def test_the_grid_of_squares_finds_what_asking_every_wall_finds(
    houses: list[tuple[float, float, float]], bearing: float, far: float
) -> None:
    outlines = [house(east, north, side, 30.0) for east, north, side in houses]
    end = at(far * math.sin(math.radians(bearing)), far * math.cos(math.radians(bearing)))
    alone = [Buildings([outline]).hides(POSE, *end) for outline in outlines]
    assert Buildings(outlines).hides(POSE, *end) == any(alone)


@given(st.floats(1.6, 40), st.floats(20, 100), st.floats(0.1, 0.9))
def test_a_wall_hides_when_it_is_higher_than_the_line_over_it(
    lens: float, far: float, part: float
) -> None:
    pose = Pose(LONGITUDE, LATITUDE, lens, 0.0, 0.0, 70.0)
    line = lens - (lens - SEEN_ABOVE_M) * part
    thin = 0.02
    for height, hidden in ((line + 0.2, True), (line - 0.2, False)):
        if height > 0 and far * part > 4:
            town = Buildings([house(0, far * part, thin, height)])
            assert town.hides(pose, *at(0, far)) == hidden
