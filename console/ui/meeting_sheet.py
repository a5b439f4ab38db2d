"""The meetings the room holds: when the next ones are, their invitation, and a key to begin one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from console.ui.plain_table import as_table
from console.ui.sheet import EDGE_PX, Sheet
from console.ui.style_sheet import restyle
from console.ui.theme import Look

ID = Qt.ItemDataRole.UserRole
TITLE = 0
SURE_MS = 4000  # how long "press again to remove" stands


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """``when`` is written on the room's own clock; ``minutes``: how long it is planned to be."""

    id: str
    title: str
    when: str
    sites: int
    minutes: int


class MeetingSheet(Sheet):
    """``opened`` wishes for rows, ``chosen`` for an invitation, ``new_wished`` for a form;
    ``start_wished``, ``copy_wished``, ``edit_wished`` and ``remove_wished`` carry a meeting's
    id."""

    most_px = (860, 600)

    opened = Signal()
    chosen = Signal(str)
    start_wished = Signal(str)
    copy_wished = Signal(str)
    new_wished = Signal()
    edit_wished = Signal(str)
    remove_wished = Signal(str)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, parent)
        self._held = False
        self._title, self._none = QLabel(), QLabel()
        self._table, self._text = QTreeWidget(), QPlainTextEdit()
        self._start, self._copy, self._close = (QPushButton() for _ in range(3))
        self.new, self.edit, self.remove = (QPushButton() for _ in range(3))
        self._sure = QTimer(self)
        self._sure.setSingleShot(True)
        self._sure.timeout.connect(self._say_remove)
        self._build()
        self._table.currentItemChanged.connect(self._on_chosen)
        self._start.clicked.connect(lambda: self.start_wished.emit(self.meeting()))
        self._copy.clicked.connect(lambda: self.copy_wished.emit(self.meeting()))
        self.new.clicked.connect(self.new_wished)
        self.edit.clicked.connect(lambda: self.edit_wished.emit(self.meeting()))
        self.remove.clicked.connect(self._on_remove)
        self._close.clicked.connect(self.close_sheet)
        self.words_changed()

    # -- setters

    def set_rows(self, rows: Sequence[MeetingRow]) -> None:
        """The next of each, in the order of time; what was chosen stays so."""
        before = self.meeting()
        self._table.blockSignals(True)
        self._table.clear()
        for row in rows:
            minutes = self.tr("{n} min").format(n=row.minutes)
            item = QTreeWidgetItem([row.title, row.when, minutes, str(row.sites)])
            item.setData(TITLE, ID, row.id)
            self._table.addTopLevelItem(item)
            if row.id == before:
                self._table.setCurrentItem(item)
        if self._table.currentItem() is None and rows:
            self._table.setCurrentItem(self._table.topLevelItem(0))  # type: ignore[arg-type]
        self._table.blockSignals(False)
        self._none.setVisible(not rows)
        self._on_chosen()

    def set_invitation(self, text: str) -> None:
        if text != self._text.toPlainText():
            self._text.setPlainText(text)

    def set_held(self, held: bool) -> None:
        """Whether a conference is held: it ends before another begins."""
        if held != self._held:
            self._held = held
            self._say_start()

    def open_sheet(self) -> None:
        self.opened.emit()
        super().open_sheet()

    def first(self) -> QWidget:
        return self._table

    def meeting(self) -> str:
        """The id of the meeting whose row is chosen; empty when none is."""
        item = self._table.currentItem()
        return str(item.data(TITLE, ID)) if item is not None else ""

    def words_changed(self) -> None:
        self.setAccessibleName(self.tr("Meetings"))
        self._title.setText(self.tr("Meetings"))
        self._none.setText(self.tr("No meeting is planned"))
        self._table.setAccessibleName(self.tr("Meetings"))
        self._table.setHeaderLabels(
            [self.tr("Meeting"), self.tr("Next"), self.tr("Length"), self.tr("Sites")]
        )
        self._text.setAccessibleName(self.tr("Invitation"))
        self._say_start()
        self.new.setText(self.tr("Plan …"))
        self.edit.setText(self.tr("Change …"))
        self._say_remove()
        self._copy.setText(self.tr("Copy the invitation"))
        self._copy.setToolTip(self.tr("Each site is sent its own link only: who has it can join"))
        self._close.setText(self.tr("Close"))

    # -- inside

    def _build(self) -> None:
        px = self._look.px
        self._title.setProperty("scale", "title")
        as_table(self._table)
        self._table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        header = self._table.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(TITLE, QHeaderView.ResizeMode.Stretch)
        self._none.setProperty("tone", "quiet")
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        QVBoxLayout(self._table.viewport()).addWidget(self._none)
        self._text.setReadOnly(True)
        self._text.setTabChangesFocus(True)
        buttons = QHBoxLayout()
        buttons.setSpacing(px(8))
        for button in (self._start, self._copy):
            buttons.addWidget(button)
        buttons.addStretch(1)
        for button in (self.new, self.edit, self.remove):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(EDGE_PX), px(18), px(EDGE_PX), px(18))
        column.setSpacing(px(10))
        column.addWidget(self._title)
        column.addWidget(self._table, 1)
        column.addWidget(self._text, 1)
        column.addLayout(buttons)

    def _say_start(self) -> None:
        ends = self.tr("End the conference, begin this")
        self._start.setText(ends if self._held else self.tr("Begin now"))
        restyle(self._start, "kind", "danger" if self._held else "likely")

    def _say_remove(self) -> None:
        sure = self._sure.isActive()
        self.remove.setText(self.tr("Press again to remove") if sure else self.tr("Remove"))

    def _on_remove(self) -> None:
        if self._sure.isActive():
            self._sure.stop()
            self.remove_wished.emit(self.meeting())
        else:
            self._sure.start(SURE_MS)
        self._say_remove()

    def _on_chosen(self) -> None:
        id_ = self.meeting()
        self._sure.stop()
        self._say_remove()
        for button in (self._start, self._copy, self.edit, self.remove):
            button.setEnabled(bool(id_))
        if id_:
            self.chosen.emit(id_)
        else:
            self.set_invitation("")
