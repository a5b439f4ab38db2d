from __future__ import annotations

import math
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from console.ui.marker_layout import Box, Wish, arrow, place

PICTURE = Box(10, 30, 640, 360)
DISC = 30.0

inside = st.builds(
    Wish,
    st.floats(10, 650),
    st.floats(30, 390),
    st.booleans(),
    st.just(150.0),
    st.just(40.0),
    st.none() | st.floats(0, 360),
)


def boxes(placed: list[object]) -> list[Box]:
    return [Box(*p.plate, 150, 40) for p in placed if p.plate is not None]  # type: ignore[attr-defined]


@given(st.lists(inside, max_size=12))
def test_discs_and_plates_stay_inside_the_picture(wishes: list[Wish]) -> None:
    placed = place(wishes, PICTURE, DISC, 40, plates=9)
    assert len(placed) == len(wishes)
    for spot in placed:
        disc = Box(spot.x - DISC / 2, spot.y - DISC / 2, DISC, DISC)
        assert disc.x >= PICTURE.x - 1e-6
        assert disc.y >= PICTURE.y - 1e-6
        assert disc.x + DISC <= PICTURE.x + PICTURE.width + 1e-6
        assert disc.y + DISC <= PICTURE.y + PICTURE.height + 1e-6
    assert all(plate.within(PICTURE) for plate in boxes(list(placed)))


@given(st.lists(inside, max_size=12))
def test_no_plate_hides_a_plate_or_a_disc(wishes: list[Wish]) -> None:
    placed = place(wishes, PICTURE, DISC, 40, plates=9)
    plates = boxes(list(placed))
    for number, plate in enumerate(plates):
        assert not any(plate.meets(other) for other in plates[number + 1 :])
        for spot in placed:
            assert not plate.meets(Box(spot.x - DISC / 2, spot.y - DISC / 2, DISC, DISC))


@given(st.lists(inside, max_size=12), st.integers(0, 3))
def test_there_are_no_more_plates_than_wished(wishes: list[Wish], plates: int) -> None:
    assert len(boxes(list(place(wishes, PICTURE, DISC, 40, plates)))) <= plates


def test_the_most_urgent_has_the_plate_when_there_is_one() -> None:
    wishes = [Wish(200, 200, True, 150, 40), Wish(450, 300, True, 150, 40)]
    placed = place(wishes, PICTURE, DISC, 40, plates=1)
    assert placed[0].plate is None
    assert placed[1].plate is not None


def test_cases_at_one_place_stand_one_above_the_other() -> None:
    wishes = [Wish(300, 300, True, 150, 40)] * 3
    placed = place(wishes, PICTURE, DISC, 40, plates=0)
    heights = sorted(spot.y for spot in placed)
    assert all(b - a >= DISC for a, b in pairwise(heights))
    assert {spot.x for spot in placed} == {300}


def test_an_arrow_points_away_from_its_disc() -> None:
    tip, *_ = arrow(100, 100, DISC, 90.0)
    assert tip[0] > 100 + DISC / 2
    assert math.isclose(tip[1], 100, abs_tol=1e-6)
    tip, *_ = arrow(100, 100, DISC, 0.0)
    assert tip[1] < 100 - DISC / 2
