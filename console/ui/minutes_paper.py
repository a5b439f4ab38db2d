"""The minutes as PDF, set by Qt's own text layout."""

from __future__ import annotations

import errno
import logging
from collections.abc import Sequence
from html import escape
from pathlib import Path

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QPainter,
    QPdfWriter,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)

from console.minutes.paper import (
    Block,
    Heading,
    Line,
    Note,
    Paragraph,
    Signatures,
    Table,
    Title,
)
from console.ui.a4 import a4_writer
from console.ui.pdf_outline import Mark, with_outline

DPI = 96
MARGIN_MM = 20.0
FOOT_PX = 28
BODY_PT = 10.5
log = logging.getLogger(__name__)

_STYLE = """
    h1 { font-size: 18pt; text-align: center; }
    h2 { font-size: 12.5pt; margin-top: 12px; margin-bottom: 3px; }
    p { margin-top: 2px; margin-bottom: 2px; }
    p.note { color: #b00020; text-align: center; font-weight: bold; }
    p.sign { margin-top: 22px; }
    td, th { padding: 3px 5px; font-size: 9.5pt; }
    th { background-color: #eeeeee; text-align: left; }
"""


def write_pdf(path: Path, blocks: Sequence[Block], title: str, family: str) -> int:
    """Makes the file, whole or not at all; how many pages it has. OSError when it cannot be
    written."""
    part = path.with_name(f".{path.name}.part")
    writer = a4_writer(part, title, DPI, MARGIN_MM)
    try:
        pages, marks = _paint(writer, blocks, title, family)
        del writer  # it has closed its file by then
        pdf = part.read_bytes()
        if not pdf.rstrip().endswith(b"%%EOF"):
            raise OSError(errno.EIO, "the disk did not take all of it", str(path))
        part.write_bytes(_outlined(pdf, marks))
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return pages


def _paint(
    writer: QPdfWriter, blocks: Sequence[Block], title: str, family: str
) -> tuple[int, list[Mark]]:
    """All pages; how many there are, and where the headings stand on them."""
    painter = QPainter(writer)
    room = painter.viewport()
    text = QTextDocument()
    text.documentLayout().setPaintDevice(writer)
    font = QFont(family)
    font.setPointSizeF(BODY_PT)
    text.setDefaultFont(font)
    text.setDocumentMargin(0)
    text.setHtml(html_of(blocks))
    page = QSizeF(room.width(), room.height() - FOOT_PX)
    text.setPageSize(page)
    keep_with_next(text)
    pages = text.pageCount()
    for number in range(pages):
        if number:
            writer.newPage()
        painter.save()
        painter.translate(0, -number * page.height())
        text.drawContents(painter, QRectF(0, number * page.height(), page.width(), page.height()))
        painter.restore()
        _write_foot(painter, font, title, number + 1, pages)
    painter.end()
    return pages, headings_of(text)


def headings_of(text: QTextDocument) -> list[Mark]:
    """Its headings, as an outline names them."""
    layout, high, marks = text.documentLayout(), text.pageSize().height(), []
    block = text.begin()
    while block.isValid():
        if level := block.blockFormat().headingLevel():
            page, top = divmod(layout.blockBoundingRect(block).top(), high)
            points = top * 72 / DPI + MARGIN_MM * 72 / 25.4
            marks.append(Mark(block.text(), level, int(page), points))
        block = block.next()
    return marks


def _outlined(pdf: bytes, marks: Sequence[Mark]) -> bytes:
    try:
        return with_outline(pdf, marks)
    except ValueError as fault:  # the paper itself is whole
        log.warning("a paper is without its outline: %s", fault)
        return pdf


def keep_with_next(text: QTextDocument) -> None:
    """No heading stays alone at the foot of a page: it goes over with what stands under it."""
    block = text.begin()
    while block.isValid():
        after = block.next()
        if block.blockFormat().headingLevel() and after.isValid():
            layout, high = text.documentLayout(), text.pageSize().height()
            pages = [int(layout.blockBoundingRect(of).top() // high) for of in (block, after)]
            if pages[0] != pages[1]:
                broken = block.blockFormat()
                broken.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
                QTextCursor(block).setBlockFormat(broken)
                # what Qt lays out anew from here on it does not find again when it paints
                text.markContentsDirty(0, text.characterCount())
        block = after


def html_of(blocks: Sequence[Block]) -> str:
    """The paper for a view of the window."""
    return f"<style>{_STYLE}</style>{''.join(map(_html, blocks))}"


def _write_foot(painter: QPainter, font: QFont, title: str, page: int, pages: int) -> None:
    small = QFont(font)
    small.setPointSizeF(8.5)
    painter.setFont(small)
    room = QRectF(painter.viewport())
    foot = QRectF(0, room.height() - FOOT_PX, room.width(), FOOT_PX)
    bottom = Qt.AlignmentFlag.AlignBottom
    name = QFontMetricsF(small).elidedText(title, Qt.TextElideMode.ElideRight, room.width() * 0.8)
    painter.drawText(foot, int(bottom | Qt.AlignmentFlag.AlignLeft), name)
    words = f"第 {page} 页 共 {pages} 页"
    painter.drawText(foot, int(bottom | Qt.AlignmentFlag.AlignRight), words)


def _html(block: Block) -> str:
    match block:
        case Title(text):
            return f"<h1>{escape(text)}</h1>"
        case Note(text):
            return f'<p class="note">{escape(text)}</p>'
        case Heading(text):
            return f"<h2>{escape(text)}</h2>"
        case Line(label, text):
            return f"<p><b>{escape(label)}：</b>{_lines(text)}</p>"
        case Paragraph(text):
            return f"<p>{_lines(text)}</p>"
        case Table():
            return _table(block)
        case Signatures(names):
            line = "：__________________&nbsp;&nbsp;&nbsp;&nbsp;年&nbsp;&nbsp;月&nbsp;&nbsp;日"
            return "".join(f'<p class="sign">{escape(name)}{line}</p>' for name in names)


def _table(block: Table) -> str:
    head = "".join(
        f'<th width="{share}%">{escape(text)}</th>'
        for text, share in zip(block.head, block.shares, strict=True)
    )
    rows = "".join(
        "<tr>" + "".join(f"<td>{_lines(text)}</td>" for text in row) + "</tr>" for row in block.rows
    )
    style = 'width="100%" border="1" cellspacing="0" style="border-collapse: collapse"'
    return f"<table {style}><thead><tr>{head}</tr></thead>{rows}</table>"


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")
