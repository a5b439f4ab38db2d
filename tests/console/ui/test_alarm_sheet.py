from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from console.ui.alarm_sheet import SINCE, TITLE, WHAT, AlarmRow, AlarmSheet
from console.ui.theme import Look

NOW = datetime(2026, 11, 27, 0, 4, tzinfo=timezone(timedelta(hours=8)))
ROWS = (
    AlarmRow("finding:c08:covered:2", "渡口", "", "covered", NOW),
    AlarmRow("case:c-7", "水位超警", "red", "", NOW - timedelta(minutes=9)),
    AlarmRow("finding:c09:moved:1", "桥东", "", "moved", NOW - timedelta(days=2)),
)


@pytest.fixture
def sheet(look: Look, qtbot: QtBot) -> AlarmSheet:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1280, 720)
    sheet = AlarmSheet(look, window, lambda: NOW)
    sheet.set_rows(ROWS)
    window.show()
    window.activateWindow()
    sheet.open_sheet()
    return sheet


def texts(sheet: AlarmSheet, column: int) -> list[str]:
    return [item.text(column) for item in sheet._items()]


def test_each_alarm_tells_what_it_is_about_and_since_when(sheet: AlarmSheet) -> None:
    assert texts(sheet, WHAT) == ["lens covered", "Level 1 red", "camera turned"]
    assert texts(sheet, TITLE) == ["渡口", "水位超警", "桥东"]
    assert texts(sheet, SINCE) == ["00:04", "11-26 23:55", "11-25 00:04"]


def test_the_rows_are_as_wide_as_the_list(sheet: AlarmSheet) -> None:
    header = sheet.table.header()
    assert header.length() == sheet.table.viewport().width()


def test_enter_brings_the_chosen_one_onto_the_wall_and_closes(
    sheet: AlarmSheet, qtbot: QtBot
) -> None:
    qtbot.keyClick(sheet.table, Qt.Key.Key_Down)
    with qtbot.waitSignal(sheet.bring_wished) as wished:
        qtbot.keyClick(sheet.table, Qt.Key.Key_Return)
    assert wished.args == ["case:c-7"]
    assert not sheet.isVisible()


def test_several_are_acknowledged_at_once_and_what_follows_is_chosen_then(
    sheet: AlarmSheet, qtbot: QtBot
) -> None:
    qtbot.keyClick(sheet.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert not sheet.bring.isEnabled()  # one at a time
    with qtbot.waitSignal(sheet.acknowledge_wished) as wished:
        sheet.acknowledge.click()
    assert wished.args == [[ROWS[0].key, ROWS[1].key]]
    sheet.set_rows(ROWS[2:])
    assert sheet.chosen() == [ROWS[2].key]
    sheet.set_rows(())
    assert sheet._none.isVisible()
    assert [button.isEnabled() for button in (sheet.bring, sheet.acknowledge)] == [False, False]


def test_what_is_chosen_stays_when_another_alarm_comes(sheet: AlarmSheet) -> None:
    sheet.set_rows(ROWS[1:])
    sheet.table.setCurrentItem(
        sheet._items()[1], 0, QItemSelectionModel.SelectionFlag.ClearAndSelect
    )
    sheet.set_rows(ROWS)
    assert sheet.chosen() == [ROWS[2].key]
