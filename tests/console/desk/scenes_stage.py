"""One life of the program after the other, with scenes, schedules and a tour."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from pytestqt.qtbot import QtBot

from console.desk.scenes import ScenesDesk
from console.desk.tours import ToursDesk
from console.desk.wall import WallDesk
from console.desk.walls import OWN, WallScreen
from layouts.folder import WallFiles
from layouts.layout import Cell
from layouts.scene import Scene, ScreenPlan
from layouts.schedule import Rule, Schedule
from layouts.tour import Tour
from layouts.wall_state import WallState, dump_state, parse_state
from media.source import Source
from tests.console.desk.walls import CATALOGUE, PRESETS, a_screen, a_wall, one_wall

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
