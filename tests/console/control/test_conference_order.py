from __future__ import annotations

from typing import Any

import pytest

from console.control.conference_order import read_order
from console.control.room import Unfit


@pytest.mark.parametrize(
    ("body", "order"),
    [
        ({"action": "start", "nodes": ["n01"]}, {"action": "start", "nodes": ["n01"]}),
        (
            {"action": "start", "nodes": ["n01"], "case": "c-7"},
            {"action": "start", "nodes": ["n01"], "case": "c-7"},
        ),
        (
            {"action": "start", "nodes": ["n01"], "case": None},
            {"action": "start", "nodes": ["n01"]},
        ),
        ({"action": "call", "node": "n01"}, {"action": "call", "node": "n01"}),
        ({"action": "mute_all"}, {"action": "mute_all", "allow_self": True}),
        (
            {"action": "mute_all", "allow_self": False},
            {"action": "mute_all", "allow_self": False},
        ),
        ({"action": "end"}, {"action": "end"}),
        (
            {"action": "share", "source": "camera:c07"},
            {"action": "share", "source": "camera:c07"},
        ),
        ({"action": "share", "source": "screen"}, {"action": "share", "source": "screen"}),
        ({"action": "share", "source": None}, {"action": "share", "source": None}),
    ],
)
def test_a_right_order_is_taken_over(body: dict[str, Any], order: dict[str, Any]) -> None:
    assert read_order(body) == order


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ({}, '"action" is missing'),
        ({"action": "strat"}, '"strat" is no action; did you mean "start"'),
        ({"action": 3}, '"action" needs a text'),
        ({"action": "start"}, '"nodes" is missing'),
        ({"action": "start", "nodes": "n01"}, '"nodes" needs a list of ids'),
        ({"action": "call"}, '"node" is missing'),
        ({"action": "call", "node": "n01", "nodes": []}, 'no field "nodes" here'),
        ({"action": "end", "node": "n01"}, 'no field "node" here'),
        ({"action": "share"}, '"source" is missing'),
        ({"action": "share", "source": "node:n01"}, '"source" needs "camera:ID"'),
        ({"action": "share", "source": "camera:"}, '"source" needs "camera:ID"'),
        ({"action": "mute_all", "allow_self": "no"}, '"allow_self" needs true or false'),
    ],
)
def test_a_wrong_order_names_its_field(body: dict[str, Any], text: str) -> None:
    with pytest.raises(Unfit, match=text):
        read_order(body)


def test_a_plan_stands_in_the_place_of_the_nodes() -> None:
    told = read_order({"action": "start", "plan": "flood", "case": "c-7"})
    assert told == {"action": "start", "plan": "flood", "case": "c-7"}
    with pytest.raises(Unfit, match='"plan" says who'):
        read_order({"action": "start", "plan": "flood", "nodes": ["n01"]})


@pytest.mark.parametrize("fields", [{"on": True}, {"on": False}, {"pause": True}])
def test_a_recording_is_switched_or_paused(fields: dict[str, Any]) -> None:
    assert read_order({"action": "record", **fields}) == {"action": "record", **fields}
    with pytest.raises(Unfit, match="on"):
        read_order({"action": "record"})


def test_a_site_is_allowed_to_share_its_screen_by_name() -> None:
    order = {"action": "allow_screen", "node": "n01", "on": True}
    assert read_order(order) == order
    for wrong in ({"node": "n01"}, {"on": True}, {"node": "n01", "on": 1}):
        with pytest.raises(Unfit):
            read_order({"action": "allow_screen", **wrong})
