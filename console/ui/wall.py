"""The wall: tiles in a layout, one clock for all of them, and a selected cell."""

from __future__ import annotations

import time
from collections.abc import Collection, Sequence
from functools import partial

from PySide6.QtCore import QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from console.cases.markers import PictureMarker
from console.ui.caption import NOTHING_KEPT, Kept
from console.ui.feed import Feed
from console.ui.marker_painter import DrawnMarker
from console.ui.paint_count import PaintCount
from console.ui.selection import EDGE_PX, draw_frames
from console.ui.shortcuts import WALL, Keys, pressed
from console.ui.theme import Look
from console.ui.tile import Tile, TileReport
from console.ui.tile_actions import TileActions
from console.ui.tile_clock import TileClock
from console.ui.tile_menu import TileMenu
from console.ui.tile_sign import TileSign
from console.ui.tile_stock import TileStock
from console.ui.wall_drop import WallDrop, pull
from console.ui.wall_keys import DIRECTIONS, SWAP, TOO, besides, for_the_menu
from layouts.grid import rects
from layouts.layout import Cell, Layout
from layouts.neighbours import Direction, neighbour
from media.source import Source, SourceKind, SourceState

GAP_PX = 4
SETTLE_MS = 120  # sizes are told once a window has stopped changing
SLOWEST_HZ, FASTEST_HZ = 30.0, 60.0
CAMERAS = (SourceKind.CAMERA, SourceKind.REPLAY)


