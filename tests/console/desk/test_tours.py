from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from console.desk.tours import POLL_MS, ToursDesk
from layouts.patrol import PatrolRow
from layouts.tour import Tour
from layouts.tour_run import TourState
from layouts.wall_state import TourPlace
from media.source import Source
from tests.console.desk.walls import CATALOGUE, a_wall, shown

BEGAN = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
RIVER = Tour("river", ("c03", "c07", "c12"), dwell_s=10.0, title="河道")
PAGES = Tour("pages", ("c05", "c06", "c07", "c08", "c09"), dwell_s=10.0, layout="2x2")


class Stage:
    """A desk whose clock stands still until ``go``, which looks as often as the program does."""

    def __init__(self, qtbot: QtBot, quiet_feed: Callable[[Source], Any]) -> None:
        self.seconds, self.on_duty = 0.0, "李"
        self.dark: set[int] = set()
        self.rows: list[PatrolRow] = []
        self.told: list[dict[str, Any]] = []
        self.widget, self.wall = a_wall(qtbot, quiet_feed)
        self.desk = ToursDesk(
            self.wall, {"river": RIVER, "pages": PAGES}, lambda cell: cell not in self.dark,
            lambda: self.on_duty, self.rows.extend, None, lambda: self.seconds,
            lambda: BEGAN + timedelta(seconds=self.seconds),
        )  # fmt: skip
        self.desk.told.connect(lambda _, what: self.told.append(what))
        self.wall.set_layout("2x2")

    def go(self, seconds: float) -> None:
        self.desk.tick()
        end = self.seconds + seconds
        while self.seconds < end:
            self.seconds += POLL_MS / 1000
            self.desk.tick()

    def state(self, cell: int | None = None) -> str:
        told = self.desk.report(cell)
        return told["state"] if told else ""


@pytest.fixture
def stage(qtbot: QtBot, quiet_feed: Callable[[Source], Any]) -> Stage:
    return Stage(qtbot, quiet_feed)


def test_a_tour_shows_one_camera_after_the_other_in_its_cell(stage: Stage) -> None:
    stage.desk.start("river", 1)
    assert shown(stage.wall) == ["c01", "c03", "c03", "c04"]
    assert stage.desk.coming() == ["c07", "c12"]
    stage.go(10)
    assert shown(stage.wall)[1] == "c07"
    stage.go(9)
    assert shown(stage.wall)[1] == "c07"
    assert stage.desk.act(1, "back")
    assert shown(stage.wall)[1] == "c03"


def test_whole_pages_run_in_their_layout_and_unpack_into_one(stage: Stage) -> None:
    stage.wall.set_layout("3x3")
    stage.desk.start("river", 4)
    stage.desk.start("pages")
    assert stage.wall.arrangement.layout.name == "2x2"
    assert shown(stage.wall) == ["c05", "c06", "c07", "c08"]
    assert stage.desk.whole() == "pages"
    assert len(stage.desk.reports()) == 1
    stage.go(10)
    assert shown(stage.wall) == ["c09", None, None, None]
    stage.desk.act(None, "unpack")
    assert shown(stage.wall)[:5] == ["c09", "c05", "c06", "c07", "c08"]
    assert not stage.desk.reports()


def test_it_stops_when_somebody_takes_its_cell_and_goes_on_when_told(stage: Stage) -> None:
    stage.desk.start("river", 1)
    stage.wall.put(0, "camera:c11")
    assert stage.state(1) == "running"
    stage.wall.put(1, "camera:c11")
    assert stage.state(1) == "taken"
    stage.go(60)
    assert shown(stage.wall)[1] == "c11"
    stage.desk.act(1, "toggle")
    assert (stage.state(1), shown(stage.wall)[1]) == ("running", "c03")


def test_it_stops_at_a_camera_that_somebody_turns(stage: Stage) -> None:
    stage.desk.start("river", 1)
    stage.desk.ptz_moved("c07")
    assert stage.state(1) == "running"
    stage.desk.ptz_moved("c03")
    assert stage.state(1) == "steered"
    stage.go(60)
    assert shown(stage.wall)[1] == "c03"


def test_lost_cameras_are_passed_over(stage: Stage) -> None:
    stage.desk.set_lost({"c07"})
    stage.desk.start("river", 1)
    assert stage.desk.coming() == ["c12"]
    stage.go(10)
    assert shown(stage.wall)[1] == "c12"


def test_the_log_has_who_and_only_what_was_really_live(stage: Stage) -> None:
    stage.desk.start("river", 1)
    stage.go(10)
    stage.dark = {1}
    stage.go(10)
    stage.desk.stop(1)
    seen = {(row.camera, row.who, row.tour): row.live_s for row in stage.rows}
    assert seen[("c03", "李", "河道")] == pytest.approx(10)
    assert seen[("c07", "李", "河道")] == 0
    assert all(not row.counts for row in stage.rows if row.camera != "c03")


