"""The folder of the wall's files while the room is open, and scenes made of what is shown."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.desk.wall_files import LOOK_S, WallFilesDesk
from console.desk.walls import OWN
from console.ui.scene_sheet import SceneSheet
from layouts.layout import Cell, Layout
from layouts.scene import Scene, ScreenPlan
from layouts.schedule import Rule, Schedule
from layouts.tour import Tour
from media.source import Source
from tests.console.desk.disks import HungDisk
from tests.console.desk.wall_room import CAMERAS, WallRoom
from tests.console.desk.walls import shown

FERRY = Layout("ferry", 2, 1, (Cell(0, 0, source="camera:c09"), Cell(1, 0, source="map")))


class FilesRoom(WallRoom):
    """A room whose folder is looked at when ``look`` says so."""

    def __init__(self, folder: Path, qtbot: QtBot, feed: Callable[[Source], Any]) -> None:
        super().__init__(folder, qtbot, feed)
        self.hung = HungDisk()
        self.desk = WallFilesDesk(
            self.window, self.walls, self.layouts_desk, self.director, self.site, self.hung.disk,
            self.submit, self.window,
        )  # fmt: skip

    def submit(self, work: Coroutine[Any, Any, None]) -> None:
        asyncio.run(work)
        QApplication.processEvents()  # what another thread tells

    def look(self) -> None:
        for _ in range(LOOK_S):
            self.desk.second()

    def scenes(self) -> list[str]:
        return [name for name, _ in self.window.top.scenes._names]

    def rows(self) -> list[str]:
        return [row.name for row in self.window.layouts._rows]

    def save(self, name: str) -> SceneSheet:
        """As an operator does, by the keyboard alone."""
        self.window.perform("scene_save")
        sheet = self.window.sheets.scene()
        sheet.name.setText(name)
        QTest.keyClick(sheet.name, Qt.Key.Key_Return)
        self.hung.go_on()
        return sheet


@pytest.fixture
def begin(
    qtbot: QtBot, qapp: Any, tmp_path: Path, quiet_feed: Callable[[Source], Any]
) -> Iterator[Callable[[], FilesRoom]]:
    rooms: list[FilesRoom] = []

    def opener(source: Source) -> Any:
        """As the program's sources: nothing of a camera that is not in the list."""
        return quiet_feed(source) if source.name in CAMERAS or not source.name else None

    def begun() -> FilesRoom:
        while rooms:
            rooms.pop().director.close()
        rooms.append(FilesRoom(tmp_path, qtbot, opener))
        rooms[-1].window.show()
        return rooms[-1]

    (tmp_path / "state").mkdir()
    yield begun
    for room in rooms:
        room.director.close()
    qapp.setStyleSheet("")


def test_files_that_are_copied_into_the_folder_are_taken_when_they_rest(
    begin: Callable[[], FilesRoom],
) -> None:
    room = begin()
    room.look()
    assert "ferry" not in room.layouts
    room.files.save(FERRY)
    room.files.save(Tour("gates", ("c01",)))
    room.files.save(Scene("flood", {OWN: ScreenPlan("ferry")}))
    room.look()
    assert "ferry" not in room.layouts  # perhaps it is still being written
    room.look()
    assert {"ferry", "gates"} <= set(room.rows())
    assert room.scenes() == ["flood"]
    room.window.perform("scene_1")
    assert shown(room.walls.own.desk) == ["c09", ""]
    room.walls.own.tours.start("gates", 0)
    assert shown(room.walls.own.desk)[0] == "c01"
    assert room.said == []


def test_files_that_went_or_are_others_are_taken_and_the_wall_stays_as_it_is(
    begin: Callable[[], FilesRoom],
) -> None:
    room = begin()
    room.files.save(FERRY)
    room.files.save(Scene("flood", {OWN: ScreenPlan("ferry")}))
    room.look()
    room.look()
    room.director.scenes.choose("flood")
    other = Layout("ferry", 1, 1, (Cell(0, 0, source="camera:c02"),))
    room.files.save(other)
    room.files.remove(Scene("flood"))
    room.files.remove(Tour("river"))
    room.files.remove(Layout("watch", 1, 1, ()))  # the room opens with it
    room.look()
    room.look()
    assert (room.scenes(), "river" in room.tours, "watch" in room.layouts) == ([], False, True)
    assert shown(room.walls.own.desk) == ["c09", ""]
    room.walls.own.desk.set_layout("ferry")
    assert shown(room.walls.own.desk) == ["c02"]


def test_a_faulty_file_is_told_once_with_file_line_and_key(
    begin: Callable[[], FilesRoom], tmp_path: Path
) -> None:
    room = begin()
    bad = tmp_path / "layouts" / "bad.toml"
    bad.write_text('columns = 1\nrows = 1\ncells = [{ column = 0, row = 0, source = "camera:c1" }]')
    (tmp_path / "scenes").mkdir()
    (tmp_path / "scenes" / "lost.toml").write_text('title = "x"\ndefault = "gone"\n')
    for _ in range(3):
        room.look()
    (said,) = room.said
    assert said.startswith("Left out: layouts/bad.toml:3: cells[0].source:")
    assert said.endswith("and 1 more of the kind (console check)")
    bad.write_text("columns = x\n")
    room.look()
    room.look()
    assert room.said[1].startswith("Left out: layouts/bad.toml:1")
    assert "bad" not in room.layouts


