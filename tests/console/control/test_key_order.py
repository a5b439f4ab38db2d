from __future__ import annotations

from typing import Any

import pytest

from console.control.key_order import read_press
from console.control.room import Unfit


@pytest.mark.parametrize(
    ("body", "read"),
    [
        ({"action": "snapshot"}, ("action", "snapshot")),
        ({"number": "012"}, ("number", "012")),
        ({"number": 7}, ("number", "7")),
    ],
)
def test_an_action_or_a_number_is_pressed(body: dict[str, Any], read: tuple[str, str]) -> None:
    assert read_press(body) == read


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "action"),
        ({"action": "a", "number": "1"}, "action"),
        ({"action": ""}, "action"),
        ({"number": "1x"}, "number"),
        ({"number": "²"}, "number"),
        ({"number": True}, "number"),
        ({"number": -1}, "number"),
        ({"number": "1234567"}, "number"),
        ({"key": "F1"}, "key"),
    ],
)
def test_anything_else_is_named(body: dict[str, Any], field: str) -> None:
    with pytest.raises(Unfit) as raised:
        read_press(body)
    assert raised.value.field == field
