from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from console.desk.finder import FinderDesk
from console.site.liked import read_liked
from console.site.records import CameraEntry
from console.ui.main_window import MainWindow
from console.ui.wall import Wall
from tests.console.desk.disks import HungDisk
from tests.console.desk.walls import a_screen, one_wall, wall_of

CAMERAS = [
    CameraEntry("c01", "村口桥头", "rtsp://x/1"),
    CameraEntry("c02", "河道水尺", "rtsp://x/2"),
]


class Stage:
    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.window = MainWindow("室", "en")
        qtbot.addWidget(self.window)
        self.window.finder.set_cameras(CAMERAS)
        self.hung = HungDisk()
        self.acted: list[tuple[str, str]] = []
        self.near: list[str] = []
        self.wall = wall_of(self.window.wall)
        self.wall.set_layout("2x2")
        self.walls = one_wall(self.wall)
        self.desk = FinderDesk(
            self.window, self.walls, folder, self.hung.disk, self.near.append,
            lambda camera, action: self.acted.append((camera, action)),
        )  # fmt: skip
        self.page = self.window.finder.cameras


def test_favourites_and_those_shown_lately_are_kept(qtbot: QtBot, tmp_path: Path) -> None:
    stage = Stage(qtbot, tmp_path)
    stage.page.toggle_favourite("c02")
    for source in ("camera:c01", "map", "camera:c02", "camera:c01", ""):
        stage.wall.put(0, source)
    assert read_liked(tmp_path) == ([], [])  # the disk is not waited for
    stage.hung.go_on()
    assert read_liked(tmp_path) == (["c02"], ["c01", "c02"])
    again = Stage(qtbot, tmp_path)
    assert again.page.tree.favourites == ("c02",)


def test_what_is_put_onto_another_screen_was_shown_lately_too(qtbot: QtBot, tmp_path: Path) -> None:
    stage = Stage(qtbot, tmp_path)
    left = wall_of(Wall(stage.window.look, stage.window))
    left.set_layout("2x2")
    stage.walls.add(a_screen(left, "HDMI-1"))
    left.put(1, "camera:c02")
    stage.hung.go_on()
    assert read_liked(tmp_path) == ([], ["c02"])


def test_what_moves_or_comes_by_itself_was_not_chosen(qtbot: QtBot, tmp_path: Path) -> None:
    stage = Stage(qtbot, tmp_path)
    stage.wall.show({1: "camera:c09"})
    stage.wall.swap(1, 2)
    stage.wall.cover({2: "camera:c08"})
    stage.wall.put(2, "")  # the alarm is cleared away
    stage.wall.put(0, "replay:c01@2026-11-23T06:30:00Z")
    stage.wall.put(0, "camera:c01")
    stage.hung.go_on()
    assert read_liked(tmp_path) == ([], [])
    stage.wall.put(2, "camera:c02")
    stage.hung.go_on()
    assert read_liked(tmp_path) == ([], ["c02"])


def test_what_is_kept_of_a_camera_goes_to_who_keeps(qtbot: QtBot, tmp_path: Path) -> None:
    stage = Stage(qtbot, tmp_path)
    stage.page.action_wished.emit("c01", "snapshot")
    assert stage.acted == [("c01", "snapshot")]
    stage.window.show()
    stage.page.action_wished.emit("c01", "report")
    assert stage.window.sheets.findings.shown


def test_the_cases_near_a_camera_are_asked_for_as_at_its_tile(qtbot: QtBot, tmp_path: Path) -> None:
    stage = Stage(qtbot, tmp_path)
    stage.page.action_wished.emit("c01", "near")
    assert (stage.near, stage.acted) == (["c01"], [])
