"""When a lamp turns amber, in working time and in natural time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.cases.case import Case, CaseChanged, CaseGone, CaseId, Clock, Snapshot
from console.cases.clocks import clock_lamp, lamp
from console.cases.duty_hours import CHINA, DutyHours
from console.cases.limits import Limit
from console.cases.timing import Timing
from tests.console.cases.duty_days import works

HOURS = DutyHours(works)
TIMING = Timing(HOURS, (Limit("", "handle", 10, "working_hour", "reported"),))
# reported on a Friday at 10:00: ten working hours are over on Monday at 13:30 + 1 h
START = datetime(2026, 11, 27, 10, 0, tzinfo=CHINA)


def at(written: str) -> datetime:
    return datetime.fromisoformat(f"2026-{written}").replace(tzinfo=CHINA)


@pytest.mark.parametrize(
    ("now", "colour"),
    [
        ("11-27 17:30", "green"),  # 4 h are left, and so all weekend
        ("11-29 23:00", "green"),
        ("11-30 10:29", "green"), ("11-30 10:30", "amber"),  # 2 h of 10
        ("11-30 13:00", "amber"), ("11-30 14:01", "red"), ("12-01 03:00", "red"),
    ],
)  # fmt: skip
def test_little_is_counted_in_working_time(
    case_of: Callable[..., Case], now: str, colour: str
) -> None:
    case = TIMING.timed(case_of(reported_at=START))
    assert case.clocks[0].due_at == at("11-30 14:00")
    assert lamp(case, at(now)) == colour
    assert clock_lamp(case, case.clocks[0], at(now)) == colour


def test_so_many_hours_are_little_whatever_the_whole_is(case_of: Callable[..., Case]) -> None:
    timing = Timing(HOURS, TIMING.limits, amber_s=4 * 3600)
    case = timing.timed(case_of(reported_at=START))
    assert lamp(case, at("11-27 17:29")) == "green"
    assert lamp(case, at("11-27 17:30")) == "amber"  # not only on Monday morning


def test_time_left_is_told_by_the_clocks_own_unit(case_of: Callable[..., Case]) -> None:
    working = TIMING.timed(case_of(reported_at=START)).clocks[0]
    assert TIMING.left_s(working, at("11-28 12:00")) == 4 * 3600
    natural = Clock("respond", START + timedelta(hours=1))
    assert TIMING.left_s(natural, START) == 3600
    assert TIMING.left_s(natural, at("11-28 10:00")) == -23 * 3600


def test_events_are_timed_once_and_others_pass(case_of: Callable[..., Case]) -> None:
    case, gone = case_of(reported_at=START), CaseGone(CaseId("c-9"), 3)
    first, second, third = TIMING.prepared([CaseChanged(case, 5.0), Snapshot((case,), "k"), gone])
    assert isinstance(first, CaseChanged)
    assert isinstance(second, Snapshot)
    assert first.case == second.cases[0] == TIMING.timed(case)
    assert first.received_at == 5.0
    assert third is gone
    assert TIMING.prepared([first])[0] is first


@given(st.integers(-2000, 20_000), st.integers(0, 20_000))
def test_a_natural_clock_turns_as_it_did_before(
    case_of: Callable[..., Case], whole_min: int, at_min: int
) -> None:
    clock = Clock("handle", START + timedelta(minutes=whole_min))
    plain = case_of(reported_at=START, clocks=(clock,))
    now = START + timedelta(minutes=at_min)
    assert lamp(TIMING.timed(plain), now) == lamp(plain, now)


def test_a_clock_at_rest_is_grey(case_of: Callable[..., Case]) -> None:
    clock = Clock("handle", START, paused=True)
    case = TIMING.timed(case_of(clocks=(clock,)))
    assert case.clocks == (clock,)
    assert clock_lamp(case, clock, START) == "grey"


def test_a_limit_that_ends_at_night_is_counted_as_time_passes(case_of: Callable[..., Case]) -> None:
    clock = Clock("handle", at("11-27 22:00"), "working")  # by other hours than ours
    case = TIMING.timed(case_of(reported_at=at("11-27 17:00"), clocks=(clock,)))
    assert TIMING.left_s(clock, at("11-27 20:00")) == 2 * 3600
    assert lamp(case, at("11-27 20:59")) == "green"
    assert lamp(case, at("11-27 21:00")) == "amber"
