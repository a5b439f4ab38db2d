"""The ground of the map: base features and village names as paths in metres.

Scene coordinates are metres east and south of the site's middle, so that y grows downwards.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPainterPath, QPen, QPolygonF, QTransform

from console.site.records import Grid, MapFeature
from console.ui.map_signs import draw_name
from console.ui.theme import Look
from media.calibration import degrees, metres, metres_of_all

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WATER, BUILDINGS = ("water", "canal", "river", "lake"), ("building", "house")
LINE_M = 6.0  # a line of the base map that does not tell its width
FAR, HALF_FAR = 0.09, 0.2  # pixels of a desk a metre: farther, signs are smaller and names fewer
WIDEST_M = 400.0  # of a line's pen: a part is looked for so far beside its middle
NAME_EDGE_PX = 100
SITE_PX, FAR_SITE_PX = 18, 10
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

    def points(self, degrees: NDArray[np.float64]) -> NDArray[np.float64]:
        """(n, 2) of longitude and latitude as (n, 2) of x and y."""
        import numpy as np  # there is something to draw

        east, north = metres_of_all(degrees[:, 0], degrees[:, 1], self.longitude, self.latitude)
        return np.stack([east, -north], axis=1)

    def degrees(self, point: QPointF) -> tuple[float, float]:
        """(longitude, latitude) of a point, less than a millimetre beside the one it came from."""
        return degrees(point.x(), -point.y(), self.longitude, self.latitude)


def plane_of(places: Iterable[tuple[float, float]]) -> Plane:
    """The plane about the middle of some (longitude, latitude) places."""
    found = list(places)
    if not found:
        return Plane()
    longitudes, latitudes = [p[0] for p in found], [p[1] for p in found]
    return Plane((min(longitudes) + max(longitudes)) / 2, (min(latitudes) + max(latitudes)) / 2)


class Ground:
    """Made once per site; ``draw`` paints what lies within a rectangle, ``draw_names`` over it."""

    def __init__(
        self, look: Look, plane: Plane, grids: Sequence[Grid], features: Sequence[MapFeature]
    ) -> None:
        self._look = look
        self._rect = QRectF()
        self._parts: list[_Part] = []
        self._villages: dict[str, list[QRectF]] = defaultdict(list)
        for feature in features:
            self._add_feature(feature, plane)
        for grid in grids:
            self._add_grid(grid, plane)
        # areas below lines, wide roads below narrow ones
        self._parts.sort(key=lambda part: (part.width_m is not None, -(part.width_m or 0)))
        # of cameras and of sites, in metres: names stand beside them
        self.signs: tuple[QPointF, ...] = ()
        self.sites: tuple[QPointF, ...] = ()
        self._labels_at: tuple[float, list[tuple[str, QPointF, bool]]] = (0.0, [])

    def rect(self) -> QRectF:
        return QRectF(self._rect)

    def draw(self, painter: QPainter, exposed: QRectF, scale: float) -> None:
        """``exposed`` in metres, ``scale`` in pixels a metre."""
        look = self._look
        painter.fillRect(exposed, look.colour("land"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number in self._within(exposed, scale).tolist():
            part = self._parts[number]
            if part.width_m is None:
                painter.fillPath(part.path, look.colour(part.role))
            else:
                pen = QPen(look.colour(part.role), max(part.width_m, 1.2 / scale))
                pen.setCapStyle(Qt.PenCapStyle.RoundCap)
                painter.strokePath(part.path, pen)

    def draw_names(self, painter: QPainter, to_view: QTransform, room: QRectF) -> None:
        """In pixels of the view."""
        for text, at, strong in self._labels(to_view.m11()):
            spot = to_view.map(at)
            if room.adjusted(-NAME_EDGE_PX, -20, NAME_EDGE_PX, 20).contains(spot):
                draw_name(painter, self._look, text, spot, strong)

    def set_sites(self, places: Sequence[QPointF]) -> None:
        """Where sites stand: names keep off them."""
        self.sites = tuple(places)
        self._labels_at = (0.0, [])

    @cached_property
    def _boxes(self) -> NDArray[np.float64]:
        """(n, 4): left, top, right and bottom of each part."""
        import numpy as np  # there is something to draw

        boxes = [part.path.boundingRect().getCoords() for part in self._parts]
        return np.array(boxes, np.float64).reshape(-1, 4)

    def _within(self, exposed: QRectF, scale: float) -> NDArray[np.int64]:
        """The parts that show there, in their order; those too small to be seen do not."""
        import numpy as np  # there is something to draw

        edge = WIDEST_M / 2
        boxes = self._boxes
        found = (boxes[:, 0] <= exposed.right() + edge) & (boxes[:, 2] >= exposed.left() - edge)
        found &= (boxes[:, 1] <= exposed.bottom() + edge) & (boxes[:, 3] >= exposed.top() - edge)
        found &= np.maximum(boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]) * scale >= 1.0
        return np.flatnonzero(found)

    def _labels(self, scale: float) -> list[tuple[str, QPointF, bool]]:
        """The names that fit beside each other at this scale, wherever the view looks."""
        if self._labels_at[0] == scale:
            return self._labels_at[1]
        import numpy as np  # there is something to draw

        taken: list[QRectF] = []
        sizes = signs_at(scale / self._look.scale)
        lamp, apart = self._look.px(2 * sizes.lamp), self._look.px(sizes.apart)
        signs, sites = (
            np.array([(at.x(), at.y()) for at in each], np.float64).reshape(-1, 2) * scale
            for each in (self.signs, self.sites)
        )
        site = self._look.px(SITE_PX if scale / self._look.scale >= FAR else FAR_SITE_PX)
        shown = []
        for text, boxes in self._villages.items():
            at = _middle(boxes)
            metrics = self._look.metrics("small", strong=True)
            for down in ASIDE_PX:
                place = QPointF(at.x(), at.y() + down * self._look.scale / scale)
                box = _box(text, place, scale, metrics)
                wide = box.adjusted(-apart, -apart, apart, apart)
                lies_on = _covers(box, signs, lamp / 2) or _covers(box, sites, site / 2)
                if not lies_on and not _meets(wide, taken):
                    taken.append(box)
                    shown.append((text, place, True))
                    break
        self._labels_at = (scale, shown)
        return shown

    def _add_feature(self, feature: MapFeature, plane: Plane) -> None:
        role = _role(feature.layer)
        path = QPainterPath()
        path.addPolygon(QPolygonF([plane.point(*point) for point in feature.points]))
        self._rect = self._rect.united(path.boundingRect())
        if feature.closed:
            self._parts.append(_Part("building" if role == "road" else role, None, path))
        else:
            self._parts.append(_Part(role, feature.width_m or LINE_M, path))

    def _add_grid(self, grid: Grid, plane: Plane) -> None:
        boxes = [
            QPolygonF([plane.point(*point) for point in ring]).boundingRect() for ring in grid.rings
        ]
        for box in boxes:
            self._rect = self._rect.united(box)
        if boxes:
            self._villages[grid.village or grid.name].extend(boxes)


@dataclass(frozen=True, slots=True)
class _Part:
    """``width_m`` None: an area."""

    role: str
    width_m: float | None
    path: QPainterPath


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
    top = at.y() * scale - metrics.ascent()
    return QRectF(at.x() * scale - wide / 2, top, wide, metrics.height())


def _covers(box: QRectF, signs: NDArray[np.float64], half: float) -> bool:
    """Whether a name would lie on a sign."""
    x, y = signs[:, 0], signs[:, 1]
    found = (x > box.left() - half) & (x < box.right() + half)
    found &= (y > box.top() - half) & (y < box.bottom() + half)
    return bool(found.any())


def _meets(box: QRectF, others: Sequence[QRectF]) -> bool:
    return any(box.intersects(other) for other in others)
