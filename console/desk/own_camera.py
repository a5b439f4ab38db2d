"""This workstation's camera as the picture of the room: its frames written where the hub looks."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QImage

from console.desk.board_picture import publish, within
from console.links.share_board import OWN_CAMERA_CHANNEL, RATE, ROOM_HEIGHT, ROOM_WIDTH
from console.ui.device_choice import CAMERA, DeviceChoice
from media.board import FrameBoard

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QCamera, QMediaCaptureSession, QVideoFrame, QVideoSink

PREVIEW, PREVIEW_RATE = (320, 180), 10  # pixels; pictures a second


class OwnCamera(QObject):
    """Writes to its channel of the board while the room is seen. Lives in the Qt thread.

    ``troubled`` says in words why there is no picture; ``seen`` carries small ones while they are
    previewed.
    """

    room_channel: int | None = OWN_CAMERA_CHANNEL
    troubled = Signal(str)
    seen = Signal(QImage)

    def __init__(
        self, board: FrameBoard, choice: DeviceChoice, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._board, self._choice = board, choice
        self._epoch = 0
        self._runs = self._previews = False
        self._due = self._preview_due = 0.0
        self._camera: QCamera | None = None
        self._session: QMediaCaptureSession | None = None
        choice.moved.connect(self._on_moved)
        choice.listed.connect(self._on_listed)

    def place(self, _what: str, epoch: int) -> None:
        self._epoch, self._runs = epoch, True
        self._open()

    def preview(self, on: bool) -> None:
        """Whether its operator looks at it; it sees nobody for that alone."""
        self._previews = on
        if on and self._camera is None:
            self._open()
        elif not on and not self._runs:
            self._let_go()

    def unplace(self) -> None:
        self._runs = False
        if not self._previews:
            self._let_go()
        if self._board.fd >= 0:
            self._board.trim(OWN_CAMERA_CHANNEL)

    def follow(self, sink: QVideoSink) -> None:
        """Write what comes there."""
        sink.videoFrameChanged.connect(self._on_frame)

    def _open(self) -> None:
        from PySide6.QtMultimedia import QCamera, QMediaCaptureSession, QVideoSink

        self._let_go()
        device = self._choice.camera()
        if device.isNull():
            self.troubled.emit(self.tr("This workstation has no camera"))
            return
        sink = QVideoSink(self)
        self.follow(sink)
        self._session = QMediaCaptureSession(self)
        self._camera = QCamera(device, self)
        self._camera.errorOccurred.connect(lambda _error, words: self.troubled.emit(words))
        self._session.setCamera(self._camera)
        self._session.setVideoSink(sink)
        self._camera.start()

    def _let_go(self) -> None:
        camera, self._camera = self._camera, None
        session, self._session = self._session, None
        if camera is not None:
            camera.stop()
        for gone in (session, camera):
            if gone is not None:
                gone.deleteLater()

    @Slot(str)
    def _on_moved(self, kind: str) -> None:
        if kind == CAMERA and (self._runs or self._previews):
            self._open()

    @Slot(str)
    def _on_listed(self, kind: str) -> None:
        """One was plugged in where there was none."""
        if kind == CAMERA and (self._runs or self._previews) and self._camera is None:
            self._open()

    @Slot(object)
    def _on_frame(self, frame: QVideoFrame) -> None:
        """At most as many as the program shows."""
        now = time.monotonic()
        if self._previews and now >= self._preview_due:
            self._preview_due = now + 1 / PREVIEW_RATE
            self._show(frame.toImage())
        if self._runs and now >= self._due:
            self._due = max(self._due + 1 / RATE, now - 1 / RATE)
            self.write(frame.toImage(), now)

    def _show(self, image: QImage) -> None:
        if not image.isNull():
            self.seen.emit(within(image, *PREVIEW))

    def write(self, image: QImage, now: float) -> None:
        """One picture, made small enough; an empty one is none."""
        if image.isNull() or self._board.fd < 0:
            return
        small = within(image, ROOM_WIDTH, ROOM_HEIGHT)
        publish(self._board, OWN_CAMERA_CHANNEL, self._epoch, small, now)
