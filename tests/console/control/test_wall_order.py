from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from console.control.room import Unfit
from console.control.wall_order import (
    read_alarm_action,
    read_cell,
    read_day,
    read_hold,
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


@pytest.mark.parametrize(
    ("read", "body"),
    [
        (read_tour_start, {"tour": "t", "cell": -1}), (read_tour_start, {"tour": 3}),
        (read_tour_action, {"action": "jump"}), (read_alarm_action, {"alarm": "x"}),
        (read_cell, {"cell": "٣"}), (read_cell, {"cell": "1.5"}), (read_screen, {"screen": ""}),
        (read_hold, {"held": 1}), (read_hold, {"held": True, "screen": 7}),
        (read_day, {"day": "26.11."}),
    ],
)  # fmt: skip
def test_wrong_orders_are_refused(read: Callable[..., Any], body: dict[str, Any]) -> None:
    with pytest.raises(Unfit):
        read(body)
