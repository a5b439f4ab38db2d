from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.control.room import Unfit
from console.control.schema import DAY
from console.control.wall_order import (
    read_alarm_action,
    read_cell,
    read_day,
    read_hold,
    read_query,
    read_scene,
    read_screen,
    read_tour_action,
    read_tour_start,
)

NOW = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)


def test_a_scene_is_chosen_for_a_time_or_given_back() -> None:
    order = read_scene({"scene": "汛期", "until": "2026-11-23T18:00:00+08:00"}, NOW)
    assert order["until"] == datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
    assert read_scene({"scene": None}, NOW) == {"scene": None, "until": None}


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "scene"), ({"scene": ""}, "scene"), ({"scene": "x" * 65}, "scene"),
        ({"scene": "x", "until": "2026-11-23T03:00:00Z"}, "until"),
        ({"scene": None, "until": "2026-11-24T03:00:00Z"}, "until"),
        ({"scene": "x", "untill": 1}, "untill"),
    ],
)  # fmt: skip
def test_a_senseless_scene_order_names_its_field(body: dict[str, Any], field: str) -> None:
    with pytest.raises(Unfit) as refused:
        read_scene(body, NOW)
    assert refused.value.field == field


def test_tour_and_alarm_orders_are_read() -> None:
    assert read_tour_start({"tour": "t"}) == {
        "tour": "t", "cell": None, "who": "", "screen": None,
    }  # fmt: skip
    assert read_tour_start({"tour": "t", "cell": 0, "who": "李"})["cell"] == 0
    assert read_tour_action({"action": "next"}) == {"action": "next", "cell": None, "screen": None}
    assert read_tour_action({"action": "next", "screen": "HDMI-1"})["screen"] == "HDMI-1"
    assert read_hold({"held": True}) == {"held": True, "screen": None}
    told = {"alarm": "case:c-1", "action": "pin"}
    assert read_alarm_action(told) == told
    assert (read_cell({"cell": "12"}), read_cell({})) == (12, None)
    assert (read_screen({"screen": "HDMI-1"}), read_screen({})) == ("HDMI-1", None)
    assert (read_day({"day": "2026-11-26"}), read_day({})) == (date(2026, 11, 26), None)


@given(st.dates())
def test_the_days_that_are_read_are_those_that_the_document_allows(day: date) -> None:
    allowed = re.fullmatch(DAY, day.isoformat()) is not None
    try:
        assert read_day({"day": day.isoformat()}) == day
        assert allowed
    except Unfit:
        assert not allowed


def test_a_leap_day_is_a_day_of_leap_years_only() -> None:
    days = [f"{year}-02-29" for year in range(1900, 2200)]
    leap = [day for day in days if calendar.isleap(int(day[:4]))]
    assert [day for day in days if re.fullmatch(DAY, day)] == leap


@pytest.mark.parametrize("query", [[("cel", "2")], [("cell", "1"), ("cell", "2")]])
def test_a_query_has_nothing_unknown_and_nothing_twice(query: list[tuple[str, str]]) -> None:
    with pytest.raises(Unfit):
        read_query(query, ("cell", "screen"))


def test_a_query_is_read_by_name() -> None:
    asked = {"cell": "2", "screen": "HDMI-1"}
    assert read_query(asked.items(), ("cell", "screen")) == asked
    assert read_query([], ("cell", "screen")) == {}


@pytest.mark.parametrize(
    ("read", "body"),
    [
        (read_tour_start, {"tour": "t", "cell": -1}), (read_tour_start, {"tour": 3}),
        (read_tour_action, {"action": "jump"}), (read_alarm_action, {"alarm": "x"}),
        (read_cell, {"cell": "٣"}), (read_cell, {"cell": "1.5"}), (read_screen, {"screen": ""}),
        (read_hold, {"held": 1}), (read_hold, {"held": True, "screen": 7}),
        (read_day, {"day": "26.11."}), (read_day, {"day": "20261126"}),
        (read_day, {"day": "9999-12-31"}), (read_day, {"day": "1899-12-31"}),
    ],
)  # fmt: skip
def test_wrong_orders_are_refused(read: Callable[..., Any], body: dict[str, Any]) -> None:
    with pytest.raises(Unfit):
        read(body)
