"""Who did what: the audit as a table over the window, with what it is narrowed to."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from console.audit.entry import Entry
from console.ui.case_words import act_text
from console.ui.choice import Choice
from console.ui.order_words import command_text
from console.ui.plain_table import as_table
from console.ui.sheet import EDGE_PX, Sheet
from console.ui.style_sheet import restyle
from console.ui.theme import Look

AT, WHO, ACT, SUBJECT, DETAIL = range(5)
MOST_ROWS = 1000  # that are shown at once


class AuditSheet(Sheet):
    """``opened`` wishes for entries; ``export_wished`` carries those that are shown."""

    most_px = (980, 620)

    opened = Signal()
    export_wished = Signal(list)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, parent)
        self._entries: Sequence[Entry] = ()
        self._shown: list[Entry] = []
        self._faults: Sequence[str] = ()
        self._title, self._state = QLabel(), QLabel()
        self._field, self._acts = QLineEdit(), Choice()
        self._table = QTreeWidget()
        self._export, self._close = QPushButton(), QPushButton()
        self._build()
        self._field.textChanged.connect(self._fill)
        self._acts.currentIndexChanged.connect(self._fill)
        self._export.clicked.connect(lambda: self.export_wished.emit(self._shown))
        self._close.clicked.connect(self.close_sheet)
        self.words_changed()

    def set_entries(self, entries: Sequence[Entry], faults: Sequence[str]) -> None:
        """The newest first; ``faults``: where the chain is broken."""
        self._entries, self._faults = entries, faults
        chosen = self._acts.currentData() or ""
        self._acts.blockSignals(True)
        self._acts.clear()
        self._acts.addItem(self.tr("Everything"), "")
        for act in sorted({entry.act for entry in entries}):
            self._acts.addItem(act_text(act), act)
        self._acts.setCurrentIndex(max(self._acts.findData(chosen), 0))
        self._acts.blockSignals(False)
        self._fill()

    def open_sheet(self) -> None:
        self.opened.emit()
        super().open_sheet()

    def first(self) -> QWidget:
        return self._field

    def words_changed(self) -> None:
        self.setAccessibleName(self.tr("Audit"))
        self._title.setText(self.tr("Audit"))
        self._field.setPlaceholderText(self.tr("Who, what, why"))
        self._field.setAccessibleName(self.tr("Narrow the entries"))
        self._acts.setAccessibleName(self.tr("Kind of act"))
        self._export.setText(self.tr("Save as CSV"))
        self._close.setText(self.tr("Close"))
        self._table.setAccessibleName(self.tr("Entries"))
        self._table.setHeaderLabels(
            [
                self.tr("When"), self.tr("Who"), self.tr("What"), self.tr("Of what"),
                self.tr("Why"),
            ]
        )  # fmt: skip
        self._fill()

    # -- inside

    def _build(self) -> None:
        px = self._look.px
        self._title.setProperty("scale", "title")
        self._state.setWordWrap(True)
        as_table(self._table)
        self._table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._table.setColumnCount(DETAIL + 1)  # before their widths
        header = self._table.header()
        header.setSectionsMovable(False)
        header.setStretchLastSection(True)
        for column, wide in ((AT, 150), (WHO, 130), (ACT, 170), (SUBJECT, 200)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            header.resizeSection(column, px(wide))
        top = QHBoxLayout()
        top.setSpacing(px(8))
        top.addWidget(self._title)
        top.addStretch(1)
        self._field.setMinimumWidth(px(260))
        self._field.setClearButtonEnabled(True)
        top.addWidget(self._acts)
        top.addWidget(self._field)
        below = QHBoxLayout()
        below.addWidget(self._export)
        below.addStretch(1)
        below.addWidget(self._close)
        inner = QVBoxLayout(self)
        inner.setContentsMargins(*(px(EDGE_PX) for _ in range(4)))
        inner.setSpacing(px(8))
        inner.addLayout(top)
        inner.addWidget(self._state)
        inner.addWidget(self._table, 1)
        inner.addLayout(below)

    def _fill(self) -> None:
        words, act = self._field.text().casefold().split(), self._acts.currentData() or ""
        self._shown = [
            entry
            for entry in self._entries
            if (not act or entry.act == act) and all(word in _text(entry) for word in words)
        ]
        self._table.clear()
        self._table.addTopLevelItems([_item(entry) for entry in self._shown[:MOST_ROWS]])
        self._export.setEnabled(bool(self._shown))
        self._say_state()

    def _say_state(self) -> None:
        if self._faults:
            words = self.tr("The chain is broken at {places}")
            self._state.setText(words.format(places="; ".join(self._faults[:3])))
        else:
            words = self.tr("{n} entries; the chain is whole")
            self._state.setText(words.format(n=len(self._shown)))
        restyle(self._state, "tone", "amber" if self._faults else "quiet")


def _item(entry: Entry) -> QTreeWidgetItem:
    at = f"{entry.at.astimezone():%Y-%m-%d %H:%M:%S}"
    why = " · ".join(part for part in (_detail(entry), entry.result) if part)
    item = QTreeWidgetItem([at, entry.who, act_text(entry.act), entry.subject, why])
    item.setToolTip(WHO, entry.seat)
    item.setToolTip(DETAIL, why)
    item.setTextAlignment(AT, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    return item


def _detail(entry: Entry) -> str:
    """Of an order to the platform its command in words, and its key."""
    if entry.act != "order":
        return entry.detail
    command, _, key = entry.detail.partition(" ")
    return f"{command_text(command)} {key}"


def _text(entry: Entry) -> str:
    parts = (
        entry.who, entry.act, act_text(entry.act), entry.subject, entry.detail, _detail(entry),
    )  # fmt: skip
    return " ".join(parts).casefold()
