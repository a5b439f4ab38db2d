"""A source that this window draws itself, into a board of its own, so that any tile can show it."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Slot
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget

from console.ui.feed import Figures
from media.board import FrameBoard, Mark, Picture
from media.source import Connecting, Live, Source, SourceState

SOONEST_MS = 200  # between two drawings: it is read, not watched
OLDEST_MS = 1000  # so that its age on the tile stays that of something living
FIRST_SIZE = (640, 360)


class DrawnSource(QObject):
    """Draws a widget that nobody sees into a board. Lives in the Qt thread.

    Nothing is drawn while no tile shows it: for Qt, too, it is hidden then. It is as large as the
    largest tile wishes.
    """

    def __init__(self, source: Source, view: QWidget, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.source = source
        self._drawn = view
        view.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        view.resize(*FIRST_SIZE)
        self.board = FrameBoard.create(channels=1)
        self._wishes: dict[int, tuple[int, int]] = {}
        self._handle = 0
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._draw)
        self._beat = QTimer(self)
        self._beat.setInterval(OLDEST_MS)
        self._beat.timeout.connect(self._draw)

    def open(self) -> DrawnFeed:
        self._handle += 1
        return DrawnFeed(self, self._handle)

    @Slot()
    def changed(self) -> None:
        """What it shows is something else: draw it soon."""
        if self._wishes and not self._soon.isActive():
            self._soon.start(SOONEST_MS)

    def close(self) -> None:
        self._beat.stop()
        self._soon.stop()
        self._drawn.close()
        self.board.close()

    def wish(self, handle: int, width: int, height: int) -> None:
        self._wishes[handle] = (width, height)
        largest = max(self._wishes.values(), key=lambda size: size[0] * size[1])
        if (self._drawn.width(), self._drawn.height()) != largest and 0 not in largest:
            self._drawn.resize(*largest)
            self._resized()
        self._drawn.show()
        self._beat.start()
        self._soon.start(0)

    def leave(self, handle: int) -> None:
        self._wishes.pop(handle, None)
        if not self._wishes:
            self._beat.stop()
            self._drawn.hide()

    def _resized(self) -> None:
        """It has another size: arrange what is in it."""

    def _paint(self, painter: QPainter) -> None:
        self._drawn.render(painter, QPoint())

    @Slot()
    def _draw(self) -> None:
        if not self._wishes:
            return
        width, height = self._drawn.width(), self._drawn.height()
        pixels = self.board.begin(0, width, height)
        image = QImage(pixels.data, width, height, width * 4, QImage.Format.Format_RGB32)
        painter = QPainter(image)
        self._paint(painter)
        painter.end()
        now = time.monotonic()
        self.board.publish(0, 0, width, height, Mark.NONE, now, now, now)


class DrawnFeed:
    """It on its way to one tile: the ``Feed`` of ``console.ui.feed``."""

    def __init__(self, drawn: DrawnSource, handle: int) -> None:
        self.source = drawn.source
        self._drawn = drawn
        self._handle = handle
        self._open = True

    def place(self) -> tuple[FrameBoard, int] | None:
        return (self._drawn.board, 0) if self._open else None

    def turn(self) -> int:
        return self._drawn.board.turn(0) if self._open else 0

    def picture(self) -> Picture | None:
        return self._drawn.board.picture(0, 0) if self._open else None

    def state(self, now: float) -> SourceState:
        picture = self.picture()
        return Connecting() if picture is None else Live(max(now - picture.received_at, 0.0))

    def figures(self) -> Figures:
        return Figures()

    def wish(self, width: int, height: int) -> None:
        if self._open:
            self._drawn.wish(self._handle, width, height)

    def close(self) -> None:
        if self._open:
            self._open = False
            self._drawn.leave(self._handle)
