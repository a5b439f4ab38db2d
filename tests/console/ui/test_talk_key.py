from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from console.ui.talk_key import TalkKey


def let_go(window: QWidget, again: bool = False) -> None:
    none = Qt.KeyboardModifier.NoModifier
    event = QKeyEvent(QEvent.Type.KeyRelease, Qt.Key.Key_F12, none, "", again)
    QApplication.sendEvent(window, event)


def test_it_holds_until_the_key_is_let_go_and_its_repeats_are_nothing(qtbot: QtBot) -> None:
    window, key, told = QWidget(), TalkKey(), list[bool]()
    qtbot.addWidget(window)
    key.held.connect(told.append)
    key.press()
    key.press()
    let_go(window, again=True)
    assert told == [True]
    let_go(window)
    let_go(window)
    assert told == [True, False]


def test_a_window_that_loses_the_keyboard_lets_go(qtbot: QtBot) -> None:
    window, key, told = QWidget(), TalkKey(), list[bool]()
    qtbot.addWidget(window)
    key.held.connect(told.append)
    key.press()
    QApplication.sendEvent(window, QEvent(QEvent.Type.WindowDeactivate))
    assert told == [True, False]
