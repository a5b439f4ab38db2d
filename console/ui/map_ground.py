"""The ground of the map: base features, grids and village names as paths in metres.

Scene coordinates are metres east and south of the site's middle, so that y grows downwards.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPen, QPolygonF

from console.site.records import Grid, MapFeature
from console.ui.theme import Look
from media.calibration import metres

WATER, BUILDINGS = ("water", "canal", "river", "lake"), ("building", "house")
LINE_M = 6.0  # a line of the base map that does not tell its width
GRID_NAMES_FROM = 0.35  # pixels a metre: nearer, grids are named too
FAR, HALF_FAR = 0.09, 0.2  # pixels of a desk a metre: farther, signs are smaller and names fewer
FAINT = 0.4  # of the grids' borders when they are far
ASIDE_PX = (0, 18, -18, 32)  # below and above a name's own place, the first free one is taken


@dataclass(frozen=True, slots=True)
class SignSizes:
    """Pixels of a desk: a case's disc, a camera's lamp, how far its wedge reaches (as far as the
    lamp: it has none), and the room that a name keeps about itself."""

    disc: int
    lamp: int
    wedge: int
    apart: int


def signs_at(scale: float) -> SignSizes:
    """``scale``: pixels of a desk a metre."""
    if scale < FAR:
        return SignSizes(16, 5, 5, 8)
    return SignSizes(20, 7, 14, 4) if scale < HALF_FAR else SignSizes(24, 8, 20, 0)


@dataclass(frozen=True, slots=True)
class Plane:
    """A local metric projection about one point."""

    longitude: float = 0.0
    latitude: float = 0.0

    def point(self, longitude: float, latitude: float) -> QPointF:
        east, north = metres(longitude, latitude, self.longitude, self.latitude)
        return QPointF(east, -north)

    def place(self, point: QPointF) -> tuple[float, float]:
        """(longitude, latitude) of a point; to a metre within some kilometres."""
        east_m, north_m = metres(
            self.longitude + 0.01, self.latitude + 0.01, self.longitude, self.latitude
        )
        return (
            self.longitude + 0.01 * point.x() / east_m,
            self.latitude - 0.01 * point.y() / north_m,
        )


def plane_of(places: Iterable[tuple[float, float]]) -> Plane:
    """The plane about the middle of some (longitude, latitude) places."""
    found = list(places)
    if not found:
        return Plane()
    longitudes, latitudes = [p[0] for p in found], [p[1] for p in found]
    return Plane((min(longitudes) + max(longitudes)) / 2, (min(latitudes) + max(latitudes)) / 2)


class Ground:
    """Made once per site; painted into the view's background cache."""

    def __init__(
        self, look: Look, plane: Plane, grids: Sequence[Grid], features: Sequence[MapFeature]
    ) -> None:
        self._look = look
        self._areas: dict[str, QPainterPath] = defaultdict(QPainterPath)
        self._lines: dict[tuple[str, float], QPainterPath] = defaultdict(QPainterPath)
        self._grids = QPainterPath()
        self._villages: dict[str, list[QRectF]] = defaultdict(list)
        self._grid_names: list[tuple[str, QPointF]] = []
        for feature in features:
            self._add_feature(feature, plane)
        for grid in grids:
            self._add_grid(grid, plane)
        self.signs: tuple[QPointF, ...] = ()  # of cameras, in metres: names stand beside them
        self._labels_at: tuple[float, list[tuple[str, QPointF, bool]]] = (0.0, [])

    def rect(self) -> QRectF:
        found = QRectF(self._grids.boundingRect())
        for path in (*self._areas.values(), *self._lines.values()):
            found = found.united(path.boundingRect())
        return found

    def draw(self, painter: QPainter, exposed: QRectF, scale: float) -> None:
        """``scale``: pixels a metre."""
        look = self._look
        painter.fillRect(exposed, look.colour("land"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for role in ("water", "building"):
            if role in self._areas:
                painter.fillPath(self._areas[role], look.colour(role))
        for (role, width_m), path in self._lines.items():
            pen = QPen(look.colour(role), max(width_m, 1.2 / scale))
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.strokePath(path, pen)
        colour = QColor(look.colour("border"))
        if scale / look.scale < FAR:
            colour.setAlphaF(FAINT)
        border = QPen(colour, 1.0, Qt.PenStyle.DotLine)
        border.setCosmetic(True)
        painter.strokePath(self._grids, border)
        self._draw_names(painter, scale)

    def _draw_names(self, painter: QPainter, scale: float) -> None:
        look = self._look
        to_view = painter.transform()
        painter.save()
        painter.resetTransform()
        for text, at, strong in self._labels(scale):
            spot = to_view.map(at)
            painter.setFont(look.font("small", strong=strong))
            metrics = look.metrics("small", strong=strong)
            left = spot.x() - metrics.horizontalAdvance(text) / 2
            painter.setPen(look.colour("land"))
            for aside, down in ((-1, 0), (1, 0), (0, -1), (0, 1)):  # a rim, to stand off roads
                painter.drawText(QPointF(left + aside, spot.y() + down), text)
            painter.setPen(look.colour("text" if strong else "quiet"))
            painter.drawText(QPointF(left, spot.y()), text)
        painter.restore()

    def _labels(self, scale: float) -> list[tuple[str, QPointF, bool]]:
        """The names that fit beside each other at this scale, wherever the view looks."""
        if self._labels_at[0] == scale:
            return self._labels_at[1]
        wishes = [(name, _middle(boxes), True) for name, boxes in self._villages.items()]
        if scale >= GRID_NAMES_FROM:
            wishes += [(name, at, False) for name, at in self._grid_names]
        taken: list[QRectF] = []
        sizes = signs_at(scale / self._look.scale)
        lamp, apart = self._look.px(2 * sizes.lamp), self._look.px(sizes.apart)
        signs = [_around(at, scale, lamp) for at in self.signs]
        shown = []
        for text, at, strong in wishes:
            metrics = self._look.metrics("small", strong=strong)
            places = [QPointF(at.x(), at.y() + down / scale) for down in ASIDE_PX]
            boxes = [_box(text, place, scale, metrics) for place in places]
            for place, box in zip(places, boxes, strict=True):
                if not _meets(box.adjusted(-apart, -apart, apart, apart), taken) and not _meets(
                    box, signs
                ):
                    taken.append(box)
                    shown.append((text, place, strong))
                    break
        self._labels_at = (scale, shown)
        return shown

    def _add_feature(self, feature: MapFeature, plane: Plane) -> None:
        role = _role(feature.layer)
        points = QPolygonF([plane.point(*point) for point in feature.points])
        if feature.closed:
            self._areas["building" if role == "road" else role].addPolygon(points)
            return
        self._lines[role, feature.width_m or LINE_M].addPolygon(points)

    def _add_grid(self, grid: Grid, plane: Plane) -> None:
        boxes = []
        for ring in grid.rings:
            polygon = QPolygonF([plane.point(*point) for point in ring])
            self._grids.addPolygon(polygon)
            self._grids.closeSubpath()
            boxes.append(polygon.boundingRect())
        if boxes:
            self._villages[grid.village or grid.name].extend(boxes)
            self._grid_names.append((grid.name, _middle(boxes)))


def _role(layer: str) -> str:
    name = layer.lower()
    if any(part in name for part in WATER):
        return "water"
    return "building" if any(part in name for part in BUILDINGS) else "road"


def _middle(boxes: list[QRectF]) -> QPointF:
    around = QRectF(boxes[0])
    for box in boxes[1:]:
        around = around.united(box)
    return around.center()


def _box(text: str, at: QPointF, scale: float, metrics: QFontMetrics) -> QRectF:
    wide = metrics.horizontalAdvance(text) + 6
    return QRectF(at.x() * scale - wide / 2, at.y() * scale - 14, wide, 18)


def _around(at: QPointF, scale: float, size: float) -> QRectF:
    """The sign of a camera, in pixels at this scale."""
    return QRectF(at.x() * scale - size / 2, at.y() * scale - size / 2, size, size)


def _meets(box: QRectF, others: Sequence[QRectF]) -> bool:
    return any(box.intersects(other) for other in others)
