"""One table of a report in a view: sorted by any column, a row leads to its cases."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTreeView, QWidget

from console.figures.tables import Cell, Table
from console.ui.plain_table import as_table
from console.ui.report_words import cell_text, column_text
from console.ui.theme import Look

Index = QModelIndex | QPersistentModelIndex
WIDEST_PX = 360
NOWHERE = QModelIndex()


class TableModel(QAbstractTableModel):
    """The sum, where there is one, stays below the others."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._table: Table | None = None
        self._order: list[int] = []

    def set_table(self, table: Table | None) -> None:
        self.beginResetModel()
        self._table = table
        self._order = list(range(len(table.rows))) if table else []
        self.endResetModel()

    def ids(self, row: int) -> tuple[str, ...]:
        """The cases that a shown row speaks of."""
        if self._table is None or not 0 <= row < len(self._order):
            return ()
        at = self._order[row]
        return self._table.ids[at] if at < len(self._table.ids) else ()

    def title(self, row: int) -> str:
        return str(self.index(row, 0).data() or "")

    def words_changed(self) -> None:
        self.beginResetModel()
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._order)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() or self._table is None else len(self._table.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if self._table is None or not index.isValid():
            return None
        at = self._order[index.row()]
        column = self._table.columns[index.column()]
        cell = self._table.rows[at][index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return cell_text(cell, column.kind, None, column.key)
            case Qt.ItemDataRole.TextAlignmentRole if column.kind != "text":
                return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            case Qt.ItemDataRole.FontRole if self._table.sums and at == len(self._order) - 1:
                return self._look.font("body", strong=True)
            case Qt.ItemDataRole.ForegroundRole if column.key in ("overdue", "late") and cell:
                return self._look.lamp_text("red")
            case _:
                return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if self._table is None or orientation is not Qt.Orientation.Horizontal:
            return None
        column = self._table.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column_text(column.key)
        if role == Qt.ItemDataRole.TextAlignmentRole and column.kind != "text":
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        table = self._table
        if table is None or not 0 <= column < len(table.columns):
            return
        parts = list(range(len(table.rows) - table.sums))
        parts.sort(key=lambda at: _key(table.rows[at][column]),
                   reverse=order == Qt.SortOrder.DescendingOrder)  # fmt: skip
        self.layoutAboutToBeChanged.emit()
        self._order = parts + ([len(table.rows) - 1] if table.sums else [])
        self.layoutChanged.emit()


class ReportTable(QTreeView):
    """``row_chosen``: its title and the ids of its cases, by Enter or a double click."""

    row_chosen = Signal(str, tuple)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        as_table(self)
        self._look, self.rows = look, TableModel(look)
        self.setModel(self.rows)
        self.setAllColumnsShowFocus(True)
        self.setSortingEnabled(True)
        header = self.header()
        header.setSectionsMovable(False)
        header.setStretchLastSection(False)
        header.setSortIndicatorClearable(True)
        header.setMaximumSectionSize(look.px(WIDEST_PX))
        self.activated.connect(self._on_activated)

    def set_table(self, table: Table | None) -> None:
        header = self.header()
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.rows.set_table(table)
        for column in range(self.rows.columnCount()):
            self.resizeColumnToContents(column)
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
        if self.rows.rowCount():
            self.setCurrentIndex(self.rows.index(0, 0))

    def _on_activated(self, index: QModelIndex) -> None:
        ids = self.rows.ids(index.row())
        if ids:
            self.row_chosen.emit(self.rows.title(index.row()), ids)


def _key(cell: Cell) -> tuple[int, float, str]:
    """Numbers before words, what is not known first."""
    if cell is None:
        return (0, 0.0, "")
    if isinstance(cell, datetime):
        return (1, cell.timestamp(), "")
    if isinstance(cell, int | float):
        return (1, float(cell), "")
    return (2, 0.0, cell)
