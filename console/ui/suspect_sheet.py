"""The places that cannot be right: why, and as what they would fit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from console.cases.suspects import Suspect
from console.ui.plain_table import as_table
from console.ui.sheet import EDGE_PX, Sheet
from console.ui.theme import Look

ID = Qt.ItemDataRole.UserRole
COLUMN_PX = 220


class SuspectSheet(Sheet):
    """``jump_wished`` carries a case's id."""

    most_px = (940, 600)

    jump_wished = Signal(str)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, parent)
        self._suspects: Sequence[Suspect] = ()
        self._names: Mapping[str, str] = {}
        self._patterns: Mapping[str, tuple[str, int, int]] = {}
        self._title, self._about, self._table = QLabel(), QLabel(), QTreeWidget()
        self._jump, self._close = QPushButton(), QPushButton()
        self._build()
        self.words_changed()

    def set_suspects(
        self,
        suspects: Sequence[Suspect],
        names: Mapping[str, str],
        patterns: Mapping[str, tuple[str, int, int]],
    ) -> None:
        """``names``: words of each case by its id; ``patterns``: see ``suspects.patterns``."""
        self._suspects, self._names, self._patterns = suspects, names, patterns
        self._fill()

    def first(self) -> QWidget:
        return self._table

    def words_changed(self) -> None:
        self.setAccessibleName(self.tr("Places that cannot be right"))
        self._title.setText(self.tr("Places that cannot be right"))
        self._table.setAccessibleName(self.tr("Places that cannot be right"))
        self._table.setHeaderLabels([self.tr("Case"), self.tr("Why"), self.tr("Proposal")])
        self._jump.setText(self.tr("Show the case"))
        self._close.setText(self.tr("Close"))
        self._fill()

    # -- inside

    def _build(self) -> None:
        px = self._look.px
        self._title.setProperty("scale", "title")
        self._about.setProperty("tone", "quiet")
        self._about.setWordWrap(True)
        as_table(self._table)
        for column in (0, 1):
            self._table.setColumnWidth(column, px(COLUMN_PX))
        self._jump.setProperty("kind", "likely")
        buttons = QHBoxLayout()
        buttons.addWidget(self._jump)
        buttons.addStretch(1)
        buttons.addWidget(self._close)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(*(px(EDGE_PX) for _ in range(4)))
        for widget in (self._title, self._about):
            lines.addWidget(widget)
        lines.addWidget(self._table, 1)
        lines.addLayout(buttons)
        self._table.itemActivated.connect(lambda _: self._on_jump())
        self._jump.clicked.connect(self._on_jump)
        self._close.clicked.connect(self.close_sheet)

    def _fill(self) -> None:
        self._table.clear()
        for suspect in self._suspects:
            case = self._names.get(suspect.case_id, suspect.case_id)
            row = QTreeWidgetItem([case, self._why(suspect), self._proposal(suspect.proposal)])
            row.setData(0, ID, str(suspect.case_id))
            self._table.addTopLevelItem(row)
        first = self._table.topLevelItem(0)
        if first is not None:
            self._table.setCurrentItem(first)
        words = self.tr("{source}: {n} of {all} would fit as {datum}. See datum in its settings.")
        lines = [
            words.format(source=source, n=count, all=total, datum=proposal)
            for source, (proposal, count, total) in self._patterns.items()
        ]
        if not self._suspects:
            lines = [self.tr("Every place is where its case says.")]
        self._about.setText("\n".join(lines))
        self._jump.setEnabled(bool(self._suspects))

    def _why(self, suspect: Suspect) -> str:
        match suspect.why:
            case "unreadable":
                return suspect.fault
            case "outside":
                return self.tr("outside of the town")
            case _:
                return self.tr("not in its grid {grid}").format(grid=suspect.grid)

    def _proposal(self, proposal: str) -> str:
        if not proposal:
            return ""
        if proposal == "swapped":
            return self.tr("longitude and latitude are exchanged")
        if proposal == "wgs84":
            return self.tr("would fit as WGS-84: it was shifted that need not be")
        names = {"gcj02": "GCJ-02", "bd09": "BD-09"}
        return self.tr("would fit as {datum}").format(datum=names[proposal])

    def _on_jump(self) -> None:
        item = self._table.currentItem()
        if item is not None:
            self.close_sheet()
            self.jump_wished.emit(item.data(0, ID))
