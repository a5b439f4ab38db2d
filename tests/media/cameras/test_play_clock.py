from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.cameras.play_clock import RATES, PlayClock

RECORDED = st.floats(1e9, 3e9)
MONOTONIC = st.floats(0, 1e7)
SPAN = st.floats(0, 1e4)
CLOCKS = st.builds(PlayClock, RECORDED, MONOTONIC, st.sampled_from(RATES))


@given(CLOCKS, SPAN, SPAN)
def test_a_clock_never_goes_back_and_goes_at_its_rate(
    clock: PlayClock, first: float, more: float
) -> None:
    early, late = clock.since + first, clock.since + first + more
    passed = clock.now(late) - clock.now(early)
    assert passed >= 0
    assert passed == pytest.approx(clock.rate * more, abs=1e-4)


@given(CLOCKS, SPAN)
def test_a_moment_is_due_when_the_clock_says_it(clock: PlayClock, ahead: float) -> None:
    due = clock.due(clock.at + ahead)
    if due is None:
        assert clock.paused
        assert ahead > 0
    else:
        assert due >= clock.since
        assert clock.now(due) == pytest.approx(clock.at + ahead, abs=1e-4)


@given(CLOCKS, SPAN, st.sampled_from(RATES))
def test_another_pace_begins_at_the_moment_that_is_due(
    clock: PlayClock, passed: float, rate: float
) -> None:
    at = clock.since + passed
    paced = clock.paced(rate, at)
    assert paced.rate == rate
    assert paced.now(at) == clock.now(at)


@given(CLOCKS, RECORDED, SPAN)
def test_a_sought_clock_keeps_its_pace(clock: PlayClock, wanted: float, passed: float) -> None:
    sought = clock.sought(wanted, clock.since + passed)
    assert sought.now(clock.since + passed) == wanted
    assert sought.rate == clock.rate


@given(CLOCKS, SPAN)
def test_before_its_beginning_a_clock_waits(clock: PlayClock, early: float) -> None:
    assert clock.now(clock.since - early) == clock.at


@pytest.mark.parametrize(
    "wrong", [(math.nan, 0.0, 1.0), (1e9, math.inf, 1.0), (1e9, 0.0, 3.0), (1e9, 0.0, -1.0)]
)
def test_what_is_no_clock_is_refused(wrong: tuple[float, float, float]) -> None:
    with pytest.raises(ValueError):
        PlayClock(*wrong)
