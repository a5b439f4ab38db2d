from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from layouts.duty_calendar import DutyCalendar
from layouts.schedule import Rule, Schedule
from media.source import Source
from tests.console.desk.scenes_stage import HOURS, MORNING, Stage


@pytest.fixture
def stage(qtbot: QtBot, quiet_feed: Callable[[Source], Any]) -> Callable[..., Stage]:
    return partial(Stage, qtbot, quiet_feed)


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
