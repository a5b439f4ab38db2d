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
from console.minutes.paper import Heading, Paragraph, Table, Title, paper_of
from console.ui.minutes_paper import html_of, keep_with_next, write_pdf
from tests.console.minutes.conftest import ZONE, at, held
from tests.console.ui.test_pdf_outline import outline_of


def pages_of(path: Path) -> list[str]:
    """The words of each page, without the spaces that a reader puts between letters."""
    document = QPdfDocument(None)
    document.load(str(path))
    told = [document.getAllText(page).text() for page in range(document.pageCount())]
    document.close()
    return ["".join(unicodedata.normalize("NFKC", text).split()) for text in told]


def text_of(path: Path) -> str:
    return "".join(pages_of(path))


def test_every_part_of_the_minutes_is_on_the_paper(qapp: QApplication, tmp_path: Path) -> None:
    path = tmp_path / "minutes.pdf"
    write_pdf(path, paper_of(minutes_of(held()), ZONE), "防汛会商纪要", "Noto Sans CJK SC")
    text = text_of(path)
    for words in (
        "防汛会商纪要", "模拟", "丁家湾村", "09:00:30", "线路差", "派出所封堤", "水位3.2米",
        "主持人:__", "审核人:__",
    ):  # fmt: skip
        assert words in text


@pytest.mark.parametrize("count", [21, 35, 90, 150])
def test_long_minutes_go_over_several_pages_to_their_last_line(
    qapp: QApplication, tmp_path: Path, count: int
) -> None:
    more = [
        Entry(at(14) + timedelta(seconds=5 * n), "floor_given", "n01", f"议题 {n}")
        for n in range(count)
    ]
    path = tmp_path / "long.pdf"
    blocks = paper_of(minutes_of([*held(), *more]), ZONE)
    pages = write_pdf(path, blocks, "长会", "Noto Sans CJK SC")
    assert pages >= 3
    text = text_of(path)
    assert f"议题{count - 1}" in text
    assert [one.text for one in blocks if isinstance(one, Heading) and one.text not in text] == []
    assert "审核人:__" in text


def test_a_reader_finds_the_parts_beside_the_pages(qapp: QApplication, tmp_path: Path) -> None:
    path = tmp_path / "minutes.pdf"
    blocks = paper_of(minutes_of(held()), ZONE)
    pages = write_pdf(path, blocks, "防汛会商纪要", "Noto Sans CJK SC")
    lines = outline_of(path)
    assert [(text, depth) for text, depth, *_ in lines] == [
        (block.text, isinstance(block, Heading))
        for block in blocks
        if isinstance(block, Title | Heading)
    ]
    assert [page for _, _, page, _ in lines] == sorted(page for _, _, page, _ in lines)
    assert {page for _, _, page, _ in lines} <= set(range(pages))
    assert list(tmp_path.iterdir()) == [path]


def test_the_head_of_a_table_stands_on_each_page_that_it_goes_on_to(
    qapp: QApplication, tmp_path: Path
) -> None:
    rows = tuple((f"09:{n:02}", f"第 {n} 项") for n in range(99))
    path = tmp_path / "table.pdf"
    pages = write_pdf(
        path, [Title("纪要"), Table(("时间", "事项"), rows, (20, 80))], "纪要", "Noto Sans CJK SC"
    )
    assert pages > 2
    told = pages_of(path)
    assert len(told) == pages
    assert all("时间事项" in text for text in told)


def test_a_disk_that_takes_half_of_it_leaves_no_paper(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "read_bytes", lambda _: b"%PDF-1.4 half of it")
    with pytest.raises(OSError, match="did not take"):
        write_pdf(tmp_path / "x.pdf", [Title("纪要")], "纪要", "Noto Sans CJK SC")
    assert list(tmp_path.iterdir()) == []


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
