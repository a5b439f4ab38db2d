"""What runs in a tile by itself, said on its picture: an alarm, a tour, that somebody holds it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from console.ui.theme import Look

FRAME_PX = 4
ROW_PX, EDGE_PX, PAD_PX = 24, 6, 8
LEAST_PX = 60  # a narrower picture has the frame alone


@dataclass(frozen=True, slots=True)
class TileSign:
    """``kind``: alarm, tour, held; empty where there is nothing to say. ``words`` at length and in
    short; ``level`` of an alarm that is a case's."""

    kind: Literal["", "alarm", "tour", "held"] = ""
    words: tuple[str, ...] = ()
    level: str = ""


NO_SIGN = TileSign()


class SignPainter:
    """Draws one tile's sign at the upper left of its picture; an alarm has a frame besides."""

    def __init__(self, look: Look) -> None:
        self.sign = NO_SIGN
        self._look = look
        self._plate = QRectF()
        self._said = ""

    def set(self, sign: TileSign) -> bool:
        """Whether it changed."""
        if sign == self.sign:
            return False
        self.sign, self._plate = sign, QRectF()
        return True

    def plate(self, area: QRect) -> QRect:
        """Where its words lie; empty where it says nothing."""
        if self.sign.kind and self._plate.isEmpty():
            self._fit(area)
        return self._plate.toAlignedRect()

    def hit(self, at: QPointF) -> bool:
        """Whether the words of an alarm are there: a click on them says that it was seen."""
        return self.sign.kind == "alarm" and self._plate.contains(at)

    def draw(self, painter: QPainter, area: QRect) -> None:
        if not self.sign.kind:
            return
        alarm = self.sign.kind == "alarm"
        ground = self._colour() if alarm else self._look.colour("plate")
        if alarm:
            self._frame(painter, area, ground)
        front = self._look.colour("on_colour" if alarm else "plate_text")
        self._words(painter, area, ground, front)

    def _colour(self) -> QColor:
        return self._look.level(self.sign.level) if self.sign.level else self._look.lamp("amber")

    def _frame(self, painter: QPainter, area: QRect, colour: QColor) -> None:
        pen = QPen(colour, self._look.px(FRAME_PX))
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        half = pen.width() // 2
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(area.adjusted(half, half, -half - 1, -half - 1))

    def _fit(self, area: QRect) -> None:
        look = self._look
        metrics = look.metrics("small", strong=True)
        room = area.width() - 2 * look.px(EDGE_PX + PAD_PX)
        if room < look.px(LEAST_PX):
            self._plate = QRectF()
            return
        self._said = next(
            (text for text in self.sign.words if metrics.horizontalAdvance(text) <= room),
            metrics.elidedText(self.sign.words[-1], Qt.TextElideMode.ElideRight, room),
        )
        self._plate = QRectF(
            area.x() + look.px(EDGE_PX), area.y() + look.px(EDGE_PX),
            metrics.horizontalAdvance(self._said) + 2 * look.px(PAD_PX), look.px(ROW_PX),
        )  # fmt: skip

    def _words(self, painter: QPainter, area: QRect, ground: QColor, front: QColor) -> None:
        self._fit(area)
        if self._plate.isEmpty():
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(self._plate, 4, 4)
        painter.setFont(self._look.font("small", strong=True))
        painter.setPen(front)
        painter.drawText(self._plate, Qt.AlignmentFlag.AlignCenter, self._said)
