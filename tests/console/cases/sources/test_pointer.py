from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.cases.sources.pointer import parse_path, value_at

MESSAGE = {"a": {"b/c": [{"x.y": 1}], "": 2}, "list": ["zero", "one"]}


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("list.1", "one"), ("/list/0", "zero"), ("/a/b~1c/0/x.y", 1), ("/a/", 2),
        ("list.2", None), ("list.one", None), ("a.b", None), ("a.b.c.d", None),
    ],
)  # fmt: skip
def test_a_path_leads_to_a_value_or_to_nothing(written: str, value: object) -> None:
    assert value_at(MESSAGE, parse_path(written)) == value


@pytest.mark.parametrize("written", ["", "a..b", ".a", "x" * 201, ".".join("a" * 17)])
def test_what_is_no_path_is_refused(written: str) -> None:
    with pytest.raises(ValueError):
        parse_path(written)


@given(st.text(max_size=40), st.recursive(st.none() | st.text(), st.lists))
def test_any_path_in_any_message_does_no_harm(written: str, message: object) -> None:
    try:
        path = parse_path(written)
    except ValueError:
        return
    value_at(message, path)
