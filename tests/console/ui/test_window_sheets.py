"""Plans, meetings and minutes over the window."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from console.minutes.minutes import Check, Decision
from console.ui.meeting_sheet import MeetingRow
from console.ui.plan_sheet import PlanRow
from console.ui.shortcuts import Keys
from console.ui.style_sheet import style_sheet
from console.ui.theme import Look
from console.ui.window_sheets import WindowSheets
from console.ui.words import speak

NOON = datetime(2026, 11, 26, 4, 0, tzinfo=UTC)
PLANS = (
    PlanRow(
        "flood", "防汛", tuple(f"村{n}" for n in range(35)), ("河口", "大桥"), "3x3", "防汛会商",
        ("通知沿河村社，逐一点名到岗", "转移危险区人员"), True,
    ),
    PlanRow("fire", "火灾", (), (), "", "", ()),
)  # fmt: skip
MEETINGS = (
    MeetingRow("joint", "四平台月度联席会议", "2026-12-07 09:00", 35, 90),
    MeetingRow("weekly", "综治工作周例会", "2026-12-08 14:00", 8, 40),
)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1280, 720)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


@pytest.fixture
def sheets(look: Look, window: QWidget) -> WindowSheets:
    made = WindowSheets(look, window, Keys(window))
    made.plans().set_plans(PLANS)
    made.meetings().set_rows(MEETINGS)
    made.minutes().set_conferences([("k2", "Now: 防汛会商"), ("k1", "11-25 火灾会商")])
    return made


@pytest.mark.parametrize(("density", "size"), [("desk", (1280, 720)), ("wall", (1920, 1080))])
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", ["plans", "meetings", "minutes"])
def test_a_sheet_fits_the_window_in_both_languages(
    qapp: QApplication,
    window: QWidget,
    density: Any,
    size: tuple[int, int],
    language: Any,
    name: str,
) -> None:
    look = Look(density=density)
    qapp.setStyleSheet(style_sheet(look))
    speak(qapp, language)
    window.resize(*size)
    made = WindowSheets(look, window, Keys(window))
    made.plans().set_plans(PLANS)
    made.meetings().set_rows(MEETINGS)
    made.actions()[name]()
    qapp.processEvents()
    sheet = getattr(made, name)()
    assert sheet.isVisible()
    assert window.rect().contains(sheet.geometry())
    for child in sheet.findChildren(QWidget):
        if child.isVisible() and child.parentWidget() is sheet:
            assert sheet.rect().contains(child.geometry()), child
    made.actions()[name]()
    assert not sheet.isVisible()
    speak(qapp, "en")


def test_a_plan_says_what_it_brings_and_begins(sheets: WindowSheets, qtbot: QtBot) -> None:
    sheet = sheets.plans()
    sheet.set_case("河水漫堤")
    assert "河水漫堤" in sheet._about.text()
    assert "35" in sheet._facts.text()
    assert "村5…" in sheet._facts.text()
    with qtbot.waitSignal(sheet.start_wished) as wished:
        sheet._start.click()
    assert wished.args == ["flood"]
    sheet._list.setCurrentRow(1)
    assert not sheet._start.isEnabled()


def test_only_the_running_plan_s_list_can_be_ticked(sheets: WindowSheets, qtbot: QtBot) -> None:
    sheet = sheets.plans()
    item = sheet._checklist.item(0)
    assert not item.flags() & Qt.ItemFlag.ItemIsUserCheckable
    sheet.set_running("flood", [Check(PLANS[0].checklist[0]), Check("转移危险区人员", NOON, "王")])
    assert sheet._list_title.text() == "Checklist: 1 of 2 done"
    assert "王" in sheet._checklist.item(1).text()
    with qtbot.waitSignal(sheet.check_wished) as wished:
        sheet._checklist.item(0).setCheckState(Qt.CheckState.Checked)
    assert wished.args == [PLANS[0].checklist[0], True]


def test_a_meeting_that_was_chosen_stays_so(sheets: WindowSheets, qtbot: QtBot) -> None:
    sheet = sheets.meetings()
    assert sheet.meeting() == "joint"
    sheet._table.setCurrentItem(sheet._table.topLevelItem(1))  # type: ignore[arg-type]
    sheet.set_rows(MEETINGS)
    assert sheet.meeting() == "weekly"
    for button, signal in ((sheet._start, sheet.start_wished), (sheet._copy, sheet.copy_wished)):
        with qtbot.waitSignal(signal) as wished:
            button.click()
        assert wished.args == ["weekly"]
    sheet.set_rows(())
    assert not sheet._start.isEnabled()


def test_decisions_are_typed_changed_and_taken_out(sheets: WindowSheets, qtbot: QtBot) -> None:
    sheet = sheets.minutes()
    sheet.open_sheet()
    sheet.set_minutes("<p>纪要</p>", [Decision(3, "甲", NOON)], True)
    with qtbot.waitSignal(sheet.decided) as added:
        qtbot.keyClicks(sheet._field, "B")
        qtbot.keyClick(sheet._field, Qt.Key.Key_Return)
    assert added.args == [0, "B"]
    with qtbot.waitSignal(sheet.decided) as altered:
        sheet._decisions.item(0).setText(" ")
    assert altered.args == [3, ""]
    sheet.set_minutes("", (), False)
    assert not sheet._field.isVisible()


def test_papers_are_wished_of_the_conference_that_is_chosen(
    sheets: WindowSheets, qtbot: QtBot
) -> None:
    sheet = sheets.minutes()
    sheet._list.setCurrentRow(1)
    for button, form in ((sheet._docx, "docx"), (sheet._pdf, "pdf")):
        with qtbot.waitSignal(sheet.export_wished) as wished:
            button.click()
        assert wished.args == ["k1", form]
    sheet.set_conferences(())
    assert not sheet._docx.isEnabled()
