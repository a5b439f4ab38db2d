"""The chair's words."""

from __future__ import annotations

from typing import Any

import pytest

from console.control.chair_order import LAYOUTS as ORDERED
from console.control.chair_order import RESULTS as GIVEN
from console.ui.chair_words import LAYOUTS, RESULTS, layout_text, line_text, mode_text, result_text
from console.ui.chair_words import stands_text as stands
from tests.console.ui.test_conference_strip import conference, node


def test_all_that_can_be_ordered_has_words() -> None:
    assert set(LAYOUTS) == set(ORDERED)
    assert set(RESULTS) == set(GIVEN)
    assert result_text("bad_line") == "bad line"
    assert (result_text(None), layout_text("7x7"), mode_text("roll_call")) == (
        "",
        "7x7",
        "roll call",
    )


@pytest.mark.parametrize(
    ("up", "words"),
    [
        ({"loss": 0.0, "rtt_ms": 20}, "line good"),
        ({"loss": 0.05, "rtt_ms": None}, "line fair"),
        ({"loss": 0.0, "rtt_ms": 900}, "line poor"),
        ({"loss": 0.2}, "line poor"),
        ({"loss": 0.0, "late": 0.2}, "line poor"),
    ],
)
def test_a_line_in_a_word(up: dict[str, Any], words: str) -> None:
    assert line_text(node("n01", up=up)) == words
    assert line_text(node("n01", "absent", up=up)) == ""


@pytest.mark.parametrize(
    ("changes", "told", "words"),
    [
        ({}, {"roll_call": {"node": "n01"}, "floor": "n01"}, "called now"),
        ({}, {"private": "n01"}, "in private"),
        ({}, {"chair": "n01"}, "in the chair"),
        ({}, {"floor": "n01"}, "has the floor"),
        ({}, {"broadcast": {"source": "node:n01"}}, "is broadcast"),
        ({"state": "calling"}, {}, "calling"),
        ({"screen": "asked"}, {}, "screen asked for"),
        ({"screen": "asked"}, {"floor": "n01"}, "has the floor"),
        ({"mic": "forced"}, {}, "muted by us"),
        ({"mic": "muted"}, {"roll_call": {"node": None}}, "muted itself"),
        ({}, {}, "heard"),
    ],
)
def test_what_a_site_does_is_one_thing(
    changes: dict[str, Any], told: dict[str, Any], words: str
) -> None:
    site = node("n01", **changes)
    assert stands(site, conference(site, **told)) == words
