"""The card of the case a conference is about, as something that can be shared: a page of its own,
so that nothing else of this room's screen is seen by the sites."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from PySide6.QtCore import QObject, QSizeF, QTimer, Slot
from PySide6.QtGui import QFont, QImage, QPainter, QTextDocument

from console.links.share_board import CARD_CHANNEL
from console.minutes.wording import CASE_LABELS
from media.board import FrameBoard, Mark

WIDTH, HEIGHT = 1280, 720
EDGE = 56
EVERY_MS = 1000
LONGEST_TEXT = 600  # characters of what is told of it
FONT = "Noto Sans CJK SC"


class CaseScreen(QObject):
    """Writes to its channel of the board of what is shared, while it is. Lives in the Qt thread.

    ``case`` tells what stands on the card, by the keys of ``CASE_LABELS``.
    """

    share_channel: int | None = CARD_CHANNEL

    def __init__(self, board: FrameBoard, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.case: Callable[[], Mapping[str, Any]] = dict
        self._board = board
        self._epoch = 0
        self._drawn: Mapping[str, Any] | None = None
        self._image = QImage()
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
            self._board.trim(CARD_CHANNEL)

    @Slot()
    def write(self) -> None:
        """The card as the case is now."""
        if self._board.fd < 0:
            return
        told = self.case()
        if told != self._drawn:
            self._drawn, self._image = told, card_of(told)
        now = time.monotonic()
        pixels = self._board.begin(CARD_CHANNEL, WIDTH, HEIGHT)
        pixels.reshape(-1).data.cast("B")[:] = self._image.constBits()[: WIDTH * HEIGHT * 4]
        self._board.publish(
            CARD_CHANNEL, self._epoch, WIDTH, HEIGHT, Mark.NONE, now, now, time.monotonic()
        )


def card_of(told: Mapping[str, Any]) -> QImage:
    """A page of 1280x720, large enough to be read on a phone."""
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    page = QTextDocument()
    font = QFont(FONT)
    font.setPixelSize(30)
    page.setDefaultFont(font)
    page.setDocumentMargin(0)
    page.setPageSize(QSizeF(WIDTH - 2 * EDGE, HEIGHT - 2 * EDGE))
    page.setHtml(_html(told))
    painter = QPainter(image)
    painter.translate(EDGE, EDGE)
    page.drawContents(painter, page.documentLayout().frameBoundingRect(page.rootFrame()))
    painter.end()
    return image


def _html(told: Mapping[str, Any]) -> str:
    title = escape(str(told.get("title") or "未关联案件"))
    rows = "".join(
        f'<tr><td style="color:#555; padding-right:24px">{label}</td>'
        f"<td>{escape(str(told[key])[:LONGEST_TEXT])}</td></tr>"
        for key, label in CASE_LABELS
        if key != "title" and told.get(key)
    )
    return (
        f'<p style="font-size:48px; font-weight:bold; color:#111">{title}</p>'
        f'<table cellspacing="6" style="color:#111">{rows}</table>'
    )
