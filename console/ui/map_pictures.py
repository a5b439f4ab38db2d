"""The ground of the map as pictures that are kept: a drag moves them, and draws only what is new.

While the scale changes, pictures of the scale before stand in, and an overview where there are
none; when the hand rests the ground is drawn anew at its own scale.
"""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from collections.abc import Callable

from PySide6.QtCore import QPointF, QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPixmap, QRegion, QTransform

SIDE_PX = 384
KEPT = 96
OVERVIEW_PX = 1024
BUDGET_S = 0.006  # of drawing in one frame, while the hand moves

Draw = Callable[[QPainter, QRectF, float], None]
Square = tuple[int, int]


class GroundPictures:
    """``draw`` paints the ground within a rectangle in metres, at a scale in pixels a metre; its
    painter is in metres already."""

    def __init__(self, draw: Draw) -> None:
        self._draw = draw
        self._scale = 0.0
        self._ratio = 0.0
        self._now: OrderedDict[Square, QPixmap] = OrderedDict()
        self._before_scale = 0.0
        self._before: OrderedDict[Square, QPixmap] = OrderedDict()
        self._overview: tuple[QPixmap, QRectF] | None = None
        self.drawn = 0  # pictures that were drawn, since it was made

    def forget(self, everything: bool = True) -> None:
        """The ground is another; not ``everything``: there is more of it, the old stands in."""
        if everything:
            self._before.clear()
            self._overview = None
        elif self._now:
            self._before, self._before_scale = self._now, self._scale
        self._now = OrderedDict()

    def paint(
        self, painter: QPainter, to_view: QTransform, room: QRectF, whole: QRectF, hurry: bool
    ) -> bool:
        """Fill ``room``, in pixels of the view; ``whole`` is all of the ground in metres. In a
        hurry not everything is drawn: whether it was."""
        self._turn_to(to_view.m11(), painter.device().devicePixelRatio())
        until = time.perf_counter() + BUDGET_S
        stands_in = hurry and bool(self._before)
        missing: list[tuple[Square, QPointF]] = []
        for square in self._squares(to_view, room):
            at = QPointF(square[0] * SIDE_PX + to_view.dx(), square[1] * SIDE_PX + to_view.dy())
            picture = self._now.get(square)
            if picture is None:
                missing.append((square, at))
            else:
                self._now.move_to_end(square)
                painter.drawPixmap(at, picture)
        waiting = QRegion()
        for square, at in missing:
            if stands_in or (hurry and time.perf_counter() > until):
                waiting += QRect(at.toPoint(), QSize(SIDE_PX, SIDE_PX))
            else:
                painter.drawPixmap(at, self._picture(square))
        complete = waiting.isEmpty()
        if not complete:
            self._stand_in(painter, to_view, waiting, whole)
        if complete:
            self._before.clear()
        self._drop()
        return complete

    # -- inside

    def _turn_to(self, scale: float, ratio: float) -> None:
        if ratio != self._ratio:
            self.forget()
            self._ratio = ratio
        if scale != self._scale:
            if self._now and (not self._before or len(self._now) > 4):
                self._before, self._before_scale = self._now, self._scale
            self._now, self._scale = OrderedDict(), scale

    def _squares(self, to_view: QTransform, room: QRectF) -> list[Square]:
        left, top = room.left() - to_view.dx(), room.top() - to_view.dy()
        columns = range(
            math.floor(left / SIDE_PX), math.floor((left + room.width() - 1) / SIDE_PX) + 1
        )
        rows = range(math.floor(top / SIDE_PX), math.floor((top + room.height() - 1) / SIDE_PX) + 1)
        return [(column, row) for row in rows for column in columns]

    def _picture(self, square: Square) -> QPixmap:
        self.drawn += 1
        found = self._drawn(
            QRectF(square[0] * SIDE_PX, square[1] * SIDE_PX, SIDE_PX, SIDE_PX), self._scale
        )
        self._now[square] = found
        return found

    def _drawn(self, box: QRectF, scale: float) -> QPixmap:
        """``box`` in pixels of ``scale``."""
        pixmap = QPixmap(round(box.width() * self._ratio), round(box.height() * self._ratio))
        pixmap.setDevicePixelRatio(self._ratio)
        painter = QPainter(pixmap)
        painter.translate(-box.left(), -box.top())
        painter.scale(scale, scale)
        metres = QRectF(
            box.left() / scale, box.top() / scale, box.width() / scale, box.height() / scale
        )
        self._draw(painter, metres, scale)
        painter.end()
        return pixmap

    def _stand_in(
        self, painter: QPainter, to_view: QTransform, region: QRegion, whole: QRectF
    ) -> None:
        painter.save()
        painter.setClipRegion(region)
        overview, area = self._whole(whole)
        painter.drawPixmap(to_view.mapRect(area), overview, QRectF(overview.rect()))
        side = SIDE_PX * to_view.m11() / self._before_scale if self._before_scale else 0.0
        for (column, row), picture in self._before.items():
            target = QRectF(column * side + to_view.dx(), row * side + to_view.dy(), side, side)
            if region.intersects(target.toAlignedRect()):
                painter.drawPixmap(target, picture, QRectF(picture.rect()))
        painter.restore()

    def _whole(self, whole: QRectF) -> tuple[QPixmap, QRectF]:
        if self._overview is None:
            scale = OVERVIEW_PX / max(whole.width(), whole.height(), 1.0)
            box = QRectF(
                whole.left() * scale, whole.top() * scale, whole.width() * scale,
                whole.height() * scale,
            )  # fmt: skip
            self._overview = (self._drawn(box, scale), whole)
        return self._overview

    def _drop(self) -> None:
        while len(self._now) > KEPT:
            self._now.popitem(last=False)
