from __future__ import annotations

import pytest
from PySide6.QtWidgets import QListWidget
from pytestqt.qtbot import QtBot

from console.ui.row_list import chosen_row, fill_rows

ROWS = [("flood", "防汛"), ("fire", "火灾")]


@pytest.fixture
def view(qtbot: QtBot) -> QListWidget:
    made = QListWidget()
    qtbot.addWidget(made)
    return made


def test_what_was_chosen_stays_so_and_nobody_is_told(view: QListWidget) -> None:
    fill_rows(view, ROWS, "fire")
    told: list[int] = []
    view.currentRowChanged.connect(told.append)
    fill_rows(view, [("wind", "台风"), *ROWS], chosen_row(view))
    assert (chosen_row(view), view.count(), told) == ("fire", 3, [])


def test_else_it_is_the_first_and_of_none_nothing(view: QListWidget) -> None:
    fill_rows(view, ROWS, "gone")
    assert chosen_row(view) == "flood"
    fill_rows(view, (), "flood")
    assert chosen_row(view) == ""
