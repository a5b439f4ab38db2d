from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from console.desk.alarm_causes import AlarmCauses
from console.desk.alarms import AlarmsDesk
from console.desk.replay import ReplayDesk, written
from console.feeds import Feeds
from console.site.records import AlarmSettings
from layouts.arrangement import Arrangement, fill
from layouts.store import load_layouts
from media.board import FrameBoard
from media.cameras.play_clock import MOST_REPLAYS, PlayClock
from media.source import Replaying, Source
from tests.console.desk.walls import PRESETS, a_wall, alarming, one_wall

TODAY, NOW = 1_764_000_000.0, 500.0


class Writer:
    name = "cameras-0"

    def __init__(self) -> None:
        self.board = FrameBoard.create(channels=40, slot_bytes=64)
        self.orders: list[dict[str, Any]] = []

    def show(self, order: dict[str, Any]) -> None:
        self.orders.append(order)

    once = show

    def hide(self, channel: int) -> None:
        self.orders.append({"do": "hide", "channel": channel})


class Wall:
    """A wall of 36 cells whose tiles wish four pixels."""

    def __init__(self, feeds: Feeds) -> None:
        layout = load_layouts(None)["6x6"]
        self.arrangement: Arrangement = fill(layout, [f"camera:c{n:02}" for n in range(35)])
        self.feeds = feeds
        self.open: dict[int, Any] = {}

    def sources(self) -> list[Source | None]:
        return [Source.parse(s) if s else None for s in self.arrangement.sources]

    def source(self, cell: int) -> Source | None:
        return self.sources()[cell]

    def put(self, cell: int, source: str) -> None:
        self.arrangement = self.arrangement.put(cell, source)
        if self.open.get(cell):
            self.open[cell].close()
        self.open[cell] = self.feeds.open(Source.parse(source))
        if self.open[cell] is not None:
            self.open[cell].wish(2, 2)


class Room:
    def __init__(self) -> None:
        self.now = NOW
        self.writer = Writer()

        def at_once(do: Callable[..., object], *given: object) -> None:
            do(*given)

        self.feeds = Feeds(lambda _source: self.writer, at_once)
        self.wall = Wall(self.feeds)
        self.desk = ReplayDesk(
            self.wall, self.feeds, now=lambda: self.now, today=lambda: TODAY + self.now - NOW
        )  # type: ignore[arg-type]

    def clock(self, cell: int) -> PlayClock:
        clock = self.desk.clock(cell)
        assert clock is not None
        return clock

    def hear(self, cell: int, at: float, word: str) -> None:
        source = self.wall.sources()[cell]
        assert source is not None
        self.desk.hear(source, Replaying(at, 0.0, word))


@pytest.fixture
def room(qapp: object) -> Iterator[Room]:
    made = Room()
    yield made
    made.writer.board.close()


def test_live_tiles_go_back_together_on_one_clock(room: Room) -> None:
    room.desk.back([0, 3], 30)
    assert str(room.wall.sources()[3]) == f"replay:c03@{written(TODAY - 30)}"
    assert room.clock(0) == room.clock(3) == PlayClock(TODAY - 30, NOW, 1.0)
    last = room.writer.orders[-1]
    assert (last["do"], last["camera"]) == ("replay", "c03")
    assert last["clock"] == {"at": TODAY - 30, "since": NOW, "rate": 1.0}


def test_going_back_again_counts_from_what_is_shown(room: Room) -> None:
    room.desk.back([0], 30)
    source = room.wall.sources()[0]
    room.now += 10
    room.desk.back([0], 30)
    assert room.clock(0).at == TODAY - 50
    assert room.wall.sources()[0] == source


def test_a_pause_holds_the_moment_and_another_pace_goes_on_from_it(room: Room) -> None:
    room.desk.back([0, 1], 60)
    room.now += 5
    room.desk.pause([0, 1])
    room.now += 100
    assert room.clock(1) == PlayClock(TODAY - 55, NOW + 5, 0.0)
    room.desk.pace([0, 1], 4)
    assert room.clock(0) == room.clock(1) == PlayClock(TODAY - 55, room.now, 4.0)
    room.desk.resume([0])
    assert room.clock(0).rate == 1


