from __future__ import annotations

from typing import Any

import jsonschema_rs
import pytest

from console.control.calls_hand import PTZ
from console.control.ptz_order import read_ptz
from console.control.room import Unfit


@pytest.mark.parametrize(
    "body",
    [
        {"pan": 0.5},
        {"pan": 0.5, "tilt": -0.5, "for_ms": 500},
        {"zoom": -1},
        {"preset": "3"},
        {"home": True},
        {"stop": True},
        {},
        {"pan": 2},
        {"pan": 0.5, "for_ms": 1},
        {"pan": 0.5, "preset": "3"},
        {"home": False},
        {"turn": 1},
    ],
)
def test_the_schema_of_a_movement_allows_what_is_read_and_no_more(body: dict[str, Any]) -> None:
    schema = PTZ["POST", "/v1/cameras/{id}/ptz"].body
    assert schema is not None
    try:
        read_ptz(body)
        fits = True
    except Unfit:
        fits = False
    assert jsonschema_rs.is_valid(schema, body) == fits
