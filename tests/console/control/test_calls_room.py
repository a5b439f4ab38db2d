from __future__ import annotations

from typing import Any

import jsonschema_rs
import pytest

from console.control.calls_room import ROOM
from console.control.conference_order import PLAIN, read_order
from console.control.room import Unfit

BODIES: list[dict[str, Any]] = [
    {"action": "start", "nodes": ["n01"]},
    {"action": "start", "nodes": [], "case": None},
    {"action": "start", "nodes": ["n01"], "case": ""},
    {"action": "start"},
    {"action": "start", "nodes": ["x" * 65]},
    {"action": "mute_all"},
    {"action": "mute_all", "allow_self": None},
    {"action": "end", "node": "n01"},
    {"action": "sing"},
    {},
    *({"action": action} for action in PLAIN),
    *({"action": action, "node": "n01"} for action in PLAIN),
]


@pytest.mark.parametrize("body", BODIES, ids=str)
def test_the_schema_of_an_order_allows_what_is_read_and_no_more(body: dict[str, Any]) -> None:
    schema = ROOM["POST", "/v1/conference"].body
    assert schema is not None
    try:
        read_order(body)
    except Unfit:
        assert not jsonschema_rs.is_valid(schema, body)
    else:
        jsonschema_rs.validate(schema, body)
