from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from console.calibration.record import Calibration, Taken
from console.cases.book import CaseBook
from console.cases.case import (
    About,
    Case,
    CaseChanged,
    CaseId,
    Clock,
    Place,
    PlatformKind,
    Worker,
    WorkerMoved,
)
from console.desk import marking
from console.desk.marking import QUARTERS, MarkingDesk
from console.site.load import read_site
from console.site.records import MapFeature, Site
from console.ui.theme import DARK, Look
from console.ui.wall import Wall
from console.ui.words import call_platforms, platform_mark
from layouts.store import load_layouts
from media.calibration import Pose
from media.onvif.whereabouts import Unknown
from media.source import Source
from tests.console.desk.walls import Fixed

POSE = Pose(120.19, 30.47, 6.0, 0.0, 10.0, 80.0)
AHEAD = Place(120.19, 30.4703, 5.0, "gps")
ELSEWHERE = Place(120.29, 30.57, 5.0, "gps")


def a_case(name: str = "c-1", rev: int = 1, **fields: Any) -> CaseChanged:
    now = datetime.now(UTC)
    clocks = (Clock("close", now + timedelta(hours=4)),)
    usual = {"place": AHEAD, "status": "accepted", "cameras": (), "clocks": clocks}
    case = Case(
        CaseId(name), rev, "2026-1123-0001", "河道漂浮物", "", "governance", "", "", "grid", "pc",
        level="orange", reported_at=now - timedelta(minutes=5), **{**usual, **fields},
    )  # fmt: skip
    return CaseChanged(case)


class Held:
    def __init__(self, qtbot: QtBot, feed: Callable[[Source], Any]) -> None:
        self.wall = Wall(Look(DARK, "desk"))
        qtbot.addWidget(self.wall)
        self.wall.set_layout(load_layouts(None)["2x2"])
        for cell, name in enumerate(("gate", "hall")):
            self.wall.set_feed(cell, feed(Source.parse(f"camera:{name}")), name)
        self.aims = Fixed({"gate": POSE, "hall": replace(POSE, longitude=120.3)})
        self.book, self.now = CaseBook(), 100.0
        self.desk = MarkingDesk(self.book, self.wall, self.aims, self.wall, lambda: self.now)

    def take(self, *events: Any) -> None:
        changes = self.book.apply(events)
        found = map(self.book.case, changes.changed)
        self.desk.take(changes, [case for case in found if case is not None])

    def markers(self, cell: int = 0) -> list[Any]:
        return list(self.wall._tiles[cell].markers._markers.values())


@pytest.fixture
def held(qtbot: QtBot, quiet_feed: Callable[[Source], Any]) -> Held:
    return Held(qtbot, quiet_feed)


def site_with(base_map: tuple[MapFeature, ...], tmp_path: Path) -> Site:
    (tmp_path / "site.toml").write_text('name = "塘"\n', "utf-8")
    (tmp_path / "cameras.csv").write_text("id,name,main\ngate,校门,rtsp://10.0.0.1/1\n", "utf-8")
    site = read_site(tmp_path)
    return replace(site, base_map=base_map, poses={"gate": POSE})


def test_only_the_tile_that_a_change_concerns_is_marked_anew(held: Held) -> None:
    set_on: list[int] = []
    mark, held.wall.set_markers = held.wall.set_markers, lambda cell, markers: (  # type: ignore
        set_on.append(cell), mark(cell, markers),
    )  # fmt: skip
    held.desk.mark_tiles()
    set_on.clear()
    held.take(a_case())
    assert set_on == [0]
    held.now += 1
    set_on.clear()
    held.take(a_case("far", place=ELSEWHERE))
    assert set_on == []


