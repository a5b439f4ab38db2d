from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from console.cases.book import CaseBook
from console.cases.case import Case, CaseChanged, CaseId, LinkState
from console.desk.alarm_causes import AlarmCauses
from console.desk.alarms import AlarmsDesk
from console.desk.walls import WallScreen
from console.site.records import AlarmSettings, CameraEntry
from media.source import Source
from tests.console.desk.walls import (
    CATALOGUE,
    PRESETS,
    a_screen,
    a_wall,
    alarming,
    one_wall,
    shown,
)


class Stage:
    def __init__(self, qtbot: QtBot, quiet_feed: Callable[[Source], Any]) -> None:
        self.seconds = self.clock_s = 0.0
        self.told: list[tuple[str, str]] = []
        self.widget, self.wall = a_wall(qtbot, quiet_feed, watch=alarming(PRESETS["2x2"], 1, 2))
        known = [CameraEntry("c08", "c08", "rtsp://h/1")]
        causes = AlarmCauses(AlarmSettings(), known, {})
        self.book = CaseBook()
        self.walls = one_wall(self.wall)
        self.own = self.walls.own
        self.desk = AlarmsDesk(self.walls, causes, 60, None, lambda: self.seconds)
        self.waits: list[str] = []
        self.desk.waits.connect(lambda cause: self.waits.append(cause.text))
        self.desk.told.connect(lambda _, what: self.told.append((what["alarm"], what["state"])))
        self.wall.set_layout("watch")
        self.make = lambda **layouts: a_wall(qtbot, quiet_feed, **layouts)[1]

    def plug(self, name: str, *cells: int) -> WallScreen:
        """A screen of one large and five small tiles, alarms in these cells."""
        wall = self.make(ranks=alarming(PRESETS["1+5"], *cells))
        self.walls.add(a_screen(wall, name))
        wall.set_layout("ranks")
        return self.walls.all()[-1]

    def case(self, rev: int, level: str | None = "red", status: str = "reported") -> None:
        """The platform tells of the one case there is."""
        at = datetime.now(UTC) + timedelta(seconds=self.clock_s)
        case = Case(
            CaseId("c-7"), rev, "7", "水位超警", "", "governance", "", "", "", "", status, level,
            None, cameras=("c08",), updated_at=at,
        )  # fmt: skip
        self.desk.take_cases(self.book.apply([CaseChanged(case)]), self.book)

    def covered(self, camera: str) -> str:
        self.desk.take_findings(camera, camera, ["covered"])
        return str(self.desk.reports()[0]["alarm"])


@pytest.fixture
def stage(qtbot: QtBot, quiet_feed: Callable[[Source], Any]) -> Stage:
    return Stage(qtbot, quiet_feed)


def test_the_newest_alarm_is_first_and_moves_the_others_down(stage: Stage) -> None:
    stage.covered("c08")
    assert shown(stage.wall) == ["c01", "c08", "c03", "c04"]
    stage.covered("c09")
    assert shown(stage.wall) == ["c01", "c09", "c08", "c04"]


def test_an_alarm_that_was_seen_leaves_and_what_was_there_comes_back(stage: Stage) -> None:
    key = stage.covered("c08")
    assert stage.desk.acknowledge_in(stage.own, 0)  # the newest, where the cell has none of its own
    assert shown(stage.wall) == ["c01", "c02", "c03", "c04"]
    assert not stage.desk.acknowledge_in(stage.own, 1)
    assert stage.told == [(key, "new"), (key, "acknowledge")]
    stage.desk.act(key, "recall")
    assert shown(stage.wall)[1] == "c08"


def test_it_leaves_when_its_time_or_its_cause_is_over_unless_it_is_pinned(stage: Stage) -> None:
    pinned = stage.covered("c08")
    stage.desk.act(pinned, "pin")
    stage.covered("c09")
    stage.seconds = 61
    stage.desk.tick()
    assert shown(stage.wall) == ["c01", "c08", "c03", "c04"]
    stage.covered("c10")
    stage.desk.take_findings("c10", "c10", [])
    stage.desk.take_findings("c08", "c08", [])
    assert shown(stage.wall) == ["c01", "c08", "c03", "c04"]


