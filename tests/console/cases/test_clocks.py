"""Lamps and the time left."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.cases.case import Case, Clock
from console.cases.clocks import CLOSED, is_open, lamp, left_s, limits, urgency
from console.cases.markers import Watch


def clock(now: datetime, minutes: float, **fields: object) -> Clock:
    return Clock("handle", now + timedelta(minutes=minutes), **fields)  # type: ignore[arg-type]


# reported 4 h ago: of 5 h in all, 60 min are 20 %
@pytest.mark.parametrize(
    ("minutes", "colour"), [(60.1, "green"), (60, "amber"), (0, "amber"), (-0.1, "red")]
)
def test_a_lamp_turns_amber_at_a_fifth_and_red_when_overdue(
    case_of: Callable[..., Case], now: datetime, minutes: float, colour: str
) -> None:
    case = case_of(clocks=(clock(now, minutes),))
    assert lamp(case, now) == colour
    assert left_s(case, now) == pytest.approx(minutes * 60)


@pytest.mark.parametrize(("minutes", "colour"), [(61, "green"), (60, "amber"), (-1, "red")])
def test_without_a_known_start_the_last_hour_is_amber(
    case_of: Callable[..., Case], now: datetime, minutes: float, colour: str
) -> None:
    assert lamp(case_of(clocks=(clock(now, minutes),), reported_at=None), now) == colour
    later = now + timedelta(days=9)  # a start that cannot be
    assert lamp(case_of(clocks=(clock(now, minutes),), reported_at=later), now) == colour


def test_the_worst_running_clock_counts(case_of: Callable[..., Case], now: datetime) -> None:
    green, red = clock(now, 600), clock(now, -5)
    assert lamp(case_of(clocks=(green, red)), now) == "red"
    assert lamp(case_of(clocks=(clock(now, 30), green)), now) == "amber"
    assert left_s(case_of(clocks=(green, red)), now) == -300


@pytest.mark.parametrize(
    "fields", [{"paused": True}, {"done_at": datetime.max.replace(tzinfo=UTC)}]
)
def test_a_clock_that_does_not_run_says_nothing(
    case_of: Callable[..., Case], now: datetime, fields: dict[str, object]
) -> None:
    case = case_of(clocks=(clock(now, -5, **fields),))
    assert lamp(case, now) == "grey"
    assert left_s(case, now) is None


@pytest.mark.parametrize("status", ["suspended", "closed", "rejected", "duplicate"])
def test_a_case_at_rest_is_grey(case_of: Callable[..., Case], now: datetime, status: str) -> None:
    assert lamp(case_of(status=status, clocks=(clock(now, -5),)), now) == "grey"


def test_a_returned_case_has_its_clock_running(case_of: Callable[..., Case], now: datetime) -> None:
    assert lamp(case_of(status="returned", clocks=(clock(now, -5),)), now) == "red"


def test_an_unknown_status_is_open(case_of: Callable[..., Case]) -> None:
    assert is_open(case_of(status="核实中"))
    assert not any(is_open(case_of(status=status)) for status in CLOSED)


def test_overdue_comes_before_level_and_level_before_time(
    case_of: Callable[..., Case], now: datetime
) -> None:
    overdue = case_of(id="a", level=None, clocks=(clock(now, -1),))
    red = case_of(id="b", level="red")
    tight = case_of(id="c", level="yellow", clocks=(clock(now, 5),))
    loose = case_of(id="d", level="yellow", clocks=(clock(now, 50),))
    unknown = case_of(id="e", level="violet", clocks=(clock(now, 1),))
    plain = case_of(id="f", level=None, clocks=(clock(now, 1),))
    mixed = [plain, tight, unknown, overdue, loose, red]
    found = sorted(mixed, key=lambda case: urgency(case, now))
    assert found == [overdue, red, tight, loose, unknown, plain]


@given(st.lists(st.floats(-1e6, 1e6), max_size=4))
def test_red_means_overdue_and_nothing_else(
    case_of: Callable[..., Case], now: datetime, minutes: list[float]
) -> None:
    case = case_of(clocks=tuple(clock(now, each) for each in minutes))
    left = left_s(case, now)
    assert (lamp(case, now) == "red") == (left is not None and left < 0)
    assert (lamp(case, now) == "grey") == (left is None)


@given(
    st.lists(st.tuples(st.integers(-90_000, 90_000), st.booleans(), st.booleans()), max_size=3),
    st.sampled_from(["handling", "suspended", "closed"]),
    st.none() | st.integers(1, 200_000),
    st.sampled_from([None, "red", "blue", "mauve"]),
)
def test_the_limits_say_the_same_as_the_clocks_at_any_time(
    case_of: Callable[..., Case], now: datetime, clocks: list[tuple[int, bool, bool]], status: str,
    reported_s: int | None, level: str | None,
) -> None:  # fmt: skip
    case = case_of(
        status=status,
        level=level,
        reported_at=None if reported_s is None else now - timedelta(seconds=reported_s),
        clocks=tuple(
            Clock("close", now + timedelta(seconds=due), "natural", paused, now if done else None)
            for due, paused, done in clocks
        ),
    )
    watch = Watch.of(case)
    assert watch.lamp(now.timestamp()) == lamp(case, now)
    plain = urgency(case, now)
    assert watch.urgency(now.timestamp(), case.id)[:2] == plain[:2]
    due, _ = limits(case)
    left = left_s(case, now)
    assert (due is None) == (left is None)
    assert left is None or due == pytest.approx(now.timestamp() + left, abs=1e-3)
