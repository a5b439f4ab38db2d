"""Tiles in a layout, and one clock for all of them."""

from __future__ import annotations

import time
from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from console.cases.markers import PictureMarker
from console.cases.walking import WorkerMarker
from console.ui.caption import NOTHING_KEPT, Kept
from console.ui.feed import Feed
from console.ui.marker_painter import DrawnMarker
from console.ui.paint_count import PaintCount
from console.ui.selection import EDGE_PX
from console.ui.sight import in_sight
from console.ui.straight_painter import StraightPainter
from console.ui.theme import Look
from console.ui.tile import Tile, TileReport
from console.ui.tile_clock import TileClock
from console.ui.tile_sign import TileSign
from console.ui.tile_stock import TileStock
from layouts.grid import rects
from layouts.layout import Cell, Layout
from layouts.reshape import reshaped
from media.source import Live, Source, SourceKind, SourceState

GAP_PX = 4
SETTLE_MS = 120  # sizes are told once a window has stopped changing
SLOWEST_HZ, FASTEST_HZ = 30.0, 60.0
CAMERAS = (SourceKind.CAMERA, SourceKind.REPLAY)
ONE = Layout("1x1", 1, 1, (Cell(0, 0),))


class Tiles(QWidget):
    """Owns the tiles and the timer that ticks them at display rate.

    ``sizes_changed``: the tiles have had another size for a moment. ``ticked`` is for other widgets
    that show pictures; it carries monotonic seconds.
    """

    sizes_changed = Signal()
    ticked = Signal(float)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._layout = self._grid = ONE  # as named, and as it lies on this area
        self._tiles: list[Tile] = []
        self._straight = StraightPainter(self, Tile)
        self._stock = TileStock(self._made_tile)
        self._kept: dict[str, Kept] = {}
        self._enlarged: int | None = None
        self.detailed = False
        self._chosen = ""
        self._paints = PaintCount()
        self._ticking = TileClock()
        self._clock = QTimer(self)
        self._clock.setTimerType(Qt.TimerType.PreciseTimer)
        self._clock.timeout.connect(self.tick)
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.timeout.connect(self._tell_sizes)

    # -- setters

    def set_layout(self, layout: Layout) -> None:
        """Divide the wall anew. Cells that exist before and after keep what they show."""
        self._layout = layout
        self._enlarged = None
        while len(self._tiles) > len(layout.cells):
            self._paints.gone += self._stock.put_back(self._tiles.pop())
        while len(self._tiles) < len(layout.cells):
            self._tiles.append(self._stock.take(len(self._tiles), self.detailed))
            self._tiles[-1].set_chosen(self._chosen)
        self._arrange()

    def set_feed(self, cell: int, feed: Feed | None, title: str = "") -> None:
        """Show a feed in a cell; the one before is closed. IndexError for a cell that is not."""
        self._tiles[cell].set_feed(feed, title)
        self._ticking.hurry()
        self._tiles[cell].set_kept(self._kept_of(self.source(cell)))

    def set_kept(self, camera: str, kept: Kept) -> None:
        """What of a camera is being recorded: told on every tile that shows it live."""
        self._kept[camera] = kept
        for tile in self._tiles:
            tile.set_kept(self._kept_of(self.source(tile.cell)))

    def set_markers(self, cell: int, markers: Sequence[PictureMarker]) -> None:
        self._tiles[cell].set_markers(markers)

    def set_workers(self, cell: int, workers: Sequence[WorkerMarker]) -> None:
        self._tiles[cell].set_workers(workers)

    def set_chosen(self, case_id: str) -> None:
        """The case that is looked at, wherever it is marked; empty: none."""
        self._chosen = case_id
        for tile in self._tiles:
            tile.set_chosen(case_id)

    def set_sign(self, cell: int, sign: TileSign) -> None:
        self._tiles[cell].set_sign(sign)

    def set_heard(self, cell: int, state: str) -> None:
        """Which cell is listened to (-1: none), and the state of its sound."""
        for tile in self._tiles:
            tile.set_heard(state if tile.cell == cell else "")

    def swap(self, one: int, other: int) -> None:
        """Two tiles change places, with what they show and without a break."""
        tiles = self._tiles
        tiles[one], tiles[other] = tiles[other], tiles[one]
        tiles[one].cell, tiles[other].cell = one, other
        self._arrange()

    def enlarge(self, cell: int | None) -> None:
        """Show one tile over the whole wall, or all of them again."""
        if cell == self._enlarged:
            return
        self._enlarged = cell
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
        for tile in self._tiles:
            tile.close_feed()

    def words_changed(self) -> None:
        for tile in (*self._tiles, *self._stock.spare):
            tile.words_changed()

    # -- questions

    @property
    def layout_shown(self) -> Layout:
        return self._layout

    @property
    def enlarged(self) -> int | None:
        return self._enlarged

    def looked_into(self) -> frozenset[int]:
        """The cells into which somebody looks closely: enlarged over the wall, or zoomed."""
        return frozenset(t.cell for t in self._tiles if t.zoom.zoom or t.cell == self._enlarged)

    def is_behind(self, cell: int) -> bool:
        """Whether an enlarged cell lies over this one."""
        return self._enlarged not in (None, cell)

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

    def is_seen_live(self, cell: int, now: float) -> bool:
        """Whether a live picture is there to be looked at. Asked of the feed: a tile that is not
        seen has nobody who judges its picture."""
        feed = self._tiles[cell].feed
        live = feed is not None and isinstance(feed.state(now), Live)
        return live and in_sight(self._tiles[cell])

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
        self._straight.paint(now)
        self._paints.tick(now, sum(tile.paints for tile in self._tiles))
        self.ticked.emit(now)

    def showEvent(self, _event: QShowEvent) -> None:
        rate_hz = min(max(self.screen().refreshRate(), SLOWEST_HZ), FASTEST_HZ)
        self._clock.start(int(1000 / rate_hz))
        self._ticking.hurry()

    def hideEvent(self, _event: QHideEvent) -> None:
        self._clock.stop()

    # -- inside

    def _made_tile(self) -> Tile:
        tile = Tile(self._look, 0, self)
        tile.straight = self._straight
        return tile

    def _arrange(self) -> None:
        self._ticking.hurry()
        self._straight.moved()
        room = self.rect().adjusted(EDGE_PX, EDGE_PX, -EDGE_PX, -EDGE_PX)
        self._grid = reshaped(self._layout, room.width(), room.height())
        found = rects(self._grid, max(room.width(), 0), max(room.height(), 0), GAP_PX)
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

    def resizeEvent(self, _event: QResizeEvent) -> None:
        self._arrange()
