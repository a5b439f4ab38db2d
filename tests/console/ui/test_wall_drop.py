from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.ui.sources import source_mime, tile_mime
from console.ui.theme import Look
from console.ui.wall import Wall
from layouts.layout import Cell, Layout

FOUR = Layout("2x2", 2, 2, tuple(Cell(x, y) for y in range(2) for x in range(2)))
BOTH = Qt.DropAction.MoveAction | Qt.DropAction.CopyAction
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier


class Room:
    """A wall, and what was wished by letting go over it."""

    def __init__(self, look: Look, qtbot: QtBot) -> None:
        self.wall = Wall(look)
        qtbot.addWidget(self.wall)
        self.wall.resize(644, 364)
        self.wall.set_layout(FOUR)
        self.wall.show()
        self.wished: list[tuple] = []
        self.wall.swap_wished.connect(lambda *cells: self.wished.append(("swap", *cells)))
        self.wall.source_dropped.connect(lambda *put: self.wished.append(("put", *put)))

    def enter(self, mime: QMimeData) -> bool:
        event = QDragEnterEvent(QPoint(10, 10), BOTH, mime, LEFT, NONE)
        QApplication.sendEvent(self.wall, event)
        return event.isAccepted()

    def move(self, mime: QMimeData, cell: int, held: Qt.KeyboardModifier = NONE) -> QDropEvent:
        self.enter(mime)
        at = self.wall._tiles[cell].geometry().center()
        event = QDragMoveEvent(at, BOTH, mime, LEFT, held)
        QApplication.sendEvent(self.wall, event)
        return event

    def drop(self, mime: QMimeData, cell: int, held: Qt.KeyboardModifier = NONE) -> None:
        self.enter(mime)  # Qt lets nothing go that has not come
        at = QPointF(self.wall._tiles[cell].geometry().center())
        QApplication.sendEvent(self.wall, QDropEvent(at, BOTH, mime, LEFT, held))

    def framed(self) -> list[int]:
        return [tile.cell for tile in self.wall._tiles if tile._target]


@pytest.fixture
def room(look: Look, qtbot: QtBot) -> Room:
    return Room(look, qtbot)


def test_a_tile_let_go_of_over_another_changes_places_with_it(room: Room) -> None:
    mime = tile_mime(id(room.wall), 0, "camera:c01")
    room.move(mime, 3)
    assert room.framed() == [3]
    room.drop(mime, 3)
    assert room.wished == [("swap", 0, 3)]
    assert room.framed() == []


def test_with_ctrl_it_is_shown_there_besides(room: Room) -> None:
    mime = tile_mime(id(room.wall), 0, "camera:c01")
    assert room.move(mime, 3, CTRL).dropAction() == Qt.DropAction.CopyAction
    room.drop(mime, 3, CTRL)
    assert room.wished == [("put", 3, "camera:c01")]


def test_over_its_own_cell_nothing_is_framed_and_nothing_happens(room: Room) -> None:
    mime = tile_mime(id(room.wall), 2, "camera:c01")
    assert not room.move(mime, 2).isAccepted()
    room.drop(mime, 2)
    assert (room.framed(), room.wished) == ([], [])


def test_a_tile_of_another_wall_is_shown_here_too(room: Room) -> None:
    room.drop(tile_mime(id(room.wall) + 1, 0, "camera:c01"), 0)
    assert room.wished == [("put", 0, "camera:c01")]


def test_a_source_from_a_list_is_framed_where_it_would_go(room: Room) -> None:
    assert room.enter(source_mime("camera:c07"))
    room.move(source_mime("camera:c07"), 1)
    assert room.framed() == [1]


def test_what_is_no_source_is_not_let_in(room: Room) -> None:
    mime = QMimeData()
    mime.setText("camera:c07")
    assert not room.enter(mime)
