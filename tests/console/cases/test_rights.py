from __future__ import annotations

import pytest

from console.cases.rights import ACTS, COMMANDS, ROLE_NAMES, ROLES, SEAT, may, role_of


def test_what_nobody_knows_is_denied() -> None:
    assert not may("operator", "launch")
    assert not may("guest", "note")
    assert not may("", "")


def test_a_room_with_one_seat_may_do_all_of_it() -> None:
    assert all(may(SEAT, act) for act in ACTS)


@pytest.mark.parametrize(
    ("role", "may_do", "may_not"),
    [
        ("duty_chief", "supervise", "settings"),
        ("operator", "dispatch", "supervise"),
        ("coordinator", "reassign", "accept"),
        ("leader", "supervise", "dispatch"),
        ("assessor", "figures", "note"),
        ("admin", "settings", "accept"),
        ("auditor", "audit_export", "note"),
    ],
)
def test_each_role_has_its_own(role: str, may_do: str, may_not: str) -> None:
    assert may(role, may_do)
    assert not may(role, may_not)


def test_only_a_duty_chief_drops_orders_that_he_may_not_give() -> None:
    assert [role for role in ROLES if may(role, "orders")] == ["duty_chief"]


def test_somebody_may_give_each_command() -> None:
    assert all(any(may(role, command) for role in ROLES) for command in COMMANDS)


def test_a_list_may_name_a_role_in_chinese() -> None:
    assert {role_of(name) for name in ROLE_NAMES.values()} == set(ROLES)
    assert role_of(" operator ") == "operator"
    assert role_of("seat") is None
