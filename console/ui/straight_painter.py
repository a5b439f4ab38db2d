"""Plain pictures painted straight into the window's store, all of a tick in one go.

Qt asks a widget at a time: an event, a painter and a clip for each of a thousand pictures a second
cost as much as their pixels. A live picture with nothing on it and nothing over it needs none of
that. Whatever else a tile shows, Qt paints as ever.
"""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QEvent, QObject, QPoint, QRect
from PySide6.QtGui import QBackingStore, QPainter, QRegion, QWindow
from PySide6.QtWidgets import QWidget

# Others lie on the wall or around it, or it lies elsewhere.
NEWS = (
    QEvent.Type.ChildAdded, QEvent.Type.ChildRemoved, QEvent.Type.ParentChange,
    QEvent.Type.Resize, QEvent.Type.Move,
)  # fmt: skip


class PlainTile(Protocol):
    """What is painted: a widget on the wall that shows a live picture and nothing else."""

    def pos(self) -> QPoint: ...

    def picture_area(self) -> QRect:
        """Where its picture lies, in its own coordinates; the same object as long as it stays."""

    def paint_picture(self, painter: QPainter, place: QRect, now: float) -> None:
        """Paint the newest picture at its place in the painter's coordinates."""

    def update(self, rect: QRect) -> None:
        """Let Qt paint it."""


class StraightPainter(QObject):
    """Lives in the Qt thread, belongs to one wall whose tiles are ``kind``."""

    def __init__(self, wall: QWidget, kind: type[QWidget]) -> None:
        super().__init__(wall)
        self._wall = wall
        self._kind = kind
        self._wanted: list[PlainTile] = []
        self._origin = QPoint()  # of the wall in its window
        self._places: dict[int, tuple[QRect, QRect]] = {}  # by tile: its own area, in the window
        self._room = QRect()
        self._watched: list[QWidget] = []  # the wall and those it lies in
        self._covers: list[tuple[QWidget, QPoint]] | None = None  # what could lie over it

    def want(self, tile: PlainTile) -> None:
        """It has a new picture: paint it with the others of this tick."""
        self._wanted.append(tile)

    def moved(self) -> None:
        """The tiles lie elsewhere."""
        self._places.clear()

    def paint(self, now: float) -> None:
        """Paint what is wanted; what something lies over goes to Qt."""
        if not self._wanted:
            return
        wanted, self._wanted = self._wanted, []
        window = self._wall.window()
        store, screen = window.backingStore(), window.windowHandle()
        if not _ready(window, store, screen):
            for tile in wanted:
                tile.update(tile.picture_area())
            return
        over, plain = self._over(window), []
        for tile in wanted:
            place = self._place(tile)
            if over and any(map(place.intersects, over)):
                tile.update(tile.picture_area())
            else:
                plain.append((tile, place))
        if plain:
            _paint(plain, store, screen, now)

    def _place(self, tile: PlainTile) -> QRect:
        area = tile.picture_area()
        known = self._places.get(id(tile))
        if known is None or known[0] is not area:
            known = self._places[id(tile)] = area, area.translated(self._origin + tile.pos())
        return known[1]

    # -- what lies over the wall

    def _over(self, window: QWidget) -> list[QRect]:
        """What covers a part of the wall now, in the window's coordinates."""
        origin = self._wall.mapTo(window, QPoint())
        if origin != self._origin or self._covers is None:
            self._origin = origin
            self._places.clear()
            self._covers = self._find_covers()
            self._room = self._wall.rect().translated(origin)
        seen = [(cover, at) for cover, at in self._covers if not cover.isHidden()]
        rects = [cover.geometry().translated(at) for cover, at in seen]
        return [rect for rect in rects if rect.intersects(self._room)]

    def _find_covers(self) -> list[tuple[QWidget, QPoint]]:
        """Widgets on the wall that are no tiles, and those beside it or beside one that it lies in,
        each with its parent's place in the window. Which of two lies above is not asked: where
        they overlap it is Qt's business."""
        for each in self._watched:
            each.removeEventFilter(self)
        here, at = self._wall, self._origin
        covers = [(child, at) for child in _children(here) if not isinstance(child, self._kind)]
        self._watched = [here]
        while not here.isWindow() and (parent := here.parentWidget()) is not None:
            at = at - here.pos()
            covers += [(child, at) for child in _children(parent) if child is not here]
            self._watched.append(parent)
            here = parent
        for each in self._watched:
            each.installEventFilter(self)
        return covers

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in NEWS:
            self._covers = None
        return False


def _paint(
    plain: list[tuple[PlainTile, QRect]], store: QBackingStore, screen: QWindow, now: float
) -> None:
    region = QRegion()
    for _, place in plain:
        region += place
    store.beginPaint(region)
    painter = QPainter(store.paintDevice())
    for tile, place in plain:
        tile.paint_picture(painter, place, now)
    painter.end()
    store.endPaint()
    store.flush(region, screen)


def _ready(window: QWidget, store: QBackingStore | None, screen: QWindow | None) -> bool:
    """Whether what lies in the store is what is seen."""
    return (
        store is not None
        and screen is not None
        and screen.isExposed()
        and window.updatesEnabled()
        and store.size() == window.size()
    )


def _children(parent: QObject) -> list[QWidget]:
    return [
        child for child in parent.children() if isinstance(child, QWidget) and not child.isWindow()
    ]
