"""How the conference is conducted, ordered through the control API."""

from __future__ import annotations

from typing import Any

import jsonschema_rs
import pytest

from console.control import chair_order
from console.control.calls_room import ROOM
from console.control.conference_order import read_order
from console.control.room import Unfit
from console.site.program_layouts import LONGEST_NAME
from media.hub.chairing import LONGEST_BANNER, LONGEST_CAPTION, LONGEST_MESSAGE, Result
from media.hub.happening import Refuse
from media.hub.orders import LONGEST_CASE, chair
from media.hub.scene import LAYOUTS

RIGHT: list[dict[str, Any]] = [
    {"action": "call", "node": "n01"},
    {"action": "call", "nodes": ["n01", "n02"]},
    {"action": "call", "nodes": "all"},
    {"action": "redial"},
    {"action": "roll_call", "node": "n01"},
    {"action": "roll_call", "nodes": ["n01", "n02"]},
    {"action": "next"},
    {"action": "back"},
    {"action": "mark"},
    {"action": "mark", "node": "n01", "result": "no_sound"},
    {"action": "broadcast", "source": "node:n01"},
    {"action": "broadcast", "source": "node:room"},
    {"action": "broadcast", "source": "camera:c07"},
    {"action": "broadcast", "source": "case"},
    {"action": "broadcast", "source": "window:" + "表" * 100},
    {"action": "broadcast", "source": None},
    {"action": "polling", "nodes": ["n01"], "every_s": 5},
    {"action": "polling", "nodes": []},
    {"action": "cancel"},
    {"action": "give_floor", "node": "n01"},
    {"action": "give_floor", "node": None},
    {"action": "take_floor"},
    {"action": "take_floor", "node": "n01"},
    {"action": "lower_hand"},
    {"action": "banner", "text": ""},
    {"action": "banner", "text": "防汛紧急会商"},
    {"action": "caption", "text": ""},
    {"action": "caption", "text": "请各村汇报水位"},
    {"action": "self_unmute", "on": False},
    {"action": "attach", "case": "c-8"},
    {"action": "message", "node": None, "text": "请准备"},
    {"action": "layout", "layout": "1+5"},
    {"action": "layout", "layout": "2x2", "places": [None, "n01"]},
    {"action": "voice_switch", "on": True},
    {"action": "private", "node": "n01"},
    {"action": "bell", "node": None},
    {"action": "chair", "node": None},
]
WRONG: list[dict[str, Any]] = [
    {"action": "call", "nodes": "some"},
    {"action": "roll_call"},
    {"action": "roll_call", "nodes": []},
    {"action": "mark", "result": "asleep"},
    {"action": "broadcast"},
    {"action": "broadcast", "source": "program"},
    {"action": "polling", "nodes": ["n01"], "every_s": 0.5},
    {"action": "give_floor"},
    {"action": "take_floor", "node": 7},
    {"action": "banner", "text": "x" * (LONGEST_BANNER + 1)},
    {"action": "message", "text": ""},
    {"action": "caption", "text": None},
    {"action": "self_unmute"},
    {"action": "self_unmute", "on": "no"},
    {"action": "attach", "case": ""},
    {"action": "layout", "saved": "x" * 25},
    {"action": "layout", "saved": "x", "places": []},
    {"action": "layout", "layout": "7x7"},
    {"action": "layout", "layout": "1", "places": [3]},
    {"action": "voice_switch"},
    {"action": "bell", "who": "n01"},
]


@pytest.mark.parametrize("body", RIGHT, ids=str)
def test_an_order_is_read_as_the_schema_says_and_the_hub_understands_it(
    body: dict[str, Any],
) -> None:
    schema = ROOM["POST", "/v1/conference"].body
    assert schema is not None
    jsonschema_rs.validate(schema, body)
    read = read_order(body)
    assert read.items() >= {k: v for k, v in body.items() if v is not None}.items()
    assert not isinstance(chair(read, "new"), Refuse)


@pytest.mark.parametrize("body", WRONG, ids=str)
def test_what_is_no_order_is_refused_by_both(body: dict[str, Any]) -> None:
    schema = ROOM["POST", "/v1/conference"].body
    assert schema is not None
    assert not jsonschema_rs.is_valid(schema, body)
    with pytest.raises(Unfit):
        read_order(body)


def test_console_and_hub_mean_the_same_words() -> None:
    assert set(chair_order.LAYOUTS) == set(LAYOUTS)
    assert tuple(result.value for result in Result) == chair_order.RESULTS
    assert chair_order.LONGEST_MESSAGE == LONGEST_MESSAGE
    assert chair_order.LONGEST_BANNER == LONGEST_BANNER == LONGEST_CAPTION
    assert (chair_order.LONGEST_CASE, chair_order.LONGEST_SAVED) == (LONGEST_CASE, LONGEST_NAME)


def test_a_layout_that_the_chair_kept_is_named() -> None:
    order = {"action": "layout", "saved": "沿河四村"}
    schema = ROOM["POST", "/v1/conference"].body
    assert schema is not None
    jsonschema_rs.validate(schema, order)
    assert read_order(order) == order


def test_the_sites_that_an_order_names() -> None:
    assert chair_order.named({"nodes": "all"}) == []
    assert chair_order.named({"nodes": ["a"], "node": "b", "places": [None, "c"]}) == [
        "a",
        "b",
        "c",
    ]
    assert chair_order.named({"source": "node:n01"}) == ["n01"]
    assert chair_order.named({"source": "node:room", "places": ["room", "a"]}) == ["a"]
    assert chair_order.named({"source": "camera:c07", "node": None}) == []
