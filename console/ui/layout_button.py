"""A layout as a little drawing of its grid, to press."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QAbstractButton, QWidget

from console.ui.layout_words import layout_title
from console.ui.theme import Look
from layouts.grid import rects
from layouts.layout import Layout

WIDE_PX, HIGH_PX = 22, 16
DENSE = 16  # lines between more cells would leave no cells: there the cells are filled instead


class LayoutButton(QAbstractButton):
    def __init__(self, look: Look, layout: Layout, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown = layout
        self._look = look
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.words_changed()

    def words_changed(self) -> None:
        self.setToolTip(layout_title(self.shown))
        self.setAccessibleName(layout_title(self.shown))

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(29), self._look.px(32))

    def enterEvent(self, _event: QEnterEvent) -> None:
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, painter = self._look, QPainter(self)
        size = QSize(look.px(WIDE_PX), look.px(HIGH_PX))
        role = "accent" if self.isChecked() else ("text" if self.underMouse() else "quiet")
        painter.setPen(look.colour(role))
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        at = QPoint((self.width() - size.width()) // 2, (self.height() - size.height()) // 2)
        draw_layout(painter, look, self.shown, at, size, role)
        painter.end()


class MoreButton(QAbstractButton):
    """Three dots after the layouts: there are more."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def set_words(self, words: str) -> None:
        self.setToolTip(words)
        self.setAccessibleName(words)

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(26), self._look.px(32))

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            painter.setPen(look.colour("quiet"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("text" if self.underMouse() else "quiet"))
        middle = QRectF(self.rect()).center()
        for dot in (-1, 0, 1):
            at = QPointF(middle.x() + dot * look.px(6), middle.y())
            painter.drawEllipse(at, look.px(2), look.px(2))
        painter.end()


def draw_layout(
    painter: QPainter, look: Look, layout: Layout, at: QPoint, size: QSize, role: str
) -> None:
    """The cells of a layout as a drawing of this size."""
    painter.setPen(look.colour(role))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for cell in rects(layout, size.width(), size.height(), 1):
        x, y = at.x() + cell.x, at.y() + cell.y
        if len(layout.cells) > DENSE:
            painter.fillRect(x, y, cell.width, cell.height, look.colour(role))
        else:
            painter.drawRect(x, y, cell.width, cell.height)


def layout_pixmap(look: Look, layout: Layout, wide: int, role: str = "text") -> QPixmap:
    """The same for a list or a menu: a square with the drawing in its middle."""
    pixmap = QPixmap(wide, wide)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    size = QSize(wide - 2, (wide - 2) * HIGH_PX // WIDE_PX)
    draw_layout(painter, look, layout, QPoint(0, (wide - size.height()) // 2), size, role)
    painter.end()
    return pixmap
