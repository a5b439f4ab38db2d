from __future__ import annotations

from typing import Any

import jsonschema_rs
import pytest

from console.control.schema import COUNT, asked, choice, listing, nullable, number, text, told


@pytest.mark.parametrize(
    ("schema", "fits", "unfit"),
    [
        (text(3), ["a", "abc"], ["", "abcd", 1]),
        (text(9, "^[ab]+$"), ["ab"], ["abc"]),
        (number(0, 1), [0, 0.5, 1], [-0.1, 1.1, "0"]),
        (choice(("on", "off")), ["on"], ["ON"]),
        (listing(COUNT, 2, 1, unlike=True), [[1], [1, 2]], [[], [1, 1], [1, 2, 3], [-1]]),
        (listing(COUNT), [[], [1, 1]], [["a"]]),
        (nullable(COUNT), [None, 3], ["3"]),
        (told(a=COUNT), [{"a": 1}, {"a": 1, "new": 2}], [{}, {"a": -1}]),
        (asked({"a": COUNT}, {"b": COUNT}), [{"a": 1}, {"a": 1, "b": 2}], [{"b": 1}]),
        (asked({"a": COUNT}), [{"a": 1}], [{"a": 1, "c": 2}]),
        (asked({}, {"b": COUNT}), [{}, {"b": 2}], [{"c": 2}]),
    ],
)  # fmt: skip
def test_each_form_takes_what_it_says(schema: Any, fits: list[Any], unfit: list[Any]) -> None:
    assert [one for one in fits if not jsonschema_rs.is_valid(schema, one)] == []
    assert [one for one in unfit if jsonschema_rs.is_valid(schema, one)] == []
