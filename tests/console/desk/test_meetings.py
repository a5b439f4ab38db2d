"""Meetings: reminded of once, begun by one key, with an invitation to copy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from console.desk.conference import ConferenceDesk
from console.desk.meetings import MeetingsDesk
from console.desk.minutes import MinutesDesk
from console.site.invited import Invited
from console.site.meeting import Meeting, Rule
from console.ui.case_tones import REMIND
from console.ui.meeting_sheet import MeetingSheet
from console.ui.reminder_bar import ReminderBar
from console.ui.stowed import Stowed
from console.ui.theme import DARK, Look
from layouts.duty_calendar import DutyCalendar
from tests.console.desk.disks import quick_disk
from tests.console.desk.test_consultation import NODES

JOINT = Meeting(
    "joint", "月度联席会议", Rule("day", 9 * 60), 60, Invited(kinds=("village",)),
    chair="王主任", agenda=("通报",), record=True,
)  # fmt: skip
NOBODY = Meeting("nobody", "空", Rule("once", 600, on=date(2026, 12, 1)), invited=Invited())


@dataclass(frozen=True)
class SmallSite:
    meetings: tuple[Meeting, ...]
    nodes: Any
    name: str
    folder: Path


class Room:
    def __init__(self, state: Path, qtbot: QtBot) -> None:
        over = self.over = QWidget()
        qtbot.addWidget(over)
        over.resize(1200, 800)
        over.show()
        self.now = datetime(2026, 11, 26, 8, 0, tzinfo=UTC)
        self.orders: list[dict[str, Any]] = []
        self.told: list[str] = []
        self.rung: list[str] = []
        self.sheet = MeetingSheet(Look(DARK), over)
        self.conference = ConferenceDesk(NODES, self.orders.append)
        self.minutes = MinutesDesk(state, "室", lambda _: {}, lambda _: None, lambda: True)
        self.conference.changed.connect(lambda c: self.minutes.take({"event": "conference", **c}))
        site: Any = SmallSite((JOINT, NOBODY), NODES, "指挥室", state)
        window: Any = SimpleNamespace(
            sheets=SimpleNamespace(meetings=Stowed(lambda: self.sheet)), tell=self.told.append,
            reminder=ReminderBar(Look(DARK), over),
        )  # fmt: skip
        self.reminder: ReminderBar = window.reminder
        self.desk = MeetingsDesk(
            window, site, DutyCalendar(), self.conference, self.minutes, quick_disk(), lambda: True,
            self.rung.append, lambda: self.now, over,
        )  # fmt: skip
        window.sheets.meetings()


@pytest.fixture
def room(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Room]:
    made = Room(tmp_path, qtbot)
    yield made
    made.minutes.close()


def test_a_reminder_comes_once_for_each_meeting(room: Room) -> None:
    room.desk.look()
    assert room.told == []
    for _ in range(3):
        room.now += timedelta(minutes=16)
        room.desk.look()
    assert len(room.told) == 1
    assert "月度联席会议" in room.told[0]
    room.now += timedelta(days=1)
    room.desk.look()
    assert len(room.told) == 2


def test_a_reminder_sounds_and_stays_until_it_is_read(room: Room) -> None:
    room.now += timedelta(minutes=50)
    for _ in range(3):
        room.desk.look()
    assert room.rung == [REMIND]
    assert "月度联席会议" in room.reminder.words.text()
    assert not room.reminder.isHidden()
    room.reminder.seen.click()
    assert room.reminder.isHidden()
    room.desk.look()
    assert room.reminder.isHidden()


def test_a_reminder_of_a_meeting_that_is_over_goes_by_itself(room: Room) -> None:
    room.now += timedelta(minutes=50)
    room.desk.look()
    room.now += timedelta(minutes=10 + 59)
    room.desk.look()
    assert not room.reminder.isHidden()
    room.now += timedelta(minutes=1)
    room.desk.look()
    assert room.reminder.isHidden()


def test_the_reminder_begins_it_and_goes(room: Room) -> None:
    room.now += timedelta(minutes=50)
    room.desk.look()
    room.reminder.begin.click()
    assert room.orders == [{"action": "start", "nodes": ["n01", "n02"]}]
    assert room.reminder.isHidden()


def test_while_a_conference_is_held_it_ends_and_the_meeting_follows(room: Room) -> None:
    room.conference.take({"event": "conference", "state": "live", "id": "j", "nodes": []})
    room.sheet.open_sheet()
    assert room.sheet._start.text() == "End the conference, begin this"
    room.sheet._start.click()
    assert room.orders == [{"action": "end"}]
    room.conference.take({"event": "conference", "state": "idle", "id": None, "nodes": []})
    assert room.orders[1:] == [{"action": "start", "nodes": ["n01", "n02"]}]
    assert room.sheet._start.text() == "Begin now"


def test_for_a_meeting_that_cannot_be_held_no_conference_ends(room: Room) -> None:
    room.conference.take({"event": "conference", "state": "live", "id": "j", "nodes": []})
    room.sheet.start_wished.emit("nobody")
    assert room.orders == []
    assert len(room.told) == 1


def test_one_key_begins_it_with_its_sites_its_agenda_and_a_recording(room: Room) -> None:
    room.sheet.open_sheet()
    assert room.sheet.meeting() == "joint"
    room.sheet._start.click()
    assert room.orders == [{"action": "start", "nodes": ["n01", "n02"]}]
    room.conference.take({"event": "conference", "state": "live", "id": "k", "nodes": []})
    assert room.orders[1:] == [{"action": "record", "on": True}]
    minutes = room.minutes.minutes()
    assert (minutes.title, minutes.agenda, minutes.chair) == ("月度联席会议", ("通报",), "王主任")
    assert room.desk.start("joint") == "a conference is held already"


def test_the_invitation_is_shown_and_copied(room: Room) -> None:
    room.conference.take({"event": "door", "links": {"n01": "https://h/join#token=x"}, "ca": None})
    room.sheet.open_sheet()
    shown = room.sheet._text.toPlainText()
    assert shown.startswith("【模拟】【会议通知】月度联席会议")
    assert "丁家湾村：https://h/join#token=x" in shown
    room.sheet._copy.click()
    assert QGuiApplication.clipboard().text() == shown


def test_what_cannot_be_is_said(room: Room) -> None:
    assert "no meeting" in room.desk.start("x")
    assert "invites nobody" in room.desk.start("nobody")
    assert room.desk.invitation("x") == ""
    assert room.orders == []


def test_points_for_a_meeting_that_is_gone_are_for_no_other_of_its_id(room: Room) -> None:
    desk = room.desk
    desk.agenda.take("joint", ["超期事件督办"])
    desk.set_meetings((JOINT, NOBODY))
    assert "超期事件督办" in desk.invitation("joint")
    desk.set_meetings((NOBODY,))
    desk.set_meetings((JOINT, NOBODY))
    assert "超期事件督办" not in desk.invitation("joint")


def test_what_the_figures_put_on_the_agenda_is_on_it_once(room: Room) -> None:
    desk = room.desk
    assert desk.agenda.take("joint", ["超期事件督办：路面积水"]) == 1
    assert "超期事件督办：路面积水" in desk.invitation("joint")
    assert desk.start("joint") == ""
    room.conference.take({"event": "conference", "state": "live", "id": "k", "nodes": []})
    assert room.minutes.minutes().agenda == ("通报", "超期事件督办：路面积水")
    assert "超期事件督办" not in desk.invitation("joint")
