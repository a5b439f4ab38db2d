from __future__ import annotations

from datetime import date

import pytest

from layouts.duty_calendar import DayKind, DutyCalendar, parse_calendar
from layouts.format import WallFaults

AUTUMN = """\
format = 1
[[days]]
from = 2026-10-01
until = 2026-10-07
kind = "holiday"
name = "国庆节"
[[days]]
from = 2026-10-10
kind = "workday"
"""


def faults_of(text: str) -> list[str]:
    with pytest.raises(WallFaults) as caught:
        parse_calendar(text)
    return [str(fault) for fault in caught.value.faults]


def test_holidays_and_days_worked_to_make_up_for_them_go_before_the_weekday() -> None:
    calendar = parse_calendar(AUTUMN)
    assert calendar.kind(date(2026, 9, 30)) is DayKind.WORKDAY
    assert calendar.kind(date(2026, 10, 1)) is DayKind.HOLIDAY
    assert calendar.kind(date(2026, 10, 7)) is DayKind.HOLIDAY
    assert calendar.kind(date(2026, 10, 10)) is DayKind.WORKDAY  # a Saturday
    assert calendar.kind(date(2026, 10, 11)) is DayKind.WEEKEND
    assert calendar.name(date(2026, 10, 3)) == "国庆节"
    assert calendar.name(date(2026, 10, 11)) == ""


def test_the_later_of_two_spans_counts() -> None:
    calendar = parse_calendar(AUTUMN + '[[days]]\nfrom = 2026-10-07\nkind = "workday"\n')
    assert calendar.kind(date(2026, 10, 7)) is DayKind.WORKDAY


def test_without_a_file_the_weekday_decides() -> None:
    assert DutyCalendar().kind(date(2026, 11, 22)) is DayKind.WEEKEND


def test_mistakes_are_told_by_line_and_key() -> None:
    assert faults_of("[[days]]\nuntil = 2026-10-01\n") == [
        'calendar.toml:1: days[0].kind: is missing: "holiday" or "workday"',
        "calendar.toml:1: days[0].from: is missing: the first day, such as 2026-10-01",
    ]
    wrong_year = '[[days]]\nfrom = 2026-10-01\nuntil = 2027-10-07\nkind = "holiday"\n'
    assert faults_of(wrong_year) == [
        "calendar.toml:3: days[0].until: 2027-10-07 is not within 62 days from 2026-10-01"
    ]
