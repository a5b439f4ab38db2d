"""Also of ``report_material``: what a report is made of lies in the site's folder."""

from __future__ import annotations

import json
import unicodedata
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QApplication

from console.desk.report_command import write_report

NOW = datetime(2026, 11, 26, 4, 0, tzinfo=UTC)


@pytest.fixture
def room(tmp_path: Path) -> Path:
    folder = tmp_path / "room"
    (folder / "past").mkdir(parents=True)
    (folder / "site.toml").write_text('name = "演示镇"\n', "utf-8")
    (folder / "cameras.csv").write_text("id,name,main\n", "utf-8")
    lines = [
        {
            "id": f"p-{n}", "rev": 2, "number": f"N{n}", "title": "路面积水",
            "platform": "enforcement", "status": "closed", "simulated": True,
            "category": {"code": "0137", "name": "积水内涝"}, "assignee": {"unit": "养护队"},
            "reported_at": f"2026-11-{n + 1:02}T01:00:00Z",
            "updated_at": f"2026-11-{n + 1:02}T03:00:00Z",
        }
        for n in range(9)
    ]  # fmt: skip
    text = "\n".join(json.dumps(line) for line in lines)
    (folder / "past" / "cases.jsonl").write_text(text, "utf-8")
    return folder


def plain(text: str) -> str:
    """A font may call a character by the number of its radical."""
    return unicodedata.normalize("NFKC", text).replace("\u2eda", "页")


def test_the_workbook_of_a_month_is_written_for_a_spreadsheet_program(room: Path) -> None:
    told: list[str] = []
    assert write_report(room, "2026-11", None, NOW, told.append) == 0
    path = room / "state" / "reports" / "演示镇2026年11月月报.xlsx"
    assert told == [f"{path}: 9 cases received in 2026-11, on 12 sheets"]
    sheet = openpyxl.load_workbook(path)["平台统计"]
    assert [cell.value for cell in sheet[5]][:3] == ["综合执法", 9, 9]


def test_the_paper_says_whose_it_is_of_when_and_that_it_is_simulated(
    qapp: QApplication, room: Path
) -> None:
    out = room / "november.pdf"
    assert write_report(room, "2026-11", out, NOW, lambda _: None) == 0
    paper = QPdfDocument()
    assert paper.load(str(out)) is QPdfDocument.Error.None_
    first = plain(paper.getAllText(0).text())
    pages = paper.pageCount()
    for words in ("演示镇2026年11月月报", "2026-11-01 至 2026-11-30", "【模拟】", f"共 {pages} 页"):
        assert words in first
    whole = plain("".join(paper.getAllText(page).text() for page in range(pages)))
    assert "养护队" in whole
    assert sum(f"11-0{day} 01:00" in whole for day in range(1, 10)) == 9
    paper.close()


@pytest.mark.parametrize("period", ["yesterday", "2026-13"])
def test_what_cannot_be_is_said(room: Path, period: str) -> None:
    told: list[str] = []
    assert write_report(room, period, None, NOW, told.append) == 1
    assert "is no period" in told[0]
    (room / "site.toml").write_text("", "utf-8")
    assert write_report(room, "2026", None, NOW, told.append) == 1
    assert "site.toml" in told[-1]
