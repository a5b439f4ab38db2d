from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.site.records import CameraEntry
from console.ui.main_window import MainWindow
from layouts.layout import Cell, Layout

ONE, TWO = Layout("1x1", 1, 1, (Cell(0, 0),)), Layout("2x1", 2, 1, (Cell(0, 0), Cell(1, 0)))
PAD = Qt.KeyboardModifier.KeypadModifier


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> MainWindow:
    window = MainWindow("室", "en")
    qtbot.addWidget(window)
    window.finder.set_cameras(
        [CameraEntry("c07", "村口桥头", "rtsp://x/1"), CameraEntry("c12", "河道水尺", "rtsp://x/2")]
    )
    window.top.set_layouts([ONE, TWO], "2x1")
    window.set_layout(TWO)
    window.resize(1280, 720)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.wall.setFocus()
    return window


def test_a_number_and_enter_put_a_camera_into_the_selected_cell(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.wall.select(1)
    qtbot.keyClick(window.wall, Qt.Key.Key_1, PAD)
    readout = window.readout
    assert readout.isVisible()
    assert readout.hasFocus()
    assert readout.words() == ("Camera 1", "村口桥头  c07")  # its place in the list
    qtbot.keyClick(readout, Qt.Key.Key_2, PAD)
    assert readout.words() == ("Camera 12", "河道水尺  c12")
    with qtbot.waitSignal(window.cell_source_chosen) as chosen:
        qtbot.keyClick(readout, Qt.Key.Key_Enter, PAD)
    assert chosen.args == [1, "camera:c12"]
    assert not readout.isVisible()
    assert window.wall.hasFocus()


def test_a_number_of_no_camera_stays_and_says_so(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window.wall, Qt.Key.Key_9)
    with qtbot.assertNotEmitted(window.cell_source_chosen):
        qtbot.keyClick(window.readout, Qt.Key.Key_Return)
    assert window.readout.words()[1] == "there is none"
    qtbot.keyClick(window.readout, Qt.Key.Key_Backspace)
    assert window.readout.typed == ""
    qtbot.keyClick(window.readout, Qt.Key.Key_Escape)
    assert not window.readout.isVisible()


def test_a_star_before_it_makes_it_a_layouts(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window.wall, Qt.Key.Key_Asterisk, PAD)
    assert window.readout.words()[1] == "type its number, then Enter"
    qtbot.keyClick(window.readout, Qt.Key.Key_1)
    assert window.readout.words() == ("Layout 1", "1x1")
    with qtbot.waitSignal(window.layout_chosen) as chosen:
        qtbot.keyClick(window.readout, Qt.Key.Key_Return)
    assert chosen.args == ["1x1"]


def test_it_works_from_the_list_of_cameras_too(window: MainWindow, qtbot: QtBot) -> None:
    window.finder.cameras.view.setFocus()
    qtbot.keyClick(window.finder.cameras.view, Qt.Key.Key_7)
    assert window.readout.words() == ("Camera 7", "村口桥头  c07")


def test_it_goes_when_nothing_more_is_typed_or_something_else_is_done(
    window: MainWindow, qtbot: QtBot
) -> None:
    qtbot.keyClick(window.wall, Qt.Key.Key_7)
    window.readout._wait.timeout.emit()
    assert not window.readout.isVisible()
    qtbot.keyClick(window.wall, Qt.Key.Key_7)
    window.finder.cameras.view.setFocus()
    assert not window.readout.isVisible()


def test_digits_typed_into_a_field_are_text(window: MainWindow, qtbot: QtBot) -> None:
    window.finder.search()
    qtbot.keyClicks(window.finder.cameras.field, "/7*")
    assert window.finder.cameras.field.text() == "/7*"
    assert not window.readout.isVisible()
