"""An outline behind a PDF of Qt's, read by Qt's own reader."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QPainter
from PySide6.QtPdf import QPdfBookmarkModel, QPdfDocument
from PySide6.QtWidgets import QApplication

from console.ui.a4 import a4_writer
from console.ui.pdf_outline import Mark, with_outline

MARKS = (
    Mark("防汛会商纪要", 1, 0, 57.0), Mark("参会会场", 2, 0, 200.0), Mark("点名记录", 2, 1, 80.0),
    Mark("附 (1) \\ <2>", 1, 2, 57.0),
)  # fmt: skip


def plain(path: Path, pages: int = 3) -> bytes:
    writer = a4_writer(path, "纪要", 96, 20)
    painter = QPainter(writer)
    for page in range(pages):
        if page:
            writer.newPage()
        painter.drawText(100, 100, f"第 {page} 页")
    painter.end()
    del painter, writer
    return path.read_bytes()


Line = tuple[str, int, int, float]  # words, depth, page, points from the upper edge


def outline_of(path: Path) -> list[Line]:
    document = QPdfDocument(None)
    assert document.load(str(path)) is QPdfDocument.Error.None_
    model = QPdfBookmarkModel(None)
    model.setDocument(document)

    def under(parent: QModelIndex, depth: int) -> list[Line]:
        found: list[Line] = []
        for row in range(model.rowCount(parent)):
            at = model.index(row, 0, parent)
            role = QPdfBookmarkModel.Role
            place = model.data(at, role.Location)
            title, page = model.data(at, role.Title), model.data(at, role.Page)
            found += [(title, depth, page, round(place.y(), 1)), *under(at, depth + 1)]
        return found

    lines = under(QModelIndex(), 0)
    model.setDocument(None)  # type: ignore[arg-type]
    document.close()
    return lines


def test_headings_stand_beside_the_pages(qapp: QApplication, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(with_outline(plain(path), MARKS))
    lines = outline_of(path)
    assert [line[:3] for line in lines] == [
        ("防汛会商纪要", 0, 0), ("参会会场", 1, 0), ("点名记录", 1, 1), ("附 (1) \\ <2>", 0, 2),
    ]  # fmt: skip


def test_the_pages_stay_what_they_were(qapp: QApplication, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    before = plain(path)
    after = with_outline(before, MARKS)
    assert after.startswith(before)
    path.write_bytes(after)
    document = QPdfDocument(None)
    document.load(str(path))
    assert document.pageCount() == 3
    assert document.metaData(QPdfDocument.MetaDataField.Title) == "纪要"
    document.close()


def test_without_headings_nothing_is_added(qapp: QApplication, tmp_path: Path) -> None:
    before = plain(tmp_path / "a.pdf")
    assert with_outline(before, ()) == before


def test_what_is_no_whole_pdf_is_an_error(qapp: QApplication, tmp_path: Path) -> None:
    whole = plain(tmp_path / "a.pdf")
    moved = whole.replace(b"%PDF", b"%PDF\n\n\n", 1)
    for broken in (b"", b"hello", whole[:-8], whole[: len(whole) // 2], moved):
        with pytest.raises(ValueError, match=r"PDF|object"):
            with_outline(broken, MARKS)
    with pytest.raises(ValueError, match="page 4 of 3"):
        with_outline(whole, [Mark("x", 1, 3, 0.0)])


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(noise: bytes) -> None:
    with pytest.raises(ValueError, match=r".+"):
        with_outline(noise, MARKS)


@given(st.lists(st.integers(1, 4), min_size=1, max_size=12))
def test_whatever_the_levels_every_heading_has_its_line(levels: list[int]) -> None:
    marks = [Mark(f"{number}", level, 0, 0.0) for number, level in enumerate(levels)]
    added = with_outline(SMALL, marks)[len(SMALL) :]
    assert added.count(b"/Title") == len(levels)
    before = re.search(rb"/Prev (\d+)", added.split(b"trailer", 1)[1])
    assert before is not None
    assert int(before[1]) == SMALL.index(b"xref")
    for number, at in re.findall(rb"(\d+) 1\n(\d{10}) 00000 n \n", added):
        assert (SMALL + added)[int(at) :].startswith(number + b" 0 obj")
    top = added.split(b"/Type /Outlines", 1)[1].split(b">>", 1)[0]
    assert b"/Count %d " % len(levels) in top


def _small() -> bytes:
    """A PDF of one page, with no more in it than has to be."""
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
    ]  # fmt: skip
    out, table = b"%PDF-1.4\n", b"xref\n0 4\n0000000000 65535 f \n"
    for number, body in enumerate(bodies, 1):
        table += b"%010d 00000 n \n" % len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    return (
        out + table
        + b"trailer\n<<\n/Size 4\n/Root 1 0 R\n>>\nstartxref\n%d\n%%%%EOF\n" % len(out)
    )  # fmt: skip


SMALL = _small()
