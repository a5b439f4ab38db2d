from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from media.cameras.watch_order import (
    MOST_TURNS_S,
    TURNS_S,
    WatchWish,
    parse_until,
    parse_watch,
)
from media.diagnosis.finding import Finding
from media.diagnosis.thresholds import Thresholds


def test_the_order_is_read() -> None:
    order = {
        "do": "diagnosis", "settings": {"every_s": 20}, "baselines": "/s/diagnosis",
        "said": {"c01": ["covered", "moved"]},
    }  # fmt: skip
    assert parse_watch(order) == WatchWish(
        Thresholds(every_s=20.0),
        Path("/s/diagnosis"),
        {"c01": (Finding.COVERED, Finding.MOVED)},
    )
    assert parse_watch({"do": "diagnosis"}) == WatchWish(Thresholds())


@pytest.mark.parametrize(
    ("order", "text"),
    [
        ({"settings": []}, '"settings" is an object'),
        ({"settings": {"hits": 0}}, "diagnosis.hits must be"),
        ({"baselines": "state"}, "absolute path"),
        ({"baselines": 3}, "absolute path"),
        ({"said": []}, '"said" is an object'),
        ({"said": {"c01": ["ugly"]}}, "is a list of lost, frozen"),
        ({"said": {"c01": "lost"}}, "is a list of lost, frozen"),
    ],
)
def test_a_faulty_order_says_what_is_wrong(order: dict[str, Any], text: str) -> None:
    with pytest.raises(ValueError, match=text):
        parse_watch(order)


def test_a_turn_ends_when_it_is_said_or_soon_and_within_the_hour() -> None:
    assert parse_until({}, 100.0) == 100.0 + TURNS_S
    assert parse_until({"until": 107}, 100.0) == 107.0
    assert parse_until({"until": 1e9}, 100.0) == 100.0 + MOST_TURNS_S
    for wrong in ("107", True, float("nan")):
        with pytest.raises(ValueError, match='"until" is monotonic seconds'):
            parse_until({"until": wrong}, 100.0)
