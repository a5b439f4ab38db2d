"""A row of widgets that goes on in the next line where there is no more room."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget, QWidgetItem


class Flow(QLayout):
    def __init__(self, spacing: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)
        self._items: list[QLayoutItem] = []

    def addWidget(self, widget: QWidget) -> None:
        # an item of our own: one that Qt makes may be taken for deleted while it is still there
        self.addChildWidget(widget)
        self.addItem(QWidgetItem(widget))

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        sizes = [item.sizeHint() for item in self._items if not item.isEmpty()]
        widest = max((size.width() for size in sizes), default=0)
        return QSize(widest, max((size.height() for size in sizes), default=0))

    def _place(self, rect: QRect, move: bool) -> int:
        """How high it is. Widgets stand in the middle of their line."""
        x, y = rect.x(), rect.y()
        line: list[tuple[QLayoutItem, int]] = []
        high = 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint()
            if line and x + size.width() > rect.right() + 1:
                _settle(line, y, high, move)
                line, x, y, high = [], rect.x(), y + high + self.spacing(), 0
            line.append((item, x))
            x += size.width() + self.spacing()
            high = max(high, size.height())
        _settle(line, y, high, move)
        return y + high - rect.y()


def _settle(line: list[tuple[QLayoutItem, int]], y: int, high: int, move: bool) -> None:
    if move:
        for item, x in line:
            size = item.sizeHint()
            item.setGeometry(QRect(QPoint(x, y + (high - size.height()) // 2), size))
