"""Choosing a place with the mouse: a click on the map or in a camera's picture."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication

from console.ui.map_view import MapView
from console.ui.tile import Tile
from console.ui.wall import Wall


class PlacePick(QObject):
    """``map_picked`` carries longitude and latitude, ``picture_picked`` a wall, a cell and the
    place in its picture (0..1)."""

    map_picked = Signal(float, float)
    picture_picked = Signal(object, int, float, float)
    cancelled = Signal()

    def __init__(self, shown: MapView, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._map = shown
        self._picking = False

    @property
    def picking(self) -> bool:
        return self._picking

    def begin(self) -> None:
        """The next click chooses; Esc, or a right click, chooses nothing."""
        if not self._picking:
            self._picking = True
            app = QApplication.instance()
            assert app is not None
            app.installEventFilter(self)
            QApplication.setOverrideCursor(Qt.CursorShape.CrossCursor)

    def end(self) -> None:
        if self._picking:
            self._picking = False
            app = QApplication.instance()
            assert app is not None
            app.removeEventFilter(self)
            QApplication.restoreOverrideCursor()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not self._picking:
            return False
        if event.type() in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride):
            return self._on_key(event)
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonPress:
            return self._on_press(watched, event)
        return False

    def _on_key(self, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.key() != Qt.Key.Key_Escape:
            return False
        if event.type() == QEvent.Type.KeyPress:
            self.end()
            self.cancelled.emit()
        event.accept()
        return True

    def _on_press(self, watched: QObject, event: QMouseEvent) -> bool:
        on_map, on_tile = watched is self._map.viewport(), isinstance(watched, Tile)
        if not (on_map or on_tile):
            return False
        if event.button() != Qt.MouseButton.LeftButton:
            self.end()
            self.cancelled.emit()
            return True
        if on_map:
            self.end()
            self.map_picked.emit(*self._map.place_at(event.position().toPoint()))
        elif isinstance(watched, Tile) and (spot := watched.spot(event.position())) is not None:
            wall = watched.parent()
            if isinstance(wall, Wall):
                self.end()
                self.picture_picked.emit(wall, watched.cell, *spot)
        return True
