"""What the figures put on a meeting's agenda: points to be ticked, and which meeting takes them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from console.figures.agenda import Point
from console.ui.choice import Choice
from console.ui.report_words import POINTS
from console.ui.theme import Look
from console.ui.words import say

ID = Qt.ItemDataRole.UserRole


class ReportAgenda(QWidget):
    """``wished``: the meeting's id and the texts of the ticked points; ``row_chosen``: a point's
    text and its cases."""

    wished = Signal(str, list)
    row_chosen = Signal(str, tuple)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._points: tuple[Point, ...] = ()
        self._words, self._list = QLabel(), QListWidget()
        self._meeting, self._take = Choice(), QPushButton()
        self._list.setObjectName("rows")
        self._words.setProperty("tone", "quiet")
        self._take.setProperty("kind", "likely")
        below = QHBoxLayout()
        below.setSpacing(look.px(8))
        below.addStretch(1)
        below.addWidget(self._meeting)
        below.addWidget(self._take)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, look.px(6), 0, 0)
        column.setSpacing(look.px(8))
        column.addWidget(self._words)
        column.addWidget(self._list, 1)
        column.addLayout(below)
        self._take.clicked.connect(self._on_take)
        self._list.itemActivated.connect(self._on_activated)
        self.words_changed()

    def set_points(self, points: Sequence[Point]) -> None:
        """All of them ticked."""
        self._points = tuple(points)
        self._list.clear()
        for point in self._points:
            item = QListWidgetItem(f"{say(POINTS[point.kind])}   {point.text}")
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            item.setToolTip(point.text)
            self._list.addItem(item)
        self._able()

    def set_meetings(self, meetings: Sequence[tuple[str, str]]) -> None:
        """Id and title of each."""
        chosen = self._meeting.currentData()
        self._meeting.clear()
        for id_, title in meetings:
            self._meeting.addItem(title, id_)
        self._meeting.setCurrentIndex(max(0, self._meeting.findData(chosen)))
        self._able()

    def words_changed(self) -> None:
        self._words.setText(self.tr("From the figures of this period, for the meeting's agenda:"))
        self._take.setText(self.tr("Take into the agenda"))
        self._meeting.setAccessibleName(self.tr("Meeting"))
        self._list.setAccessibleName(self.tr("Points of the agenda"))

    def _able(self) -> None:
        self._take.setEnabled(bool(self._points) and self._meeting.count() > 0)

    def _on_take(self) -> None:
        ticked = [
            point.text
            for row, point in enumerate(self._points)
            if self._list.item(row).checkState() is Qt.CheckState.Checked
        ]
        if ticked:
            self.wished.emit(str(self._meeting.currentData()), ticked)

    def _on_activated(self, item: QListWidgetItem) -> None:
        point = self._points[self._list.row(item)]
        if point.ids:
            self.row_chosen.emit(point.text, point.ids)
