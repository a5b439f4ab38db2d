"""The card of the case a conference is about, as something that can be shared: a page of its own,
so that nothing else of this room's screen is seen by the sites."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from PySide6.QtCore import QObject, QSizeF
from PySide6.QtGui import QFont, QImage, QPainter, QTextDocument

from console.desk.board_picture import TimedPicture
from console.links.share_board import CARD_CHANNEL
from console.minutes.wording import CASE_LABELS
from media.board import FrameBoard

WIDTH, HEIGHT = 1280, 720
EDGE = 56
EVERY_MS = 1000
LONGEST_TEXT = 600  # characters of what is told of it
FONT = "Noto Sans CJK SC"


class CaseScreen(TimedPicture):
    """``case`` tells what stands on the card, by the keys of ``CASE_LABELS``."""

    def __init__(self, board: FrameBoard, parent: QObject | None = None) -> None:
        super().__init__(board, CARD_CHANNEL, EVERY_MS, parent)
        self.case: Callable[[], Mapping[str, Any]] = dict
        self._drawn: Mapping[str, Any] | None = None
        self._image = QImage()

    def picture(self) -> QImage:
        told = self.case()
        if told != self._drawn:
            self._drawn, self._image = told, card_of(told)
        return self._image


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