def test_a_cell_that_an_operator_put_something_into_is_never_taken(stage: Stage) -> None:
    stage.wall.put(1, "camera:c11")
    stage.covered("c08")
    assert shown(stage.wall) == ["c01", "c11", "c08", "c04"]
    assert stage.desk.held(stage.own) == (1,)
    stage.wall.put(2, "camera:c12")  # over the alarm: it has no cell left
    assert shown(stage.wall) == ["c01", "c11", "c12", "c04"]
    stage.wall.put(1, "")
    assert shown(stage.wall) == ["c01", "c08", "c12", "c04"]


def test_a_held_cell_keeps_what_it_shows_until_it_is_released(stage: Stage) -> None:
    assert not stage.desk.can_hold(stage.own, 0)
    stage.desk.hold(stage.own, 1, on=True)
    stage.covered("c08")
    assert shown(stage.wall)[1:3] == ["c02", "c08"]
    stage.desk.hold(stage.own, 1, on=False)
    assert shown(stage.wall)[1:3] == ["c08", "c03"]


def test_an_enlarged_cell_keeps_its_picture_and_is_the_alarms_again_after_that(
    stage: Stage,
) -> None:
    stage.widget.enlarge(1)
    before = stage.widget.feed(1)
    stage.covered("c08")
    assert shown(stage.wall) == ["c01", "c02", "c08", "c04"]
    assert stage.widget.feed(1) is before
    assert stage.desk.held(stage.own) == ()  # nobody wished it: it is not kept over a restart
    stage.widget.enlarge(None)
    stage.desk.tick()
    assert shown(stage.wall) == ["c01", "c08", "c03", "c04"]


def test_a_picture_that_is_looked_into_stays_and_so_does_its_zoom(stage: Stage) -> None:
    hand = stage.widget._tiles[1].zoom
    hand.act("zoom_in")
    stage.covered("c08")
    assert (shown(stage.wall)[1:3], bool(hand.zoom)) == (["c02", "c08"], True)
    hand.act("zoom_reset")
    stage.covered("c09")
    assert shown(stage.wall)[1:3] == ["c09", "c08"]


def test_a_cell_that_shows_the_past_is_no_alarms_until_it_is_live_again(stage: Stage) -> None:
    stage.wall.put(1, "replay:c02@2026-11-23T06:30:00Z")
    stage.covered("c08")
    assert str(stage.wall.sources()[1]).startswith("replay:c02")
    assert (shown(stage.wall)[2], stage.desk.held(stage.own)) == ("c08", ())
    stage.wall.put(1, "camera:c02")
    assert shown(stage.wall)[1:3] == ["c08", "c03"]


@pytest.mark.parametrize(
    "past", ["replay:c02@2026-11-23T06:30:00Z", "replay:c11@2026-11-23T06:30:00Z"]
)
def test_a_held_cell_is_held_after_its_past_was_looked_at(stage: Stage, past: str) -> None:
    live = past.partition("@")[0].replace("replay", "camera")
    stage.wall.put(1, live)  # by hand: it is the operator's
    stage.wall.put(1, past)
    stage.wall.put(1, live)
    stage.covered("c08")
    assert (shown(stage.wall)[2], stage.desk.held(stage.own)) == ("c08", (1,))


