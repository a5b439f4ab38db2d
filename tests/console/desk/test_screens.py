from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.desk.screens import ScreensDesk
from console.desk.wall import WallDesk
from console.ui.main_window import MainWindow
from console.ui.wall import Wall
from layouts.screens import Screen
from layouts.store import load_layouts

LAYOUTS = load_layouts(None)
CATALOGUE = [f"camera:c{n:02}" for n in range(1, 13)]
DESK, LEFT, RIGHT = (
    Screen("DP-1", 0, 0, 800, 600), Screen("HDMI-1", 800, 0, 640, 360),
    Screen("HDMI-2", 1440, 0, 640, 360),
)  # fmt: skip


class Plugs(QObject):
    """The screens that a hand has plugged in."""

    changed = Signal()

    def __init__(self, *screens: Screen) -> None:
        super().__init__()
        self.there = list(screens)

    def found(self) -> list[Screen]:
        return self.there

    def set(self, *screens: Screen) -> None:
        self.there = list(screens)
        self.changed.emit()


class Room:
    def __init__(self, qtbot: QtBot, opener: Callable[..., Any], mode: str) -> None:
        self.feeds: list[Any] = []
        self._opener = opener
        self.window = MainWindow("运河镇", "en")
        qtbot.addWidget(self.window)
        self.window.resize(800, 600)
        self.window.screen_name = lambda: "DP-1"  # type: ignore[method-assign]
        self.own = self.make(self.window.wall)
        self.own.set_layout("1x1")
        self.plugs = Plugs(DESK, LEFT, RIGHT)
        self.desk = ScreensDesk(self.window, self.own, self.make, self.plugs, mode, "2x2")
        self.window.cell_source_chosen.connect(self.own.put)
        self.window.layout_chosen.connect(self.desk.set_layout)
        self.window.show()
        self.desk.settle()

    def make(self, wall: Wall) -> WallDesk:
        return WallDesk(wall, LAYOUTS, CATALOGUE, self.open, str)

    def open(self, source: Any) -> Any:
        self.feeds.append(self._opener(source))
        return self.feeds[-1]

    def wall(self, name: str) -> Wall:
        return self.desk.walls()[self.desk.names().index(name)]

    def shown(self, name: str) -> list[str]:
        return [str(source) for source in self.desk.desk(name).sources()]


@pytest.fixture
def room(qtbot: QtBot, quiet_feed: Callable[..., Any]) -> Any:
    room = Room(qtbot, quiet_feed, "each")
    yield room
    room.desk.close()


def test_each_other_screen_has_a_wall_of_its_own_that_covers_it(room: Room) -> None:
    assert room.desk.names() == ["DP-1", "HDMI-1", "HDMI-2"]
    assert room.shown("HDMI-1") == CATALOGUE[:4]
    at = room.wall("HDMI-2").window().geometry()
    assert at.getRect() == (1440, 0, 640, 360)


def test_a_screen_that_is_pulled_out_and_plugged_in_again_shows_what_it_showed(room: Room) -> None:
    left = room.desk.desk("HDMI-1")
    left.set_layout("3x2")
    left.put(5, "map")
    left.swap(0, 1)
    before = room.shown("HDMI-1")
    room.plugs.set(DESK, RIGHT)
    assert room.desk.names() == ["DP-1", "HDMI-2"]
    room.plugs.set(DESK, LEFT, RIGHT)
    assert room.shown("HDMI-1") == before
    assert room.desk.desk("HDMI-1").arrangement.layout.name == "3x2"


def test_what_a_pulled_screen_showed_is_read_by_nobody_any_more(room: Room) -> None:
    open_before = sum(feed.open for feed in room.feeds)
    room.plugs.set(DESK)
    assert sum(feed.open for feed in room.feeds) == open_before - 8
    assert room.shown("DP-1") == [CATALOGUE[0]]


def test_all_screens_off_for_a_moment_changes_nothing(room: Room) -> None:
    room.desk.desk("HDMI-2").set_layout("1+5")
    room.plugs.set()
    room.plugs.set(DESK, LEFT, RIGHT)
    assert room.desk.desk("HDMI-2").arrangement.layout.name == "1+5"


