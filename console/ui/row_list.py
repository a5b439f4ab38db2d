"""A list of rows that are known by an id: filled anew without losing which one is chosen."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem

ID = Qt.ItemDataRole.UserRole


def fill_rows(view: QListWidget, rows: Iterable[tuple[str, str]], chosen: str) -> None:
    """``rows``: id and words of each. What was ``chosen`` is so again, else the first. Tells
    nobody."""
    with QSignalBlocker(view):
        view.clear()
        for id_, words in rows:
            item = QListWidgetItem(words)
            item.setData(ID, id_)
            view.addItem(item)
            if id_ == chosen:
                view.setCurrentItem(item)
        if view.currentItem() is None:
            view.setCurrentRow(0)


def chosen_row(view: QListWidget) -> str:
    """The id of the row that is chosen; empty when none is."""
    item = view.currentItem()
    return str(item.data(ID)) if item is not None else ""
