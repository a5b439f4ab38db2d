from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from console.ui.layout_editor import LayoutEditor
from console.ui.map_over import MapOver
from console.ui.sheet import Sheet
from console.ui.shortcuts import Keys
from console.ui.sight import in_sight
from console.ui.theme import Look
from console.ui.wall import Wall
from layouts.store import load_layouts
from media.source import Live, Lost, Trouble

PRESETS = load_layouts(None)
RED = (255, 0, 0)


class Room:
    """A window with a wall of four in it."""

    def __init__(self, look: Look, qtbot: QtBot) -> None:
        self.look, self.window, self.wall = look, QWidget(), Wall(look)
        qtbot.addWidget(self.window)
        QVBoxLayout(self.window).addWidget(self.wall)
        self.wall.set_layout(PRESETS["2x2"])
        self.window.resize(1000, 700)
        self.window.show()

    def seen(self) -> list[int]:
        return [tile.cell for tile in self.wall._tiles if in_sight(tile)]


@pytest.fixture
def room(look: Look, qtbot: QtBot) -> Room:
    return Room(look, qtbot)


def test_the_tiles_of_a_wall_that_is_shown_are_seen_and_of_a_hidden_one_none(room: Room) -> None:
    assert room.seen() == [0, 1, 2, 3]
    room.wall.enlarge(2)
    assert room.seen() == [2]
    room.wall.hide()
    assert room.seen() == []


def test_a_window_that_is_an_icon_shows_nothing(room: Room) -> None:
    room.window.setWindowState(Qt.WindowState.WindowMinimized)
    assert room.seen() == []


def test_what_lies_under_the_layout_editor_is_not_seen(room: Room) -> None:
    editor = LayoutEditor(room.look, room.wall, Keys(room.wall))
    editor.edit(PRESETS["2x2"], 0, lambda _: None, str)
    assert room.seen() == []
    editor.close_editor(discard=True)
    assert room.seen() == [0, 1, 2, 3]


def test_what_lies_under_the_large_map_is_not_seen(room: Room) -> None:
    pages, page = QStackedWidget(room.window), QWidget()
    pages.addWidget(page)
    over = MapOver(room.look, room.wall, pages, page)
    over.toggle()
    assert room.seen() == []
    over.toggle()
    assert room.seen() == [0, 1, 2, 3]


def test_a_sheet_hides_the_tiles_whose_middle_it_lies_over(room: Room) -> None:
    sheet = Sheet(room.look, room.window)
    sheet.show()
    sheet.setGeometry(0, 0, 500, 350)
    sheet.raise_()
    assert room.seen() == [1, 2, 3]


def test_what_is_seen_through_hides_nothing(room: Room) -> None:
    layer = QLabel(room.wall)
    layer.setGeometry(room.wall.rect())
    layer.show()
    layer.raise_()
    assert room.seen() == [0, 1, 2, 3]


def test_a_picture_is_seen_live_as_long_as_its_feed_is_and_it_can_be_seen(
    room: Room, make_feed: Callable
) -> None:
    feed = make_feed()
    feed.show(RED, at=100.0)
    room.wall.set_feed(1, feed, "")
    assert room.wall.is_seen_live(1, 100.5)
    assert not room.wall.is_seen_live(0, 100.5)
    assert not room.wall.is_seen_live(1, 200.0)  # whatever the tile was told last
    feed.reported = Lost(Trouble.PROCESS_GONE)
    assert not room.wall.is_seen_live(1, 100.5)
    feed.reported = Live(0.0)
    room.wall.hide()
    assert not room.wall.is_seen_live(1, 100.5)
