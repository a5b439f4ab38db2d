from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from console.cases.record import CaseRecord
from console.figures.dimensions import DIMENSIONS
from console.figures.period import Period
from console.figures.presence import LostSpell, PatrolFigures, PatrolledCamera
from console.figures.report import Material, Report, report_of
from console.figures.tables import cases, charts_of, patrols, tables_of
from console.figures.wording import COLUMNS

Make = Callable[..., CaseRecord]
SEEN = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
PATROLLED = (
    PatrolledCamera("渡口", 0, 2.0), PatrolledCamera("桥东", 12, 540.0, SEEN),
    PatrolledCamera("桥西", 8, 360.0, SEEN - timedelta(hours=1)),
)  # fmt: skip


@pytest.fixture
def report(
    material_of: Callable[..., Material], record_of: Make, open_of: Make, now: datetime
) -> Report:
    records = [
        *(record_of(f"c-{n}", now - timedelta(days=n)) for n in range(4)),
        open_of("late", now - timedelta(days=6), level="red", unit=""),
    ]
    more = {
        "patrols": lambda _: PatrolFigures(2, ("孙", "李"), PATROLLED), "cameras": {"c1": "桥东"},
        "lost": [LostSpell("c1", now - timedelta(days=1), now)],
    }  # fmt: skip
    return report_of(material_of(records, **more), Period.parse("2026-11"))


def test_every_row_has_a_cell_for_each_column_and_every_column_a_name(report: Report) -> None:
    tables = tables_of(report)
    assert {table.name for table in tables} >= {*DIMENSIONS, "totals", "repeats", "negatives",
                                                "patrols", "patrolled", "cameras",
                                                "cases"}  # fmt: skip
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


def test_patrols_say_who_and_which_cameras_were_never_seen_and_each_camera_its_own(
    report: Report,
) -> None:
    tables = {table.name: table for table in tables_of(report)}
    assert tables["patrols"].rows == (
        ("轮巡次数", 2), ("有效巡查（路次）", 20), ("覆盖摄像机", 2), ("未见画面的摄像机", 1),
        ("巡查人", "孙、李"), ("未见画面名单", "渡口"),
    )  # fmt: skip
    assert tables["patrolled"].rows == (
        ("渡口", 0, 2.0, None), ("桥东", 12, 540.0, SEEN),
        ("桥西", 8, 360.0, SEEN - timedelta(hours=1)), ("合计", 20, 902.0, SEEN),
    )  # fmt: skip


def test_patrols_of_nobody_and_of_many_unseen_cameras_are_said_shortly(
    material_of: Callable[..., Material],
) -> None:
    unseen = tuple(PatrolledCamera(f"c{n:02}") for n in range(30))
    found = {"patrols": lambda _: PatrolFigures(1, (), unseen)}
    table = patrols(report_of(material_of([], **found), Period.parse("2026-11")))
    assert table.rows[4] == ("巡查人", "未填")
    assert str(table.rows[5][1]).endswith("、c09 等")


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
