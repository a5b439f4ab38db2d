"""What runs by itself on two screens, joined as the program joins it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.desk.cases import CaseDesk
from console.desk.diagnosis import DiagnosisDesk
from console.desk.director import Director
from console.desk.scribe import Scribe
from console.desk.tours import ToursDesk
from console.desk.wall import WallDesk
from console.desk.walls import OWN, Walls, WallScreen
from console.desk.warmth import MOST_WARM, Warmth
from console.site.load import load_site
from console.ui.main_window import MainWindow
from console.ui.theme import DARK, Look
from console.ui.wall import Wall
from layouts.folder import WallFiles
from layouts.store import dump_layout
from layouts.tour import Tour
from media.source import Source
from tests.console.desk.walls import PRESETS, Fixed, a_screen, alarming, shown

CAMERAS = [f"c{n:02}" for n in range(1, 13)]
LAYOUTS = {**PRESETS, "watch": replace(alarming(PRESETS["2x2"], 1, 2), name="watch")}
TOURS = {"river": Tour("river", ("c03", "c07", "c12"))}


class Room:
    """One life of the program in a site folder."""

    def __init__(self, folder: Path, qtbot: QtBot, feed: Callable[[Source], Any]) -> None:
        rows = "".join(f"{camera},{camera},rtsp://h/{camera}\n" for camera in CAMERAS)
        (folder / "site.toml").write_text('name = "丁家湾"\n[wall]\nlayout = "watch"\n', "utf-8")
        (folder / "cameras.csv").write_text("id,name,main\n" + rows, "utf-8")
        (folder / "layouts").mkdir(exist_ok=True)
        watch = dump_layout(LAYOUTS["watch"])
        (folder / "layouts" / "watch.toml").write_text(watch, "utf-8")
        site = load_site(folder)
        self.window, self._feed = MainWindow("丁家湾", "en"), feed
        qtbot.addWidget(self.window)
        self.scribe = Scribe(folder / "state")
        self.walls = Walls(self.fit(self.window.wall, "DP-1", OWN), self.window)
        cases = CaseDesk(self.window.cases, self.window.wall, Fixed(), self.window)
        self.diagnosis = DiagnosisDesk(site, lambda *_: None, self.window)
        files = WallFiles(LAYOUTS, {}, TOURS)
        self.director = Director(
            site, files, self.window, self.walls, cases, self.diagnosis, lambda _: True,
            self.scribe, self.window,
        )  # fmt: skip
        self.said: list[str] = []
        self.window.tell = self.said.append  # type: ignore[method-assign]
        self.director.begin(None)

    def fit(self, wall: Wall, name: str, key: str = "") -> WallScreen:
        catalogue = [f"camera:{camera}" for camera in CAMERAS]
        desk = WallDesk(wall, LAYOUTS, catalogue, self._feed, str, wall)
        tours = ToursDesk(desk, TOURS, lambda _: True, lambda: "李", self.scribe.add)
        return a_screen(desk, name, key, tours)

    def plug(self, name: str) -> WallScreen:
        self.walls.add(self.fit(Wall(Look(DARK, "wall"), self.window), name))
        return self.walls.all()[-1]

    def covered(self, camera: str) -> None:
        told = {"camera": camera, "findings": ["covered"]}
        self.diagnosis.told.emit("finding", told)

    def turn(self, cell: int) -> None:
        """Lay a hand on the picture of a cell of the desk's own wall."""
        self.window.resize(1280, 720)
        self.window.show()
        QApplication.processEvents()
        assert self.window.ptz.begin(cell)

    def sign(self, screen: WallScreen, cell: int) -> str:
        return screen.wall._tiles[cell].sign.kind


@pytest.fixture
def begin(
    qtbot: QtBot, qapp: Any, tmp_path: Path, quiet_feed: Callable[[Source], Any]
) -> Iterator[Callable[[], Room]]:
    rooms: list[Room] = []

    def begun() -> Room:
        while rooms:
            rooms.pop().director.close()
        rooms.append(Room(tmp_path, qtbot, quiet_feed))
        return rooms[-1]

    (tmp_path / "state").mkdir()
    yield begun
    for room in rooms:
        room.director.close()
    qapp.setStyleSheet("")


