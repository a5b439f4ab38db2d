"""What the replay bar is about: names and what goes on, in amber while it is the past."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from console.ui.theme import Look


class ReplayTitle(QLabel):
    """Cut at its end where the room is short; all of it is in the tool tip."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._past = False
        self.setFont(look.font("row", strong=True))
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def say(self, text: str, past: bool) -> None:
        if (text, past) != (self.text(), self._past):
            self._past = past
            self.setText(text)
            self.setToolTip(text)
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._look.font("row", strong=True))
        painter.setPen(self._look.lamp_text("amber") if self._past else self._look.colour("text"))
        words = self._look.metrics("row", strong=True).elidedText(
            self.text(), Qt.TextElideMode.ElideRight, self.width()
        )
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        painter.drawText(self.rect(), flags, words)
        painter.end()
