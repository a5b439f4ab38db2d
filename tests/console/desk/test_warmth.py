from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from console.desk.warmth import SEEN_FOR_S, Warmth, in_turns

names = st.lists(st.sampled_from([f"c{n}" for n in range(12)]))


def test_what_was_on_the_wall_stays_warm_for_a_while() -> None:
    warmth = Warmth()
    warmth.note(["c1", "c2"], 0.0)
    warmth.note(["c2"], 1.0)
    assert warmth.cameras([]) == {"c1", "c2"}
    warmth.note([], SEEN_FOR_S + 0.5)
    assert warmth.cameras([]) == {"c2"}


def test_cameras_of_open_cases_come_before_the_longest_unseen() -> None:
    warmth = Warmth(3)
    warmth.note(["c1"], 0.0)
    warmth.note(["c2"], 1.0)
    warmth.note(["c1"], 2.0)
    assert warmth.cameras(["c8", "c9"]) == {"c8", "c9", "c1"}


def test_a_tour_of_large_pages_leaves_half_of_the_places_to_open_cases() -> None:
    warmth = Warmth(4)
    warmth.note(["c0"], 0.0)
    assert warmth.cameras(["c7", "c8", "c9"], ["c1", "c2", "c3"]) == {"c1", "c2", "c7", "c8"}
    assert warmth.cameras(["c7"], ["c1", "c2", "c2", "c3"]) == {"c1", "c2", "c7", "c3"}


@given(st.lists(st.tuples(names, st.floats(0, 1000))), names, st.integers(0, 8))
def test_there_are_never_more_than_may_be(
    story: list[tuple[list[str], float]], named: list[str], most: int
) -> None:
    warmth, now = Warmth(most), 0.0
    for shown, pause_s in story:
        now += pause_s
        warmth.note(shown, now)
    warm = warmth.cameras(named)
    assert len(warm) <= most
    assert len(warm) == most or set(named) <= warm


def test_lists_of_any_length_take_turns() -> None:
    assert in_turns([["a", "b", "c"], [], ["d"]]) == ["a", "d", "b", "c"]
    assert in_turns([]) == []
