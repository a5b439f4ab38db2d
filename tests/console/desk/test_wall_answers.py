from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from console.control.room import NotFound, Refused
from console.desk.alarm_causes import AlarmCauses
from console.desk.alarms import AlarmsDesk
from console.desk.scenes import ScenesDesk
from console.desk.tours import ToursDesk
from console.desk.wall_answers import WallAnswers, day_json
from console.site.records import AlarmSettings
from layouts.folder import WallFiles
from layouts.patrol import CameraPatrols, DayOfPatrols, PatrolPage, PatrolRow
from layouts.scene import Scene
from layouts.tour import Tour
from layouts.wall_state import WallState
from media.source import Source
from tests.console.desk.walls import PRESETS, a_screen, a_wall, alarming, one_wall

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
DAY = DayOfPatrols(
    date(2026, 11, 23), 1, 2, (CameraPatrols("c01", 2, 9.04, NOON),), ("", "李")
)  # fmt: skip


ROW = PatrolRow(
    NOON, "河道", "李", "c01", NOON.replace(second=30), NOON.replace(second=45), 14.96
)  # fmt: skip


class StraightBridge:
    async def ask(self, question: Callable[[], Any]) -> Any:
        return question()


@pytest.fixture
def answers(qtbot: QtBot, quiet_feed: Callable[[Source], Any]) -> WallAnswers:
    watch = replace(alarming(PRESETS["2x2"], 1), name="watch")
    files = WallFiles(
        {**PRESETS, "watch": watch},
        {"flood": Scene("flood", default="watch", order=2), "day": Scene("day", default="3x3")},
        {"river": Tour("river", ("c03", "c07"))},
    )
    widget, wall = a_wall(qtbot, quiet_feed, watch=watch)
    tours = ToursDesk(wall, files.tours, lambda _: True, str, len, widget)
    walls = one_wall(wall, tours=tours)
    alarms = AlarmsDesk(walls, AlarmCauses(AlarmSettings(), (), {}), 60, widget)
    scenes = ScenesDesk(walls, files, "2x2", lambda _: True, widget)
    scenes.begin(WallState(), None)

    async def patrols(_day: date | None) -> DayOfPatrols:
        told: Future[DayOfPatrols] = Future()
        told.set_result(DAY)
        return await asyncio.wrap_future(told)

    async def patrol_rows(day: date | None, before: int | None, most: int) -> Any:
        return day or date(2026, 11, 23), PatrolPage((ROW, replace(ROW, who="", live_s=1.0)), most)

    director = SimpleNamespace(
        walls=walls, alarms=alarms, scenes=scenes, patrols=patrols, patrol_rows=patrol_rows
    )
    return WallAnswers(StraightBridge(), director)  # type: ignore[arg-type]


def test_scenes_are_told_in_order_and_opened(answers: WallAnswers) -> None:
    told = asyncio.run(answers.scenes())
    assert [scene["name"] for scene in told] == ["day", "flood"]
    opened = asyncio.run(answers.set_scene({"scene": "flood", "until": None}))
    assert opened == {"scene": "flood", "by": "hand", "until": None, "altered": False}
    assert answers.runs()["scene"] == "flood"
    released = asyncio.run(answers.set_scene({"scene": None, "until": None}))
    assert released["by"] is None
    with pytest.raises(NotFound) as missing:
        asyncio.run(answers.set_scene({"scene": "x", "until": None}))
    assert missing.value.there_are == ["day", "flood"]


def test_a_tour_is_started_acted_on_and_ended(answers: WallAnswers) -> None:
    assert asyncio.run(answers.tours())[0]["cameras"] == ["c03", "c07"]
    started = asyncio.run(
        answers.start_tour({"tour": "river", "cell": 1, "who": "李", "screen": None})
    )
    assert (started["cell"], started["stop"], started["state"]) == (1, 1, "running")
    paused = asyncio.run(answers.act_tour({"cell": None, "action": "pause", "screen": None}))
    assert paused["state"] == "paused"  # the only one there is
    assert asyncio.run(answers.stop_tour(1, None)) == {"stopped": True}
    assert asyncio.run(answers.stop_tour(None, "main")) == {"stopped": False}
    with pytest.raises(Refused):
        asyncio.run(answers.act_tour({"cell": 1, "action": "next", "screen": None}))
    for wrong in (
        {"tour": "x", "cell": None, "who": "", "screen": None},
        {"tour": "river", "cell": 9, "who": "", "screen": None},
    ):
        with pytest.raises(NotFound):
            asyncio.run(answers.start_tour(wrong))


