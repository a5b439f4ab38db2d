"""Which rung of the ladder is due."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.cases.case import Case, CaseId, Clock, Step
from console.cases.duty_hours import CHINA, DutyHours
from console.cases.ladder import USUAL, Ladder, Mark, Rung, order_of
from tests.console.cases.duty_days import works

LADDER = Ladder(DutyHours(works))
DUE = datetime(2026, 11, 27, 16, 0, tzinfo=CHINA)  # a Friday


def at(written: str) -> datetime:
    return datetime.fromisoformat(f"2026-{written}").replace(tzinfo=CHINA)


@pytest.fixture
def late(case_of: Callable[..., Case]) -> Callable[..., Case]:
    return lambda **fields: case_of(**{"clocks": (Clock("handle", DUE),), **fields})


@pytest.mark.parametrize(
    ("now", "rung"),
    [
        ("11-27 13:59", None), ("11-27 14:00", "remind"), ("11-29 12:00", "remind"),
        ("11-30 08:29", "remind"), ("11-30 08:30", "urge"), ("12-02 08:30", "supervise"),
        ("12-04 08:29", "supervise"), ("12-04 08:30", "criticise"), ("12-11 08:30", "circulate"),
    ],
)  # fmt: skip
def test_each_rung_is_due_at_its_time(
    late: Callable[..., Case], now: str, rung: str | None
) -> None:
    found = LADDER.proposal(late(), at(now))
    assert (found.rung.id if found else None) == rung


def test_what_was_ordered_is_not_proposed_again_and_the_next_is(late: Callable[..., Case]) -> None:
    urged = LADDER.proposal(late(), at("11-30 09:00"))
    assert urged is not None
    assert urged.passed == ("提醒",)
    assert LADDER.proposal(late(), at("11-30 09:00"), {urged.mark}) is None
    following = LADDER.proposal(late(), at("12-02 09:00"), {urged.mark})
    assert following is not None
    assert (following.rung.id, following.passed) == ("supervise", ())


def test_what_somebody_else_ordered_is_seen_in_the_timeline(late: Callable[..., Case]) -> None:
    step = Step(at("11-30 09:00"), "李**", "指挥室", "supervise", "催办：请今日办结")
    assert LADDER.proposal(late(timeline=(step,)), at("11-30 10:00")) is None
    other = Step(step.at, "", "", "note", "催办：口头")
    assert LADDER.proposal(late(timeline=(other,)), at("11-30 10:00")) is not None


def test_a_limit_that_moved_begins_the_ladder_anew(late: Callable[..., Case]) -> None:
    done = {Mark("c-1", "handle", DUE.astimezone(UTC), rung.id) for rung in USUAL}
    assert LADDER.proposal(late(), at("12-20 09:00"), done) is None
    moved = late(clocks=(Clock("handle", DUE + timedelta(days=1)),))
    assert LADDER.proposal(moved, at("12-20 09:00"), done) is not None


@pytest.mark.parametrize("fields", [{"paused": True}, {"done_at": DUE}])
def test_a_clock_at_rest_is_not_urged(late: Callable[..., Case], fields: dict[str, object]) -> None:
    case = late(clocks=(Clock("handle", DUE, **fields),))  # type: ignore[arg-type]
    assert LADDER.proposal(case, at("12-20 09:00")) is None


def test_of_many_the_highest_rung_comes_first_and_of_a_rung_the_oldest(
    late: Callable[..., Case],
) -> None:
    old = late(id=CaseId("old"), clocks=(Clock("handle", DUE - timedelta(days=20)),))
    older = late(id=CaseId("older"), clocks=(Clock("handle", DUE - timedelta(days=30)),))
    fine = late(id=CaseId("fine"), clocks=(Clock("handle", DUE + timedelta(days=20)),))
    found = LADDER.proposals([late(), fine, old, older], at("11-30 09:00"))
    assert [one.case_id for one in found] == ["older", "old", "c-1"]
    assert [one.rung.id for one in found] == ["circulate", "circulate", "urge"]


def test_rungs_are_settings(late: Callable[..., Case]) -> None:
    rungs = (Rung("early", "预警", -1, "working_day"), Rung("late", "通报", 3, "hour"),
             Rung("later", "问责", 2, "day"))  # fmt: skip
    ladder = Ladder(DutyHours(works), rungs)
    assert ladder.moments(DUE) == (
        at("11-26 08:30"), DUE + timedelta(hours=3), DUE + timedelta(days=2),
    )  # fmt: skip
    assert Ladder(DutyHours(works), ()).proposal(late(), at("12-20 09:00")) is None


def test_the_order_names_the_rung_first(late: Callable[..., Case]) -> None:
    found = LADDER.proposal(late(), at("11-30 09:00"))
    assert found is not None
    told = order_of(found, "王芳", "处置时限已过")
    assert told["text"] == "催办：处置时限已过"
    assert (told["rung"], told["clock"], told["by"]) == ("urge", "handle", "王芳")
    assert told["due_at"] == "2026-11-27T08:00:00+00:00"
    step = Step(at("11-30 09:00"), "", "", "supervise", told["text"])
    assert LADDER.proposal(late(timeline=(step,)), at("11-30 10:00")) is None


def test_a_short_limit_is_not_urged_when_it_begins(late: Callable[..., Case]) -> None:
    little = DUE - timedelta(minutes=6)
    case = late(clocks=(Clock("respond", DUE, amber_at=little),))
    assert LADDER.proposal(case, little - timedelta(seconds=1)) is None
    found = LADDER.proposal(case, little)
    assert found is not None
    assert (found.rung.id, found.since) == ("remind", little)
    urged = LADDER.proposal(case, at("11-30 08:30"))
    assert urged is not None
    assert urged.rung.id == "urge"


@given(st.lists(st.integers(0, 60 * 24 * 30), min_size=1, max_size=20))
def test_as_time_goes_on_the_ladder_is_only_climbed(
    case_of: Callable[..., Case], minutes: list[int]
) -> None:
    late = case_of(clocks=(Clock("handle", DUE),))
    rank = [rung.id for rung in USUAL]
    done: set[Mark] = set()
    before = -1
    for minute in sorted(minutes):
        found = LADDER.proposal(late, DUE - timedelta(days=1) + timedelta(minutes=minute), done)
        if found is not None:
            assert rank.index(found.rung.id) > before
            before = rank.index(found.rung.id)
            done.add(found.mark)
