"""The sheet of the duty log in the window."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from console.cases.duty_hours import CHINA
from console.duty.emergency import Emergency
from console.duty.entry import Entry
from console.duty.handover import Standing, handover
from console.ui.duty_due_page import DueRow
from console.ui.duty_sheet import CALL, DUE, EMERGENCIES, LOG, SHIFT, DutyRoom, DutySheet
from console.ui.duty_words import entry_text
from console.ui.style_sheet import style_sheet
from console.ui.theme import Look
from console.ui.words import speak

EIGHT = datetime(2026, 11, 26, 8, 0, tzinfo=CHINA)
CALL_FIELDS = {
    "emergency": "yes",
    "place": "石埠桥",
    "nature": "险情",
    "received_at": EIGHT.isoformat(),
}
A_CALL = Entry(EIGHT, "call", "桥面塌陷，两车受困", "王芳", fields=CALL_FIELDS, id=1)
ROWS = (
    DueRow(
        "c-1", "催办", "0031 占道经营", "市场监管所", "处置 11-25 16:00", "提醒", "处置时限已过"
    ),
    DueRow("c-2", "提醒", "0032 河道漂浮物", "综合执法中队", "处置 11:00", "", "请按时"),
)
STANDING = Standing(("石埠桥",), ("0031 占道经营 超时 2 时",), (), (), ())


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1280, 720)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def filled(look: Look, window: QWidget) -> DutySheet:
    sheet = DutySheet(look, window, DutyRoom(CHINA, "运河镇综合信息指挥室", (20, 40)))
    now = EIGHT + timedelta(minutes=16)
    sheet.log.set_entries([A_CALL, Entry(EIGHT, "auto", "摄像机 桥东 断线")])
    sheet.call.begin(now)
    sheet.emergencies.set_emergencies([Emergency(A_CALL)], now)
    sheet.due.set_rows(ROWS)
    sheet.shift.set_kept([handover(EIGHT, "白班", "王芳", "陈刚", STANDING, "")])
    sheet.shift.set_standing(STANDING, "王芳", now)
    return sheet


@pytest.fixture
def sheet(look: Look, window: QWidget, qapp: QApplication) -> DutySheet:
    speak(qapp, "en")
    return filled(look, window)


@pytest.mark.parametrize(("density", "size"), [("desk", (1280, 720)), ("wall", (1920, 1080))])
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("page", [LOG, CALL, EMERGENCIES, DUE, SHIFT])
def test_every_page_fits_the_window_in_both_languages(
    qapp: QApplication, window: QWidget, density: Any, size: tuple[int, int], language: Any,
    page: int,
) -> None:  # fmt: skip
    look = Look(density=density)
    qapp.setStyleSheet(style_sheet(look))
    speak(qapp, language)
    window.resize(*size)
    made = filled(look, window)
    made.open_at(page)
    qapp.processEvents()
    assert window.rect().contains(made.geometry())
    shown = made._all[page]
    assert shown.minimumSizeHint().width() <= shown.width()
    assert shown.minimumSizeHint().height() <= shown.height()


def test_a_form_needs_something_in_it_and_right_times(sheet: DutySheet, qtbot: QtBot) -> None:
    sheet.open_at(CALL)
    page = sheet.call
    assert page._lines["received_at"].text() == "2026-11-26 08:16"
    page._keep.click()
    assert page._missing.text() == "Nothing is written in the form"
    page.fill(place="石埠桥", happened_at="this morning")
    page._keep.click()
    assert page._missing.text().startswith("Happened at")
    page.fill(happened_at="2026-11-26 07:40", text="桥面塌陷")
    with qtbot.waitSignal(page.kept) as kept:
        page._keep.click()
    text, fields = kept.args
    assert text == "桥面塌陷"
    assert fields == {
        "received_at": "2026-11-26T08:16:00+08:00", "happened_at": "2026-11-26T07:40:00+08:00",
        "place": "石埠桥", "emergency": "yes",
    }  # fmt: skip
    assert not page.is_empty()  # until somebody says that it is kept
    page.begin()
    assert page.is_empty()


def test_a_form_that_was_begun_keeps_its_time(sheet: DutySheet) -> None:
    sheet.call.fill(place="石埠桥")
    sheet.call.set_now(EIGHT + timedelta(hours=1))
    assert sheet.call._lines["received_at"].text() == "2026-11-26 08:16"
    assert sheet.call._lines["place"].text() == "石埠桥"


def test_timers_say_how_long_there_is(sheet: DutySheet) -> None:
    sheet.open_at(EMERGENCIES)
    page = sheet.emergencies
    assert [label.text() for label in page._timers] == [
        "first report, by phone: 4 min left", "first report, in writing: 24 min left",
    ]  # fmt: skip
    page.tick(EIGHT + timedelta(minutes=25))
    assert page._timers[0].text() == "first report, by phone: 5 min over"
    made = Entry(
        EIGHT + timedelta(minutes=9), "report", "", about=1, fields={"report": "first_phone"}
    )
    page.set_emergencies([Emergency(A_CALL, (made,))], EIGHT + timedelta(minutes=25))
    assert page._timers[0].text() == "first report, by phone: made after 9 min"
    assert not page._acts["first_phone"].isEnabled()
    assert page._acts["first_written"].isEnabled()
    page.set_emergencies([], EIGHT)
    assert not any(button.isEnabled() for button in page._acts.values())


def test_a_report_needs_words(sheet: DutySheet, qtbot: QtBot) -> None:
    sheet.open_at(EMERGENCIES)
    with qtbot.assertNotEmitted(sheet.emergencies.written):
        sheet.emergencies._acts["final"].click()
    sheet.emergencies._text.setPlainText("处置完毕")
    with qtbot.waitSignal(sheet.emergencies.written) as written:
        sheet.emergencies._acts["final"].click()
    assert written.args == [1, "final", "处置完毕"]


def test_what_is_due_can_be_sent_by_who_may(sheet: DutySheet, qtbot: QtBot) -> None:
    sheet.open_at(DUE)
    page = sheet.due
    assert page.chosen() == "c-1"
    assert not page._send.isEnabled()
    page.set_may_send(True)
    page.choose("c-2")
    assert page._text.text() == "请按时"
    page._text.setText("请于 11 时前办结")
    page.set_rows(ROWS[::-1])
    assert (page.chosen(), page._text.text()) == ("c-2", "请于 11 时前办结")
    with qtbot.waitSignal(page.sent) as sent:
        page._send.click()
    assert sent.args == ["c-2", "请于 11 时前办结"]
    page.set_rows([])
    assert not page._send.isEnabled()


def test_a_hand_over_needs_two_names(sheet: DutySheet, qtbot: QtBot) -> None:
    sheet.open_at(SHIFT)
    page = sheet.shift
    page._matters.setPlainText("回电县防指\n\n 巡查河口 ")
    assert "回电县防指" in page._paper.toPlainText()
    page._hand.click()
    assert page._missing.text() == "Both names are needed"
    page._to.setText("王芳")
    page._hand.click()
    assert page._missing.text() == "Nobody hands over to himself"
    page._to.setText("陈刚")
    with qtbot.waitSignal(page.handed_over) as handed:
        page._hand.click()
    assert handed.args == ["王芳", "陈刚", "回电县防指\n巡查河口", ""]


def test_an_entry_is_said_in_a_line(qapp: QApplication) -> None:
    speak(qapp, "en")
    assert entry_text(A_CALL) == "石埠桥 · 险情 · 桥面塌陷，两车受困"
    given = handover(EIGHT, "", "王芳", "陈刚", STANDING, "关注水位")
    assert entry_text(given) == "王芳 to 陈刚 · 关注水位"


def test_a_key_opens_its_page_and_closes_it(look: Look, window: QWidget) -> None:
    sheet = DutySheet(look, window, DutyRoom(CHINA, "指挥室", (20, 40)))
    sheet.toggle_at(CALL)
    assert (sheet.isVisible(), sheet.page) == (True, CALL)
    sheet.toggle_at(LOG)
    assert (sheet.isVisible(), sheet.page) == (True, LOG)
    sheet.toggle_at(LOG)
    assert not sheet.isVisible()
