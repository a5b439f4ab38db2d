"""The log tab: what happened in this room, the newest first."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from datetime import date, datetime

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from console.room_clock import room_now

LINES_KEPT = 500

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


class _Lines(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self._lines: deque[str] = deque()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._lines[index.row()]
        return None

    def add_before(self, lines: Iterable[str]) -> None:
        """Older lines, the newest first."""
        older = list(lines)[: LINES_KEPT - len(self._lines)]
        if older:
            at = len(self._lines)
            self.beginInsertRows(NOWHERE, at, at + len(older) - 1)
            self._lines.extend(older)
            self.endInsertRows()

    def add(self, line: str) -> None:
        if len(self._lines) >= LINES_KEPT:
            self.beginRemoveRows(NOWHERE, LINES_KEPT - 1, len(self._lines) - 1)
            self._lines.pop()
            self.endRemoveRows()
        self.beginInsertRows(NOWHERE, 0, 0)
        self._lines.appendleft(line)
        self.endInsertRows()


class DutyLog(QListView):
    """Keeps the newest ``LINES_KEPT`` lines. ``added`` carries the time and text of one that the
    room wrote itself."""

    added = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = _Lines()
        self.setModel(self._lines)
        self.setObjectName("rows")
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._lines.rowCount():
            painter = QPainter(self.viewport())
            painter.setPen(self.palette().placeholderText().color())
            flags = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap
            room = self.viewport().rect().adjusted(8, 12, -8, -8)
            painter.drawText(room, int(flags), self.tr("What happens in the room is noted here."))
            painter.end()

    def add(self, at: datetime, text: str) -> None:
        self.show_line(at, text)
        self.added.emit(at, text)

    def show_line(self, at: datetime, text: str) -> None:
        """One that is kept already."""
        self._lines.add(f"{at.astimezone():%H:%M:%S}  {text}")

    def show_before(self, lines: Iterable[tuple[datetime, str]]) -> None:
        """What was written before the window opened, the newest first."""
        today = room_now().date()
        self._lines.add_before(_dated(at.astimezone(), text, today) for at, text in lines)


def _dated(at: datetime, text: str, today: date) -> str:
    return f"{at:%H:%M:%S}  {text}" if at.date() == today else f"{at:%m-%d %H:%M:%S}  {text}"