def test_when_the_desks_own_screen_goes_it_is_guest_on_the_next_and_comes_home(room: Room) -> None:
    room.desk.desk("HDMI-1").set_layout("1+5")
    room.plugs.set(LEFT, RIGHT)
    assert room.desk.names() == ["HDMI-1", "HDMI-2"]
    assert room.window.geometry().getRect() == (800, 0, 640, 360)
    room.own.put(0, "map")
    room.plugs.set(DESK, LEFT, RIGHT)
    assert room.desk.names() == ["DP-1", "HDMI-1", "HDMI-2"]
    assert room.shown("DP-1") == ["map"]
    assert room.desk.desk("HDMI-1").arrangement.layout.name == "1+5"


def test_layouts_and_cameras_go_to_the_wall_that_was_touched_last(room: Room) -> None:
    tile = room.wall("HDMI-2")._tiles[2]
    QTest.mouseClick(tile, Qt.MouseButton.LeftButton)
    room.window.finder.source_wished.emit("camera:c11")
    assert room.shown("HDMI-2")[2] == "camera:c11"
    room.window.layout_chosen.emit("1+7")
    assert room.desk.desk("HDMI-2").arrangement.layout.name == "1+7"
    assert room.shown("DP-1") == [CATALOGUE[0]]
    QTest.mouseClick(room.window.wall._tiles[0], Qt.MouseButton.LeftButton)
    room.window.finder.source_wished.emit("camera:c12")
    assert room.shown("DP-1") == ["camera:c12"]


def test_a_key_goes_on_to_the_next_screen_and_the_top_line_says_which(room: Room) -> None:
    badge = room.window.top._screen
    assert badge.accessibleName() == "DP-1"
    room.window.perform("next_screen")
    assert (badge.accessibleName(), badge.isVisible()) == ("HDMI-1", True)
    for _ in range(2):
        room.window.perform("next_screen")
    assert badge.accessibleName() == "DP-1"
    room.plugs.set(DESK)
    assert not badge.isVisible()


def test_the_screen_that_was_meant_and_is_gone_is_meant_no_more(room: Room) -> None:
    room.desk.set_target("HDMI-1")
    room.plugs.set(DESK, RIGHT)
    assert room.desk.target() is room.own
    room.window.finder.source_wished.emit("camera:c09")
    assert room.shown("DP-1") == ["camera:c09"]


def test_keys_of_the_desk_work_on_a_wall_screen_too(room: Room, qapp: QApplication) -> None:
    wall = room.wall("HDMI-1")
    QTest.keyClick(wall, Qt.Key.Key_F10)
    assert room.desk.target() is room.desk.desk("HDMI-1")
    QTest.keyClick(wall, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert room.shown("HDMI-1")[:2] == [CATALOGUE[1], CATALOGUE[0]]


def test_a_camera_on_a_wall_screen_is_kept(room: Room, qtbot: QtBot) -> None:
    with qtbot.waitSignal(room.desk.keep_wished) as wished:
        QTest.keyClick(room.wall("HDMI-1"), Qt.Key.Key_S)
    assert wished.args == ["c01", "snapshot"]


def test_every_screen_reports_its_tiles(room: Room) -> None:
    reports = room.desk.reports()
    assert [(name, layout.name, len(tiles)) for name, layout, tiles, _ in reports] == [
        ("DP-1", "1x1", 1), ("HDMI-1", "2x2", 4), ("HDMI-2", "2x2", 4),
    ]  # fmt: skip


def test_a_wall_screen_is_not_closed_by_hand(room: Room) -> None:
    window = room.wall("HDMI-1").window()
    window.close()
    assert window.isVisible()


def test_one_window_lies_over_all_screens(qtbot: QtBot, quiet_feed: Callable[..., Any]) -> None:
    room = Room(qtbot, quiet_feed, "all")
    assert room.window.geometry().getRect() == (0, 0, 2080, 600)
    assert room.desk.names() == ["DP-1"]
    room.plugs.set(DESK, LEFT)
    assert room.window.geometry().getRect() == (0, 0, 1440, 600)


def test_one_screen_alone_has_no_wall_besides(qtbot: QtBot, quiet_feed: Callable[..., Any]) -> None:
    assert Room(qtbot, quiet_feed, "one").desk.names() == ["DP-1"]
