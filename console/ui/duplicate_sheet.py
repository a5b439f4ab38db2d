"""Two cases side by side, and whether they are one: a sheet over the window."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from console.cases.case import Case, PlatformKind
from console.cases.duplicates import Reason
from console.cases.joined import Pair
from console.ui.sheet import Sheet
from console.ui.theme import Look
from console.ui.words import age_text, distance_text, platform_text, status_text

LIST_PX, ITEM_PX = 300, 50
ROWS = 10
LONGEST = 400  # characters of a case's text
ALIKE = 0.35  # of a reason that is worth a word


@dataclass(frozen=True, slots=True)
class Twice:
    """A pair as the sheet shows it. ``reasons`` is empty for one that was merged."""

    pair: Pair
    one: Case
    other: Case
    score: float = 0.0
    reasons: tuple[Reason, ...] = ()
    merged: bool = False


class DuplicateSheet(Sheet):
    """``merge_wished``, ``decline_wished`` and ``apart_wished`` carry a pair; ``case_wished`` a
    case's id."""

    most_px = (1060, 640)

    merge_wished = Signal(object)
    decline_wished = Signal(object)
    apart_wished = Signal(object)
    case_wished = Signal(str)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, parent)
        self._pairs: list[Twice] = []
        self._platforms: Mapping[str, PlatformKind] = {}
        self._sources: Mapping[str, str] = {}
        self._grids: Mapping[str, str] = {}
        self._title, self._why, self._none = QLabel(), QLabel(), QLabel()
        self._list = QListWidget()
        self._grid = QWidget()
        self._cells: list[tuple[QLabel, QLabel, QLabel]] = []
        self._open = (QPushButton(), QPushButton())
        self._merge, self._decline, self._apart = QPushButton(), QPushButton(), QPushButton()
        self._close = QPushButton()
        self._build()
        self._connect()
        self.words_changed()

    # -- setters

    def set_names(
        self,
        platforms: Mapping[str, PlatformKind],
        sources: Mapping[str, str],
        grids: Mapping[str, str],
    ) -> None:
        """What platforms, sources and grids are called, by id."""
        self._platforms, self._sources, self._grids = platforms, sources, grids
        self._show()

    def set_pairs(self, pairs: Sequence[Twice]) -> None:
        """Those that wait for a decision first; the one that is looked at stays so."""
        if list(pairs) == self._pairs:
            return
        chosen = self._chosen()
        self._pairs = list(pairs)
        self._list.blockSignals(True)
        self._list.clear()
        for twice in self._pairs:
            item = QListWidgetItem(self._line(twice))
            item.setSizeHint(QSize(0, self._look.px(ITEM_PX)))  # of two lines
            self._list.addItem(item)
        same = [n for n, twice in enumerate(pairs) if chosen and twice.pair == chosen.pair]
        self._list.setCurrentRow(same[0] if same else min(0, len(pairs) - 1))
        self._list.blockSignals(False)
        self._show()

    def first(self) -> QWidget:
        return self._list

    def words_changed(self) -> None:
        self.setAccessibleName(self.tr("Cases that may be the same"))
        self._title.setText(self.tr("Cases that may be the same"))
        self._list.setAccessibleName(self.tr("Pairs"))
        self._none.setText(self.tr("No two open cases look like one event."))
        self._merge.setText(self.tr("Same event"))
        self._merge.setToolTip(self.tr("Shown as one case with both numbers from now on"))
        self._decline.setText(self.tr("Not the same"))
        self._apart.setText(self.tr("Take apart"))
        self._close.setText(self.tr("Close"))
        for button in self._open:
            button.setText(self.tr("Open the case"))
        for number, twice in enumerate(self._pairs):
            self._list.item(number).setText(self._line(twice))
        self._show()

    # -- inside

    def _build(self) -> None:
        px = self._look.px
        self._title.setProperty("scale", "title")
        self._why.setProperty("tone", "quiet")
        self._why.setWordWrap(True)
        self._none.setProperty("tone", "quiet")
        self._merge.setProperty("kind", "likely")
        self._list.setObjectName("rows")
        self._list.setFixedWidth(px(LIST_PX))
        self._list.setWordWrap(True)
        self._list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self._grid)
        self._fill_grid()
        right = QVBoxLayout()
        right.addWidget(self._why)
        right.addWidget(scroll, 1)
        middle = QHBoxLayout()
        middle.setSpacing(px(16))
        middle.addWidget(self._list)
        middle.addLayout(right, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(px(8))
        for button in (self._merge, self._decline, self._apart):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(px(20),) * 4)
        column.setSpacing(px(12))
        column.addWidget(self._title)
        column.addWidget(self._none)
        column.addLayout(middle, 1)
        column.addLayout(buttons)

    def _fill_grid(self) -> None:
        grid = QGridLayout(self._grid)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(self._look.px(16))
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        for row in range(ROWS):
            cells = (QLabel(), QLabel(), QLabel())
            cells[0].setProperty("tone", "quiet")
            for column, label in enumerate(cells):
                label.setTextFormat(Qt.TextFormat.PlainText)
                label.setWordWrap(column > 0)
                label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
                grid.addWidget(label, row, column)
            self._cells.append(cells)
        for label in self._cells[0][1:]:
            label.setProperty("scale", "row")
        for column, button in enumerate(self._open, 1):
            grid.addWidget(button, ROWS, column, Qt.AlignmentFlag.AlignLeft)
        grid.setRowStretch(ROWS + 1, 1)

    def _connect(self) -> None:
        self._list.currentRowChanged.connect(self._show)
        self._merge.clicked.connect(lambda: self._wish(self.merge_wished.emit))
        self._decline.clicked.connect(lambda: self._wish(self.decline_wished.emit))
        self._apart.clicked.connect(lambda: self._wish(self.apart_wished.emit))
        self._close.clicked.connect(self.close_sheet)
        for number, button in enumerate(self._open):
            button.clicked.connect(lambda _=False, n=number: self._on_open(n))

    def _chosen(self) -> Twice | None:
        row = self._list.currentRow()
        return self._pairs[row] if 0 <= row < len(self._pairs) else None

    def _wish(self, emit: Callable[[Pair], None]) -> None:
        if (twice := self._chosen()) is not None:
            emit(twice.pair)

    def _on_open(self, number: int) -> None:
        if (twice := self._chosen()) is not None:
            self.close_sheet()
            self.case_wished.emit(twice.pair[number])

    def _line(self, twice: Twice) -> str:
        sign = self.tr("merged") if twice.merged else f"{round(twice.score * 100)} %"
        return f"{sign}  {twice.one.title}\n{twice.one.number} · {twice.other.number}"

    def _show(self) -> None:
        twice = self._chosen()
        self._none.setVisible(not self._pairs)
        self._grid.setVisible(twice is not None)
        self._why.setText(self._reasons(twice) if twice is not None else "")
        for button, wanted in (
            (self._merge, twice is not None and not twice.merged),
            (self._decline, twice is not None and not twice.merged),
            (self._apart, twice is not None and twice.merged),
        ):
            button.setVisible(wanted)
        if twice is not None:
            self._fill(twice)

    def _fill(self, twice: Twice) -> None:
        for (name, left, right), (said, value) in zip(self._cells, self._fields(), strict=True):
            here, there = value(twice.one), value(twice.other)
            name.setText(said)
            left.setText(here)
            right.setText(there)
            for label in (name, left, right):
                label.setVisible(bool(here or there))

    def _fields(self) -> list[tuple[str, Callable[[Case], str]]]:
        """What is compared, in words; the title first."""
        return [
            ("", lambda case: case.title),
            (self.tr("Number"), lambda case: case.number),
            (self.tr("Source"), self._source),
            (self.tr("Platform"), self._platform),
            (self.tr("Class"), lambda case: case.category),
            (self.tr("Reported"), lambda case: _moment(case.reported_at)),
            (self.tr("Place"), self._place),
            (self.tr("Status"), lambda case: status_text(case.status)),
            (self.tr("Assigned"), lambda case: " · ".join(filter(None, (case.unit, case.person)))),
            (self.tr("Text"), lambda case: case.text[:LONGEST]),
        ]

    def _source(self, case: Case) -> str:
        named = [self._sources.get(key, key) for key in (case.feed, case.source) if key]
        return " · ".join(dict.fromkeys(named))

    def _platform(self, case: Case) -> str:
        told = self._platforms.get(case.platform)
        return told.name if told is not None else platform_text(case.platform)

    def _place(self, case: Case) -> str:
        near = ""
        if case.place is not None and case.place.accuracy_m is not None:
            near = self.tr("within {n} m").format(n=round(case.place.accuracy_m))
        return " · ".join(filter(None, (case.address, self._grids.get(case.grid, case.grid), near)))

    def _reasons(self, twice: Twice) -> str:
        said = [self._reason(reason) for reason in twice.reasons if reason.score >= ALIKE]
        if twice.merged:
            said = [self.tr("Shown as one case")]
        return " · ".join(said)

    def _reason(self, reason: Reason) -> str:
        match reason.what:
            case "place":
                if reason.value is None:
                    return self.tr("same grid")
                return self.tr("{far} apart").format(far=distance_text(reason.value))
            case "time":
                after = age_text(reason.value or 0.0)
                return self.tr("reported {age} after one another").format(age=after)
            case "class":
                return self.tr("same class") if reason.score >= 1 else self.tr("similar class")
            case "words":
                return self.tr("words alike to {n} %").format(n=round(reason.score * 100))


def _moment(at: datetime | None) -> str:
    return f"{at.astimezone():%m-%d %H:%M}" if at is not None else ""
