"""The printable sheet of cameras as PDF: by group, with the number to type, id and address; no
password."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPdfWriter, QPen

from console.site.records import CameraEntry
from console.ui.a4 import a4_writer
from console.ui.camera_number import CameraNumbers
from console.ui.theme import LIGHT, Look
from console.ui.words import say
from media.rtsp.url import shown

DPI = 96  # the pixels of ``theme`` are of this size
MARGIN_MM = 14.0
ROW, GROUP, HEAD = 20, 30, 62  # heights in pixels
COLUMNS = (0.0, 0.07, 0.36, 0.50)  # where number, name, id, address begin, of the width
LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)


class CameraPaper:
    """One printing. ``write`` makes the file; OSError when it cannot be written."""

    def __init__(self, site: str, cameras: Sequence[CameraEntry], printed: str) -> None:
        self._site, self._printed = site, printed
        numbers = CameraNumbers([camera.id for camera in cameras])
        numbered = [(numbers.number_of(camera.id), camera) for camera in cameras]
        self._numbered = sorted(numbered, key=lambda each: each[1].group)
        self._look = Look(LIGHT)
        self._page = 0
        self._at = 0

    def write(self, path: Path) -> int:
        """Makes the file; how many pages it has."""
        writer = a4_writer(path, self._site, DPI, MARGIN_MM)
        painter = QPainter(writer)
        self._begin_page(painter)
        for group, cameras in itertools.groupby(self._numbered, lambda each: each[1].group):
            rows = list(cameras)
            self._need(writer, painter, GROUP + ROW)
            self._write_group(painter, group, len(rows))
            for number, camera in rows:
                self._need(writer, painter, ROW)
                self._write_camera(painter, number, camera)
        painter.end()
        return self._page

    def _need(self, writer: QPdfWriter, painter: QPainter, high: int) -> None:
        if self._at + high > painter.viewport().height():
            writer.newPage()
            self._begin_page(painter)

    def _begin_page(self, painter: QPainter) -> None:
        look = self._look
        wide = painter.viewport().width()
        self._page += 1
        painter.setPen(look.colour("text"))
        painter.setFont(look.font("title", strong=True))
        words = say("{site}: cameras").format(site=self._site)
        painter.drawText(QRect(0, 0, wide, 30), LEFT, words)
        painter.setFont(look.font("small"))
        painter.setPen(look.colour("quiet"))
        page = say("{at} · page {n}").format(at=self._printed, n=self._page)
        painter.drawText(QRect(0, 0, wide, 30), RIGHT, page)
        heads = (say("No."), say("Name"), say("Id"), say("Address"))
        self._write(painter, 34, heads, "quiet")
        painter.setPen(QPen(QColor(look.colours.line), 1))
        painter.drawLine(0, HEAD - 6, wide, HEAD - 6)
        self._at = HEAD

    def _write_group(self, painter: QPainter, group: str, count: int) -> None:
        look, wide = self._look, painter.viewport().width()
        painter.setFont(look.font("row", strong=True))
        painter.setPen(look.colour("text"))
        words = f"{group or say('Without a group')}   {count}"
        painter.drawText(QRect(0, self._at + 4, wide, GROUP - 4), LEFT, words)
        self._at += GROUP

    def _write_camera(self, painter: QPainter, number: str, camera: CameraEntry) -> None:
        painter.setFont(self._look.font("small"))
        cells = (number, camera.name, camera.id, shown(camera.main))
        self._write(painter, self._at, cells, "text")
        self._at += ROW

    def _write(self, painter: QPainter, top: int, cells: Sequence[str], role: str) -> None:
        wide = painter.viewport().width()
        ends = (*COLUMNS[1:], 1.0)
        painter.setPen(self._look.colour(role))
        metrics = self._look.metrics("small")
        for text, begin, end in zip(cells, COLUMNS, ends, strict=True):
            room = QRect(round(begin * wide), top, round((end - begin) * wide) - 8, ROW)
            cut = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, room.width())
            painter.drawText(room, LEFT, cut)
