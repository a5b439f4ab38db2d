"""What runs by itself on two screens, joined as the program joins it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from console.desk.warmth import MOST_WARM, Warmth
from console.ui.tile_menu import TileMenu
from media.source import Source
from tests.console.desk.wall_room import WallRoom
from tests.console.desk.walls import shown


@pytest.fixture
def begin(
    qtbot: QtBot, qapp: Any, tmp_path: Path, quiet_feed: Callable[[Source], Any]
) -> Iterator[Callable[[], WallRoom]]:
    rooms: list[WallRoom] = []

    def begun() -> WallRoom:
        while rooms:
            rooms.pop().director.close()
        rooms.append(WallRoom(tmp_path, qtbot, quiet_feed))
        return rooms[-1]

    (tmp_path / "state").mkdir()
    yield begun
    for room in rooms:
        room.director.close()
    qapp.setStyleSheet("")


def test_keys_on_a_wall_screen_are_about_its_own_tours_and_alarms(
    begin: Callable[[], WallRoom],
) -> None:
    room = begin()
    left, own = room.plug("HDMI-1"), room.walls.own
    for screen in (own, left):
        screen.tours.start("river", 0)
    left.wall.choose(0)
    QTest.keyClick(left.wall, Qt.Key.Key_Space)
    assert [s.tours.reports()[0]["state"] for s in (own, left)] == ["running", "paused"]
    assert (room.sign(own, 0), room.sign(left, 0)) == ("tour", "tour")
    left.wall.choose(0)
    QTest.keyClick(left.wall, Qt.Key.Key_PageDown)
    assert shown(left.desk)[0] == "c07"
    QTest.keyClick(left.wall, Qt.Key.Key_PageUp)
    assert (shown(left.desk)[0], shown(own.desk)[0]) == ("c03", "c03")
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
    left.wall.choose(0)
    QTest.keyClick(left.wall, Qt.Key.Key_X)
    assert (len(own.tours.reports()), left.tours.reports()) == (1, [])
    own.wall.choose(0)
    QTest.keyClick(own.wall, Qt.Key.Key_U)
    assert own.tours.reports() == []
    assert {"c03", "c07", "c12"} <= set(shown(own.desk))


def test_a_tour_begun_by_a_layout_is_logged_for_who_is_on_duty_and_then_for_the_next(
    begin: Callable[[], WallRoom],
) -> None:
    room = begin()
    room.director.set_duty("李")
    room.walls.own.desk.set_layout("rounds")
    assert [told["tour"] for told in room.walls.own.tours.reports()] == ["river"]
    room.director.set_duty("王")
    room.director.set_duty("王")
    room.walls.own.tours.stop(None)
    zone = datetime.now().astimezone().tzinfo
    assert zone is not None
    report = room.scribe.day(datetime.now(zone).date(), zone).result()
    assert (report.who, report.tours) == (("李", "王"), 1)
    assert [camera.camera for camera in report.cameras] == ["c03"]


def test_the_start_tells_what_the_walls_files_name_in_vain(
    begin: Callable[[], WallRoom], tmp_path: Path
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


def test_an_operator_begins_a_tour_from_the_menu_of_a_tile_and_from_the_list_of_layouts(
    begin: Callable[[], WallRoom], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(TileMenu, "popup", lambda *_: None)  # no place on this screen for it
    room = begin()
    left = room.plug("HDMI-1")
    QTest.keyClick(left.wall, Qt.Key.Key_Right)
    QTest.keyClick(left.wall, Qt.Key.Key_Menu)
    (menu,) = left.wall.findChildren(TileMenu)
    begin_tour = menu.actions()[-1].menu()
    entries = begin_tour.actions()  # type: ignore[union-attr]
    here, whole = (action.menu() for action in entries if action.menu())
    here.actions()[0].trigger()  # type: ignore[union-attr]
    assert [told["cell"] for told in left.tours.reports()] == [1]
    whole.actions()[0].trigger()  # type: ignore[union-attr]
    menu.close()
    assert (left.tours.whole(), room.walls.own.tours.reports()) == ("river", [])
    chooser = room.window.layouts
    chooser.tour_chosen.emit("river", False)
    assert [told["cell"] for told in left.tours.reports()] == [1]
    room.walls.own.wall.choose(2)
    chooser.tour_chosen.emit("river", True)
    assert room.walls.own.tours.whole() == "river"
    chooser.tour_chosen.emit("gone", True)
    assert room.said == ["There is no tour gone any more"]


def test_the_top_line_has_the_tour_of_the_wall_that_is_meant(begin: Callable[[], WallRoom]) -> None:
    room = begin()
    left = room.plug("HDMI-1")
    left.tours.start("river", 2)
    line = room.window.top.tour
    assert not line.isVisibleTo(room.window)
    left.wall.choose(0)
    assert line.isVisibleTo(room.window)
    line.wished.emit("next")
    assert left.tours.reports()[0]["stop"] == 2
    assert room.director.coming() == ["c12", "c03"]
    room.walls.own.wall.choose(0)
    assert not line.isVisibleTo(room.window)


def test_many_alarms_leave_the_next_stops_of_tours_their_share_of_warm_cameras(
    begin: Callable[[], WallRoom],
) -> None:
    room = begin()
    left = room.plug("HDMI-1")
    for n in range(MOST_WARM + 10):
        room.covered(f"x{n}")
    left.tours.start("river", 0)
    coming = room.director.coming()
    assert coming[:2] == [f"x{MOST_WARM + 9}", "c07"]
    assert len(coming) == MOST_WARM + 12
    assert "c07" in Warmth().cameras((), coming)


def test_held_cells_are_held_on_every_screen_after_a_restart(begin: Callable[[], WallRoom]) -> None:
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
    begin: Callable[[], WallRoom],
) -> None:
    room = begin()
    left = room.plug("HDMI-1")
    left.tours.start("river", 0)
    room.director.ptz_moved("c03")
    assert left.tours.reports()[0]["state"] == "steered"


def test_a_cell_whose_camera_is_turned_is_no_alarms_until_that_ends(
    begin: Callable[[], WallRoom],
) -> None:
    room = begin()
    room.turn(1)
    room.covered("c08")
    own = room.walls.own.desk
    assert (shown(own)[1:3], room.window.ptz.camera) == (["c02", "c08"], "c02")
    room.window.ptz.end()
    room.director.second(set())
    assert shown(own)[1:3] == ["c08", "c03"]


def test_where_a_camera_is_turned_concerns_only_its_own_screen(
    begin: Callable[[], WallRoom],
) -> None:
    room = begin()
    left = room.plug("HDMI-1")
    room.turn(1)
    room.covered("c08")
    room.covered("c09")
    assert (shown(left.desk)[1], shown(room.walls.own.desk)[1:3]) == ("c09", ["c02", "c08"])
