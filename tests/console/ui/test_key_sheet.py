from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.ui.key_sheet import KeySheet
from console.ui.main_window import MainWindow
from console.ui.shortcuts import SHORTCUTS


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    window = MainWindow("室", "en")
    qtbot.addWidget(window)
    window.resize(1280, 720)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


@pytest.fixture
def sheet(window: MainWindow) -> KeySheet:
    window.sheets.keys().open_sheet()
    return window.sheets.keys()


def test_a_key_is_recorded_by_pressing_it(
    window: MainWindow, sheet: KeySheet, qtbot: QtBot
) -> None:
    sheet.choose("snapshot")
    qtbot.keyClick(sheet.table, Qt.Key.Key_Return)
    assert sheet.told.hasFocus()
    assert sheet.told.text().startswith("Snapshot of the cell's camera: press the new key")
    qtbot.keyClick(sheet.told, Qt.Key.Key_F12)
    assert window.keys.of("snapshot") == ("F12",)
    assert sheet.table.hasFocus()
    assert sheet.chosen() == "snapshot"


def test_a_key_that_is_taken_is_told_and_taken_over_when_wished(
    window: MainWindow, sheet: KeySheet, qtbot: QtBot
) -> None:
    sheet.choose("snapshot")
    sheet.record.click()
    qtbot.keyClick(sheet.told, Qt.Key.Key_F2)
    assert window.finder.isVisible()  # F2 was recorded, not carried out
    assert sheet.told.text() == "F2 is taken already: Cameras and sites: show, hide"
    assert window.keys.of("snapshot") == ("S",)
    sheet.take.click()
    assert (window.keys.of("snapshot"), window.keys.of("cameras")) == (("F2",), ())
    window.wall.setFocus()
    qtbot.keyClick(window.wall, Qt.Key.Key_F2)
    assert window.finder.isVisible()


def test_escape_leaves_a_key_as_it_is(window: MainWindow, sheet: KeySheet, qtbot: QtBot) -> None:
    sheet.choose("snapshot")
    sheet.record.click()
    qtbot.keyClick(sheet.told, Qt.Key.Key_Escape)
    assert sheet.isVisible()
    assert window.keys.own() == {}


def test_one_key_or_all_go_back_to_how_they_were(window: MainWindow, sheet: KeySheet) -> None:
    sheet.choose("clip")
    sheet.clear.click()
    sheet.choose("record")
    sheet.clear.click()
    assert window.keys.own() == {"clip": (), "record": ()}
    sheet.reset.click()
    assert window.keys.own() == {"clip": ()}
    sheet.reset_all.click()
    assert window.keys.own() == {}


def test_a_changed_key_of_the_window_holds_at_once(window: MainWindow, qtbot: QtBot) -> None:
    window.keys.set("cameras", ["Ctrl+7", "F7"])
    window.wall.setFocus()
    qtbot.keyClick(window.wall, Qt.Key.Key_F2)
    assert window.finder.isVisible()
    qtbot.keyClick(window.wall, Qt.Key.Key_F7)
    assert not window.finder.isVisible()


def test_a_changed_key_of_the_wall_is_told_in_its_menus(window: MainWindow, qtbot: QtBot) -> None:
    window.keys.set("snapshot", ["F12"])
    assert window.wall._actions.buttons["snapshot"].toolTip().endswith("(F12)")
    wished: list[str] = []
    window.wall.action_wished.connect(lambda _cell, action: wished.append(action))
    qtbot.keyClick(window.wall, Qt.Key.Key_S)
    qtbot.keyClick(window.wall, Qt.Key.Key_F12)
    assert wished == ["snapshot"]


def test_every_action_is_in_the_table(sheet: KeySheet, qapp: QApplication) -> None:
    assert sheet.table.topLevelItemCount() == len(SHORTCUTS)
