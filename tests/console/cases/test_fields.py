"""JSON that others wrote: what is wrong is named, and never more than that."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.cases.fields import MOST_FAULTS, Fields, WireError, load_json, text_of, time_of

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda below: st.lists(below, max_size=4) | st.dictionaries(st.text(), below, max_size=4),
    max_leaves=12,
)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("2026-11-23T06:30:00Z", datetime(2026, 11, 23, 6, 30, tzinfo=UTC)),
        ("2026-11-23t14:30:00.5+08:00", datetime(2026, 11, 23, 6, 30, 0, 500_000, tzinfo=UTC)),
        ("2026-11-23 06:30:00.123456789z", datetime(2026, 11, 23, 6, 30, 0, 123_456, tzinfo=UTC)),
    ],
)
def test_an_rfc_3339_time_is_read_as_utc(text: str, at: datetime) -> None:
    assert time_of(text) == at


@pytest.mark.parametrize(
    "text",
    ["", "2026-11-23", "2026-11-23T06:30:00", "20261123T063000Z", "2026-13-23T06:30:00Z",
     "2026-11-23T06:30:60Z", "2026-W48-1T06:30:00Z", "2026-11-23T063000+0800",
     "2026-11-23T06:30:00+99:00", "2026-11-23x06:30:00Z", "2026-11-23T06:30:00" + "0" * 40,
     "0001-01-01T00:00:00+08:00", "２０２６-11-23T06:30:00Z"],
)  # fmt: skip
def test_what_is_no_rfc_3339_time_is_none(text: str) -> None:
    assert time_of(text) is None


def test_a_text_loses_what_cannot_be_shown_and_keeps_its_lines() -> None:
    assert text_of("a\x00b\u202ec\ud800d", 20_000) == "abcd"
    assert text_of("one\n\ttwo", 20_000) == "one\n\ttwo"
    assert text_of(" one\n\ttwo ", 100) == "one two"
    assert text_of("河" * 9, 4) == "河" * 4


@given(st.text(), st.sampled_from([10, 20_000]))
def test_any_text_can_be_encoded_afterwards(text: str, longest: int) -> None:
    found = text_of(text, longest)
    assert len(found.encode().decode()) <= longest


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (b"<html>", "no JSON"),
        (b"", "no JSON"),
        (b'{"a":', "no JSON"),
        (b"\xff\xfe\x00", "no JSON"),
        (b"[" * 200_000, "nested too deeply"),
        (b"1" * 5000, "no JSON"),
    ],
)
def test_what_is_no_json_is_a_wire_error(body: bytes, problem: str) -> None:
    with pytest.raises(WireError, match=problem):
        load_json(body)


def test_nan_is_read_as_nothing() -> None:
    assert load_json(b'{"a": NaN, "b": -Infinity}') == {"a": None, "b": None}


def test_a_fault_names_the_field_with_its_path() -> None:
    fields = Fields({"place": {"x": "here"}, "list": [1, {"at": "noon"}]})
    below = fields.below("place")
    assert below is not None
    assert below.number("x") is None
    (entry,) = fields.each("list", 5)
    assert entry.time("at") is None
    assert fields.faults == [
        "place.x: a number is wanted, not a text",
        "list[0]: an object is wanted, not a number",
        "list[1].at: an RFC 3339 time with its offset is wanted",
    ]


def test_what_is_absent_or_null_is_no_fault() -> None:
    fields = Fields({"a": None})
    for key in ("a", "b"):
        assert fields.text(key) == ""
        assert fields.number(key) is None
        assert fields.flag(key) is False
        assert fields.time(key) is None
        assert fields.below(key) is None
        assert fields.each(key, 5) == []
        assert fields.texts(key, 5) == ()
    assert fields.faults == []


def test_lists_keep_their_last_entries_and_say_so() -> None:
    fields = Fields({"a": ["1", "2", "3", ""]})
    assert fields.texts("a", 3) == ("2", "3")
    assert fields.faults == ["a: 4 entries, the last 3 are read", "a[3]: a text is wanted"]


def test_a_code_that_is_a_number_is_its_text_and_a_huge_number_is_none() -> None:
    fields = Fields({"code": 113, "far": 1e300, "huge": 10**400, "long": "x" * 600})
    assert fields.text("code") == "113"
    assert fields.number("far") is None
    assert fields.number("huge") is None
    assert len(fields.text("long")) == 500
    assert len(fields.faults) == 3


@pytest.mark.parametrize("value", [None, "", 7, "x" * 129, "a\nb", ["a"]])
def test_an_id_that_is_none_is_refused(value: object) -> None:
    with pytest.raises(WireError, match=r"^place\.id: "):
        Fields({"id": value}, "place").need_id("id")


@pytest.mark.parametrize("value", [None, True, -1, 1.0, "1", 2**63])
def test_a_revision_that_is_none_is_refused(value: object) -> None:
    with pytest.raises(WireError, match=r"^rev: a whole number"):
        Fields({"rev": value}).need_whole("rev")


@given(anything)
def test_any_value_is_read_by_every_reader_without_harm(value: object) -> None:
    if not isinstance(value, dict):
        with pytest.raises(WireError, match="an object is wanted"):
            Fields(value)
    fields = Fields({"a": value})
    fields.text("a")
    fields.number("a")
    fields.flag("a")
    fields.time("a")
    fields.below("a")
    fields.each("a", 3)
    fields.texts("a", 3)
    assert len(fields.faults) <= MOST_FAULTS
    json.dumps(fields.faults).encode()
