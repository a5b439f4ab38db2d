"""What the replay bar is about: names and what goes on, in amber while it is the past."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from console.ui.theme import Look


class ReplayTitle(QLabel):
    """Cut at its end where the room is short, or without its names where there is a ``message``;
    all of it is in the tool tip."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._past = False
        self._message = ""
        self.setFont(look.font("row", strong=True))
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def say(self, names: str, words: str, past: bool, message: str = "") -> None:
        text = "  ".join(part for part in (names, message or words) if part)
        if (text, past) != (self.text(), self._past):
            self._past, self._message = past, message
            self.setText(text)
            self.setToolTip(text)
            self.update()

    def fitting(self) -> str:
        """What is shown in the room there is."""
        metrics = self._look.metrics("row", strong=True)
        text, message = self.text(), self._message
        if message and metrics.horizontalAdvance(text) > self.width():
            text = message
        return metrics.elidedText(text, Qt.TextElideMode.ElideRight, self.width())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._look.font("row", strong=True))
        painter.setPen(self._look.lamp_text("amber") if self._past else self._look.colour("text"))
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        painter.drawText(self.rect(), flags, self.fitting())
        painter.end()