def test_the_words_of_an_alarm_that_waits_are_not_forgotten(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("console.desk.alarms.MOST_CAUSES", 2)
    stage.wall.set_layout("2x2")
    first = stage.covered("c08")
    for camera in ("c09", "c10", "c11"):
        stage.desk.act(stage.covered(camera), "acknowledge")
    assert [cause.key for cause in stage.desk.waiting()] == [first]


def test_an_alarm_that_is_looked_at_stays_when_it_was_seen_and_leaves_after_that(
    stage: Stage,
) -> None:
    stage.covered("c08")
    stage.widget.enlarge(1)
    assert stage.desk.acknowledge_in(stage.own, 1)
    stage.covered("c09")
    assert shown(stage.wall) == ["c01", "c08", "c09", "c04"]
    assert stage.desk.cause(stage.own, 1) is None
    stage.widget.enlarge(None)
    stage.desk.tick()
    assert shown(stage.wall) == ["c01", "c09", "c03", "c04"]


def test_a_cell_that_is_held_and_enlarged_stays_held(stage: Stage) -> None:
    stage.widget.enlarge(1)
    stage.covered("c08")
    stage.desk.hold(stage.own, 1, on=True)
    stage.widget.enlarge(None)
    stage.desk.tick()
    assert (shown(stage.wall)[1:3], stage.desk.held(stage.own)) == (["c02", "c08"], (1,))
    stage.widget.enlarge(1)
    stage.desk.hold(stage.own, 1, on=False)
    assert (shown(stage.wall)[1:3], stage.desk.held(stage.own)) == (["c02", "c08"], ())


def test_an_alarm_can_be_cleared_from_an_enlarged_or_a_held_cell(stage: Stage) -> None:
    key = stage.covered("c08")
    stage.widget.enlarge(1)
    stage.wall.put(1, "")
    assert (shown(stage.wall)[1], stage.told[-1]) == ("c02", (key, "acknowledge"))
    stage.widget.enlarge(None)
    stage.covered("c09")
    stage.desk.hold(stage.own, 1, on=True)
    stage.wall.put(1, "")
    assert (shown(stage.wall)[1:3], stage.desk.held(stage.own)) == (["c02", "c03"], (1,))


def test_going_back_in_time_with_an_alarm_keeps_it_in_its_cell(stage: Stage) -> None:
    stage.covered("c08")
    stage.wall.put(1, "replay:c08@2026-11-23T06:30:00Z")
    stage.covered("c09")
    assert shown(stage.wall) == ["c01", "c08", "c09", "c04"]
    assert str(stage.wall.sources()[1]).startswith("replay:")
    assert stage.wall.arrangement.sources[1] == "camera:c02"
    stage.wall.put(1, "camera:c08")
    assert shown(stage.wall) == ["c01", "c09", "c08", "c04"]


def test_clearing_an_alarm_away_says_that_it_was_seen(stage: Stage) -> None:
    key = stage.covered("c08")
    stage.wall.put(1, "")
    assert shown(stage.wall) == ["c01", "c02", "c03", "c04"]
    assert stage.told[-1] == (key, "acknowledge")


@pytest.mark.parametrize(("level", "status"), [("blue", "reported"), ("red", "closed")])
def test_a_case_that_is_lowered_or_closed_leaves_and_urgent_again_comes_back(
    stage: Stage, level: str, status: str
) -> None:
    stage.case(1)
    assert shown(stage.wall)[1] == "c08"
    stage.case(2, level, status)
    assert shown(stage.wall)[1] == "c02"
    assert stage.told[-1] == ("case:c-7", "over")
    stage.case(3)
    assert shown(stage.wall)[1] == "c08"
    stage.desk.act("case:c-7", "acknowledge")
    stage.case(4)
    assert shown(stage.wall)[1] == "c02"  # it has been seen
    stage.case(5, level, status)
    stage.case(6)
    assert shown(stage.wall)[1] == "c08"


def test_a_case_is_news_by_the_platforms_clock_whatever_the_workstations_says(
    stage: Stage,
) -> None:
    stage.clock_s = -1200.0  # the platform dates its cases twenty minutes ago
    stage.case(1)
    assert not stage.desk.reports()  # by our clock, which is all there is
    stage.book.apply([LinkState("live", skew_s=stage.clock_s)])
    stage.case(2, level="blue")
    stage.case(3)
    assert [told["case"] for told in stage.desk.reports()] == ["c-7"]


def test_a_camera_that_the_room_has_no_more_is_no_alarms(stage: Stage) -> None:
    stage.case(1)
    first = stage.covered("c07")
    stage.desk.set_cameras({"c01", "c02", "c03", "c04", "c08"})
    stage.wall.set_catalogue([source for source in CATALOGUE if source != "camera:c07"])
    assert (first, "over") in stage.told
    assert shown(stage.wall) == ["c01", "c08", "c03", "c04"]
    stage.covered("c05")
    assert shown(stage.wall) == ["c01", "c05", "c08", "c04"]


def test_alarms_wait_for_a_layout_that_has_cells_for_them(stage: Stage) -> None:
    stage.wall.set_layout("2x2")
    stage.covered("c08")
    assert shown(stage.wall) == ["c01", "c02", "c03", "c04"]
    stage.wall.set_layout("watch")
    assert shown(stage.wall)[1] == "c08"


def test_an_alarm_that_no_cell_shows_is_told_and_waits_until_somebody_has_seen_to_it(
    stage: Stage,
) -> None:
    stage.wall.set_layout("2x2")
    key = stage.covered("c08")
    assert stage.waits == ["c08"]
    stage.seconds = 3600
    stage.desk.tick()
    assert [cause.key for cause in stage.desk.waiting()] == [key]
    assert stage.desk.since(key).tzinfo is not None
    stage.desk.act(key, "acknowledge")
    assert stage.desk.waiting() == []


def test_an_alarm_behind_an_enlarged_cell_is_shown_nowhere_until_that_is_small_again(
    stage: Stage,
) -> None:
    stage.widget.enlarge(0)
    key = stage.covered("c08")
    assert (stage.waits, shown(stage.wall)[1]) == (["c08"], "c08")
    stage.seconds = 3600
    stage.desk.tick()
    assert [cause.key for cause in stage.desk.waiting()] == [key]
    stage.widget.enlarge(None)
    assert (stage.desk.waiting(), stage.desk.is_shown(key)) == ([], True)
    stage.seconds += 59
    stage.desk.tick()
    assert stage.desk.is_shown(key)  # its time began with that


def test_an_urgent_case_without_a_cell_waits_too(stage: Stage) -> None:
    for cell in (1, 2):
        stage.desk.hold(stage.own, cell, on=True)
    stage.case(1)
    assert stage.waits == ["水位超警"]


def test_only_an_alarm_that_is_shown_is_acknowledged_from_a_cell_without_one(
    stage: Stage,
) -> None:
    for camera in ("c07", "c08", "c09"):
        stage.covered(camera)
    waits = stage.covered("c10")
    stage.desk.hold(stage.own, 1, on=True)
    stage.desk.hold(stage.own, 2, on=True)
    newest = stage.covered("c11")
    taken = stage.desk.acknowledge_in(stage.own, 0)
    assert taken is not None
    assert taken.key == waits  # c10 is in the first alarm cell; c11 is shown nowhere
    assert stage.desk.waiting()[0].key == newest
    stage.wall.set_layout("2x2")
    assert stage.desk.acknowledge_in(stage.own, 0) is None
    assert newest in [cause.key for cause in stage.desk.waiting()]


def test_the_alarm_about_a_cells_own_camera_is_acknowledged_there(stage: Stage) -> None:
    about = stage.covered("c01")
    stage.covered("c08")
    stage.covered("c09")
    taken = stage.desk.acknowledge_in(stage.own, 0)
    assert taken is not None
    assert taken.key == about


def test_ranks_are_compared_over_the_screens(stage: Stage) -> None:
    left = stage.plug("HDMI-1", 0, 4)
    for camera in ("c07", "c08", "c09"):
        stage.covered(camera)
    # rank 1 here, rank 1 there, rank 2 here, rank 2 there
    assert shown(stage.wall)[1:3] == ["c09", "c07"]
    assert (shown(left.desk)[0], shown(left.desk)[4]) == ("c08", "c05")
    stage.covered("c10")
    assert (shown(left.desk)[0], shown(left.desk)[4]) == ("c09", "c07")
    told = stage.desk.reports()[1]
    assert (told["cells"], told["places"]) == ([], [{"screen": "HDMI-1", "cell": 0}])


def test_alarms_are_seen_pinned_and_kept_away_on_another_screen(stage: Stage) -> None:
    left = stage.plug("HDMI-1", 0, 4)
    first = stage.covered("c08")
    second = stage.covered("c09")
    cause = stage.desk.cause(left, 0)
    assert cause is not None
    assert cause.key == first
    stage.desk.act(first, "pin")
    stage.desk.hold(left, 4, on=True)
    for camera in ("c10", "c11", "c12"):
        stage.covered(camera)
    assert (shown(left.desk)[0], shown(left.desk)[4]) == ("c08", "c05")
    assert (stage.desk.held(left), stage.desk.held(stage.own)) == ((4,), ())
    assert stage.desk.acknowledge_in(left, 0)
    assert shown(left.desk)[0] == "c11"
    left.desk.put(0, "camera:c01")  # an operator's: it is his
    assert (shown(left.desk)[0], stage.desk.held(left)) == ("c01", (0, 4))
    assert second in [told["alarm"] for told in stage.desk.reports()]


def test_an_alarm_of_a_screen_that_is_pulled_out_moves_to_those_that_are_left(stage: Stage) -> None:
    left = stage.plug("HDMI-1", 0)
    stage.covered("c08")
    stage.covered("c09")
    assert (shown(stage.wall)[1], shown(left.desk)[0]) == ("c09", "c08")
    stage.walls.remove(left)
    assert shown(stage.wall)[1:3] == ["c09", "c08"]
    again = stage.plug("HDMI-1", 0)
    assert (shown(stage.wall)[1:3], shown(again.desk)[0]) == (["c09", "c03"], "c08")
    stage.desk.restore_held(again, (0,))
    assert (shown(stage.wall)[1:3], shown(again.desk)[0]) == (["c09", "c08"], "c01")
