"""The roll-call sheet: every site with its result and time, over the window."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from console.ui.chair_words import result_text
from console.ui.plain_table import as_table
from console.ui.sheet import EDGE_PX, Sheet
from console.ui.theme import Look


class RollCallSheet(Sheet):
    most_px = (720, 640)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, parent)
        self._title, self._counts = QLabel(), QLabel()
        self._title.setProperty("scale", "title")
        self._counts.setProperty("tone", "quiet")
        self.table, self._close = QTreeWidget(), QPushButton()
        self._conference: Mapping[str, Any] = {}
        self._build()
        self.words_changed()

    def set_conference(self, conference: Mapping[str, Any]) -> None:
        """The whole of ``GET /v1/conference``; seen while the sheet is open."""
        same = conference.get("roll_call") == self._conference.get("roll_call")
        self._conference = conference
        if not same and self.isVisible():
            self._fill()

    def open_sheet(self) -> None:
        self._fill()
        super().open_sheet()

    def first(self) -> QWidget:
        return self.table

    def words_changed(self) -> None:
        self.setAccessibleName(self.tr("Roll-call sheet"))
        self._title.setText(self.tr("Roll-call sheet"))
        self._close.setText(self.tr("Close"))
        self.table.setAccessibleName(self.tr("Results"))
        self.table.setHeaderLabels(
            [self.tr("Site"), self.tr("Result"), self.tr("Called at"), self.tr("Took")]
        )
        self._fill()

    def _build(self) -> None:
        px = self._look.px
        as_table(self.table)
        header = self.table.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(4 * (px(EDGE_PX),)))
        column.setSpacing(px(10))
        for widget in (self._title, self._counts):
            column.addWidget(widget)
        column.addWidget(self.table, 1)
        column.addLayout(buttons)
        self._close.clicked.connect(self.close_sheet)

    def _fill(self) -> None:
        lines = (self._conference.get("roll_call") or {}).get("sheet") or []
        names = {node["id"]: node["name"] for node in self._conference.get("nodes", [])}
        self.table.clear()
        for line in lines:
            by_hand = self.tr("(by hand)") if line.get("by_hand") else ""
            took = line.get("took_s")
            texts = (
                str(names.get(line["node"], line["node"])),
                f"{result_text(line.get('result')) or '—'} {by_hand}".strip(),
                _time(line.get("at")),
                "" if took is None else self.tr("{n} s").format(n=f"{took:.1f}"),
            )
            QTreeWidgetItem(self.table, list(texts))
        present = sum(line.get("result") == "present" for line in lines)
        words = self.tr("{present} of {all} present")
        self._counts.setText(words.format(present=present, all=len(lines)))


def _time(written: str | None) -> str:
    if not written:
        return ""
    return f"{datetime.fromisoformat(written).astimezone():%H:%M:%S}"
