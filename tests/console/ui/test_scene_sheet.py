from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from console.ui.scene_sheet import SceneSheet
from console.ui.theme import Look
from console.ui.words import speak
from layouts.scene import Scene


@pytest.fixture
def sheet(look: Look, qtbot: QtBot) -> SceneSheet:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1280, 720)
    sheet = SceneSheet(look, window)
    sheet.opened.connect(lambda: sheet.set_scenes({"flood": Scene("flood", title="汛期")}))
    window.show()
    window.activateWindow()
    sheet.open_sheet()
    return sheet


def test_a_name_is_asked_for_and_told(sheet: SceneSheet, qtbot: QtBot) -> None:
    assert sheet.name.hasFocus()
    assert not sheet.save.isEnabled()
    QTest.keyClicks(sheet.name, " night ")
    with qtbot.waitSignal(sheet.save_wished) as wished:
        QTest.mouseClick(sheet.save, Qt.MouseButton.LeftButton)
    assert wished.args == ["night"]


@pytest.mark.parametrize("typed", ["flood", "汛期"])
def test_one_that_is_there_is_asked_about_by_its_name_or_title(
    sheet: SceneSheet, qtbot: QtBot, typed: str
) -> None:
    sheet.name.setText(typed)
    with qtbot.assertNotEmitted(sheet.save_wished):
        QTest.keyClick(sheet.name, Qt.Key.Key_Return)
    assert sheet.told.isVisible()
    assert sheet.save.text() == "Replace it"
    sheet.name.setText("night")
    assert (sheet.told.isVisible(), sheet.save.text()) == (False, "Save")
    sheet.name.setText(typed)
    QTest.keyClick(sheet.name, Qt.Key.Key_Return)
    with qtbot.waitSignal(sheet.save_wished) as wished:
        QTest.keyClick(sheet.name, Qt.Key.Key_Return)
    assert wished.args == ["flood"]


def test_a_name_that_no_file_can_have_is_refused_and_it_opens_empty_again(
    sheet: SceneSheet, qtbot: QtBot
) -> None:
    sheet.name.setText("a/b")
    with qtbot.assertNotEmitted(sheet.save_wished):
        QTest.keyClick(sheet.name, Qt.Key.Key_Return)
    assert "cannot hold" in sheet.told.text()
    QTest.keyClick(sheet.name, Qt.Key.Key_Escape)
    sheet.open_sheet()
    assert (sheet.name.text(), sheet.told.isVisible()) == ("", False)


def test_it_speaks_both_languages(sheet: SceneSheet, qapp: QApplication) -> None:
    speak(qapp, "zh")
    qapp.processEvents()
    assert sheet._title.text() == "保存场景"
    assert sheet.parentWidget().rect().contains(sheet.geometry())
