"""A bar that shows how loud sound is: its mean as the bar, its peak as a line, both in dBFS."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.ui.theme import Look
from media.level import Level

QUIETEST_DB = -60.0  # the left end
GOOD_DB, LOUD_DB = -40.0, -6.0  # speech lies between; above it is about to clip


def place(dbfs: float) -> float:
    """Where a level lies on the bar: 0 to 1. Pure."""
    return min(max(1 - dbfs / QUIETEST_DB, 0.0), 1.0)


class LevelMeter(QWidget):
    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.level = Level()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_level(self, level: Level) -> None:
        if level != self.level:
            self.level = level
            self.setAccessibleDescription(f"{level.rms:.0f} dBFS")
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(160), self._look.px(14))

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, painter = self._look, QPainter(self)
        box = QRectF(self.rect())
        painter.fillRect(box, look.colour("raised"))
        mean, peak = place(self.level.rms), place(self.level.peak)
        lamp = "red" if self.level.peak >= LOUD_DB else "green"
        painter.fillRect(QRectF(0, 0, box.width() * mean, box.height()), look.lamp(lamp))
        if peak > 0:
            at = min(box.width() * peak, box.width() - 2)
            painter.fillRect(QRectF(at, 0, 2, box.height()), look.colour("text"))
        painter.setPen(look.pen("line"))
        for tick in (GOOD_DB, LOUD_DB):
            x = round(box.width() * place(tick))
            painter.drawLine(x, 0, x, self.height())
        painter.end()
