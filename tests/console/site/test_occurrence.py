"""When a meeting is held next: examples of a township's year, and laws."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from console.site.invited import Invited
from console.site.meeting import LAST, Meeting, Rule, is_rest
from console.site.occurrence import (
    FARTHEST_DAYS,
    Occurrence,
    coming,
    due,
    held_for,
    is_past,
    next_held,
)
from layouts.duty_calendar import DayKind, DutyCalendar, Span

NINE = 9 * 60
PLAIN = DutyCalendar()
NATIONAL = DutyCalendar(
    [
        Span(date(2026, 10, 1), date(2026, 10, 7), DayKind.HOLIDAY, "国庆"),
        Span(date(2026, 10, 10), date(2026, 10, 10), DayKind.WORKDAY, "补班"),
    ]
)
DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))
MINUTES = st.integers(0, 24 * 60 - 1)
DUTY = st.builds(
    DutyCalendar,
    st.lists(
        st.builds(
            lambda first, n, kind: Span(first, first + timedelta(days=n), kind),
            DAYS, st.integers(0, 20), st.sampled_from([DayKind.HOLIDAY, DayKind.WORKDAY]),
        ),
        max_size=6,
    ),
)  # fmt: skip
MOVE = st.sampled_from(["keep", "before", "after", "skip"])
WEEKDAY = st.integers(0, 6)
RULES = st.one_of(
    st.builds(lambda m, on, move: Rule("once", m, on=on, move=move), MINUTES, DAYS, MOVE),
    st.builds(lambda m, move: Rule("day", m, move=move), MINUTES, MOVE),
    st.builds(lambda m, w, move: Rule("week", m, weekday=w, move=move), MINUTES, WEEKDAY, MOVE),
    st.builds(
        lambda m, w, n, move: Rule("month", m, weekday=w, nth=n, move=move),
        MINUTES, WEEKDAY, st.sampled_from([1, 2, 3, 4, LAST]), MOVE,
    ),
    st.builds(
        lambda m, d, move: Rule("month", m, day=d, move=move), MINUTES, st.integers(1, 31), MOVE
    ),
)  # fmt: skip


def held(rule: Rule, day: date, minute: int = 0, duty: DutyCalendar = PLAIN) -> date | None:
    found = next_held(rule, day, minute, duty)
    return found.day if found else None


def test_the_month_s_first_monday_and_its_last_friday() -> None:
    first = Rule("month", NINE, weekday=0, nth=1)
    assert held(first, date(2026, 11, 26)) == date(2026, 12, 7)
    last = Rule("month", NINE, weekday=4, nth=LAST)
    assert held(last, date(2026, 11, 26)) == date(2026, 11, 27)
    assert held(last, date(2026, 11, 27), NINE + 1) == date(2026, 12, 25)


def test_a_day_that_a_month_does_not_have_is_its_last() -> None:
    assert held(Rule("month", NINE, day=31), date(2026, 2, 1)) == date(2026, 2, 28)
    assert held(Rule("month", NINE, day=29), date(2028, 2, 1)) == date(2028, 2, 29)


@pytest.mark.parametrize(
    ("move", "day"),
    [
        ("keep", date(2026, 10, 5)), ("before", date(2026, 9, 30)), ("after", date(2026, 10, 8)),
        ("skip", date(2026, 11, 2)),
    ],
)  # fmt: skip
def test_a_holiday_moves_it_as_the_rule_says(move: str, day: date) -> None:
    rule = Rule("month", NINE, weekday=0, nth=1, move=move)
    assert held(rule, date(2026, 9, 20), 0, NATIONAL) == day


def test_a_weekend_that_is_worked_is_no_day_of_rest() -> None:
    rule = Rule("week", NINE, weekday=5, move="after")
    assert held(rule, date(2026, 10, 9), 0, NATIONAL) == date(2026, 10, 10)
    assert held(rule, date(2026, 10, 11), 0, NATIONAL) == date(2026, 10, 19)


def test_a_series_has_a_first_and_a_last_day() -> None:
    rule = Rule("day", NINE, first_day=date(2026, 12, 1), last_day=date(2026, 12, 2))
    assert held(rule, date(2026, 11, 1)) == date(2026, 12, 1)
    assert held(rule, date(2026, 12, 2), NINE) == date(2026, 12, 2)
    assert held(rule, date(2026, 12, 2), NINE + 1) is None
    assert held(Rule("once", NINE, on=date(2026, 1, 1)), date(2026, 1, 2)) is None


@settings(max_examples=150)
@given(RULES, DAYS, MINUTES, DUTY)
def test_it_is_never_in_the_past_and_always_planned(
    rule: Rule, day: date, minute: int, duty: DutyCalendar
) -> None:
    found = next_held(rule, day, minute, duty)
    if found is None:
        return
    assert found >= Occurrence(day, minute)
    assert found.minute == rule.minute
    around = range(-FARTHEST_DAYS, FARTHEST_DAYS + 1)
    assert any(held_for(rule, found.day + timedelta(days=n), duty) == found for n in around)


@settings(max_examples=150)
@given(RULES, DAYS, MINUTES, DUTY, st.integers(0, 40 * 24 * 60))
def test_none_is_left_out_between(
    rule: Rule, day: date, minute: int, duty: DutyCalendar, later: int
) -> None:
    """From any moment up to the one that was found, it is found again."""
    found = next_held(rule, day, minute, duty)
    days, left = divmod(minute + later, 24 * 60)
    after = next_held(rule, day + timedelta(days=days), left, duty)
    if found is not None and Occurrence(day + timedelta(days=days), left) <= found:
        assert after == found
    elif found is not None and after is not None:
        assert after >= found


@given(RULES, DAYS, DUTY)
def test_a_moved_meeting_is_held_on_a_workday(rule: Rule, day: date, duty: DutyCalendar) -> None:
    found = held_for(rule, day, duty)
    if found is not None and rule.move != "keep":
        assert not is_rest(found.day, duty)


def meeting(id_: str, rule: Rule, remind: int = 15) -> Meeting:
    return Meeting(id_, id_, rule, 60, Invited(("n01",)), remind_min=remind)


def test_the_next_comes_first_and_one_that_goes_on_is_still_there() -> None:
    day = date(2026, 11, 26)  # a Thursday
    meetings = [
        meeting("late", Rule("week", NINE, weekday=4)), meeting("now", Rule("day", NINE)),
        meeting("over", Rule("once", NINE, on=date(2026, 11, 25))),
    ]  # fmt: skip
    found = coming(meetings, day, NINE + 59, PLAIN)
    assert [(one.id, held.day) for held, one in found] == [
        ("now", day), ("late", date(2026, 11, 27)),
    ]  # fmt: skip
    assert coming(meetings[1:2], day, NINE + 60, PLAIN)[0][0].day == date(2026, 11, 27)


def test_a_reminder_is_due_some_minutes_before() -> None:
    day = date(2026, 11, 26)
    found = coming([meeting("a", Rule("day", NINE), 15)], day, 0, PLAIN)
    assert due(found, day, NINE - 16) == []
    assert due(found, day, NINE - 15) == found
    assert due(found, day, NINE + 5) == found


def test_the_end_of_time_is_no_fault() -> None:
    assert next_held(Rule("day", NINE), date.max, NINE + 1, PLAIN) is None
    assert held(Rule("day", NINE), date.min) == date.min


def test_a_meeting_that_is_held_once_is_past_when_it_cannot_be_held_any_more() -> None:
    once = Rule("once", NINE, on=date(2026, 10, 1))
    assert [is_past(once, date(2026, 10, n)) for n in (1, 2)] == [False, True]
    assert [is_past(once, date(2026, 10, n), 5) for n in (6, 7)] == [False, True]
    moved = replace(once, move="after")  # the holiday ends on the 7th
    assert not is_past(moved, date(2026, 10, 8))
    assert is_past(moved, date(2026, 10, 16))
    assert not is_past(Rule("week", NINE, weekday=1, last_day=date(2026, 1, 1)), date(2027, 1, 1))


@given(RULES, DAYS, DUTY)
def test_what_is_past_is_not_held_again(rule: Rule, day: date, duty: DutyCalendar) -> None:
    assert not is_past(rule, day) or next_held(rule, day, 0, duty) is None
