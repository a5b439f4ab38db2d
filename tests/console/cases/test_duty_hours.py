"""Working time: by hand, by law, and against an oracle that counts minutes."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from console.cases.duty_hours import (
    CHINA,
    LAST_YEAR,
    UNITS,
    DutyHours,
    OfficeTimes,
    Season,
    parse_hours,
    parse_minute,
)
from tests.console.cases.duty_days import MINUTES, minutes, moment, works

OFFICE = ((510, 720), (810, 1050))
HOURS = DutyHours(works)
MOMENTS = st.integers(0, 710 * 86_400_000).map(
    lambda millis: datetime(2025, 1, 1, tzinfo=UTC) + timedelta(milliseconds=millis)
)


def at(written: str) -> datetime:
    """A moment of Shanghai."""
    return datetime.fromisoformat(written).replace(tzinfo=CHINA)


def said(moment: datetime) -> str:
    return f"{moment.astimezone(CHINA):%Y-%m-%d %H:%M}"


@pytest.mark.parametrize(
    ("start", "amount", "unit", "due"),
    [
        ("2026-11-27 16:30", 4, "工作时", "2026-11-30 11:30"),  # Friday to Monday
        ("2026-11-25 11:00", 2, "工作时", "2026-11-25 14:30"),  # over lunch
        ("2026-11-25 12:10", 1, "工作时", "2026-11-25 14:30"),  # from within lunch
        ("2026-11-25 10:00", 2, "工作时", "2026-11-25 12:00"),  # up to lunch, not after it
        ("2026-10-10 16:30", 4, "工作时", "2026-10-12 11:30"),  # a Saturday that is worked
        ("2026-10-17 10:00", 1, "工作时", "2026-10-19 09:30"),  # one that is not
        ("2026-09-30 17:00", 1, "工作时", "2026-10-08 09:00"),  # over the seven days of October
        ("2026-09-30 09:00", 1, "工作日", "2026-10-08 17:30"),
        ("2026-10-09 09:00", 1, "工作日", "2026-10-10 17:30"),
        ("2026-02-13 20:00", 3, "工作日", "2026-02-25 17:30"),  # the 14th is made up
        ("2026-11-27 16:30", 26, "自然小时", "2026-11-28 18:30"),
        ("2026-11-27 16:30", 2, "自然日", "2026-11-29 16:30"),
    ],
)
def test_a_limit_ends_where_people_reckon_it_to(
    start: str, amount: float, unit: str, due: str
) -> None:
    assert said(HOURS.due(at(start), amount, UNITS[unit])) == due


def test_ten_thousand_limits_end_at_the_minute_an_oracle_counts_out() -> None:
    worked = minutes(OFFICE)
    sums = np.concatenate(([0], np.cumsum(worked)))
    ends = np.flatnonzero(worked) + 1  # the minute at which each worked minute is over
    chance = random.Random(20261126)
    for _ in range(10_000):
        start = chance.randrange(MINUTES - 90 * 1440)
        wanted = chance.randrange(1, 60 * 40)
        due = int(ends[sums[start] + wanted - 1])
        assert HOURS.add(moment(start), wanted * 60) == moment(due)
        other = chance.randrange(MINUTES)
        counted = float(sums[other] - sums[start]) * 60
        assert HOURS.between(moment(start), moment(other)) == counted


@given(MOMENTS, st.integers(1, 400 * 3600 * 1000))
def test_what_is_added_lies_between(start: datetime, millis: int) -> None:
    due = HOURS.add(start, millis / 1000)
    assert due > start
    assert HOURS.between(start, due) == millis / 1000
    before = HOURS.add(start, -millis / 1000)
    assert before < start
    assert HOURS.between(before, start) == millis / 1000


@given(MOMENTS, MOMENTS)
def test_adding_what_lies_between_comes_to_the_same_working_moment(
    a: datetime, b: datetime
) -> None:
    first, last = min(a, b), max(a, b)
    lies = HOURS.between(first, last)
    assert HOURS.between(last, first) == -lies
    found = HOURS.add(first, lies)
    assert found <= last
    assert HOURS.between(found, last) == 0
    if HOURS.is_open(last):
        assert found == last


@given(MOMENTS, MOMENTS, MOMENTS)
def test_time_between_adds_up(a: datetime, b: datetime, c: datetime) -> None:
    whole = HOURS.between(a, b) + HOURS.between(b, c)
    assert whole == pytest.approx(HOURS.between(a, c), abs=1e-5)


@settings(max_examples=10)
@given(st.lists(MOMENTS, min_size=2, max_size=4))
def test_the_order_of_questions_changes_no_answer(asked: list[datetime]) -> None:
    fresh = DutyHours(works)
    far = [*asked, at("2023-05-06 10:00"), at("2028-03-08 10:00")]
    for moment_ in far:
        fresh.between(asked[0], moment_)
        fresh.add(moment_, 3600)
    for a in asked:
        assert fresh.add(a, 7200) == HOURS.add(a, 7200)
        assert fresh.between(asked[0], a) == HOURS.between(asked[0], a)


def test_the_zone_of_the_workstation_does_not_matter() -> None:
    elsewhere = at("2026-11-27 16:30").astimezone(ZoneInfo("America/New_York"))
    assert HOURS.add(elsewhere, 4 * 3600) == at("2026-11-30 11:30")
    assert HOURS.due(elsewhere, 1, "working_day") == at("2026-11-30 17:30")
    with pytest.raises(ValueError, match="zone"):
        HOURS.add(datetime(2026, 11, 27), 60)  # noqa: DTZ001 - what is refused


def test_a_zone_with_summer_time_keeps_its_office_hours() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    hours = DutyHours(lambda day: day.weekday() < 5, OfficeTimes(OFFICE), berlin)
    friday = datetime(2026, 3, 27, 16, 30, tzinfo=berlin)  # the clock goes on on Sunday
    assert hours.add(friday, 4 * 3600) == datetime(2026, 3, 30, 11, 30, tzinfo=berlin)


def test_summer_has_hours_of_its_own() -> None:
    summer = Season((6, 1), (9, 30), parse_hours(["08:30-12:00", "14:30-18:00"]))
    winter = Season((12, 1), (2, 28), parse_hours(["09:00-12:00"]))
    hours = DutyHours(works, OfficeTimes(OFFICE, (summer, winter)))
    assert said(hours.add(at("2026-07-01 11:30"), 3600)) == "2026-07-01 15:00"
    assert said(hours.due(at("2026-07-01 11:30"), 1, "working_day")) == "2026-07-02 18:00"
    assert said(hours.due(at("2026-01-05 11:30"), 1, "working_day")) == "2026-01-06 12:00"
    assert said(hours.due(at("2026-11-25 11:30"), 1, "working_day")) == "2026-11-26 17:30"


def test_it_says_whether_time_passes_now_and_when_it_does_next() -> None:
    assert HOURS.is_open(at("2026-11-27 17:29"))
    for closed in ("2026-11-27 17:30", "2026-11-27 12:00", "2026-11-28 10:00", "2026-10-01 10:00"):
        assert not HOURS.is_open(at(closed))
    for end, can in (("12:00", True), ("13:30", False), ("13:31", True), ("17:30", True),
                     ("17:31", False)):  # fmt: skip
        assert HOURS.ends_in_office(at(f"2026-11-27 {end}")) == can
    assert HOURS.opens(at("2026-11-27 17:30")) == at("2026-11-30 08:30")
    assert HOURS.opens(at("2026-11-27 10:00")) == at("2026-11-27 10:00")
    assert HOURS.opens(at("2026-12-31 18:00")) == at("2027-01-01 08:30")  # no notice known here


def test_a_calendar_without_a_working_day_ends_nothing_and_hangs_nowhere() -> None:
    never = DutyHours(lambda _: False)
    start = at("2026-11-27 16:30")
    assert never.add(start, 3600) == start
    assert never.between(start, start + timedelta(days=9)) == 0
    assert never.opens(start) is None
    assert never.due(start, 3, "working_day") == start


def test_moments_far_outside_the_calendar_have_an_answer() -> None:
    for year in (1, 1999, LAST_YEAR, 9999):
        there = datetime(year, 6, 6, tzinfo=UTC)
        assert HOURS.between(there, there) == 0
        assert HOURS.add(there, 3600).tzinfo is UTC


@pytest.mark.parametrize(
    ("texts", "why"),
    [
        (["08:30"], "no span"), (["12:00-08:30"], "before it begins"), (["8h-9h"], "no time"),
        (["08:30-25:00"], "later"), ([], "needs"), (["13:30-17:30", "08:30-12:00"], "follow"),
    ],
)  # fmt: skip
def test_wrong_office_hours_are_explained(texts: list[str], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        parse_hours(texts)
    assert parse_minute("24:00") == 1440


def test_the_oracle_knows_the_days() -> None:
    assert works(date(2026, 10, 10))
    assert not works(date(2026, 10, 5))
