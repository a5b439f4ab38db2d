from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.cases.case import Place, Worker
from console.cases.walking import FAINTEST, FRESH_S, GONE_S, Walkers, WorkerMarker
from media.calibration import Pose, project

NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
POSE = Pose(120.19, 30.47, 8.0, 0.0, 20.0, 70.0)
STEP = 0.0001  # some 11 m to the north


def worker(north: float, seen_s: float = 0.0, name: str = "w1") -> Worker:
    place = Place(120.19, 30.4703 + north, 5.0, "gps")
    return Worker(name, "李", "grid_worker", "", place, NOON + timedelta(seconds=seen_s))


def only(walkers: Walkers, now: float, later_s: float = 0.0) -> WorkerMarker:
    (marker,) = walkers.seen_from(POSE, now, NOON + timedelta(seconds=later_s))
    return marker


def test_a_worker_goes_from_one_position_to_the_next_in_the_time_between() -> None:
    walkers = Walkers()
    walkers.take({"w1": worker(0)}, 100.0)
    assert not walkers.moving(100.0)
    walkers.take({"w1": worker(STEP, 10)}, 110.0)
    begin, middle, end = (only(walkers, at).y for at in (110.0, 115.0, 120.0))
    assert begin == project(POSE, 120.19, 30.4703).y
    assert middle == pytest.approx(project(POSE, 120.19, 30.4703 + STEP / 2).y)
    assert end == project(POSE, 120.19, 30.4703 + STEP).y == only(walkers, 500.0).y
    assert only(walkers, 115.0).moving
    assert not walkers.moving(120.0)


def test_news_on_the_way_bends_it_without_a_jump() -> None:
    walkers = Walkers()
    walkers.take({"w1": worker(0)}, 100.0)
    walkers.take({"w1": worker(STEP, 10)}, 110.0)
    before = only(walkers, 114.0)
    walkers.take({"w1": worker(0, 14)}, 114.0)
    assert only(walkers, 114.0).y == pytest.approx(before.y)
    assert only(walkers, 119.0).y == project(POSE, 120.19, 30.4703).y


def test_who_is_elsewhere_at_once_was_corrected_and_does_not_walk() -> None:
    walkers = Walkers()
    far = replace(worker(0), place=Place(120.19, 30.49, 5.0, "gps"))
    walkers.take({"w1": far}, 100.0)
    walkers.take({"w1": worker(0, 10)}, 110.0)
    assert not walkers.moving(110.0)
    assert only(walkers, 110.0).y == project(POSE, 120.19, 30.4703).y


def test_who_is_not_heard_of_fades_and_is_gone() -> None:
    walkers = Walkers()
    walkers.take({"w1": worker(0)}, 100.0)
    assert only(walkers, 100.0, FRESH_S).shown == 1.0
    half = only(walkers, 100.0, (FRESH_S + GONE_S) / 2)
    assert FAINTEST < half.shown < 1.0
    assert walkers.seen_from(POSE, 100.0, NOON + timedelta(seconds=GONE_S)) == []


def test_who_is_not_told_of_any_more_or_has_no_place_is_gone() -> None:
    walkers = Walkers()
    walkers.take({"w1": worker(0), "w2": worker(STEP, name="w2")}, 100.0)
    walkers.take({"w2": replace(worker(STEP, 5, "w2"), place=None)}, 101.0)
    assert len(walkers) == 0
    assert walkers.seen_from(POSE, 101.0, NOON) == []


def test_the_nearest_is_on_top_and_nobody_is_behind_the_camera() -> None:
    walkers = Walkers()
    told = [worker(3 * STEP, name="far"), worker(0, name="near"), worker(-0.001, name="behind")]
    walkers.take({each.id: each for each in told}, 100.0)
    found = walkers.seen_from(POSE, 100.0, NOON)
    assert [marker.worker_id for marker in found] == ["far", "near"]


def test_somebody_is_near_a_camera_wherever_it_looks() -> None:
    walkers = Walkers()
    walkers.take({"w1": worker(-0.001)}, 100.0)
    assert walkers.seen_from(POSE, 100.0, NOON) == []
    assert walkers.near(POSE, 100.0)
    assert not walkers.near(replace(POSE, latitude=30.49), 100.0)
    assert not walkers.near(replace(POSE, longitude=120.2), 100.0)


@given(st.floats(0, 60), st.floats(0, 60))
def test_a_walker_is_always_between_the_two_positions(wait: float, later: float) -> None:
    walkers = Walkers()
    walkers.take({"w1": worker(0)}, 100.0)
    walkers.take({"w1": worker(STEP, wait)}, 100.0 + wait)
    marker = only(walkers, 100.0 + wait + later)
    ends = sorted(project(POSE, 120.19, 30.4703 + north).y for north in (0, STEP))
    assert ends[0] - 1e-9 <= marker.y <= ends[1] + 1e-9
