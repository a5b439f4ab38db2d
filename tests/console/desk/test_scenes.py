from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from console.desk.scenes import ScenesDesk
from console.desk.tours import ToursDesk
from console.desk.wall import WallDesk
from console.desk.walls import OWN, WallScreen
from layouts.duty_calendar import DutyCalendar
from layouts.folder import WallFiles
from layouts.layout import Cell
from layouts.scene import Scene, ScreenPlan
from layouts.schedule import Rule, Schedule
from layouts.tour import Tour
from layouts.tour_run import TourState
from layouts.wall_state import ScreenState, WallState, dump_state, parse_state
from media.source import Source
from tests.console.desk.walls import CATALOGUE, PRESETS, a_screen, a_wall, one_wall, shown

MORNING = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
RIVER = Tour("river", ("c03", "c07", "c12"))
SCENES = {
    "day": Scene("day", default="2x2"),
    "night": Scene("night", {OWN: ScreenPlan("1x1", "river")}),
    "flood": Scene("flood", default="3x2"),
    "both": Scene("both", {OWN: ScreenPlan("2x2"), "HDMI-1": ScreenPlan("1x1", "river")}, "3x2"),
    "own": Scene("own", {"DP-1": ScreenPlan("1+5")}),
}
ROUNDS = replace(PRESETS["1x1"], name="rounds", cells=(Cell(0, 0, tour="river"),))
HOURS = Schedule(
    "hours",
    (Rule(scene="day", begin=8 * 60, end=18 * 60), Rule(scene="night", begin=18 * 60, end=8 * 60)),
)


class Stage:
    """One life of the program; ``again`` begins the next with what it remembered."""

    def __init__(
        self,
        qtbot: QtBot,
        quiet_feed: Callable[[Source], Any],
        remembered: WallState | None = None,
        layout: str | None = None,
        at: datetime = MORNING,
        schedules: dict[str, Schedule] | None = None,
    ) -> None:
        self.again = lambda **more: Stage(qtbot, quiet_feed, self.kept, **more)
        self.at = at
        self.kept = remembered or WallState()
        files = WallFiles(PRESETS, SCENES, {"river": RIVER}, schedules or {})
        self.make = lambda: a_wall(qtbot, quiet_feed, rounds=ROUNDS)[1]
        self.wall = self.make()
        self.walls = one_wall(self.wall, tours=self.tours_on(self.wall))
        self.tours = self.walls.own.tours
        self.desk = ScenesDesk(
            self.walls, files, "3x3", lambda source: str(source) in CATALOGUE, None, lambda: self.at
        )
        self.desk.noted.connect(self.keep)
        self.walls.joined.connect(self.desk.join)
        self.desk.begin(self.kept, layout)

    def tours_on(self, wall: WallDesk) -> ToursDesk:
        return ToursDesk(wall, {"river": RIVER}, lambda _: True, str, len)

    def plug(self, name: str) -> WallScreen:
        wall = self.make()
        self.walls.add(a_screen(wall, name, tours=self.tours_on(wall)))
        return self.walls.all()[-1]

    def keep(self, state: WallState) -> None:
        self.kept = parse_state(dump_state(state))

    @property
    def layout(self) -> str:
        return self.wall.arrangement.layout.name

    def go(self, hours: float) -> None:
        self.at += timedelta(hours=hours)
        self.desk.tick()


@pytest.fixture
def stage(qtbot: QtBot, quiet_feed: Callable[[Source], Any]) -> Callable[..., Stage]:
    def made(**more: Any) -> Stage:
        return Stage(qtbot, quiet_feed, **more)

    return made


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


def test_the_rest_of_the_day_is_told_what_is_on_first(stage: Callable[..., Stage]) -> None:
    early = Schedule("early", (Rule(scene="night", begin=5 * 60, end=7 * 60),))
    tour = Schedule("tour", (Rule(tour="river", begin=20 * 60, end=21 * 60),))
    day = Schedule("day", (Rule(scene="day", begin=8 * 60, end=18 * 60),))
    plans = {one.name: one for one in (early, tour, day)}
    told = [(one.begin.hour, one.end.hour) for one in stage(schedules=plans).desk.today()]
    assert told == [(8, 18), (20, 21)]
    assert stage().desk.today() == []


