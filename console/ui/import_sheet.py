"""The sheet that takes in a camera list: its faults line by line, and what it would change."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from console.ui.lamps import lamp_pixmap
from console.ui.plain_table import as_table
from console.ui.sheet import EDGE_PX, Sheet
from console.ui.theme import Look

LINE, ID, NAME, COLUMN, FAULT = range(5)
MOST_LISTED = 500  # lines with a fault, and lines without one, that are listed
PROGRESS_PX = 160
MOST_ELSEWHERE = 4  # faults of other files that are


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One line of the list with one of its faults; without one it is right."""

    at: int
    id: str = ""
    name: str = ""
    column: str = ""
    fault: str = ""


@dataclass(frozen=True, slots=True)
class ShownList:
    """What was found in a list. ``can``: whether it can be taken over as it would be now."""

    lines: tuple[ShownLine, ...] = ()
    faulty: int = 0
    added: int = 0
    changed: int = 0
    gone: int = 0
    can: bool = False
    elsewhere: tuple[str, ...] = field(default=())


class ImportSheet(Sheet):
    """``file_chosen`` carries a path and whether faulty lines are to be left out; ``taken`` that
    what is shown is to be taken over; ``cancel_wished`` that the list is not to be looked at."""

    most_px = (980, 620)

    file_chosen = Signal(str, bool)
    taken = Signal()
    cancel_wished = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, parent)
        self._shown: ShownList | None = None
        self._title, self._hint, self.told = QLabel(), QLabel(), QLabel()
        self.path, self._choose = QLineEdit(), QPushButton()
        self.table = QTreeWidget()
        self.leave_out = QCheckBox()
        self.take, self._close = QPushButton(), QPushButton()
        self.progress, self.cancel = QProgressBar(), QPushButton()
        self._busy = ""
        self._build()
        self._connect()
        self.words_changed()

    # -- setters

    def set_busy(self, name: str) -> None:
        """A file is being looked at."""
        self._shown, self._busy = None, name
        self.table.clear()
        self.progress.setValue(0)
        self._say()

    def set_progress(self, done: float) -> None:
        self.progress.setValue(round(done * 100))

    def show_list(self, found: ShownList) -> None:
        self._shown, self._busy = found, ""
        self._fill(found)
        self._say()

    def show_trouble(self, words: str) -> None:
        """The file was not read, or the list not taken over."""
        self._shown, self._busy = None, ""
        self.table.clear()
        self._say()
        self.told.setText(words)

    def first(self) -> QWidget:
        return self.path

    def close_sheet(self) -> None:
        """What nobody sees any more is not looked at."""
        if self._busy:
            self.cancel_wished.emit()
        super().close_sheet()

    def words_changed(self) -> None:
        self.setAccessibleName(self.tr("Import a camera list"))
        self._title.setText(self.tr("Import a camera list"))
        self._hint.setText(
            self.tr(
                "A CSV file, UTF-8 or GBK, with the columns of cameras.csv. "
                "Nothing changes before you take it over; the list before is kept."
            )
        )
        self.path.setPlaceholderText(self.tr("path of the file"))
        self.path.setAccessibleName(self.tr("path of the file"))
        self._choose.setText(self.tr("Choose …"))
        self.leave_out.setText(self.tr("Leave out the faulty lines"))
        self.take.setText(self.tr("Take over"))
        self._close.setText(self.tr("Close"))
        self.cancel.setText(self.tr("Cancel"))
        self.progress.setAccessibleName(self.tr("Reading the list"))
        self.table.setAccessibleName(self.tr("Lines of the list"))
        self.table.setHeaderLabels(
            [
                self.tr("Line"), self.tr("Id"), self.tr("Name"), self.tr("Column"),
                self.tr("What is wrong, and what is right"),
            ]
        )  # fmt: skip
        self._say()

    # -- inside

    def _build(self) -> None:
        px = self._look.px
        self._title.setProperty("scale", "title")
        for label in (self._hint, self.told):
            label.setWordWrap(True)
        self._hint.setProperty("tone", "quiet")
        table = self.table
        as_table(table)
        table.setColumnCount(5)
        table.setTextElideMode(Qt.TextElideMode.ElideRight)
        header = table.header()
        header.setStretchLastSection(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for column, wide in ((LINE, 70), (ID, 120), (NAME, 200), (COLUMN, 100)):
            header.resizeSection(column, px(wide))
        self.take.setProperty("kind", "likely")
        self.progress.setTextVisible(False)
        self.progress.setFixedWidth(px(PROGRESS_PX))
        top, buttons = QHBoxLayout(), QHBoxLayout()
        for row in (top, buttons):
            row.setSpacing(px(8))
        self._choose.setProperty("fit", "close")
        top.addWidget(self.path, 1)
        top.addWidget(self._choose)
        buttons.addWidget(self.leave_out)
        buttons.addStretch(1)
        for widget in (self.progress, self.cancel, self.take, self._close):
            buttons.addWidget(widget)
        column_of = QVBoxLayout(self)
        column_of.setContentsMargins(px(EDGE_PX), px(18), px(EDGE_PX), px(18))
        column_of.setSpacing(px(8))
        column_of.addWidget(self._title)
        column_of.addWidget(self._hint)
        column_of.addLayout(top)
        column_of.addWidget(table, 1)
        column_of.addWidget(self.told)
        column_of.addLayout(buttons)

    def _connect(self) -> None:
        self.path.returnPressed.connect(self._look_at)
        self.leave_out.toggled.connect(self._look_at)
        self._choose.clicked.connect(self._on_choose)
        self.take.clicked.connect(self.taken)
        self.cancel.clicked.connect(self.cancel_wished)
        self._close.clicked.connect(self.close_sheet)

    def _look_at(self) -> None:
        if self.path.text().strip():
            self.file_chosen.emit(self.path.text().strip(), self.leave_out.isChecked())

    def _on_choose(self) -> None:
        dialog = QFileDialog(self, self.tr("Import a camera list"))
        dialog.setNameFilters([self.tr("Camera lists (*.csv)"), self.tr("All files (*)")])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._on_file)
        dialog.open()

    def _on_file(self, path: str) -> None:
        self.path.setText(path)
        self._look_at()

    def _fill(self, found: ShownList) -> None:
        self.table.clear()
        faulty = [line for line in found.lines if line.fault][:MOST_LISTED]
        right = [line for line in found.lines if not line.fault][:MOST_LISTED]
        look = self._look
        for line in (*faulty, *right):
            lamp = "red" if line.fault else "green"
            words = line.fault or self.tr("right")
            item = QTreeWidgetItem([str(line.at), line.id, line.name, line.column, words])
            item.setIcon(LINE, QIcon(lamp_pixmap(look, lamp, look.px(9))))
            item.setToolTip(FAULT, words)
            if line.fault:
                item.setForeground(FAULT, look.lamp_text("red"))
            self.table.addTopLevelItem(item)

    def _say(self) -> None:
        found = self._shown
        self.take.setEnabled(found is not None and found.can)
        self.leave_out.setEnabled(found is None or bool(found.faulty))
        for widget in (self.progress, self.cancel):
            widget.setVisible(bool(self._busy))
        if found is None:
            reads = self.tr("Reading {name} …").format(name=self._busy)
            self.told.setText(reads if self._busy else "")
            return
        count = len({line.at for line in found.lines})
        words = [self.tr("{n} lines, {faulty} of them faulty").format(n=count, faulty=found.faulty)]
        if found.can:
            words.append(
                self.tr("{added} new, {changed} changed, {gone} gone").format(
                    added=found.added, changed=found.changed, gone=found.gone
                )
            )
        told = [" · ".join(words), *found.elsewhere[:MOST_ELSEWHERE]]
        if (more := len(found.elsewhere) - MOST_ELSEWHERE) > 0:
            told.append(self.tr("… and {n} more").format(n=more))
        self.told.setText("\n".join(told))
