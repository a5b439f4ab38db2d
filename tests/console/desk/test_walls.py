from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from console.desk.tours import ToursDesk
from console.desk.walls import OWN, Walls, WallScreen
from layouts.tour import Tour
from media.source import Source
from tests.console.desk.walls import a_screen, a_wall, one_wall

RIVER = Tour("river", ("c03", "c07"))


class Stage:
    def __init__(self, qtbot: QtBot, quiet_feed: Callable[[Source], Any]) -> None:
        self.make = lambda: a_wall(qtbot, quiet_feed)[1]
        own = self.make()
        own.set_layout("2x2")
        self.walls: Walls = one_wall(own)

    def plug(self, name: str) -> WallScreen:
        desk = self.make()
        tours = ToursDesk(desk, {"river": RIVER}, lambda _: True, str, len)
        self.walls.add(a_screen(desk, name, tours=tours))
        desk.set_layout("2x2")
        return self.walls.all()[-1]


@pytest.fixture
def stage(qtbot: QtBot, quiet_feed: Callable[[Source], Any]) -> Stage:
    return Stage(qtbot, quiet_feed)


def test_a_wall_is_found_by_its_screen_or_by_what_states_call_it(stage: Stage) -> None:
    left, own = stage.plug("HDMI-1"), stage.walls.own
    assert (stage.walls.find("HDMI-1"), stage.walls.find("HDMI-9")) == (left, None)
    own.name = "HDMI-2"  # it is guest there
    assert stage.walls.find("HDMI-2") is stage.walls.find(OWN) is own


def test_the_wall_that_is_touched_is_the_one_that_is_meant(stage: Stage) -> None:
    left = stage.plug("HDMI-1")
    assert stage.walls.target is stage.walls.own
    left.wall.choose(2)
    assert stage.walls.target is left
    QTest.keyClick(stage.walls.own.wall, Qt.Key.Key_S)
    assert stage.walls.target is stage.walls.own
    stage.walls.set_target(left)
    stage.walls.remove(left)
    stage.walls.settle(["DP-1"])
    assert stage.walls.target is stage.walls.own


def test_only_where_there_are_several_a_screen_is_named(stage: Stage) -> None:
    assert stage.walls.label(stage.walls.own) == ""
    left = stage.plug("HDMI-1")
    assert [stage.walls.label(one) for one in stage.walls.all()] == ["DP-1", "HDMI-1"]
    stage.walls.remove(left)
    assert stage.walls.label(stage.walls.own) == ""


def test_they_are_in_the_order_of_the_screens_the_desks_own_first(stage: Stage) -> None:
    for name in ("HDMI-2", "HDMI-1"):
        stage.plug(name)
    stage.walls.settle(["HDMI-1", "DP-1", "HDMI-2"])
    assert [one.name for one in stage.walls.all()] == ["DP-1", "HDMI-1", "HDMI-2"]
    stage.walls.next_target()
    assert stage.walls.target.name == "HDMI-1"


def test_what_happens_on_a_wall_says_on_which_and_no_more_when_it_is_gone(stage: Stage) -> None:
    left = stage.plug("HDMI-1")
    heard: list[Any] = []
    stage.walls.taken.connect(lambda *what: heard.append(what))
    stage.walls.swapped.connect(lambda *what: heard.append(what))
    stage.walls.told.connect(lambda _kind, what: heard.append((what["screen"], what["tour"])))
    left.desk.put(1, "map")
    left.desk.swap(0, 1)
    left.tours.start("river", 3)
    assert heard == [
        (left, 1), (left, 0, 1), (left, 0), (left, 1), ("HDMI-1", "river"),
    ]  # fmt: skip
    altered: list[Any] = []
    stage.walls.altered.connect(altered.append)
    stage.walls.remove(left)
    assert not left.tours.reports()  # they ended, and were logged
    left.desk.put(1, "program")
    assert altered == []
