from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from console.audit.entry import Entry
from console.ui.audit_sheet import ACT, DETAIL, WHO, AuditSheet
from console.ui.theme import Look

AT = datetime(2026, 11, 26, 4, 0, tzinfo=UTC)
ENTRIES = [
    Entry(AT, "王", "desk", "reveal", "case:c-1", "回访核实"),
    Entry(AT, "李", "desk", "shelve", "case:c-2", ""),
]


@pytest.fixture
def sheet(look: Look, qtbot: QtBot) -> AuditSheet:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1280, 720)
    window.show()
    sheet = AuditSheet(look, window)
    sheet.open_sheet()
    sheet.set_entries(ENTRIES, [])
    return sheet


def rows(sheet: AuditSheet) -> list[str]:
    items = (sheet._table.topLevelItem(n) for n in range(sheet._table.topLevelItemCount()))
    return [item.text(WHO) for item in items if item is not None]


def test_entries_are_narrowed_by_words_and_by_act(sheet: AuditSheet) -> None:
    assert rows(sheet) == ["王", "李"]
    item = sheet._table.topLevelItem(0)
    assert item is not None
    assert item.text(ACT) == "personal data shown"
    sheet._field.setText("回访 c-1")
    assert rows(sheet) == ["王"]
    sheet._field.clear()
    sheet._acts.setCurrentIndex(sheet._acts.findData("shelve"))
    assert rows(sheet) == ["李"]
    sheet.set_entries(ENTRIES[1:], [])
    assert sheet._acts.currentData() == "shelve"


def test_what_is_shown_is_what_is_exported(sheet: AuditSheet, qtbot: QtBot) -> None:
    sheet._field.setText("王")
    with qtbot.waitSignal(sheet.export_wished) as wished:
        sheet._export.click()
    assert wished.args == [ENTRIES[:1]]
    sheet._field.setText("nobody")
    assert not sheet._export.isEnabled()


def test_a_platforms_command_is_said_in_words(sheet: AuditSheet) -> None:
    sheet.set_entries([Entry(AT, "王", "desk", "order", "case:c-1", "accept 4f51")], [])
    item = sheet._table.topLevelItem(0)
    assert item is not None
    assert item.text(DETAIL) == "Accept 4f51"


def test_a_broken_chain_is_said(sheet: AuditSheet) -> None:
    assert sheet._state.text() == "2 entries; the chain is whole"
    sheet.set_entries(ENTRIES, ["audit-2026-11.jsonl:3: does not follow"])
    assert "audit-2026-11.jsonl:3" in sheet._state.text()
