"""The sheet that lists the tours."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from console.ui.style_sheet import style_sheet
from console.ui.theme import Look
from console.ui.tour_sheet import TourRow, TourSheet
from console.ui.words import speak
from tests.console.ui.reach import clipped, faults_of

ROWS = (
    TourRow("bank", "岸线", 12, 15.0, "2 x 2", ("大桥、桥头", "Named by: scene 汛期")),
    TourRow("river", "河道夜巡", 3, 7.5, "", ("渡口",)),
)


@pytest.fixture
def sheet(look: Look, qtbot: QtBot) -> TourSheet:
    over = QWidget()
    qtbot.addWidget(over)
    over.resize(1280, 720)
    over.show()
    sheet = TourSheet(look, over)
    sheet.opened.connect(lambda: sheet.set_rows(ROWS))
    sheet.open_sheet()
    return sheet


def test_what_is_chosen_stays_so_and_is_told(sheet: TourSheet) -> None:
    assert sheet.chosen() == "bank"
    assert "scene 汛期" in sheet._about.text()
    sheet.choose("river")
    sheet.set_rows(reversed(ROWS))  # type: ignore[arg-type]
    assert (sheet.chosen(), sheet._about.text()) == ("river", "渡口")
    assert sheet.table.currentItem().text(2) == "7.5 s"
    sheet.set_rows(ROWS[:1])
    assert sheet.chosen() == "bank"


@pytest.mark.parametrize("whole", [True, False])
def test_a_tour_is_begun_from_here_and_the_wall_is_seen(
    sheet: TourSheet, qtbot: QtBot, whole: bool
) -> None:
    with qtbot.waitSignal(sheet.start_wished) as wished:
        (sheet.whole if whole else sheet.in_cell).click()
    assert wished.args == ["bank", whole]
    assert not sheet.isVisible()


def test_a_form_is_wished_by_button_and_enter(sheet: TourSheet, qtbot: QtBot) -> None:
    with qtbot.waitSignal(sheet.new_wished):
        sheet.new.click()
    with qtbot.waitSignal(sheet.edit_wished) as wished:
        QTest.keyClick(sheet.table, Qt.Key.Key_Return)
    assert wished.args == ["bank"]


def test_a_removal_is_pressed_twice_and_can_be_had_back(sheet: TourSheet, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(sheet.remove_wished):
        sheet.remove.click()
    sheet.choose("river")  # another row: the question is gone
    assert sheet.remove.text() == "Remove"
    sheet.remove.click()
    with qtbot.waitSignal(sheet.remove_wished) as wished:
        sheet.remove.click()
    assert wished.args == ["river"]
    sheet.set_removed("river")
    sheet.set_rows(())
    assert sheet._none.isVisible()
    assert not sheet.whole.isEnabled()
    assert sheet.restore.text() == "Bring back river"
    with qtbot.waitSignal(sheet.restore_wished) as wished:
        sheet.restore.click()
    assert wished.args == ["river"]
    sheet.set_removed("")
    assert not sheet.restore.isEnabled()


def test_what_is_told_is_gone_when_it_opens_again(sheet: TourSheet) -> None:
    sheet.refuse("layouts/x.toml: is not written over, mend or remove it first: y")
    assert "faulty" in sheet.told.text()
    sheet.close_sheet()
    sheet.open_sheet()
    assert not sheet.told.isVisible()


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("density", "size"), [("desk", (1280, 720)), ("wall", (1920, 1080))])
def test_it_fits_and_is_reached_by_the_keyboard(
    qtbot: QtBot, qapp: QApplication, density: Any, size: tuple[int, int], language: Any
) -> None:
    look = Look(density=density)
    qapp.setStyleSheet(style_sheet(look))
    speak(qapp, language)
    over = QWidget()
    qtbot.addWidget(over)
    over.resize(*size)
    over.show()
    sheet = TourSheet(look, over)
    sheet.set_rows(ROWS)
    sheet.set_removed("河道夜巡与渡口")
    sheet.open_sheet()
    sheet.tell("x")
    sheet.remove.click()
    qapp.processEvents()
    assert clipped(sheet) == []
    assert faults_of(sheet) == []
    assert over.rect().contains(sheet.geometry())
