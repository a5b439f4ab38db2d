from __future__ import annotations

import unicodedata
from datetime import UTC
from pathlib import Path

import pytest
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QApplication

from console.ui.report_paper import MOST_ROWS, report_pages
from tests.console.ui.report_room import the_report


def texts(path: Path) -> list[str]:
    paper = QPdfDocument()
    assert paper.load(str(path)) is QPdfDocument.Error.None_
    found = [paper.getAllText(page).text() for page in range(paper.pageCount())]
    paper.close()
    # a font may call a character by the number of its radical
    radicals = str.maketrans({"\u2eda": "页", "\u2ec5": "见"})
    return [unicodedata.normalize("NFKC", text).translate(radicals) for text in found]


def test_every_page_has_its_number_and_every_table_is_whole(
    qapp: QApplication, tmp_path: Path
) -> None:
    path = tmp_path / "reports" / "november.pdf"
    told = list(report_pages(path, the_report(120), UTC))
    pages = texts(path)
    assert told == [(n, len(pages)) for n in range(1, len(pages) + 1)]
    for number, text in enumerate(pages, 1):
        assert f"第 {number} 页 共 {len(pages)} 页" in text
        assert "演示镇2026年11月月报(模拟)" in text
    whole = "\n".join(pages)
    for title in ("总体情况", "按处置单位统计", "按村社统计", "反复上报", "负面清单", "案件清单"):
        assert title in whole
    after = whole[whole.rindex("案件清单") :]
    assert [f"2026-{n:04}" for n in range(87) if f"2026-{n:04}" not in after] == []


def test_a_table_of_very_many_rows_ends_and_says_so(qapp: QApplication, tmp_path: Path) -> None:
    path = tmp_path / "year.pdf"
    list(report_pages(path, the_report(MOST_ROWS + 20, "2026"), UTC))
    assert "另有 20 行见电子表格" in texts(path)[-1]


def test_whoever_stops_has_no_file(qapp: QApplication, tmp_path: Path) -> None:
    pages = report_pages(tmp_path / "november.pdf", the_report(), UTC)
    next(pages)
    pages.close()  # type: ignore[attr-defined]
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_refuses_is_an_os_error(qapp: QApplication, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("", "utf-8")
    with pytest.raises(OSError, match="taken"):
        next(report_pages(tmp_path / "taken" / "november.pdf", the_report(), UTC))
