"""The signs of playing: play, pause, one picture back or on, as ready icons."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap, QPolygonF

from console.ui.theme import Look

SIGNS = ("play", "pause", "step_back", "step_on")


def play_icon(look: Look, sign: str, ratio: float = 1.0) -> QIcon:
    """One of ``SIGNS``, bright, and quiet while its button can do nothing."""
    icon = QIcon(_pixmap(look, sign, "text", ratio))
    icon.addPixmap(_pixmap(look, sign, "line", ratio), QIcon.Mode.Disabled)
    return icon


def _pixmap(look: Look, sign: str, role: str, ratio: float) -> QPixmap:
    side = look.px(16)
    pixmap = QPixmap(round(side * ratio), round(side * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour(role))
    painter.scale(side / 16, side / 16)
    if sign == "step_back":
        painter.scale(-1, 1)
        painter.translate(-16, 0)
    match sign:
        case "pause":
            painter.drawRect(QRectF(3.5, 2, 3.2, 12))
            painter.drawRect(QRectF(9.3, 2, 3.2, 12))
        case "play":
            painter.drawPolygon(_triangle(4, 13.5))
        case _:
            painter.drawRect(QRectF(3, 2.5, 2.4, 11))
            painter.drawPolygon(_triangle(6.5, 13.5))
    painter.end()
    return pixmap


def _triangle(left: float, right: float) -> QPolygonF:
    return QPolygonF([QPointF(left, 2), QPointF(right, 8), QPointF(left, 14)])
