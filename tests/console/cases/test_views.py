from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.cases.case import Case, CaseId, Clock, Place, Step
from console.cases.clocks import is_open, lamp, urgency
from console.cases.notices import Acknowledged
from console.cases.views import (
    PRESETS,
    SORTS,
    Beside,
    Filter,
    View,
    away_m,
    is_narrow,
    order_key,
    passes,
    view_json,
    view_of,
)
from tests.console.cases.conftest import NOW

UNITS = ("", "执法中队", "石埠村")
GRIDS = ("", "集市-07", "运河-01")
STEP = Step(NOW, "赵", "", "supervise", "")


def cases() -> st.SearchStrategy[Case]:
    def made(
        name: str, level: str | None, status: str, platform: str, unit: str, grid: str,
        due_min: int | None, supervised: bool, place: bool,
    ) -> Case:  # fmt: skip
        clocks = () if due_min is None else (Clock("handle", NOW + timedelta(minutes=due_min)),)
        at = Place(120.19 + len(name) / 100, 30.47) if place else None
        return Case(
            CaseId(name), 1, name, "河道", "", platform, "", "", "pingan", "hall", status, level,
            at, clocks, unit, grid=grid, timeline=(STEP,) if supervised else (),
            reported_at=NOW - timedelta(hours=3),
        )  # fmt: skip

    return st.builds(
        made,
        st.text("abc", min_size=1, max_size=4),
        st.sampled_from(["red", "orange", "yellow", "blue", "odd", None]),
        st.sampled_from(["reported", "handling", "suspended", "closed", "odd"]),
        st.sampled_from(["governance", "market", "water"]),
        st.sampled_from(UNITS),
        st.sampled_from(GRIDS),
        st.none() | st.integers(-90, 300),
        st.booleans(),
        st.booleans(),
    )


def some(*values: str) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(values), max_size=3)


FILTERS = st.builds(
    Filter,
    hidden=some("governance", "market", "water"),
    lamps=some("green", "amber", "red", "grey"),
    levels=some("red", "orange", "yellow", "blue", ""),
    statuses=some("reported", "handling", "closed"),
    units=some(*UNITS),
    areas=some("集市-07", "石埠村"),
    channels=some("hall", "pc"),
    supervised=st.booleans(),
    own=st.sampled_from(["", "mine", "unacknowledged"]),
    words=st.text(max_size=5),
)
BESIDES = st.builds(
    Beside,
    acknowledged=st.dictionaries(
        st.text("abc", min_size=1, max_size=4).map(CaseId), st.just(Acknowledged("王", NOW))
    ),
    waiting=st.frozensets(st.text("abc", min_size=1, max_size=4).map(CaseId)),
    who=st.sampled_from(["", "王"]),
    villages=st.just({"集市-07": "石埠村"}),
)


@given(cases(), FILTERS, BESIDES)
def test_a_case_passes_when_it_passes_every_part_alone(
    case: Case, wanted: Filter, beside: Beside
) -> None:
    parts = [
        replace(Filter(), **{each.name: getattr(wanted, each.name)}) for each in fields(Filter)
    ]
    alone = all(passes(case, part, beside, NOW) for part in parts)
    assert passes(case, wanted, beside, NOW) == alone


@given(cases(), FILTERS, BESIDES, st.data())
def test_a_wider_filter_never_shows_less(
    case: Case, wanted: Filter, beside: Beside, data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from([each.name for each in fields(Filter)]))
    wider = replace(wanted, **{name: getattr(Filter(), name)})
    assert passes(case, wider, beside, NOW) >= passes(case, wanted, beside, NOW)


@given(cases(), BESIDES)
def test_the_empty_filter_shows_every_open_case(case: Case, beside: Beside) -> None:
    assert passes(case, Filter(), beside, NOW) == is_open(case)
    assert not is_narrow(Filter())


@given(st.lists(cases(), unique_by=lambda case: case.id, max_size=12))
def test_the_order_by_urgency_is_that_of_the_clocks(listed: list[Case]) -> None:
    by_key = sorted(listed, key=lambda case: order_key(case, "urgency", Beside(), NOW))
    assert by_key == sorted(listed, key=lambda case: urgency(case, NOW))


@given(st.lists(cases(), unique_by=lambda case: case.id, max_size=12), st.sampled_from(SORTS))
def test_every_sort_is_total_and_keeps_no_two_equal(listed: list[Case], sort: str) -> None:
    beside = Beside(origin=(120.19, 30.47))
    keys = [order_key(case, sort, beside, NOW) for case in listed]
    assert len(set(keys)) == len(keys)
    assert all(key[-1] == case.id for key, case in zip(keys, listed, strict=True))
    sorted(keys)  # any two can be compared


def test_presets_mean_what_they_say(case_of: Callable[..., Case], now: datetime) -> None:
    overdue = case_of(clocks=(Clock("handle", now - timedelta(minutes=1)),))
    fresh = case_of(status="reported", level="red")
    shown = {
        view.name: [passes(case, view.filter, Beside(), now) for case in (overdue, fresh)]
        for view in PRESETS
    }
    assert shown == {
        "all": [True, True], "urgent": [False, True], "due_soon": [False, False],
        "overdue": [True, False], "to_accept": [False, True], "supervised": [False, False],
    }  # fmt: skip
    assert lamp(overdue, now) == "red"


def test_distance_sorts_the_nearest_first_and_those_without_a_place_last(
    case_of: Callable[..., Case], now: datetime
) -> None:
    beside = Beside(origin=(120.19, 30.47))
    near = case_of(id="near", place=Place(120.191, 30.47))
    far = case_of(id="far", place=Place(120.21, 30.47))
    listed = sorted(
        [case_of(id="nowhere"), far, near], key=lambda c: order_key(c, "distance", beside, now)
    )
    assert [case.id for case in listed] == ["near", "far", "nowhere"]
    assert away_m(near, beside.origin) == pytest.approx(96, abs=1)


@given(FILTERS, st.text(min_size=1, max_size=40), st.sampled_from(SORTS))
def test_a_view_is_kept_and_read_back(wanted: Filter, name: str, sort: str) -> None:
    assert view_of(view_json(View(name, wanted, sort))) == View(name, wanted, sort)


@pytest.mark.parametrize(
    ("told", "named"),
    [
        (None, "a view is"),
        ({"filter": {}, "name": "", "sort": "due"}, "name"),
        ({"filter": {}, "name": "x", "sort": "odd"}, "sort"),
        ({"filter": {"lamps": "red"}, "name": "x", "sort": "due"}, "lamps"),
        ({"filter": {"lamps": [1]}, "name": "x", "sort": "due"}, "lamps"),
        ({"filter": {"supervised": 1}, "name": "x", "sort": "due"}, "supervised"),
        ({"filter": {"own": "his"}, "name": "x", "sort": "due"}, "own"),
    ],
)
def test_a_view_that_is_none_is_refused_by_name(told: Any, named: str) -> None:
    with pytest.raises(ValueError, match=named):
        view_of(told)
