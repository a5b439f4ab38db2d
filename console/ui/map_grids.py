"""The grids (网格) that are in force on a day, with their names where the map is near enough."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPolygonF, QTransform

from console.site.records import Grid
from console.ui.map_ground import Plane
from console.ui.map_layer import MapLayer
from console.ui.map_signs import write_name
from console.ui.theme import Look

NAMED_FROM = 0.35  # pixels of a desk a metre
FAR = 0.09


class GridsLayer(MapLayer):
    """Borders are dotted; those of a day that is not today are in the accent colour."""

    key = "grids"
    height = 10.0

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._grids: Sequence[Grid] = ()
        self._plane = Plane()
        self._day: date | None = None
        self._path = QPainterPath()
        self._named: list[tuple[str, QPointF, QRectF]] = []
        self.is_today = True

    def set_grids(self, grids: Sequence[Grid], plane: Plane) -> None:
        """All of them, in force or not."""
        self._grids, self._plane = grids, plane
        self._make()

    def set_day(self, day: date, today: date) -> None:
        if day != self._day:
            self._day, self.is_today = day, day == today
            self._make()

    def title(self) -> str:
        return QCoreApplication.translate("map", "Grids")

    def shown(self) -> list[Grid]:
        return [g for g in self._grids if self._day is None or g.valid_on(self._day)]

    def grid_at(self, longitude: float, latitude: float) -> Grid | None:
        at = self._plane.point(longitude, latitude)
        for grid in self.shown():
            if any(self._polygon(ring).containsPoint(at, Qt.FillRule.OddEvenFill)
                   for ring in grid.rings):  # fmt: skip
                return grid
        return None

    def bounds(self) -> QRectF:
        return self._path.boundingRect()

    def draw(self, painter: QPainter, to_view: QTransform, room: QRectF) -> None:
        desk_scale = to_view.m11() / self._look.scale
        colour = self._look.colour("border" if self.is_today else "accent")
        pen = QPen(colour, max(self._look.scale / 1.6, 1.0), Qt.PenStyle.DotLine)
        pen.setCosmetic(True)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setOpacity(painter.opacity() * (0.4 if desk_scale < FAR else 1.0))
        painter.setTransform(to_view)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(self._path)
        painter.restore()
        if desk_scale >= NAMED_FROM:
            for name, at, box in self._named:
                spot = to_view.map(at)
                if room.contains(spot) and to_view.mapRect(box).width() > self._look.px(60):
                    write_name(painter, self._look, name, spot, 0)

    def _make(self) -> None:
        self._path, self._named = QPainterPath(), []
        for grid in self.shown():
            boxes = QRectF()
            for ring in grid.rings:
                polygon = self._polygon(ring)
                self._path.addPolygon(polygon)
                self._path.closeSubpath()
                boxes = boxes.united(polygon.boundingRect())
            self._named.append((grid.name, boxes.center(), boxes))
        self.update()

    def _polygon(self, ring: Sequence[tuple[float, float]]) -> QPolygonF:
        return QPolygonF([self._plane.point(*point) for point in ring])