def test_a_burst_is_marked_once_and_a_long_one_in_slices(
    held: Held, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(marking, "LEAST", 1)
    held.desk._clocks.setInterval(3_600_000)
    held.desk.mark_tiles()
    times: list[int] = []
    mark = held.desk._mark_tile
    held.desk._mark_tile = lambda *given: (times.append(given[1]), mark(*given))  # type: ignore
    for rev in range(1, 200):
        held.take(a_case(rev=rev))
    assert times == [0]
    qtbot.waitUntil(lambda: not held.desk._soon.isActive())
    assert times == [0, 0]
    assert held.markers()[0].rev == 199
    held.now += 1
    real, clock = held.desk._now, iter(range(1000, 10_000))
    held.desk._now = lambda: float(next(clock))  # each look at the clock is a second later
    times.clear()
    held.take(a_case("both", place=None, cameras=("gate", "hall")))
    assert len(times) == 1
    held.desk._now = real
    qtbot.waitUntil(lambda: not held.desk._soon.isActive())
    assert set(times) == {0, 1}


def test_a_change_is_painted_before_anything_else_is_done(held: Held, qtbot: QtBot) -> None:
    held.wall.resize(640, 400)
    held.wall.show()
    qtbot.waitExposed(held.wall)
    held.desk.mark_tiles()
    qtbot.waitUntil(lambda: held.wall._tiles[0].paints > 0)
    before = held.wall._tiles[0].paints
    held.take(a_case())
    assert held.wall._tiles[0].paints == before + 1


def test_clocks_run_on_without_news_a_quarter_of_the_tiles_at_a_time(held: Held) -> None:
    held.take(a_case())
    looked: list[str] = []
    look = held.desk.sight.look
    held.desk.sight.look = lambda eye, now: (looked.append(eye.camera), look(eye, now))[1]  # type: ignore
    for _ in range(QUARTERS):
        held.desk._on_clock()
    assert sorted(looked) == ["gate", "hall"]


def test_the_case_that_is_looked_at_is_so_on_every_wall_and_tile(held: Held) -> None:
    held.take(a_case())
    held.desk.choose("c-1")
    assert held.wall._tiles[0].markers._chosen == "c-1"
    held.wall.set_layout(load_layouts(None)["3x3"])
    assert held.wall._tiles[8].markers._chosen == "c-1"


def test_platforms_beyond_the_four_have_the_initial_they_tell(held: Held) -> None:
    held.take(About("镇", True, (PlatformKind("weather", "气象", "#112233"),)))
    assert platform_mark("weather") == "气"
    call_platforms({})


def test_buildings_of_the_map_make_doubts(held: Held, tmp_path: Path) -> None:
    ring = ((120.1899, 30.4701), (120.1901, 30.4701), (120.1901, 30.4702), (120.1899, 30.4702))
    held.take(a_case())
    assert held.markers()[0].doubt == ""
    held.desk.set_site(site_with((MapFeature("buildings", True, ring),), tmp_path))
    assert held.markers()[0].doubt == "hidden"
    held.desk.set_site(site_with((MapFeature("roads", True, ring),), tmp_path))
    assert held.markers()[0].doubt == ""


def test_what_a_calibration_does_not_know_widens_its_markers(held: Held, tmp_path: Path) -> None:
    held.take(a_case())
    site = site_with((), tmp_path)
    held.desk.set_site(site)
    (plain,) = held.desk.seen_on("gate") or []
    rows = [[0.0] * 8 for _ in range(8)]
    rows[3][3] = 0.1**2  # of the heading
    taken = Taken(covariance=tuple(map(tuple, rows)))
    held.desk.set_site(replace(site, calibrations={"gate": Calibration(POSE, taken=taken)}))
    (wide,) = held.desk.seen_on("gate") or []
    assert wide.accuracy > 1.5 * plain.accuracy


def test_workers_walk_over_the_pictures_and_not_while_the_camera_turns(held: Held) -> None:
    def told(north: float, seconds: float) -> WorkerMoved:
        place = Place(120.19, 30.4703 + north, 5.0, "gps")
        at = datetime.now(UTC) - timedelta(seconds=30 - seconds)
        return WorkerMoved(Worker("w1", "李", "grid_worker", "", place, at))

    def shown() -> list[Any]:
        return list(held.wall._tiles[0].markers._workers)

    held.take(told(0, 0))
    assert shown() == []
    held.desk.mark_workers()
    first = shown()[0].y
    held.take(told(0.0001, 10))
    held.now += 5
    held.desk.mark_workers()
    middle = shown()[0].y
    held.now += 30
    held.desk.mark_workers()
    assert first > middle > shown()[0].y
    assert not held.desk._walk.isActive()
    held.aims.poses["gate"] = Unknown.TURNING
    held.desk.mark_tiles()
    assert shown() == []


def test_a_head_is_followed_where_a_case_or_somebody_on_his_way_may_be_seen(held: Held) -> None:
    held.aims.heads.update(gate=POSE)
    held.desk.mark_tiles()
    assert held.aims.watched == frozenset()
    held.take(a_case())
    assert held.aims.watched == {"gate"}
    held.now += 1
    held.take(a_case(rev=2, status="closed"))
    assert held.aims.watched == frozenset()
    held.take(WorkerMoved(Worker("w1", "李", "", "", AHEAD, datetime.now(UTC))))
    assert held.aims.watched == {"gate"}


def test_a_new_layout_is_marked_once_and_after_it_was_painted(held: Held, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(held.desk._altered.timeout):
        held.desk.mark_tiles_soon()
        held.desk.mark_tiles_soon()
    with qtbot.waitSignal(held.desk._altered.timeout):
        pass
    assert not held.desk._altered.isActive()
