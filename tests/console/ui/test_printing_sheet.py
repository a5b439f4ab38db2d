from __future__ import annotations

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from console.ui.printing_sheet import PrintingSheet
from console.ui.theme import Look


def test_it_says_how_far_it_is_and_only_asks_to_cancel(
    look: Look, qtbot: QtBot, qapp: QApplication
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1280, 720)
    window.show()
    sheet = PrintingSheet(look, window)
    assert sheet.told.text() == ""
    sheet.set_step("cameras-20261127-091500.pdf", 12, 80)
    sheet.open_sheet()
    assert sheet.told.text() == "cameras-20261127-091500.pdf · 12 of 80"
    assert (sheet.progress.value(), sheet.progress.maximum()) == (12, 80)
    with qtbot.waitSignal(sheet.cancel_wished):
        sheet.close_sheet()
    assert sheet.isVisible()  # until who prints has stopped
    sheet.finish()
    assert not sheet.isVisible()
