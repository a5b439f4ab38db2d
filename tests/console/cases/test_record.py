from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.cases.case import Case, Clock, Place, Step
from console.cases.record import (
    Act,
    CaseRecord,
    ClockRecord,
    acts_shown,
    acts_told,
    lost,
    packed,
    record_of,
    satisfaction_of,
    unpacked,
)

NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
TIMES = st.datetimes(datetime(2000, 1, 1), datetime(2099, 1, 1), timezones=st.just(UTC)).map(  # noqa: DTZ001
    lambda at: at.replace(microsecond=0)
)
ACTS = st.lists(st.builds(Act, TIMES, st.sampled_from(("accept", "return", "close"))), max_size=5)


def step(minutes: int, action: str) -> Step:
    return Step(NOON + timedelta(minutes=minutes), "李**", "三网格", action, "电话 13800000000")


def test_milestones_are_the_first_acts_and_the_last_of_what_is_done_again(
    case_of: Callable[..., Case],
) -> None:
    told = case_of(
        status="closed", unit="河道保洁队", place=Place(120.1, 30.4, 15.0), grid="g1",
        clocks=(Clock("close", NOON + timedelta(hours=1)),),
        timeline=(
            step(0, "report"), step(5, "accept"), step(9, "accept"), step(20, "退单"),
            step(30, "feedback"), step(50, "feedback"), step(60, "verify"), step(70, "close"),
        ),
    )  # fmt: skip
    record = record_of(told, acts_told(told))
    assert record.accepted_at == NOON + timedelta(minutes=5)
    assert record.feedback_at == NOON + timedelta(minutes=50)
    assert record.closed_at == record.ended_at == NOON + timedelta(minutes=70)
    assert record.count("return") == 1
    assert record.overdue(NOON)


def test_nothing_of_persons_is_kept(case_of: Callable[..., Case]) -> None:
    told = case_of(
        person="陈大明", reporter="张三", reporter_phone="13800000000", worker="w-12",
        timeline=(step(0, "report"),),
    )  # fmt: skip
    kept = repr(packed(record_of(told, acts_told(told))))
    for secret in ("陈大明", "张三", "13800000000", "w-12", "李**"):
        assert secret not in kept


def test_states_tell_of_acts_where_the_timeline_is_silent(case_of: Callable[..., Case]) -> None:
    seen = [("accepted", NOON), ("returned", NOON + timedelta(minutes=3)), ("handling", NOON)]
    assert [act.what for act in acts_shown(case_of(), seen)] == ["accept", "return"]
    spoken = case_of(timeline=(step(0, "accept"),))
    assert [act.what for act in acts_shown(spoken, seen)] == ["return"]


def test_a_suspension_holds_the_limit_and_its_spans_are_told() -> None:
    acts = (Act(NOON, "suspend"), Act(NOON + timedelta(hours=2), "resume"),
            Act(NOON + timedelta(hours=5), "suspend"))  # fmt: skip
    clock = ClockRecord("close", NOON)
    held = CaseRecord("c-1", 1, status="suspended", acts=acts, clocks=(clock,))
    assert held.suspended() == (
        (NOON, NOON + timedelta(hours=2)), (NOON + timedelta(hours=5), None),
    )  # fmt: skip
    assert not held.overdue(NOON + timedelta(days=1))


def test_a_case_is_judged_by_the_limit_for_closing() -> None:
    early, late = ClockRecord("respond", NOON), ClockRecord("close", NOON + timedelta(hours=9))
    handle = ClockRecord("handle", NOON + timedelta(hours=3))
    assert CaseRecord("c", 1, clocks=(early, handle, late)).limit == late
    assert CaseRecord("c", 1, clocks=(early, handle)).limit == handle
    assert CaseRecord("c", 1, clocks=(early,)).limit == early
    assert CaseRecord("c", 1).limit is None


def test_what_is_lost_after_its_end_stays_as_it_ended() -> None:
    ended = CaseRecord("c", 1, status="closed", ended_at=NOON)
    assert lost(ended, NOON + timedelta(days=1)) is ended
    assert lost(CaseRecord("c", 1), NOON).gone_at == NOON


@pytest.mark.parametrize(
    ("raw", "score"),
    [({"satisfaction": 4}, 4), ({"satisfaction": {"score": 5}}, 5), ({"satisfaction": 9}, None),
     ({"satisfaction": "good"}, None), ({"satisfaction": True}, None), ({}, None)],
)  # fmt: skip
def test_satisfaction_is_1_to_5_or_not_known(raw: dict[str, Any], score: int | None) -> None:
    assert satisfaction_of(raw) == score


@given(
    st.builds(
        CaseRecord, st.text(min_size=1, max_size=8), st.integers(0, 9), title=st.text(max_size=9),
        longitude=st.none() | st.floats(-180, 180), reported_at=st.none() | TIMES,
        ended_at=st.none() | TIMES, acts=ACTS.map(tuple), satisfaction=st.none() | st.just(3),
        clocks=st.lists(st.builds(ClockRecord, st.just("close"), TIMES, st.none() | TIMES),
                        max_size=2).map(tuple),
    )
)  # fmt: skip
def test_a_record_comes_back_from_the_disk_as_it_was(record: CaseRecord) -> None:
    assert unpacked(packed(record)) == record
