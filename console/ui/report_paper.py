"""A report as PDF: A4 pages of figures, charts and tables, a page at a time.

Always in Chinese, as all papers of the room are. Drawn by hand instead of by a text document, which
would lay out a table of a thousand rows in one go and hold up the wall.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from pathlib import Path

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPdfWriter, QPen

from console.figures import wording
from console.figures.report import Report
from console.figures.tables import Cell, Chart, Table, charts_of, tables_of
from console.figures.wording import title_of
from console.ui.a4 import a4_paper
from console.ui.theme import FAMILIES, LIGHT, Look

DPI, MARGIN_MM = 96, 15.0
ROW_PX, HEAD_PX, FOOT_PX, GAP_PX, CHART_PX = 19, 30, 26, 14, 285
MOST_ROWS = 300  # of one table on paper; the workbook has all of them
_NARROW = (
    "received", "closed", "in_time_share", "late", "running", "overdue", "returned", "close_mean",
    "before", "year",
)  # fmt: skip
_OF_CASES = ("number", "title", "unit", "level", "status", "reported_at", "closed_at")
_BLACK, _GREY, _LINE, _RED = (QColor(c) for c in ("#111111", "#5A5A5A", "#9A9A9A", "#B00020"))
_HEAD = QColor("#E8EDF3")
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_MIDDLE = Qt.AlignmentFlag.AlignCenter


@dataclass(frozen=True)
class _Piece:
    """Something on a page: ``rows`` of a table, or a chart. ``begins``: with its title."""

    table: Table | None = None
    chart: Chart | None = None
    rows: range = range(0)
    begins: bool = True
    cut: int = 0  # rows that are not on paper

    def height(self) -> float:
        if self.chart is not None:
            return CHART_PX + GAP_PX
        title = ROW_PX + 6 if self.begins else 0
        return title + HEAD_PX + ROW_PX * (len(self.rows) + bool(self.cut)) + GAP_PX


def report_pages(
    path: Path, report: Report, zone: tzinfo
) -> Generator[tuple[int, int], None, None]:
    """Writes the file, and tells after each page its number and how many there are.

    OSError when it cannot be written; whoever stops early has no file.
    """
    with a4_paper(path, title_of(report), DPI, MARGIN_MM, 0o600) as (writer, painter):
        paper = _Paper(painter, writer, report, zone)
        pages = paper.laid_out()
        for number, pieces in enumerate(pages, 1):
            paper.draw(number, len(pages), pieces)
            yield number, len(pages)


class _Paper:
    def __init__(self, painter: QPainter, writer: QPdfWriter, report: Report, zone: tzinfo) -> None:
        self._painter, self._writer, self._report, self._zone = painter, writer, report, zone
        self._room = QRectF(painter.viewport())
        self._look = Look(LIGHT, "desk")
        self._body, self._strong, self._great = _font(8.5), _font(8.5, True), _font(17, True)
        self._head, self._small = _font(11.5, True), _font(8)

    def laid_out(self) -> list[list[_Piece]]:
        """What lies on which page."""
        room = self._room.height() - FOOT_PX
        pages: list[list[_Piece]] = [[]]
        left = room - self._top_px()
        for piece in self._pieces():
            for part in _split(piece, left, room):
                if part.height() > left:
                    pages.append([])
                    left = room
                pages[-1].append(part)
                left -= part.height()
        return pages

    def draw(self, number: int, count: int, pieces: Sequence[_Piece]) -> None:
        if number > 1:
            self._writer.newPage()
        y = self._draw_top() if number == 1 else 0.0
        for piece in pieces:
            if piece.chart is not None:
                self._draw_chart(piece.chart, y)
            elif piece.table is not None:
                self._draw_table(piece, piece.table, y)
            y += piece.height()
        self._draw_foot(number, count)

    def _pieces(self) -> list[_Piece]:
        tables = {table.name: table for table in tables_of(self._report)}
        charts = [_Piece(chart=chart) for chart in charts_of(self._report) if chart.categories]
        front = [_table(tables.pop(name)) for name in ("totals", "times", "clocks")
                 if name in tables]  # fmt: skip
        return [*front, *charts, *map(_table, tables.values())]

    def _top_px(self) -> float:
        return 30 + ROW_PX + (ROW_PX if self._report.simulated else 0) + GAP_PX

    def _draw_top(self) -> float:
        wide = self._room.width()
        self._text(QRectF(0, 0, wide, 30), title_of(self._report), self._great, _MIDDLE)
        period = self._report.period
        made = wording.moment_text(self._report.made_at, self._zone)
        words = f"统计期 {period.first} 至 {period.last}　制表时间 {made}"
        self._text(QRectF(0, 30, wide, ROW_PX), words, self._small, _MIDDLE, _GREY)
        if self._report.simulated:
            note = "【模拟】本报表由演示数据生成"
            self._text(QRectF(0, 30 + ROW_PX, wide, ROW_PX), note, self._strong, _MIDDLE, _RED)
        return self._top_px()

    def _draw_foot(self, number: int, count: int) -> None:
        foot = QRectF(0, self._room.height() - FOOT_PX, self._room.width(), FOOT_PX)
        mark = "（模拟）" if self._report.simulated else ""
        self._text(foot, title_of(self._report) + mark, self._small, _LEFT, _GREY)
        self._text(foot, f"第 {number} 页 共 {count} 页", self._small, _RIGHT, _GREY)

    def _draw_chart(self, chart: Chart, y: float) -> None:
        from console.ui.report_charts import paint

        paint(self._painter, chart, self._look, QRectF(0, y, self._room.width(), CHART_PX))

    def _draw_table(self, piece: _Piece, table: Table, y: float) -> None:
        if piece.begins:
            self._text(QRectF(0, y, self._room.width(), ROW_PX + 4), table.title, self._head, _LEFT)
            y += ROW_PX + 6
        edges = self._edges(table)
        y = self._draw_row([wording.COLUMNS.get(one.key, one.key) for one in table.columns],
                           table, edges, y, self._strong, HEAD_PX)  # fmt: skip
        for at in piece.rows:
            last = table.sums and at == len(table.rows) - 1
            cells = [_cell(cell, one.kind, self._zone)
                     for one, cell in zip(table.columns, table.rows[at], strict=True)]  # fmt: skip
            y = self._draw_row(cells, table, edges, y, self._strong if last else self._body)
        if piece.cut:
            words = f"另有 {piece.cut} 行见电子表格"
            self._text(QRectF(0, y, self._room.width(), ROW_PX), words, self._small, _LEFT, _GREY)

    def _draw_row(
        self, cells: Sequence[str], table: Table, edges: Sequence[float], y: float, font: QFont,
        height: float = ROW_PX,
    ) -> float:  # fmt: skip
        heads = height == HEAD_PX
        if heads:
            whole = QRectF(edges[0], y, edges[-1] - edges[0], height)
            self._painter.fillRect(whole, _HEAD)
        self._painter.setPen(QPen(_LINE, 0.7))
        for at, text in enumerate(cells):
            box = QRectF(edges[at], y, edges[at + 1] - edges[at], height)
            self._painter.setPen(QPen(_LINE, 0.7))
            self._painter.drawRect(box)
            side = _LEFT if table.columns[at].kind == "text" else _RIGHT
            self._text(box.adjusted(3, 0, -3, 0), text, font, side, wraps=heads)
        return y + height

    def _edges(self, table: Table) -> list[float]:
        """Where columns begin and end: by the longest of their texts, words may be cut."""
        metrics = QFontMetricsF(self._strong)
        wishes = []
        for at, one in enumerate(table.columns):
            texts = [_cell(row[at], one.kind, self._zone) for row in table.rows[:MOST_ROWS]]
            widest = max((metrics.horizontalAdvance(text) for text in texts), default=0.0)
            head = metrics.horizontalAdvance(wording.COLUMNS.get(one.key, one.key))
            least = head / 2 if len(wording.COLUMNS.get(one.key, "")) > 3 else head
            wishes.append(min(max(widest, least), 260.0) + 10)
        whole = sum(wishes)
        stretch = self._room.width() / whole
        edges = [0.0]
        for wish in wishes:
            edges.append(edges[-1] + wish * stretch)
        return edges

    def _text(
        self, box: QRectF, text: str, font: QFont, side: Qt.AlignmentFlag, colour: QColor = _BLACK,
        wraps: bool = False,
    ) -> None:  # fmt: skip
        self._painter.setFont(font)
        self._painter.setPen(colour)
        if wraps:
            flags = int(side) | Qt.TextFlag.TextWrapAnywhere.value
            self._painter.drawText(box, flags, text)
            return
        shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        self._painter.drawText(box, int(side), shown)


def _split(piece: _Piece, left: float, room: float) -> Iterator[_Piece]:
    """Tables go on over pages; at least three rows begin one."""
    table = piece.table
    if table is None or piece.height() <= left:
        yield piece
        return
    rows, begins = piece.rows, True
    while rows:
        head = (ROW_PX + 6 if begins else 0) + HEAD_PX + GAP_PX
        fits = int((left - head - ROW_PX) // ROW_PX)
        if fits < min(3, len(rows)):
            fits, left = int((room - head - ROW_PX) // ROW_PX), room
        part, rows = rows[:fits], rows[fits:]
        yield _Piece(table=table, rows=part, begins=begins, cut=0 if rows else piece.cut)
        begins, left = False, room


def _table(table: Table) -> _Piece:
    """What of a table is on paper."""
    keys: tuple[str, ...] | None = _OF_CASES if table.name == "cases" else None
    if table.sums:
        keys = (table.columns[0].key, *_NARROW)
    if keys is not None:
        at = [n for n, column in enumerate(table.columns) if column.key in keys]
        table = Table(
            table.name, table.title, tuple(table.columns[n] for n in at),
            tuple(tuple(row[n] for n in at) for row in table.rows), (), table.sums,
        )  # fmt: skip
    shown = min(len(table.rows), MOST_ROWS)
    return _Piece(table=table, rows=range(shown), cut=len(table.rows) - shown)


def _cell(cell: Cell, kind: str, zone: tzinfo) -> str:
    if cell is None:
        return wording.UNKNOWN if kind == "change" else ""
    if isinstance(cell, str):
        return cell
    if not isinstance(cell, int | float):
        return f"{cell.astimezone(zone):%m-%d %H:%M}"
    match kind:
        case "share":
            return f"{cell:.0%}"
        case "change":
            return f"{cell:+.0%}"
        case "seconds":
            return wording.length_text(cell)
        case _:
            return f"{cell:g}"


def _font(points: float, strong: bool = False) -> QFont:
    font = QFont(list(FAMILIES))
    font.setPixelSize(round(points * DPI / 72))
    font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    return font
