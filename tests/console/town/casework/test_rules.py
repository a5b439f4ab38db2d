from __future__ import annotations

import copy
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.town.casework.codes import OPEN, SHUT, STATUS_NAMES
from console.town.casework.form import new_case
from console.town.casework.rules import (
    _MOVES,
    COMMANDS,
    LONGEST_TIMELINE,
    Order,
    Refused,
    decide,
    moment,
    sign,
    stamp,
)

AT = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
ARGS = {
    "unit": "综合执法中队",
    "reason": "等待",
    "text": "已处置",
    "name": "a.jpg",
    "url": "https://example.invalid/a.jpg",
    "kind": "picture",
    "of": "c-1",
}


def case_in(status: str) -> dict[str, Any]:
    return new_case({"title": "路灯不亮", "status": status}, "c-1", "1", AT)


def done(case: dict[str, Any], kind: str, after_min: int = 1) -> dict[str, Any]:
    after = decide(case, Order(kind, ARGS), AT + timedelta(minutes=after_min))
    assert not isinstance(after, Refused), after
    return after


def test_a_case_goes_the_whole_way_from_report_to_close() -> None:
    case = case_in("reported")
    for kind, status in (
        ("accept", "accepted"),
        ("dispatch", "dispatched"),
        ("acknowledge", "acknowledged"),
        ("arrive", "arrived"),
        ("handle", "handling"),
        ("feedback", "feedback"),
        ("verify", "verified"),
        ("close", "closed"),
        ("reopen", "reopened"),
    ):
        case = done(case, kind)
        assert case["status"] == status
    assert case["rev"] == 10
    assert [line["action"] for line in case["timeline"]][1:3] == ["accept", "dispatch"]
    assert case["assignee"]["unit"] == "综合执法中队"


@given(st.sampled_from(sorted(STATUS_NAMES)), st.sampled_from(sorted(_MOVES)))
def test_every_order_moves_the_case_one_revision_or_is_refused_with_a_reason(
    status: str, kind: str
) -> None:
    case = case_in(status)
    before = copy.deepcopy(case)
    after = decide(case, Order(kind, ARGS), AT)
    assert case == before
    if isinstance(after, Refused):
        assert after.reason
    else:
        assert after["rev"] == case["rev"] + 1
        assert after["status"] in OPEN | SHUT
        assert len(after["timeline"]) == len(case["timeline"]) + 1


@pytest.mark.parametrize("kind", ["dispatch", "feedback", "suspend", "reject", "note"])
def test_an_order_without_its_reason_or_unit_is_refused_and_names_what_is_missing(
    kind: str,
) -> None:
    status = {"dispatch": "accepted", "feedback": "arrived", "suspend": "handling"}.get(
        kind, "reported"
    )
    refused = decide(case_in(status), Order(kind, {}), AT)
    assert isinstance(refused, Refused)
    assert refused.key.startswith("args.")


def test_a_closed_case_cannot_be_dispatched() -> None:
    refused = decide(case_in("closed"), Order("dispatch", ARGS), AT)
    assert isinstance(refused, Refused)
    assert "已结案" in refused.reason


def test_a_pause_moves_the_limits_by_its_length_and_the_case_back_to_where_it_was() -> None:
    case = case_in("handling")
    due = moment(case["clocks"][0]["due_at"])
    held = done(case, "suspend", 10)
    assert held["clocks"][0]["paused"]
    resumed = done(held, "resume", 40)
    assert resumed["status"] == "handling"
    assert not resumed["clocks"][0]["paused"]
    assert moment(resumed["clocks"][0]["due_at"]) - due == timedelta(minutes=30)


def test_an_unknown_status_takes_a_note_but_no_move() -> None:
    case = case_in("archived-by-county")
    assert not isinstance(decide(case, Order("note", ARGS), AT), Refused)
    assert isinstance(decide(case, Order("close", ARGS), AT), Refused)


def test_the_responders_moves_are_no_commands_of_the_console() -> None:
    assert {"handle", "return", "escalate", "duplicate"}.isdisjoint(COMMANDS)
    assert len(COMMANDS) == 16


def test_a_timeline_keeps_its_first_line_and_the_newest() -> None:
    case = case_in("reported")
    for i in range(LONGEST_TIMELINE + 20):
        sign(case, AT, "甲", "室", "note", str(i))
    assert len(case["timeline"]) == LONGEST_TIMELINE
    assert case["timeline"][0]["action"] == "report"
    assert case["timeline"][-1]["text"] == str(LONGEST_TIMELINE + 19)


def test_times_are_written_in_utc_with_milliseconds() -> None:
    assert stamp(AT) == "2026-11-23T06:00:00.000Z"
    assert moment(stamp(AT)) == AT
    with pytest.raises(ValueError, match="no time zone"):
        moment("2026-11-23T06:00:00")
