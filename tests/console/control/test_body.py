from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.control.body import Fields, Unreadable, parse_body
from console.control.room import Unfit


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"", "no JSON: Expecting value"),
        (b'{"a":\n}', r"line 2, column 1"),
        (b"[1]", "must be a JSON object"),
        (b"\xff", "not UTF-8"),
        (b'{"a": NaN}', "no JSON"),
        (b"[" * 60_000, "no JSON"),
        (b'{"a": ' + b"9" * 5000 + b"}", "no JSON"),
    ],
)
def test_what_is_no_object_says_why(content: bytes, text: str) -> None:
    with pytest.raises(Unreadable, match=text):
        parse_body(content)


@given(st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
def test_any_bytes_are_an_object_or_unreadable(content: bytes) -> None:
    try:
        parse_body(content)
    except Unreadable:
        return
    assert isinstance(json.loads(content), dict)


def test_a_field_nobody_knows_is_named_and_the_right_one_proposed() -> None:
    with pytest.raises(Unfit, match='no field "layuot" here; did you mean "layout"') as fault:
        Fields({"layuot": "3x3"}, ("layout",))
    assert fault.value.field == "layuot"


@pytest.mark.parametrize(
    ("read", "value", "text"),
    [
        ("text", 3, "needs a text of 1 to"),
        ("text", "", "needs a text of 1 to"),
        ("text", "x" * 1001, "needs a text of 1 to 1000"),
        ("text_or_null", 3, "needs a text of 1 to"),
        ("boolean", 1, "needs true or false"),
    ],
)
def test_a_field_of_the_wrong_kind_is_named(read: str, value: Any, text: str) -> None:
    with pytest.raises(Unfit, match=text) as fault:
        getattr(Fields({"f": value}, ("f",)), read)("f")
    assert fault.value.field == "f"


def test_a_missing_field_is_named() -> None:
    with pytest.raises(Unfit, match='"f" is missing'):
        Fields({}, ("f",)).text_or_null("f")


def test_a_list_of_ids_is_taken_once_each_and_limited() -> None:
    fields = Fields({"f": ["b", "a", "b"]}, ("f",))
    assert fields.texts("f", 3) == ["b", "a"]
    for wrong in (["a"] * 4, "a", [1], [""], ["x" * 65]):
        with pytest.raises(Unfit):
            Fields({"f": wrong}, ("f",)).texts("f", 3)


@pytest.mark.parametrize(
    "written", [r'{"\ud800": 1}', r'{"layout": "\udfff"}', r'{"a": ["\ud83d"]}']
)
def test_half_a_character_is_refused_because_no_answer_could_name_it(written: str) -> None:
    with pytest.raises(Unreadable, match="half a character"):
        parse_body(written.encode())


def test_three_point_nought_is_a_whole_number_as_json_has_it() -> None:
    fields = Fields({"cell": 3.0, "cells": [0.0, 1], "part": 3.5}, ("cell", "cells", "part"))
    assert fields.whole_or_null("cell") == 3
    assert fields.whole_list("cells", 2) == [0, 1]
    with pytest.raises(Unfit, match="whole number"):
        fields.whole_or_null("part")
