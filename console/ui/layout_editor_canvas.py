"""The cells of a layout that is edited, with the pictures that they show going on, dimmed."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping

from PySide6.QtCore import QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QHideEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from console.ui.feed import Feed
from console.ui.layout_editor_cell import CellPainter, plate_rect
from console.ui.layout_editor_pieces import dragged_piece
from console.ui.layout_editor_words import cell_text
from console.ui.sources import dragged_cell, tile_mime
from console.ui.theme import Look
from layouts.draft import Draft, piece_of
from layouts.edit import merge
from layouts.grid import rects
from layouts.layout import Layout

EVERY_MS = 200  # the pictures are for recognising, not for watching
GAP_PX, EDGE_PX = 4, 3

Pictures = Callable[[], Mapping[str, Feed]]


class LayoutCanvas(QWidget):
    """Signals carry cells. ``chosen``: and whether besides; ``merge_wished``: those under a
    rectangle that was drawn; ``swapped``: the one that was dragged, and where to; ``put``: a cell
    and what is to be in it, as ``Draft.put`` takes it. Esc while dragging ends it.
    """

    chosen = Signal(int, bool)
    merge_wished = Signal(list)
    swapped = Signal(int, int)
    put = Signal(int, str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAcceptDrops(True)
        self.setMouseTracking(True)
        self._look = look
        self._draft: Draft | None = None
        self._pictures: Pictures = dict
        self._title_of: Callable[[str], str] = str
        self._painter = CellPainter(look)
        self._pressed_at: QPoint | None = None
        self._pressed_cell: int | None = None
        self._drawn: QRect | None = None
        self._target: int | None = None
        self._clock = QTimer(self)
        self._clock.timeout.connect(self.update)

    # -- setters

    def show_draft(self, draft: Draft, pictures: Pictures, title_of: Callable[[str], str]) -> None:
        """``pictures``: feeds of the sources that the wall shows now, borrowed for painting."""
        self._draft, self._pictures, self._title_of = draft, pictures, title_of
        self.refresh()

    def refresh(self) -> None:
        """The draft has changed."""
        if self._draft is not None:
            cell, number = self._draft.cell, self._draft.selected
            self.setAccessibleName(self.tr("Cells of the layout"))
            self.setAccessibleDescription(cell_text(cell, number, self._title_of))
        self.update()

    # -- questions

    def cell_rects(self) -> list[QRect]:
        if self._draft is None:
            return []
        room = self.rect().adjusted(EDGE_PX, EDGE_PX, -EDGE_PX, -EDGE_PX)
        found = rects(self._draft.layout, max(room.width(), 0), max(room.height(), 0), GAP_PX)
        return [QRect(room.x() + r.x, room.y() + r.y, r.width, r.height) for r in found]

    def cell_at(self, at: QPoint) -> int | None:
        return next((n for n, rect in enumerate(self.cell_rects()) if rect.contains(at)), None)

    def plate_at(self, at: QPoint) -> int | None:
        """The cell whose name lies at a point: there its content is taken up."""
        cell = self.cell_at(at)
        if cell is None or self._draft is None or not piece_of(self._draft.layout.cells[cell]):
            return None
        return cell if plate_rect(self._look, self.cell_rects()[cell]).contains(at) else None

    def covered(self) -> list[int]:
        """The cells under the rectangle that is drawn now."""
        drawn = self._drawn
        if drawn is None:
            return []
        return [n for n, rect in enumerate(self.cell_rects()) if rect.intersects(drawn)]

    # -- painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.colour("ground"))
        draft = self._draft
        if draft is not None:
            feeds, now = self._pictures(), time.monotonic()
            for number, rect in enumerate(self.cell_rects()):
                cell = draft.layout.cells[number]
                self._painter.draw(painter, rect, cell, feeds, now, self._title_of)
            self._paint_frames(painter, draft)
        painter.end()

    def _paint_frames(self, painter: QPainter, draft: Draft) -> None:
        at = self.cell_rects()
        for number in reversed(draft.chosen):
            self._painter.frame(painter, at[number], first=number == draft.selected)
        if self._target is not None and self._target < len(at):
            self._painter.target(painter, at[self._target])
        covered = self.covered()
        if len(covered) > 1:
            whole = self._merged_rect(draft.layout, covered)
            words = self.tr("Let go: {n} cells become one").format(n=_swallowed(whole, at))
            self._painter.merging(painter, whole, words)

    def _merged_rect(self, layout: Layout, covered: list[int]) -> QRect:
        """Where the cell would lie that these are to become: it may have to take in more."""
        before = {(c.column, c.row, c.columns, c.rows) for c in layout.cells}
        merged = merge(layout, covered)
        room = self.rect().adjusted(EDGE_PX, EDGE_PX, -EDGE_PX, -EDGE_PX)
        found = rects(merged, room.width(), room.height(), GAP_PX)
        for cell, r in zip(merged.cells, found, strict=True):
            if (cell.column, cell.row, cell.columns, cell.rows) not in before:
                return QRect(room.x() + r.x, room.y() + r.y, r.width, r.height)
        return QRect()

    # -- the mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        cell = self.cell_at(at)
        if event.button() != Qt.MouseButton.LeftButton or cell is None:
            return
        self._pressed_at, self._pressed_cell = at, cell
        besides = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        self.chosen.emit(cell, besides)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if self._pressed_at is None:
            over = self.plate_at(at) is not None
            self.setCursor(Qt.CursorShape.OpenHandCursor if over else Qt.CursorShape.ArrowCursor)
            return
        far = (at - self._pressed_at).manhattanLength() >= QApplication.startDragDistance()
        if self._drawn is None and not far:
            return
        taken = self.plate_at(self._pressed_at)
        if self._drawn is None and taken is not None:
            self._pressed_at = None
            self._pull(taken)
            return
        self._drawn = QRect(self._pressed_at, at).normalized()
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        covered = self.covered()
        self.cancel()
        if len(covered) > 1:
            self.merge_wished.emit(covered)

    def cancel(self) -> bool:
        """The rectangle is drawn no further; whether there was one."""
        drawing, self._drawn = self._drawn is not None, None
        self._pressed_at = None
        self.update()
        return drawing

    def _pull(self, cell: int) -> None:
        assert self._draft is not None
        rect = self.cell_rects()[cell]
        drag = QDrag(self)
        drag.setMimeData(tile_mime(id(self), cell, piece_of(self._draft.layout.cells[cell])))
        small = self.grab(plate_rect(self._look, rect))
        drag.setPixmap(small)
        drag.setHotSpot(QPoint(small.width() // 4, small.height() // 2))
        drag.exec(Qt.DropAction.MoveAction)

    # -- drag and drop

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        mime = event.mimeData()
        own = dragged_cell(mime, id(self)) is not None
        event.setAccepted(own or dragged_piece(mime) is not None)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        cell = self.cell_at(event.position().toPoint())
        cell = None if cell == dragged_cell(event.mimeData(), id(self)) else cell
        self._show_target(cell)
        event.setAccepted(cell is not None)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self._show_target(None)

    def dropEvent(self, event: QDropEvent) -> None:
        self._show_target(None)
        cell = self.cell_at(event.position().toPoint())
        own, piece = dragged_cell(event.mimeData(), id(self)), dragged_piece(event.mimeData())
        if cell is None or cell == own:
            event.ignore()
        elif own is not None:
            event.acceptProposedAction()
            self.swapped.emit(own, cell)
        elif piece is not None:
            event.acceptProposedAction()
            self.put.emit(cell, piece)

    def _show_target(self, cell: int | None) -> None:
        if cell != self._target:
            self._target = cell
            self.update()

    # -- Qt

    def showEvent(self, _event: QShowEvent) -> None:
        self._clock.start(EVERY_MS)

    def hideEvent(self, _event: QHideEvent) -> None:
        self._clock.stop()
        self.cancel()


def _swallowed(whole: QRect, at: list[QRect]) -> int:
    return sum(whole.contains(rect.center()) for rect in at)
