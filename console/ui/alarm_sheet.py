"""The alarms that no cell shows, the newest first: to bring onto the wall, to acknowledge."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from console.room_clock import room_now
from console.ui.finding_words import alarm_text
from console.ui.lamps import lamp_pixmap
from console.ui.plain_table import as_table
from console.ui.sheet import EDGE_PX, Sheet
from console.ui.theme import Look

WHAT, TITLE, SINCE = range(3)
KEY = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class AlarmRow:
    """One alarm that waits. ``title``: of the case, or the camera's name; ``level`` of a case,
    ``finding`` of a camera's picture, as codes; ``since`` with a time zone."""

    key: str
    title: str
    level: str
    finding: str
    since: datetime


class AlarmSheet(Sheet):
    """``bring_wished`` carries the key of one alarm, ``acknowledge_wished`` the keys of those that
    are chosen. ``now``: with the room's time zone; an alarm of another day is told with its date.
    """

    most_px = (640, 420)

    bring_wished = Signal(str)
    acknowledge_wished = Signal(list)

    def __init__(self, look: Look, parent: QWidget, now: Callable[[], datetime] = room_now) -> None:
        super().__init__(look, parent)
        self._now = now
        self._rows: tuple[AlarmRow, ...] = ()
        self._title, self._told, self._none = QLabel(), QLabel(), QLabel()
        self.table = QTreeWidget()
        self.bring, self.acknowledge, self._close = QPushButton(), QPushButton(), QPushButton()
        self._build()
        self._connect()
        self.words_changed()

    # -- setters

    def set_rows(self, rows: Sequence[AlarmRow]) -> None:
        """The newest first. What was chosen stays so; where that is gone, what came to its place is
        chosen."""
        if tuple(rows) != self._rows:
            self._rows = tuple(rows)
            self._fill()

    def first(self) -> QWidget:
        return self.table

    def chosen(self) -> list[str]:
        """The keys of the chosen alarms, in the order of the list."""
        return [str(item.data(WHAT, KEY)) for item in self._items() if item.isSelected()]

    def words_changed(self) -> None:
        words = self.tr("Alarms that wait")
        self.setAccessibleName(words)
        self._title.setText(words)
        self._told.setText(self.tr("No cell shows them. Enter brings one onto the wall."))
        self._none.setText(self.tr("No alarm waits: the wall shows all there are."))
        self.table.setAccessibleName(words)
        self.table.setHeaderLabels([self.tr("Alarm"), self.tr("Case, camera"), self.tr("Since")])
        self.bring.setText(self.tr("Onto the wall"))
        self.bring.setToolTip(
            self.tr("Into the first alarm cell; where none is free, into the selected cell")
        )
        self.acknowledge.setText(self.tr("Acknowledge"))
        self.acknowledge.setToolTip(self.tr("The chosen alarms were seen"))
        self._close.setText(self.tr("Close"))
        self._fill()

    # -- inside

    def _build(self) -> None:
        px = self._look.px
        self._title.setProperty("scale", "title")
        for label in (self._told, self._none):
            label.setProperty("tone", "quiet")
        self._told.setWordWrap(True)
        as_table(self.table)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.setColumnCount(SINCE + 1)
        header = self.table.header()
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(TITLE, QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        QVBoxLayout(self.table.viewport()).addWidget(self._none)
        self.bring.setProperty("kind", "likely")
        buttons = QHBoxLayout()
        buttons.setSpacing(px(8))
        buttons.addWidget(self.bring)
        buttons.addWidget(self.acknowledge)
        buttons.addStretch(1)
        buttons.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(EDGE_PX), px(18), px(EDGE_PX), px(18))
        column.setSpacing(px(8))
        column.addWidget(self._title)
        column.addWidget(self._told)
        column.addWidget(self.table, 1)
        column.addLayout(buttons)

    def _connect(self) -> None:
        self.table.itemSelectionChanged.connect(self._say_buttons)
        self.table.itemActivated.connect(lambda *_: self._on_bring())
        self.bring.clicked.connect(self._on_bring)
        self.acknowledge.clicked.connect(lambda: self.acknowledge_wished.emit(self.chosen()))
        self._close.clicked.connect(self.close_sheet)

    def _fill(self) -> None:
        kept, current = set(self.chosen()), self.table.currentItem()
        at = self.table.indexOfTopLevelItem(current) if current is not None else 0
        self.table.blockSignals(True)
        self.table.clear()
        for row in self._rows:
            self.table.addTopLevelItem(self._item(row))
        there = [item for item in self._items() if item.data(WHAT, KEY) in kept]
        if not there and self._rows:
            there = [self._items()[min(at, len(self._rows) - 1)]]
        if there:
            self.table.setCurrentItem(there[0])
        for item in there:
            item.setSelected(True)
        self.table.blockSignals(False)
        self._none.setVisible(not self._rows)
        self._say_buttons()

    def _items(self) -> list[QTreeWidgetItem]:
        found = map(self.table.topLevelItem, range(self.table.topLevelItemCount()))
        return [item for item in found if item is not None]

    def _item(self, row: AlarmRow) -> QTreeWidgetItem:
        now = self._now()
        since = row.since.astimezone(now.tzinfo)
        today = since.date() == now.date()
        item = QTreeWidgetItem(
            [
                alarm_text(row.level, row.finding),
                row.title,
                f"{since:%H:%M}" if today else f"{since:%m-%d %H:%M}",
            ]
        )
        item.setData(WHAT, KEY, row.key)
        item.setToolTip(TITLE, row.title)
        lamp = "red" if row.level == "red" else "amber"
        item.setIcon(WHAT, QIcon(lamp_pixmap(self._look, lamp, self._look.px(9))))
        return item

    def _say_buttons(self) -> None:
        chosen = self.chosen()
        self.bring.setEnabled(len(chosen) == 1)
        self.acknowledge.setEnabled(bool(chosen))

    def _on_bring(self) -> None:
        chosen = self.chosen()
        if len(chosen) == 1:
            self.close_sheet()
            self.bring_wished.emit(chosen[0])
