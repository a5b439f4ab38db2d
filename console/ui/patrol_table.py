"""The rows of the patrol log in a view, more of them as it is scrolled."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from console.ui.theme import Look
from console.ui.words import N, say
from layouts.patrol import PatrolPage, PatrolRow

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
COLUMNS = (
    N("From, until"), N("Tour"), N("On duty"), N("Camera"), N("Seconds live"), N("Counts"),
)  # fmt: skip
WHEN, TOUR, WHO, CAMERA, LIVE, COUNTS = range(len(COLUMNS))


class PatrolTable(QAbstractTableModel):
    """``more_wished`` carries what the rows that follow are asked for with."""

    more_wished = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._names: Mapping[str, str] = {}
        self._rows: list[PatrolRow] = []
        self._before: int | None = None
        self._asked = False

    def begin(self, page: PatrolPage, names: Mapping[str, str]) -> None:
        """The first rows of a day; ``names`` of the cameras, by id."""
        self.beginResetModel()
        self._names, self._rows = names, list(page.rows)
        self._before, self._asked = page.before, False
        self.endResetModel()

    def go_on(self, page: PatrolPage) -> None:
        """Those that were wished for; of another day by now they are left."""
        if not self._asked:
            return
        if page.rows:
            last = len(self._rows)
            self.beginInsertRows(NOWHERE, last, last + len(page.rows) - 1)
            self._rows += page.rows
            self.endInsertRows()
        self._before, self._asked = page.before, False

    def words_changed(self) -> None:
        self.beginResetModel()
        self.endResetModel()

    # -- Qt

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def canFetchMore(self, parent: Index) -> bool:  # noqa: N802  # Qt's own name
        return not parent.isValid() and self._before is not None and not self._asked

    def fetchMore(self, parent: Index) -> None:  # noqa: N802  # Qt's own name
        if self.canFetchMore(parent):
            self._asked = True
            self.more_wished.emit(self._before)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return self._text(row, column)
            case Qt.ItemDataRole.TextAlignmentRole if column == LIVE:
                return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            case Qt.ItemDataRole.ForegroundRole if column == COUNTS and not row.counts:
                return self._look.lamp_text("amber")
            case _:
                return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return say(COLUMNS[section])
        if role == Qt.ItemDataRole.TextAlignmentRole and section == LIVE:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def _text(self, row: PatrolRow, column: int) -> str:
        since, until = (each.astimezone() for each in (row.since, row.until))
        return (
            f"{since:%H:%M:%S} – {until:%H:%M:%S}",
            row.tour,
            row.who or "—",
            self._names.get(row.camera, row.camera),
            f"{row.told_s:.1f}",
            say("counts") if row.counts else say("too short"),
        )[column]
