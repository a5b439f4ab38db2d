from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.control.export_order import FIELDS, read_export
from console.control.room import Unfit

SINCE, UNTIL = "2026-11-23T06:00:00Z", "2026-11-23T14:30:00+08:00"
GOOD = {"cameras": ["c01"], "since": SINCE, "until": UNTIL}


def test_an_export_is_read_with_what_is_usual() -> None:
    assert read_export(GOOD) == {
        **GOOD, "burn": False, "markers": None, "who": "", "reason": "",
    }  # fmt: skip
    rest = {"burn": True, "markers": False, "who": "王", "reason": "c-7"}
    assert read_export({**GOOD, **rest}) == {**GOOD, **rest}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"cameras": []}, "cameras"),
        ({"cameras": "c01"}, "cameras"),
        ({"since": UNTIL, "until": SINCE}, "until"),
        ({"since": "06:00"}, "since"),
        ({"until": "2026-11-23T06:00:00"}, "until"),
        ({"burn": 1}, "burn"),
        ({"markers": "yes"}, "markers"),
        ({"markers": None}, "markers"),
        ({"who": "x" * 201}, "who"),
        ({"folder": "/"}, "folder"),
    ],
)
def test_what_makes_no_sense_is_refused_and_the_field_named(
    change: dict[str, Any], field: str
) -> None:
    with pytest.raises(Unfit) as refused:
        read_export({**GOOD, **change})
    assert refused.value.field == field


@given(st.dictionaries(st.sampled_from(FIELDS), st.none() | st.text() | st.lists(st.text())))
def test_any_body_is_an_export_or_refused(body: dict[str, Any]) -> None:
    try:
        order = read_export(body)
    except Unfit:
        return
    assert order["cameras"]
