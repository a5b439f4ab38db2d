from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from console.ui.marker_layout import (
    HIGHEST,
    STILL_PX,
    Arrangement,
    Box,
    Room,
    SteadyLayout,
    Wish,
    arrow,
    patches,
)

PICTURE = Box(10, 30, 640, 360)
SIGN = 30.0
CAPTION = Box(10, 30, 120, 24)
ROOM = Room(PICTURE, SIGN, 40, plates=9, signs=20, taken=(CAPTION,), count=(30, 16))

places = st.tuples(
    st.floats(10, 650), st.floats(30, 390), st.booleans(), st.sampled_from(["", "a", "b"]),
    st.none() | st.floats(0, 360),
)  # fmt: skip
many = st.lists(places, max_size=30).map(
    lambda each: [
        Wish(f"c{n}", x, y, standing, (n,), kind, None if standing else arrow_deg)
        for n, (x, y, standing, kind, arrow_deg) in enumerate(each)
    ]
)


def sizes(keys: tuple[str, ...]) -> tuple[float, float]:
    return (110.0 if len(keys) > 1 else 150.0), 40.0


def boxes(found: Arrangement, sign: float = SIGN) -> list[Box]:
    """Everything that must not overlap."""
    signs = [Box(s.x - sign / 2, s.y - sign / 2, sign, sign) for s in found.spots]
    plates = [spot.plate for spot in found.spots if spot.plate is not None]
    return [*signs, *plates, *([found.count] if found.count else [])]


@given(many, st.integers(0, 9), st.integers(1, 20))
def test_no_sign_or_plate_overlaps_another_or_leaves_the_picture(
    wishes: list[Wish], plates: int, signs: int
) -> None:
    found = SteadyLayout().place(wishes, replace(ROOM, plates=plates, signs=signs), sizes)
    there = boxes(found)
    for number, box in enumerate(there):
        assert box.within(PICTURE)
        assert not box.meets(CAPTION)
        assert not any(box.meets(other) for other in there[number + 1 :])


@given(many, st.integers(0, 9), st.integers(1, 20))
def test_every_marker_is_in_one_sign_or_counted(
    wishes: list[Wish], plates: int, signs: int
) -> None:
    found = SteadyLayout().place(wishes, replace(ROOM, plates=plates, signs=signs), sizes)
    keys = [key for spot in found.spots for key in spot.keys] + list(found.rest)
    assert sorted(keys) == sorted(wish.key for wish in wishes)
    assert len(found.spots) <= signs
    assert sum(spot.plate is not None for spot in found.spots) <= plates
    assert found.rest or found.count is None


@given(many, st.data())
def test_a_small_motion_moves_nothing(wishes: list[Wish], data: st.DataObject) -> None:
    layout = SteadyLayout()
    before = layout.place(wishes, ROOM, sizes)
    small = st.floats(-STILL_PX / 2, STILL_PX / 2)
    moved = [replace(w, x=w.x + data.draw(small), y=w.y + data.draw(small)) for w in wishes]
    assert layout.place(moved, ROOM, sizes) is before


@given(many, st.floats(-25, 25), st.floats(-15, 15))
def test_a_plate_that_still_has_its_side_free_keeps_it(
    wishes: list[Wish], right: float, down: float
) -> None:
    layout = SteadyLayout()
    standing = [replace(wish, standing=True, arrow_deg=None, kind="") for wish in wishes[:1]]
    (*before,) = layout.place(standing, ROOM, sizes).spots
    moved = [replace(wish, x=wish.x + right, y=wish.y + down) for wish in standing]
    (*after,) = layout.place(moved, ROOM, sizes).spots
    for old, new in zip(before, after, strict=False):
        if old.plate is None or new.plate is None or old.side >= 6:  # those slide along the frame
            continue
        kept = old.plate
        shifted = Box(kept.x + new.x - old.x, kept.y + new.y - old.y, kept.width, kept.height)
        is_free = shifted.within(PICTURE) and not shifted.meets(CAPTION)
        assert not is_free or new.side == old.side


