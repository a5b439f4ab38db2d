"""The first page of a report: its few great numbers, and the charts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from console.figures.report import Report, Row, change
from console.figures.tables import charts_of
from console.ui.report_words import cell_text, column_text, length_text
from console.ui.theme import Look
from console.ui.words import say

if TYPE_CHECKING:
    from console.ui.report_charts import ChartView

NUMBERS = ("received", "closed", "in_time_share", "overdue", "close_mean", "repeated")
CHART_PX = 300


class Number(QWidget):
    """One figure, its name, and how it grew."""

    def __init__(self, look: Look, key: str) -> None:
        super().__init__()
        self._key = key
        self._value, self._name, self._change = QLabel(), QLabel(), QLabel()
        self._value.setFont(look.font("clock", strong=True))
        self._value.setStyleSheet(f"font-size: {look.px(24)}px; font-weight: 600;")
        self._name.setProperty("tone", "quiet")
        self._change.setProperty("scale", "small")
        self._change.setProperty("tone", "quiet")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, look.px(12), 0)
        column.setSpacing(look.px(2))
        for label in (self._name, self._value, self._change):
            column.addWidget(label)

    def show_of(self, row: Row) -> None:
        counts, close = row.figures.counts, row.figures.close
        self._name.setText(column_text(self._key))
        match self._key:
            case "in_time_share":
                self._value.setText(cell_text(counts.in_time_share, "share") or "—")
                self._change.setText(say("of {n} closed").format(n=counts.closed))
            case "close_mean":
                self._value.setText(length_text(close.mean) if close.n else "—")
                median = length_text(close.median) if close.n else "—"
                self._change.setText(say("median {time}").format(time=median))
            case "repeated":
                self._value.setText(str(counts.repeated))
                self._change.setText(say("of {n} received").format(n=counts.received))
            case _:
                self._value.setText(str(getattr(counts, self._key)))
                self._change.setText(self._growth(row))

    def _growth(self, row: Row) -> str:
        now = getattr(row.figures.counts, self._key)
        told = []
        for past, words in ((row.before, say("before")), (row.year, say("last year"))):
            grown = change(now, getattr(past, self._key) if past else None)
            if grown is not None:
                sign = "▲" if grown > 0 else "▼" if grown < 0 else "＝"
                told.append(f"{words} {sign}{abs(grown):.0%}")
        return "  ".join(told) or say("nothing to compare with")


class ReportOverview(QScrollArea):
    """Charts are made when the first report is shown."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._report: Report | None = None
        self._numbers = [Number(look, key) for key in NUMBERS]
        self._charts: list[ChartView] = []
        self._grid = QGridLayout()
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, look.px(6), look.px(6), 0)
        column.setSpacing(look.px(12))
        row = QHBoxLayout()
        for number in self._numbers:
            row.addWidget(number, 1)
        column.addLayout(row)
        self._grid.setSpacing(look.px(12))
        column.addLayout(self._grid)
        column.addStretch(1)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def set_report(self, report: Report) -> None:
        self._report = report
        for number in self._numbers:
            number.show_of(report.whole)
        charts = charts_of(report)
        if not self._charts:
            self._make(len(charts))
        for view, chart in zip(self._charts, charts, strict=True):
            view.set_chart(chart)

    def words_changed(self) -> None:
        if self._report is not None:
            self.set_report(self._report)

    def _make(self, count: int) -> None:
        from console.ui.report_charts import ChartView  # 20 ms and some MB that a wall needs not

        self._charts = [ChartView(self._look) for _ in range(count)]
        for at, view in enumerate(self._charts):
            view.setMinimumHeight(self._look.px(CHART_PX))
            row, column = (0, 0) if at == 0 else ((at + 1) // 2, (at + 1) % 2)
            self._grid.addWidget(view, row, column, 1, 2 if at == 0 else 1)
