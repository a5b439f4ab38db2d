"""What the ladder of urging proposes now: nothing is sent but by the operator."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
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

from console.ui.plain_table import as_table
from console.ui.row_list import ID
from console.ui.theme import Look

LONGEST_TEXT = 500


@dataclass(frozen=True, slots=True)
class DueRow:
    """One proposal as it is shown; ``text`` is what the unit would read."""

    case_id: str
    rung: str
    title: str
    unit: str
    due: str
    passed: str
    text: str


class DutyDuePage(QWidget):
    """``sent`` carries a case's id and the text; ``case_wished`` a case's id."""

    sent = Signal(str, str)
    case_wished = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._rows: dict[str, DueRow] = {}
        self._may_send = False
        self._none, self._no_line, self._table = QLabel(), QLabel(), QTreeWidget()
        self._text, self._send, self._show = QLineEdit(), QPushButton(), QPushButton()
        self._build()
        self._connect()

    def set_rows(self, rows: Sequence[DueRow]) -> None:
        """The most urgent first; which one is chosen stays, and what was typed about it."""
        if list(rows) == list(self._rows.values()):
            return
        chosen, typed = self.chosen(), self._text.text()
        self._rows = {row.case_id: row for row in rows}
        self._table.blockSignals(True)
        self._table.clear()
        for row in rows:
            item = QTreeWidgetItem([row.rung, row.title, row.unit, row.due, row.passed])
            item.setData(0, ID, row.case_id)
            item.setToolTip(1, row.title)
            self._table.addTopLevelItem(item)
            if row.case_id == chosen:
                self._table.setCurrentItem(item)
        self._table.blockSignals(False)
        self._none.setVisible(not rows)
        if chosen in self._rows:
            self._text.setText(typed)
            self._enable()
        else:
            self.choose(rows[0].case_id if rows else "")

    def set_may_send(self, may: bool) -> None:
        """Whether orders can be sent from here, and by who sits here."""
        self._may_send = may
        self._no_line.setVisible(not may)
        self._enable()

    def choose(self, case_id: str) -> None:
        for number in range(self._table.topLevelItemCount()):
            item = self._table.topLevelItem(number)
            if item is not None and item.data(0, ID) == case_id:
                self._table.setCurrentItem(item)
        self._on_chosen()

    def chosen(self) -> str:
        item = self._table.currentItem()
        return str(item.data(0, ID)) if item is not None else ""

    def first(self) -> QWidget:
        return self._table

    def words_changed(self) -> None:
        self._none.setText(self.tr("Nothing is due."))
        self._no_line.setText(self.tr("Orders cannot be sent from here."))
        self._table.setAccessibleName(self.tr("Due now"))
        self._table.setHeaderLabels([
            self.tr("Step"), self.tr("Case"), self.tr("Unit"), self.tr("Limit"),
            self.tr("Left out"),
        ])  # fmt: skip
        self._text.setAccessibleName(self.tr("What the unit reads"))
        self._text.setPlaceholderText(self.tr("What the unit reads"))
        self._send.setText(self.tr("Send"))
        self._show.setText(self.tr("Show the case"))

    # -- inside

    def _build(self) -> None:
        px = self._look.px
        self._none.setProperty("tone", "quiet")
        self._no_line.setProperty("tone", "amber")
        as_table(self._table)
        self._table.setColumnCount(5)
        header = self._table.header()
        header.setStretchLastSection(False)
        for column in (0, 2, 3, 4):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self._text.setMaxLength(LONGEST_TEXT)
        self._send.setProperty("kind", "likely")
        line = QHBoxLayout()
        line.setSpacing(px(8))
        line.addWidget(self._text, 1)
        line.addWidget(self._show)
        line.addWidget(self._send)
        column_ = QVBoxLayout(self)
        column_.setContentsMargins(0, 0, 0, 0)
        column_.setSpacing(px(8))
        for widget in (self._none, self._no_line):
            column_.addWidget(widget)
        column_.addWidget(self._table, 1)
        column_.addLayout(line)

    def _connect(self) -> None:
        self._table.currentItemChanged.connect(self._on_chosen)
        self._send.clicked.connect(self._on_send)
        self._show.clicked.connect(lambda: self.case_wished.emit(self.chosen()))

    def _on_chosen(self) -> None:
        row = self._rows.get(self.chosen())
        self._text.setText(row.text if row is not None else "")
        self._enable()

    def _enable(self) -> None:
        chosen = self.chosen() in self._rows
        self._send.setEnabled(chosen and self._may_send)
        self._show.setEnabled(chosen)

    def _on_send(self) -> None:
        if self.chosen():
            self.sent.emit(self.chosen(), self._text.text().strip())
