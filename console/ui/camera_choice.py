"""Cameras to tick: a search field over a list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from console.site.pinyin import readings
from console.site.records import CameraEntry
from console.ui.camera_index import MOST_WORDS, CameraIndex
from console.ui.theme import Look

_ID = Qt.ItemDataRole.UserRole


class CameraChoice(QWidget):
    """The ticked ones stand first when ``choose`` was called; Space ticks, the search hides."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: dict[str, str] = {}
        self._items: dict[str, QListWidgetItem] = {}
        self._index: CameraIndex | None = None
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.list = QListWidget()
        self.list.setObjectName("choices")
        self.list.setUniformItemSizes(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(6))
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        self.search.textChanged.connect(self._on_search)

    def set_cameras(self, cameras: Sequence[CameraEntry]) -> None:
        self._names = {camera.id: camera.name for camera in cameras}
        self._index = None
        self.choose(())

    def choose(self, cameras: Iterable[str]) -> None:
        """Tick these and no other."""
        first = [camera for camera in cameras if camera in self._names]
        self.search.clear()
        self.list.clear()
        self._items.clear()
        for camera in dict.fromkeys([*first, *self._names]):
            item = QListWidgetItem(f"{self._names[camera]}  {camera}", self.list)
            item.setData(_ID, camera)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            ticked = camera in first
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
            self._items[camera] = item
        self.list.scrollToTop()

    def chosen(self) -> list[str]:
        checked = Qt.CheckState.Checked
        return [camera for camera, item in self._items.items() if item.checkState() == checked]

    def name(self, camera: str) -> str:
        return self._names.get(camera, camera)

    def words_changed(self) -> None:
        self.list.setAccessibleName(self.tr("Cameras"))
        self.search.setPlaceholderText(self.tr("search by name, pinyin or id"))
        self.search.setAccessibleName(self.tr("search by name, pinyin or id"))

    def _on_search(self, text: str) -> None:
        cameras = list(self._names)
        if self._index is None:
            texts = [(self._names[camera], camera) for camera in cameras]
            self._index = CameraIndex(texts, readings)
        found = set(range(len(cameras)))
        for word in text.split()[:MOST_WORDS]:
            found &= self._index.find(word)
        for number, camera in enumerate(cameras):
            self._items[camera].setHidden(number not in found)
