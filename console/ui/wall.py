"""The wall under the operator's hand: a selected cell, actions, keys, drag and drop."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import partial

from PySide6.QtCore import QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QCursor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QWidget

from console.ui.caption import Kept
from console.ui.feed import Feed
from console.ui.selection import draw_frames
from console.ui.shortcuts import WALL, Keys, pressed
from console.ui.theme import Look
from console.ui.tile import Tile
from console.ui.tile_actions import Now, TileActions
from console.ui.tile_menu import TileMenu
from console.ui.tiles import CAMERAS, ONE, Tiles
from console.ui.wall_drop import WallDrop, pull
from console.ui.wall_keys import DIRECTIONS, SWAP, TOO, besides, for_the_menu
from layouts.layout import Layout
from layouts.neighbours import Direction, neighbour
from media.source import SourceKind


class Wall(Tiles):
    """What the operator does to the tiles: selects, drags, presses, opens menus.

    ``source_dropped`` carries a cell and a written source, empty to clear the cell;
    ``swap_wished`` two cells, the one that is moved first;
    ``action_wished`` a cell and what is wished of its camera: ``shortcuts``, or ``export``;
    ``tour_wished`` a cell, None: the whole wall, and the name of the tour that is to begin there.
    ``tours`` gives name and words of those that there are.
    """

    source_dropped = Signal(int, str)
    swap_wished = Signal(int, int)
    action_wished = Signal(int, str)
    tour_wished = Signal(object, str)
    cell_selected = Signal(int)
    full_screen_wished = Signal(int)
    listen_wished = Signal(int)
    marker_clicked = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None, keys: Keys | None = None) -> None:
        super().__init__(look, parent)
        self._keys = keys if keys is not None else Keys(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._selected = 0
        self._also: set[int] = set()  # selected besides
        self._menu_at: QPoint | None = None  # on the screen, while what its menu wishes is done
        self.turnable: Collection[str] = ()  # cameras that can be turned
        self.tours: Callable[[], Sequence[tuple[str, str]]] = tuple
        self.toured: Callable[[int], bool] = lambda _cell: False
        self.conference_held = False  # then a camera can be shared into it
        self._actions = TileActions(look, self, self._keys)
        self._actions.wished.connect(self._on_action)
        put, swap = self.source_dropped.emit, self.swap_wished.emit
        self._drop = WallDrop(self, self._cell_at, self._show_target, put, swap)
        self.set_layout(ONE)
        self.words_changed()

    # -- setters

    def set_layout(self, layout: Layout) -> None:
        super().set_layout(layout)
        self._also.clear()
        self.select(min(self._selected, len(self._tiles) - 1))

    def set_feed(self, cell: int, feed: Feed | None, title: str = "") -> None:
        super().set_feed(cell, feed, title)
        if cell == self._actions.cell and self._actions.isVisible():
            self._offer(cell)

    def set_kept(self, camera: str, kept: Kept) -> None:
        super().set_kept(camera, kept)
        if self._actions.isVisible():
            self._offer(self._actions.cell)

    def swap(self, one: int, other: int) -> None:
        """The selection goes with the first."""
        self._also.clear()
        self._selected = other
        super().swap(one, other)

    def select(self, cell: int) -> None:
        """Select a cell; tells nobody (``cell_selected`` is for the operator's own choice)."""
        if cell != self._selected:
            self._selected = cell
            self.update()

    def enlarge(self, cell: int | None) -> None:
        """What is enlarged is selected."""
        if cell is not None and cell != self._enlarged:
            self.select(cell)
        super().enlarge(cell)

    def close_feeds(self) -> None:
        self._actions.withdraw()
        super().close_feeds()

    def words_changed(self) -> None:
        self.setAccessibleName(self.tr("Video wall"))
        self._actions.words_changed()
        super().words_changed()

    # -- questions

    @property
    def selected(self) -> int:
        return self._selected

    def chosen(self) -> list[int]:
        """The selected cell, and after it those selected besides."""
        return [self._selected, *sorted(self._also)]

    def spot(self, cell: int) -> tuple[float, float] | None:
        """Where in a cell's picture the menu was opened, or the mouse is now; 0..1, right and down.
        None where it is in no picture of this cell."""
        tile = self._tiles[cell]
        at = QCursor.pos() if self._menu_at is None else self._menu_at
        return tile.spot(QPointF(tile.mapFromGlobal(at)))

    # -- tiles

    def _made_tile(self) -> Tile:
        tile = super()._made_tile()
        tile.pressed.connect(self._on_pressed)
        tile.opened.connect(self.full_screen_wished)
        tile.dragged.connect(self._on_dragged)
        tile.menu_wished.connect(self._on_menu_wished)
        tile.hovered.connect(self._offer)
        tile.markers_clicked.connect(self._on_markers_clicked)
        tile.sign_clicked.connect(lambda cell: self.action_wished.emit(cell, "acknowledge"))
        return tile

    def _arrange(self) -> None:
        self._actions.withdraw()
        super()._arrange()

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

    def _on_markers_clicked(self, cell: int, case_ids: list[str]) -> None:
        """Of those gathered in one sign the operator chooses."""
        if len(case_ids) == 1:
            self.marker_clicked.emit(case_ids[0])
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for case_id, title in zip(
            case_ids, self._tiles[cell].markers.titles(case_ids), strict=True
        ):
            menu.addAction(title.replace("&", "&&"), partial(self.marker_clicked.emit, case_id))
        menu.popup(QCursor.pos())

    def _next_marker(self, step: int) -> None:
        """The card of the next case on the selected picture."""
        case_id = self._tiles[self._selected].markers.next_case(self._chosen, step)
        if case_id is not None:
            self.marker_clicked.emit(case_id)

    def _on_dragged(self, cell: int) -> None:
        feed = self._tiles[cell].feed
        if feed is not None:
            pull(self, self._tiles[cell], str(feed.source), self._look)

    def _on_menu_wished(self, cell: int, at: QPoint) -> None:
        if cell not in self.chosen():
            self.choose(cell)
        source = self.source(cell)
        enlarged, act = self._enlarged is not None, partial(self._act_at, at, cell)
        turns = source is not None and source.name in self.turnable
        kept, tile = self._kept_of(source), self._tiles[cell]
        menu = TileMenu(
            self, self._keys, source, enlarged, bool(kept.recording), bool(tile.heard), turns, act,
            tile.sign, bool(tile.zoom.zoom), self.conference_held, kept.shared,
            kept.broadcast, self.toured(cell),
        )  # fmt: skip
        menu.add_tours(
            self.tours(),
            lambda name, whole: self.tour_wished.emit(None if whole else cell, name),
        )
        menu.popup(at)

    def _act_at(self, at: QPoint, cell: int, action: str) -> None:
        self._menu_at = at
        self._act(cell, action)
        self._menu_at = None

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
        kept, live = self._kept_of(source), source.kind is SourceKind.CAMERA
        now = Now(
            bool(kept.recording), self._enlarged is not None, live and source.name in self.turnable,
            live and self.conference_held, kept.shared,
        )  # fmt: skip
        self._actions.offer(cell, tile.picture_area().translated(tile.pos()), now)

    def _go(self, way: tuple[int, int], extend: bool) -> None:
        before = self.chosen() if extend else []
        there = neighbour(self._grid, self._selected, Direction(way))
        self.choose(self._selected if there is None else there)
        if self._enlarged is not None:
            self.enlarge(self._selected)  # what is chosen is what is seen
        self._also = set(before) - {self._selected}
        self._offer(self._selected)

    def _swap_towards(self, way: tuple[int, int]) -> None:
        there = neighbour(self._grid, self._selected, Direction(way))
        if there is not None and self._enlarged is None:
            self.swap_wished.emit(self._selected, there)

    def perform(self, action: str) -> None:
        """As if its key were pressed: an action of ``shortcuts`` that belongs to the wall."""
        tile = self._tiles[self._selected]
        if way := DIRECTIONS.get(action.removesuffix(TOO)):
            self._go(way, action.endswith(TOO))
        elif way := DIRECTIONS.get(action.removeprefix(SWAP)):
            self._swap_towards(way)
        elif action in ("next_marker", "previous_marker"):
            self._next_marker(1 if action == "next_marker" else -1)
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

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.colour("ground"))
        if self._enlarged is None and len(self._tiles) > 1:
            chosen = {cell: self._tiles[cell].geometry() for cell in reversed(self.chosen())}
            draw_frames(painter, self._look, chosen, self._selected)
        painter.end()
