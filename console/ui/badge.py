"""A badge: a word on a colour, painted, so that it changes without a new style sheet."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.ui.theme import Look


class Badge(QWidget):
    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._text = ""
        self._colour = QColor()
        self._front = look.colour("on_colour")
        self._drawn: QPixmap | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set(self, text: str, colour: QColor, front: QColor | None = None) -> None:
        front = front or self._look.colour("on_colour")
        if (text, colour, front) == (self._text, self._colour, self._front):
            return
        if text != self._text:
            self._text = text
            self.setAccessibleName(text)
            self.updateGeometry()
        self._colour, self._front = colour, front
        self._drawn = None
        self.update()

    def sizeHint(self) -> QSize:
        metrics = self._look.metrics("small", strong=True)
        return QSize(metrics.horizontalAdvance(self._text) + self._look.px(18), self._look.px(22))

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._drawn is None or self._drawn.deviceIndependentSize().toSize() != self.size():
            self._drawn = self._draw()  # kept: it lies over pictures that are painted all the time
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._drawn)
        painter.end()

    def _draw(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        drawn = QPixmap(self.size() * ratio)
        drawn.setDevicePixelRatio(ratio)
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_badge(painter, self._look, QRectF(self.rect()), self._text, self._colour, self._front)
        painter.end()
        return drawn


def draw_badge(
    painter: QPainter, look: Look, box: QRectF, text: str, colour: QColor, front: QColor
) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
    painter.setFont(look.font("small", strong=True))
    painter.setPen(front)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
