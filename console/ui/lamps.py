"""Lamps: a colour doubled by a shape, as ready pixmaps.

Round is well, a triangle asks for attention, a square is trouble, a bar is out of use.
"""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QPolygonF

from console.ui.theme import Look
from media.source import Connecting, Live, Lost, Off, Replaying, SourceState, Stale

Lamp = Literal["green", "amber", "red", "grey"]


def lamp_of(state: SourceState) -> Lamp:
    match state:
        case Live():
            return "green"
        case Stale():
            return "amber"
        case Lost():
            return "red"
        case Connecting() | Off() | Replaying():
            return "grey"


def draw_lamp(painter: QPainter, lamp: str, box: QRectF, colour: QColor) -> None:
    """The shape of ``lamp`` filling ``box``."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    if lamp == "green":
        painter.drawEllipse(box)
    elif lamp == "amber":
        top = QPointF(box.center().x(), box.top())
        painter.drawPolygon(QPolygonF([top, box.bottomRight(), box.bottomLeft()]))
    elif lamp == "red":
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
    else:
        painter.drawRect(QRectF(box.left(), box.center().y() - 1.5, box.width(), 3))


def draw_loudspeaker(painter: QPainter, box: QRectF, colour: QColor, sounds: bool) -> None:
    """A loudspeaker filling ``box``; with waves while it sounds."""
    unit = box.width() / 8
    at = box.topLeft()
    body = ((0, 2.8), (1.6, 2.8), (4, 0.8), (4, 7.2), (1.6, 5.2), (0, 5.2))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPolygon(QPolygonF([at + QPointF(x, y) * unit for x, y in body]))
    if sounds:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour, unit))
        for radius in (1.7, 3.4):
            wave = QRectF(0, 0, 2 * radius * unit, 2 * radius * unit)
            wave.moveCenter(at + QPointF(4.2, 4) * unit)
            painter.drawArc(wave, -45 * 16, 90 * 16)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def lamp_pixmap(look: Look, lamp: str, size_px: int, ratio: float = 1.0) -> QPixmap:
    """A lamp of ``size_px`` logical pixels. Shared: draw it, do not change it."""
    key = ("lamp", lamp, size_px, ratio)
    found = look.pixmaps.get(key)
    if found is None:
        found = look.pixmaps[key] = _lamp_pixmap(look, lamp, size_px, ratio)
    return found


def _lamp_pixmap(look: Look, lamp: str, size_px: int, ratio: float) -> QPixmap:
    pixmap = QPixmap(round(size_px * ratio), round(size_px * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw_lamp(painter, lamp, QRectF(0.5, 0.5, size_px - 1, size_px - 1), look.lamp(lamp))
    painter.end()
    return pixmap