def test_a_change_of_shift_closes_the_rows_so_far_and_goes_on_under_the_new_name(
    stage: Stage,
) -> None:
    stage.desk.start("river", 1)
    stage.desk.start("river", 2, who="孙")  # begun in somebody's name: it stays his
    stage.go(4)
    stage.on_duty = "王"
    stage.desk.hand_over()
    stage.go(6)
    stage.desk.stop(None)
    seen = [(row.who, row.camera, row.live_s) for row in stage.rows if row.live_s]
    assert seen == [("李", "c03", 4), ("王", "c03", 6), ("孙", "c03", 10)]
    assert not [row for row in stage.rows if row.who == "孙" and row.since == BEGAN][1:]


def test_each_tour_that_ends_is_told_with_its_cell(stage: Stage) -> None:
    told: list[dict[str, Any]] = []
    stage.desk.start("river", 1)
    stage.desk.start("river", 2)
    stage.desk.told.connect(lambda _kind, what: told.append(what))
    stage.desk.stop(None)
    assert told == [{"cell": cell, "tour": None, "state": None} for cell in (1, 2)]


def test_a_camera_under_an_alarm_is_not_seen(stage: Stage) -> None:
    stage.desk.start("river", 1)
    stage.wall.cover({1: "camera:c08"})
    stage.go(10)
    stage.wall.cover({1: "camera:c07"})  # what the alarm brought is what the tour shows
    stage.go(6)
    stage.desk.stop(1)
    assert {row.camera: row.live_s for row in stage.rows} == {"c03": 0, "c07": 6}


def test_a_camera_that_the_room_has_no_more_takes_no_cell_from_a_tour(stage: Stage) -> None:
    stage.desk.start("river", 1)
    stage.wall.set_catalogue([source for source in CATALOGUE if source != "camera:c03"])
    assert (shown(stage.wall)[1], stage.state(1)) == (None, "running")
    stage.go(10)
    assert shown(stage.wall)[1] == "c07"
    stage.wall.put(1, "")  # by hand it is taken
    assert stage.state(1) == "taken"


def test_a_tour_that_rests_is_logged_meanwhile(stage: Stage) -> None:
    stage.desk.start("river", 1, state=TourState.PAUSED)
    stage.go(61)
    assert [row.camera for row in stage.rows] == ["c03"]


def test_another_layout_ends_the_tours_and_a_restart_brings_them_back(stage: Stage) -> None:
    stage.desk.start("river", 1, at=2, state=TourState.PAUSED)
    places = stage.desk.places()
    assert places == (TourPlace("river", 1, 2, TourState.PAUSED),)
    stage.wall.set_layout("1x1")
    assert not stage.desk.reports()
    stage.wall.set_layout("2x2")
    stage.desk.begin([*places, TourPlace("gone", 0), TourPlace("river", 99)])
    assert (stage.state(1), shown(stage.wall)[1]) == ("paused", "c12")
    assert len(stage.desk.reports()) == 1


@pytest.mark.parametrize(("cell", "tour"), [(1, "river"), (None, "pages")])
def test_what_somebody_put_over_a_tour_is_there_after_a_restart(
    stage: Stage, cell: int | None, tour: str
) -> None:
    stage.desk.start(tour, cell)
    stage.wall.put(1, "camera:c11")
    places, before = stage.desk.places(), stage.wall.arrangement
    stage.wall.open(before)
    stage.desk.begin(places)
    assert (stage.state(cell), stage.wall.arrangement) == ("taken", before)
    stage.go(60)
    assert shown(stage.wall)[1] == "c11"
    stage.desk.act(cell, "toggle")
    assert (stage.state(cell), shown(stage.wall)[1]) == ("running", "c03" if cell else "c06")


def test_a_tour_taken_on_pages_of_another_layout_opens_none_after_a_restart(stage: Stage) -> None:
    stage.wall.set_layout("3x3")
    stage.desk.begin([TourPlace("pages", None, 0, TourState.TAKEN)])
    assert (stage.desk.reports(), stage.wall.arrangement.layout.name) == ([], "3x3")


def test_a_tour_whose_camera_is_steered_still_waits_after_a_restart(stage: Stage) -> None:
    stage.desk.start("river", 1, at=1)
    stage.desk.ptz_moved("c07")
    places, before = stage.desk.places(), stage.wall.arrangement
    stage.wall.open(before)
    stage.desk.begin(places)
    stage.go(60)
    assert (stage.state(1), shown(stage.wall)[1]) == ("steered", "c07")


def test_a_tour_that_has_another_name_goes_on_under_it(stage: Stage, qtbot: QtBot) -> None:
    stage.desk.start("river", 1)
    stage.go(10)
    with qtbot.waitSignal(stage.desk.changed):
        stage.desk.take_name("river", "bank")
    assert stage.desk.places() == (TourPlace("bank", 1, 1),)
    assert shown(stage.wall)[1] == "c07"
    with qtbot.assertNotEmitted(stage.desk.changed):
        stage.desk.take_name("river", "other")


def test_an_unknown_tour_or_cell_is_refused(stage: Stage) -> None:
    with pytest.raises(KeyError):
        stage.desk.start("night", 1)
    with pytest.raises(IndexError):
        stage.desk.start("river", 9)
    assert not stage.desk.act(2, "next")