def test_keys_on_a_wall_screen_are_about_its_own_tours_and_alarms(
    begin: Callable[[], Room],
) -> None:
    room = begin()
    left, own = room.plug("HDMI-1"), room.walls.own
    for screen in (own, left):
        screen.tours.start("river", 0)
    left.wall.choose(0)
    QTest.keyClick(left.wall, Qt.Key.Key_Space)
    assert [s.tours.reports()[0]["state"] for s in (own, left)] == ["running", "paused"]
    assert (room.sign(own, 0), room.sign(left, 0)) == ("tour", "tour")
    room.covered("c08")
    room.covered("c09")
    assert (shown(own.desk)[1], shown(left.desk)[1]) == ("c09", "c08")
    assert room.sign(left, 1) == "alarm"
    left.wall.choose(1)
    QTest.keyClick(left.wall, Qt.Key.Key_K)
    assert [told["title"] for told in room.director.alarms.reports()] == ["c09"]
    left.wall.choose(2)
    QTest.keyClick(left.wall, Qt.Key.Key_H)
    assert (room.sign(left, 2), room.sign(own, 2)) == ("held", "")
    left.wall.choose(3)
    QTest.keyClick(left.wall, Qt.Key.Key_H)
    assert room.said == [
        "Alarm acknowledged: lens covered · c08",
        "No alarm takes this cell: there is nothing to hold",
    ]


def test_the_start_tells_what_the_walls_files_name_in_vain(
    begin: Callable[[], Room], tmp_path: Path
) -> None:
    assert begin().said == []
    (tmp_path / "scenes").mkdir()
    (tmp_path / "scenes" / "flood.toml").write_text('default = "flood-wall"\n', "utf-8")
    assert begin().said == ["Left out: scenes/flood.toml:1: default: there is no layout flood-wall"]
    (tmp_path / "scenes" / "night.toml").write_text('default = "dark"\n', "utf-8")
    assert begin().said == [
        "Left out: scenes/flood.toml:1: default: there is no layout flood-wall, "
        "and 1 more of the kind (console check)"
    ]


def test_the_top_line_has_the_tour_of_the_wall_that_is_meant(begin: Callable[[], Room]) -> None:
    room = begin()
    left = room.plug("HDMI-1")
    left.tours.start("river", 2)
    line = room.window.top.tour
    assert not line.isVisibleTo(room.window)
    left.wall.choose(0)
    assert line.isVisibleTo(room.window)
    line.wished.emit("next")
    assert left.tours.reports()[0]["stop"] == 2
    assert room.director.coming() == ["c12"]
    room.walls.own.wall.choose(0)
    assert not line.isVisibleTo(room.window)


def test_many_alarms_leave_the_next_stops_of_tours_their_share_of_warm_cameras(
    begin: Callable[[], Room],
) -> None:
    room = begin()
    left = room.plug("HDMI-1")
    for n in range(MOST_WARM + 10):
        room.covered(f"x{n}")
    left.tours.start("river", 0)
    coming = room.director.coming()
    assert coming[:2] == [f"x{MOST_WARM + 9}", "c07"]
    assert len(coming) == MOST_WARM + 11
    assert "c07" in Warmth().cameras((), coming)


def test_held_cells_are_held_on_every_screen_after_a_restart(begin: Callable[[], Room]) -> None:
    first = begin()
    left = first.plug("HDMI-1")
    first.director.act(first.walls.own, 1, "hold")
    left.desk.put(2, "camera:c11")  # an operator's: no alarm takes it
    second = begin()
    again = second.plug("HDMI-1")
    second.covered("c08")
    second.covered("c09")
    second.covered("c10")
    held = second.director.alarms.held
    assert (held(second.walls.own), held(again)) == ((1,), (2,))
    assert shown(second.walls.own.desk) == ["c01", "c02", "c09", "c04"]
    assert shown(again.desk) == ["c01", "c10", "c11", "c04"]
    first.director.walls.own.wall.close_feeds()


def test_a_camera_that_is_turned_stops_the_tours_that_show_it_wherever(
    begin: Callable[[], Room],
) -> None:
    room = begin()
    left = room.plug("HDMI-1")
    left.tours.start("river", 0)
    room.director.ptz_moved("c03")
    assert left.tours.reports()[0]["state"] == "steered"


def test_a_cell_whose_camera_is_turned_is_no_alarms_until_that_ends(
    begin: Callable[[], Room],
) -> None:
    room = begin()
    room.turn(1)
    room.covered("c08")
    own = room.walls.own.desk
    assert (shown(own)[1:3], room.window.ptz.camera) == (["c02", "c08"], "c02")
    room.window.ptz.end()
    room.director.second(set())
    assert shown(own)[1:3] == ["c08", "c03"]


def test_where_a_camera_is_turned_concerns_only_its_own_screen(begin: Callable[[], Room]) -> None:
    room = begin()
    left = room.plug("HDMI-1")
    room.turn(1)
    room.covered("c08")
    room.covered("c09")
    assert (shown(left.desk)[1], shown(room.walls.own.desk)[1:3]) == ("c09", ["c02", "c08"])
