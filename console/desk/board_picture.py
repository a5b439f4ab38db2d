"""Pictures of this program's own on the board of what the hub shows: a screen, a page, a camera."""

from __future__ import annotations

import time
from abc import abstractmethod

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtGui import QImage

from media.board import FrameBoard, Mark


def within(image: QImage, width: int, height: int) -> QImage:
    """The image where it is no larger, else made smaller in its shape."""
    if image.width() <= width and image.height() <= height:
        return image
    return image.scaled(
        width, height, Qt.AspectRatioMode.KeepAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )  # fmt: skip


def publish(board: FrameBoard, channel: int, epoch: int, image: QImage, at: float) -> None:
    """Make it the channel's newest picture, taken ``at`` (monotonic)."""
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    width, height = image.width(), image.height()
    pixels = board.begin(channel, width, height)
    rows = image.constBits()[: height * image.bytesPerLine()]
    pixels.reshape(-1).data.cast("B")[:] = rows  # 32 bits a pixel: no gaps between rows
    board.publish(channel, epoch, width, height, Mark.NONE, at, at, time.monotonic())


class TimedPicture(QObject):
    """Writes ``picture`` to its channel some times a second while it is shared. Lives in the Qt
    thread."""

    def __init__(
        self, board: FrameBoard, channel: int, every_ms: int, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.share_channel: int | None = channel
        self._board, self._channel = board, channel
        self._epoch = 0
        self._timer = QTimer(self)
        self._timer.setInterval(every_ms)
        self._timer.timeout.connect(self.write)

    def share(self, _what: str, epoch: int) -> None:
        self._epoch = epoch
        self._timer.start()
        self.write()

    def unshare(self) -> None:
        self._timer.stop()
        if self._board.fd >= 0:
            self._board.trim(self._channel)

    @Slot()
    def write(self) -> None:
        """As it is now."""
        if self._board.fd >= 0:
            now = time.monotonic()
            publish(self._board, self._channel, self._epoch, self.picture(), now)

    @abstractmethod
    def picture(self) -> QImage:
        """What is to be seen now, no larger than the board's pictures."""
