"""One window of this screen as something that can be shared: what lies over it is not seen."""

from __future__ import annotations

import logging
import threading
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Slot
from PySide6.QtGui import QImage

from console.desk.board_picture import publish, within
from console.links.share_board import HEIGHT, RATE, WIDTH, WINDOW_CHANNEL
from console.ui.x_windows import XWindows, on_x
from media.board import FrameBoard
from media.source import WINDOW

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QMediaCaptureSession, QVideoFrame, QVideoSink, QWindowCapture

EVERY_S = 0.2  # on X

log = logging.getLogger(__name__)


class OwnWindow(QObject):
    """Lives in the Qt thread. A window that is closed brings no more pictures, and the hub says so;
    nor does one where the system lets no program look at another's windows."""

    def __init__(self, board: FrameBoard, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.share_channel: int | None = WINDOW_CHANNEL
        self.title = ""
        self._board, self._epoch = board, 0
        self._look: OnX | Captured | None = None
        if (app := QCoreApplication.instance()) is not None:
            app.aboutToQuit.connect(self._end)

    def share(self, _what: str, epoch: int) -> None:
        """The window of ``title`` from now on."""
        self._end()
        self._epoch = epoch
        self._look = OnX(self) if on_x() else Captured(self)
        if not self._look.begin(self.title):
            log.warning("there is no window %r any more", self.title)

    def unshare(self) -> None:
        self._end()
        if self._board.fd >= 0:
            self._board.trim(WINDOW_CHANNEL)

    def write(self, image: QImage) -> None:
        """As it is now; null: nothing is to be seen of it. Any thread, one at a time."""
        if self._board.fd >= 0 and not image.isNull():
            image = within(image, WIDTH, HEIGHT)
            publish(self._board, WINDOW_CHANNEL, self._epoch, image, time.monotonic())

    @Slot()
    def _end(self) -> None:
        if self._look is not None:
            self._look.end()
        self._look = None


class OnX:
    """A window of an X screen, looked at some times a second in a thread of its own."""

    def __init__(self, owner: OwnWindow) -> None:
        self._owner, self._ended = owner, threading.Event()
        self._thread: threading.Thread | None = None

    def begin(self, title: str) -> bool:
        """Whether there is such a window."""
        windows = XWindows()
        there = windows.hold(title)
        if there:
            self._thread = threading.Thread(
                target=self._look, args=(windows,), name="window", daemon=True
            )
            self._thread.start()
        else:
            windows.close()
        return there

    def end(self) -> None:
        self._ended.set()
        if self._thread is not None:
            self._thread.join()

    def _look(self, windows: XWindows) -> None:
        try:
            while not self._ended.wait(EVERY_S):
                self._owner.write(windows.picture())
        finally:
            windows.close()


class Captured:
    """A window as Qt's own capture brings it, where the system has one."""

    def __init__(self, owner: OwnWindow) -> None:
        from PySide6.QtMultimedia import QMediaCaptureSession, QVideoSink, QWindowCapture

        self._owner, self._written_at = owner, 0.0
        self._capture: QWindowCapture = QWindowCapture(owner)
        self._session: QMediaCaptureSession = QMediaCaptureSession(owner)
        self._sink: QVideoSink | None = QVideoSink(owner)

    def begin(self, title: str) -> bool:
        """Whether there is such a window."""
        there = self._capture.capturableWindows()
        found = next((each for each in there if each.description() == title), None)
        if found is None or self._sink is None:
            return False
        self._capture.setWindow(found)
        self._capture.errorOccurred.connect(lambda _code, text: log.warning("window: %s", text))
        self._session.setWindowCapture(self._capture)
        self._session.setVideoSink(self._sink)
        self._sink.videoFrameChanged.connect(self.take)
        self._capture.start()
        return True

    def end(self) -> None:
        self._capture.stop()
        for part in (self._session, self._capture, self._sink):
            if part is not None:
                part.deleteLater()
        self._sink = None

    def take(self, frame: QVideoFrame) -> None:
        """What the system brings, as often as the program shows it."""
        now = time.monotonic()
        if self._sink is not None and now - self._written_at >= 0.9 / RATE:
            self._written_at = now
            self._owner.write(frame.toImage())


def title_of(source: str) -> str:
    """Of a window, from how it is written."""
    return source.removeprefix(WINDOW)
