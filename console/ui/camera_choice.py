"""Cameras to tick: a search field over a list."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidgetItem

from console.ui.camera_search import CameraSearch

_ON, _OFF = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class CameraChoice(CameraSearch):
    """The ticked ones stand first when ``choose`` was called; Space ticks."""

    def choose(self, cameras: Iterable[str]) -> None:
        """Tick these and no other."""
        first = [camera for camera in cameras if camera in self._names]
        self._fill(dict.fromkeys([*first, *self._names]))
        for camera in first:
            self._items[camera].setCheckState(_ON)

    def chosen(self) -> list[str]:
        return [camera for camera, item in self._items.items() if item.checkState() == _ON]

    def _item(self, camera: str) -> QListWidgetItem:
        item = super()._item(camera)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(_OFF)
        return item
