"""Schedules made in the window, over a site folder whose files are written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from console.desk.schedule_making import ScheduleMaking
from console.ui.rule_form import RuleForm
from console.ui.schedule_sheet import ScheduleSheet
from layouts.scene import Scene
from layouts.schedule import Rule, Schedule
from media.source import Source
from tests.console.desk.disks import HungDisk
from tests.console.desk.wall_room import WallRoom


class ScheduleRoom(WallRoom):
    """A room whose disk reads and writes when a test lets it."""

    def __init__(self, folder: Path, qtbot: QtBot, feed: Callable[[Source], Any]) -> None:
        super().__init__(folder, qtbot, feed)
        self.hung = HungDisk()
        self.making = ScheduleMaking(
            self.window, self.walls, self.layouts_desk, self.director, self.site, self.hung.disk,
            self.window,
        )  # fmt: skip
        self.files.save(Scene("flood", default="3x3", title="汛期"))
        self.director.take(self.files.read())
        self.window.resize(1280, 720)
        self.window.show()

    @property
    def sheet(self) -> ScheduleSheet:
        return self.window.sheets.schedules()

    @property
    def form(self) -> RuleForm:
        return self.window.sheets.rule_form()

    def open(self) -> ScheduleSheet:
        self.window.perform("schedules")
        self.hung.go_on()
        return self.sheet

    def save(self) -> None:
        self.sheet.save.click()
        self.hung.go_on()

    def on_disk(self) -> dict[str, Schedule]:
        return dict(self.files.read().schedules)


@pytest.fixture
def room(
    qtbot: QtBot, qapp: Any, tmp_path: Path, quiet_feed: Callable[[Source], Any]
) -> Iterator[ScheduleRoom]:
    (tmp_path / "state").mkdir()
    room = ScheduleRoom(tmp_path, qtbot, quiet_feed)
    yield room
    room.director.close()
    qapp.setStyleSheet("")


def make(room: ScheduleRoom, title: str) -> None:
    """A schedule that has 汛期 on all day, as an operator makes one."""
    room.sheet.new.click()
    room.sheet.title.insert(title)
    room.sheet.add.click()
    room.form.programme.setCurrentIndex(0)
    room.form.give.click()
    room.save()


def test_a_schedule_is_made_and_holds_at_once(room: ScheduleRoom) -> None:
    room.open()
    make(room, "汛期值班")
    assert room.on_disk()["汛期值班"].rules == (Rule(scene="flood"),)
    assert (room.director.scenes.scene, room.director.scenes.by) == ("flood", "schedule")
    assert room.walls.own.desk.arrangement.layout.name == "3x3"
    assert room.sheet.told.text() == "Saved: 汛期值班"
    assert "汛期" in room.sheet._today.text()


def test_tours_and_screens_can_be_chosen(room: ScheduleRoom) -> None:
    room.plug("HDMI-1")
    room.open().new.click()
    room.sheet.add.click()
    rows = range(room.form.programme.count())
    assert [room.form.programme.itemText(row) for row in rows] == ["Scene 汛期", "Tour river"]
    room.form.programme.setCurrentIndex(1)
    screens = [room.form.screen_of.itemData(row) for row in range(room.form.screen_of.count())]
    assert screens == ["", "HDMI-1"]


def test_a_change_is_saved_with_what_the_form_does_not_show(room: ScheduleRoom) -> None:
    before = Schedule("duty", (Rule(scene="flood", extra={"note": "x"}),), extra={"of": "y"})
    room.files.save(before)
    room.open().edit.click()
    room.form.priority.setValue(5)
    room.form.give.click()
    room.save()
    after = room.on_disk()["duty"]
    assert (after.rules[0].priority, after.rules[0].extra) == (5, {"note": "x"})
    assert after.extra == {"of": "y"}
    room.sheet.restore.click()
    room.hung.go_on()
    assert room.on_disk()["duty"].rules == before.rules
    assert not room.sheet.changed


def test_a_removed_schedule_is_had_back(room: ScheduleRoom) -> None:
    room.open()
    make(room, "duty")
    room.sheet.remove_wished.emit("duty")
    room.hung.go_on()
    assert room.on_disk() == {} == dict(room.director.scenes.schedules)
    room.sheet.restore.click()
    room.hung.go_on()
    assert list(room.director.scenes.schedules) == ["duty"]
    room.sheet.restore_wished.emit("never")
    room.hung.go_on()
    assert room.sheet.told.text() == "There is no version before"


def test_a_faulty_file_beside_is_said_since_what_held_before_holds(room: ScheduleRoom) -> None:
    (room.folder / "schedules").mkdir(exist_ok=True)
    (room.folder / "schedules" / "bad.toml").write_text("rules = 3\n", "utf-8")
    room.open()
    assert "schedules/bad.toml" in room.sheet.told.text()


def test_a_disk_that_refuses_is_told_and_nothing_is_lost(room: ScheduleRoom) -> None:
    room.open().new.click()
    QTest.keyClicks(room.sheet.title, "duty")
    room.sheet.set_rule(Rule(scene="flood"))
    room.hung.full = True
    room.save()
    assert "cannot be written" in room.sheet.told.text()
    assert room.sheet.changed
    room.hung.full = False
    room.save()
    assert "duty" in room.on_disk()
