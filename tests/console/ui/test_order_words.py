from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from console.cases.order import ENDED_STATES, OPEN_STATES, Order
from console.cases.possible import ARGUMENTS, ATTACHMENTS
from console.cases.rights import COMMANDS, ROLES
from console.ui.order_words import (
    COMMANDS as SAID,
)
from console.ui.order_words import (
    FIELDS,
    KINDS,
    STATES,
    conflict_lines,
    why_text,
)
from console.ui.order_words import (
    ROLES as ROLES_SAID,
)

NOW = datetime(2026, 11, 26, 8, 0, tzinfo=UTC)
ORDER = Order("k1", "c-1", 1, "note", {}, "张", NOW, NOW)


def test_every_code_has_its_words() -> None:
    assert set(COMMANDS) < set(SAID)
    assert set(ROLES) == set(ROLES_SAID)
    assert set(STATES) == OPEN_STATES | ENDED_STATES
    assert set(KINDS) == set(ATTACHMENTS)
    assert {each.name for every in ARGUMENTS.values() for each in every} <= set(FIELDS)


def test_the_platforms_own_words_come_before_ours() -> None:
    assert why_text(replace(ORDER, state="refused", code="status_422", why="不能")) == "不能"
    assert (
        why_text(replace(ORDER, state="refused", code="status_418")) == "the platform answers 418"
    )
    assert why_text(replace(ORDER, state="ask", code="late")).startswith("It could not")
    assert why_text(ORDER) == ""


def test_of_a_conflict_it_is_said_who_did_what() -> None:
    told = {
        "steps": [{"at": "x", "actor": "李四", "unit": "", "action": "accept", "text": "受理"}],
        "changes": [{"field": "level", "before": "", "after": "red"}],
    }
    assert conflict_lines(told) == ["  李四: accept · 受理", "Level: – → Level 1 red"]
    assert "李四" in why_text(replace(ORDER, state="conflict", told=told, why="412"))
