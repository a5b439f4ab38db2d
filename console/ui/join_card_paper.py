"""The join cards as PDF: a site's name, its link as QR code and in letters, and what to do.

Two on a page, to be cut apart. A card opens the door for its site: it is handed to people, not put
on a wall.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from console.ui.a4 import a4_paper
from console.ui.theme import LIGHT, Look
from console.ui.words import say

DPI = 96  # the pixels of ``theme`` are of this size
MARGIN_MM = 12.0
ON_A_PAGE = 2
GAP = 24
CODE = 216  # wide and high, 57 mm: a phone reads it from the far side of a table
SMALL_CODE = 108
QUIET = 4  # light modules around a code, as its standard wants

WRAPPED = int(Qt.TextFlag.TextWrapAnywhere | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
PLAIN = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)


@dataclass(frozen=True, slots=True)
class JoinCard:
    name: str  # of the site
    link: str
    node: str = ""  # its id, which is not on the card


@dataclass(frozen=True, slots=True)
class CardRoom:
    """What all cards have in common. ``trust`` empty: nobody has to be told to trust anything."""

    name: str
    until: str  # the day on which the links end, such as 2027-05-25
    trust: str = ""
    fingerprint: str = ""


class JoinCardPaper:
    """One printing; OSError when it cannot be written, and then there is no file."""

    def __init__(self, room: CardRoom, cards: Sequence[JoinCard]) -> None:
        self._room, self._cards = room, cards
        self._look = Look(LIGHT)

    def write(self, path: Path) -> int:
        """Makes the file; how many pages it has."""
        for _step in self.steps(path):
            pass
        return max(1, -(-len(self._cards) // ON_A_PAGE))

    def steps(self, path: Path) -> Generator[tuple[int, int], None, None]:
        """Makes the file card by card, since a code takes its time, and tells after each its number
        and how many there are; whoever stops early has no file."""
        title = say("{site}: join cards").format(site=self._room.name)
        with a4_paper(path, title, DPI, MARGIN_MM, mode=0o600) as (writer, painter):
            page = painter.viewport()
            high = (page.height() - GAP) // ON_A_PAGE
            for number, card in enumerate(self._cards):
                place = number % ON_A_PAGE
                if number and not place:
                    writer.newPage()
                self._draw(painter, QRect(0, place * (high + GAP), page.width(), high), card)
                yield number + 1, len(self._cards)

    def _draw(self, painter: QPainter, at: QRect, card: JoinCard) -> None:
        look, room = self._look, self._room
        painter.setPen(QPen(QColor(look.colours.line), 1, Qt.PenStyle.DashLine))
        painter.drawRect(at)
        inner = at.adjusted(20, 16, -20, -16)
        title = QRect(inner.left(), inner.top(), inner.width(), 40)
        self._text(painter, title, card.name, "clock", "text", PLAIN, strong=True)
        below = title.translated(0, 44)
        below.setHeight(24)
        self._text(painter, below, room.name, "body", "quiet", PLAIN)
        code = QRect(inner.left(), below.bottom() + 10, CODE, CODE)
        draw_code(painter, code, card.link)
        wide = inner.right() - code.right() - 24
        words = QRect(code.right() + 24, code.top(), wide, CODE - SMALL_CODE)
        self._text(painter, words, "\n".join(_steps()), "row", "text", PLAIN)
        link = QRect(inner.left(), code.bottom() + 14, inner.width(), 40)
        self._text(painter, link, card.link, "small", "text", WRAPPED)
        end = QRect(inner.left(), link.bottom() + 6, inner.width(), 22)
        until = say("Good until {day}. Keep it to yourselves: who has it can join as {site}.")
        told = until.format(day=room.until, site=card.name)
        self._text(painter, end, told, "small", "quiet", PLAIN)
        if room.trust:
            self._draw_trust(painter, QRect(words.left(), words.bottom(), wide, SMALL_CODE))
            print_ = say("The fingerprint there has to be: {fingerprint}")
            shown = QRect(inner.left(), end.bottom() + 6, inner.width(), 40)
            told = print_.format(fingerprint=room.fingerprint)
            self._text(painter, shown, told, "small", "quiet", WRAPPED)

    def _draw_trust(self, painter: QPainter, at: QRect) -> None:
        code = QRect(at.left(), at.top(), SMALL_CODE, SMALL_CODE)
        draw_code(painter, code, self._room.trust)
        words = QRect(code.right() + 10, at.top() + 12, at.right() - code.right() - 10, at.height())
        first = say(
            "The first time, before all else: open {url} and do what it says, once a device."
        )
        self._text(painter, words, first.format(url=self._room.trust), "body", "text", PLAIN)

    def _text(
        self, painter: QPainter, at: QRect, text: str, size: str, role: str, flags: int,
        strong: bool = False,
    ) -> None:  # fmt: skip
        painter.setFont(self._look.font(size, strong=strong))
        painter.setPen(self._look.colour(role))
        painter.drawText(at, flags, text)


def draw_code(painter: QPainter, at: QRect, text: str) -> None:
    """A QR code, black on white whatever the theme, with its quiet zone."""
    matrix = _modules(text)
    side = at.width() / (len(matrix) + 2 * QUIET)  # of one module: all alike, whole pixels or not
    painter.fillRect(at, QColor("white"))
    dark = QPainterPath()
    dark.setFillRule(Qt.FillRule.WindingFill)
    for y, row in enumerate(matrix, QUIET):
        for x, module in enumerate(row, QUIET):
            if module:
                dark.addRect(QRectF(at.left() + x * side, at.top() + y * side, side, side))
    painter.fillPath(dark, QColor("black"))


@lru_cache(maxsize=4)  # how to trust the room is on every card
def _modules(text: str) -> Sequence[Sequence[int]]:
    import segno  # for those who print

    return segno.make_qr(text, error="m").matrix


def _steps() -> list[str]:
    return [
        say("1. Read the code with the phone's camera, or type the link into Chrome."),
        say("2. Allow camera and microphone when the browser asks."),
        say("3. Press Join, or wait: when the command room calls, press Answer."),
        say("In WeChat: press … at the top right and open it in the browser."),
    ]