def test_schedules_that_come_later_hold_and_what_was_chosen_by_hand_still_does(
    stage: Callable[..., Stage],
) -> None:
    one = stage()
    one.desk.take_plans({"hours": HOURS}, DutyCalendar())
    assert (one.desk.scene, one.desk.by, one.layout) == ("day", "schedule", "2x2")
    one.desk.choose("flood")
    late = Schedule("late", (Rule(scene="night", begin=0, end=24 * 60),))
    one.desk.take_plans({"late": late}, DutyCalendar())
    assert (one.desk.scene, one.desk.by) == ("flood", "hand")
    one.desk.release()
    assert (one.desk.scene, one.desk.by) == ("night", "schedule")
    one.wall.set_layout("3x3")
    one.desk.take_plans({"late": late}, DutyCalendar())  # the same again
    assert one.layout == "3x3"


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


def test_the_schedule_opens_its_scenes_and_a_choice_by_hand_holds_until_it_changes(
    stage: Callable[..., Stage],
) -> None:
    room = stage(schedules={"hours": HOURS})
    assert (room.desk.scene, room.desk.by) == ("day", "schedule")
    assert room.desk.until == MORNING.replace(hour=18)
    room.desk.choose("flood")
    room.go(8)
    assert (room.desk.scene, room.desk.by) == ("flood", "hand")
    room.go(2)
    assert (room.desk.scene, room.desk.by, room.layout) == ("night", "schedule", "1x1")
    assert room.tours.whole() == "river"


def test_releasing_a_choice_brings_the_schedule_back_at_once(stage: Callable[..., Stage]) -> None:
    room = stage(schedules={"hours": HOURS})
    room.desk.choose("flood", until=MORNING + timedelta(days=2))
    room.go(12)
    assert room.desk.scene == "flood"
    room.desk.release()
    assert room.desk.scene == "night"


def test_a_scene_is_opened_at_each_beginning_and_when_it_is_wished_again(
    stage: Callable[..., Stage],
) -> None:
    daily = Schedule("daily", (Rule(scene="day", begin=8 * 60, end=18 * 60),))
    room = stage(schedules={"daily": daily})
    assert room.layout == "2x2"
    room.wall.set_layout("1x1")
    room.go(1)
    assert room.layout == "1x1"  # hands have the wall until the next beginning
    room.desk.release()
    assert room.layout == "2x2"
    room.wall.set_layout("1x1")
    room.go(14)
    assert room.layout == "1x1"
    room.go(9)
    assert (room.layout, room.desk.scene) == ("2x2", "day")


def test_a_scene_begins_anew_with_the_next_rule_after_the_same_by_hand_and_after_sleep(
    stage: Callable[..., Stage],
) -> None:
    rules = (Rule(scene="day", begin=8 * 60, end=12 * 60), Rule(scene="day", begin=12 * 60))
    room = stage(schedules={"daily": Schedule("daily", rules)})
    room.wall.set_layout("1x1")
    room.go(3)
    assert room.layout == "2x2"
    evening = Schedule("evening", (Rule(scene="night", begin=18 * 60, end=8 * 60),))
    room = stage(schedules={"evening": evening})
    room.desk.choose("night")
    room.wall.set_layout("3x3")
    room.go(9)
    assert (room.layout, room.desk.by) == ("1x1", "schedule")
    daily = {"daily": Schedule("daily", (Rule(scene="day", begin=8 * 60, end=18 * 60),))}
    room = stage(schedules=daily)
    room.wall.set_layout("3x3")
    room.go(25)  # nobody was asked in between
    assert room.layout == "2x2"
    room.wall.set_layout("3x3")
    assert room.again(schedules=daily, at=room.at).layout == "3x3"
    assert room.again(schedules=daily, at=room.at + timedelta(days=1)).layout == "2x2"


