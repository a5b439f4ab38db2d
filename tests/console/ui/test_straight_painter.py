from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from console.cases.markers import PictureMarker
from console.ui.theme import Look
from console.ui.tiles import Tiles
from layouts.store import load_layouts
from tests.console.ui.conftest import FeedMaker, colour_at

RED, BLUE, GREEN = (255, 0, 0), (0, 0, 255), (0, 255, 0)


class Room:
    """Four tiles in a window, with a bar over them; the clock is turned by hand."""

    def __init__(self, look: Look, make_feed: FeedMaker) -> None:
        self.window = QWidget()
        self.tiles = Tiles(look)
        self.tiles.set_layout(load_layouts(None)["2x2"])
        column = QVBoxLayout(self.window)
        column.setContentsMargins(10, 10, 10, 10)
        bar = QWidget()
        bar.setFixedHeight(30)
        column.addWidget(bar)
        column.addWidget(self.tiles)
        self.window.resize(640, 480)
        self.window.show()
        self.tiles._clock.stop()
        self.feeds = [make_feed(f"c{cell}") for cell in range(4)]
        for cell, feed in enumerate(self.feeds):
            feed.show(RED)
            self.tiles.set_feed(cell, feed, f"c{cell}")

    def tick(self) -> None:
        self.tiles.tick()

    def place(self, cell: int) -> QRect:
        """The cell's picture, in the window's coordinates."""
        tile = self.tiles._tiles[cell]
        area = tile.picture_area()
        return QRect(tile.mapTo(self.window, area.topLeft()), area.size())

    def on_screen(self) -> QImage:
        """What the window shows; nothing is painted for it."""
        return self.window.screen().grabWindow(self.window.winId()).toImage()

    def colour(self, cell: int) -> tuple[int, int, int]:
        at = self.place(cell).center()
        return colour_at(self.on_screen(), at.x(), at.y())


@pytest.fixture
def room(look: Look, make_feed: FeedMaker, qtbot: QtBot) -> Iterator[Room]:
    made = Room(look, make_feed)
    qtbot.addWidget(made.window)
    made.tick()
    with qtbot.waitExposed(made.window):
        pass
    qtbot.waitUntil(lambda: all(made.colour(cell) == RED for cell in range(4)))
    made.tick()
    yield made
    made.tiles.close_feeds()
    made.window.close()


def test_a_plain_picture_is_on_the_screen_without_an_event_of_qt(room: Room) -> None:
    room.feeds[2].show(BLUE)
    room.tick()
    assert [room.colour(cell) for cell in range(4)] == [RED, RED, BLUE, RED]
    assert room.tiles._tiles[2].paints > 0


def test_nothing_beside_the_picture_is_touched(room: Room) -> None:
    before = room.on_screen()
    room.feeds[2].show(BLUE)
    room.tick()
    after = room.on_screen()
    inside = room.place(2)
    changed = [
        (x, y)
        for x in range(0, before.width(), 3)
        for y in range(0, before.height(), 3)
        if colour_at(before, x, y) != colour_at(after, x, y)
    ]
    assert changed
    assert all(inside.contains(x, y) for x, y in changed)


def _over_the_tile(room: Room) -> QWidget:
    return QFrame(room.tiles)


def _over_the_window(room: Room) -> QWidget:
    return QFrame(room.window)


@pytest.mark.parametrize("made", [_over_the_tile, _over_the_window])
def test_what_lies_over_a_picture_stays_over_it(
    room: Room, made: Callable[[Room], QWidget], qtbot: QtBot
) -> None:
    cover = made(room)
    cover.setAutoFillBackground(True)
    cover.setStyleSheet("background: #00ff00;")
    place = room.place(1)
    at = place.center()
    corner = cover.parentWidget().mapFrom(room.window, at)
    cover.setGeometry(corner.x() - 20, corner.y() - 10, 40, 20)
    cover.show()
    cover.raise_()
    qtbot.waitUntil(lambda: room.colour(1) == GREEN)
    room.feeds[1].show(BLUE)
    room.tick()
    assert room.colour(1) == GREEN
    beside = place.topLeft()
    qtbot.waitUntil(lambda: colour_at(room.on_screen(), beside.x(), beside.y()) == BLUE)
    assert room.colour(1) == GREEN


def test_a_cover_that_went_hides_nothing_any_more(room: Room, qtbot: QtBot) -> None:
    cover = QFrame(room.tiles)
    cover.setGeometry(room.tiles.rect())
    cover.show()
    room.feeds[0].show(BLUE)
    room.tick()
    cover.hide()
    room.feeds[0].show(GREEN)
    room.tick()
    assert room.colour(0) == GREEN


def test_markers_are_painted_with_every_picture(
    room: Room, make_marker: Callable[..., PictureMarker], qtbot: QtBot
) -> None:
    tile = room.tiles._tiles[0]
    tile.set_markers([make_marker()])
    room.feeds[0].show(BLUE)
    room.tick()
    assert room.colour(0) == RED, "Qt has not painted it yet"
    qtbot.waitUntil(lambda: tile.drawn_markers() != [])


def test_a_picture_of_another_form_is_painted_with_what_lies_around_it(
    room: Room, qtbot: QtBot
) -> None:
    before = room.place(0)
    room.feeds[0].show(BLUE, size=(36, 36))
    room.tick()
    qtbot.waitUntil(lambda: room.colour(0) == BLUE)
    assert room.place(0) != before
    corner = before.topLeft()
    qtbot.waitUntil(lambda: colour_at(room.on_screen(), corner.x() + 1, corner.y() + 1) != RED)


def test_a_torn_picture_is_painted_again_at_the_next_tick(room: Room) -> None:
    feed = room.feeds[0]
    feed.show(BLUE)
    feed.torn = 3
    room.tick()
    feed.show(GREEN)
    room.tick()
    assert room.colour(0) == GREEN


def test_no_picture_is_painted_into_a_window_that_is_not_seen(room: Room) -> None:
    room.window.hide()
    room.feeds[0].show(BLUE)
    room.tick()
