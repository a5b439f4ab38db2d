from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from console.desk.walls import OWN
from layouts.scene import Scene, ScreenPlan
from layouts.tour_run import TourState
from layouts.wall_state import ScreenState
from media.source import Source
from tests.console.desk.scenes_stage import HOURS, Stage
from tests.console.desk.walls import shown


@pytest.fixture
def stage(qtbot: QtBot, quiet_feed: Callable[[Source], Any]) -> Callable[..., Stage]:
    return partial(Stage, qtbot, quiet_feed)


def test_a_first_start_has_the_walls_own_layout_and_a_restart_what_was_there(
    stage: Callable[..., Stage],
) -> None:
    first = stage()
    assert first.layout == "3x3"
    first.desk.choose("day")
    first.wall.put(1, "camera:c11")
    first.wall.put(2, "")
    second = first.again()
    assert (second.layout, second.desk.scene, second.desk.by) == ("2x2", "day", "hand")
    assert shown(second.wall) == ["c01", "c11", None, "c04"]


def test_a_tour_with_another_name_is_remembered_by_it_where_its_screen_is_gone(
    stage: Callable[..., Stage],
) -> None:
    room = stage()
    left = room.plug("HDMI-1")
    left.tours.start("river")
    room.walls.remove(left)
    room.desk.take_tour_name("river", "bank")
    assert [one.tour for one in room.kept.screens["HDMI-1"].tours] == ["bank"]


def test_a_renamed_layout_is_opened_by_its_scene_and_on_a_screen_that_comes_back(
    stage: Callable[..., Stage],
) -> None:
    room = stage()
    room.desk.state = room.desk.state.note("DP-8", ScreenState("own layout"))
    room.desk.scenes = {"late": Scene("late", {"DP-9": ScreenPlan("own layout")}, "own layout")}
    room.desk.take_name("own layout", "new")
    late = room.desk.scenes["late"]
    assert (late.default, late.screens["DP-9"].layout) == ("new", "new")
    assert room.kept.screens["DP-8"].layout == "new"
    assert room.kept.screens[OWN].layout == "3x3"


def test_tours_come_back_at_their_stop_and_those_that_were_ended_do_not(
    stage: Callable[..., Stage],
) -> None:
    first = stage()
    first.desk.choose("night")
    first.tours.act(None, "next")
    second = first.again()
    assert second.tours.reports()[0]["stop"] == 2
    assert shown(second.wall) == ["c07"]
    second.tours.stop(None)
    assert not second.again().tours.reports()


def test_a_tour_of_the_layout_that_was_ended_leaves_its_cell_alone(
    stage: Callable[..., Stage],
) -> None:
    first = stage(layout="rounds")
    assert first.tours.report(0) is not None
    first.tours.stop(0)
    first.wall.put(0, "camera:c11")
    second = first.again()
    assert (shown(second.wall), second.tours.reports()) == (["c11"], [])


def test_what_the_room_has_no_more_is_left_out_and_a_replay_comes_back_live(
    stage: Callable[..., Stage],
) -> None:
    first = stage(layout="2x2")
    first.wall.put(0, "replay:c02@2026-11-23T06:30:00Z")
    first.wall.put(1, "node:n77")
    assert shown(first.again().wall)[:3] == ["c02", None, "c03"]


def test_the_command_line_wins(stage: Callable[..., Stage]) -> None:
    first = stage()
    first.desk.choose("day")
    second = first.again(layout="3x2", schedules={"hours": HOURS})
    assert (second.layout, second.desk.scene) == ("3x2", "")
    second.go(9)
    assert second.desk.scene == "night"


def test_a_scene_opens_its_layouts_on_all_screens_and_on_those_that_come_later(
    stage: Callable[..., Stage],
) -> None:
    room = stage()
    left = room.plug("HDMI-1")
    assert left.desk.arrangement.layout.name == "3x3"
    room.desk.choose("both")
    assert (room.layout, left.desk.arrangement.layout.name) == ("2x2", "1x1")
    assert left.tours.whole() == "river"
    assert room.tours.whole() is None
    assert room.plug("HDMI-2").desk.arrangement.layout.name == "3x2"


def test_the_desks_own_screen_may_be_named_as_the_system_does(stage: Callable[..., Stage]) -> None:
    room = stage()
    room.desk.choose("own")
    assert room.layout == "1+5"


def test_a_screen_that_is_plugged_in_again_has_its_cells_and_tours_as_they_were(
    stage: Callable[..., Stage],
) -> None:
    room = stage()
    left = room.plug("HDMI-1")
    left.desk.set_layout("2x2")
    left.desk.put(3, "camera:c11")
    left.tours.start("river", 1, at=1, state=TourState.PAUSED)
    room.desk.hold(left, (3,))
    room.walls.remove(left)
    room.wall.put(0, "camera:c12")
    again = room.plug("HDMI-1")
    assert shown(again.desk) == ["c01", "c07", "c03", "c11"]
    (tour,) = again.tours.reports()
    assert (tour["cell"], tour["stop"], tour["state"]) == (1, 2, "paused")
    assert room.desk.held(again) == (3,)


def test_a_cell_that_was_taken_from_a_tour_is_the_operators_when_the_screen_is_back(
    stage: Callable[..., Stage],
) -> None:
    room = stage()
    left = room.plug("HDMI-1")
    left.desk.set_layout("2x2")
    left.tours.start("river", 1)
    left.desk.put(1, "camera:c11")
    room.walls.remove(left)
    again = room.plug("HDMI-1")
    assert shown(again.desk) == ["c01", "c11", "c03", "c04"]
    assert again.tours.reports()[0]["state"] == "taken"


def test_a_scene_that_was_opened_meanwhile_is_on_when_the_screen_is_back(
    stage: Callable[..., Stage],
) -> None:
    room = stage()
    room.walls.remove(room.plug("HDMI-1"))
    room.desk.choose("both")
    back = room.plug("HDMI-1")
    assert (back.desk.arrangement.layout.name, back.tours.whole()) == ("1x1", "river")


def test_after_a_restart_every_screen_is_as_it_was(stage: Callable[..., Stage]) -> None:
    first = stage()
    first.desk.choose("both")
    left = first.plug("HDMI-1")
    left.tours.act(None, "next")
    right = first.plug("HDMI-2")
    right.desk.put(2, "camera:c12")
    second = first.again()
    assert second.layout == "2x2"
    again = second.plug("HDMI-1")
    assert (again.tours.reports()[0]["stop"], shown(again.desk)) == (2, ["c07"])
    assert shown(second.plug("HDMI-2").desk) == shown(right.desk)
    assert second.desk.scene == "both"


def test_cells_that_followed_are_restored_as_they_were_and_follow_again(
    stage: Callable[..., Stage],
) -> None:
    first = stage(layout="leaders")
    first.wall._case = lambda: ("camera:c01", "camera:c02")
    first.wall.follow()
    first.wall.put(3, "camera:c09")
    second = first.again()
    assert shown(second.wall)[2:] == ["c01", "c09"]
    second.wall._case = lambda: None
    second.wall.follow()
    assert shown(second.wall)[2:] == ["c01", "c09"]
    second.wall._case = lambda: ("camera:c04", "camera:c05")
    second.wall.follow()
    assert shown(second.wall)[2:] == ["c04", "c09"]
