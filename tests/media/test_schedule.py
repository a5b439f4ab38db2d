from __future__ import annotations

import contextlib
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.schedule import parse_schedule


def at(hour: int, minute: int) -> datetime:
    return datetime(2026, 11, 25, hour, minute, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "on", "off"),
    [
        ("07:30-19:00", [(7, 30), (18, 59)], [(7, 29), (19, 0)]),
        ("22:00-06:00", [(22, 0), (0, 0), (5, 59)], [(6, 0), (21, 59)]),
        ("22:00-24:00", [(23, 59)], [(0, 0)]),
        ("08:00-09:00, 12:00-13:00", [(8, 0), (12, 30)], [(9, 0), (13, 0)]),
        ("08：00-09：00，12:00-13:00", [(12, 30)], [(9, 0)]),
        ("always", [(0, 0), (23, 59)], []),
        ("no", [], [(0, 0), (12, 0)]),
        ("", [], [(12, 0)]),
    ],
)
def test_a_window_holds_from_its_first_minute_until_before_its_last(
    written: str, on: list[tuple[int, int]], off: list[tuple[int, int]]
) -> None:
    schedule = parse_schedule(written)
    assert all(schedule.on(at(*time)) for time in on)
    assert not any(schedule.on(at(*time)) for time in off)
    assert bool(schedule) == bool(on)


@pytest.mark.parametrize(
    "written", ["nights", "7:30-19:00", "07:30", "07:30-25:00", "24:00-01:00", "07:30-24:30",
                "07:30-07:30", "07:30-19:00,", ",".join(["07:30-19:00"] * 13)],
)  # fmt: skip
def test_what_is_no_schedule_is_refused_with_what_would_be_right(written: str) -> None:
    with pytest.raises(ValueError, match=r"always|windows"):
        parse_schedule(written)


@given(st.text(max_size=30))
def test_any_text_is_a_schedule_or_refused(written: str) -> None:
    with contextlib.suppress(ValueError):
        parse_schedule(written)
