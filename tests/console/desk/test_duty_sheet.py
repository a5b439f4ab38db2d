"""The sheet of the duty log and its desk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from pytestqt.qtbot import QtBot

from console.ui.duty_sheet import CALL, DUE, EMERGENCIES, LOG, SHIFT
from tests.console.desk.duty_room import DutyRoom


@pytest.fixture
def room(tmp_path: Path, qtbot: QtBot) -> Iterator[DutyRoom]:
    made = DutyRoom(tmp_path, qtbot)
    yield made
    made.close()


def test_the_sheet_is_made_when_it_is_opened(room: DutyRoom) -> None:
    assert not room.window.sheets.duty.made
    assert room.sheet(LOG).isVisible()


def test_the_log_shows_a_day_and_finds_words(room: DutyRoom) -> None:
    room.desk.note("电话通知泵站")
    room.desk.note("巡查河口")
    sheet = room.sheet(LOG)
    room.wait(lambda: sheet.log._table.topLevelItemCount() == 2)
    sheet.log._search.setText("泵站")
    room.wait(lambda: sheet.log._table.topLevelItemCount() == 1)
    sheet.log.noted.emit("泵站已开机")
    room.wait(lambda: sheet.log._table.topLevelItemCount() == 2)


def test_a_call_becomes_an_emergency_with_its_reports(room: DutyRoom) -> None:
    sheet = room.sheet(CALL)
    assert sheet.call._lines["received_at"].text() == "2026-11-26 09:00"
    sheet.call.fill(place="石埠桥", text="桥面塌陷")
    sheet.call._keep.click()
    assert sheet.page == EMERGENCIES
    room.wait(lambda: sheet.emergencies.chosen() > 0)
    sheet.emergencies._text.setPlainText("已电话报告县应急局")
    sheet.emergencies._acts["first_phone"].click()
    room.wait(lambda: bool(room.desk.emergencies()[0].reports("first_phone")))
    room.wait(lambda: not sheet.emergencies._acts["first_phone"].isEnabled())


def test_what_is_due_is_sent_from_the_list(room: DutyRoom) -> None:
    room.case()
    room.pass_time(days=1)
    sheet = room.sheet(DUE)
    assert sheet.due.chosen() == "c-1"
    sheet.due._text.setText("请今日办结")
    sheet.due._send.click()
    assert room.sent[0][2]["text"] == "催办：请今日办结"
    assert sheet.due._table.topLevelItemCount() == 0


def test_the_cards_proposal_opens_the_list_at_its_case(room: DutyRoom) -> None:
    room.case()
    room.pass_time(days=1)
    room.cases.show_case("c-1")
    room.desk.look()
    room.window.cases.card.clocks._rung.click()
    sheet = room.window.sheets.duty()
    assert (sheet.page, sheet.due.chosen()) == (DUE, "c-1")


def test_a_shift_is_handed_over_and_printed(room: DutyRoom, tmp_path: Path) -> None:
    sheet = room.sheet(SHIFT)
    assert "指挥室 王芳 8801" in sheet.shift._on_duty.text()
    assert sheet.shift._by.text() == "王芳"
    assert "桥东" in sheet.shift._paper.toPlainText()
    sheet.shift._to.setText("陈刚")
    sheet.shift._hand.click()
    room.wait(lambda: sheet.shift._list.count() == 2)
    sheet.shift._list.setCurrentRow(1)
    assert not sheet.shift._hand.isVisible()  # it is only to be read now
    sheet.shift._docx.click()
    (paper,) = (tmp_path / "state" / "exports" / "duty").glob("*.docx")
    words = [line.text for line in docx.Document(str(paper)).paragraphs]
    assert "接班人：陈刚" in words
    assert paper.stat().st_mode & 0o077 == 0


def test_what_is_refused_stays_in_its_form(tmp_path: Path, qtbot: QtBot) -> None:
    room = DutyRoom(tmp_path, qtbot, may=lambda _act: False)
    sheet = room.sheet(CALL)
    sheet.call.fill(place="石埠桥", text="桥面塌陷")
    sheet.call._keep.click()
    assert (sheet.page, sheet.call._text.toPlainText()) == (CALL, "桥面塌陷")
    sheet = room.sheet(SHIFT)
    sheet.shift._to.setText("陈刚")
    sheet.shift._hand.click()
    assert sheet.shift._to.text() == "陈刚"
    assert len(room.window.told) == 2
    room.close()


def test_what_is_kept_leaves_its_form_empty(room: DutyRoom) -> None:
    sheet = room.sheet(CALL)
    sheet.call.fill(place="石埠桥", text="桥面塌陷")
    sheet.call._keep.click()
    assert sheet.call.is_empty()
    sheet = room.sheet(SHIFT)
    sheet.shift._to.setText("陈刚")
    sheet.shift._hand.click()
    assert sheet.shift._to.text() == ""


def test_a_day_is_printed(room: DutyRoom, tmp_path: Path) -> None:
    room.desk.note("电话通知泵站")
    sheet = room.sheet(LOG)
    room.wait(lambda: sheet.log._table.topLevelItemCount() == 1)
    sheet.log._pdf.click()
    folder = tmp_path / "state" / "exports" / "duty"
    room.wait(lambda: any(folder.glob("*.pdf")))
    (paper,) = folder.glob("*.pdf")
    assert paper.read_bytes().startswith(b"%PDF")