class Wall(QWidget):
    """Owns the tiles and the timer that ticks them at display rate.

    ``source_dropped`` carries a cell and a written source, empty to clear the cell;
    ``swap_wished`` two cells, the one that is moved first;
    ``action_wished`` a cell and what is wished of its camera: ``shortcuts``, or ``export``.
    ``ticked`` is for other widgets that show pictures; it carries monotonic seconds.
    """

    source_dropped = Signal(int, str)
    swap_wished = Signal(int, int)
    action_wished = Signal(int, str)
    cell_selected = Signal(int)
    full_screen_wished = Signal(int)
    listen_wished = Signal(int)
    marker_clicked = Signal(str)
    sizes_changed = Signal()
    ticked = Signal(float)

    def __init__(self, look: Look, parent: QWidget | None = None, keys: Keys | None = None) -> None:
        super().__init__(parent)
        self._keys = keys if keys is not None else Keys(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._look = look
        self._tiles: list[Tile] = []
        self._stock = TileStock(self._made_tile)
        self._selected = 0
        self._also: set[int] = set()  # selected besides
        self._kept: dict[str, Kept] = {}
        self.turnable: Collection[str] = ()  # cameras that can be turned
        self.conference_held = False  # then a camera can be shared into it
        self._actions = TileActions(look, self, self._keys)
        self._actions.wished.connect(self._on_action)
        self._enlarged: int | None = None
        self.detailed = False
        self._paints = PaintCount()
        self._ticking = TileClock()
        self._clock = QTimer(self)
        self._clock.setTimerType(Qt.TimerType.PreciseTimer)
        self._clock.timeout.connect(self.tick)
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.timeout.connect(self._tell_sizes)
        put, swap = self.source_dropped.emit, self.swap_wished.emit
        self._drop = WallDrop(self, self._cell_at, self._show_target, put, swap)
        self.set_layout(Layout("1x1", 1, 1, (Cell(0, 0),)))
        self.words_changed()

    # -- setters

    def set_layout(self, layout: Layout) -> None:
        """Divide the wall anew. Cells that exist before and after keep what they show."""
        self._layout = layout
        self._enlarged = None
        while len(self._tiles) > len(layout.cells):
            self._paints.gone += self._stock.put_back(self._tiles.pop())
        while len(self._tiles) < len(layout.cells):
            self._tiles.append(self._stock.take(len(self._tiles), self.detailed))
        self._also.clear()
        self.select(min(self._selected, len(self._tiles) - 1))
        self._arrange()

    def set_feed(self, cell: int, feed: Feed | None, title: str = "") -> None:
        """Show a feed in a cell; the one before is closed. IndexError for a cell that is not."""
        self._tiles[cell].set_feed(feed, title)
        self._ticking.hurry()
        self._tiles[cell].set_kept(self._kept_of(self.source(cell)))
        if cell == self._actions.cell and self._actions.isVisible():
            self._offer(cell)

    def set_kept(self, camera: str, kept: Kept) -> None:
        """What of a camera is being recorded: told on every tile that shows it live."""
        self._kept[camera] = kept
        for tile in self._tiles:
            tile.set_kept(self._kept_of(self.source(tile.cell)))
        if self._actions.isVisible():
            self._offer(self._actions.cell)

    def set_markers(self, cell: int, markers: Sequence[PictureMarker]) -> None:
        self._tiles[cell].set_markers(markers)

    def set_sign(self, cell: int, sign: TileSign) -> None:
        self._tiles[cell].set_sign(sign)

    def set_heard(self, cell: int, state: str) -> None:
        """Which cell is listened to (-1: none), and the state of its sound."""
        for tile in self._tiles:
            tile.set_heard(state if tile.cell == cell else "")

    def swap(self, one: int, other: int) -> None:
        """Two tiles change places, with what they show and without a break; the selection goes with
        the first."""
        tiles = self._tiles
        tiles[one], tiles[other] = tiles[other], tiles[one]
        tiles[one].cell, tiles[other].cell = one, other
        self._also.clear()
        self._selected = other
        self._arrange()

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
        self.select(self._selected if cell is None else cell)
        self._arrange()
        if cell is not None:
            self._tiles[cell].wish()  # whoever enlarges waits for the large picture
        self.tick()  # what was hidden is judged before it is seen again

    def toggle_enlarged(self, cell: int) -> None:
        """Over the whole wall, or all tiles again."""
        self.enlarge(None if self._enlarged == cell else cell)

    def toggle_figures(self) -> None:
        """Tell on every tile all that is measured of its picture, or the usual again."""
        self.detailed = not self.detailed
        for tile in self._tiles:
            tile.set_detailed(self.detailed)

    def close_feeds(self) -> None:
        """Before the window goes: no tile reads a board any more."""
        self._clock.stop()
        self._actions.withdraw()
        for tile in self._tiles:
            tile.close_feed()

    def words_changed(self) -> None:
        self.setAccessibleName(self.tr("Video wall"))
        self._actions.words_changed()
        for tile in (*self._tiles, *self._stock.spare):
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

    def chosen(self) -> list[int]:
        """The selected cell, and after it those selected besides."""
        return [self._selected, *sorted(self._also)]

    def source(self, cell: int) -> Source | None:
        feed = self._tiles[cell].feed
        return feed.source if feed is not None else None

    def cameras(self, cells: Sequence[int] | None = None) -> list[str]:
        """The cameras that cells show, live or replayed, none twice; of all cells, when none are
        named."""
        shown = map(self.source, range(len(self._tiles)) if cells is None else cells)
        return list(dict.fromkeys(s.name for s in shown if s is not None and s.kind in CAMERAS))

    def state(self, cell: int) -> SourceState:
        return self._tiles[cell].state

    def _kept_of(self, source: Source | None) -> Kept:
        if source is None or source.kind not in CAMERAS:
            return NOTHING_KEPT
        return self._kept.get(source.name, NOTHING_KEPT)

    def feed(self, cell: int) -> Feed | None:
        return self._tiles[cell].feed

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
        return self._paints.per_s()

    # -- the clock

    def tick(self) -> None:
        """Compare turns and ask for painting where something changed."""
        now = time.monotonic()
        self._ticking.tick(self._tiles, now)
        self._paints.tick(now, sum(tile.paints for tile in self._tiles))
        self.ticked.emit(now)

    def showEvent(self, _event: QShowEvent) -> None:
        rate_hz = min(max(self.screen().refreshRate(), SLOWEST_HZ), FASTEST_HZ)
        self._clock.start(int(1000 / rate_hz))
        self._ticking.hurry()

    def hideEvent(self, _event: QHideEvent) -> None:
        self._clock.stop()

    def _made_tile(self) -> Tile:
        tile = Tile(self._look, 0, self)
        tile.pressed.connect(self._on_pressed)
        tile.opened.connect(self.full_screen_wished)
        tile.dragged.connect(self._on_dragged)
        tile.menu_wished.connect(self._on_menu_wished)
        tile.hovered.connect(self._offer)
        tile.marker_clicked.connect(self.marker_clicked)
        tile.sign_clicked.connect(lambda cell: self.action_wished.emit(cell, "acknowledge"))
        return tile

    def _arrange(self) -> None:
        self._actions.withdraw()
        self._ticking.hurry()
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
        if besides():
            self._also ^= {cell} - {self._selected}
            self.update()
        elif cell not in self._also or not for_the_menu():
            self.choose(cell)

    def choose(self, cell: int) -> None:
        """Select a cell as the operator does, and tell."""
        self._also.clear()
        self._selected = cell
        self.update()
        self.cell_selected.emit(cell)

    def _on_dragged(self, cell: int) -> None:
        feed = self._tiles[cell].feed
        if feed is not None:
            pull(self, self._tiles[cell], str(feed.source), self._look)

    def _on_menu_wished(self, cell: int, at: QPoint) -> None:
        if cell not in self.chosen():
            self.choose(cell)
        source = self.source(cell)
        enlarged, act = self._enlarged is not None, partial(self._act, cell)
        turns = source is not None and source.name in self.turnable
        kept, tile = self._kept_of(source), self._tiles[cell]
        menu = TileMenu(
            self, self._keys, source, enlarged, bool(kept.recording), bool(tile.heard), turns, act,
            tile.sign, bool(tile.zoom.zoom), self.conference_held, kept.shared,
        )  # fmt: skip
        menu.popup(at)

    def _act(self, cell: int, action: str) -> None:
        if action == "enlarge":
            self.full_screen_wished.emit(cell)
        elif action == "listen":
            self.listen_wished.emit(cell)
        elif action in ("map", "clear"):
            self.source_dropped.emit(cell, "map" if action == "map" else "")
        elif not self._tiles[cell].zoom.act(action):
            self.action_wished.emit(cell, action)

    def _on_action(self, cell: int, action: str) -> None:
        """A button of the row was pressed: what follows concerns this tile."""
        if cell not in self.chosen():
            self.choose(cell)
        self._act(cell, action)

    def _offer(self, cell: int) -> None:
        """The actions at the foot of a tile that shows a camera."""
        source, tile = self.source(cell), self._tiles[cell]
        if source is None or source.kind not in CAMERAS or not tile.isVisible():
            self._actions.withdraw()
            return
        self._actions.offer(
            cell,
            tile.picture_area().translated(tile.pos()),
            bool(self._kept_of(source).recording),
            self._enlarged is not None,
            source.kind is SourceKind.CAMERA and source.name in self.turnable,
        )

    def _go(self, way: tuple[int, int], extend: bool) -> None:
        before = self.chosen() if extend else []
        there = neighbour(self._layout, self._selected, Direction(way))
        self.choose(self._selected if there is None else there)
        self._also = set(before) - {self._selected}
        self._offer(self._selected)

    def _swap_towards(self, way: tuple[int, int]) -> None:
        there = neighbour(self._layout, self._selected, Direction(way))
        if there is not None and self._enlarged is None:
            self.swap_wished.emit(self._selected, there)

    def perform(self, action: str) -> None:
        """As if its key were pressed: an action of ``shortcuts`` that belongs to the wall."""
        tile = self._tiles[self._selected]
        if way := DIRECTIONS.get(action.removesuffix(TOO)):
            self._go(way, action.endswith(TOO))
        elif way := DIRECTIONS.get(action.removeprefix(SWAP)):
            self._swap_towards(way)
        elif action == "menu":
            self._on_menu_wished(tile.cell, tile.mapToGlobal(tile.rect().center()))
        else:
            self._act(self._selected, action)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if action := self._keys.action(WALL, pressed(event)):
            self.perform(action)
        elif event.key() == Qt.Key.Key_Escape and self._enlarged is not None:
            self.full_screen_wished.emit(self._enlarged)
        else:
            super().keyPressEvent(event)

    # -- drag and drop

    def _show_target(self, cell: int | None) -> None:
        for tile in self._tiles:
            tile.set_target(tile.cell == cell)

    def _cell_at(self, at: QPoint) -> int | None:
        under = (each for each in self._tiles if each.isVisible() and each.geometry().contains(at))
        return next((each.cell for each in under), None)

    # -- Qt

    def resizeEvent(self, _event: QResizeEvent) -> None:
        self._arrange()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.colour("ground"))
        if self._enlarged is None and len(self._tiles) > 1:
            chosen = {cell: self._tiles[cell].geometry() for cell in reversed(self.chosen())}
            draw_frames(painter, self._look, chosen, self._selected)
        painter.end()
