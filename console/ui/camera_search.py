"""Cameras to find by words: a search field over a list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
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


class CameraSearch(QWidget):
    """``taken`` carries the id of a camera: Enter on its row or a double press, and Enter in the
    field for the first that is found. What the search does not find is hidden."""

    taken = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: dict[str, str] = {}
        self._groups: dict[str, str] = {}
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
        self.search.returnPressed.connect(self._on_enter)
        self.list.itemActivated.connect(lambda item: self.taken.emit(str(item.data(_ID))))

    def set_cameras(self, cameras: Sequence[CameraEntry]) -> None:
        self._names = {camera.id: camera.name for camera in cameras}
        self._groups = {camera.id: camera.group for camera in cameras}
        self._index = None
        self._fill(self._names)

    def found(self) -> list[str]:
        """The ids of all that the search shows, in the order of the list."""
        return [camera for camera, item in self._items.items() if not item.isHidden()]

    def current(self) -> str:
        """The id of the camera whose row is chosen; empty when none is seen to be."""
        item = self.list.currentItem()
        return str(item.data(_ID)) if item is not None and not item.isHidden() else ""

    def name(self, camera: str) -> str:
        return self._names.get(camera, camera)

    def words_changed(self) -> None:
        self.list.setAccessibleName(self.tr("Cameras"))
        words = self.tr("search by name, pinyin, id or group")
        self.search.setPlaceholderText(words)
        self.search.setAccessibleName(words)

    # -- inside

    def _fill(self, cameras: Iterable[str]) -> None:
        """The rows in this order; nothing is searched any more."""
        self.search.clear()
        self.list.clear()
        self._items = {camera: self._item(camera) for camera in cameras}
        self.list.scrollToTop()

    def _item(self, camera: str) -> QListWidgetItem:
        item = QListWidgetItem(f"{self._names[camera]}  {camera}", self.list)
        item.setData(_ID, camera)
        item.setToolTip(self._groups[camera])
        return item

    def _on_search(self, text: str) -> None:
        cameras = list(self._names)
        if self._index is None:
            texts = [(self._names[camera], camera, self._groups[camera]) for camera in cameras]
            self._index = CameraIndex(texts, readings)
        found = set(range(len(cameras)))
        for word in text.split()[:MOST_WORDS]:
            found &= self._index.find(word)
        for number, camera in enumerate(cameras):
            self._items[camera].setHidden(number not in found)

    def _on_enter(self) -> None:
        if self.search.text() and (found := self.found()):
            self.taken.emit(found[0])
