from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from console.cases.case import Case, CaseChanged, CaseGone, CaseId, Place
from console.cases.rights import COMMANDS
from console.desk.cases import CaseDesk
from console.desk.duplicates import DuplicatesDesk
from console.ui.main_window import MainWindow
from tests.console.desk.walls import Fixed

AT = datetime.now(UTC) - timedelta(hours=1)
ONE = Case(
    CaseId("c-1"), 1, "2026-0001", "路灯不亮", "一排路灯晚上不亮", "service", "0402", "路灯",
    "pingan", "pc", "accepted", "blue", Place(120.19, 30.47, 15), reported_at=AT,
)  # fmt: skip
OTHER = replace(ONE, id=CaseId("c-2"), number="W-77", source="wangge", title="路灯坏了")
PAIR = (CaseId("c-1"), CaseId("c-2"))


class Room:
    def __init__(self, qtbot: QtBot, state: Path, **options: Any) -> None:
        self.window = MainWindow("丁家湾", "en")
        qtbot.addWidget(self.window)
        self.window.resize(1280, 720)
        self.window.show()
        self.cases = CaseDesk(self.window.cases, self.window.wall, Fixed(), self.window)
        self.ordered: list[Any] = []
        self.audited: list[Any] = []
        self.desk = DuplicatesDesk(
            self.window, self.cases, state, self.window, who=lambda: "李",
            order=lambda *what: self.ordered.append(what),
            audit=lambda *what: self.audited.append(what), **options,
        )  # fmt: skip

    def take(self, *cases: Case) -> None:
        self.cases.take([CaseChanged(case) for case in cases])  # type: ignore[arg-type]
        self.desk.work()

    def listed(self) -> list[str]:
        model = self.window.cases._model
        rows = (model.index(row) for row in range(model.rowCount()))
        return [row.data(Qt.ItemDataRole.UserRole).id for row in rows]


@pytest.fixture
def room(qtbot: QtBot, tmp_path: Path) -> Iterator[Room]:
    room = Room(qtbot, tmp_path)
    yield room
    room.desk.close()


def press(room: Room, name: str) -> None:
    sheet = room.window.sheets.duplicates()
    assert sheet is not None
    getattr(sheet, name).click()


def test_a_pair_is_offered_merged_shown_as_one_and_taken_apart(room: Room) -> None:
    room.take(ONE, OTHER)
    offer = room.window.cases.lines._duplicates
    assert offer.isVisible()
    assert offer.accessibleName() == "Possible duplicates (1)"
    offer.click()
    assert room.window.sheets.duplicates.shown
    press(room, "_merge")
    assert room.listed() == ["c-1"]
    assert not offer.isVisible()
    room.cases.show_case("c-2")
    assert "2026-0001 = W-77" in room.window.cases.card._number.text()
    press(room, "_apart")
    assert sorted(room.listed()) == ["c-1", "c-2"]
    assert not offer.isVisible()  # it was decided: they are two


def test_the_platform_is_told_of_a_pair_of_its_own_and_the_audit_of_all(room: Room) -> None:
    room.take(ONE, OTHER)
    room.desk.decide(PAIR, "merged")
    assert room.ordered == [("c-2", "note", {"text": "与2026-0001为同一事件，并案处理"})]
    assert {kind for _case, kind, _args in room.ordered} < set(COMMANDS)  # it takes no others
    room.desk.decide(PAIR, "declined")
    assert room.audited == [
        ("duplicate.merge", "c-1", "c-2"), ("duplicate.decline", "c-1", "c-2"),
    ]  # fmt: skip
    assert len(room.ordered) == 1


def test_a_pair_with_a_case_of_another_source_is_ordered_nowhere(room: Room) -> None:
    foreign = replace(OTHER, id=CaseId("w:2"), feed="w")
    room.take(ONE, foreign)
    room.desk.decide((ONE.id, foreign.id), "merged")
    assert room.ordered == []
    assert room.listed() == ["c-1"]


def test_decisions_hold_after_a_new_start(room: Room, qtbot: QtBot, tmp_path: Path) -> None:
    room.take(ONE, OTHER)
    room.desk.decide(PAIR, "merged")
    again = Room(qtbot, tmp_path)
    again.take(ONE, OTHER)
    assert again.listed() == ["c-1"]
    assert [twice.merged for twice in again.desk.pairs()] == [True]
    again.desk.close()


def test_a_case_that_ends_takes_its_proposal_along(room: Room) -> None:
    room.take(ONE, OTHER)
    room.cases.take([CaseGone(OTHER.id, 9)])  # type: ignore[list-item]
    room.desk.work()
    assert room.desk.pairs() == []
    assert not room.window.cases.lines._duplicates.isVisible()


def test_who_may_not_decide_is_told_so(qtbot: QtBot, tmp_path: Path) -> None:
    room = Room(qtbot, tmp_path, may=lambda _: False)
    room.take(ONE, OTHER)
    room.desk.decide(PAIR, "merged")
    assert sorted(room.listed()) == ["c-1", "c-2"]
    assert room.audited == []
    room.desk.close()