def test_it_is_said_that_hands_have_changed_a_scene(
    stage: Callable[..., Stage], qtbot: QtBot
) -> None:
    room = stage(schedules={"hours": HOURS})
    assert not room.desk.altered
    with qtbot.waitSignal(room.desk.changed):
        room.wall.set_layout("1x1")
    assert (room.desk.altered, room.desk.by) == (True, "schedule")
    assert room.again(schedules={"hours": HOURS}).desk.altered
    with qtbot.waitSignal(room.desk.changed):
        room.wall.set_layout("2x2")
    assert not room.desk.altered
    room.wall.set_layout("1x1")
    room.desk.release()
    assert (room.desk.altered, room.layout) == (False, "2x2")


def test_a_scheduled_tour_that_was_ended_stays_so_over_a_restart_until_its_rule_begins(
    stage: Callable[..., Stage],
) -> None:
    rules = Schedule("rounds", (Rule(tour="river", begin=10 * 60, end=11 * 60),))
    plans = {"rounds": rules}
    room = stage(schedules=plans)
    room.go(1)
    assert room.tours.whole() == "river"
    later = {"schedules": plans, "at": room.at + timedelta(minutes=10)}
    assert room.again(**later).tours.whole() == "river"
    room.tours.stop(None)
    assert room.again(**later).tours.whole() is None
    assert room.again(schedules=plans, at=room.at + timedelta(days=1)).tours.whole() == "river"


def test_a_scheduled_tour_whose_time_is_over_after_a_restart_ends(
    stage: Callable[..., Stage],
) -> None:
    rules = Schedule("rounds", (Rule(tour="river", begin=9 * 60, end=11 * 60),))
    room = stage(schedules={"rounds": rules})
    assert room.tours.whole() == "river"
    again = room.again(schedules={"rounds": rules}, at=MORNING + timedelta(hours=3))
    assert again.tours.whole() is None


def test_a_choice_by_hand_survives_a_restart_as_long_as_it_holds(
    stage: Callable[..., Stage],
) -> None:
    first = stage(schedules={"hours": HOURS})
    first.desk.choose("flood")
    second = first.again(schedules={"hours": HOURS}, at=MORNING + timedelta(hours=2))
    assert (second.desk.scene, second.desk.by) == ("flood", "hand")
    third = second.again(schedules={"hours": HOURS}, at=MORNING + timedelta(hours=12))
    assert (third.desk.scene, third.desk.by) == ("night", "schedule")


def test_scheduled_tours_begin_and_end(stage: Callable[..., Stage]) -> None:
    rules = Schedule("rounds", (Rule(tour="river", begin=10 * 60, end=11 * 60),))
    room = stage(schedules={"rounds": rules})
    assert room.tours.whole() is None
    room.go(1)
    assert room.tours.whole() == "river"
    room.go(1)
    assert room.tours.whole() is None


def test_a_clock_that_is_set_back_is_asked_anew(stage: Callable[..., Stage]) -> None:
    room = stage(schedules={"hours": HOURS})
    room.go(10)
    assert room.desk.scene == "night"
    room.go(-8)
    assert room.desk.scene == "day"


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


def test_a_schedule_begins_a_tour_on_the_screen_that_it_names(stage: Callable[..., Stage]) -> None:
    rule = Rule(tour="river", screen="HDMI-1", begin=10 * 60, end=11 * 60)
    room = stage(schedules={"rounds": Schedule("rounds", (rule,))})
    left = room.plug("HDMI-1")
    room.go(1)
    assert (left.tours.whole(), room.tours.whole()) == ("river", None)
    left.tours.stop(None)  # by hand: unplugging does not bring it back
    room.walls.remove(left)
    left = room.plug("HDMI-1")
    assert left.tours.whole() is None
    left.tours.start("river")
    room.walls.remove(left)
    room.go(1)
    assert room.plug("HDMI-1").tours.whole() is None


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
