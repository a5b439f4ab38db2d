from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from console.figures.period import KINDS
from console.figures.wording import TITLES, change_text, group_label, length_text, moment_text


def test_every_kind_of_period_has_a_title() -> None:
    assert set(TITLES) == set(KINDS)


@pytest.mark.parametrize(
    ("dimension", "key", "label", "words"),
    [("level", "", "", "未定级"), ("level", "red", "red", "红"), ("channel", "pc", "pc", "电脑端"),
     ("channel", "", "", "未填"), ("unit", "", "", "未填"), ("platform", "fifth", "", "fifth")],
)  # fmt: skip
def test_a_group_without_a_name_is_told_so(
    dimension: str, key: str, label: str, words: str
) -> None:
    assert group_label(dimension, key, label) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0 秒"),
        (42.4, "42 秒"),
        (60, "1 分"),
        (3540, "59 分"),
        (5400, "1 时 30 分"),
        (3 * 86400, "3.0 天"),
    ],
)
def test_lengths_are_said_in_the_units_that_matter(seconds: float, words: str) -> None:
    assert length_text(seconds) == words


def test_a_moment_is_told_by_the_rooms_clock_and_no_growth_is_a_dash() -> None:
    noon = datetime(2026, 11, 26, 4, tzinfo=UTC)
    assert moment_text(noon, timezone(timedelta(hours=8))) == "2026-11-26 12:00"
    assert moment_text(None, UTC) == ""
    assert (change_text(None), change_text(0.5), change_text(-0.25)) == ("—", "+50.0%", "-25.0%")
