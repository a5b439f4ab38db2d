"""The whole picture small in the corner of an enlarged one, and where in it one is."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from console.ui.theme import Look
from console.ui.zoom import Zoom

WIDTH = 0.2  # of the frame
LEAST_PX, MOST_PX = 56, 260
EDGE_PX = 8


def inset_rect(frame: QRect) -> QRect:
    """In the upper right corner: the row of actions is at the foot, the clock of most cameras at
    the upper left. Empty where there is no room."""
    width = round(min(max(frame.width() * WIDTH, LEAST_PX), MOST_PX))
    if frame.isEmpty() or width > frame.width() // 2:
        return QRect()
    height = max(round(width * frame.height() / frame.width()), 1)
    return QRect(frame.right() + 1 - EDGE_PX - width, frame.y() + EDGE_PX, width, height)


def draw_part(painter: QPainter, frame: QRect, image: QImage, zoom: Zoom) -> None:
    """The part of the picture that is looked at, and the whole of it small."""
    width, height = image.width(), image.height()
    part = QRectF(
        zoom.x * width, zoom.y * height, width * zoom.span, height * zoom.span
    )  # in the image's pixels
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(QRectF(frame), image, part)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
    inset = inset_rect(frame)
    if not inset.isEmpty():
        painter.drawImage(inset, image)  # the nearest pixels: it is only for finding one's way


def draw_where(painter: QPainter, look: Look, frame: QRect, zoom: Zoom) -> None:
    """The frame around the part in the small picture, and how many times it is enlarged."""
    inset = inset_rect(frame)
    if not inset.isEmpty():
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(look.pen("plate", 2))
        painter.drawRect(inset.adjusted(-1, -1, 0, 0))
        part = QRectF(
            inset.x() + zoom.x * inset.width(), inset.y() + zoom.y * inset.height(),
            inset.width() * zoom.span, inset.height() * zoom.span,
        )  # fmt: skip
        painter.drawRect(part.adjusted(-1, -1, 1, 1))
        painter.setPen(look.pen("accent", 2))
        painter.drawRect(part)
    words = f"{zoom.factor:.1f}×"
    metrics = look.metrics("body", strong=True)
    size = metrics.size(0, words)
    plate = QRect(0, 0, size.width() + look.px(12), size.height() + look.px(2))
    below = inset.bottom() + 1 if not inset.isEmpty() else frame.y() + EDGE_PX
    plate.moveTopRight(QPoint(frame.right() - EDGE_PX, below))
    painter.fillRect(plate, look.colour("plate"))
    painter.setFont(look.font("body", strong=True))
    painter.setPen(look.colour("plate_text"))
    painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, words)
