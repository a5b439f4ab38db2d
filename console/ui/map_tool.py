"""What the hand on the map does besides dragging it: measuring, and choosing an area.

One tool is in hand at a time. It is used by the mouse, or by the keyboard at the cross in the
middle of the map.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF, QTransform

from console.cases.outline import area_m2, length_m
from console.ui.map_ground import Plane
from console.ui.map_layer import MapLayer
from console.ui.shortcuts import Keys
from console.ui.theme import Look

DISTANCE, AREA, RECTANGLE, LASSO = "distance", "area", "rectangle", "lasso"
TOOLS = (DISTANCE, AREA, RECTANGLE, LASSO)
CHOOSES = (RECTANGLE, LASSO)
MOST_POINTS = 500
NEXT_PX = 6  # of a lasso's line
CROSS_PX = 9
NO_KEY = "–"


class MarksLayer(MapLayer):
    """The tool's line, the ring about what is chosen, and the cross. Over everything."""

    key = "marks"
    height = 100.0

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.tool = ""
        self.points: list[QPointF] = []  # metres
        self.loose: QPointF | None = None  # where the hand is
        self.done = False
        self.ring: QPointF | None = None  # metres
        self.has_cross = False
        self.flashes: list[QPointF] = []  # of what was searched
        self.plane = Plane()

    def title(self) -> str:
        return ""

    # -- the hand

    def take_up(self, tool: str) -> None:
        """Another tool, with nothing done yet; empty: none."""
        self.tool, self.points, self.loose, self.done = tool, [], None, False
        self.update()

    def add(self, point: QPointF) -> None:
        if self.done:
            self.points, self.done = [], False
        if len(self.points) < MOST_POINTS:
            self.points.append(point)
        if self.tool == RECTANGLE and len(self.points) == 2:
            self.finish()
        self.update()

    def draw_on(self, point: QPointF, scale: float) -> None:
        """The hand goes on with its button down: a lasso's line."""
        last = self.points[-1]
        if (point - last).manhattanLength() * scale >= NEXT_PX and len(self.points) < MOST_POINTS:
            self.points.append(point)
            self.update()

    def move(self, point: QPointF) -> None:
        if self.tool and self.points and not self.done:
            self.loose = point
            self.update()

    def back(self) -> None:
        """The last point is none."""
        if self.points and not self.done:
            self.points.pop()
            self.update()

    def finish(self) -> bool:
        """Whether there was enough of it."""
        self.loose = None
        enough = len(self.points) >= (2 if self.tool in (DISTANCE, RECTANGLE) else 3)
        self.done = enough
        if not enough:
            self.points = []
        self.update()
        return enough

    # -- what comes of it

    def outline(self) -> QPolygonF:
        """Metres; of a rectangle all of its corners."""
        points = self._all()
        if self.tool == RECTANGLE and len(points) == 2:
            return QPolygonF(QRectF(points[0], points[1]).normalized())
        return QPolygonF(points)

    def measured(self) -> str:
        """In words; empty when there is nothing yet."""
        places = [self.plane.degrees(point) for point in self._all()]
        if self.tool == DISTANCE and len(places) > 1:
            return _length(length_m(places))
        if self.tool == AREA and len(places) > 2:
            round_m = length_m([*places, places[0]])
            return f"{_area(area_m2(places))}  ○ {_length(round_m)}"
        return ""

    def _all(self) -> list[QPointF]:
        loose = [self.loose] if self.loose is not None and not self.done else []
        return [*self.points, *loose]

    # -- painting

    def draw(self, painter: QPainter, to_view: QTransform, room: QRectF) -> None:
        if self.tool and self.points:
            self._draw_tool(painter, to_view)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._look.colour("accent"), 2.5))
        if self.ring is not None:
            painter.drawEllipse(to_view.map(self.ring), 16, 16)
        for point in self.flashes:
            painter.drawEllipse(to_view.map(point), 20, 20)
        if self.has_cross:
            self._draw_cross(painter, room.center())

    def _draw_tool(self, painter: QPainter, to_view: QTransform) -> None:
        shown = to_view.map(self.outline())
        painter.setPen(QPen(self._look.colour("accent"), 2))
        fill = QColor(self._look.colour("accent"))
        fill.setAlpha(40)
        painter.setBrush(fill)
        if self.tool == DISTANCE:
            painter.drawPolyline(shown)
        else:
            painter.drawPolygon(shown)
        painter.setBrush(self._look.colour("text"))
        if self.tool != LASSO or len(self.points) < 40:
            for point in self.points:
                painter.drawEllipse(to_view.map(point), 3, 3)
        words = self.measured()
        if words:
            self._plate(painter, words, shown.last())

    def _plate(self, painter: QPainter, words: str, at: QPointF) -> None:
        metrics = self._look.metrics("body", strong=True)
        box = QRectF(
            at.x() + 12, at.y() - metrics.height() - 8,
            metrics.horizontalAdvance(words) + 16, metrics.height() + 8,
        )  # fmt: skip
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.colour("plate"))
        painter.drawRoundedRect(box, 4, 4)
        painter.setFont(self._look.font("body", strong=True))
        painter.setPen(self._look.colour("plate_text"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    def _draw_cross(self, painter: QPainter, middle: QPointF) -> None:
        size = self._look.px(CROSS_PX)
        for colour, wide in ((self._look.colour("land"), 4.0), (self._look.colour("accent"), 1.5)):
            painter.setPen(QPen(colour, wide))
            for across, down in ((1, 0), (-1, 0), (0, 1), (0, -1)):
                painter.drawLine(
                    middle + QPointF(across, down) * 3, middle + QPointF(across, down) * size
                )


def tool_text(tool: str, keys: Keys) -> str:
    """What to do with the tool in hand."""
    words = {
        "": "",
        DISTANCE: QCoreApplication.translate(
            "map", "Distance: click, double-click ends; keys: {point} at the cross, {end} ends"
        ),
        AREA: QCoreApplication.translate(
            "map",
            "Area: click its corners, double-click ends; keys: {point} at the cross, {end} ends",
        ),
        RECTANGLE: QCoreApplication.translate(
            "map", "Rectangle: drag over cameras; keys: {point} at two corners"
        ),
        LASSO: QCoreApplication.translate(
            "map", "Lasso: drag around cameras; keys: {point} at the cross, {end} ends"
        ),
    }[tool]
    return words.format(point=keys.text("map_select") or NO_KEY, end=keys.text("map_end") or NO_KEY)


def _length(length: float) -> str:
    return f"{length:.0f} m" if length < 1000 else f"{length / 1000:.2f} km"


def _area(area: float) -> str:
    return f"{area:.0f} m²" if area < 100_000 else f"{area / 1_000_000:.3f} km²"
