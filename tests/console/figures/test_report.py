from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from console.cases.record import CaseRecord
from console.figures.counting import total
from console.figures.period import Period
from console.figures.report import Cancelled, Material, change, report_of

NOVEMBER = Period.parse("2026-11")
Make = Callable[..., CaseRecord]


@pytest.fixture
def records(record_of: Make, open_of: Make, now: datetime) -> list[CaseRecord]:
    """Six of this month, two of October, one of a year ago."""
    day = timedelta(days=1)
    return [
        *(record_of(f"c-{n}", now - n * day, longitude=120.0 + n / 10) for n in range(4)),
        record_of("m-1", now - 5 * day, platform="market", unit="", longitude=121.0),
        open_of("late", now - 6 * day),
        *(record_of(f"o-{n}", now - (30 + n) * day, longitude=122.0 + n) for n in range(2)),
        record_of("y", now - 365 * day),
    ]


def test_groups_add_up_and_are_compared_with_the_month_and_the_year_before(
    material_of: Callable[..., Material], records: list[CaseRecord]
) -> None:
    report = report_of(material_of(records), NOVEMBER)
    whole = report.whole
    assert whole.figures.counts.received == 6
    assert whole.figures.counts.overdue == 1
    assert whole.before is not None
    assert whole.year is not None
    assert (whole.before.received, whole.year.received) == (2, 1)
    for rows in report.groups.values():
        assert total(row.figures.counts for row in rows) == whole.figures.counts
        assert sum(row.before.received for row in rows if row.before) == 2
        assert sorted(id_ for row in rows for id_ in row.ids) == sorted(whole.ids)
    market = next(row for row in report.groups["platform"] if row.key == "market")
    assert (market.label, market.figures.counts.received) == ("市场监管", 1)
    assert sum(step.counts.received for step in report.steps) == 6
    assert len(report.steps) == 30


def test_what_was_before_the_history_began_is_not_compared_with_nothing(
    material_of: Callable[..., Material], records: list[CaseRecord], now: datetime
) -> None:
    report = report_of(material_of(records[:6], known_since=now - timedelta(days=8)), NOVEMBER)
    assert report.whole.before is None
    assert report.whole.year is None
    assert change(5, None) is None
    assert change(3, 2) == 0.5


def test_a_repeat_of_last_month_counts_in_this_one(
    material_of: Callable[..., Material], record_of: Make, now: datetime
) -> None:
    made = [record_of("old", now - timedelta(days=27)), record_of("new", now - timedelta(days=1))]
    report = report_of(material_of(made), NOVEMBER)
    assert [[one.id for one in each.cases] for each in report.clusters] == [["old", "new"]]
    assert report.whole.figures.counts.repeated == 1
    assert "old" in report.records


def test_a_report_can_be_given_up_and_tells_how_far_it_is(
    material_of: Callable[..., Material], records: list[CaseRecord]
) -> None:
    told: list[float] = []

    def until_half(done: float) -> bool:
        told.append(done)
        return done < 0.5

    with pytest.raises(Cancelled):
        report_of(material_of(records), NOVEMBER, until_half)
    assert told == sorted(told)
    assert told[-1] == 0.5


def test_a_room_without_cases_has_a_report_too(material_of: Callable[..., Material]) -> None:
    report = report_of(material_of([]), NOVEMBER)
    assert report.whole.figures.counts.received == 0
    assert report.whole.before is None
    assert report.cameras is None
