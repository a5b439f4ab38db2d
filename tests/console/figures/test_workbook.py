from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path

import openpyxl
import pytest

from console.cases.record import CaseRecord
from console.figures.period import Period
from console.figures.report import Cancelled, Material, Report, report_of
from console.figures.workbook import write_workbook

Make = Callable[..., CaseRecord]


@pytest.fixture
def report(material_of: Callable[..., Material], record_of: Make, now: datetime) -> Report:
    made = [record_of(f"c-{n}", now - timedelta(days=n), title="=1+1 河道") for n in range(4)]
    return report_of(material_of(made), Period.parse("2026-11"))


def test_a_spreadsheet_program_reads_it_as_it_was_meant(
    tmp_path: Path, report: Report, zone: timezone, now: datetime
) -> None:
    path = tmp_path / "reports" / "november.xlsx"
    count = write_workbook(path, report, zone)
    book = openpyxl.load_workbook(path)
    assert len(book.sheetnames) == count
    assert [*book.sheetnames[:3]] == ["图表", "总体情况", "办理用时"]
    units = book["处置单位统计"]
    assert units["A1"].value == "演示镇指挥室2026年11月月报：按处置单位统计"
    assert "模拟" in units["A3"].value
    head = {cell.value: cell.column - 1 for cell in units[4]}
    row = [cell.value for cell in units[5]]
    assert (row[head["处置单位"]], row[head["受理"]], row[head["按期率"]]) == ("河道保洁队", 4, 1.0)
    assert units.cell(5, head["办结均时"] + 1).value == timedelta(hours=2)
    assert units.freeze_panes == "B5"
    assert units.column_dimensions["A"].width >= 12
    cases = book["案件清单"]
    assert cases["B5"].value == "=1+1 河道"
    assert cases["B5"].data_type == "s"  # a title is never a formula
    assert cases["I8"].value == now.astimezone(zone).replace(tzinfo=None)
    assert len(book["图表"]._charts) == 5


def test_given_up_it_leaves_no_file(tmp_path: Path, report: Report, zone: timezone) -> None:
    path = tmp_path / "november.xlsx"
    with pytest.raises(Cancelled):
        write_workbook(path, report, zone, lambda done: done < 0.5)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_refuses_is_an_os_error(
    tmp_path: Path, report: Report, zone: timezone
) -> None:
    (tmp_path / "taken").write_text("", "utf-8")
    with pytest.raises(OSError, match="taken"):
        write_workbook(tmp_path / "taken" / "november.xlsx", report, zone)
