from __future__ import annotations

import contextlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.control.ptz_order import read_ptz
from console.control.room import Unfit


@pytest.mark.parametrize(
    ("body", "order"),
    [
        ({"tilt": -1, "for_ms": 900}, {"pan": 0.0, "tilt": -1.0, "zoom": 0.0, "for_ms": 900.0}),
        ({"preset": "3"}, {"preset": "3"}),
        ({"home": True}, {"home": True}),
        ({"stop": True}, {"stop": True}),
        ({"patrol": ["1", "2"]}, {"patrol": ["1", "2"], "dwell_s": 15.0}),
        ({"patrol": ["1"], "dwell_s": 3}, {"patrol": ["1"], "dwell_s": 3.0}),
        (
            {"to": {"pan": 0, "tilt": 0.5, "zoom": 1}},
            {"to": {"pan": 0.0, "tilt": 0.5, "zoom": 1.0}},
        ),
    ],
)
def test_one_wish_is_read(body: dict[str, Any], order: dict[str, Any]) -> None:
    assert read_ptz(body) == order


@pytest.mark.parametrize(
    "body",
    [
        {}, {"pan": 0.5, "preset": "1"}, {"pan": 2}, {"pan": 0}, {"home": False}, {"stop": 1},
        {"preset": ""}, {"patrol": []}, {"patrol": ["1"], "dwell_s": 1}, {"to": 3},
        {"to": {"pan": 0}}, {"to": {"pan": 0, "tilt": 0, "zoom": -1}}, {"pan": 1, "for_ms": 1e9},
        {"pan": 1, "dwell_s": 10}, {"preset": "1", "for_ms": 500}, {"pann": 1},
    ],
)  # fmt: skip
def test_what_is_no_wish_is_said(body: dict[str, Any]) -> None:
    with pytest.raises(Unfit):
        read_ptz(body)


KEYS = st.sampled_from(["pan", "tilt", "zoom", "for_ms", "preset", "home", "patrol", "to", "x"])
VALUES = st.none() | st.booleans() | st.floats() | st.text(max_size=70) | st.lists(st.text())


@given(st.dictionaries(KEYS, VALUES | st.dictionaries(KEYS, VALUES)))
def test_whatever_is_wished_it_is_read_or_unfit(body: dict[str, Any]) -> None:
    with contextlib.suppress(Unfit):
        read_ptz(body)
