from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from console.ui.findings_sheet import FINDING, FindingsSheet
from console.ui.style_sheet import style_sheet
from console.ui.theme import DARK, Density, Look
from console.ui.words import speak
from media.diagnosis.finding import Finding
from media.diagnosis.report import Row, Spell

NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
NAMES = {"c01": "村口桥头", "c02": "农贸市场东门"}
ROWS = (
    Row("c01", Finding.BLURRED, 3, 5 * HOUR, True, NOON, None),
    Row("c02", Finding.LOST, 1, HOUR, True, NOON, None),
    Row("c01", Finding.MOVED, 1, HOUR, False, NOON - HOUR, NOON),
)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1280, 720)
    QLineEdit(window).setFocus()
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


@pytest.fixture
def sheet(look: Look, window: QWidget) -> FindingsSheet:
    sheet = FindingsSheet(look, window)
    sheet.set_rows(ROWS, NAMES)
    return sheet


def choose(sheet: FindingsSheet, number: int) -> None:
    sheet._table.setCurrentItem(sheet._table.topLevelItem(number))


def test_escape_closes_the_sheet_and_the_keyboard_goes_back(
    sheet: FindingsSheet, window: QWidget, qtbot: QtBot
) -> None:
    field = QApplication.focusWidget()
    with qtbot.waitSignal(sheet.opened):
        sheet.toggle()
    assert sheet.isVisible()
    assert window.rect().contains(sheet.geometry())
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert QApplication.focusWidget() is field
    sheet.toggle()
    sheet.toggle()
    assert not sheet.isVisible()


def test_the_table_says_what_where_and_since_when(sheet: FindingsSheet) -> None:
    item = sheet._table.topLevelItem(0)
    assert item is not None
    texts = [item.text(column) for column in range(5)]
    assert texts[:2] == ["村口桥头", "picture blurred"]
    assert texts[2].startswith("since ")
    assert texts[3:] == ["3", "5 h"]
    assert "clean the lens" in item.toolTip(FINDING)
    past = sheet._table.topLevelItem(2)
    assert past is not None
    assert past.text(2).startswith("until ")
    assert sheet._summary.text().startswith("Cameras with a bad picture now: 2;")
    sheet.set_rows((), NAMES)
    assert sheet._summary.text().startswith("No camera")


def test_a_chosen_camera_tells_its_history_and_stays_chosen(
    sheet: FindingsSheet, qtbot: QtBot
) -> None:
    assert not sheet._accept.isEnabled()
    with qtbot.waitSignal(sheet.camera_chosen) as chosen:
        choose(sheet, 0)
    assert chosen.args == ["c01"]
    sheet.set_history((Spell(Finding.BLURRED, NOON), Spell(Finding.MOVED, NOON - HOUR, NOON)))
    lines = [sheet._history.item(number).text() for number in range(2)]
    assert "still so" in lines[0]
    assert lines[1].endswith("camera turned   1 h")
    sheet.set_rows(ROWS[::-1], NAMES)
    assert sheet.chosen() == "c01"


def test_a_picture_is_accepted_only_where_there_is_one(sheet: FindingsSheet, qtbot: QtBot) -> None:
    choose(sheet, 1)
    assert not sheet._accept.isEnabled()
    choose(sheet, 0)
    with qtbot.waitSignal(sheet.accept_wished) as accepted:
        sheet._accept.click()
    assert accepted.args == ["c01"]
    sheet.toggle()
    with qtbot.waitSignal(sheet.show_wished) as shown:
        sheet._show.click()
    assert shown.args == ["c01"]
    assert not sheet.isVisible()
    with qtbot.waitSignal(sheet.report_wished):
        sheet._report.click()


@pytest.mark.parametrize("density", ["desk", "wall"])
@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080)])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_it_fits_the_window_in_both_languages_and_densities(
    window: QWidget, qapp: QApplication, density: Density, size: tuple[int, int], language: str
) -> None:
    speak(qapp, language)  # type: ignore[arg-type]
    look = Look(DARK, density)
    qapp.setStyleSheet(style_sheet(look))
    window.resize(*size)
    sheet = FindingsSheet(look, window)
    sheet.set_rows(ROWS, NAMES)
    sheet.toggle()
    qapp.processEvents()
    assert window.rect().contains(sheet.geometry())
    assert sheet.minimumSizeHint().width() <= sheet.width()
    assert sheet.minimumSizeHint().height() <= sheet.height()
    assert sheet._table.height() >= 3 * sheet._table.sizeHintForRow(0)
    assert sheet._table.horizontalScrollBar().maximum() == 0


def test_where_nothing_was_wrong_it_says_so(sheet: FindingsSheet) -> None:
    sheet.open_sheet()
    assert sheet._none.isHidden()
    sheet.set_rows((), NAMES)
    assert not sheet._none.isHidden()
    assert sheet._none.text()
    assert not sheet._history.isVisible()
    sheet.open_for("c01")
    assert sheet._history.isVisible()
