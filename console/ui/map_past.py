"""The cases as they stood at a moment of a day: rings where something had just happened."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QTransform

from console.cases.day import Happening
from console.cases.markers import MapMarker
from console.ui.map_cases import CasesLayer
from console.ui.map_ground import Plane
from console.ui.map_layer import in_view, seen_in
from console.ui.map_places import Places
from console.ui.theme import Look
from console.ui.words import action_text

RING_PX = 26
MOST_WORDS = 12  # of what just happened; more would be a carpet
MOST_RINGS = 400


class PastLayer(CasesLayer):
    """Shown instead of the cases while the time slider is not at now."""

    key = "past"
    height = 61.0
    shown_first = False

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._fresh: list[Happening] = []
        self._fresh_places = Places()

    def title(self) -> str:
        return QCoreApplication.translate("map", "Cases at that time")

    def set_plane(self, plane: Plane) -> None:
        super().set_plane(plane)
        self._place_fresh()

    def set_standing(self, standing: Sequence[tuple[Happening, bool]]) -> None:
        self.set_markers(
            [
                MapMarker(
                    each.case_id, 0, each.longitude, each.latitude, each.level, "grey",
                    each.platform, each.what,
                )
                for each, _ in standing
            ]
        )  # fmt: skip
        self._fresh = [each for each, fresh in standing if fresh][-MOST_RINGS:]
        self._place_fresh()

    def draw(self, painter: QPainter, to_view: QTransform, room: QRectF) -> None:
        super().draw(painter, to_view, room)
        places = in_view(self._fresh_places.xy, to_view)
        half = self._look.px(RING_PX) / 2
        painter.setPen(QPen(self._look.colour("accent"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        seen = seen_in(places, room).tolist()
        for number in seen:
            painter.drawEllipse(QPointF(*places[number]), half, half)
        painter.setFont(self._look.font("small"))
        painter.setPen(self._look.colour("plate_text"))
        newest = [(*places[n], action_text(self._fresh[n].what)) for n in reversed(seen)]
        for words, box in self.words_at(newest):
            painter.fillRect(box, self._look.colour("plate"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    def words_at(self, newest: Sequence[tuple[float, float, str]]) -> list[tuple[str, QRectF]]:
        """Where words stand beside their rings at (x, y): what is newer first, nothing over it."""
        metrics, half = self._look.metrics("small"), self._look.px(RING_PX) / 2
        boxes: list[tuple[str, QRectF]] = []
        for x, y, words in newest:
            wide, high = metrics.horizontalAdvance(words) + 8, metrics.height()
            box = QRectF(x + half + 2, y - high / 2, wide, high)
            if len(boxes) < MOST_WORDS and not any(box.intersects(other) for _, other in boxes):
                boxes.append((words, box))
        return boxes

    def _place_fresh(self) -> None:
        self._fresh_places = Places(
            self._plane, [(each.longitude, each.latitude) for each in self._fresh]
        )
        self.update()
