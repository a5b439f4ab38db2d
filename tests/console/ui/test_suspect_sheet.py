from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from console.cases.case import CaseId
from console.cases.suspects import Suspect
from console.ui.suspect_sheet import SuspectSheet
from console.ui.theme import Look

SUSPECTS = [
    Suspect(CaseId("a"), "12345", "not_in_grid", "", "g1", "gcj02", (120.0, 30.0)),
    Suspect(CaseId("b"), "12345", "outside", proposal="swapped"),
    Suspect(CaseId("c"), "12345", "unreadable", "place.lon: is no number"),
    Suspect(CaseId("d"), "12345", "not_in_grid", "", "g1", "wgs84"),
]


def rows(sheet: SuspectSheet) -> list[list[str]]:
    found = [sheet._table.topLevelItem(n) for n in range(sheet._table.topLevelItemCount())]
    return [[item.text(column) for column in range(3)] for item in found if item is not None]


def test_each_says_why_and_as_what_it_would_fit(look: Look, qtbot: QtBot) -> None:
    over = QWidget()
    qtbot.addWidget(over)
    over.resize(1000, 700)
    over.show()
    sheet = SuspectSheet(look, over)
    sheet.set_suspects(SUSPECTS, {"a": "0031 占道"}, {"12345": ("gcj02", 3, 4)})
    sheet.open_sheet()
    assert rows(sheet) == [
        ["0031 占道", "not in its grid g1", "would fit as GCJ-02"],
        ["b", "outside of the town", "longitude and latitude are exchanged"],
        ["c", "place.lon: is no number", ""],
        ["d", "not in its grid g1", "would fit as WGS-84: it was shifted that need not be"],
    ]
    assert sheet._about.text().startswith("12345: 3 of 4 would fit as gcj02")
    qtbot.keyClick(sheet._table, Qt.Key.Key_Down)
    with qtbot.waitSignal(sheet.jump_wished) as told:
        sheet._jump.click()
    assert told.args == ["b"]
    assert not sheet.isVisible()


def test_without_suspects_it_says_so(look: Look, qtbot: QtBot) -> None:
    over = QWidget()
    qtbot.addWidget(over)
    sheet = SuspectSheet(look, over)
    sheet.set_suspects([], {}, {})
    assert "where its case says" in sheet._about.text()
    assert not sheet._jump.isEnabled()
