from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from console.ui.help_sheet import HelpSheet
from console.ui.shortcuts import Keys
from console.ui.style_sheet import style_sheet
from console.ui.theme import Look
from console.ui.words import speak


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


def test_escape_closes_the_sheet_and_the_keyboard_goes_back(
    look: Look, window: QWidget, qtbot: QtBot
) -> None:
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    sheet = HelpSheet(look, window, Keys())
    assert not sheet.isVisible()
    sheet.toggle()
    assert sheet.isVisible()
    assert sheet.geometry().center() == window.rect().center()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert QApplication.focusWidget() is field
    sheet.toggle()
    field.setFocus()  # the window below goes on; Esc closes the sheet from there too
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def test_toggle_closes_what_it_opened(look: Look, window: QWidget) -> None:
    sheet = HelpSheet(look, window, Keys())
    sheet.toggle()
    sheet.toggle()
    assert not sheet.isVisible()


def test_every_key_is_listed_in_the_language_spoken(
    look: Look, window: QWidget, qapp: QApplication
) -> None:
    bound = Keys()
    sheet = HelpSheet(look, window, bound)
    keys = [key for key, _ in sheet.lines()]
    assert keys[:10] == ["0 … 9", "F1", "F2", "F3", "F4", "F5", "F6", "F8", "F9", "F11"]
    assert {"S", "C", "R", "B", "P", "L", ", .", "[ ]", "Ctrl+E", "← → ↑ ↓"} <= set(keys)
    assert {"Alt+1 … 9, 0", "PgDown PgUp U X"} <= set(keys)
    assert {"← → ↑ ↓ + -", "1 … 9", "Home Space Enter"} <= set(keys)  # of the hand on a picture
    assert {"/  Ctrl+F", "Ctrl+M", "Ctrl+1 … 9", "Enter", "Del", "Esc"} <= set(keys)
    bound.set("snapshot", ["F12"])
    bound.set("clip", [])
    bound.set("layout_9", ["Alt+9"])
    keys = [key for key, _ in sheet.lines()]
    assert "F12" in keys
    assert not {"S", "C"} & set(keys)
    assert any(key.endswith("Ctrl+8 Alt+9") for key in keys)
    speak(qapp, "zh")
    qapp.processEvents()
    assert sheet._title.text() == "按键"
    assert all(does for _, does in sheet.lines())


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("density", "size"), [("desk", (1280, 720)), ("wall", (1920, 1080))])
def test_all_keys_fit_the_window(
    window: QWidget, qapp: QApplication, language: str, density: str, size: tuple[int, int]
) -> None:
    look = Look(density=density)  # type: ignore[arg-type]
    qapp.setStyleSheet(style_sheet(look))
    speak(qapp, language)  # type: ignore[arg-type]
    window.resize(*size)
    sheet = HelpSheet(look, window, Keys())
    sheet.toggle()
    qapp.processEvents()
    assert window.rect().contains(sheet.geometry())


def test_tab_goes_round_inside_the_sheet(look: Look, window: QWidget, qtbot: QtBot) -> None:
    sheet = HelpSheet(look, window, Keys())
    sheet.toggle()
    assert sheet._close.hasFocus()
    for stop in (sheet._change, sheet._language, sheet._close, sheet._change):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        assert stop.hasFocus()
    qtbot.keyClick(sheet._change, Qt.Key.Key_Backtab)
    assert sheet._close.hasFocus()


def test_the_sheet_stays_in_the_middle(look: Look, window: QWidget) -> None:
    sheet = HelpSheet(look, window, Keys())
    sheet.toggle()
    window.resize(1000, 700)
    QApplication.processEvents()
    assert sheet.geometry().center() == window.rect().center()
