"""The sheet of the schedules."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from console.ui.schedule_sheet import ScheduleSheet
from console.ui.style_sheet import style_sheet
from console.ui.theme import Look
from console.ui.words import speak
from layouts.schedule import Rule, Schedule
from tests.console.ui.reach import clipped, faults_of

DAY = Rule(scene="day", days=("workdays",), begin=480, end=1080, extra={"note": "x"})
NIGHT = Rule(scene="night", begin=1320, end=360)
TOUR = Rule(tour="river", screen="left", first_day=date(2026, 6, 1), priority=3)
DUTY = Schedule(
    "duty", (DAY, NIGHT, TOUR), title="值班", origin="schedules/duty.toml", extra={"of": "y"}
)
HOLIDAY = Schedule("holiday", (NIGHT,), enabled=False, origin="schedules/holiday.toml")
TITLES = {("scene", "day"): "日常", ("scene", "night"): "夜间", ("tour", "river"): "河道夜巡"}
TODAY = ("07:00–22:00  日常", "22:00–24:00  夜间")


@pytest.fixture
def sheet(look: Look, qtbot: QtBot) -> ScheduleSheet:
    over = QWidget()
    qtbot.addWidget(over)
    over.resize(1280, 720)
    over.show()
    sheet = ScheduleSheet(look, over)
    sheet.opened.connect(lambda: show(sheet, DUTY, HOLIDAY))
    sheet.open_sheet()
    return sheet


def show(sheet: ScheduleSheet, *schedules: Schedule) -> None:
    sheet.set_schedules({one.name: one for one in schedules}, TITLES, TODAY)


def cells(sheet: ScheduleSheet, row: int) -> list[str]:
    item = sheet.table.topLevelItem(row)
    return [item.text(column) for column in range(6)]  # type: ignore[union-attr]


def choose(sheet: ScheduleSheet, row: int) -> None:
    sheet.table.setCurrentItem(sheet.table.topLevelItem(row))  # type: ignore[arg-type]


def test_the_rules_of_a_schedule_stand_in_their_order(sheet: ScheduleSheet) -> None:
    assert cells(sheet, 0) == ["Scene 日常", "Workdays", "08:00–18:00", "", "", ""]
    assert cells(sheet, 2) == [
        "Tour 河道夜巡", "Every day", "all day", "from 2026-06-01", "3", "left",
    ]  # fmt: skip
    assert (sheet.title.text(), sheet.enabled.isChecked()) == ("值班", True)
    assert "07:00–22:00  日常" in sheet._today.text()
    sheet.schedule.setCurrentIndex(1)
    sheet.schedule.activated.emit(1)
    assert (sheet.table.topLevelItemCount(), sheet.enabled.isChecked()) == (1, False)
    assert not sheet.changed


def test_a_rule_is_added_changed_moved_and_taken_out(sheet: ScheduleSheet, qtbot: QtBot) -> None:
    with qtbot.waitSignal(sheet.rule_wished) as wished:
        QTest.keyClick(sheet.table, Qt.Key.Key_Return)
    assert wished.args == [DAY]
    late = replace(DAY, end=1200)
    sheet.set_rule(late)
    choose(sheet, 1)
    sheet.add.click()
    extra = Rule(scene="day", days=("sun",))
    sheet.set_rule(extra)
    assert sheet._draft.rules == (late, NIGHT, extra, TOUR)
    sheet.up.click()
    sheet.up.click()
    assert not sheet.up.isEnabled()
    choose(sheet, 3)
    sheet.take_out.click()
    assert sheet._draft.rules == (extra, late, NIGHT)
    with qtbot.waitSignal(sheet.save_wished) as wished:
        sheet.save.click()
    assert wished.args == [replace(DUTY, rules=(extra, late, NIGHT))]


def test_while_something_is_not_saved_no_other_can_be_chosen(sheet: ScheduleSheet) -> None:
    assert not sheet.save.isEnabled()
    sheet.enabled.click()
    assert not sheet.schedule.isEnabled()
    assert not sheet.new.isEnabled()
    assert not sheet.remove.isEnabled()
    sheet.undo.click()
    assert sheet.enabled.isChecked()
    assert sheet.schedule.isEnabled()
    assert not sheet.save.isEnabled()


def test_files_that_are_others_take_nothing_from_what_is_changed(sheet: ScheduleSheet) -> None:
    sheet.title.insert("表")
    other = replace(DUTY, rules=(NIGHT,))
    show(sheet, other, HOLIDAY)
    assert sheet._draft == replace(DUTY, title="值班表")
    sheet.undo.click()
    assert sheet._draft == other


def test_what_was_changed_while_it_was_being_saved_is_not_saved_yet(sheet: ScheduleSheet) -> None:
    sheet.take_out.click()
    given = sheet._draft
    sheet.take_out.click()
    sheet.saved(given)
    show(sheet, given, HOLIDAY)
    assert sheet.changed
    assert sheet._draft.rules == (TOUR,)


def test_a_new_one_is_called_as_its_title(sheet: ScheduleSheet, qtbot: QtBot) -> None:
    sheet.new.click()
    assert (sheet.table.topLevelItemCount(), sheet.title.text()) == (0, "")
    sheet.title.insert("节日")
    with qtbot.assertNotEmitted(sheet.save_wished):
        sheet.save.click()
    assert "one rule" in sheet.told.text()
    sheet.add.click()
    sheet.set_rule(NIGHT)
    with qtbot.waitSignal(sheet.save_wished) as wished:
        sheet.save.click()
    given = Schedule("节日", (NIGHT,), title="节日")
    assert wished.args == [given]
    sheet.saved(given)
    show(sheet, DUTY, replace(given, origin="schedules/节日.toml"))
    assert (sheet.schedule.currentData(), sheet.changed) == ("节日", False)
    sheet.new.click()
    QTest.keyClicks(sheet.title, "a/b")
    sheet.save.click()
    assert "cannot hold" in sheet.told.text()


def test_what_is_not_saved_is_lost_only_when_that_was_said(sheet: ScheduleSheet) -> None:
    sheet.take_out.click()
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert sheet.isVisible()
    assert "Not saved" in sheet.told.text()
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    sheet.open_sheet()
    assert sheet._draft == DUTY


def test_one_is_removed_by_two_presses_and_can_be_had_back(
    sheet: ScheduleSheet, qtbot: QtBot
) -> None:
    sheet.remove.click()
    with qtbot.waitSignal(sheet.remove_wished) as wished:
        sheet.remove.click()
    assert wished.args == ["duty"]
    sheet.set_removed("duty")
    show(sheet, HOLIDAY)
    assert sheet.schedule.currentData() == "holiday"
    assert sheet.restore.text() == "Bring back duty"
    with qtbot.waitSignal(sheet.restore_wished) as wished:
        sheet.restore.click()
    assert wished.args == ["duty"]


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
    sheet = ScheduleSheet(look, over)
    show(sheet, DUTY, HOLIDAY)
    sheet.set_removed("节日值班")
    sheet.open_sheet()
    sheet.tell("x")
    qapp.processEvents()
    assert clipped(sheet) == []
    assert faults_of(sheet) == []
    assert over.rect().contains(sheet.geometry())