def test_a_step_is_led_by_the_first_and_followed_by_the_others(room: Room) -> None:
    room.desk.back([2, 4], 60)
    room.desk.step([2, 4], 1)
    assert room.writer.orders[-1]["do"] == "step"
    room.hear(4, TODAY - 1, "paused")
    assert room.clock(4).at == TODAY - 60
    room.hear(2, TODAY - 59.96, "paused")
    assert room.clock(2) == room.clock(4) == PlayClock(TODAY - 59.96, NOW, 0.0)


def test_who_skips_a_gap_takes_the_others_along(room: Room) -> None:
    room.desk.obey({"cells": [0, 1], "at": TODAY - 500, "skip_gaps": True})
    assert room.writer.orders[-1]["skip_gaps"]
    room.hear(1, TODAY - 100, "playing")
    assert room.clock(0) == room.clock(1) == PlayClock(TODAY - 100, NOW, 1.0)


def test_back_to_live_shows_the_camera_again(room: Room) -> None:
    room.desk.back([5], 30)
    room.desk.live([5])
    assert str(room.wall.sources()[5]) == "camera:c05"
    assert room.desk.clock(5) is None


def test_what_cannot_be_replayed_is_refused_and_nothing_changes(room: Room) -> None:
    with pytest.raises(ValueError, match="cell 35 shows no camera"):
        room.desk.back([0, 35], 30)
    assert str(room.wall.sources()[0]) == "camera:c00"
    with pytest.raises(ValueError, match="cell 0 shows no replay"):
        room.desk.pause([0])
    with pytest.raises(ValueError, match="1 to 86400"):
        room.desk.back([0], 0)


def test_more_replays_than_a_worker_bears_are_refused(room: Room) -> None:
    room.desk.back(range(MOST_REPLAYS), 30)
    with pytest.raises(ValueError, match="too many replays"):
        room.desk.back([MOST_REPLAYS], 30)
    assert str(room.wall.sources()[MOST_REPLAYS]) == f"camera:c{MOST_REPLAYS:02}"


def test_those_that_can_go_back_go_together_where_not_all_can(room: Room) -> None:
    with pytest.raises(ValueError, match="too many replays"):
        room.desk.back(range(20), 30)
    assert room.clock(0) == room.clock(MOST_REPLAYS - 1)
    assert {room.desk.clock(cell) for cell in range(MOST_REPLAYS, 20)} == {None}
    assert all(room.wall.sources()[cell] is not None for cell in range(20))


def test_an_order_of_the_control_api_does_one_thing_after_another(room: Room) -> None:
    room.desk.obey({"cells": [0], "back_s": 30, "rate": 0.5})
    assert room.clock(0) == PlayClock(TODAY - 30, NOW, 0.5)
    room.desk.obey({"cells": [0], "step": -1})
    assert room.clock(0).paused
    room.desk.obey({"cells": [0], "live": True})
    assert str(room.wall.sources()[0]) == "camera:c00"


def test_what_an_alarm_brought_goes_back_in_time_and_live_again(room: Room, qtbot: QtBot) -> None:
    widget, wall = a_wall(qtbot, room.feeds.open, watch=alarming(PRESETS["2x2"], 1))
    alarms = AlarmsDesk(one_wall(wall), AlarmCauses(AlarmSettings(), (), {}), 60)
    desk = ReplayDesk(wall, room.feeds, now=lambda: room.now, today=lambda: TODAY)
    wall.set_layout("watch")
    alarms.take_findings("c08", "c08", ["covered"])
    desk.back([0, 1], 30)
    assert (str(wall.source(0)), str(wall.source(1))) == (
        f"replay:c01@{written(TODAY - 30)}",
        f"replay:c08@{written(TODAY - 30)}",
    )
    assert desk.clock(0) == desk.clock(1) == PlayClock(TODAY - 30, NOW, 1.0)
    desk.pause([1])
    clock = desk.clock(1)
    assert clock is not None
    assert clock.paused
    desk.live([1])
    assert (str(wall.source(1)), desk.clock(1)) == ("camera:c08", None)
    assert wall.arrangement.sources[1] == "camera:c02"
    widget.close_feeds()


def test_a_moment_is_written_as_rfc_3339() -> None:
    assert written(datetime(2026, 11, 23, 6, 30, tzinfo=UTC).timestamp()) == (
        "2026-11-23T06:30:00.000Z"
    )
