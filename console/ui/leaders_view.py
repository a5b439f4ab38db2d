"""What leaders read off the wall from three metres: who is there, what it is about, what is kept.

It shows no picture of a site: the program stands in the cell beside it, at its full rate.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from console.room_clock import room_now
from console.ui.line_words import is_weak
from console.ui.theme import Look
from console.ui.words import N, node_state, node_text, say

LINES, LETTERS = 40, 23  # as many of the body's size have room in height and width
COLUMN_LETTERS = 10  # of one column of the roster
_RANKS = {"live": 0, "waiting": 1, "calling": 2, "unreachable": 3}
_MODES = {
    "roll_call": N("Roll call"), "broadcast": N("Broadcast"), "polling": N("Polling"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """A site: its name, what it does in a word, and the lamp's colour for that."""

    name: str
    word: str
    lamp: str


@dataclass(frozen=True, slots=True)
class CaseShown:
    title: str
    told: str  # number, place, time left
    level: str | None = None


def rows_of(nodes: Sequence[Mapping[str, Any]]) -> list[Row]:
    """Who is there comes first, in the list's order, so that a name keeps its place."""
    ranked = sorted(nodes, key=lambda node: _RANKS.get(node_state(node), len(_RANKS)))
    return [_row(node) for node in ranked]


def _row(node: Mapping[str, Any]) -> Row:
    name, state = str(node.get("name", "")), node_state(node)
    if state != "live":
        lamp = "amber" if state in ("waiting", "calling", "unreachable") else "grey"
        return Row(name, node_text(state), lamp)
    if node.get("hand"):
        return Row(name, say("hand up"), "amber")
    if node.get("speaking"):
        return Row(name, say("speaking"), "green")
    if is_weak(node):
        return Row(name, say("weak line"), "amber")
    if node.get("mic") in ("muted", "forced"):
        return Row(name, say("muted"), "green")
    return Row(name, node_text("live"), "green")


