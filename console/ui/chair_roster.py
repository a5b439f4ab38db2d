"""The sites of a conference in a table: how each stands, its hand, its line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from console.ui.chair_words import line_text, stands_text
from console.ui.lamps import lamp_pixmap
from console.ui.node_list import LAMPS
from console.ui.plain_table import as_table
from console.ui.theme import Look
from console.ui.words import node_state

NAME, STANDS, HAND, LINE = range(4)
ID = Qt.ItemDataRole.UserRole


class ChairRoster(QTreeWidget):
    """In the order of the site's list: nobody jumps while the chair reaches for it."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._items: dict[str, QTreeWidgetItem] = {}
        as_table(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setColumnCount(4)
        header = self.header()
        header.setSectionsMovable(False)
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(look.px(36))
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        self.words_changed()

    def set_conference(self, conference: Mapping[str, Any]) -> None:
        """The whole of ``GET /v1/conference``."""
        nodes = conference.get("nodes", [])
        if [node["id"] for node in nodes] != list(self._items):
            self._make([str(node["id"]) for node in nodes])
        hands = {id_: at for at, id_ in enumerate(conference.get("hands", ()), 1)}
        for node in nodes:
            item = self._items[node["id"]]
            lamp = LAMPS.get(node_state(node), "grey")
            if item.data(STANDS, ID) != lamp:
                item.setData(STANDS, ID, lamp)
                item.setIcon(NAME, QIcon(lamp_pixmap(self._look, lamp, self._look.px(10))))
            for column, text in (
                (NAME, str(node.get("name", ""))),
                (STANDS, stands_text(node, conference)),
                (HAND, str(hands.get(node["id"], ""))),
                (LINE, line_text(node)),
            ):
                if item.text(column) != text:
                    item.setText(column, text)

    def chosen(self) -> list[str]:
        """The ids of the selected sites, in the list's order."""
        picked = {str(item.data(NAME, ID)) for item in self.selectedItems()}
        return [id_ for id_ in self._items if id_ in picked]

    def choose(self, id_: str) -> None:
        if item := self._items.get(id_):
            self.setCurrentItem(item)

    def words_changed(self) -> None:
        self.setAccessibleName(self.tr("Sites"))
        self.setHeaderLabels([self.tr("Site"), self.tr("Stands"), self.tr("Hand"), self.tr("Line")])

    def _make(self, ids: list[str]) -> None:
        before = self.chosen()
        self.clear()
        self._items = {}
        for id_ in ids:
            item = QTreeWidgetItem(self)
            item.setData(NAME, ID, id_)
            item.setSelected(id_ in before)
            self._items[id_] = item
