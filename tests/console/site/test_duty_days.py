"""Holidays: the notices, and the room's own calendar over them."""

from __future__ import annotations

from datetime import date, timedelta

from console.site.duty_days import DutyDays
from layouts.duty_calendar import DutyCalendar, parse_calendar
from tests.console.cases.duty_days import works

NOTHING = DutyDays(DutyCalendar())


def test_the_librarys_days_are_those_of_the_notices() -> None:
    day = date(2025, 1, 1)
    while day.year < 2027:
        assert NOTHING(day) == works(day), day
        day += timedelta(days=1)


def test_the_rooms_own_calendar_counts_first() -> None:
    own = DutyDays(parse_calendar(
        'format = 1\nkind = "calendar"\n'
        '[[days]]\nfrom = 2026-10-10\nkind = "holiday"\nname = "镇庆"\n'
        '[[days]]\nfrom = 2026-10-05\nkind = "workday"\n'
        '[[days]]\nfrom = 2027-01-01\nkind = "holiday"\n'
    ))  # fmt: skip
    assert not own(date(2026, 10, 10))
    assert own(date(2026, 10, 5))
    assert not own(date(2026, 10, 6))
    assert not own(date(2027, 1, 1))
    assert own.name(date(2026, 10, 10)) == "镇庆"
    assert own.name(date(2026, 10, 6)) == ""
    assert own.warning(date(2026, 12, 20)) == ""


def test_a_year_without_a_notice_is_a_stated_warning() -> None:
    assert NOTHING.is_known(2026)
    assert NOTHING.warning(date(2026, 11, 30)) == ""
    assert "the holidays of 2031 are not known" in NOTHING.warning(date(2031, 3, 3))
    assert "2051, 2052" in NOTHING.warning(date(2051, 12, 1))
    assert NOTHING(date(2031, 3, 3))  # a Monday
    assert not NOTHING(date(2031, 3, 2))
