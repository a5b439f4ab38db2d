"""When lost packets are asked for again, and when they are given up."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from media.hub.repair import AGAIN_S, TRIES, Holes, Repair


def test_a_hole_is_asked_for_again_and_then_given_up() -> None:
    holes, now = Holes(), 10.0
    assert holes.look([7], now) == Repair()  # the library asked just now
    for _ in range(TRIES - 1):
        now += AGAIN_S * 1.01
        assert holes.look([7], now) == Repair((7,))
        assert holes.look([7], now) == Repair()
    assert holes.look([7], now + 2 * AGAIN_S) == Repair(give_up=True)
    assert holes.look([], now + 3 * AGAIN_S) == Repair()


def test_a_hole_that_is_filled_is_forgotten() -> None:
    holes = Holes()
    holes.look([7], 0.0)
    holes.look([], 0.1)
    assert holes.look([7], 5.0) == Repair()


@given(st.lists(st.tuples(st.sets(st.integers(0, 20)), st.floats(0, 0.3)), max_size=60))
def test_only_what_is_missing_is_asked_for(story: list[tuple[set[int], float]]) -> None:
    holes, now = Holes(), 0.0
    for missing, pause in story:
        now += pause
        repair = holes.look(missing, now)
        assert set(repair.again) <= missing
        assert not (repair.give_up and repair.again)
