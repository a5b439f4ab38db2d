from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from console.cases.record import CaseRecord
from console.figures.dimensions import DIMENSIONS
from console.figures.period import Period
from console.figures.presence import LostSpell, PatrolFigures
from console.figures.report import Material, Report, report_of
from console.figures.tables import cases, charts_of, tables_of
from console.figures.wording import COLUMNS

Make = Callable[..., CaseRecord]


@pytest.fixture
def report(
    material_of: Callable[..., Material], record_of: Make, open_of: Make, now: datetime
) -> Report:
    records = [
        *(record_of(f"c-{n}", now - timedelta(days=n)) for n in range(4)),
        open_of("late", now - timedelta(days=6), level="red", unit=""),
    ]
    more = {
        "patrols": lambda _: PatrolFigures(2, 20, 10, 900.0, ("c9",)), "cameras": {"c1": "桥东"},
        "lost": [LostSpell("c1", now - timedelta(days=1), now)],
    }  # fmt: skip
    return report_of(material_of(records, **more), Period.parse("2026-11"))


def test_every_row_has_a_cell_for_each_column_and_every_column_a_name(report: Report) -> None:
    tables = tables_of(report)
    assert {table.name for table in tables} >= {*DIMENSIONS, "totals", "repeats", "negatives",
                                                "patrols", "cameras", "cases"}  # fmt: skip
    for table in tables:
        assert all(len(row) == len(table.columns) for row in table.rows), table.name
        assert all(column.key in COLUMNS for column in table.columns), table.name
        assert len(table.ids) in (0, len(table.rows))


def test_the_last_row_of_a_division_is_the_sum_of_the_others(report: Report) -> None:
    for table in tables_of(report):
        if table.sums:
            for column, one in enumerate(table.columns):
                if one.kind == "count":
                    *parts, whole = (row[column] for row in table.rows)
                    assert sum(parts) == whole  # type: ignore[arg-type]


def test_a_row_leads_to_its_cases(report: Report) -> None:
    unit = next(table for table in tables_of(report) if table.name == "unit")
    at = [row[0] for row in unit.rows].index("河道保洁队")
    listed = cases(report, unit.ids[at])
    assert [row[0] for row in listed.rows] == ["C-3", "C-2", "C-1", "C-0"]
    assert [row[0] for row in unit.rows] == ["河道保洁队", "未填", "合计"]


def test_a_chart_has_a_value_for_each_of_its_names_and_stacks_are_each_case_once(
    report: Report,
) -> None:
    charts = {chart.name: chart for chart in charts_of(report)}
    for chart in charts.values():
        assert all(len(one.values) == len(chart.categories) for one in chart.series)
    assert sum(sum(one.values) for one in charts["unit"].series) == 5
    assert sum(charts["days"].series[0].values) == 5


def test_what_there_is_nothing_of_is_left_out(material_of: Callable[..., Material]) -> None:
    empty = report_of(material_of([]), Period.parse("2026-11"))
    names = {table.name for table in tables_of(empty)}
    assert names == {"totals", "days"}
