"""What is dragged over the wall: a tile onto another, or a source from a list into a cell."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QDrag,
    QDragMoveEvent,
    QDropEvent,
    QPainter,
    QPixmap,
)
from PySide6.QtWidgets import QWidget

from console.ui.sources import dragged_cell, dragged_source, tile_mime
from console.ui.theme import Look
from console.ui.tile import Tile

DRAGGED_PX = 150  # width of the small picture at the pointer
ONLY_COPY = Qt.KeyboardModifier.ControlModifier


def pull(wall: QWidget, tile: Tile, written: str, look: Look) -> None:
    """The operator drags a tile: until he lets go of it, or presses Esc."""
    drag = QDrag(wall)
    drag.setMimeData(tile_mime(id(wall), tile.cell, written))
    small = _small(tile, look)
    drag.setPixmap(small)
    drag.setHotSpot(QPoint(small.width() // 2, small.height() // 2))
    drag.exec(Qt.DropAction.MoveAction | Qt.DropAction.CopyAction, Qt.DropAction.MoveAction)


def _small(tile: Tile, look: Look) -> QPixmap:
    ratio = tile.devicePixelRatioF()
    size = (
        tile.picture_area()
        .size()
        .scaled(QSize(look.px(DRAGGED_PX), look.px(DRAGGED_PX)), Qt.AspectRatioMode.KeepAspectRatio)
    )
    small = tile.grab(tile.picture_area()).scaled(
        size * ratio,
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    faded = QPixmap(small.size())
    faded.fill(QColor(Qt.GlobalColor.transparent))
    painter = QPainter(faded)
    painter.setOpacity(0.85)
    painter.drawPixmap(0, 0, small)
    painter.setPen(look.pen("accent", 2))
    painter.drawRect(faded.rect().adjusted(1, 1, -1, -1))
    painter.end()
    faded.setDevicePixelRatio(ratio)
    return faded


class WallDrop(QObject):
    """Watches one wall. ``cell_at`` tells the cell at a point, None between them.

    ``target`` hears which cell would take what is dragged, and None when none would; ``put`` a cell
    and a written source; ``swap`` two cells. A tile let go of over another cell changes places with
    it, with Ctrl it is shown there besides; one of another wall is shown here too.
    """

    def __init__(
        self,
        wall: QWidget,
        cell_at: Callable[[QPoint], int | None],
        target: Callable[[int | None], None],
        put: Callable[[int, str], None],
        swap: Callable[[int, int], None],
    ) -> None:
        super().__init__(wall)
        self._wall = wall
        self._cell_at, self._target, self._put, self._swap = cell_at, target, put, swap
        wall.setAcceptDrops(True)
        wall.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        match event.type():
            case QEvent.Type.DragEnter | QEvent.Type.DragMove:
                self._move(event)  # type: ignore[arg-type]
            case QEvent.Type.DragLeave:
                self._target(None)
            case QEvent.Type.Drop:
                self._drop(event)  # type: ignore[arg-type]
            case _:
                return False
        return True

    def _move(self, event: QDragMoveEvent) -> None:
        if not dragged_source(event.mimeData()):
            event.ignore()
            return
        cell = self._cell_at(event.position().toPoint())
        cell = None if cell == self._origin(event) else cell
        self._target(cell)
        self._answer(event)
        if cell is None and event.type() == QEvent.Type.DragMove:
            event.ignore()  # of an entering one that would be the last word

    def _drop(self, event: QDropEvent) -> None:
        self._target(None)
        cell = self._cell_at(event.position().toPoint())
        source, origin = dragged_source(event.mimeData()), self._origin(event)
        if cell is None or not source or cell == origin:
            event.ignore()
            return
        self._answer(event)
        if origin is None or event.modifiers() & ONLY_COPY:
            self._put(cell, source)
        else:
            self._swap(origin, cell)

    def _origin(self, event: QDropEvent) -> int | None:
        """The cell of this wall that is dragged."""
        return dragged_cell(event.mimeData(), id(self._wall))

    def _answer(self, event: QDropEvent) -> None:
        moves = self._origin(event) is not None and not event.modifiers() & ONLY_COPY
        event.setDropAction(Qt.DropAction.MoveAction if moves else Qt.DropAction.CopyAction)
        event.accept()