def test_slow_drift_is_followed_once_it_is_large() -> None:
    layout = SteadyLayout()
    wish = Wish("a", 200, 200, True)
    first = layout.place([wish], ROOM, sizes)
    steps = [layout.place([replace(wish, x=200 + n)], ROOM, sizes) for n in range(1, 9)]
    assert all(each is first for each in steps[: int(STILL_PX)])
    assert steps[-1].spots[0].x > first.spots[0].x


def test_another_marker_of_lower_rank_moves_nobody() -> None:
    layout = SteadyLayout()
    held = [Wish("a", 200, 200, True, (0,)), Wish("b", 420, 260, True, (1,))]
    before = {spot.keys: spot for spot in layout.place(held, ROOM, sizes).spots}
    after = layout.place([*held, Wish("c", 210, 205, True, (2,))], ROOM, sizes)
    assert [before[spot.keys] == spot for spot in after.spots if spot.keys in before] == [True] * 2


def test_who_ranks_first_has_the_plate_when_there_is_one() -> None:
    wishes = [Wish("calm", 200, 200, True, (2,)), Wish("red", 450, 300, True, (1,))]
    found = SteadyLayout().place(wishes, replace(ROOM, plates=1), sizes)
    assert {spot.keys[0]: spot.plate is not None for spot in found.spots} == {
        "red": True, "calm": False,
    }  # fmt: skip


def test_signs_of_different_kinds_at_one_place_stand_one_above_the_other() -> None:
    wishes = [Wish(f"c{n}", 300, 300, True, (n,), f"kind{n}") for n in range(3)]
    found = SteadyLayout().place(wishes, replace(ROOM, plates=0), sizes)
    heights = sorted(spot.y for spot in found.spots)
    assert all(b - a >= SIGN for a, b in pairwise(heights))
    assert {spot.x for spot in found.spots} == {300}


def test_signs_of_one_kind_at_one_place_are_gathered_and_stay_so_a_little_apart() -> None:
    layout = SteadyLayout()
    near = [Wish(f"c{n}", 300 + n * 9, 300, True, (n,), "market") for n in range(3)]
    (group,) = layout.place(near, ROOM, sizes).spots
    assert group.keys == ("c0", "c1", "c2")
    apart = [near[0], near[1], replace(near[2], x=300 + SIGN * 1.3)]
    (still,) = layout.place(apart, ROOM, sizes).spots
    assert still.keys == group.keys
    assert len(SteadyLayout().place(apart, ROOM, sizes).spots) == 2  # never together before


def test_what_finds_no_place_is_counted_in_a_corner() -> None:
    wishes = [Wish(f"c{n:02}", 300, 300, True, (n,)) for n in range(HIGHEST + 4)]
    found = SteadyLayout().place(wishes, ROOM, sizes)
    assert len(found.rest) == 3
    assert found.count is not None
    assert found.count.within(PICTURE)


def test_edge_signs_make_way_along_their_edge() -> None:
    wishes = [Wish(f"c{n}", 650, 200, False, (n,), "", 90.0) for n in range(4)]
    found = SteadyLayout().place(wishes, replace(ROOM, plates=0), sizes)
    assert len(found.spots) == 4
    assert len({spot.x for spot in found.spots}) == 1


def test_an_arrow_points_away_from_its_disc() -> None:
    tip, *_ = arrow(100, 100, SIGN, 90.0)
    assert tip[0] > 100 + SIGN / 2
    assert math.isclose(tip[1], 100, abs_tol=1e-6)
    tip, *_ = arrow(100, 100, SIGN, 0.0)
    assert tip[1] < 100 - SIGN / 2


@settings(max_examples=50)
@given(st.lists(st.tuples(st.floats(0, 900), st.floats(0, 900)), min_size=1, max_size=20))
def test_patches_hold_every_box_once(corners: list[tuple[float, float]]) -> None:
    found = patches([Box(x, y, 30, 30) for x, y in corners])
    assert sorted(number for group in found for number in group) == list(range(len(corners)))


def test_near_boxes_are_painted_together_and_far_ones_apart() -> None:
    near, far = Box(0, 0, 30, 30), Box(900, 900, 30, 30)
    assert patches([near, far, Box(20, 20, 30, 30)]) == [[0, 2], [1]]
