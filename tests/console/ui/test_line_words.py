"""A site's line in words."""

from __future__ import annotations

from typing import Any

import pytest

from console.ui.line_words import is_weak, line_figures

UP = {"kbps": 480.4, "fps": 15.0, "loss": 0.02, "late": 0.113, "rtt_ms": 18.2}


@pytest.mark.parametrize(
    ("up", "weak"),
    [
        ({"loss": 0.05, "late": 0.0}, True),
        ({"loss": 0.0, "late": 0.06}, True),
        ({"loss": 0.04, "late": 0.04}, False),
        ({"loss": 0.2}, True),  # of a hub that does not tell the late ones
        (None, False),
    ],
)
def test_a_line_is_weak_when_something_is_missed(up: dict[str, Any] | None, weak: bool) -> None:
    assert is_weak({"state": "live", "up": up}) == weak


def test_the_figures_are_told_row_by_row() -> None:
    node = {"state": "live", "up": UP, "down": {"kbps": 900, "loss": None}}
    assert line_figures(node).splitlines() == [
        "sends 480 kbit/s, 15 pictures/s; lost 2%, voice too late 11%",
        "gets 900 kbit/s; lost 0%",
        "there and back 18 ms",
    ]


def test_what_is_not_known_is_not_told() -> None:
    assert "there" not in line_figures({"state": "live", "up": {**UP, "rtt_ms": None}})
    assert line_figures({"state": "absent", "up": UP}) == ""
