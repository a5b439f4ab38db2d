"""This window's screen as something that can be shared: grabbed some times a second."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from console.links.share_board import HEIGHT, SCREEN_CHANNEL, WIDTH
from media.board import FrameBoard, Mark

EVERY_MS = 200  # a grab holds the window up for some 15 ms


class OwnScreen(QObject):
    """Writes to its channel of the board of what is shared, while it is. Lives in the Qt thread."""

    share_channel: int | None = SCREEN_CHANNEL

    def __init__(self, window: QWidget, board: FrameBoard, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window, self._board = window, board
        self._epoch = 0
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.write)

    def share(self, _what: str, epoch: int) -> None:
        self._epoch = epoch
        self._timer.start()
        self.write()

    def unshare(self) -> None:
        self._timer.stop()
        if self._board.fd >= 0:
            self._board.trim(SCREEN_CHANNEL)

    @Slot()
    def write(self) -> None:
        """The screen as it is now; where the system does not give it, the window alone."""
        if self._board.fd < 0:
            return
        now = time.monotonic()
        grabbed = self._window.screen().grabWindow(0)
        if grabbed.isNull():
            grabbed = self._window.grab()
        image = grabbed.toImage()
        if image.width() > WIDTH or image.height() > HEIGHT:
            keep, smooth = (
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            image = image.scaled(WIDTH, HEIGHT, keep, smooth)
        image = image.convertToFormat(QImage.Format.Format_RGB32)
        width, height = image.width(), image.height()
        pixels = self._board.begin(SCREEN_CHANNEL, width, height)
        rows = image.constBits()[: height * image.bytesPerLine()]
        pixels.reshape(-1).data.cast("B")[:] = rows  # 32 bits a pixel: no gaps between rows
        self._board.publish(
            SCREEN_CHANNEL, self._epoch, width, height, Mark.NONE, now, now, time.monotonic()
        )
