"""One tile: a caption, and below it the picture or the truth about its absence."""

from __future__ import annotations

import time
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from console.cases.markers import PictureMarker
from console.cases.walking import WorkerMarker
from console.ui.caption import NOTHING_KEPT, WIDE_PX, Caption, Kept, caption_height
from console.ui.feed import Feed, Figures, same_camera
from console.ui.finding_words import findings_advice
from console.ui.marker_painter import DrawnMarker, MarkerPainter
from console.ui.picture import MOVING, PICTURE, SOON_S, STATE, LivePicture, fill_around
from console.ui.straight_painter import StraightPainter
from console.ui.theme import Look
from console.ui.tile_markers import draw_markers
from console.ui.tile_message import (
    NO_MESSAGE,
    frozen_text,
    message_for,
    paint_message,
    paint_past,
)
from console.ui.tile_report import TileReport as TileReport
from console.ui.tile_sign import NO_SIGN, SignPainter, TileSign
from console.ui.zoom import ALL
from console.ui.zoom_hand import ZoomHand
from console.ui.zoom_inset import draw_where
from media.source import Live, Replaying, SourceState

CAPTION_EVERY_S = 1.0
PINCHES = (QEvent.Type.Gesture, QEvent.Type.NativeGesture)
BLACK = Qt.GlobalColor.black


