from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from console.ui.import_sheet import FAULT, ImportSheet, ShownLine, ShownList
from console.ui.theme import Look

FOUND = ShownList(
    (ShownLine(2, "c01", "市场"), ShownLine(3, "c 2", "桥", "id", "is no id")),
    faulty=1, elsewhere=("layouts/own.toml: there is no camera c9",),
)  # fmt: skip


@pytest.fixture
def sheet(look: Look, qtbot: QtBot) -> ImportSheet:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1280, 720)
    window.show()
    sheet = ImportSheet(look, window)
    sheet.kept = window  # type: ignore[attr-defined]
    sheet.open_sheet()
    return sheet


def test_a_file_is_looked_at_by_enter_and_again_without_its_faults(
    sheet: ImportSheet, qtbot: QtBot
) -> None:
    sheet.path.setText(" /tmp/list.csv ")
    with qtbot.waitSignal(sheet.file_chosen) as chosen:
        qtbot.keyClick(sheet.path, Qt.Key.Key_Return)
    assert chosen.args == ["/tmp/list.csv", False]
    with qtbot.waitSignal(sheet.file_chosen) as chosen:
        sheet.leave_out.click()
    assert chosen.args == ["/tmp/list.csv", True]


def test_faulty_lines_stand_first_and_nothing_can_be_taken_over(sheet: ImportSheet) -> None:
    sheet.show_list(FOUND)
    rows = [sheet.table.topLevelItem(n) for n in range(sheet.table.topLevelItemCount())]
    assert [[row.text(c) for c in range(5)] for row in rows if row is not None] == [
        ["3", "c 2", "桥", "id", "is no id"], ["2", "c01", "市场", "", "right"],
    ]  # fmt: skip
    assert sheet.told.text() == "2 lines, 1 of them faulty\n" + FOUND.elsewhere[0]
    assert not sheet.take.isEnabled()
    assert rows[0] is not None
    assert rows[0].toolTip(FAULT) == "is no id"


def test_a_right_list_says_what_it_changes_and_is_taken_over(
    sheet: ImportSheet, qtbot: QtBot
) -> None:
    sheet.show_list(ShownList((ShownLine(2, "c01", "市场"),), 0, 3, 1, 2, True))
    assert sheet.told.text() == "1 lines, 0 of them faulty · 3 new, 1 changed, 2 gone"
    with qtbot.waitSignal(sheet.taken):
        sheet.take.click()
    sheet.show_trouble("It cannot be taken over")
    assert not sheet.take.isEnabled()
    assert sheet.told.text() == "It cannot be taken over"


def test_while_a_list_is_read_it_is_told_how_far_and_can_be_cancelled(
    sheet: ImportSheet, qtbot: QtBot
) -> None:
    sheet.show_list(FOUND)
    assert not sheet.progress.isVisible()
    sheet.set_busy("list.csv")
    sheet.set_progress(0.4)
    assert (sheet.told.text(), sheet.progress.value()) == ("Reading list.csv …", 40)
    assert (sheet.table.topLevelItemCount(), sheet.take.isEnabled()) == (0, False)
    for wish in (sheet.cancel.click, sheet.close_sheet):
        with qtbot.waitSignal(sheet.cancel_wished):
            wish()
    sheet.show_trouble("cancelled")
    sheet.open_sheet()
    assert (sheet.told.text(), sheet.cancel.isVisible()) == ("cancelled", False)
