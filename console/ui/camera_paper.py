"""The printable sheet of cameras as PDF: by group, with the number to type, id and address; no
password."""

from __future__ import annotations

import itertools
from collections.abc import Generator, Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from console.site.records import CameraEntry
from console.ui.a4 import a4_paper
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


class Group(NamedTuple):
    """The title of a group, before its cameras."""

    name: str
    size: int


class Row(NamedTuple):
    number: str
    camera: CameraEntry


Line = Group | Row


class CameraPaper:
    """One printing; OSError when it cannot be written, and then there is no file."""

    def __init__(self, site: str, cameras: Sequence[CameraEntry], printed: str) -> None:
        self._site, self._printed = site, printed
        numbers = CameraNumbers([camera.id for camera in cameras])
        numbered = [Row(numbers.number_of(camera.id), camera) for camera in cameras]
        self._rows = sorted(numbered, key=lambda row: row.camera.group)
        self._look = Look(LIGHT)
        self._at = 0

    def write(self, path: Path) -> int:
        """Makes the file; how many pages it has."""
        return max(count for _page, count in self.pages(path))

    def pages(self, path: Path) -> Generator[tuple[int, int], None, None]:
        """Makes the file page by page, and tells after each its number and how many there are;
        whoever stops early has no file."""
        with a4_paper(path, self._site, DPI, MARGIN_MM) as (writer, painter):
            pages = laid_out(self._rows, painter.viewport().height())
            for number, lines in enumerate(pages, 1):
                if number > 1:
                    writer.newPage()
                self._begin_page(painter, number)
                for line in lines:
                    if isinstance(line, Group):
                        self._write_group(painter, line)
                    else:
                        self._write_camera(painter, line)
                yield number, len(pages)

    def _begin_page(self, painter: QPainter, number: int) -> None:
        look = self._look
        wide = painter.viewport().width()
        painter.setPen(look.colour("text"))
        painter.setFont(look.font("title", strong=True))
        words = say("{site}: cameras").format(site=self._site)
        painter.drawText(QRect(0, 0, wide, 30), LEFT, words)
        painter.setFont(look.font("small"))
        painter.setPen(look.colour("quiet"))
        page = say("{at} · page {n}").format(at=self._printed, n=number)
        painter.drawText(QRect(0, 0, wide, 30), RIGHT, page)
        heads = (say("No."), say("Name"), say("Id"), say("Address"))
        self._write(painter, 34, heads, "quiet")
        painter.setPen(QPen(QColor(look.colours.line), 1))
        painter.drawLine(0, HEAD - 6, wide, HEAD - 6)
        self._at = HEAD

    def _write_group(self, painter: QPainter, group: Group) -> None:
        look, wide = self._look, painter.viewport().width()
        painter.setFont(look.font("row", strong=True))
        painter.setPen(look.colour("text"))
        words = f"{group.name or say('Without a group')}   {group.size}"
        painter.drawText(QRect(0, self._at + 4, wide, GROUP - 4), LEFT, words)
        self._at += GROUP

    def _write_camera(self, painter: QPainter, row: Row) -> None:
        painter.setFont(self._look.font("small"))
        camera = row.camera
        cells = (row.number, camera.name, camera.id, shown(camera.main))
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


def laid_out(rows: Sequence[Row], high: int) -> list[list[Line]]:
    """What stands on which page of so many pixels, by group; no group's title stands alone at the
    foot. One empty page where there are no cameras."""
    pages: list[list[Line]] = [[]]
    at = HEAD
    for name, cameras in itertools.groupby(rows, lambda row: row.camera.group):
        group = list(cameras)
        for number, row in enumerate(group):
            lines: list[Line] = [row] if number else [Group(name, len(group)), row]
            needs = ROW if number else GROUP + ROW
            if at + needs > high:
                pages.append([])
                at = HEAD
            pages[-1] += lines
            at += needs
    return pages
