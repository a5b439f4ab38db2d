"""This window's screen as something that can be shared: grabbed some times a second."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from console.desk.board_picture import TimedPicture, within
from console.links.share_board import HEIGHT, SCREEN_CHANNEL, WIDTH
from media.board import FrameBoard

EVERY_MS = 200  # a grab holds the window up for some 15 ms


class OwnScreen(TimedPicture):
    """The screen that the window is on; where the system does not give it, the window alone."""

    def __init__(self, window: QWidget, board: FrameBoard, parent: QObject | None = None) -> None:
        super().__init__(board, SCREEN_CHANNEL, EVERY_MS, parent)
        self._window = window

    def picture(self) -> QImage:
        grabbed = self._window.screen().grabWindow(0)
        if grabbed.isNull():
            grabbed = self._window.grab()
        return within(grabbed.toImage(), WIDTH, HEIGHT)
