"""One site of a conference: a small live picture, its name, what it does in a word."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QDrag,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from console.ui.badge import draw_badge
from console.ui.feed import Feed
from console.ui.line_words import is_weak, line_figures
from console.ui.picture import LivePicture, fill_around
from console.ui.sources import source_mime
from console.ui.theme import RADIUS, Look
from console.ui.words import node_state, node_text, say
from media.source import Live

WIDE_PX, CLOSE_PX = 128, 94


class NodeChip(QWidget):
    """``opened``: the operator wants the menu; carries the node's id and a point of the screen."""

    opened = Signal(str, QPoint)

    def __init__(self, look: Look, node_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.node_id = node_id
        self.node: Mapping[str, Any] = {}
        self._look = look
        self._on_air = self._close = False
        self._picture = LivePicture()
        self._press_at: QPointF | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_node(self, node: Mapping[str, Any], on_air: bool) -> None:
        if node == self.node and on_air == self._on_air:
            return
        self.node, self._on_air = node, on_air
        self.words_changed()

    def set_feed(self, feed: Feed | None) -> None:
        self._picture.set_feed(feed, time.monotonic())
        self._wish()
        self.update()

    def set_close(self, close: bool) -> None:
        """Narrower, with what it does below its name."""
        if close != self._close:
            self._close = close
            self.updateGeometry()
            self.update()

    @property
    def feed(self) -> Feed | None:
        return self._picture.feed

    def tick(self, now: float) -> None:
        if self._picture.tick(now):
            self.update(self._area())

    def words_changed(self) -> None:
        self.setAccessibleName(f"{self.node.get('name', '')} {self._badge()[0]}")
        figures = line_figures(self.node)
        self.setToolTip("\n".join(filter(None, (str(self.node.get("name", "")), figures))))
        self.setAccessibleDescription(figures)
        self.update()

    def _badge(self) -> tuple[str, QColor, QColor]:
        """What the site does, the likeliest to matter first: word, ground, text."""
        look, node = self._look, self.node
        dark, text = look.colour("on_colour"), look.colour("text")
        if node.get("state") != "live":
            waits = node.get("state") == "waiting"
            ground, front = (look.lamp("amber"), dark) if waits else (look.colour("line"), text)
            return node_text(node_state(node)), ground, front
        if node.get("screen") == "asked":
            return say("screen?"), look.lamp("amber"), dark
        if node.get("hand"):
            return say("hand up"), look.lamp("amber"), dark
        if node.get("speaking"):
            return say("speaking"), look.colour("accent"), look.colour("on_accent")
        if is_weak(node):
            return say("weak line"), look.lamp("amber"), dark
        if node.get("mic") in ("muted", "forced"):
            return say("muted"), look.colour("line"), text
        return "", look.colour("line"), text

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(CLOSE_PX if self._close else WIDE_PX), self._look.px(104))

    def _wish(self) -> None:
        if self.feed is not None:
            ratio, area = self.devicePixelRatioF(), self._area()
            self.feed.wish(round(area.width() * ratio), round(area.height() * ratio))

    def _area(self) -> QRect:
        inset = self._look.px(3)
        wide = self.width() - 2 * inset
        return QRect(inset, inset, wide, wide * 9 // 16)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        area = self._area()
        if not area.contains(event.region().boundingRect()):
            self._paint_frame(painter)
            self._paint_words(painter, area.bottom() + 1)
        self._paint_picture(painter, area)
        painter.end()

    def _paint_frame(self, painter: QPainter) -> None:
        look = self._look
        painter.fillRect(self.rect(), look.colour("surface"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            painter.setPen(look.pen("text", 2))
        else:
            painter.setPen(look.pen("accent", 2) if self._on_air else look.pen("line"))
        painter.setBrush(look.colour("ground"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS, RADIUS)

    def _paint_words(self, painter: QPainter, top: int) -> None:
        look = self._look
        row = QRect(look.px(7), top, self.width() - look.px(12), self.height() - top - look.px(2))
        badge, ground, front = self._badge()
        metrics, high = look.metrics("small", strong=True), look.px(20)
        wide = min(metrics.horizontalAdvance(badge) + look.px(14), row.width())
        box = QRectF(row.right() - wide, row.center().y() - high / 2 + 1, wide, high)
        if self._close:  # each has a line of its own
            box.moveTo(row.x(), row.bottom() - high)
            row.setHeight(row.height() - high - look.px(1))
        if badge and not self._tells_in_picture():
            draw_badge(painter, look, box, badge, ground, front)
            row.setWidth(row.width() - (0 if self._close else wide + look.px(4)))
        live = self.node.get("state") == "live"
        painter.setFont(look.font("small", strong=True))
        painter.setPen(look.colour("text" if live else "quiet"))
        name = look.metrics("small", strong=True).elidedText(
            str(self.node.get("name", "")), Qt.TextElideMode.ElideMiddle, row.width()
        )
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        painter.drawText(row, flags, name)

    def _paint_picture(self, painter: QPainter, area: QRect) -> None:
        now = time.monotonic()
        picture = self._picture
        if isinstance(picture.state, Live) and picture.draw(painter, area, now):
            fill_around(painter, area, picture.rect, Qt.GlobalColor.black)
        elif picture.draw_kept(painter, area):
            fill_around(painter, area, picture.rect, Qt.GlobalColor.black)
            painter.fillRect(picture.rect, self._look.colour("veil"))
        else:
            painter.fillRect(area, self._look.colour("raised"))
        if self._tells_in_picture():
            self._tell_in_picture(painter, area)

    def _tells_in_picture(self) -> bool:
        """A sentence has no room beside the name; where it is said there is no picture."""
        return node_state(self.node) == "unreachable"

    def _tell_in_picture(self, painter: QPainter, area: QRect) -> None:
        painter.setFont(self._look.font("small"))
        painter.setPen(self._look.lamp("amber"))
        flags = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
        inset = self._look.px(6)
        painter.drawText(area.adjusted(inset, 0, -inset, 0), flags, self._badge()[0])

    # -- events

    def resizeEvent(self, _event: QResizeEvent) -> None:
        self._wish()

    def focusInEvent(self, _event: QFocusEvent) -> None:
        self.update()

    def focusOutEvent(self, _event: QFocusEvent) -> None:
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_Menu):
            self.opened.emit(self.node_id, self.mapToGlobal(self.rect().center()))
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.opened.emit(self.node_id, event.globalPos())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._press_at = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._press_at is None:
            return
        far = (event.position() - self._press_at).manhattanLength()
        if far >= QApplication.startDragDistance():
            self._press_at = None
            drag = QDrag(self)
            drag.setMimeData(source_mime(f"node:{self.node_id}"))
            drag.exec(Qt.DropAction.CopyAction)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._press_at is not None:
            self._press_at = None
            self.opened.emit(self.node_id, event.globalPosition().toPoint())
