"""The tours there are: begun from here, made, changed, removed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
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

from console.ui.layout_editor_words import fault_text
from console.ui.plain_table import as_table
from console.ui.sheet import EDGE_PX, Sheet
from console.ui.theme import Look
from console.ui.tour_words import seconds_text

NAME = Qt.ItemDataRole.UserRole
TITLE, CAMERAS, DWELL, PAGES = range(4)
SURE_MS = 4000  # how long "press again to remove" stands


@dataclass(frozen=True, slots=True)
class TourRow:
    """One tour. ``layout`` is what whole pages are shown in, as words; ``about``: its cameras and
    who names it, a line each."""

    name: str
    title: str
    cameras: int
    dwell_s: float
    layout: str
    about: tuple[str, ...] = ()


class TourSheet(Sheet):
    """``start_wished`` carries a tour's name and whether it is to run over the whole wall, or else
    in the selected cell; ``edit_wished``, ``remove_wished`` and ``restore_wished`` its name;
    ``new_wished`` a form."""

    most_px = (860, 600)

    opened = Signal()
    start_wished = Signal(str, bool)
    new_wished = Signal()
    edit_wished = Signal(str)
    remove_wished = Signal(str)
    restore_wished = Signal(str)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, parent)
        self._rows: tuple[TourRow, ...] = ()
        self._removed = ""  # what can be had back
        self._title, self._none, self._about, self.told = (QLabel() for _ in range(4))
        self.table = QTreeWidget()
        self.whole, self.in_cell, self._close = (QPushButton() for _ in range(3))
        self.new, self.edit, self.remove, self.restore = (QPushButton() for _ in range(4))
        self._sure = QTimer(self)
        self._sure.setSingleShot(True)
        self._sure.timeout.connect(self._say_remove)
        self._build()
        self._connect()
        self.words_changed()

    # -- setters

    def set_rows(self, rows: Sequence[TourRow]) -> None:
        """In the order of the table; what was chosen stays so."""
        self._rows = tuple(rows)
        self._fill(self.chosen())

    def choose(self, name: str) -> None:
        """This row, where there is one."""
        self._fill(name)

    def set_removed(self, name: str) -> None:
        """The tour that was removed last; empty: nothing that could be had back."""
        self._removed = name
        self._say()

    def tell(self, words: str) -> None:
        """What was done, or why it could not be."""
        self.told.setText(words)
        self.told.setVisible(bool(words))

    def refuse(self, fault: str) -> None:
        """Why it cannot be, as the files' part says it."""
        self.tell(fault_text(fault))

    def open_sheet(self) -> None:
        self.tell("")
        self.opened.emit()
        super().open_sheet()

    def first(self) -> QWidget:
        return self.table

    def chosen(self) -> str:
        """The name of the tour whose row is chosen; empty when none is."""
        item = self.table.currentItem()
        return str(item.data(TITLE, NAME)) if item is not None else ""

    def words_changed(self) -> None:
        self.setAccessibleName(self.tr("Tours"))
        self._title.setText(self.tr("Tours"))
        self._none.setText(self.tr("There is no tour yet: New makes one"))
        self.table.setAccessibleName(self.tr("Tours"))
        self.table.setHeaderLabels(
            [self.tr("Tour"), self.tr("Cameras"), self.tr("Each"), self.tr("Whole pages in")]
        )
        self.whole.setText(self.tr("Over the whole wall"))
        self.in_cell.setText(self.tr("In the selected cell"))
        self.new.setText(self.tr("New …"))
        self.edit.setText(self.tr("Change …"))
        self._close.setText(self.tr("Close"))
        self._fill(self.chosen())

    # -- inside

    def _connect(self) -> None:
        self.table.currentItemChanged.connect(self._on_chosen)
        self.table.itemActivated.connect(lambda *_: self._on_edit())
        self.whole.clicked.connect(lambda: self._start(whole=True))
        self.in_cell.clicked.connect(lambda: self._start(whole=False))
        self.new.clicked.connect(self.new_wished)
        self.edit.clicked.connect(self._on_edit)
        self.remove.clicked.connect(self._on_remove)
        self.restore.clicked.connect(
            lambda: self.restore_wished.emit(self._removed or self.chosen())
        )
        self._close.clicked.connect(self.close_sheet)

    def _build(self) -> None:
        px = self._look.px
        self._title.setProperty("scale", "title")
        as_table(self.table)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setColumnCount(PAGES + 1)
        header = self.table.header()
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(TITLE, QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._none.setProperty("tone", "quiet")
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        QVBoxLayout(self.table.viewport()).addWidget(self._none)
        self._about.setProperty("tone", "quiet")
        self.told.setProperty("tone", "amber")
        for label in (self._about, self.told):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.whole.setProperty("kind", "likely")
        starts, changes = QHBoxLayout(), QHBoxLayout()
        for row, buttons in (
            (starts, (self.whole, self.in_cell)),
            (changes, (self.new, self.edit, self.remove, self.restore)),
        ):
            row.setSpacing(px(8))
            for button in buttons:
                row.addWidget(button)
            row.addStretch(1)
        changes.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(EDGE_PX), px(18), px(EDGE_PX), px(18))
        column.setSpacing(px(10))
        column.addWidget(self._title)
        column.addWidget(self.table, 1)
        column.addWidget(self._about)
        column.addLayout(starts)
        column.addWidget(self.told)
        column.addLayout(changes)

    def _fill(self, chosen: str) -> None:
        self.table.blockSignals(True)
        self.table.clear()
        for row in self._rows:
            words = row.title if row.title == row.name else f"{row.title}   {row.name}"
            item = QTreeWidgetItem([words, str(row.cameras), seconds_text(row.dwell_s), row.layout])
            item.setData(TITLE, NAME, row.name)
            self.table.addTopLevelItem(item)
            if row.name == chosen:
                self.table.setCurrentItem(item)
        if self.table.currentItem() is None and self._rows:
            self.table.setCurrentItem(self.table.topLevelItem(0))  # type: ignore[arg-type]
        self.table.blockSignals(False)
        self._none.setVisible(not self._rows)
        self._on_chosen()

    def _on_chosen(self) -> None:
        self._sure.stop()
        self._say()

    def _say(self) -> None:
        name = self.chosen()
        row = next((each for each in self._rows if each.name == name), None)
        self._about.setText("\n".join(row.about) if row is not None else "")
        for button in (self.whole, self.in_cell, self.edit, self.remove):
            button.setEnabled(bool(name))
        self.restore.setEnabled(bool(name or self._removed))
        back = self.tr("Bring back {name}").format(name=self._removed)
        self.restore.setText(back if self._removed else self.tr("Version before"))
        self._say_remove()

    def _say_remove(self) -> None:
        sure = self._sure.isActive()
        self.remove.setText(self.tr("Press again to remove") if sure else self.tr("Remove"))

    def _start(self, whole: bool) -> None:
        if name := self.chosen():
            self.close_sheet()
            self.start_wished.emit(name, whole)

    def _on_edit(self) -> None:
        if name := self.chosen():
            self.edit_wished.emit(name)

    def _on_remove(self) -> None:
        if self._sure.isActive():
            self._sure.stop()
            self.remove_wished.emit(self.chosen())
        else:
            self._sure.start(SURE_MS)
        self._say_remove()
