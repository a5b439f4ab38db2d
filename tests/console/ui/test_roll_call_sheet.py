"""The roll-call sheet."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from console.ui.roll_call_sheet import RollCallSheet
from console.ui.theme import Look
from tests.console.ui.test_conference_strip import conference, node


def test_every_site_has_its_line_and_goes_on_while_it_is_open(look: Look, qtbot: QtBot) -> None:
    over = QWidget()
    qtbot.addWidget(over)
    over.resize(900, 700)
    over.show()
    sheet = RollCallSheet(look, over)
    line = {
        "node": "n01", "result": "present", "at": "2026-11-26T08:00:00+00:00", "took_s": 1.62,
        "by_hand": True,
    }  # fmt: skip
    open_one = {"node": "n09", "result": None, "at": None, "took_s": None, "by_hand": False}
    told = {"node": None, "at": None, "sheet": [line, open_one]}
    sheet.set_conference(conference(node("n01"), roll_call=told))
    sheet.open_sheet()
    first, second = (sheet.table.topLevelItem(row) for row in range(2))
    assert [first.text(column) for column in (0, 1, 3)] == ["村n01", "present (by hand)", "1.6 s"]
    assert first.text(2).endswith(":00:00")
    assert [second.text(column) for column in range(4)] == ["n09", "—", "", ""]
    assert sheet._counts.text() == "1 of 2 present"
    sheet.set_conference(conference(node("n01"), roll_call={**told, "sheet": [line]}))
    assert sheet.table.topLevelItemCount() == 1
