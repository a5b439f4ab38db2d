"""Clocks by the limits' lines, with pauses in the middle."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.cases.case import Case, Clock, Step
from console.cases.duty_hours import CHINA, DutyHours
from console.cases.limits import Limit, clocks_for, due_with_pauses, limit_of
from tests.console.cases.duty_days import works

HOURS = DutyHours(works)
LIMITS = (
    Limit("", "close", 7, "working_day", "reported"),
    Limit("01", "handle", 2, "working_day", "accepted"),
    Limit("0113", "handle", 4, "working_hour", "accepted"),
    Limit("01", "respond", 0.5, "hour", "reported"),
    Limit("01", "arrive", 2, "hour", "dispatched"),
)


def at(written: str) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=CHINA)


def step(written: str, action: str) -> Step:
    return Step(at(written), "", "", action, "")


def told(clocks: tuple[Clock, ...]) -> dict[str, str]:
    return {one.kind: f"{one.due_at.astimezone(CHINA):%m-%d %H:%M}" for one in clocks}


@pytest.fixture
def bare(case_of: Callable[..., Case]) -> Callable[..., Case]:
    """A case reported on a Friday at 16:00, without clocks."""
    usual = {"reported_at": at("2026-11-27 16:00"), "clocks": ()}
    return lambda **fields: case_of(**{**usual, **fields})


def test_the_line_that_names_the_class_closest_counts() -> None:
    assert limit_of("0113", "handle", LIMITS) == LIMITS[2]
    assert limit_of("0117", "handle", LIMITS) == LIMITS[1]
    assert limit_of("0201", "handle", LIMITS) is None
    assert limit_of("0201", "close", LIMITS) == LIMITS[0]


def test_what_the_platform_gives_is_never_touched(case_of: Callable[..., Case]) -> None:
    given_ = (Clock("handle", at("2026-11-27 16:01")),)
    assert clocks_for(case_of(clocks=given_), LIMITS, HOURS) is given_


def test_a_clock_begins_when_its_start_has_come(bare: Callable[..., Case]) -> None:
    assert told(clocks_for(bare(status="reported"), LIMITS, HOURS)) == {
        "respond": "11-27 16:30", "close": "12-08 17:30",
    }  # fmt: skip
    steps = (step("2026-11-27 16:30", "accept"), step("2026-11-27 16:40", "dispatch"))
    clocks = clocks_for(bare(timeline=steps), LIMITS, HOURS)
    assert told(clocks) == {
        "respond": "11-27 16:30", "arrive": "11-27 18:40", "handle": "11-30 11:30",
        "close": "12-08 17:30",
    }  # fmt: skip
    assert [one.unit for one in clocks] == ["natural", "natural", "working", "working"]
    assert all(one.ours for one in clocks)
    assert not any(one.done_at or one.paused for one in clocks)


def test_a_clock_is_done_when_its_step_was_done(bare: Callable[..., Case]) -> None:
    steps = (
        step("2026-11-27 16:05", "accept"), step("2026-11-27 16:10", "dispatch"),
        step("2026-11-27 16:20", "acknowledge"), step("2026-11-27 16:30", "arrive"),
        step("2026-11-27 17:00", "feedback"),
    )  # fmt: skip
    done = {one.kind: one.done_at for one in clocks_for(bare(timeline=steps), LIMITS, HOURS)}
    assert done == {
        "respond": steps[2].at, "arrive": steps[3].at, "handle": steps[4].at, "close": None,
    }  # fmt: skip
    again = (*steps, step("2026-11-27 17:10", "reassign"))
    handle = clocks_for(bare(timeline=again), LIMITS, HOURS)[2]
    assert handle.done_at is None


def test_twenty_six_hours_of_rest_in_the_middle_leave_what_was_left(
    bare: Callable[..., Case],
) -> None:
    steps = (
        step("2026-11-25 09:00", "accept"),  # 4 working hours: until 14:00
        step("2026-11-25 10:00", "suspend"),  # 3 of them are left
    )
    case = bare(timeline=steps, status="suspended")
    handle = clocks_for(case, LIMITS, HOURS)[1]
    assert handle.paused
    resumed = (*steps, step("2026-11-26 12:00", "resume"))  # 26 h later, at lunch
    handle = clocks_for(bare(timeline=resumed, status="accepted"), LIMITS, HOURS)[1]
    assert not handle.paused
    assert told((handle,)) == {"handle": "11-26 16:30"}


def test_a_return_stops_nothing(bare: Callable[..., Case]) -> None:
    steps = (step("2026-11-27 16:30", "accept"), step("2026-11-27 16:40", "return"))
    handle = clocks_for(bare(timeline=steps, status="returned"), LIMITS, HOURS)[1]
    assert told((handle,)) == {"handle": "11-30 11:30"}
    assert not handle.paused


def test_a_source_that_tells_only_the_status_is_followed_by_its_changes(
    bare: Callable[..., Case],
) -> None:
    case = bare(status="suspended", updated_at=at("2026-11-27 16:10"))
    assert all(one.paused for one in clocks_for(case, LIMITS, HOURS))
    steps = (step("2026-11-27 16:10", "suspended"),)
    going = bare(status="handling", timeline=steps, updated_at=at("2026-11-27 16:40"))
    respond = clocks_for(going, LIMITS, HOURS)[0]
    assert told((respond,)) == {"respond": "11-27 17:00"}


def test_a_reopened_case_begins_anew(bare: Callable[..., Case]) -> None:
    steps = (
        step("2026-11-27 16:05", "accept"), step("2026-11-27 17:00", "close"),
        step("2026-11-30 08:30", "reopen"), step("2026-11-30 09:00", "accept"),
    )  # fmt: skip
    clocks = told(clocks_for(bare(timeline=steps, status="accepted"), LIMITS, HOURS))
    assert clocks["handle"] == "11-30 14:30"
    assert clocks["respond"] == "11-30 09:00"


def test_without_a_time_of_report_there_is_no_clock(bare: Callable[..., Case]) -> None:
    assert clocks_for(bare(reported_at=None), LIMITS, HOURS) == ()


MOMENTS = st.integers(0, 400 * 1440).map(lambda n: at("2025-03-03 08:00") + timedelta(minutes=n))


@given(MOMENTS, st.integers(1, 80), MOMENTS, st.integers(1, 20_000), st.booleans())
def test_a_pause_takes_exactly_its_own_time(
    start: datetime, amount: int, began: datetime, minutes: int, working: bool
) -> None:
    unit = "working_hour" if working else "hour"
    ended = began + timedelta(minutes=minutes)
    due = due_with_pauses(start, amount, unit, [(began, ended)], HOURS)  # type: ignore[arg-type]
    passed = HOURS.between if working else lambda a, b: (b - a).total_seconds()
    counted = passed(start, due)
    if start < due and began < due and ended > start:
        counted -= passed(max(began, start), min(ended, due))
    assert counted == amount * 3600


def test_a_line_is_a_value() -> None:
    assert replace(LIMITS[0], amount=3) != LIMITS[0]
