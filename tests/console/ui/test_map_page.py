from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QApplication, QPushButton, QSlider, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from console.site.records import CameraEntry, Grid, TileSource
from console.ui.map_over import MapOver
from console.ui.map_page import MapPage
from console.ui.map_search import Entry
from console.ui.map_time_bar import STEP_MIN
from console.ui.map_tool import DISTANCE, TOOLS
from console.ui.map_view import MapView
from console.ui.theme import Look
from console.ui.words import speak

RING = ((120.18, 30.46), (120.20, 30.46), (120.20, 30.48), (120.18, 30.48), (120.18, 30.46))
ENTRIES = [
    Entry("camera", "c01", ("农贸市场东门", "c01"), (120.19, 30.47)),
    Entry("node", "n01", ("丁家湾村", "n01"), (120.18, 30.46)),
    Entry("case", "c-1", ("占道经营", "2026-0031"), (120.2, 30.48)),
]


@pytest.fixture
def page(look: Look, qtbot: QtBot) -> MapPage:
    view = MapView(look)
    page = MapPage(look, view)
    qtbot.addWidget(page)
    page.resize(380, 700)
    camera = CameraEntry("c01", "甲", "rtsp://x/", longitude=120.19, latitude=30.47)
    view.set_site([camera], [Grid("g", "", "", "", (RING,))])
    page.search.wished.connect(lambda: page.search.set_entries(ENTRIES))
    page.show()
    return page


# -- search


@pytest.mark.parametrize(
    ("typed", "found"),
    [("农贸", "c01"), ("nms", "c01"), ("djw", "n01"), ("dingjia", "n01"), ("0031", "c-1")],
)
def test_what_is_searched_is_found_by_name_pinyin_or_its_initials(
    page: MapPage, qtbot: QtBot, typed: str, found: str
) -> None:
    page.search.search()
    qtbot.keyClicks(page.search, typed) if typed.isascii() else page.search._on_typed(typed)
    with qtbot.waitSignal(page.search.chosen) as told:
        qtbot.keyClick(page.search, Qt.Key.Key_Return)
    assert told.args is not None
    assert told.args[0].id == found
    assert page.search._frame is not None
    assert not page.search._frame.isVisible()


def test_what_nobody_is_called_is_said_and_escape_clears(page: MapPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.search, "zzz")
    view = page.search._list
    assert view is not None
    assert view.item(0).text() == "Nothing is called so"
    with qtbot.assertNotEmitted(page.search.chosen):
        qtbot.keyClick(page.search, Qt.Key.Key_Return)
    qtbot.keyClick(page.search, Qt.Key.Key_Escape)
    assert page.search.text() == ""
    assert not view.isVisible()


def test_arrows_go_through_what_was_found(page: MapPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.search, "n")
    assert len(page.search._found) > 1
    qtbot.keyClick(page.search, Qt.Key.Key_Down)
    with qtbot.waitSignal(page.search.chosen) as told:
        qtbot.keyClick(page.search, Qt.Key.Key_Return)
    assert told.args == [page.search._found[1]]


# -- layers


def test_layers_are_shown_and_hidden_by_their_list(page: MapPage, qtbot: QtBot) -> None:
    assert page.layer_list is None, "made when it is first opened"
    page.toggle_layers()
    made = page.layer_list
    assert made is not None
    box = made._boxes["cameras"]
    with qtbot.waitSignal(page.layers_changed):
        qtbot.keyClick(box, Qt.Key.Key_Space)
    assert not page.view.layers.cameras.isVisible()
    with qtbot.waitSignal(page.layers_changed):
        made._sliders["grids"].setValue(50)
    assert page.view.layers.grids.opacity() == 0.5
    page.view.layers.show("cameras", True)
    made.refresh()
    assert box.isChecked()
    page.toggle_layers()
    assert not made.isVisible()


def test_the_ground_and_the_day_of_the_grids_are_chosen(page: MapPage, qtbot: QtBot) -> None:
    page.set_tiles([TileSource("a", "街道", datum="gcj02")], "")
    page.toggle_layers()
    made = page.layer_list
    assert made is not None
    assert made._ground.itemText(1) == "街道  (gcj02)"
    made._ground.setCurrentIndex(1)
    with qtbot.waitSignal(made.ground_chosen) as told:
        made._ground.activated.emit(1)
    assert told.args == ["a"]
    with qtbot.waitSignal(made.day_chosen) as told:
        made._day.setDate(QDate(2020, 1, 2))
    assert told.args == [QDate(2020, 1, 2)]


# -- tools


