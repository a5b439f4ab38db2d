from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from media.cameras.rhythm import BEATS, Rhythm


def test_one_long_gap_does_not_change_the_rhythm() -> None:
    rhythm = Rhythm()
    for at in (0.0, 5.0, 10.0, 40.0, 45.0):
        rhythm.beat(at)
    assert rhythm.interval_s() == 5.0


def test_nothing_is_said_of_two_beats() -> None:
    rhythm = Rhythm()
    rhythm.beat(0.0)
    rhythm.beat(1.0)
    assert rhythm.interval_s() is None


def test_of_two_gaps_the_shorter_one_counts_and_none_before_a_rest() -> None:
    rhythm = Rhythm()
    for at in (0.0, 1.0, 31.0):
        rhythm.beat(at)
    assert rhythm.interval_s() == 1.0
    rhythm.rest()
    rhythm.beat(90.0)
    rhythm.beat(91.0)
    assert rhythm.interval_s() is None


@given(st.lists(st.floats(0.001, 100), min_size=2, max_size=40))
def test_it_lies_between_the_shortest_and_the_longest_of_the_last_gaps(gaps: list[float]) -> None:
    rhythm, at = Rhythm(), 0.0
    rhythm.beat(at)
    for gap in gaps:
        at += gap
        rhythm.beat(at)
    interval_s = rhythm.interval_s()
    assert interval_s is not None
    last = gaps[-(BEATS - 1) :]
    assert min(last) - 1e-6 <= interval_s <= max(last) + 1e-6
