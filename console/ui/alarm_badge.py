"""How many alarms wait for a cell, in the top line: a press opens their list."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from console.ui.badge import draw_badge
from console.ui.theme import Look


class AlarmBadge(QAbstractButton):
    """Hidden while none waits."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._count, self._key, self._narrow = 0, "", False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.hide()

    def set(self, count: int, key: str) -> None:
        """``key`` opens the list too; empty where none does."""
        if (count, key) != (self._count, self._key):
            self._count, self._key = count, key
            self.setVisible(count > 0)
            self.words_changed()

    def set_narrow(self, narrow: bool) -> None:
        if narrow != self._narrow:
            self._narrow = narrow
            self.words_changed()

    def words_changed(self) -> None:
        words = self.tr("1 alarm waits") if self._count == 1 else self.tr("{n} alarms wait")
        words = words.format(n=self._count)
        brief = self.tr("Alarms {n}").format(n=self._count)
        self.setText(brief if self._narrow else words)
        self.setAccessibleName(words)
        tip = self.tr("No cell shows them: a press lists them")
        self.setToolTip(f"{words}\n{tip} ({self._key})" if self._key else f"{words}\n{tip}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = self._look.metrics("small", strong=True)
        return QSize(metrics.horizontalAdvance(self.text()) + self._look.px(20), self._look.px(26))

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        draw_badge(painter, look, box, self.text(), look.level("red"), look.colour("on_colour"))
        if self.hasFocus() or self.underMouse():
            painter.setPen(look.pen("accent" if self.hasFocus() else "text", 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.end()