class LeadersView(QWidget):
    """Setters alone; painted by whoever renders it."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._conference: Mapping[str, Any] = {"state": "idle", "nodes": []}
        self._case: CaseShown | None = None
        self._heard = False

    def set_conference(self, conference: Mapping[str, Any]) -> None:
        """The whole of ``GET /v1/conference``."""
        self._conference = conference

    def set_case(self, case: CaseShown | None) -> None:
        """What the conference is about, or what is looked at."""
        self._case = case

    def set_heard(self, heard: bool) -> None:
        self._heard = heard

    # -- painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        unit = min(self.height() / LINES, self.width() / LETTERS)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self._look.colour("ground"))
        edge = unit * 0.7
        room = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
        room = self._paint_head(painter, room, unit)
        room = self._paint_foot(painter, room, unit)
        self._paint_roster(painter, room, unit)
        painter.end()

    def _paint_head(self, painter: QPainter, room: QRectF, unit: float) -> QRectF:
        """Clock, what is going on, banner and counts; the room that is left below."""
        look, conference = self._look, self._conference
        live = conference.get("state") == "live"
        line = QRectF(room.left(), room.top(), room.width(), unit * 2.6)
        clock = f"{room_now():%H:%M:%S}"
        self._text(painter, line, clock, unit * 2.3, "text", strong=True)
        sign, lamp = self._sign(live)
        self._badge(painter, line, sign, unit, lamp)
        top = line.bottom() + unit * 0.4
        title = self.tr("Consultation") if live else self.tr("No consultation")
        line = QRectF(room.left(), top, room.width(), unit * 2)
        self._text(painter, line, title, unit * 1.5, "text", strong=True)
        mode = _MODES.get(str(conference.get("mode", "")))
        if live and mode:
            self._text(painter, line, say(mode), unit * 1.3, "accent", right=True)
        top = line.bottom() + unit * 0.2
        if banner := _banner(conference):
            box = QRectF(room.left(), top, room.width(), unit * 3.4)
            painter.fillRect(box, look.colour("banner"))
            inner = box.adjusted(unit * 0.5, 0, -unit * 0.5, 0)
            painter.setFont(self._font(unit * 1.2, strong=True))
            painter.setPen(look.lamp_text("amber"))
            flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(inner, int(flags), banner)
            top = box.bottom() + unit * 0.4
        line = QRectF(room.left(), top, room.width(), unit * 1.8)
        self._text(painter, line, self._counts(), unit, "quiet")
        return QRectF(room.left(), line.bottom(), room.width(), room.bottom() - line.bottom())

    def _paint_foot(self, painter: QPainter, room: QRectF, unit: float) -> QRectF:
        """The case, and whether this room is heard; the room that is left above."""
        bottom = room.bottom()
        if self._conference.get("state") == "live":
            line = QRectF(room.left(), bottom - unit * 1.8, room.width(), unit * 1.8)
            words = (
                self.tr("● This room is heard") if self._heard else self.tr("This room is muted")
            )
            colour = "red" if self._heard else "grey"
            painter.setFont(self._font(unit * 1.1, strong=self._heard))
            painter.setPen(self._look.lamp_text(colour))
            painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter), words)
            bottom = line.top() - unit * 0.3
        if self._case is not None:
            box = QRectF(room.left(), bottom - unit * 4, room.width(), unit * 4)
            painter.fillRect(box, self._look.colour("surface"))
            edge = QRectF(box.left(), box.top(), unit * 0.3, box.height())
            painter.fillRect(edge, self._look.level(self._case.level))
            inner = box.adjusted(unit * 0.8, unit * 0.3, -unit * 0.5, -unit * 0.3)
            half = inner.height() / 2
            upper = QRectF(inner.left(), inner.top(), inner.width(), half)
            self._text(painter, upper, self._case.title, unit * 1.3, "text", strong=True)
            self._text(painter, upper.translated(0, half), self._case.told, unit, "quiet")
            bottom = box.top() - unit * 0.5
        return QRectF(room.left(), room.top(), room.width(), bottom - room.top())

    def _paint_roster(self, painter: QPainter, room: QRectF, unit: float) -> None:
        rows = rows_of(self._conference.get("nodes", []))
        high = unit * 1.45
        columns = max(int(room.width() // (unit * COLUMN_LETTERS)), 1)
        lines = max(int(room.height() // high), 1)
        columns = min(columns, -(-len(rows) // lines) or 1)
        shown = rows[: lines * columns]
        if len(shown) < len(rows):
            shown = shown[:-1]
        wide = room.width() / columns
        for at, row in enumerate(shown):
            box = QRectF(
                room.left() + at // lines * wide, room.top() + at % lines * high,
                wide - unit * 0.8, high,
            )  # fmt: skip
            self._paint_row(painter, box, row, unit)
        if len(shown) < len(rows):
            words = self.tr("and {n} more").format(n=len(rows) - len(shown))
            last = QRectF(
                room.right() - wide, room.top() + (lines - 1) * high, wide - unit * 0.8, high
            )
            self._text(painter, last, words, unit, "quiet")

    def _paint_row(self, painter: QPainter, box: QRectF, row: Row, unit: float) -> None:
        dot = unit * 0.5
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.lamp(row.lamp))
        painter.drawEllipse(QRectF(box.left(), box.center().y() - dot / 2, dot, dot))
        here = row.lamp != "grey"
        painter.setFont(self._font(unit))
        painter.setPen(self._look.lamp_text(row.lamp))
        painter.drawText(
            box, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), row.word
        )
        taken = QFontMetricsF(painter.font()).horizontalAdvance(row.word) + unit * 0.5
        name = box.adjusted(unit * 0.9, 0, -taken, 0)
        self._text(painter, name, row.name, unit, "text" if here else "quiet", strong=here)

    def _sign(self, live: bool) -> tuple[str, str]:
        if self._conference.get("recording"):
            return "● " + self.tr("recording"), "red"
        return (self.tr("In session"), "green") if live else (self.tr("Not in session"), "grey")

    def _counts(self) -> str:
        nodes = self._conference.get("nodes", [])
        live = sum(node.get("state") == "live" for node in nodes)
        hands = sum(bool(node.get("hand")) for node in nodes)
        words = self.tr("in {live} of {all} · hands {hands}")
        return words.format(live=live, all=len(nodes), hands=hands)

    def _badge(self, painter: QPainter, line: QRectF, text: str, unit: float, lamp: str) -> None:
        font = self._font(unit * 1.1, strong=True)
        wide = QFontMetricsF(font).horizontalAdvance(text) + unit * 1.4
        box = QRectF(line.right() - wide, line.center().y() - unit, wide, unit * 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.lamp(lamp))
        painter.drawRoundedRect(box, unit, unit)
        painter.setFont(font)
        painter.setPen(self._look.colour("on_colour"))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), text)

    def _text(
        self,
        painter: QPainter,
        box: QRectF,
        text: str,
        size: float,
        role: str,
        strong: bool = False,
        right: bool = False,
    ) -> None:
        font = self._font(size, strong)
        painter.setFont(font)
        painter.setPen(self._look.colour(role))
        cut = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter | side), cut)

    def _font(self, size: float, strong: bool = False) -> QFont:
        font = QFont(self._look.font("body", strong=strong))
        font.setPixelSize(max(round(size), 6))
        return font


def _banner(conference: Mapping[str, Any]) -> str:
    """What runs over the program, as a text or as an object with one."""
    told = conference.get("banner")
    text = told.get("text", "") if isinstance(told, Mapping) else told
    return str(text or "")
