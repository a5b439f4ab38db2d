"""A layout as a little drawing of its grid, to press."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from console.ui.theme import Look
from layouts.grid import rects
from layouts.layout import Layout


class LayoutButton(QAbstractButton):
    def __init__(self, look: Look, layout: Layout, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown = layout
        self._look = look
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setToolTip(layout.title or layout.name)
        self.setAccessibleName(layout.title or layout.name)

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(32), self._look.px(32))

    def enterEvent(self, _event: QEnterEvent) -> None:
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, painter = self._look, QPainter(self)
        wide, high = look.px(22), look.px(16)
        left, top = (self.width() - wide) // 2, (self.height() - high) // 2
        role = "accent" if self.isChecked() else ("text" if self.underMouse() else "quiet")
        painter.setPen(look.colour(role))
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        dense = len(self.shown.cells) > 16
        for cell in rects(self.shown, wide, high, 1):
            # lines between 64 cells leave no cells: there the cells are filled instead
            x, y = left + cell.x, top + cell.y
            if dense:
                painter.fillRect(x, y, cell.width, cell.height, look.colour(role))
            else:
                painter.drawRect(x, y, cell.width, cell.height)
        painter.end()
