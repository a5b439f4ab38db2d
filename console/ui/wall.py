"""The wall: tiles in a layout, one clock for all of them, and a selected cell."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QHideEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QMenu, QWidget

from console.cases.markers import PictureMarker
from console.ui.feed import Feed
from console.ui.marker_painter import DrawnMarker
from console.ui.sources import dragged_source, source_mime
from console.ui.theme import Look
from console.ui.tile import Tile, TileReport
from layouts.grid import rects
from layouts.layout import Cell, Layout

GAP_PX = 4
EDGE_PX = 2  # room for the frame of the selected tile
SETTLE_MS = 120  # sizes are told once a window has stopped changing
SLOWEST_HZ, FASTEST_HZ = 30.0, 60.0
DIRECTIONS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class Wall(QWidget):
    """Owns the tiles and the timer that ticks them at display rate.

    ``source_dropped`` carries a cell and a written source, empty to clear the cell. ``ticked`` is
    for other widgets that show pictures; it carries monotonic seconds.
    """

    source_dropped = Signal(int, str)
    cell_selected = Signal(int)
    full_screen_wished = Signal(int)
    marker_clicked = Signal(str)
    sizes_changed = Signal()
    ticked = Signal(float)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAcceptDrops(True)
        self._look = look
        self._layout = Layout("1x1", 1, 1, (Cell(0, 0),))
        self._tiles: list[Tile] = []
        self._selected = 0
        self._enlarged: int | None = None
        self._detailed = False
        self._paints: deque[tuple[float, int]] = deque(maxlen=128)
        self._paints_gone = 0
        self._clock = QTimer(self)
        self._clock.setTimerType(Qt.TimerType.PreciseTimer)
        self._clock.timeout.connect(self.tick)
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.timeout.connect(self._tell_sizes)
        self.set_layout(self._layout)
        self.words_changed()

    # -- setters

    def set_layout(self, layout: Layout) -> None:
        """Divide the wall anew. Cells that exist before and after keep what they show."""
        self._layout = layout
        self._enlarged = None
        while len(self._tiles) > len(layout.cells):
            self._remove(self._tiles.pop())
        while len(self._tiles) < len(layout.cells):
            self._tiles.append(self._new_tile(len(self._tiles)))
        self.select(min(self._selected, len(self._tiles) - 1))
        self._arrange()

    def set_feed(self, cell: int, feed: Feed | None, title: str = "") -> None:
        """Show a feed in a cell; the one before is closed. IndexError for a cell that is not."""
        self._tiles[cell].set_feed(feed, title)

    def set_markers(self, cell: int, markers: Sequence[PictureMarker]) -> None:
        self._tiles[cell].set_markers(markers)

    def select(self, cell: int) -> None:
        """Select a cell; tells nobody (``cell_selected`` is for the operator's own choice)."""
        if cell != self._selected:
            self._selected = cell
            self.update()

    def enlarge(self, cell: int | None) -> None:
        """Show one tile over the whole wall, or all of them again."""
        if cell == self._enlarged:
            return
        self._enlarged = cell
        if cell is not None:
            self.select(cell)
        self._arrange()

    def toggle_figures(self) -> None:
        """Tell on every tile all that is measured of its picture, or the usual again."""
        self._detailed = not self._detailed
        for tile in self._tiles:
            tile.set_detailed(self._detailed)

    def close_feeds(self) -> None:
        """Before the window goes: no tile reads a board any more."""
        self._clock.stop()
        for tile in self._tiles:
            tile.close_feed()

    def words_changed(self) -> None:
        self.setAccessibleName(self.tr("Video wall"))
        for tile in self._tiles:
            tile.words_changed()

    # -- questions

    @property
    def layout_shown(self) -> Layout:
        return self._layout

    @property
    def selected(self) -> int:
        return self._selected

    @property
    def enlarged(self) -> int | None:
        return self._enlarged

    def feed(self, cell: int) -> Feed | None:
        return self._tiles[cell].feed

    def tile_rects(self) -> list[tuple[int, int, int, int]]:
        """Where each cell's picture lies on the screen: x, y, width, height, device pixels."""
        return [tile.device_rect() for tile in self._tiles]

    def reports(self) -> list[TileReport]:
        """What every cell shows, for ``GET /v1/wall``."""
        now = time.monotonic()
        return [tile.report(now) for tile in self._tiles]

    def drawn_markers(self) -> list[tuple[str, DrawnMarker]]:
        """(written source, marker) of every marker painted now."""
        return [
            (str(tile.feed.source), marker)
            for tile in self._tiles
            if tile.feed is not None
            for marker in tile.drawn_markers()
        ]

    def paints_per_s(self) -> float:
        """Paintings of tiles a second, over the last two seconds."""
        if len(self._paints) < 2:
            return 0.0
        (first_at, first), (last_at, last) = self._paints[0], self._paints[-1]
        return (last - first) / max(last_at - first_at, 0.001)

    # -- the clock

    def tick(self) -> None:
        """Compare turns and ask for painting where something changed."""
        now = time.monotonic()
        for tile in self._tiles:
            if tile.isVisible():
                tile.tick(now)
        self._paints.append((now, self._paints_gone + sum(tile.paints for tile in self._tiles)))
        self.ticked.emit(now)

    def _rate_hz(self) -> float:
        return min(max(self.screen().refreshRate(), SLOWEST_HZ), FASTEST_HZ)

    def showEvent(self, _event: QShowEvent) -> None:
        self._clock.start(int(1000 / self._rate_hz()))

    def hideEvent(self, _event: QHideEvent) -> None:
        self._clock.stop()

    # -- tiles

    def _new_tile(self, cell: int) -> Tile:
        tile = Tile(self._look, cell, self)
        tile.set_detailed(self._detailed)
        tile.pressed.connect(self._on_pressed)
        tile.opened.connect(self.full_screen_wished)
        tile.dragged.connect(self._on_dragged)
        tile.menu_wished.connect(self._on_menu_wished)
        tile.marker_clicked.connect(self.marker_clicked)
        return tile

    def _remove(self, tile: Tile) -> None:
        self._paints_gone += tile.paints
        tile.close_feed()
        tile.hide()
        tile.deleteLater()

    def _arrange(self) -> None:
        room = self.rect().adjusted(EDGE_PX, EDGE_PX, -EDGE_PX, -EDGE_PX)
        found = rects(self._layout, max(room.width(), 0), max(room.height(), 0), GAP_PX)
        for tile, rect in zip(self._tiles, found, strict=True):
            at = QRect(room.x() + rect.x, room.y() + rect.y, rect.width, rect.height)
            shown = self._enlarged is None or tile.cell == self._enlarged
            tile.setGeometry(room if tile.cell == self._enlarged else at)
            tile.setVisible(shown and rect.width > 0 and rect.height > 0)
        self.update()
        self._settled.start(SETTLE_MS)

    def _tell_sizes(self) -> None:
        for tile in self._tiles:
            tile.wish()
        self.sizes_changed.emit()

    # -- the operator

    def _on_pressed(self, cell: int) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._choose(cell)

    def _choose(self, cell: int) -> None:
        self.select(cell)
        self.cell_selected.emit(cell)

    def _on_dragged(self, cell: int) -> None:
        feed = self._tiles[cell].feed
        if feed is not None:
            drag = QDrag(self)
            drag.setMimeData(source_mime(str(feed.source)))
            drag.exec(Qt.DropAction.CopyAction)

    def _on_menu_wished(self, cell: int, at: QPoint) -> None:
        self._choose(cell)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        words = self.tr("All tiles") if self._enlarged is not None else self.tr("Enlarge")
        menu.addAction(words, lambda: self.full_screen_wished.emit(cell))
        menu.addAction(self.tr("Show the map here"), lambda: self.source_dropped.emit(cell, "map"))
        clear = menu.addAction(self.tr("Clear"), lambda: self.source_dropped.emit(cell, ""))
        clear.setEnabled(self._tiles[cell].feed is not None)
        menu.popup(at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in DIRECTIONS:
            self._choose(self._neighbour(*DIRECTIONS[key]))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.full_screen_wished.emit(self._selected)
        elif key == Qt.Key.Key_Escape and self._enlarged is not None:
            self.full_screen_wished.emit(self._enlarged)
        elif key == Qt.Key.Key_Delete:
            self.source_dropped.emit(self._selected, "")
        elif key == Qt.Key.Key_Menu:
            tile = self._tiles[self._selected]
            self._on_menu_wished(tile.cell, tile.mapToGlobal(tile.rect().center()))
        else:
            super().keyPressEvent(event)

    def _neighbour(self, across: int, down: int) -> int:
        """The nearest cell in a direction, in the layout's own squares; itself at the edge."""
        cells = self._layout.cells
        x, y = _middle(cells[self._selected])
        best, nearest = self._selected, float("inf")
        for number, cell in enumerate(cells):
            right, below = _middle(cell)
            ahead = (right - x) * across + (below - y) * down
            aside = abs((right - x) * down) + abs((below - y) * across)
            if ahead > 0 and ahead + 2 * aside < nearest:
                best, nearest = number, ahead + 2 * aside
        return best

    # -- drag and drop

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dragged_source(event.mimeData()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        cell = self._cell_at(event.position().toPoint())
        self._show_target(cell)
        event.setAccepted(cell is not None)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self._show_target(None)

    def dropEvent(self, event: QDropEvent) -> None:
        self._show_target(None)
        cell, source = self._cell_at(event.position().toPoint()), dragged_source(event.mimeData())
        if cell is not None and source:
            event.acceptProposedAction()
            self.source_dropped.emit(cell, source)

    def _show_target(self, cell: int | None) -> None:
        for tile in self._tiles:
            tile.set_target(tile.cell == cell)

    def _cell_at(self, at: QPoint) -> int | None:
        for tile in self._tiles:
            if tile.isVisible() and tile.geometry().contains(at):
                return tile.cell
        return None

    # -- Qt

    def resizeEvent(self, _event: QResizeEvent) -> None:
        self._arrange()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.colour("ground"))
        if self._enlarged is None and len(self._tiles) > 1:
            painter.setPen(self._look.pen("accent", EDGE_PX))
            frame = self._tiles[self._selected].geometry()
            painter.drawRect(frame.adjusted(-1, -1, 1, 1))
        painter.end()


def _middle(cell: Cell) -> tuple[float, float]:
    return cell.column + cell.columns / 2, cell.row + cell.rows / 2
