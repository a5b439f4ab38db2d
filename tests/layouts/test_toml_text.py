from __future__ import annotations

import datetime
import math
import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layouts.toml_text import inline_table, written_key, written_lines, written_value

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
zones = st.timezones() | st.none()
single = (
    st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False)
    | texts
    | st.dates(min_value=datetime.date(1000, 1, 1))
    | st.times()
    | st.datetimes(min_value=datetime.datetime(1000, 1, 1))  # noqa: DTZ001 - a local one
)
values = st.recursive(
    single, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4)
)


@given(st.dictionaries(texts, values, max_size=4))
def test_what_is_written_is_read_again(table: dict[str, Any]) -> None:
    assert tomllib.loads("\n".join(written_lines(table))) == table
    assert tomllib.loads(f"x = {inline_table(table)}") == {"x": table}


def test_what_is_no_number_and_a_time_with_its_zone_are_written_too() -> None:
    moment = datetime.datetime(2026, 10, 1, 8, tzinfo=datetime.UTC)
    assert tomllib.loads(f"x = {written_value(moment)}") == {"x": moment}
    assert math.isnan(tomllib.loads(f"x = {written_value(math.nan)}")["x"])


def test_a_key_has_quotes_where_it_needs_them() -> None:
    assert [written_key(key) for key in ("a-1_B", "丁", "a b", "")] == [
        "a-1_B", '"丁"', '"a b"', '""',
    ]  # fmt: skip


def test_what_toml_has_not_is_refused() -> None:
    with pytest.raises(TypeError, match="no NoneType"):
        written_value(None)
