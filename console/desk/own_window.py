"""One window of this screen as something that can be shared: what lies over it is not seen."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from console.desk.board_picture import publish, within
from console.links.share_board import HEIGHT, RATE, WIDTH, WINDOW_CHANNEL
from console.ui.share_menu import capturable
from media.board import FrameBoard
from media.source import WINDOW

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QMediaCaptureSession, QVideoFrame, QVideoSink, QWindowCapture

log = logging.getLogger(__name__)


class OwnWindow(QObject):
    """Lives in the Qt thread. A window that is closed brings no more pictures, and the hub says so;
    nor does one where the system lets no program look at another's windows."""

    def __init__(self, board: FrameBoard, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.share_channel: int | None = WINDOW_CHANNEL
        self.title = ""
        self._board, self._epoch = board, 0
        self._written_at = 0.0
        self._capture: QWindowCapture | None = None
        self._session: QMediaCaptureSession | None = None
        self._sink: QVideoSink | None = None

    def share(self, _what: str, epoch: int) -> None:
        """The window of ``title`` from now on."""
        self._end()
        self._epoch = epoch
        found = next((each for each in capturable() if each.description() == self.title), None)
        if found is None:
            log.warning("there is no window %r any more", self.title)
            return
        from PySide6.QtMultimedia import QMediaCaptureSession, QVideoSink, QWindowCapture

        self._capture, self._session = QWindowCapture(self), QMediaCaptureSession(self)
        self._sink = QVideoSink(self)
        self._capture.setWindow(found)
        self._capture.errorOccurred.connect(lambda _code, text: log.warning("window: %s", text))
        self._session.setWindowCapture(self._capture)
        self._session.setVideoSink(self._sink)
        self._sink.videoFrameChanged.connect(self._on_frame)
        self._capture.start()

    def unshare(self) -> None:
        self._end()
        if self._board.fd >= 0:
            self._board.trim(WINDOW_CHANNEL)

    def _end(self) -> None:
        if self._capture is not None:
            self._capture.stop()
        for part in (self._session, self._capture, self._sink):
            if part is not None:
                part.deleteLater()
        self._capture = self._session = self._sink = None

    def _on_frame(self, frame: QVideoFrame) -> None:
        now = time.monotonic()
        if self._sink is None or self._board.fd < 0 or now - self._written_at < 0.9 / RATE:
            return
        image = frame.toImage()
        if not image.isNull():
            self._written_at = now
            image = within(image, WIDTH, HEIGHT)
            publish(self._board, WINDOW_CHANNEL, self._epoch, image, now)


def title_of(source: str) -> str:
    """Of a window, from how it is written."""
    return source.removeprefix(WINDOW)