def test_alarms_are_told_and_acknowledged_and_cells_held(answers: WallAnswers) -> None:
    asyncio.run(answers.set_scene({"scene": "flood", "until": None}))
    with pytest.raises(Refused):
        asyncio.run(answers.hold_cell(3, on=True, screen=None))
    answers._director.alarms.take_findings("c08", "桥", ["covered"])
    (alarm,) = asyncio.run(answers.alarms())
    assert (alarm["title"], alarm["finding"], alarm["cells"]) == ("桥", "covered", [1])
    assert asyncio.run(answers.hold_cell(1, on=True, screen="DP-1")) == {"cell": 1, "held": True}
    assert answers.runs()["held"] == [1]
    order = {"alarm": alarm["alarm"], "action": "acknowledge"}
    assert asyncio.run(answers.act_alarm(order))["changed"]
    with pytest.raises(NotFound):
        asyncio.run(answers.act_alarm({"alarm": "case:x", "action": "pin"}))


def test_a_day_of_patrols_is_told(answers: WallAnswers) -> None:
    told = asyncio.run(answers.patrols(None))
    assert told == day_json(DAY)
    assert (told["who"], told["seen"], told["patrols"]) == (["李"], 1, 2)
    assert told["cameras"][0]["last"] == "2026-11-23T12:00:00Z"


def test_rows_of_the_patrol_log_are_told(answers: WallAnswers) -> None:
    told = asyncio.run(answers.patrol_rows(None, None, 7))
    assert (told["day"], told["before"]) == ("2026-11-23", 7)
    assert told["rows"][0] == {
        "patrol": "2026-11-23T12:00:00Z", "tour": "河道", "who": "李", "camera": "c01",
        "since": "2026-11-23T12:00:30Z", "until": "2026-11-23T12:00:45Z", "live_s": 14.9,
        "counts": True,
    }  # fmt: skip
    assert (told["rows"][1]["who"], told["rows"][1]["counts"]) == (None, False)


def test_tours_and_held_cells_of_another_screen_are_told_and_ordered_by_its_name(
    answers: WallAnswers, qtbot: QtBot, quiet_feed: Callable[[Source], Any]
) -> None:
    watch = replace(alarming(PRESETS["2x2"], 1), name="watch")
    widget, wall = a_wall(qtbot, quiet_feed, watch=watch)
    tours = ToursDesk(wall, {"river": Tour("river", ("c03", "c07"))}, lambda _: True, str, len)
    answers._director.walls.add(a_screen(wall, "HDMI-1", tours=tours))
    wall.set_layout("watch")
    started = asyncio.run(
        answers.start_tour({"tour": "river", "cell": 2, "who": "", "screen": "HDMI-1"})
    )
    assert (started["screen"], started["cell"]) == ("HDMI-1", 2)
    paused = asyncio.run(answers.act_tour({"cell": None, "action": "pause", "screen": "HDMI-1"}))
    assert (paused["screen"], paused["state"]) == ("HDMI-1", "paused")
    asyncio.run(answers.hold_cell(1, on=True, screen="HDMI-1"))
    assert answers.runs()["tours"] == answers.runs()["held"] == []
    assert answers.runs_on("HDMI-1")["held"] == [1]
    assert [tour["cell"] for tour in answers.runs_on("HDMI-1")["tours"]] == [2]
    with pytest.raises(Refused):  # without a screen it is of the desk's own wall
        asyncio.run(answers.act_tour({"cell": None, "action": "pause", "screen": None}))
    with pytest.raises(NotFound) as missing:
        asyncio.run(answers.stop_tour(None, "HDMI-9"))
    assert missing.value.there_are == ["DP-1", "HDMI-1"]
    assert asyncio.run(answers.stop_tour(None, "HDMI-1")) == {"stopped": True}
    widget.close()
