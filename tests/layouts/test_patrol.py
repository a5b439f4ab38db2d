from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layouts.patrol import (
    LEAST_LIVE_S,
    LONGEST_LOOK_S,
    CameraPatrols,
    Patrol,
    PatrolRow,
    report_of,
)

NINE = datetime(2026, 11, 23, 9, tzinfo=UTC)


def at(seconds: float) -> datetime:
    return NINE + timedelta(seconds=seconds)


def row(camera: str, since: float, until: float, live_s: float) -> PatrolRow:
    return PatrolRow(NINE, "river", "王", camera, at(since), at(until), live_s)


def looked(patrol: Patrol, live: str, since: int, until: int) -> None:
    """Each second of a stretch these cameras are seen."""
    for second in range(since, until + 1):
        patrol.look(live, second)


def test_a_row_says_for_how_long_a_camera_was_really_live() -> None:
    patrol = Patrol("river", "王", ["a", "b", "c"], at(0))
    patrol.look("a", 1)
    assert patrol.show(["a", "b"], at(1), 1) == []
    looked(patrol, "a", 2, 3)
    looked(patrol, "ab", 4, 6)
    looked(patrol, "a", 7, 11)
    assert patrol.show(["c"], at(11), 11) == [row("a", 1, 11, 10), row("b", 1, 11, 2)]
    assert patrol.end(at(21), 21) == [row("c", 11, 21, 0)]
    assert patrol.end(at(30), 30) == []


def test_a_live_camera_that_is_not_of_the_tour_is_no_patrol() -> None:
    patrol = Patrol("river", "王", ["a"], at(0))
    patrol.show(["z"], at(0), 0)
    looked(patrol, "z", 0, 9)
    assert patrol.end(at(9), 9) == []


def test_shown_again_it_gives_the_rows_so_far_and_goes_on() -> None:
    patrol = Patrol("river", "王", ["a"], at(0))
    patrol.show(["a"], at(0), 0)
    looked(patrol, "a", 0, 60)
    assert patrol.show(["a"], at(60), 60) == [row("a", 0, 60, 60)]
    looked(patrol, "a", 61, 90)
    assert patrol.end(at(90), 90) == [row("a", 60, 90, 30)]


def test_who_is_on_duty_from_now_on_has_the_rows_from_now_on() -> None:
    patrol = Patrol("river", "王", ["a"], at(0))
    patrol.show(["a"], at(0), 0)
    assert patrol.hand_over("孙", at(0), 0) == []  # of nobody's time there is no row
    looked(patrol, "a", 0, 60)
    assert patrol.hand_over("李", at(60), 60) == [replace(row("a", 0, 60, 60), who="孙")]
    looked(patrol, "a", 61, 90)
    assert patrol.end(at(90), 90) == [replace(row("a", 60, 90, 30), who="李")]


def test_a_clock_that_is_set_changes_nothing_about_how_long_somebody_looked() -> None:
    for day_by in (-600, 3600):
        patrol = Patrol("river", "王", ["a"], at(0))
        patrol.show(["a"], at(0), 0)
        looked(patrol, "a", 0, 10)
        assert patrol.end(at(day_by), 10) == [row("a", 0, max(day_by, 10), 10)]


def test_a_machine_that_slept_has_not_looked() -> None:
    patrol = Patrol("river", "王", ["a"], at(0))
    patrol.show(["a"], at(0), 0)
    looked(patrol, "a", 0, 5)
    patrol.look("a", 30_000)
    assert patrol.end(at(30_000), 30_000) == [row("a", 0, 30_000, 5 + LONGEST_LOOK_S)]


events = st.tuples(st.sampled_from("sl"), st.sets(st.sampled_from("abcd")), st.floats(0, 30))


@given(st.lists(events, max_size=30))
def test_nobody_is_live_for_longer_than_shown_and_stops_follow_each_other(
    happened: list[tuple[str, set[str], float]],
) -> None:
    patrol, now, rows = Patrol("t", "w", "abc", at(0)), 0.0, []
    for kind, cameras, after in happened:
        now += after
        if kind == "s":
            rows += patrol.show(cameras, at(now), now)
        else:
            patrol.look(cameras, now)
    rows += patrol.end(at(now), now)
    for one in rows:
        assert 0 <= one.live_s <= (one.until - one.since).total_seconds() + 1e-6
        assert one.camera in "abc"
    for camera in "abc":
        own = [one for one in rows if one.camera == camera]
        assert all(a.until <= b.since for a, b in pairwise(own))


def test_the_days_report_counts_what_was_really_seen() -> None:
    later = PatrolRow(at(3600), "river", "李", "a", at(3600), at(3610), 10)
    nobodys = replace(row("b", 10, 20, 2.9), who="")
    report = report_of(date(2026, 11, 23), [row("a", 0, 10, 9), nobodys, later])
    assert (report.tours, report.patrols, report.seen, report.who) == (2, 2, 1, ("李", "王"))
    assert report.cameras == (
        CameraPatrols("b", 0, 2.9, None),
        CameraPatrols("a", 2, 19.0, at(3610)),
    )


def test_a_day_without_tours_is_empty() -> None:
    report = report_of(date(2026, 11, 23), [])
    assert (report.tours, report.patrols, report.seen, report.cameras) == (0, 0, 0, ())


@pytest.mark.parametrize(("live_s", "told_s"), [(2.98, 2.9), (3.0, 3.0), (6.25, 6.2), (0.0, 0.0)])
def test_seconds_that_do_not_count_are_not_told_as_if_they_did(
    live_s: float, told_s: float
) -> None:
    told = row("a", 0, 12, live_s)
    assert (told.told_s, told.counts) == (told_s, told_s >= LEAST_LIVE_S)
