from __future__ import annotations

from tests.console.desk.case_room import Room, a_case


def test_a_key_acknowledges_the_case_in_inbox_audit_and_alarm_tile(case_room: Room) -> None:
    case_room.choose(a_case())
    assert case_room.rung == ["red"]
    assert case_room.window.cases.card._acknowledge.isVisible()
    case_room.window.perform("case_acknowledge")
    assert case_room.acts() == [("acknowledge", "王", "2026-c-1")]
    assert case_room.alarms.acted == [("case:c-1", "acknowledge")]
    assert case_room.told == ["acknowledged"]
    assert not case_room.window.cases.card._acknowledge.isVisible()


def test_an_alarm_acknowledged_elsewhere_is_so_here(case_room: Room) -> None:
    case_room.choose(a_case())
    case_room.alarms.told.emit("alarm", {"alarm": "case:c-1", "state": "acknowledge"})
    assert not case_room.desk.announcing.notices.waiting


def test_the_audit_opens_by_its_key(case_room: Room) -> None:
    case_room.window.perform("audit")
    assert case_room.window.sheets.audit.shown
