"""A list to choose one of, as wide as its texts: Qt leaves room for their ink alone, and the last
sign of a Chinese text is cut on a wall."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QComboBox

BEARINGS = 5  # this part of a line's height is beside the ink of a text, left and right together


class Choice(QComboBox):
    def sizeHint(self) -> QSize:
        return self._wider(super().sizeHint())

    def minimumSizeHint(self) -> QSize:
        return self._wider(super().minimumSizeHint())

    def _wider(self, size: QSize) -> QSize:
        return QSize(size.width() + self.fontMetrics().height() // BEARINGS, size.height())
