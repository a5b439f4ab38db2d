from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from console.ui.screens import Screens, rect_of


def test_the_screens_of_this_machine_have_names_and_lie_where_qt_says(qtbot: QtBot) -> None:
    found = Screens().found()
    assert [rect_of(screen) for screen in found] == [
        screen.geometry() for screen in QGuiApplication.screens()
    ]
    assert len({screen.name for screen in found}) == len(found)
    assert all(screen.name for screen in found)


def test_a_screen_that_lies_elsewhere_now_is_told(qtbot: QtBot) -> None:
    screens = Screens()
    with qtbot.waitSignal(screens.changed):
        screen = QGuiApplication.primaryScreen()
        screen.geometryChanged.emit(screen.geometry())
