from __future__ import annotations

from typing import Any

import jsonschema_rs
import pytest

from console.control.calls_hand import KEYS, PTZ
from console.control.key_order import read_press
from console.control.ptz_order import read_ptz
from console.control.room import Unfit


@pytest.mark.parametrize(
    "body",
    [
        {"pan": 0.5, "tilt": 0, "zoom": 0, "for_ms": 500},
        {"zoom": -1},
        {"pan": 0, "tilt": 0, "zoom": 0},
        {"pan": 2},
        {"pan": 0.5, "for_ms": 10},
        {"pan": 0.5, "dwell_s": 15},
        {"preset": "3"},
        {"preset": ""},
        {"preset": "3", "home": True},
        {"home": True},
        {"home": False},
        {"stop": True},
        {"to": {"pan": 0, "tilt": 0, "zoom": 0.5}},
        {"to": {"pan": 0, "tilt": 0}},
        {"patrol": ["1", "2"], "dwell_s": 15},
        {"patrol": []},
        {"patrol": ["1"], "dwell_s": 1},
        {},
    ],
)
def test_the_schema_of_turning_allows_what_is_read_and_no_more(body: dict[str, Any]) -> None:
    schema = PTZ["POST", "/v1/cameras/{id}/ptz"].body
    try:
        read_ptz(body)
    except Unfit:
        read = False
    else:
        read = True
    assert jsonschema_rs.is_valid(schema, body) == read


@pytest.mark.parametrize(
    "body",
    [
        {"action": "help"}, {"action": ""}, {"number": "7"}, {"number": 7}, {"number": 7.0},
        {"number": 7.5}, {"number": -1}, {"number": "1234567"}, {"number": "x"}, {},
        {"action": "help", "number": "7"},
    ],
)  # fmt: skip
def test_the_schema_of_a_panels_keys_too(body: dict[str, Any]) -> None:
    schema = KEYS["POST", "/v1/keys"].body
    try:
        read_press(body)
    except Unfit:
        read = False
    else:
        read = True
    assert jsonschema_rs.is_valid(schema, body) == read
