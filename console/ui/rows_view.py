"""A list of many rows of one height. A row that comes, goes or moves costs as much among ten
thousand as among ten, which Qt's own list, laying out all of them anew, does not offer."""

from __future__ import annotations

import time

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

CALM_MS = 200


class RowsView(QTableView):
    """``entered_row`` carries a row on which Enter was pressed."""

    entered_row = Signal(QModelIndex)

    def __init__(self, row_px: int) -> None:
        super().__init__()
        self._painted_at = 0.0
        self._due = QTimer(self)
        self._due.setSingleShot(True)
        self._due.setInterval(CALM_MS)
        self._due.timeout.connect(self._paint_again)
        across, down = self.horizontalHeader(), self.verticalHeader()
        for header in (across, down):
            header.hide()
            header.setMinimumSectionSize(1)
        across.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        down.setDefaultSectionSize(row_px)
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def calm(self) -> None:
        """Rows are about to change: a burst of changes is painted some times a second, one after a
        while at once."""
        now = time.monotonic()
        if self._due.isActive():
            return
        if now - self._painted_at >= CALM_MS / 1000:
            self._painted_at = now
            return
        self.setUpdatesEnabled(False)
        self._due.start()

    def _paint_again(self) -> None:
        self._painted_at = time.monotonic()
        self.setUpdatesEnabled(True)

    def seen(self) -> range:
        """The rows within the view; none while it is hidden."""
        if not self.isVisible():
            return range(0)
        first = self.rowAt(0)
        last = self.rowAt(self.viewport().height() - 1)
        count = self.verticalHeader().count()
        return range(max(first, 0), count if last < 0 else last + 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        model = self.model()
        match event.key():
            case Qt.Key.Key_Home if model is not None:
                self.setCurrentIndex(model.index(0, 0))
            case Qt.Key.Key_End if model is not None:
                self.setCurrentIndex(model.index(model.rowCount() - 1, 0))
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if self.currentIndex().isValid():
                self.entered_row.emit(self.currentIndex())
            case _:
                super().keyPressEvent(event)
