from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from console.cases.case import Case, CaseId, Step
from console.cases.difference import MOST_STEPS, brief, differences

NOON = datetime(2026, 11, 26, 4, 0, tzinfo=UTC)
SEEN = Case(
    CaseId("c-1"), 3, "", "占道", "", "enforcement", "", "", "", "", "reported", "orange", None,
    timeline=(Step(NOON, "李四", "石埠村", "report", ""),),
)  # fmt: skip


def test_who_changed_what_since_it_was_seen() -> None:
    step = Step(NOON + timedelta(minutes=2), "王五", "指挥室", "accept", "受理")
    now = replace(SEEN, rev=4, status="accepted", timeline=(*SEEN.timeline, step))
    told = differences(json.loads(json.dumps(brief(SEEN))), now)
    assert told["rev"] == 4
    assert told["changes"] == [{"field": "status", "before": "reported", "after": "accepted"}]
    assert [(s["actor"], s["action"]) for s in told["steps"]] == [("王五", "accept")]


def test_a_step_in_the_same_moment_is_told_too() -> None:
    now = replace(SEEN, timeline=(*SEEN.timeline, Step(NOON, "王五", "", "accept", "")))
    assert [s["actor"] for s in differences(brief(SEEN), now)["steps"]] == ["王五"]


def test_what_was_not_noted_of_the_sight_is_not_called_a_change() -> None:
    assert differences({"rev": 1}, SEEN)["changes"] == []


def test_only_the_newest_steps_are_kept() -> None:
    many = tuple(
        Step(NOON + timedelta(seconds=n), f"{n}", "", "note", "x" * 500) for n in range(50)
    )
    told = differences({}, replace(SEEN, timeline=many))["steps"]
    assert len(told) == MOST_STEPS
    assert len(told[-1]["text"]) == 200