def test_a_schedule_that_comes_holds_at_once_and_none_that_is_faulty(
    begin: Callable[[], FilesRoom], tmp_path: Path
) -> None:
    room = begin()
    room.files.save(Scene("flood", {OWN: ScreenPlan("1x1")}))
    room.files.save(Schedule("hours", (Rule(scene="flood"),)))
    room.look()
    room.look()
    assert (room.director.scenes.scene, room.director.scenes.by) == ("flood", "schedule")
    assert room.walls.own.desk.arrangement.layout.name == "1x1"
    assert room.window.top.scenes.plan() == ["00:00–24:00  flood"]
    tour = Rule(tour="river", screen="HDMI-1")
    room.files.save(Schedule("tours", (tour,)))
    room.look()
    room.look()
    assert room.window.top.scenes.plan() == ["00:00–24:00  flood · Tour river"]
    (tmp_path / "schedules" / "hours.toml").write_text("rules = 3\n")
    room.look()
    room.look()
    assert room.director.scenes.by == "schedule"
    assert len(room.said) == 1


def test_what_was_written_while_the_folder_was_read_is_read_again(
    begin: Callable[[], FilesRoom],
) -> None:
    room = begin()
    room.files.save(FERRY)
    room.look()
    read = room.files.read()
    room.desk._watch.look()
    room.files.save(Tour("gates", ("c01",)))
    room.desk._take(read, [])
    assert "ferry" not in room.layouts
    room.look()
    room.look()
    assert {"ferry", "gates"} <= set(room.rows())


def test_what_all_screens_show_is_saved_as_a_scene_and_opened_again_after_a_restart(
    begin: Callable[[], FilesRoom],
) -> None:
    room = begin()
    left = room.plug("HDMI-1")
    room.walls.own.desk.put(0, "replay:c05@2026-11-23T06:30:00Z")
    left.desk.set_layout("2x2")
    sheet = room.save("汛期夜")
    assert not sheet.isVisible()
    assert room.said == ["Saved as a scene: 汛期夜"]
    assert room.scenes() == ["汛期夜"]
    assert room.director.scenes.scenes["汛期夜"].screens["HDMI-1"] == ScreenPlan("2x2")
    for screen in room.walls.all():
        screen.desk.set_layout("1x1")
    room.window.perform("scene_1")
    assert shown(room.walls.own.desk) == ["c05", "c02", "c03", "c04"]
    assert left.desk.arrangement.layout.name == "2x2"
    room.look()
    room.look()
    assert room.scenes() == ["汛期夜"]  # what it wrote itself is no news
    again = begin()
    again.walls.own.desk.set_layout("1x1")
    again.director.scenes.choose("汛期夜")
    assert shown(again.walls.own.desk) == ["c05", "c02", "c03", "c04"]


def test_a_scene_of_that_name_is_replaced_at_the_second_press_alone(
    begin: Callable[[], FilesRoom],
) -> None:
    room = begin()
    room.walls.own.desk.put(0, "camera:c05")
    room.save("夜")
    room.walls.own.desk.put(0, "camera:c06")
    sheet = room.save("夜")
    assert sheet.isVisible()
    assert "夜" in sheet.told.text()
    QTest.keyClick(sheet.name, Qt.Key.Key_Return)
    assert sheet.isVisible()
    room.hung.go_on()
    assert not sheet.isVisible()
    assert room.layouts["夜"].cells[0].source == "camera:c06"
    assert sorted(name for name in room.layouts if name.startswith("夜")) == ["夜"]


def test_why_a_scene_cannot_be_saved_is_said(
    begin: Callable[[], FilesRoom], tmp_path: Path
) -> None:
    room = begin()
    sheet = room.save("a/b")
    assert "cannot hold" in sheet.told.text()
    (tmp_path / "scenes").mkdir()
    (tmp_path / "scenes" / "bad.toml").write_text("x")
    sheet.close_sheet()
    assert "faulty" in room.save("bad").told.text()
    (tmp_path / "scenes" / ".夜.toml.part").mkdir()  # where the file is written first
    sheet.close_sheet()
    told = room.save("夜").told.text()
    assert told == "scenes/夜.toml cannot be written: Is a directory"
    assert room.scenes() == []
    room.window.sheets.scene().close_sheet()
    room.desk._refuse(told)  # the sheet is closed by now
    assert room.said == [told]


def test_the_disk_is_not_waited_for_and_nothing_is_lost_that_came_meanwhile(
    begin: Callable[[], FilesRoom],
) -> None:
    room = begin()
    room.walls.own.desk.put(0, "camera:c05")
    room.window.perform("scene_save")
    sheet = room.window.sheets.scene()
    for name in ("早", "晚"):  # the second is pressed while the first is being written
        sheet.name.setText(name)
        QTest.keyClick(sheet.name, Qt.Key.Key_Return)
        assert sheet.isVisible()
        assert sheet.told.text() == "Saving: 早 …"
    room.layouts_desk.keep(FERRY, lambda _fault: None)
    room.hung.go_on()
    assert not sheet.isVisible()
    assert room.scenes() == ["早"]
    assert {"早", "ferry", "watch"} <= set(room.layouts)
    assert "river" in room.tours


def test_a_layout_that_names_a_camera_in_vain_is_told_and_opens_with_an_empty_cell(
    begin: Callable[[], FilesRoom],
) -> None:
    room = begin()
    room.files.save(Layout("ferry", 2, 1, (Cell(0, 0, source="camera:c9"), Cell(1, 0))))
    room.look()
    room.look()
    said = "Left out: layouts/ferry.toml:5: cells[0].source: the list has no camera c9"
    assert [each.partition("; ")[0] for each in room.said] == [said]
    again = begin()  # the next start reads it alike, and opens what it has alone
    assert [each.partition("; ")[0] for each in again.said] == [said]
    again.walls.own.desk.set_layout("ferry")
    assert shown(again.walls.own.desk)[0] == "c9"
    assert again.walls.own.desk.wall.feed(0) is None
    again.look()
    assert len(again.said) == 1
