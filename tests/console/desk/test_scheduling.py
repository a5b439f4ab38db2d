"""Meetings are planned, changed and removed in the window."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from console.desk.scheduling import SchedulingDesk
from console.site.meeting import Meeting
from console.site.meeting_files import KEPT_DAYS, WINDOW, schedule
from console.ui.meeting_form import MeetingForm
from console.ui.meeting_sheet import MeetingRow, MeetingSheet
from console.ui.stowed import Stowed
from console.ui.theme import DARK, Look
from tests.console.desk.test_consultation import NODES


class Room:
    def __init__(self, folder: Path, qtbot: QtBot) -> None:
        over = self.over = QWidget()
        qtbot.addWidget(over)
        over.resize(1200, 800)
        over.show()
        look = Look(DARK)
        self.folder, self.told = folder, list[str]()
        self.meetings: list[tuple[Meeting, ...]] = []
        self.sheet, self.form = MeetingSheet(look, over), MeetingForm(look, over)
        site: Any = SimpleNamespace(folder=folder, nodes=NODES, meetings=())
        window: Any = SimpleNamespace(
            sheets=SimpleNamespace(
                meetings=Stowed(lambda: self.sheet), meeting_form=Stowed(lambda: self.form)
            ),
            tell=self.told.append,
        )
        self.now = datetime(2026, 11, 26, 8, 0, tzinfo=UTC)
        self.desk = SchedulingDesk(window, site, lambda: self.now)
        self.desk.changed.connect(self.meetings.append)
        window.sheets.meetings(), window.sheets.meeting_form()

    def titles(self) -> list[str]:
        return [meeting.title for meeting in self.meetings[-1]]

    def settle(self, app: QApplication) -> None:
        """What was asked for is read or written, and told."""
        self.desk._thread.submit(lambda: None).result()
        app.processEvents()


@pytest.fixture
def room(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Room]:
    made = Room(tmp_path, qtbot)
    yield made
    made.desk.close()


def plan(room: Room, qapp: QApplication, title: str) -> None:
    room.sheet.new.click()
    room.form.title.setText(title)
    room.form.every.setCurrentIndex(room.form.every.findData("day"))
    room.form.invited.item(0).setCheckState(Qt.CheckState.Checked)
    room.form.save.click()
    room.settle(qapp)


def test_a_meeting_is_planned_changed_and_removed_at_once(room: Room, qapp: QApplication) -> None:
    plan(room, qapp, "晨会")
    plan(room, qapp, "晚会")
    assert room.titles() == ["晨会", "晚会"]
    assert not room.form.isVisible()
    assert [meeting.id for meeting in room.meetings[-1]] == ["m1", "m2"]
    room.sheet.set_rows([MeetingRow("m1", "晨会", "2026-11-27 09:00", 1, 60)])
    room.sheet.edit.click()
    assert room.form.title.text() == "晨会"
    room.form.title.setText("早会")
    room.form.save.click()
    room.settle(qapp)
    assert room.titles() == ["早会", "晚会"]
    room.sheet.remove.click()
    room.settle(qapp)
    assert room.titles() == ["早会", "晚会"]  # asked back
    assert room.sheet.remove.text() == "Press again to remove"
    room.sheet.remove.click()
    room.settle(qapp)
    assert room.titles() == ["晚会"]
    assert room.told == []


def test_what_is_wrong_stands_below_the_form(room: Room, qapp: QApplication) -> None:
    plan(room, qapp, "")
    assert room.form.isVisible()
    assert f"{WINDOW}:" in room.form._fault.text()
    assert "meetings[0].title" in room.form._fault.text()
    assert room.meetings == []


def test_what_was_changed_by_hand_is_read_when_the_sheet_opens(
    room: Room, qapp: QApplication
) -> None:
    path = room.folder / "meetings.toml"
    text = '[[meetings]]\nid = "a"\ntitle = "t"\nevery = "day"\ntime = "9:00"\n'
    path.write_text(f'{text}kinds = ["village"]\n', encoding="utf-8")
    room.sheet.open_sheet()
    room.settle(qapp)
    assert room.titles() == ["t"]
    path.write_text(f'{text}kinds = ["vilage"]\n', encoding="utf-8")
    for _ in range(2):
        room.desk.read()
        room.settle(qapp)
    assert room.titles() == ["t"]  # as it was
    assert len(room.told) == 1
    assert room.told[0].startswith("meetings.toml:6: meetings[0].kinds")


def test_what_was_held_once_leaves_the_list_by_itself(room: Room, qapp: QApplication) -> None:
    once = {
        "id": "m1", "title": "汛前会商", "every": "once", "on": date(2026, 11, 26),
        "time": "9:00", "kinds": ["village"],
    }  # fmt: skip
    schedule(room.folder, NODES, once)
    schedule(room.folder, NODES, {**once, "id": "m2", "title": "晨会", "every": "day", "on": None})
    room.now += timedelta(days=KEPT_DAYS)
    room.sheet.open_sheet()
    room.settle(qapp)
    assert room.titles() == ["汛前会商", "晨会"]
    room.now += timedelta(days=1)
    room.sheet.open_sheet()
    room.settle(qapp)
    assert room.titles() == ["晨会"]
    assert room.told == []


def test_a_disk_that_refuses_is_told(room: Room, qapp: QApplication) -> None:
    (room.folder / "meetings.d").write_text("x", encoding="utf-8")
    plan(room, qapp, "晨会")
    assert room.form._fault.text().startswith("The meeting cannot be kept: ")
    assert room.meetings == []
