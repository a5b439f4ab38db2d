"""The frozen picture of a camera that is calibrated, and what the fit draws back onto it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from console.ui.calibration_pane import CalibrationPane
from console.ui.theme import Look

Line = Sequence[tuple[float, float]]
APART = 0.04  # picture heights between two words


@dataclass(frozen=True, slots=True)
class Overlay:
    """Lines of the ground, normalised to the picture. ``rings``: metres and lines."""

    horizon: Sequence[Line] = ()
    rings: Sequence[tuple[float, Sequence[Line]]] = ()
    rays: Sequence[Line] = ()
    north: Sequence[Line] = ()
    roads: Sequence[Line] = ()
    buildings: Sequence[Line] = ()


@dataclass
class _Drawn:
    """The overlay as polygons in pixels of the picture."""

    lines: list[tuple[str, float, QPolygonF]] = field(default_factory=list)
    words: list[tuple[str, QPointF]] = field(default_factory=list)


class CalibrationPicture(CalibrationPane):
    """Units are pixels of the picture."""

    nearest, farthest = 12.0, 0.05

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.image = QImage()
        self._drawn = _Drawn()

    def set_image(self, image: QImage) -> None:
        """A frozen frame at full size; a null one shows nothing."""
        same = image.size() == self.image.size()
        self.image = image
        if not same:
            self.fit()
        self.update()

    def set_overlay(self, overlay: Overlay | None) -> None:
        self._drawn = _Drawn()
        if overlay is not None and not self.image.isNull():
            for role, width, lines in (
                ("building", 1.5, overlay.buildings), ("road", 1.5, overlay.roads),
                ("ray", 1.0, overlay.rays), ("horizon", 2.5, overlay.horizon),
                ("north", 2.5, overlay.north),
            ):  # fmt: skip
                self._add(role, width, lines)
            self._add_word(self.tr("horizon"), overlay.horizon)
            self._add_word(self.tr("N"), overlay.north)
            for metres, lines in overlay.rings:
                self._add("ring", 1.2, lines)
                self._add_word(f"{metres:.0f} m", lines)
        self.update()

    def spot(self, at: QPointF) -> tuple[float, float]:
        """Normalised."""
        return at.x() / self.image.width(), at.y() / self.image.height()

    def at(self, spot: tuple[float, float]) -> QPointF:
        return QPointF(spot[0] * self.image.width(), spot[1] * self.image.height())

    def extent(self) -> QRectF:
        return QRectF(self.image.rect())

    def paint_ground(self, painter: QPainter, scale: float) -> None:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, scale < 1)
        painter.drawImage(0, 0, self.image)
        painter.save()
        painter.setClipRect(self.image.rect(), Qt.ClipOperation.IntersectClip)
        for role, width, polygon in self._drawn.lines:
            pen = QPen(self._colour(role), width)
            pen.setCosmetic(True)
            if role == "ring":
                pen.setStyle(Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.drawPolyline(polygon)
        self._paint_words(painter)
        painter.restore()

    def _paint_words(self, painter: QPainter) -> None:
        placed = painter.transform()
        painter.save()
        painter.resetTransform()
        painter.setFont(self._look.font("small", strong=True))
        for text, at in self._drawn.words:
            spot = placed.map(at)
            painter.setPen(self._look.colour("ground"))
            painter.drawText(spot + QPointF(1, 1), text)
            painter.setPen(self._look.colour("plate_text"))
            painter.drawText(spot, text)
        painter.restore()

    def _add(self, role: str, width: float, lines: Sequence[Line]) -> None:
        for line in lines:
            self._drawn.lines.append((role, width, QPolygonF([self.at(spot) for spot in line])))

    def _add_word(self, text: str, lines: Sequence[Line]) -> None:
        """Beside the line where it is in the picture."""
        inside = [at for line in lines for at in line if 0.02 < at[0] < 0.9 and 0.03 < at[1] < 1]
        if not inside:
            return
        where = self.at(inside[len(inside) // 2])
        room = APART * self.image.height()
        if all((other - where).manhattanLength() > room for _, other in self._drawn.words):
            self._drawn.words.append((text, where))

    def _colour(self, role: str) -> QColor:
        look = self._look
        colour = QColor({
            "horizon": look.lamp("amber"), "north": look.level("red"),
            "ring": look.colour("plate_text"), "ray": look.colour("plate_quiet"),
            "road": look.level("yellow"), "building": look.colour("accent"),
        }[role])  # fmt: skip
        colour.setAlpha(110 if role == "ray" else 210)
        return colour
