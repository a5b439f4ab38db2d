"""The minutes as PDF, read back by Qt's own reader."""

from __future__ import annotations

import unicodedata
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QTextDocument
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QApplication

from console.minutes.entry import Entry
from console.minutes.minutes import minutes_of
from console.minutes.paper import Heading, Paragraph, Table, paper_of
from console.ui.minutes_paper import html_of, keep_with_next, write_pdf
from tests.console.minutes.conftest import ZONE, at, held


def text_of(path: Path) -> str:
    document = QPdfDocument(None)
    document.load(str(path))
    pages = range(document.pageCount())
    text = "".join(document.getAllText(page).text() for page in pages)
    document.close()
    return "".join(unicodedata.normalize("NFKC", text).split())


def test_every_part_of_the_minutes_is_on_the_paper(qapp: QApplication, tmp_path: Path) -> None:
    path = tmp_path / "minutes.pdf"
    write_pdf(path, paper_of(minutes_of(held()), ZONE), "防汛会商纪要", "Noto Sans CJK SC")
    text = text_of(path)
    for words in (
        "防汛会商纪要", "模拟", "丁家湾村", "09:00:30", "线路差", "派出所封堤", "水位3.2米",
        "主持人:__", "审核人:__",
    ):  # fmt: skip
        assert words in text


def test_long_minutes_go_over_several_pages(qapp: QApplication, tmp_path: Path) -> None:
    more = [
        Entry(at(14) + timedelta(seconds=5 * n), "floor_given", "n01", f"议题 {n}")
        for n in range(150)
    ]
    path = tmp_path / "long.pdf"
    pages = write_pdf(
        path, paper_of(minutes_of([*held(), *more]), ZONE), "长会", "Noto Sans CJK SC"
    )
    assert pages >= 3
    assert "议题149" in text_of(path)


@pytest.mark.parametrize("table", [False, True])
def test_no_heading_stays_alone_at_the_foot_of_a_page(qapp: QApplication, table: bool) -> None:
    rows = Table(("时间", "会场"), (("09:00", "丁家湾村"),), (40, 60))
    under = rows if table else Paragraph("内容")
    for lines in range(1, 60):
        text = QTextDocument()
        text.setHtml(html_of([*[Paragraph(f"{n}") for n in range(lines)], Heading("点名"), under]))
        text.setPageSize(QSizeF(500, 400))
        keep_with_next(text)
        heading = text.begin()
        while not heading.blockFormat().headingLevel():
            heading = heading.next()
        rects = [text.documentLayout().blockBoundingRect(b) for b in (heading, heading.next())]
        assert rects[0].top() // 400 == rects[1].top() // 400, lines


def test_signs_of_html_stay_what_was_typed(qapp: QApplication, tmp_path: Path) -> None:
    typed = [*held(), Entry(at(14), "decision", text="<b>雨&lt; & 水</b>")]
    path = tmp_path / "signs.pdf"
    write_pdf(path, paper_of(minutes_of(typed), ZONE), "", "Noto Sans CJK SC")
    assert "<b>雨&lt;&水</b>" in text_of(path)


def test_a_folder_that_is_not_there_is_an_error(qapp: QApplication, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="gone"):
        write_pdf(tmp_path / "gone" / "x.pdf", [], "", "Noto Sans CJK SC")
