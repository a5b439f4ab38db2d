"""The areas of public warnings: hatched in the colour of the level, with words in them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPolygonF, QTransform

from console.cases.case import PublicWarning
from console.ui.map_ground import Plane
from console.ui.map_layer import Hit, LegendLine, MapLayer
from console.ui.marker_signs import canvas
from console.ui.theme import Look
from console.ui.words import level_text

HATCH = {
    "red": Qt.BrushStyle.DiagCrossPattern,
    "orange": Qt.BrushStyle.BDiagPattern,
    "yellow": Qt.BrushStyle.FDiagPattern,
    "blue": Qt.BrushStyle.HorPattern,
}
HATCH_ALPHA, LINE_PX, INSIDE_PX = 64, 2.0, 3.0
SEVERITY = ("blue", "yellow", "orange", "red")


class WarningsLayer(MapLayer):
    key = "warnings"
    height = 20.0

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._given: Sequence[PublicWarning] = ()
        self._plane = Plane()
        self._areas: list[tuple[PublicWarning, list[QPolygonF]]] = []

    def set_plane(self, plane: Plane) -> None:
        self._plane = plane
        self.set_warnings(self._given)

    def set_warnings(self, warnings: Sequence[PublicWarning]) -> None:
        """Those in force; the severest is painted last."""
        self._given = warnings
        ranked = sorted(
            warnings, key=lambda w: SEVERITY.index(w.level) if w.level in SEVERITY else -1
        )
        self._areas = [
            (w, [QPolygonF([self._plane.point(*p) for p in ring]) for ring in w.rings])
            for w in ranked
            if w.rings
        ]
        self.update()

    def title(self) -> str:
        return QCoreApplication.translate("map", "Warnings")

    def legend(self) -> Sequence[LegendLine]:
        lines = []
        for level in reversed(SEVERITY):
            pixmap, painter = canvas(self._look.px(16), self._look.px(12), 1.0)
            painter.setPen(QPen(self._look.level(level), LINE_PX))
            painter.setBrush(self._hatch(level))
            painter.drawRect(pixmap.rect().adjusted(1, 1, -2, -2))
            painter.end()
            lines.append(LegendLine(pixmap, level_text(level)))
        return lines

    def areas(self) -> list[tuple[str, list[QPolygonF]]]:
        """(id, outlines in metres)."""
        return [(warning.id, polygons) for warning, polygons in self._areas]

    def bounds(self, warning_id: str) -> QRectF:
        found = QRectF()
        for warning, polygons in self._areas:
            if warning.id == warning_id:
                for polygon in polygons:
                    found = found.united(polygon.boundingRect())
        return found

    def hit(self, at: QPointF, to_view: QTransform) -> Hit | None:
        """Its words are what is pressed: an area covers everything else."""
        for warning, polygons in reversed(self._areas):
            for polygon in polygons:
                box = self._plate(warning, to_view.map(polygon))
                if box.contains(at):
                    return Hit("warning", warning.id, warning.title, 0.0)
        return None

    def draw(self, painter: QPainter, to_view: QTransform, room: QRectF) -> None:
        for warning, polygons in self._areas:
            for polygon in polygons:
                shown = to_view.map(polygon)
                if shown.boundingRect().intersects(room):
                    painter.setPen(QPen(self._look.level(warning.level), LINE_PX))
                    painter.setBrush(self._hatch(warning.level))
                    painter.drawPolygon(shown)
                    self._write(painter, warning, shown)

    def _hatch(self, level: str) -> QBrush:
        colour = QColor(self._look.level(level))
        colour.setAlpha(HATCH_ALPHA)
        return QBrush(colour, HATCH.get(level, Qt.BrushStyle.BDiagPattern))

    def _words(self, warning: PublicWarning) -> str:
        words = warning.title
        if warning.exercise:
            words = QCoreApplication.translate("map", "Exercise: {title}").format(title=words)
        return words[:40]

    def _plate(self, warning: PublicWarning, shown: QPolygonF) -> QRectF:
        metrics, box = self._look.metrics("small", strong=True), shown.boundingRect()
        wide, high = metrics.horizontalAdvance(self._words(warning)) + 16, metrics.height() + 6
        # on its upper edge; where that is above the view, as high as can be seen
        top = max(box.top() - high / 2, min(INSIDE_PX, box.bottom() - high))
        return QRectF(box.center().x() - wide / 2, top, wide, high)

    def _write(self, painter: QPainter, warning: PublicWarning, shown: QPolygonF) -> None:
        box = self._plate(warning, shown)
        painter.setBrush(self._look.colour("plate"))
        painter.setPen(QPen(self._look.level(warning.level), 1))
        painter.drawRoundedRect(box, 4, 4)
        painter.setFont(self._look.font("small", strong=True))
        painter.setPen(self._look.colour("plate_text"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._words(warning))
