"""The points of a calibration, a row each: how far off, the worst first to be seen."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from console.calibration.draft import Row
from console.ui.calibration_words import lamp_of_point
from console.ui.lamps import lamp_pixmap
from console.ui.plain_table import as_table
from console.ui.theme import Look

NAME, PX, METRES, NOTE = range(4)
_NUMBER = Qt.ItemDataRole.UserRole
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LITTLE_PX = 2.0  # the worst of good points is not told


@dataclass(frozen=True, slots=True)
class Miss:
    """What a point is off by when the fit does without it, in pixels of a picture 1920 wide and in
    metres (None: over the horizon). ``seen_at``: where the fit has it, normalised."""

    px: float
    metres: float | None
    wrong: bool
    seen_at: tuple[float, float] | None = None

    def lamp(self) -> str:
        return lamp_of_point(self.px, self.metres, self.wrong)


class CalibrationTable(QTreeWidget):
    """Signals carry a row's number: ``chosen`` by the operator, ``used_set`` with the tick."""

    chosen = Signal(int)
    used_set = Signal(int, bool)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        as_table(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        header = self.header()
        header.setSectionsMovable(False)
        header.setStretchLastSection(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.setColumnCount(4)
        self.words_changed()
        self.currentItemChanged.connect(self._on_current)
        self.itemChanged.connect(self._on_item)

    def words_changed(self) -> None:
        self.setAccessibleName(self.tr("Control points"))
        self.setHeaderLabels([self.tr("Point"), self.tr("Pixels"), self.tr("Metres"), ""])

    def set_rows(self, rows: Sequence[Row], misses: Mapping[int, Miss], chosen: int) -> None:
        """``misses`` by the number of the row."""
        worst = max(
            (at for at, miss in misses.items() if not rows[at].check and miss.px > LITTLE_PX),
            key=lambda at: _badness(misses[at]), default=-1,
        )  # fmt: skip
        self.blockSignals(True)
        # the items stay: one of them may be telling of its tick just now
        while self.topLevelItemCount() > len(rows):
            self.takeTopLevelItem(self.topLevelItemCount() - 1)
        while self.topLevelItemCount() < len(rows):
            self.addTopLevelItem(QTreeWidgetItem())
        for at, row in enumerate(rows):
            item = self.topLevelItem(at)
            assert item is not None
            self._fill(item, at, row, misses.get(at), at == worst)
            if at == chosen:
                self.setCurrentItem(item)
        if not 0 <= chosen < len(rows):
            self.setCurrentItem(None)  # type: ignore[call-overload]
        self.blockSignals(False)

    def _fill(
        self, item: QTreeWidgetItem, at: int, row: Row, miss: Miss | None, worst: bool
    ) -> None:
        texts = [row.name, "", "", self._note(row, miss, worst)]
        lamp = "grey"
        if miss is not None:
            texts[PX] = f"{miss.px:.0f}" if miss.px < 10_000 else "–"
            texts[METRES] = "–" if miss.metres is None else f"{miss.metres:.2f}"
            lamp = miss.lamp()
        for column, text in enumerate(texts):
            item.setText(column, text)
        item.setData(NAME, _NUMBER, at)
        item.setCheckState(NAME, Qt.CheckState.Checked if row.used else Qt.CheckState.Unchecked)
        item.setIcon(PX, QIcon(lamp_pixmap(self._look, lamp, self._look.px(9))))
        for column in (PX, METRES):
            item.setTextAlignment(column, _RIGHT)
        tone = self._look.lamp_text("red" if lamp == "red" else "amber")
        for column in (NAME, PX, METRES, NOTE):
            plain = not worst and lamp != "red"
            item.setForeground(column, self._look.colour("text") if plain else tone)

    def _note(self, row: Row, miss: Miss | None, worst: bool) -> str:
        if row.spot is None:
            return self.tr("click it in the picture")
        if row.place is None:
            return self.tr("click it on the map")
        if row.check:
            return self.tr("check only")
        if not row.used:
            return self.tr("left out")
        if miss is not None and miss.wrong:
            return self.tr("does not agree")
        return self.tr("worst") if worst else ""

    def _on_current(self, item: QTreeWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(item.data(NAME, _NUMBER))

    def _on_item(self, item: QTreeWidgetItem, column: int) -> None:
        if column == NAME:
            used = item.checkState(NAME) == Qt.CheckState.Checked
            self.used_set.emit(item.data(NAME, _NUMBER), used)


def _badness(miss: Miss) -> float:
    metres = math.inf if miss.metres is None else miss.metres
    return min(miss.px / 12, metres) + (1e6 if miss.wrong else 0)
