from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from console.cases.case import Case, CaseId, PlatformKind
from console.cases.duplicates import Reason
from console.ui.duplicate_sheet import DuplicateSheet, Twice
from console.ui.theme import Look

CaseMaker = Callable[..., Case]


@pytest.fixture
def sheet(qtbot: QtBot, look: Look) -> DuplicateSheet:
    over = QWidget()
    qtbot.addWidget(over)
    over.resize(1280, 720)
    over.show()
    sheet = DuplicateSheet(look, over)
    sheet.open_sheet()
    return sheet


def twice_of(make_case: CaseMaker, number: int = 0, merged: bool = False) -> Twice:
    one = make_case(f"a{number}", title=f"title {number}")
    other = replace(one, id=CaseId(f"b{number}"), number="W-1", feed="w", unit="中队")
    reasons = () if merged else (
        Reason("place", 1.0, 12.0), Reason("class", 1.0), Reason("words", 0.2),
        Reason("time", 0.9, 600.0),
    )  # fmt: skip
    return Twice((one.id, other.id), one, other, 0.83, reasons, merged)


def test_both_cases_are_side_by_side_with_the_reasons(
    sheet: DuplicateSheet, make_case: CaseMaker
) -> None:
    sheet.set_names({"x": PlatformKind("x", "X", "")}, {"w": "网格"}, {})
    sheet.set_pairs([twice_of(make_case)])
    shown = [(left.text(), right.text()) for _, left, right in sheet._cells]
    assert shown[0] == ("title 0", "title 0")
    assert shown[1][1] == "W-1"
    assert "网格" in shown[2][1]
    assert "10 m apart" in sheet._why.text()
    assert "same class" in sheet._why.text()
    assert "words" not in sheet._why.text()  # they are not alike
    assert sheet._list.item(0).text().startswith("83 %")


def test_a_decision_is_wished_for_the_pair_that_is_looked_at(
    sheet: DuplicateSheet, make_case: CaseMaker
) -> None:
    wished: list[object] = []
    sheet.merge_wished.connect(wished.append)
    sheet.decline_wished.connect(wished.append)
    sheet.apart_wished.connect(wished.append)
    sheet.set_pairs([twice_of(make_case), twice_of(make_case, 1), twice_of(make_case, 2, True)])
    sheet._list.setCurrentRow(1)
    sheet.set_pairs([twice_of(make_case, 1), twice_of(make_case, 2, True)])
    assert sheet._list.currentRow() == 0  # the same pair
    sheet._merge.click()
    sheet._decline.click()
    assert not sheet._apart.isVisible()
    sheet._list.setCurrentRow(1)
    assert not sheet._merge.isVisible()
    sheet._apart.click()
    assert wished == [("a1", "b1"), ("a1", "b1"), ("a2", "b2")]


def test_without_a_pair_the_sheet_says_so(sheet: DuplicateSheet, make_case: CaseMaker) -> None:
    sheet.set_pairs([twice_of(make_case)])
    sheet.set_pairs([])
    assert sheet._none.isVisible()
    assert not sheet._merge.isVisible()


def test_a_case_is_opened_from_the_sheet(sheet: DuplicateSheet, make_case: CaseMaker) -> None:
    opened: list[str] = []
    sheet.case_wished.connect(opened.append)
    sheet.set_pairs([twice_of(make_case)])
    sheet._open[1].click()
    assert opened == ["b0"]
    assert not sheet.isVisible()


def test_a_grid_is_said_by_its_name(sheet: DuplicateSheet, make_case: CaseMaker) -> None:
    twice = twice_of(make_case)
    one = replace(twice.one, grid="330199100025004")
    sheet.set_names({}, {}, {"330199100025004": "墨香社区网格004"})
    sheet.set_pairs([replace(twice, one=one)])
    shown = [left.text() for _, left, _ in sheet._cells]
    assert any("墨香社区网格004" in text for text in shown)
    assert not any("330199100025004" in text for text in shown)
