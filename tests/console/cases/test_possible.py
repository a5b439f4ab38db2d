"""What the window offers against what the demo town's platform allows: written apart."""

from __future__ import annotations

import pytest

from console.cases.possible import ARGUMENTS, missing, possible
from console.cases.rights import COMMANDS
from console.town.casework.codes import STATUS_NAMES
from console.town.casework.rules import COMMANDS as THEIRS
from console.town.casework.rules import Order, Refused, decide, stamp
from tests.console.cases.test_order import NOW

WORDS = {
    "reason": "原因",
    "text": "说明",
    "unit": "中队",
    "name": "图",
    "url": "/a",
    "kind": "image",
}


def test_the_commands_are_those_of_the_contract() -> None:
    assert set(ARGUMENTS) == set(COMMANDS) == set(THEIRS)


@pytest.mark.parametrize("status", sorted(STATUS_NAMES))
def test_what_is_offered_is_what_the_platform_takes(status: str) -> None:
    case = {"id": "c-1", "rev": 1, "status": status, "clocks": [], "attachments": []}
    case |= {"updated_at": stamp(NOW), "timeline": []}
    for command in possible(status):
        args = {each.name: WORDS[each.name] for each in ARGUMENTS[command] if each.needed}
        after = decide(case, Order(command, args), NOW)
        assert not isinstance(after, Refused), (command, after)


def test_a_status_that_nobody_knows_leaves_remarks() -> None:
    assert possible("teleported") == ("note", "attach")


def test_only_what_may_be_done_is_offered_the_likely_one_first() -> None:
    assert possible("reported")[0] == "accept"
    assert possible("reported", lambda act: act == "note") == ("note",)


def test_what_is_needed_must_be_more_than_blanks() -> None:
    assert missing("dispatch", {"unit": "  "}) == ("unit",)
    assert missing("dispatch", {"unit": "中队"}) == ()
