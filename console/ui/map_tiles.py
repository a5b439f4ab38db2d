"""Squares of a web map below everything else: drawn where they lie in truth, in any datum."""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage, QPainter, QPixmap, QTransform

from console.cases.datum import from_wgs84, to_wgs84
from console.cases.mercator import corner_of, square_of, zoom_for
from console.site.records import TileSource
from console.ui.map_ground import Plane
from console.ui.theme import Look

KEPT = 240  # pixmaps: a screen of 3840x2160 needs 160
MOST_AT_ONCE = 400  # squares of one view
AGAIN_S = 60.0  # a square that could not be had is asked for again
PARENTS = 4  # a square that is not there yet is a part of a coarser one

Square = tuple[int, int, int]  # zoom, x, y
Ask = Callable[[str, int, int, int], None]


class TileGround:
    """``ask`` is called for each square that is missing, once; ``put`` brings it."""

    def __init__(self, look: Look, source: TileSource, plane: Plane, ask: Ask) -> None:
        self.source = source
        self._look, self._plane, self._ask = look, plane, ask
        self._kept: OrderedDict[Square, QPixmap] = OrderedDict()
        self._asked: OrderedDict[Square, float] = OrderedDict()

    def set_plane(self, plane: Plane) -> None:
        self._plane = plane

    def put(self, zoom: int, x: int, y: int, content: bytes | None) -> bool:
        """Whether there is something new to be painted. None: it could not be had."""
        key = (zoom, x, y)
        image = QImage.fromData(content) if content else QImage()
        if image.isNull():
            self._asked[key] = time.monotonic() + AGAIN_S
            return False
        self._asked.pop(key, None)
        self._kept[key] = QPixmap.fromImage(image)
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return True

    def draw(self, painter: QPainter, to_view: QTransform, room: QRectF) -> None:
        """In pixels of the view."""
        zoom, columns, rows = self.squares(to_view, room)
        if len(columns) * len(rows) > MOST_AT_ONCE:
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for x in columns:
            for y in rows:
                self._draw(painter, (zoom, x, y), self._box(zoom, x, y, to_view))

    def squares(self, to_view: QTransform, room: QRectF) -> tuple[int, range, range]:
        """(zoom, columns, rows) that cover the view."""
        source, back = self.source, to_view.inverted()[0]
        px_per_m = to_view.m11()
        zoom = zoom_for(px_per_m, self._plane.latitude, source.min_zoom, source.max_zoom)
        corners = [back.map(point) for point in (
            room.topLeft(), room.topRight(), room.bottomLeft(), room.bottomRight())]  # fmt: skip
        found = []
        for corner in corners:
            place = from_wgs84(source.datum, *self._plane.degrees(corner))
            found.append(square_of(*place, zoom))
        last = 2**zoom - 1
        columns = [min(max(math.floor(x), 0), last) for x, _ in found]
        rows = [min(max(math.floor(y), 0), last) for _, y in found]
        return (
            zoom, range(min(columns), max(columns) + 1), range(min(rows), max(rows) + 1)
        )  # fmt: skip

    def _box(self, zoom: int, x: int, y: int, to_view: QTransform) -> QRectF:
        """Where a square lies in the view, to whole pixels so that none shows between two."""
        low = self._corner(zoom, x, y, to_view)
        high = self._corner(zoom, x + 1, y + 1, to_view)
        return QRectF(
            QPointF(round(low.x()), round(low.y())), QPointF(round(high.x()), round(high.y()))
        )

    def _corner(self, zoom: int, x: int, y: int, to_view: QTransform) -> QPointF:
        place = to_wgs84(self.source.datum, *corner_of(x, y, zoom))
        return to_view.map(self._plane.point(*place))

    def _draw(self, painter: QPainter, square: Square, box: QRectF) -> None:
        found = self._kept.get(square)
        if found is not None:
            self._kept.move_to_end(square)
            painter.drawPixmap(box, found, QRectF(found.rect()))
            return
        self._wish(square)
        zoom, x, y = square
        for up in range(1, PARENTS + 1):
            parent = self._kept.get((zoom - up, x >> up, y >> up))
            if parent is not None:
                part = parent.width() / 2**up
                at = ((x & (2**up - 1)) * part, (y & (2**up - 1)) * part)
                painter.drawPixmap(box, parent, QRectF(*at, part, part))
                return

    def _wish(self, square: Square) -> None:
        if time.monotonic() < self._asked.get(square, 0.0):
            return
        self._asked[square] = time.monotonic() + AGAIN_S
        self._asked.move_to_end(square)
        while len(self._asked) > 4 * KEPT:
            self._asked.popitem(last=False)
        self._ask(self.source.id, *square)
