"""The camera catalogue as a tree by group path, with lamps; fluid with a thousand entries.

The items are Qt's own, so that scrolling and searching run without Python.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import cast

from PySide6.QtCore import QMimeData, QModelIndex, QPointF, QSortFilterProxyModel, Qt
from PySide6.QtGui import QPainter, QPolygonF, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from console.site.records import CameraEntry
from console.ui.case_list import Index
from console.ui.lamps import Lamp, lamp_of, lamp_pixmap
from console.ui.sources import source_mime
from console.ui.theme import Look
from console.ui.words import findings_text
from media.source import SourceState

SOURCE = Qt.ItemDataRole.UserRole + 1  # written source; None on a group
COUNT = Qt.ItemDataRole.UserRole + 2  # cameras below a group
SEARCHED = Qt.ItemDataRole.UserRole + 3  # what a search looks through
FINDINGS = Qt.ItemDataRole.UserRole + 5  # what is wrong with the picture, as codes


class CameraTree(QStandardItemModel):
    """Groups and cameras. ``set_cameras`` builds it, ``set_states`` changes lamps only."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._items: dict[str, QStandardItem] = {}
        self._lamps: dict[str, Lamp] = {}

    def set_cameras(self, cameras: Iterable[CameraEntry]) -> None:
        self.clear()
        self._items = {}
        groups: dict[str, QStandardItem] = {"": self.invisibleRootItem()}
        counts: dict[str, int] = {}
        for camera in cameras:
            item = QStandardItem(camera.name)
            item.setData(f"camera:{camera.id}", SOURCE)
            item.setData(f"{camera.name} {camera.id} {camera.group}", SEARCHED)
            item.setToolTip(camera.id)
            item.setEditable(False)
            self._items[camera.id] = item
            self._light(camera.id, "grey")
            self._group(camera.group, groups).appendRow(item)
            for path in _paths(camera.group):
                counts[path] = counts.get(path, 0) + 1
        for path, count in counts.items():
            groups[path].setData(count, COUNT)

    def set_states(self, states: Mapping[str, SourceState]) -> None:
        for camera_id, state in states.items():
            lamp = lamp_of(state)
            if camera_id in self._items and self._lamps.get(camera_id) != lamp:
                self._light(camera_id, lamp)

    def set_findings(self, findings: Mapping[str, tuple[str, ...]]) -> None:
        """What is wrong with the pictures of cameras, as codes by id."""
        for camera_id, item in self._items.items():
            found = findings.get(camera_id, ())
            if found != (item.data(FINDINGS) or ()):
                item.setData(found, FINDINGS)
        self.words_changed()

    def words_changed(self) -> None:
        for camera_id, item in self._items.items():
            words = findings_text(item.data(FINDINGS) or ())
            tip = f"{camera_id}\n{words}" if words else camera_id
            if item.toolTip() != tip:
                item.setToolTip(tip)
                item.setData(words or None, Qt.ItemDataRole.AccessibleDescriptionRole)

    def mimeTypes(self) -> list[str]:
        return source_mime("").formats()

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        written = next((index.data(SOURCE) for index in indexes if index.data(SOURCE)), "")
        return source_mime(written)

    def _light(self, camera_id: str, lamp: Lamp) -> None:
        self._lamps[camera_id] = lamp
        self._items[camera_id].setData(
            lamp_pixmap(self._look, lamp, self._look.px(9)), Qt.ItemDataRole.DecorationRole
        )

    def _group(self, path: str, groups: dict[str, QStandardItem]) -> QStandardItem:
        """The item of a group path, made with its parents when it is new."""
        path = "/".join(part for part in path.split("/") if part)
        if path in groups:
            return groups[path]
        above, _, name = path.rpartition("/")
        item = QStandardItem(name)
        item.setEditable(False)
        item.setDragEnabled(False)
        item.setFont(self._look.font("body", strong=True))
        self._group(above, groups).appendRow(item)
        groups[path] = item
        return item


def _paths(group: str) -> list[str]:
    """The group and all above it."""
    parts = [part for part in group.split("/") if part]
    return ["/".join(parts[: n + 1]) for n in range(len(parts))]


class CameraSearch(QSortFilterProxyModel):
    """Keeps cameras whose name, id or group holds every word typed, and the groups above them;
    of them only those with a bad picture, if wished."""

    def __init__(self, tree: CameraTree) -> None:
        super().__init__()
        self.setRecursiveFilteringEnabled(True)
        self.setSourceModel(tree)
        self._words: list[str] = []
        self._bad = False

    def search(self, text: str) -> None:
        words = text.casefold().split()
        if words != self._words:
            self.beginFilterChange()
            self._words = words
            self.endFilterChange()

    def only_bad(self, bad: bool) -> None:
        """Whether to keep only cameras with whose picture something is wrong. Asked again after
        each change of findings: a group does not go by itself when its last camera does."""
        if bad or self._bad:
            self.beginFilterChange()
            self._bad = bad
            self.endFilterChange()

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:
        if not self._words and not self._bad:
            return True
        index = self.sourceModel().index(row, 0, parent)
        searched = index.data(SEARCHED)
        if self._bad and not index.data(FINDINGS):
            return False
        if searched is None:
            return False
        folded = searched.casefold()
        return all(word in folded for word in self._words)


class CountDelegate(QStyledItemDelegate):
    """Paints a group's arrow at the left and its count at the right, quietly."""

    def __init__(self, look: Look, view: QTreeView) -> None:
        super().__init__(view)
        self._look = look
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        if index.data(FINDINGS):
            self._paint_sign(painter, option)
        count = index.data(COUNT)
        if count is None:
            return
        look = self._look
        painter.setFont(look.font("small"))
        painter.setPen(look.colour("quiet"))
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
        painter.drawText(option.rect.adjusted(0, 0, -look.px(8), 0), flags, str(count))
        self._paint_arrow(painter, option, self._view.isExpanded(cast("QModelIndex", index)))

    def _paint_sign(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        size = self._look.px(10)
        sign = lamp_pixmap(self._look, "amber", size, painter.device().devicePixelRatioF())
        left = option.rect.right() - self._look.px(8) - size
        painter.drawPixmap(left, option.rect.center().y() - size // 2, sign)

    def _paint_arrow(self, painter: QPainter, option: QStyleOptionViewItem, opened: bool) -> None:
        half, middle = self._look.px(3), option.rect.center().y() + 1
        left = option.rect.left() - self._look.px(9)
        points = [(-half, -half), (half, -half), (0, half)]
        if not opened:
            points = [(-half, -half), (half, 0), (-half, half)]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.colour("quiet"))
        painter.drawPolygon(QPolygonF([QPointF(left + x, middle + y) for x, y in points]))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
