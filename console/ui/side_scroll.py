"""A row that is longer than its room: scrolled sideways, by the wheel too."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

NOTCH = 120  # of ``angleDelta``


class SideScroll(QScrollArea):
    """``step_px``: how far a notch of the wheel goes."""

    def __init__(self, inner: QWidget, step_px: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.step_px = step_px
        self.setWidget(inner)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta()
        notches = (turned.x() or turned.y()) / NOTCH
        bar = self.horizontalScrollBar()
        bar.setValue(bar.value() - round(notches * self.step_px))
        event.accept()
