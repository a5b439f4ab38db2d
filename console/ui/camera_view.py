"""The tree of cameras as a view: Enter, Ctrl+Enter, digits for the number readout."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QTreeView

from console.ui.theme import Look


class CameraView(QTreeView):
    """``enlarge_wished``: Ctrl+Enter on a row. Digits are left to the window."""

    enlarge_wished = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setIndentation(look.px(16))
        self.setExpandsOnDoubleClick(True)
        self.setIconSize(QSize(look.px(9), look.px(9)))
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.enlarge_wished.emit()
        elif event.text().isdigit():
            event.ignore()
        else:
            super().keyPressEvent(event)
