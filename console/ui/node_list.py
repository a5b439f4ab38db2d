"""The conference's sites as a list with lamps and a word of state."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QMimeData, QModelIndex, Qt
from PySide6.QtGui import QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from console.site.records import NodeEntry
from console.ui.camera_tree import SOURCE
from console.ui.case_list import Index
from console.ui.lamps import Lamp, lamp_pixmap
from console.ui.sources import source_mime
from console.ui.theme import Look
from console.ui.words import node_state, node_text

STATE = Qt.ItemDataRole.UserRole + 4
LAMPS: Mapping[str, Lamp] = {
    "live": "green",
    "waiting": "amber",
    "calling": "amber",
    "left": "grey",
    "absent": "grey",
    "unreachable": "red",
}


class NodeList(QStandardItemModel):
    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._items: dict[str, QStandardItem] = {}

    def set_nodes(self, nodes: Iterable[NodeEntry]) -> None:
        self.clear()
        self._items = {}
        for node in nodes:
            item = QStandardItem(node.name)
            item.setData(f"node:{node.id}", SOURCE)
            item.setToolTip(node.id)
            item.setEditable(False)
            self._items[node.id] = item
            self._set_state(item, "absent")
            self.appendRow(item)

    def set_states(self, nodes: Sequence[Mapping[str, Any]]) -> None:
        """The ``nodes`` of a conference as the control API tells it."""
        for node in nodes:
            item = self._items.get(str(node.get("id", "")))
            state = node_state(node)
            if item is not None and item.data(STATE) != state:
                self._set_state(item, state)

    def mimeTypes(self) -> list[str]:
        return source_mime("").formats()

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        return source_mime(str(indexes[0].data(SOURCE)) if indexes else "")

    def _set_state(self, item: QStandardItem, state: str) -> None:
        item.setData(state, STATE)
        lamp = lamp_pixmap(self._look, LAMPS.get(state, "grey"), self._look.px(9))
        item.setData(lamp, Qt.ItemDataRole.DecorationRole)


class NodeDelegate(QStyledItemDelegate):
    """Paints the state's word at the right."""

    def __init__(self, look: Look, view: QListView) -> None:
        super().__init__(view)
        self._look = look

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        painter.setFont(self._look.font("small"))
        painter.setPen(self._look.colour("quiet"))
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
        look = self._look
        taken = look.metrics("body").horizontalAdvance(str(index.data())) + look.px(36)
        words = look.metrics("small").elidedText(
            node_text(str(index.data(STATE))),
            Qt.TextElideMode.ElideRight,
            max(option.rect.width() - taken, 0),
        )
        painter.drawText(option.rect.adjusted(0, 0, -8, 0), flags, words)
