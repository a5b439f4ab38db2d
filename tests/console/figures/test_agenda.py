from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from console.cases.record import CaseRecord
from console.figures.agenda import LONGEST, MOST, points_from
from console.figures.period import Period
from console.figures.report import Material, report_of
from console.site.meeting import LONGEST_ITEM

Make = Callable[..., CaseRecord]
NOVEMBER = Period.parse("2026-11")


def test_the_gravest_comes_first_and_each_case_once(
    material_of: Callable[..., Material], record_of: Make, open_of: Make, now: datetime
) -> None:
    day = timedelta(days=1)
    records = [
        open_of("late", now - 9 * day, longitude=1.0), open_of("red", now - 4 * day, level="red",
                                                               longitude=2.0),
        open_of("orange", now - day, level="orange", longitude=3.0),
        record_of("a", now - 3 * day), record_of("b", now - 2 * day),
    ]  # fmt: skip
    points = points_from(report_of(material_of(records), NOVEMBER))
    assert [(point.kind, point.ids) for point in points] == [
        ("summary", ()), ("serious", ("red",)), ("serious", ("orange",)), ("overdue", ("late",)),
        ("repeated", ("a", "b")), ("negative", ()),
    ]  # fmt: skip
    assert "受理 5 件，办结 2 件，按期率 100%，超期未结 2 件" in points[0].text


def test_a_point_is_no_longer_and_there_are_no_more_than_a_meeting_takes(
    material_of: Callable[..., Material], open_of: Make, now: datetime
) -> None:
    long = [
        open_of(f"c-{n}", now - timedelta(days=9), title="长" * 300, longitude=n / 10.0)
        for n in range(40)
    ]
    points = points_from(report_of(material_of(long), NOVEMBER))
    assert sum(point.kind == "overdue" for point in points) == MOST
    assert max(len(point.text) for point in points) <= LONGEST == LONGEST_ITEM


def test_a_quiet_week_has_its_summary_only(material_of: Callable[..., Material]) -> None:
    [point] = points_from(report_of(material_of([]), NOVEMBER))
    assert "受理 0 件，办结 0 件，超期未结 0 件" in point.text
