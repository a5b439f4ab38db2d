from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from console.ui.consult_sheet import Asked, ConsultSheet
from console.ui.style_sheet import style_sheet
from console.ui.theme import Look
from console.ui.words import speak

ASKED = Asked("防汛会商", 12, "河堤渗水", ("杨家埭村", "派出所"), ("派出所",))
MANY = Asked(
    "防汛会商" * 5, 27, "河堤渗水，需要多部门联合处置" * 2, ("运河沿线某某村",) * 9, ("村",) * 9
)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1280, 720)
    window.show()
    return window


def test_what_each_choice_does_is_said_and_it_carries_the_case(
    look: Look, window: QWidget, qtbot: QtBot
) -> None:
    sheet = ConsultSheet(look, window)
    sheet.ask("c-1", ASKED)
    assert sheet._held.text() == "防汛会商; sites in it: 12"
    assert "河堤渗水" in sheet._case.text()
    assert sheet._joins.text().startswith("Called besides: 派出所.")
    assert "杨家埭村、派出所" in sheet._begins.text()
    for button, signal in ((sheet.join, sheet.join_wished), (sheet.begin, sheet.begin_wished)):
        sheet.ask("c-1", ASKED)
        with qtbot.waitSignal(signal) as wished:
            button.click()
        assert wished.args == ["c-1"]
        assert not sheet.isVisible()


def test_leaving_it_changes_nothing(look: Look, window: QWidget, qtbot: QtBot) -> None:
    sheet = ConsultSheet(look, window)
    wished: list[str] = []
    sheet.join_wished.connect(wished.append)
    sheet.begin_wished.connect(wished.append)
    sheet.ask("c-1", ASKED)
    sheet.leave.click()
    sheet.ask("c-1", ASKED)
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert wished == []


def test_a_case_of_no_site_can_join_and_begins_nothing(look: Look, window: QWidget) -> None:
    sheet = ConsultSheet(look, window)
    sheet.ask("c-1", Asked("", 3, "漫堤", (), ()))
    assert sheet._held.text() == "Sites in it: 3"
    assert sheet._joins.text().startswith("Nobody is called besides.")
    assert sheet.join.isEnabled()
    assert not sheet.begin.isEnabled()


@pytest.mark.parametrize(("density", "size"), [("desk", (1280, 720)), ("wall", (1920, 1080))])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_it_has_room_for_long_names_in_both_languages(
    qapp: QApplication, window: QWidget, density: Any, size: tuple[int, int], language: Any
) -> None:
    look = Look(density=density)
    qapp.setStyleSheet(style_sheet(look))
    speak(qapp, language)
    window.resize(*size)
    sheet = ConsultSheet(look, window)
    sheet.ask("c-1", MANY)
    qapp.processEvents()
    assert window.rect().contains(sheet.geometry())
    for child in sheet.findChildren(QWidget):
        assert sheet.rect().contains(child.geometry()), child
        needed = child.heightForWidth(child.width()) if child.hasHeightForWidth() else 0
        assert child.height() >= needed, child
