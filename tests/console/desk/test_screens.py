from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.desk.scenes import ScenesDesk
from console.desk.screens import ScreensDesk
from console.desk.tours import ToursDesk
from console.desk.wall import WallDesk
from console.desk.walls import OWN, Walls, WallScreen
from console.ui.main_window import MainWindow
from console.ui.wall import Wall
from layouts.folder import WallFiles
from layouts.screens import Screen
from layouts.store import load_layouts
from layouts.tour import Tour
from layouts.tour_run import TourState
from layouts.wall_state import WallState, dump_state, parse_state
from tests.console.desk.walls import a_screen

LAYOUTS = load_layouts(None)
CATALOGUE = [f"camera:c{n:02}" for n in range(1, 13)]
DESK, LEFT, RIGHT = (
    Screen("DP-1", 0, 0, 800, 600), Screen("HDMI-1", 800, 0, 640, 360),
    Screen("HDMI-2", 1440, 0, 640, 360),
)  # fmt: skip


RIVER = Tour("river", ("c03", "c07", "c12"))


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
    """One life of the program: its windows, and what they remember."""

    def __init__(
        self,
        qtbot: QtBot,
        opener: Callable[..., Any],
        mode: str,
        remembered: WallState | None = None,
        *screens: Screen,
    ) -> None:
        self.feeds: list[Any] = []
        self._opener = opener
        self.window = MainWindow("运河镇", "en")
        qtbot.addWidget(self.window)
        self.window.resize(800, 600)
        self.window.screen_name = lambda: "DP-1"  # type: ignore[method-assign]
        self.walls = Walls(self.fit(self.window.wall, OWN, "DP-1"))
        self.own = self.walls.own.desk
        self.plugs = Plugs(*(screens or (DESK, LEFT, RIGHT)))
        self.scenes = ScenesDesk(self.walls, WallFiles(LAYOUTS), "2x2", lambda _: True)
        self.walls.joined.connect(self.scenes.join)
        layout = "1x1" if remembered is None else None
        self.scenes.begin(remembered or WallState(), layout)
        self.desk = ScreensDesk(self.window, self.walls, self.fit, self.plugs, mode)
        self.window.cell_source_chosen.connect(self.own.put)
        self.window.layout_chosen.connect(self.desk.set_layout)
        self.window.show()
        self.desk.settle()

    def fit(self, wall: Wall, key: str, name: str) -> WallScreen:
        desk = WallDesk(wall, LAYOUTS, CATALOGUE, self.open, str, wall)
        tours = ToursDesk(desk, {"river": RIVER}, lambda _: True, str, len)
        return a_screen(desk, name, key, tours)

    def open(self, source: Any) -> Any:
        self.feeds.append(self._opener(source))
        return self.feeds[-1]

    def names(self) -> list[str]:
        return [one.name for one in self.walls.all()]

    def screen(self, name: str) -> WallScreen:
        found = self.walls.find(name)
        assert found is not None
        return found

    def wall(self, name: str) -> Wall:
        return self.screen(name).wall

    def layout(self, name: str) -> str:
        return self.screen(name).desk.arrangement.layout.name

    def shown(self, name: str) -> list[str]:
        return [str(source) for source in self.screen(name).desk.sources()]


@pytest.fixture
def room(qtbot: QtBot, quiet_feed: Callable[..., Any]) -> Any:
    room = Room(qtbot, quiet_feed, "each")
    yield room
    room.desk.close()


def test_each_other_screen_has_a_wall_of_its_own_that_covers_it(room: Room) -> None:
    assert room.names() == ["DP-1", "HDMI-1", "HDMI-2"]
    assert room.shown("HDMI-1") == CATALOGUE[:4]
    at = room.wall("HDMI-2").window().geometry()
    assert at.getRect() == (1440, 0, 640, 360)


def test_a_screen_that_is_pulled_out_and_plugged_in_again_shows_what_it_showed(room: Room) -> None:
    left = room.screen("HDMI-1").desk
    left.set_layout("3x2")
    left.put(5, "map")
    left.swap(0, 1)
    before = room.shown("HDMI-1")
    room.plugs.set(DESK, RIGHT)
    assert room.names() == ["DP-1", "HDMI-2"]
    room.plugs.set(DESK, LEFT, RIGHT)
    assert room.shown("HDMI-1") == before
    assert room.layout("HDMI-1") == "3x2"


def test_what_a_pulled_screen_showed_is_read_by_nobody_any_more(room: Room) -> None:
    open_before = sum(feed.open for feed in room.feeds)
    room.plugs.set(DESK)
    assert sum(feed.open for feed in room.feeds) == open_before - 8
    assert room.shown("DP-1") == [CATALOGUE[0]]


def test_all_screens_off_for_a_moment_changes_nothing(room: Room) -> None:
    room.screen("HDMI-2").desk.set_layout("1+5")
    room.plugs.set()
    room.plugs.set(DESK, LEFT, RIGHT)
    assert room.layout("HDMI-2") == "1+5"


