from __future__ import annotations

from datetime import date, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.figures.period import KINDS, Period

DAYS = st.dates(date(2001, 1, 1), date(2098, 12, 31))
WHOLE = tuple(kind for kind in KINDS if kind != "span")


@pytest.mark.parametrize(
    ("text", "first", "last", "words"),
    [
        ("2026-11-26", "2026-11-26", "2026-11-26", "2026年11月26日"),
        ("2026-W48", "2026-11-23", "2026-11-29", "2026年第48周（11月23日–11月29日）"),
        ("2026-2", "2026-02-01", "2026-02-28", "2026年2月"),
        ("2026-Q4", "2026-10-01", "2026-12-31", "2026年第四季度"),
        ("2026", "2026-01-01", "2026-12-31", "2026年"),
        ("2026-11-01..2026-11-15", "2026-11-01", "2026-11-15", "2026-11-01 至 2026-11-15"),
    ],
)
def test_a_period_is_read_as_people_write_it(text: str, first: str, last: str, words: str) -> None:
    period = Period.parse(text)
    assert (f"{period.first}", f"{period.last}", period.words) == (first, last, words)


@pytest.mark.parametrize(
    "text", ["", "november", "2026-13", "2026-W54", "2026-02-30", "0000", "2026-11-05..2026-11-01",
             "2001-01-01..2026-01-01"],
)  # fmt: skip
def test_what_is_no_period_is_said(text: str) -> None:
    with pytest.raises(ValueError, match="is no period"):
        Period.parse(text)


@given(st.sampled_from(WHOLE), DAYS)
def test_its_code_reads_as_itself_and_neighbours_touch(kind: str, day: date) -> None:
    period = Period.of(kind, day)
    assert Period.parse(period.code) == period
    assert period.first <= day <= period.last
    assert period.before().last + timedelta(days=1) == period.first
    assert period.after().before() == period


@given(DAYS, st.integers(1, 400))
def test_a_span_is_followed_and_preceded_by_one_as_long(day: date, days: int) -> None:
    span = Period("span", day, day + timedelta(days=days - 1))
    assert Period.parse(span.code) == span
    assert span.before().days == span.after().days == days
    assert span.after().before() == span


@given(st.sampled_from(WHOLE), DAYS)
def test_its_steps_are_all_of_it_and_nothing_twice(kind: str, day: date) -> None:
    period = Period.of(kind, day)
    days = [step.first + timedelta(days=n) for step in period.steps() for n in range(step.days)]
    assert days == [period.first + timedelta(days=n) for n in range(period.days)]


@given(st.sampled_from(KINDS), DAYS)
def test_a_year_earlier_is_the_same_kind_a_year_earlier(kind: str, day: date) -> None:
    period = Period.of(kind, day)
    earlier = period.year_before()
    assert earlier.kind == kind
    assert 357 <= (period.first - earlier.first).days <= 373


def test_a_day_begins_at_the_rooms_midnight() -> None:
    zone = timezone(timedelta(hours=8))
    since, until = Period.parse("2026-11-26").bounds(zone)
    assert since.isoformat() == "2026-11-26T00:00:00+08:00"
    assert until.isoformat() == "2026-11-27T00:00:00+08:00"
