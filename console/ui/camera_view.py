"""The tree of cameras as a view, with keys of its own."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QTreeView

from console.ui.shortcuts import FINDER, Keys, pressed
from console.ui.theme import Look


class CameraView(QTreeView):
    """``keyed`` carries an action of ``shortcuts`` for the row that is current. Digits are left to
    the window."""

    keyed = Signal(str)

    def __init__(self, look: Look, keys: Keys) -> None:
        super().__init__()
        self._keys = keys
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
        if action := self._keys.action(FINDER, pressed(event)):
            self.keyed.emit(action)
        elif event.text().isdigit():
            event.ignore()
        else:
            super().keyPressEvent(event)