def test_a_tool_is_taken_up_and_put_down_by_its_button(page: MapPage, qtbot: QtBot) -> None:
    button = page._buttons[DISTANCE]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert page.view.hand.tool == DISTANCE
    assert button.isChecked()
    assert "double-click" in page._hint.text()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert page.view.hand.tool == ""
    assert not page._hint.isVisible()


def test_an_area_is_shown_or_kept_under_a_name(page: MapPage, qtbot: QtBot) -> None:
    page.take_up(TOOLS[2])
    page.view.layers.marks.done = True
    page.view.area_selected.emit(["c01", "c02"])
    assert page._count.text() == "2 cameras"
    with qtbot.waitSignal(page.area_shown) as told:
        page._show.click()
    assert told.args == [["c01", "c02"]]
    with qtbot.assertNotEmitted(page.area_kept):
        page._keep.click()
    qtbot.keyClicks(page._name, "canal")
    with qtbot.waitSignal(page.area_kept) as told:
        qtbot.keyClick(page._name, Qt.Key.Key_Return)
    assert told.args == [["c01", "c02"], "canal"]
    page._drop.click()
    assert not page._area.isVisible()


def test_an_empty_area_has_nothing_to_show(page: MapPage) -> None:
    page.view.area_selected.emit([])
    assert not page._show.isEnabled()


def test_the_heat_map_is_of_so_many_days(page: MapPage, qtbot: QtBot) -> None:
    page.set_heat(7)
    menu = page.heat_menu()
    assert [each.isChecked() for each in menu.actions()] == [False, True, False, False]
    with qtbot.waitSignal(page.heat_wished) as told:
        menu.actions()[2].trigger()
    assert told.args == [30]
    with qtbot.waitSignal(page.heat_wished) as told:
        menu.actions()[3].trigger()
    assert told.args == [0]


def test_places_that_cannot_be_right_are_offered_while_there_are_any(page: MapPage) -> None:
    button = page._buttons["suspects"]
    assert not button.isVisible()
    page.set_suspects(3)
    assert button.isVisible()
    assert "3" in button.text()


# -- the day so far


def test_the_day_is_gone_through_and_says_that_it_is_not_now(page: MapPage, qtbot: QtBot) -> None:
    now = datetime(2026, 11, 23, 15, 2).astimezone()
    with qtbot.waitSignal(page.time.moved):
        page.time.begin(now)
    assert page.time._slider.maximum() == (15 * 60 + 2) // STEP_MIN
    assert page.time.at().hour == 15
    with qtbot.waitSignal(page.time.moved) as told:
        qtbot.keyClick(page.time._slider, Qt.Key.Key_Home)
    assert told.args is not None
    assert (told.args[0].hour, told.args[0].minute) == (0, 0)
    page.time.tell_count(4, 9)
    assert "not now" in page.time._words.text()
    page.time._day.setDate(QDate(2026, 11, 22))
    assert page.time._slider.maximum() == 24 * 60 // STEP_MIN


def test_played_it_steps_to_its_end(page: MapPage, qtbot: QtBot) -> None:
    page.time.begin(datetime(2026, 11, 23, 0, 10).astimezone())
    page.time._play.click()
    assert page.time._slider.value() == 0, "at its end it begins anew"
    for value in (1, 2):
        page.time._step()
        assert page.time._slider.value() == value
    assert not page.time._play.isChecked()
    with qtbot.waitSignal(page.time.ended):
        page.time._close.click()
    assert not page.time.isVisible()


# -- over the wall


def test_the_map_lies_over_the_wall_and_comes_back(look: Look, page: MapPage, qtbot: QtBot) -> None:
    room = QWidget()
    qtbot.addWidget(room)
    room.resize(1200, 800)
    wall, pages = QWidget(room), QStackedWidget(room)
    wall.resize(800, 800)
    for widget in (QWidget(), page, QWidget()):
        pages.addWidget(widget)
    pages.setCurrentIndex(1)
    room.show()
    over = MapOver(look, wall, pages, page)
    assert over.toggle()
    assert over.size() == wall.size()
    assert over.isAncestorOf(page)
    wall.resize(700, 500)
    assert over.size() == wall.size()
    qtbot.keyClick(over, Qt.Key.Key_Escape)
    assert pages.indexOf(page) == 1
    assert pages.currentWidget() is page
    page.setParent(None)


# -- for everybody


def test_everything_has_a_name_for_a_screen_reader_in_both_languages(
    page: MapPage, qapp: QApplication, qtbot: QtBot
) -> None:
    page.toggle_layers()
    for language in ("en", "zh"):
        speak(qapp, language)  # type: ignore[arg-type]
        for kind in (QPushButton, QSlider):
            for each in page.findChildren(kind):
                assert each.accessibleName() or getattr(each, "text", str)(), each
    qtbot.waitUntil(lambda: page._buttons["layers"].text() == "图层")