class Tile(QWidget):
    """Shows one feed. Lives in the Qt thread; the wall ticks it.

    Signals carry the cell. ``dragged``: the operator pulls the source out of the tile;
    ``markers_clicked``: the cases of the sign that was pressed, several where they are gathered.
    """

    pressed = Signal(int)
    opened = Signal(int)
    dragged = Signal(int)
    menu_wished = Signal(int, QPoint)
    hovered = Signal(int)
    markers_clicked = Signal(int, list)
    sign_clicked = Signal(int)

    def __init__(self, look: Look, cell: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        self.cell = cell
        self.straight: StraightPainter | None = None  # where plain pictures need no Qt
        self.paints = 0
        self.title = ""
        self._look = look
        self._picture = LivePicture()
        self.zoom = ZoomHand(self._on_zoomed)
        self.grabGesture(Qt.GestureType.PinchGesture)
        self.markers = MarkerPainter(look)
        self._caption = Caption(look)
        self._message = NO_MESSAGE
        self._sign = SignPainter(look)
        self._caption_rect = QRect()
        self._area = QRect()
        self._speak_at = 0.0
        self._press_at: QPointF | None = None
        self._target = False
        self._detailed = False
        self._kept = NOTHING_KEPT
        self._say()

    # -- setters

    def set_feed(self, feed: Feed | None, title: str) -> None:
        if feed is self._picture.feed and title == self.title:
            return
        self.title = title
        if not same_camera(feed, self._picture.feed):
            self.zoom.set(ALL)
        now = time.monotonic()
        self._picture.set_feed(feed, now)
        self._speak_at = now + SOON_S
        self.wish()
        self._say(now)
        self.update()

    def set_markers(self, markers: Sequence[PictureMarker]) -> None:
        if self.markers.set(markers):
            self.update(self._area)  # also while live: a marker must not wait for a picture

    def set_workers(self, workers: Sequence[WorkerMarker]) -> None:
        """Who is on the ground there; a live picture brings them along by itself."""
        if self.markers.set_workers(workers) and not isinstance(self._picture.state, Live):
            self.update(self._area)

    def set_chosen(self, case_id: str) -> None:
        if self.markers.set_chosen(case_id):
            self.update(self._area)

    def set_sign(self, sign: TileSign) -> None:
        """What runs in it by itself: an alarm, a tour."""
        if self._sign.set(sign):
            self.setAccessibleDescription(sign.words[0] if sign.words else "")
            self.update(self._area)

    def set_target(self, target: bool) -> None:
        """Whether a dragged source would drop here."""
        if target != self._target:
            self._target = target
            self.update(self._area)

    def set_detailed(self, detailed: bool) -> None:
        """Whether the caption tells all that is measured."""
        self._detailed = detailed
        self._say()

    def set_kept(self, kept: Kept) -> None:
        """Whether what it shows is recorded."""
        if kept != self._kept:
            self._kept = kept
            self._say()

    def set_heard(self, state: str) -> None:
        """The state of its sound while it is listened to, else empty."""
        if self._caption.set_heard(state):
            self.setAccessibleName(self._caption.spoken())
            self.update(self._caption_rect)

    @property
    def sign(self) -> TileSign:
        return self._sign.sign

    @property
    def heard(self) -> str:
        return self._caption.heard

    def wish(self) -> None:
        """Tell the feed how large its picture may be: an enlarged one needs more pixels."""
        if self._picture.feed is not None and not self._area.isEmpty() and self.isVisible():
            ratio = self.devicePixelRatioF()
            wide, high = self._area.width() * ratio, self._area.height() * ratio
            self._picture.feed.wish(*self.zoom.zoom.wished_px(wide, high))

    def _on_zoomed(self) -> None:
        zoom, before = self.zoom.zoom, self._picture.zoom
        self._picture.zoom = zoom
        if zoom:
            self.setCursor(Qt.CursorShape.OpenHandCursor)
        else:
            self.unsetCursor()
        if zoom.detail != before.detail:
            self.wish()
        self.update(self._area)

    def close_feed(self) -> None:
        self._picture.set_feed(None, time.monotonic())

    def clear(self) -> None:
        """As new: it may be another cell's tile later."""
        self.set_feed(None, "")
        self.set_markers(())
        self.set_workers(())
        self.set_sign(NO_SIGN)
        self.set_kept(NOTHING_KEPT)
        self.set_heard("")
        self.set_target(False)
        self.paints = 0

    def spot(self, at: QPointF) -> tuple[float, float] | None:
        """Where in the picture (0..1, right and down) a point of the tile is; None beside it."""
        rect = self._picture.rect
        if rect.isEmpty() or not rect.contains(at.toPoint()):
            return None
        frame = ((at.x() - rect.x()) / rect.width(), (at.y() - rect.y()) / rect.height())
        return self.zoom.zoom.to_picture(frame)

    def picture_area(self) -> QRect:
        """Where the picture lies; where it would, before the first."""
        return self._area if self._picture.rect.isEmpty() else self._picture.rect

    @property
    def state(self) -> SourceState:
        return self._picture.state

    @property
    def feed(self) -> Feed | None:
        return self._picture.feed

    # -- the clock

    def tick(self, now: float) -> None:
        """Called by the wall at display rate: ask for painting of what has changed, no more."""
        changed = self._picture.tick(now)
        if changed & STATE or now >= self._speak_at:
            self._speak_at = now + CAPTION_EVERY_S
            self._say(now)
        if changed & STATE:
            self.update()
        elif changed & PICTURE:
            if self.straight is not None and self._is_plain():
                self.straight.want(self)
            else:
                self.update(self.picture_area())

    def _is_plain(self) -> bool:
        """Whether the picture is live, and nothing lies on it."""
        picture = self._picture
        bare = not (self.markers or self._sign.sign.kind or self._target or picture.zoom)
        shown = isinstance(picture.state, Live) and not picture.rect.isEmpty()
        return bare and shown and self._message == NO_MESSAGE

    # -- reports

    def report(self, now: float) -> TileReport:
        feed = self._picture.feed
        return TileReport(
            cell=self.cell,
            source=feed.source if feed else None,
            title=self.title,
            rect=self.device_rect(),
            state=self._picture.state,
            figures=feed.figures() if feed else Figures(),
            shown_fps=self._picture.rate(now),
            age_s=self._picture.seen_age_s(now),
            markers=len(self.markers),
        )

    def device_rect(self) -> tuple[int, int, int, int]:
        """The picture's rectangle on the screen, device pixels; the area's before the first."""
        rect = self.picture_area()
        at = self._to_screen(QPointF(rect.topLeft()))
        ratio = self.devicePixelRatioF()
        return (
            round(at.x()), round(at.y()),
            round(rect.width() * ratio), round(rect.height() * ratio),
        )  # fmt: skip

    def drawn_markers(self) -> list[DrawnMarker]:
        return self.markers.drawn(self._to_screen) if self.isVisible() else []

    def _to_screen(self, at: QPointF) -> QPointF:
        return self.mapToGlobal(at) * self.devicePixelRatioF()

    # -- words

    def _say(self, now: float | None = None) -> None:
        now = time.monotonic() if now is None else now
        wide = self.width() >= self._look.px(WIDE_PX)
        frozen = frozen_text(self._picture.state, self._picture.seen_age_s(now))
        if self._caption.set(
            self._picture, self.title, frozen, now, wide, self._detailed, self._kept
        ):
            self.update(self._caption_rect)
            self.setAccessibleName(self._caption.spoken())
        message = message_for(self._picture, now)
        if message != self._message:
            self._message = message
            self.update(self._area)

    def words_changed(self) -> None:
        """The language is another."""
        self._caption.forget()
        self.markers.words_changed()
        self._say()
        self.update()

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        dirty = event.rect()  # a region costs a copy, and what lies between is painted as fast
        if dirty.intersects(self._caption_rect):
            self._caption.draw(painter, self._caption_rect, self.devicePixelRatioF())
        if dirty.intersects(self._area):
            self._paint_area(painter, dirty)
        painter.end()
        self.paints += 1

    def paint_picture(self, painter: QPainter, place: QRect, now: float) -> None:
        """The newest picture alone, where the one before was: ``place`` as the painter counts."""
        if not self._picture.draw_again(painter, place, now):
            self.update(self._area)
        self.paints += 1

    def _paint_area(self, painter: QPainter, dirty: QRect) -> None:
        now = time.monotonic()
        picture = self._picture
        before = QRect(picture.rect)
        live = isinstance(picture.state, MOVING) and picture.draw(painter, self._area, now)
        kept = not live and picture.draw_kept(painter, self._area)
        if live or kept:
            if picture.rect != before:
                self.update(self._area)
            if not picture.rect.contains(dirty):
                fill_around(painter, self._area, picture.rect, BLACK)
            if kept:
                painter.fillRect(picture.rect, self._look.colour("veil"))
            if self.markers:
                said = self._message != NO_MESSAGE
                draw_markers(
                    painter, self.markers, picture, self._look, now, self._sign, self._area,
                    plates=not said,
                )  # fmt: skip
            if picture.zoom:
                draw_where(painter, self._look, picture.rect, picture.zoom)
        else:
            painter.fillRect(self._area, self._look.colour("surface"))
            picture.rect = QRect()  # what comes next is painted with what lies around it
        if self._message != NO_MESSAGE:
            paint_message(painter, self._look, self._message, self._area, plate=kept or live)
        if isinstance(picture.state, Replaying):
            paint_past(painter, self._look, self._area)
        self._sign.draw(painter, self._area)
        if self._target:
            painter.setPen(self._look.pen("accent", 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self._area.adjusted(1, 1, -1, -1))

    # -- events

    def resizeEvent(self, event: QResizeEvent) -> None:
        high = caption_height(self._look, event.size())
        self._caption_rect = QRect(0, 0, self.width(), high)
        self._area = QRect(0, high, self.width(), max(self.height() - high, 0))
        self._picture.rect = QRect()
        self._caption.forget()
        self._say()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            if case_ids := self.markers.hit(event.position()):
                self.markers_clicked.emit(self.cell, list(case_ids))
                return
            if self._sign.hit(event.position()):
                self.sign_clicked.emit(self.cell)
                return
            if not self.zoom.press(event.position(), self._picture.rect):
                self._press_at = event.position()
        self.pressed.emit(self.cell)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.hovered.emit(self.cell)
        if self.zoom.move(event.position(), self._picture.rect):
            return
        if self._press_at is None or self._picture.feed is None:
            return
        far = (event.position() - self._press_at).manhattanLength()
        if far >= QApplication.startDragDistance():
            self._press_at = None
            self.dragged.emit(self.cell)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._press_at = None
        self.zoom.release()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """An enlarged picture is first shown whole again."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if self.zoom.zoom:
            self.zoom.set(ALL)
        else:
            self.opened.emit(self.cell)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.zoom.wheel(event, self._picture.rect)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            words = self.markers.words_at(QPointF(event.pos()))
            if not words and self._picture.feed is not None:
                words = findings_advice(self._picture.feed.figures().findings)
            QToolTip.showText(event.globalPos(), words, self)
            return True
        if event.type() in PINCHES:
            return self.zoom.pinch(event, self._picture.rect, self.mapFromGlobal)
        return super().event(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wished.emit(self.cell, event.globalPos())

    def minimumSizeHint(self) -> QSize:
        return QSize(16, 16)
