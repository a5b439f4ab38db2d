"""How one cell of a layout that is edited is painted."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from console.ui.feed import Feed
from console.ui.layout_editor_words import piece_text
from console.ui.picture import MOVING, LivePicture
from console.ui.theme import RADIUS, Look
from console.ui.words import say
from layouts.draft import piece_of
from layouts.layout import Cell

PLATE_PX, MARGIN_PX, PAD_PX = 26, 6, 8
VEIL = 0.45  # how much of a picture is seen
FRAME_PX = 2


def plate_rect(look: Look, cell: QRect) -> QRect:
    """Where the name of what a cell shows lies, and its content is taken up."""
    edge = look.px(MARGIN_PX)
    high = min(look.px(PLATE_PX), max(cell.height() - 2 * edge, 0))
    return QRect(cell.x() + edge, cell.y() + edge, max(cell.width() - 2 * edge, 0), high)


class CellPainter:
    def __init__(self, look: Look) -> None:
        self._look = look

    def draw(
        self,
        painter: QPainter,
        rect: QRect,
        cell: Cell,
        feeds: Mapping[str, Feed],
        now: float,
        title_of: Callable[[str], str],
    ) -> None:
        """A picture is drawn only while it is live: dimmed, a standing one would look like one."""
        look = self._look
        painter.fillRect(rect, look.colour("surface"))
        feed = feeds.get(cell.source or "")
        if feed is not None and isinstance(feed.state(now), MOVING):
            borrowed = LivePicture()
            borrowed.feed = feed
            painter.setOpacity(VEIL)
            borrowed.draw(painter, rect, now)
            painter.setOpacity(1.0)
        painter.setPen(look.pen("line"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect.adjusted(0, 0, -1, -1))
        self._plate(painter, rect, cell, title_of)
        self._alarm(painter, rect, cell)

    def frame(self, painter: QPainter, rect: QRect, first: bool) -> None:
        """Around a chosen cell; dashed around those besides the first."""
        pen = self._look.pen("accent", FRAME_PX)
        pen.setStyle(Qt.PenStyle.SolidLine if first else Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect.adjusted(-1, -1, 0, 0))

    def target(self, painter: QPainter, rect: QRect) -> None:
        """Around the cell that would take what is dragged."""
        painter.setPen(QPen(self._look.colour("accent"), FRAME_PX * 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect.adjusted(2, 2, -2, -2))

    def merging(self, painter: QPainter, rect: QRect, words: str) -> None:
        """The cell that would come of the rectangle which is drawn."""
        look = self._look
        tint = look.colour("accent").toRgb()
        tint.setAlpha(56)
        painter.fillRect(rect, tint)
        painter.setPen(look.pen("accent", FRAME_PX))
        painter.drawRect(rect.adjusted(1, 1, -1, -1))
        metrics = look.metrics("row", strong=True)
        wide, high = metrics.horizontalAdvance(words) + look.px(24), look.px(36)
        plate = QRect(0, 0, min(wide, rect.width()), min(high, rect.height()))
        plate.moveCenter(rect.center())
        self._back(painter, plate)
        painter.setFont(look.font("row", strong=True))
        painter.setPen(look.colour("plate_text"))
        painter.drawText(plate, int(Qt.AlignmentFlag.AlignCenter), words)

    def _back(self, painter: QPainter, plate: QRect) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.colour("plate"))
        painter.drawRoundedRect(QRectF(plate), RADIUS, RADIUS)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _plate(
        self, painter: QPainter, rect: QRect, cell: Cell, title_of: Callable[[str], str]
    ) -> None:
        look, piece = self._look, piece_of(cell)
        plate = plate_rect(look, rect)
        own = bool(cell.source or cell.tour)
        if own:
            self._back(painter, plate)
        inside = plate.adjusted(look.px(PAD_PX), 0, -look.px(PAD_PX), 0)
        size = f"{cell.columns}×{cell.rows}"
        font, metrics = look.font("body", strong=own), look.metrics("body", strong=own)
        painter.setFont(look.font("small"))
        painter.setPen(look.colour("plate_quiet" if own else "quiet"))
        room = inside.width() - look.metrics("small").horizontalAdvance(size) - look.px(PAD_PX)
        if room > look.px(40):
            painter.drawText(inside, int(_RIGHT), size)
        else:
            room = inside.width()
        painter.setFont(font)
        painter.setPen(look.colour("plate_text" if own else "quiet"))
        words = metrics.elidedText(
            piece_text(piece, title_of), Qt.TextElideMode.ElideRight, max(room, 0)
        )
        painter.drawText(inside, int(_LEFT), words)

    def _alarm(self, painter: QPainter, rect: QRect, cell: Cell) -> None:
        """The rank among the alarm tiles: a triangle, and in words."""
        if cell.alarm is None:
            return
        look = self._look
        words = "▲ " + say("Alarm {n}").format(n=cell.alarm)
        metrics = look.metrics("body", strong=True)
        wide = min(metrics.horizontalAdvance(words) + look.px(2 * PAD_PX), rect.width())
        edge, high = look.px(MARGIN_PX), look.px(PLATE_PX)
        plate = QRect(rect.x() + edge, rect.bottom() - edge - high + 1, wide, high)
        self._back(painter, plate)
        painter.setFont(look.font("body", strong=True))
        painter.setPen(look.colour("plate_amber"))
        painter.drawText(plate, int(Qt.AlignmentFlag.AlignCenter), words)


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
