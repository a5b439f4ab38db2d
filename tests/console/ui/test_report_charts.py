from __future__ import annotations

import pytest
from PySide6.QtCharts import QAbstractBarSeries, QBarCategoryAxis, QLineSeries
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.figures.tables import Chart, Series
from console.ui.report_charts import ChartView, made, paint, role_colour, spoken
from console.ui.theme import DARK, LIGHT, Look
from console.ui.words import speak

LINES = Chart(
    "days", "lines", tuple(f"11-{day:02}" for day in range(1, 31)),
    (Series("received", (3.0,) * 30), Series("closed", (2.0,) * 30)),
)  # fmt: skip
STACKS = Chart(
    "platform", "stacks", ("综治工作", "市场监管"),
    (Series("in_time", (5.0, 2.0)), Series("late", (1.0, 0.0)), Series("running", (2.0, 1.0)),
     Series("overdue", (0.0, 4.0))),
)  # fmt: skip
BARS = Chart("village", "bars", ("云帆村", "未填"), (Series("received", (9.0, 3.0)),))


@pytest.mark.parametrize("chart", [LINES, STACKS, BARS], ids=lambda chart: chart.name)
@pytest.mark.parametrize("look", [Look(DARK), Look(LIGHT)], ids=["dark", "light"])
def test_a_chart_shows_every_value_in_the_rooms_colours(
    qapp: QApplication, chart: Chart, look: Look
) -> None:
    drawn = made(chart, look)
    bars = [one for one in drawn.series() if isinstance(one, QAbstractBarSeries)]
    for series in bars:
        sets = series.barSets()
        assert [one.brush().color() for one in sets] == [
            role_colour(one.role, look) for one in chart.series
        ]
        assert sum(one.sum() for one in sets) == sum(sum(one.values) for one in chart.series)
    lines = [one for one in drawn.series() if isinstance(one, QLineSeries)]
    assert len(bars) + len(lines) == (1 if bars else len(chart.series))
    for line, one in zip(lines, chart.series, strict=bool(lines)):
        assert [point.y() for point in line.points()] == list(one.values)
    [names] = [axis for axis in drawn.axes() if isinstance(axis, QBarCategoryAxis)]
    assert names.count() == len(chart.categories)
    drawn.deleteLater()


def test_parts_are_told_apart_without_colour(qapp: QApplication) -> None:
    look = Look(DARK)
    stacks, lines = made(STACKS, look), made(LINES, look)
    [series] = (one for one in stacks.series() if isinstance(one, QAbstractBarSeries))
    assert len({one.brush().style() for one in series.barSets()}) == 4
    pens = [one.pen().style() for one in lines.series() if isinstance(one, QLineSeries)]
    assert len(set(pens)) == 2
    for drawn in (stacks, lines):
        drawn.deleteLater()


def test_names_are_in_the_language_spoken_and_on_paper_in_chinese(qapp: QApplication) -> None:
    speak(qapp, "en")
    screen, paper = made(BARS, Look(DARK)), made(BARS, Look(LIGHT), on_paper=True)
    assert (screen.title(), paper.title()) == ("Villages, received", "村社分布")
    assert spoken(STACKS).startswith("Closed in time: 综治工作 5, 市场监管 2; Closed late: ")
    for drawn in (screen, paper):
        drawn.deleteLater()


def test_a_view_shows_one_chart_after_another_for_who_cannot_see_it_too(qtbot: QtBot) -> None:
    view = ChartView(Look(DARK))
    qtbot.addWidget(view)
    view.resize(400, 300)
    view.show()
    for chart in (LINES, BARS):
        view.set_chart(chart)
    assert len([item for item in view.scene().items() if item.parentItem() is None]) == 1
    assert view.accessibleDescription() == spoken(BARS)


def test_a_paper_gets_ink(qapp: QApplication) -> None:
    paper = QImage(400, 300, QImage.Format.Format_RGB32)
    paper.fill(0xFFFFFF)
    painter = QPainter(paper)
    paint(painter, BARS, Look(LIGHT), QRectF(0, 0, 400, 300))
    painter.end()
    colours = {paper.pixelColor(x, y).name() for x in range(0, 400, 4) for y in range(0, 300, 4)}
    assert role_colour("received", Look(LIGHT)).name() in colours
