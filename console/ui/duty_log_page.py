"""The duty log as a table: a day of it, or what is searched for; and a line written by hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, tzinfo

from PySide6.QtCore import QDate, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QDateEdit,
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

from console.duty.entry import KINDS, LONGEST_TEXT, Entry
from console.ui.choice import Choice
from console.ui.duty_words import entry_kind_text, entry_text
from console.ui.plain_table import as_table
from console.ui.theme import Look

SOON_MS = 250  # after the last letter


class DutyLogPage(QWidget):
    """``wished``: other entries are to be shown (``text``, ``kind``, ``day`` say which);
    ``noted`` carries a line; ``print_wished`` ``docx`` or ``pdf``."""

    wished = Signal()
    noted = Signal(str)
    print_wished = Signal(str)

    def __init__(self, look: Look, zone: tzinfo) -> None:
        super().__init__()
        self._look, self._zone = look, zone
        self._search, self._kind, self._day = QLineEdit(), Choice(), QDateEdit()
        self._table, self._none = QTreeWidget(), QLabel()
        self._line, self._add = QLineEdit(), QPushButton()
        self._docx, self._pdf = QPushButton(), QPushButton()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._build()
        self._connect()

    def set_entries(self, entries: Sequence[Entry]) -> None:
        """The newest first."""
        self._table.clear()
        for entry in entries:
            local = entry.at.astimezone(self._zone)
            said = entry_text(entry)
            when = f"{local:%m-%d %H:%M:%S}"
            item = QTreeWidgetItem([when, entry_kind_text(entry.kind), said, entry.who])
            item.setToolTip(2, said)
            self._table.addTopLevelItem(item)
        self._none.setVisible(not entries)

    @property
    def text(self) -> str:
        return self._search.text().strip()

    @property
    def kind(self) -> str:
        """One of ``KINDS``; empty for all."""
        return str(self._kind.currentData() or "")

    @property
    def day(self) -> date:
        chosen = self._day.date()
        return date(chosen.year(), chosen.month(), chosen.day())

    def set_day(self, day: date) -> None:
        self._day.setDate(QDate(day.year, day.month, day.day))

    def first(self) -> QWidget:
        return self._line

    def words_changed(self) -> None:
        self._search.setPlaceholderText(self.tr("Search all days"))
        self._search.setAccessibleName(self.tr("Search all days"))
        self._day.setAccessibleName(self.tr("Day"))
        self._kind.setAccessibleName(self.tr("Kind"))
        self._line.setPlaceholderText(self.tr("What happened"))
        self._line.setAccessibleName(self.tr("What happened"))
        self._add.setText(self.tr("Note it"))
        self._docx.setText(self.tr("The day as DOCX"))
        self._pdf.setText(self.tr("The day as PDF"))
        self._none.setText(self.tr("Nothing was written."))
        self._table.setAccessibleName(self.tr("Duty log"))
        self._table.setHeaderLabels(
            [self.tr("Time"), self.tr("Kind"), self.tr("Entry"), self.tr("By")]
        )
        at = max(self._kind.currentIndex(), 0)
        self._kind.blockSignals(True)
        self._kind.clear()
        self._kind.addItem(self.tr("All kinds"), "")
        for kind in KINDS:
            self._kind.addItem(entry_kind_text(kind), kind)
        self._kind.setCurrentIndex(at)
        self._kind.blockSignals(False)

    # -- inside

    def _build(self) -> None:
        px = self._look.px
        self._day.setDisplayFormat("yyyy-MM-dd")
        self._day.lineEdit().setTextMargins(px(6), 0, px(6), 0)
        as_table(self._table)
        self._table.setSelectionMode(QTreeWidget.SelectionMode.NoSelection)
        self._table.setColumnCount(4)
        header = self._table.header()
        for column in (0, 1, 3):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        header.setStretchLastSection(False)
        self._none.setProperty("tone", "quiet")
        self._none.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._line.setMaxLength(LONGEST_TEXT)
        self._add.setProperty("kind", "likely")
        top, bottom, last = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        for row in (top, bottom, last):
            row.setSpacing(px(8))
        top.addWidget(self._search, 1)
        top.addWidget(self._kind)
        top.addWidget(self._day)
        bottom.addWidget(self._line, 1)
        bottom.addWidget(self._add)
        last.addWidget(self._docx)
        last.addWidget(self._pdf)
        last.addStretch(1)
        column_ = QVBoxLayout(self)
        column_.setContentsMargins(0, 0, 0, 0)
        column_.setSpacing(px(8))
        column_.addLayout(top)
        column_.addWidget(self._table, 1)
        column_.addWidget(self._none)
        column_.addLayout(bottom)
        column_.addLayout(last)

    def _connect(self) -> None:
        self._search.textChanged.connect(lambda: self._soon.start(SOON_MS))
        self._soon.timeout.connect(self.wished)
        self._kind.currentIndexChanged.connect(self.wished)
        self._day.dateChanged.connect(self.wished)
        self._line.returnPressed.connect(self._on_add)
        self._add.clicked.connect(self._on_add)
        self._docx.clicked.connect(lambda: self.print_wished.emit("docx"))
        self._pdf.clicked.connect(lambda: self.print_wished.emit("pdf"))

    def _on_add(self) -> None:
        text = self._line.text().strip()
        if text:
            self._line.clear()
            self.noted.emit(text)
