"""One figure of the room's health: a lamp, a word, a count. Painted, never polished anew."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.ui.lamps import lamp_pixmap
from console.ui.theme import Look


class HealthLamp(QWidget):
    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._lamp = "grey"
        self._text = ""
        self._brief = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def set(self, lamp: str, text: str) -> None:
        if (lamp, text) == (self._lamp, self._text):
            return
        wider = len(text) != len(self._text)
        self._lamp, self._text = lamp, text
        self.setAccessibleName(text)
        self.setToolTip(text)
        if wider:
            self.updateGeometry()
        self.update()

    def set_brief(self, brief: bool) -> None:
        """The lamp alone, its words in the tool tip."""
        if brief != self._brief:
            self._brief = brief
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        look = self._look
        if self._brief:
            return QSize(look.px(10), look.px(24))
        wide = look.metrics("body").horizontalAdvance(self._text)
        return QSize(wide + look.px(18), look.px(24))

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, painter = self._look, QPainter(self)
        size = look.px(9)
        lamp = lamp_pixmap(look, self._lamp, size, self.devicePixelRatioF())
        painter.drawPixmap(0, (self.height() - size) // 2, lamp)
        if not self._brief:
            painter.setFont(look.font("body"))
            painter.setPen(look.colour("quiet" if self._lamp in ("green", "grey") else "text"))
            flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
            painter.drawText(self.rect().adjusted(size + look.px(6), 0, 0, 0), flags, self._text)
        painter.end()


def count_lamp(live: int, total: int, lost: int) -> str:
    """Green when nothing wanted is missing; grey when nothing is wanted."""
    if lost:
        return "amber" if live else "red"
    return "green" if live and total else "grey"
