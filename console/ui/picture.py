"""The newest picture of one feed, as a widget paints it, and what is left of it when it stops."""

from __future__ import annotations

import math
from collections import deque

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from console.ui.feed import Feed
from console.ui.zoom import ALL
from console.ui.zoom_inset import draw_part
from media.board import Mark, Picture
from media.source import Connecting, Live, Off, Replaying, SourceState, Stale

SOON_S = 0.4  # a picture that comes within this needs no words that it is coming
ASK_EVERY_S = 0.25  # how often a state is asked for while nothing else happens
TRIES = 3  # a picture overwritten while it is painted is painted again
RATE_OVER_S = 2.0
OVERDUE_S = 0.25  # no picture for so long: the last one's age is counted on
ALMOST = 64  # a picture within 1/64 of its area is not stretched: cheaper, and each pixel is true


# What a tick finds, to be added up; plain integers, for it is asked thousands of times a second.
NOTHING, PICTURE, STATE = 0, 1, 2
MOVING = (Live, Replaying)  # states in which the newest picture is what is to be seen


class LivePicture:
    """Lives in the Qt thread, belongs to one widget.

    ``rect`` is where the picture was last painted, logical pixels of that widget. A picture that
    is no longer live is kept once, as a grey copy: the board's pixels belong to its writer.
    """

    def __init__(self) -> None:
        self.feed: Feed | None = None
        self.state: SourceState = Off()
        self.rect = QRect()
        self._age_s = 0.0  # of the picture last painted, when it was first painted
        self._painted_at = 0.0
        self.marks = Mark.NONE  # of the picture last painted
        self._turn = 0
        self._ask_at = 0.0
        self._kept: QImage | None = None
        self._kept_at = 0.0  # monotonic time at which the kept picture was received
        self._shown: deque[float] = deque(maxlen=256)
        self._shown_turn = 0
        self._torn = False
        self._fitted = (0, 0, 0, 0)  # the picture's and the area's size that ``rect`` is for
        self._exact = False  # then a pixel of the picture is one of the screen
        self._fed_at = 0.0
        self.zoom = ALL

    def set_feed(self, feed: Feed | None, now: float) -> None:
        """Show another feed; the one before is closed. Its last picture goes unless it is the same
        source's."""
        if feed is self.feed:
            return
        same = feed is not None and self.feed is not None and feed.source == self.feed.source
        if same:
            self._keep()
        else:
            self._kept = None
        if self.feed is not None:
            self.feed.close()
        self.feed, self._fed_at = feed, now
        self.state = Off() if feed is None else Connecting()
        self._turn = self._shown_turn = 0
        self._ask_at = 0.0
        self._torn = False
        self._shown.clear()

    def tick(self, now: float) -> int:
        """What is to be painted anew: PICTURE, and STATE too where the kind of state changed."""
        feed = self.feed
        if feed is None:
            return NOTHING
        turn = feed.turn()
        fresh = turn != self._turn
        self._turn = turn
        changed = NOTHING
        if now >= self._ask_at or (fresh and not isinstance(self.state, MOVING)):
            changed = self._ask(feed, now)
        if self._torn or (fresh and isinstance(self.state, MOVING)):
            changed |= PICTURE
        return changed

    def _ask(self, feed: Feed, now: float) -> int:
        self._ask_at = now + ASK_EVERY_S
        before, self.state = self.state, feed.state(now)
        if type(before) is type(self.state):
            return NOTHING
        if isinstance(before, MOVING):
            self._keep()
            self._torn = False
        elif isinstance(self.state, MOVING):
            self._kept = None
        return STATE | PICTURE

    def due_soon(self, now: float) -> bool:
        """Whether its first picture has hardly been waited for."""
        return isinstance(self.state, Connecting) and now < self._fed_at + SOON_S

    def rate(self, now: float) -> float:
        """Pictures shown a second, over the last two seconds."""
        while self._shown and self._shown[0] < now - RATE_OVER_S:
            self._shown.popleft()
        if len(self._shown) < 2:
            return 0.0
        return (len(self._shown) - 1) / max(self._shown[-1] - self._shown[0], 0.001)

    def age_s(self, now: float) -> float:
        """Of the picture last painted: what it was when it came, and more once none follows."""
        since_s = now - self._painted_at if self._painted_at else 0.0
        return self._age_s + (since_s if since_s > OVERDUE_S else 0.0)

    def kept_age_s(self, now: float) -> float | None:
        """Age of the grey picture, None when there is none."""
        return None if self._kept is None else max(now - self._kept_at, 0.0)

    def seen_age_s(self, now: float) -> float | None:
        """Age of what is seen; None where nothing is."""
        match self.state:
            case Live() | Replaying():
                return self.age_s(now)
            case Stale(age_s):
                return age_s
            case _:
                return self.kept_age_s(now)

    def draw(self, painter: QPainter, area: QRect, now: float) -> bool:
        """Paint the newest picture into ``area``; False when there is none to be had."""
        feed = self.feed
        self._torn = False
        for _ in range(TRIES):
            picture = feed.picture() if feed is not None else None
            if picture is None:
                return False
            self._fit(picture.width, picture.height, area, painter)
            self._draw(painter, _wrapped(picture))
            if picture.valid():
                self._painted(picture, now)
                return True
        self._torn = True  # the next tick tries again
        return True

    def draw_again(self, painter: QPainter, place: QRect, now: float) -> bool:
        """Paint the newest picture over the last one, which lies at ``place``; False where it is
        of another size or there is none: then there is more to be painted than the picture."""
        feed, self._torn = self.feed, False
        for _ in range(TRIES):
            picture = feed.picture() if feed is not None else None
            if picture is None or self.zoom:
                return False
            if (picture.width, picture.height) != self._fitted[:2]:
                return False
            image = _wrapped(picture)
            if self._exact:
                painter.drawImage(place.topLeft(), image)
            else:
                _draw(painter, place, image)
            if picture.valid():
                self._painted(picture, now)
                return True
        self._torn = True  # the next tick tries again
        return True

    def draw_kept(self, painter: QPainter, area: QRect) -> bool:
        """Paint the grey picture, if there is one."""
        if self._kept is None:
            return False
        self._fit(self._kept.width(), self._kept.height(), area, painter)
        self._draw(painter, self._kept)
        return True

    def _draw(self, painter: QPainter, image: QImage) -> None:
        if self.zoom:
            draw_part(painter, self.rect, image, self.zoom)
        else:
            _draw(painter, self.rect, image)

    def _fit(self, width: int, height: int, area: QRect, painter: QPainter) -> None:
        key = (width, height, area.width(), area.height())
        if key != self._fitted or self.rect.isEmpty():
            ratio = painter.device().devicePixelRatioF()
            self._fitted = key
            self.rect = fitted(width, height, area, ratio)
            self._exact = ratio == 1.0 and (width, height) == self.rect.size().toTuple()

    def _painted(self, picture: Picture, now: float) -> None:
        self.marks = picture.marks
        if picture.turn == self._shown_turn:
            return
        self._shown_turn, self._painted_at = picture.turn, now
        self._shown.append(now)
        told = picture.captured_at
        self._age_s = max(now - (picture.received_at if math.isnan(told) else told), 0.0)

    def _keep(self) -> None:
        """Copy the last picture in grey. Where there is none, what was kept before stays."""
        if self.feed is None:
            return
        for _ in range(TRIES):
            picture = self.feed.picture()
            if picture is None:
                return
            grey = _wrapped(picture).convertToFormat(QImage.Format.Format_Grayscale8)
            if picture.valid():
                self._kept, self._kept_at = grey, picture.received_at
                return


