"""Charts of a report, drawn by QtCharts in the room's colours: for the sheet and for the paper.

Loaded when a report is first shown. Colour is doubled by shape: lines are dashed differently and
have points of their own, parts of a stack have patterns, and numbers stand in the bars.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from PySide6.QtCharts import (
    QAbstractBarSeries,
    QAbstractSeries,
    QBarCategoryAxis,
    QBarSet,
    QChart,
    QHorizontalBarSeries,
    QHorizontalStackedBarSeries,
    QLegend,
    QLineSeries,
    QScatterSeries,
    QStackedBarSeries,
    QValueAxis,
)
from PySide6.QtCore import QMargins, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QGraphicsScene, QGraphicsView, QWidget

from console.figures import wording
from console.figures.tables import Chart, Series
from console.ui.report_words import CHARTS, cell_text, column_text
from console.ui.theme import Look
from console.ui.words import say

MOST_LABELS = 10  # of the days under a line
MOST_UPRIGHT = 6  # bars with room for their names below them
LONGEST_LABEL = 8

Name = Callable[[str], str]
_PATTERNS = {
    "in_time": Qt.BrushStyle.SolidPattern, "late": Qt.BrushStyle.BDiagPattern,
    "running": Qt.BrushStyle.Dense4Pattern, "overdue": Qt.BrushStyle.DiagCrossPattern,
}  # fmt: skip
_LINES = {"received": Qt.PenStyle.SolidLine, "closed": Qt.PenStyle.DashLine}
_POINTS = {
    "received": QScatterSeries.MarkerShape.MarkerShapeCircle,
    "closed": QScatterSeries.MarkerShape.MarkerShapeRectangle,
}


class ChartView(QGraphicsView):
    """One chart, as large as the view is."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._chart: QChart | None = None
        self.setScene(QGraphicsScene(self))
        self.setFrameShape(QGraphicsView.Shape.NoFrame)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for bars in (self.setHorizontalScrollBarPolicy, self.setVerticalScrollBarPolicy):
            bars(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def set_chart(self, chart: Chart) -> None:
        scene = self.scene()
        if self._chart is not None:
            scene.removeItem(self._chart)
            self._chart.deleteLater()
        self._chart = made(chart, self._look)
        self.setAccessibleName(self._chart.title())
        self.setAccessibleDescription(spoken(chart))
        scene.addItem(self._chart)
        self._fit()

    def resizeEvent(self, _event: object) -> None:
        self._fit()

    def _fit(self) -> None:
        if self._chart is not None:
            size = self.viewport().size()
            self._chart.resize(size.width(), size.height())
            self.scene().setSceneRect(0, 0, size.width(), size.height())


def spoken(chart: Chart) -> str:
    """The chart in words, for who cannot see it."""
    return "; ".join(
        f"{column_text(one.role)}: "
        + ", ".join(f"{name} {value:g}" for name, value in zip(chart.categories, one.values,
                                                               strict=True))
        for one in chart.series
    )  # fmt: skip


def made(chart: Chart, look: Look, on_paper: bool = False) -> QChart:
    """A chart that belongs to nobody yet. Papers are in Chinese."""
    drawn = QChart()
    drawn.setAnimationOptions(QChart.AnimationOption.NoAnimation)
    drawn.setBackgroundVisible(False)
    drawn.setMargins(QMargins(look.px(4), look.px(2), look.px(4), look.px(2)))
    drawn.layout().setContentsMargins(0, 0, 0, 0)
    drawn.setTitle(wording.CHARTS[chart.name] if on_paper else say(CHARTS[chart.name]))
    drawn.setTitleBrush(QBrush(look.colour("text")))
    drawn.setTitleFont(look.font("row", strong=True))
    legend = drawn.legend()
    legend.setVisible(chart.kind != "bars")
    if chart.kind == "lines":
        legend.setMarkerShape(QLegend.MarkerShape.MarkerShapeFromSeries)
    legend.setAlignment(Qt.AlignmentFlag.AlignBottom)
    legend.setLabelColor(look.colour("text"))
    legend.setFont(look.font("small"))
    name = wording.COLUMNS.__getitem__ if on_paper else column_text
    labels = [
        _short(each if on_paper else cell_text(each, "text", column=chart.name))
        for each in chart.categories
    ]
    if chart.kind == "lines":
        _draw_lines(drawn, chart, labels, look, name)
    else:
        _draw_bars(drawn, chart, labels, look, name)
    return drawn


def paint(painter: QPainter, chart: Chart, look: Look, room: QRectF) -> None:
    """Onto a paper."""
    scene = QGraphicsScene()
    drawn = made(chart, look, on_paper=True)
    drawn.resize(room.width(), room.height())
    scene.addItem(drawn)
    scene.setSceneRect(0, 0, room.width(), room.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    scene.render(painter, room, scene.sceneRect())
    painter.restore()
    scene.clear()


def role_colour(role: str, look: Look) -> QColor:
    match role:
        case "in_time" | "closed":
            return look.lamp("green")
        case "late":
            return look.lamp("amber")
        case "overdue":
            return look.lamp("red")
        case "running":
            return look.lamp("grey")
        case _:
            return look.colour("accent")


def _draw_lines(drawn: QChart, chart: Chart, labels: list[str], look: Look, name: Name) -> None:
    highest = max((max(one.values, default=0.0) for one in chart.series), default=0.0)
    across = QBarCategoryAxis()
    across.append(_thinned(labels))
    up = _values(highest, look)
    drawn.addAxis(across, Qt.AlignmentFlag.AlignBottom)
    drawn.addAxis(up, Qt.AlignmentFlag.AlignLeft)
    _dress(across, look)
    for one in chart.series:
        line, points = _line(one, look, name)
        for series in (line, points):
            drawn.addSeries(series)
            series.attachAxis(across)
            series.attachAxis(up)
        for marker in drawn.legend().markers(points):
            marker.setVisible(False)


def _line(one: Series, look: Look, name: Name) -> tuple[QLineSeries, QScatterSeries]:
    colour = role_colour(one.role, look)
    where = [QPointF(at, value) for at, value in enumerate(one.values)]
    line, points = QLineSeries(), QScatterSeries()
    line.setName(name(one.role))
    line.append(where)
    line.setPen(QPen(colour, look.px(2), _LINES.get(one.role, Qt.PenStyle.SolidLine)))
    points.append(where)
    points.setMarkerShape(_POINTS.get(one.role, _POINTS["received"]))
    points.setMarkerSize(look.px(6))
    points.setColor(colour)
    points.setBorderColor(colour)
    return line, points


def _draw_bars(drawn: QChart, chart: Chart, labels: list[str], look: Look, name: Name) -> None:
    alone = chart.kind == "bars"
    lies = alone or len(labels) > MOST_UPRIGHT
    series: QAbstractBarSeries
    if lies:
        series = QHorizontalBarSeries() if alone else QHorizontalStackedBarSeries()
    else:
        series = QStackedBarSeries()
    ordered = list(reversed(labels)) if lies else labels
    for one in chart.series:
        part = QBarSet(name(one.role))
        part.append([*reversed(one.values)] if lies else list(one.values))
        colour = role_colour(one.role, look)
        part.setBrush(QBrush(colour, _PATTERNS.get(one.role, Qt.BrushStyle.SolidPattern)))
        part.setPen(QPen(colour, 1))
        part.setLabelColor(look.colour("text"))
        part.setLabelFont(look.font("small"))
        series.append(part)
    series.setBarWidth(0.65)
    series.setLabelsVisible(alone)
    series.setLabelsPosition(QAbstractBarSeries.LabelsPosition.LabelsOutsideEnd)
    drawn.addSeries(cast(QAbstractSeries, series))
    names = QBarCategoryAxis()
    names.append(_distinct(ordered))
    _dress(names, look)
    sums = [sum(values) for values in zip(*(one.values for one in chart.series), strict=True)]
    values = _values(max(sums, default=0.0) * (1.12 if alone else 1.0), look)
    beside, below = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignBottom
    for axis, where in ((names, beside if lies else below), (values, below if lies else beside)):
        drawn.addAxis(axis, where)
        series.attachAxis(axis)


def _values(highest: float, look: Look) -> QValueAxis:
    axis = QValueAxis()
    axis.setRange(0, max(4.0, highest))
    axis.setLabelFormat("%.0f")
    axis.applyNiceNumbers()
    _dress(axis, look)
    axis.setGridLinePen(QPen(look.colour("line"), 1))
    return axis


def _dress(axis: QBarCategoryAxis | QValueAxis, look: Look) -> None:
    small: QFont = look.font("small")
    axis.setLabelsFont(small)
    axis.setLabelsColor(look.colour("quiet"))
    axis.setTruncateLabels(False)
    axis.setLinePen(QPen(look.colour("line"), 1))
    axis.setGridLineVisible(isinstance(axis, QValueAxis))


def _thinned(labels: list[str]) -> list[str]:
    """Days whose names have room; the others are told apart by blanks alone."""
    every = -(-len(labels) // MOST_LABELS) if labels else 1
    shown = [label if at % every == 0 else "" for at, label in enumerate(labels)]
    return _distinct(shown)


def _distinct(labels: list[str]) -> list[str]:
    """An axis drops a category that it has already: blanks without width tell them apart."""
    made, seen = [], dict[str, int]()
    for label in labels:
        seen[label] = seen.get(label, 0) + 1
        made.append(label + "\u200b" * (seen[label] - 1))
    return made


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_LABEL else f"{text[: LONGEST_LABEL - 1]}…"