def test_when_the_desks_own_screen_goes_it_is_guest_on_the_next_and_comes_home(room: Room) -> None:
    room.screen("HDMI-1").desk.set_layout("1+5")
    room.plugs.set(LEFT, RIGHT)
    assert room.names() == ["HDMI-1", "HDMI-2"]
    assert room.window.geometry().getRect() == (800, 0, 640, 360)
    room.own.put(0, "map")
    room.plugs.set(DESK, LEFT, RIGHT)
    assert room.names() == ["DP-1", "HDMI-1", "HDMI-2"]
    assert room.shown("DP-1") == ["map"]
    assert room.layout("HDMI-1") == "1+5"


def test_layouts_and_cameras_go_to_the_wall_that_was_touched_last(room: Room) -> None:
    tile = room.wall("HDMI-2")._tiles[2]
    QTest.mouseClick(tile, Qt.MouseButton.LeftButton)
    room.window.finder.source_wished.emit("camera:c11")
    assert room.shown("HDMI-2")[2] == "camera:c11"
    room.window.layout_chosen.emit("1+7")
    assert room.layout("HDMI-2") == "1+7"
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
    room.walls.set_target(room.screen("HDMI-1"))
    room.plugs.set(DESK, RIGHT)
    assert room.walls.target.desk is room.own
    room.window.finder.source_wished.emit("camera:c09")
    assert room.shown("DP-1") == ["camera:c09"]


def test_keys_of_the_desk_work_on_a_wall_screen_too(room: Room, qapp: QApplication) -> None:
    wall = room.wall("HDMI-1")
    QTest.keyClick(wall, Qt.Key.Key_F10)
    assert room.walls.target.desk is room.screen("HDMI-1").desk
    QTest.keyClick(wall, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert room.shown("HDMI-1")[:2] == [CATALOGUE[1], CATALOGUE[0]]


def test_what_is_done_with_a_tile_says_of_which_screen_it_is(room: Room, qtbot: QtBot) -> None:
    with qtbot.waitSignal(room.walls.acted) as wished:
        QTest.keyClick(room.wall("HDMI-1"), Qt.Key.Key_S)
    assert wished.args == [room.screen("HDMI-1"), 0, "snapshot"]
    assert room.walls.target is room.screen("HDMI-1")
    with qtbot.waitSignal(room.walls.listen_wished) as wished:
        QTest.keyClick(room.wall("HDMI-2"), Qt.Key.Key_A)
    assert wished.args == [room.screen("HDMI-2"), 0]


def test_a_number_typed_on_a_wall_screen_is_of_that_screen(room: Room) -> None:
    readout = room.wall("HDMI-1").window().readout  # type: ignore[attr-defined]
    readout.resolve["camera"] = lambda typed: (f"c{typed}", typed)
    for key in (Qt.Key.Key_1, Qt.Key.Key_2):
        QTest.keyClick(readout if readout.isVisible() else room.wall("HDMI-1"), key)
    QTest.keyClick(readout, Qt.Key.Key_Return)
    assert room.shown("HDMI-1")[0] == "camera:c12"
    assert room.shown("DP-1") == [CATALOGUE[0]]


def test_the_figures_are_shown_on_all_screens_and_on_one_that_comes(room: Room) -> None:
    QTest.keyClick(room.wall("HDMI-1"), Qt.Key.Key_F8)
    room.plugs.set(DESK, LEFT)
    room.plugs.set(DESK, LEFT, RIGHT)
    assert [one.wall.detailed for one in room.walls.all()] == [True, True, True]


def test_after_a_restart_every_screen_shows_what_it_showed(
    room: Room, qtbot: QtBot, quiet_feed: Callable[..., Any]
) -> None:
    room.screen("HDMI-1").desk.set_layout("1+5")
    room.screen("HDMI-1").desk.put(5, "map")
    room.screen("HDMI-2").tours.start("river", 2, at=1, state=TourState.PAUSED)
    room.own.put(0, "camera:c09")
    room.plugs.set(DESK, LEFT)  # one is out when the program ends
    kept = parse_state(dump_state(room.scenes.state))
    again = Room(qtbot, quiet_feed, "each", kept, DESK, LEFT)
    assert (again.shown("DP-1"), again.layout("HDMI-1")) == (["camera:c09"], "1+5")
    assert again.shown("HDMI-1")[5] == "map"
    again.plugs.set(DESK, LEFT, RIGHT)
    (tour,) = again.screen("HDMI-2").tours.reports()
    assert (tour["cell"], tour["stop"], tour["state"]) == (2, 2, "paused")
    assert again.shown("HDMI-2")[2] == "camera:c07"
    again.desk.close()


def test_every_screen_reports_its_tiles(room: Room) -> None:
    reports = room.walls.reports()
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
    assert room.names() == ["DP-1"]
    room.plugs.set(DESK, LEFT)
    assert room.window.geometry().getRect() == (0, 0, 1440, 600)


def test_one_screen_alone_has_no_wall_besides(qtbot: QtBot, quiet_feed: Callable[..., Any]) -> None:
    assert Room(qtbot, quiet_feed, "one").names() == ["DP-1"]
