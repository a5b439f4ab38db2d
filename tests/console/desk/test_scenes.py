from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from console.desk.scenes import SCREEN, ScenesDesk
from console.desk.tours import ToursDesk
from layouts.folder import WallFiles
from layouts.layout import Cell
from layouts.scene import Scene, ScreenPlan
from layouts.schedule import Rule, Schedule
from layouts.tour import Tour
from layouts.wall_state import WallState, dump_state, parse_state
from media.source import Source
from tests.console.desk.walls import CATALOGUE, PRESETS, a_wall, shown

MORNING = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
RIVER = Tour("river", ("c03", "c07", "c12"))
SCENES = {
    "day": Scene("day", default="2x2"),
    "night": Scene("night", {SCREEN: ScreenPlan("1x1", "river")}),
    "flood": Scene("flood", default="3x2"),
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
        self.widget, self.wall = a_wall(qtbot, quiet_feed, rounds=ROUNDS)
        self.tours = ToursDesk(self.wall, files.tours, lambda _: True, str, len)
        self.desk = ScenesDesk(
            self.wall, self.tours, files, "3x3",
            lambda source: str(source) in CATALOGUE, None, lambda: self.at,
        )  # fmt: skip
        self.desk.noted.connect(self.keep)
        self.wall.changed.connect(self.desk.note)
        self.tours.changed.connect(self.desk.note)
        self.desk.begin(self.kept, layout)

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