def fitted(width: int, height: int, area: QRect, ratio: float = 1.0) -> QRect:
    """The largest rectangle of this shape in the middle of ``area``; the picture's own size where
    it nearly fits, so that nothing is stretched by a pixel."""
    room_x, room_y = area.width() * ratio - width, area.height() * ratio - height
    if min(room_x, room_y) < 0 or min(room_x, room_y) > max(2.0, area.width() * ratio / ALMOST):
        scale = min(area.width() * ratio / width, area.height() * ratio / height)
        width, height = max(1, round(width * scale)), max(1, round(height * scale))
    fit_x, fit_y = round(width / ratio), round(height / ratio)
    return QRect(
        area.x() + (area.width() - fit_x) // 2,
        area.y() + (area.height() - fit_y) // 2,
        fit_x,
        fit_y,
    )


def _wrapped(picture: Picture) -> QImage:
    """The board's pixels as an image, not copied: good while the Picture is held."""
    return QImage(
        picture.pixels,
        picture.width,
        picture.height,
        picture.stride,
        QImage.Format.Format_RGB32,
    )


def _draw(painter: QPainter, rect: QRect, image: QImage) -> None:
    ratio = painter.device().devicePixelRatioF()
    if ratio == 1.0 and rect.size() == image.size():
        painter.drawImage(rect.topLeft(), image)
        return
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(QRectF(rect), image)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)


def fill_around(painter: QPainter, area: QRect, rect: QRect, colour: Qt.GlobalColor) -> None:
    """Paint what of ``area`` the picture does not cover."""
    painter.fillRect(area.x(), area.y(), area.width(), rect.y() - area.y(), colour)
    below = rect.y() + rect.height()
    painter.fillRect(area.x(), below, area.width(), area.y() + area.height() - below, colour)
    painter.fillRect(area.x(), rect.y(), rect.x() - area.x(), rect.height(), colour)
    beside = rect.x() + rect.width()
    painter.fillRect(beside, rect.y(), area.x() + area.width() - beside, rect.height(), colour)
