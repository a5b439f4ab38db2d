"""One tile: a caption, and below it the picture or the truth about its absence."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from console.cases.markers import PictureMarker
from console.ui.caption import WIDE_PX, Caption, caption_height
from console.ui.feed import Feed, Figures
from console.ui.marker_painter import DrawnMarker, MarkerPainter
from console.ui.picture import MOVING, PICTURE, STATE, LivePicture, fill_around
from console.ui.theme import Look
from console.ui.words import (
    advice_text,
    age_text,
    findings_advice,
    reason_text,
    replay_message,
    replay_texts,
    say,
)
from media.source import Connecting, Live, Lost, Off, Replaying, Source, SourceState, Stale

CAPTION_EVERY_S = 0.5
BLACK = Qt.GlobalColor.black


@dataclass(frozen=True, slots=True)
class TileReport:
    """What one tile shows. ``rect``: the picture itself, device pixels of the screen (x, y, w, h);
    ``shown_fps`` counts pictures painted here, ``age_s`` is that of the newest one painted."""

    cell: int
    source: Source | None
    title: str
    rect: tuple[int, int, int, int]
    state: SourceState
    figures: Figures
    shown_fps: float
    age_s: float | None
    markers: int


@dataclass(frozen=True, slots=True)
class _Message:
    """Words over or instead of a picture: a strong line, a quiet one, and whether it warns."""

    strong: str = ""
    quiet: str = ""
    warns: bool = False


NO_MESSAGE = _Message()


class Tile(QWidget):
    """Shows one feed. Lives in the Qt thread; the wall ticks it.

    Signals carry the cell. ``dragged``: the operator pulls the source out of the tile.
    """

    pressed = Signal(int)
    opened = Signal(int)
    dragged = Signal(int)
    menu_wished = Signal(int, QPoint)
    marker_clicked = Signal(str)

    def __init__(self, look: Look, cell: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.cell = cell
        self.paints = 0
        self.title = ""
        self._look = look
        self._picture = LivePicture()
        self._markers = MarkerPainter(look)
        self._caption = Caption(look)
        self._message = NO_MESSAGE
        self._caption_rect = QRect()
        self._area = QRect()
        self._speak_at = 0.0
        self._press_at: QPointF | None = None
        self._target = False
        self._detailed = False
        self._say()

    # -- setters

    def set_feed(self, feed: Feed | None, title: str) -> None:
        if feed is self._picture.feed and title == self.title:
            return
        self.title = title
        self._picture.set_feed(feed)
        self.wish()
        self._say()
        self.update()

    def set_markers(self, markers: Sequence[PictureMarker]) -> None:
        if self._markers.set(markers):
            self.update(self._area)  # also while live: a marker must not wait for a picture

    def set_target(self, target: bool) -> None:
        """Whether a dragged source would drop here."""
        if target != self._target:
            self._target = target
            self.update(self._area)

    def set_detailed(self, detailed: bool) -> None:
        """Whether the caption tells all that is measured."""
        self._detailed = detailed
        self._say()

    def wish(self) -> None:
        """Tell the feed how large its picture may be."""
        if self._picture.feed is not None and not self._area.isEmpty() and self.isVisible():
            ratio = self.devicePixelRatioF()
            self._picture.feed.wish(
                round(self._area.width() * ratio), round(self._area.height() * ratio)
            )

    def close_feed(self) -> None:
        self._picture.set_feed(None)

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
            self.update(self._picture.rect if not self._picture.rect.isEmpty() else self._area)

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
            age_s=self._age_s(now),
            markers=len(self._markers),
        )

    def device_rect(self) -> tuple[int, int, int, int]:
        """The picture's rectangle on the screen, device pixels; the area's before the first."""
        rect = self._picture.rect if not self._picture.rect.isEmpty() else self._area
        at = self._to_screen(QPointF(rect.topLeft()))
        ratio = self.devicePixelRatioF()
        return (
            round(at.x()), round(at.y()),
            round(rect.width() * ratio), round(rect.height() * ratio),
        )  # fmt: skip

    def drawn_markers(self) -> list[DrawnMarker]:
        return self._markers.drawn(self._to_screen) if self.isVisible() else []

    def _to_screen(self, at: QPointF) -> QPointF:
        return self.mapToGlobal(at) * self.devicePixelRatioF()

    def _age_s(self, now: float) -> float | None:
        match self._picture.state:
            case Live() | Replaying():
                return self._picture.age_s
            case Stale(age_s):
                return age_s
            case _:
                return self._picture.kept_age_s(now)

    # -- words

    def _say(self, now: float | None = None) -> None:
        now = time.monotonic() if now is None else now
        wide = self.width() >= self._look.px(WIDE_PX)
        frozen = self._frozen_text(now)
        if self._caption.set(self._picture, self.title, frozen, now, wide, self._detailed):
            self.update(self._caption_rect)
            self.setAccessibleName(self._caption.spoken())
        message = self._message_for(now)
        if message != self._message:
            self._message = message
            self.update(self._area)

    def _frozen_text(self, now: float) -> tuple[str, ...]:
        """When the picture stopped or was recorded, at length and in short; empty while it is
        live."""
        state = self._picture.state
        if isinstance(state, Replaying):
            return replay_texts(state)
        age_s = self._age_s(now)
        if age_s is None or isinstance(state, Live):
            return ()
        at = datetime.now().astimezone() - timedelta(seconds=age_s)
        age = age_text(age_s)
        return (
            say("stopped {at} ({age} ago)").format(at=at.strftime("%H:%M:%S"), age=age),
            say("{age} ago").format(age=age),
        )

    def _message_for(self, now: float) -> _Message:
        kept_s = self._picture.kept_age_s(now)
        match self._picture.state:
            case Replaying() as replay:
                return _Message(replay_message(replay))
            case Live():
                return NO_MESSAGE
            case Stale(age_s):
                return _Message(say("picture stands {age}").format(age=age_text(age_s)), "", True)
            case Connecting() if kept_s is not None:
                return _Message(say("picture stands {age}").format(age=age_text(kept_s)),
                                say("connecting …"), True)  # fmt: skip
            case Connecting():
                return _Message("", say("connecting …"))
            case Lost(trouble, detail, retry_at):
                next_try = ""
                if retry_at is not None:
                    next_try = say("next try in {n} s").format(n=max(0, round(retry_at - now)))
                parts = (next_try, advice_text(trouble))
                return _Message(reason_text(trouble, detail), " · ".join(p for p in parts if p))
            case Off() if self._picture.feed is None:
                return _Message("", say("drag a camera here, or choose it at the left"))
            case Off():
                return _Message("", say("switched off"))

    def words_changed(self) -> None:
        """The language is another."""
        self._caption.forget()
        self._markers.words_changed()
        self._say()
        self.update()

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        region = event.region()
        if region.intersects(self._caption_rect):
            self._caption.draw(painter, self._caption_rect, self.devicePixelRatioF())
        if region.intersects(self._area):
            self._paint_area(painter, region.boundingRect())
        painter.end()
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
            if len(self._markers):
                self._markers.set_rect(picture.rect, self.devicePixelRatioF())
                painter.setClipRect(picture.rect)
                self._markers.draw(painter, now)
                painter.setClipping(False)
        else:
            painter.fillRect(self._area, self._look.colour("surface"))
        if self._message != NO_MESSAGE:
            self._paint_message(painter, plate=kept or live)
        if self._target:
            painter.setPen(self._look.pen("accent", 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self._area.adjusted(1, 1, -1, -1))

    def _paint_message(self, painter: QPainter, plate: bool) -> None:
        message, look = self._message, self._look
        lines = [
            (text, size, strong)
            for text, size, strong in (
                (message.strong, "body" if self._small() else "row", True),
                (message.quiet, "small", False),
            )
            if text and not (size == "small" and self._small() and message.strong)
        ]
        if not lines:
            return
        room = self._area.adjusted(look.px(8), look.px(4), -look.px(8), -look.px(4))
        flags = int(Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap)
        boxes = [
            look.metrics(size, strong).boundingRect(
                QRect(0, 0, max(room.width() - look.px(16), 20), 999), flags, text
            )
            for text, size, strong in lines
        ]
        high = sum(box.height() for box in boxes) + look.px(4) * (len(boxes) - 1)
        wide = max(box.width() for box in boxes)
        block = QRect(0, 0, wide, high)
        block.moveCenter(room.center())
        if plate:
            self._paint_plate(painter, block)
        at = block.top()
        for (text, size, strong), box in zip(lines, boxes, strict=True):
            painter.setFont(look.font(size, strong))
            painter.setPen(look.colour(self._tone(strong, plate)))
            painter.drawText(QRect(block.left(), at, wide, box.height()), flags, text)
            at += box.height() + look.px(4)

    def _paint_plate(self, painter: QPainter, block: QRect) -> None:
        pad = self._look.px(12)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.colour("plate"))
        painter.drawRoundedRect(block.adjusted(-pad, -pad * 2 // 3, pad, pad * 2 // 3), 6, 6)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _tone(self, strong: bool, plate: bool) -> str:
        if plate:
            warns = strong and self._message.warns
            return "plate_amber" if warns else ("plate_text" if strong else "plate_quiet")
        return "text" if strong else "quiet"

    def _small(self) -> bool:
        return self._area.height() < self._look.px(110)

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
            case_id = self._markers.hit(event.position())
            if case_id is not None:
                self.marker_clicked.emit(case_id)
                return
            self._press_at = event.position()
        self.pressed.emit(self.cell)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._press_at is None or self._picture.feed is None:
            return
        far = (event.position() - self._press_at).manhattanLength()
        if far >= QApplication.startDragDistance():
            self._press_at = None
            self.dragged.emit(self.cell)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._press_at = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(self.cell)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            words = self._markers.words_at(QPointF(event.pos()))
            if not words and self._picture.feed is not None:
                words = findings_advice(self._picture.feed.figures().findings)
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wished.emit(self.cell, event.globalPos())

    def minimumSizeHint(self) -> QSize:
        return QSize(16, 16)
