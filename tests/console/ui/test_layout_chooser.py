from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from console.ui.layout_chooser import FAVOURITE, STAR, LayoutChooser
from console.ui.layout_words import layout_title
from console.ui.shortcuts import Keys
from console.ui.theme import Look
from console.ui.words import speak
from layouts.layout import Cell, Layout
from layouts.store import is_preset, load_layouts
from layouts.tour import Tour

OWN = Layout("渡口", 1, 1, (Cell(0, 0),), title="渡口值守", origin="/site/layouts/渡口.toml")
LAYOUTS = {**load_layouts(None), "渡口": OWN}


@pytest.fixture
def chooser(look: Look, qtbot: QtBot) -> LayoutChooser:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1280, 720)
    chooser = LayoutChooser(look, window, Keys(window))
    chooser.set_layouts(LAYOUTS.values(), [])
    chooser.set_layout("3x3")
    window.show()
    window.activateWindow()
    chooser.open_sheet()
    return chooser


def rows(chooser: LayoutChooser) -> list[str]:
    return [row.name for row in chooser._rows if not row.item.isHidden()]


def test_all_are_listed_with_their_shapes_the_sites_own_last(chooser: LayoutChooser) -> None:
    assert rows(chooser) == list(LAYOUTS)
    assert rows(chooser)[-1] == "渡口"
    assert all(not row.item.icon(0).isNull() for row in chooser._rows)
    assert chooser.chosen() == "3x3"


@pytest.mark.parametrize(
    ("typed", "first"), [("9", "3x3"), ("渡", "渡口"), ("1+7", "1+7"), ("six", "3x2")]
)
def test_a_name_or_a_number_of_pictures_finds_it_and_enter_shows_it(
    chooser: LayoutChooser, qtbot: QtBot, typed: str, first: str
) -> None:
    chooser.table.setCurrentItem(chooser._rows[0].item)
    chooser.search.insert(typed)  # QTest types no Chinese
    with qtbot.waitSignal(chooser.layout_chosen) as chosen:
        QTest.keyClick(chooser.search, Qt.Key.Key_Return)
    assert chosen.args == [first]
    assert not chooser.isVisible()


def test_down_goes_through_what_was_found(chooser: LayoutChooser) -> None:
    QTest.keyClicks(chooser.search, "conference")
    found = rows(chooser)
    assert len(found) == 4
    QTest.keyClick(chooser.search, Qt.Key.Key_Down)
    assert chooser.chosen() == found[1]


def test_a_favourite_is_marked_told_and_taken_back(chooser: LayoutChooser, qtbot: QtBot) -> None:
    with qtbot.waitSignal(chooser.favourites_changed) as told:
        QTest.keyClick(chooser.search, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert told.args == [["3x3"]]
    starred = [row.item.text(FAVOURITE) for row in chooser._rows]
    assert starred.count(STAR) == 1
    with qtbot.waitSignal(chooser.favourites_changed) as told:
        QTest.mouseClick(chooser.like, Qt.MouseButton.LeftButton)
    assert told.args == [[]]


def test_tours_stand_below_and_begin_over_the_wall_or_in_a_cell(
    chooser: LayoutChooser, qtbot: QtBot
) -> None:
    night = Tour("night", ("c03", "c07", "c12"), title="河道夜巡")
    chooser.set_tours([night, Tour("gates", ("c01",))])
    assert rows(chooser)[-2:] == ["night", "gates"]
    chooser.search.insert("夜")
    assert (chooser.chosen(), chooser.chosen_tour()) == ("", "night")
    assert not chooser.like.isVisible()
    with qtbot.waitSignal(chooser.tour_edit_wished) as chosen:
        QTest.mouseClick(chooser.edit, Qt.MouseButton.LeftButton)
    assert (chosen.args, chooser.isVisible()) == (["night"], False)
    chooser.open_sheet()
    chooser.search.insert("夜")
    with qtbot.waitSignal(chooser.tour_chosen) as chosen:
        QTest.keyClick(chooser.search, Qt.Key.Key_Return)
    assert (chosen.args, chooser.isVisible()) == (["night", True], False)
    chooser.open_sheet()
    QTest.keyClicks(chooser.search, "gates")
    chooser.open.setFocus()
    QTest.keyClick(chooser.open, Qt.Key.Key_Tab)
    with qtbot.waitSignal(chooser.tour_chosen) as chosen:
        QTest.keyClick(chooser.in_cell, Qt.Key.Key_Return)
    assert chosen.args == ["gates", False]
    chooser.open_sheet()
    assert (chooser.chosen(), chooser.in_cell.isVisible()) == ("3x3", False)
    QTest.keyClick(chooser.search, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert STAR in [row.item.text(FAVOURITE) for row in chooser._rows]


def test_nothing_found_can_neither_be_shown_nor_edited(chooser: LayoutChooser) -> None:
    QTest.keyClicks(chooser.search, "nowhere")
    assert chooser.chosen() == ""
    assert not chooser.open.isEnabled()
    assert not chooser.edit.isEnabled()


def test_presets_are_called_in_the_language_spoken_and_own_ones_as_they_are(
    qapp: QApplication,
) -> None:
    assert layout_title(LAYOUTS["3x3"]) == "Nine pictures"
    of_ours = [one for one in load_layouts(None).values() if is_preset(one)]
    assert all(layout_title(one).isascii() for one in of_ours), "each is called in English"
    assert layout_title(OWN) == "渡口值守"
    speak(qapp, "zh")
    presets = [layout for layout in LAYOUTS.values() if layout.origin == "preset"]
    assert [layout_title(layout) for layout in presets] == [layout.title for layout in presets]
