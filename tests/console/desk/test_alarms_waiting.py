from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from console.desk.alarm_causes import AlarmCauses
from console.desk.alarms import AlarmsDesk
from console.desk.alarms_waiting import AlarmsWaiting
from console.desk.wall import WallDesk
from console.site.records import AlarmSettings
from console.ui.main_window import MainWindow
from media.source import Source
from tests.console.desk.walls import CATALOGUE, PRESETS, alarming, one_wall, shown

LAYOUTS = {**PRESETS, "watch": replace(alarming(PRESETS["2x2"], 1, 2), name="watch")}


class Room:
    def __init__(self, window: MainWindow, feed: Callable[[Source], Any]) -> None:
        self.window = window
        self.wall = WallDesk(window.wall, LAYOUTS, CATALOGUE, feed, str, window)
        self.walls = one_wall(self.wall)
        window.cell_source_chosen.connect(self.wall.put)
        self.alarms = AlarmsDesk(self.walls, AlarmCauses(AlarmSettings(), (), {}), 60, window)
        self.waiting = AlarmsWaiting(window, self.walls, self.alarms, window)
        self.alarms.changed.connect(self.waiting.show)
        self.said: list[str] = []
        window.tell = self.said.append  # type: ignore[method-assign]
        self.wall.set_layout("watch")

    def covered(self, camera: str) -> str:
        self.alarms.take_findings(camera, camera, ["covered"])
        return str(self.alarms.reports()[0]["alarm"])

    def count(self) -> str:
        badge = self.window.top.alarms
        return badge.accessibleName() if badge.isVisibleTo(self.window) else ""

    def listed(self) -> list[str]:
        return [row.title for row in self.window.sheets.alarms()._rows]


@pytest.fixture
def room(qtbot: QtBot, qapp: Any, quiet_feed: Callable[[Source], Any]) -> Iterator[Room]:
    window = MainWindow("室", "en")
    qtbot.addWidget(window)
    yield Room(window, quiet_feed)
    window.wall.close_feeds()
    qapp.setStyleSheet("")


def test_what_no_cell_shows_is_said_counted_and_listed_the_newest_first(room: Room) -> None:
    room.covered("c07")
    assert (room.said, room.count()) == ([], "")
    room.wall.set_layout("2x2")
    room.covered("c08")
    assert room.said == ["ALARM · lens covered · c08: no cell shows it. Ctrl+W lists them"]
    assert room.count() == "2 alarms wait"
    room.window.show()
    room.window.perform("alarms")
    assert room.window.sheets.alarms.shown
    assert room.listed() == ["c08", "c07"]
    room.wall.set_layout("watch")
    assert (room.count(), room.listed()) == ("", [])


def test_a_press_on_the_count_opens_the_list_and_those_chosen_are_acknowledged(
    room: Room,
) -> None:
    room.wall.set_layout("2x2")
    for camera in ("c07", "c08"):
        room.covered(camera)
    room.window.show()
    room.window.top.alarms.click()
    sheet = room.window.sheets.alarms()
    assert sheet.isVisible()
    sheet.acknowledge.click()
    assert (room.listed(), room.count()) == (["c07"], "1 alarm waits")


def test_the_key_says_which_alarm_it_took_and_takes_none_that_is_not_shown(room: Room) -> None:
    own = room.walls.own
    room.waiting.acknowledge(own, 0)
    room.covered("c08")
    room.waiting.acknowledge(own, 0)
    assert room.said == ["There is no alarm", "Alarm acknowledged: lens covered · c08"]
    room.wall.set_layout("2x2")
    room.covered("c09")
    room.said.clear()
    room.waiting.acknowledge(own, 0)
    assert room.said == ["No cell shows an alarm; 1 wait. Ctrl+W lists them"]
    room.window.keys.set("alarms", ())
    room.waiting.acknowledge(own, 0)
    assert room.said[1].endswith("The count in the top line lists them")
    assert room.count() == "1 alarm waits"


def test_one_that_is_brought_comes_to_the_first_rank(room: Room) -> None:
    first = room.covered("c07")
    for camera in ("c08", "c09"):
        room.covered(camera)
    assert shown(room.wall)[1:3] == ["c09", "c08"]
    room.waiting.bring(first)
    assert shown(room.wall)[1:3] == ["c07", "c09"]


def test_one_behind_an_enlarged_cell_is_brought_by_showing_all_cells(room: Room) -> None:
    room.window.wall.enlarge(0)
    key = room.covered("c08")
    room.waiting.show()
    assert room.count() == "1 alarm waits"
    room.waiting.bring(key)
    assert (room.window.wall.enlarged, shown(room.wall)[1], room.count()) == (None, "c08", "")


def test_where_no_alarm_cell_is_free_it_comes_into_the_selected_cell(room: Room) -> None:
    room.wall.set_layout("2x2")
    key = room.covered("c08")
    room.window.wall.select(3)
    room.said.clear()
    room.waiting.bring(key)
    assert shown(room.wall) == ["c01", "c02", "c03", "c08"]
    assert "the selected cell shows it" in room.said[0]
    assert room.count() == "1 alarm waits"  # until somebody says that it was seen
    room.waiting.acknowledge(room.walls.own, 3)
    assert room.count() == ""


def test_one_that_is_over_meanwhile_is_not_brought(room: Room) -> None:
    room.wall.set_layout("2x2")
    key = room.covered("c08")
    room.alarms.take_findings("c08", "c08", [])
    room.waiting.bring(key)
    assert shown(room.wall) == ["c01", "c02", "c03", "c04"]
