"""The duty log over the window: log, form of a call, emergencies, what is due, the shift."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import tzinfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from console.cases.duty_hours import CHINA
from console.ui.duty_call_page import DutyCallPage
from console.ui.duty_due_page import DutyDuePage
from console.ui.duty_emergency_page import DutyEmergencyPage
from console.ui.duty_log_page import DutyLogPage
from console.ui.duty_shift_page import DutyShiftPage
from console.ui.sheet import EDGE_PX, Sheet
from console.ui.theme import Look

LOG, CALL, EMERGENCIES, DUE, SHIFT = range(5)


@dataclass(frozen=True, slots=True)
class DutyRoom:
    """What the sheet has to know of the room: its zone, its name, the minutes of both timers."""

    zone: tzinfo = CHINA
    place: str = ""
    minutes: tuple[int, int] = (20, 40)


class DutySheet(Sheet):
    """``opened``: a page comes to be seen, and wants to be filled."""

    most_px = (1120, 700)
    opened = Signal(int)

    def __init__(self, look: Look, parent: QWidget, room: DutyRoom) -> None:
        super().__init__(look, parent)
        self._warning, self._close = QLabel(), QPushButton()
        self._tabs, self._pages = QTabBar(), QStackedWidget()
        self.log = DutyLogPage(look, room.zone)
        self.call = DutyCallPage(look, room.zone)
        self.emergencies = DutyEmergencyPage(look, room.zone, room.minutes, room.place)
        self.due = DutyDuePage(look)
        self.shift = DutyShiftPage(look, room.zone, room.place)
        self._all = (self.log, self.call, self.emergencies, self.due, self.shift)
        self._build()
        self._tabs.currentChanged.connect(self._on_tab)
        self._close.clicked.connect(self.close_sheet)
        self.words_changed()

    @property
    def page(self) -> int:
        return self._tabs.currentIndex()

    def open_at(self, page: int) -> None:
        self._tabs.setCurrentIndex(page)
        self.open_sheet()

    def toggle_at(self, page: int) -> None:
        """Open that page; closed where it is seen already."""
        if self.isVisible() and self.page == page:
            self.close_sheet()
        else:
            self.open_at(page)

    def open_sheet(self) -> None:
        self.opened.emit(self.page)
        super().open_sheet()

    def set_warning(self, text: str) -> None:
        """What makes the reckoning doubtful; empty hides it."""
        self._warning.setText(text)
        self._warning.setVisible(bool(text))

    def first(self) -> QWidget:
        return self._all[self.page].first()

    def words_changed(self) -> None:
        self.setAccessibleName(self.tr("Duty log"))
        self._tabs.setAccessibleName(self.tr("Duty log"))
        for number, words in enumerate((
            self.tr("Duty log"), self.tr("Form of a call"), self.tr("Emergencies"),
            self.tr("Due now"), self.tr("Shift"),
        )):  # fmt: skip
            self._tabs.setTabText(number, words)
        for page in self._all:
            page.words_changed()
        self._close.setText(self.tr("Close"))

    def _build(self) -> None:
        px = self._look.px
        for page in self._all:
            self._tabs.addTab("")
            self._pages.addWidget(page)
        self._tabs.setDrawBase(False)
        self._tabs.setExpanding(False)
        self._warning.setProperty("tone", "amber")
        self._warning.setWordWrap(True)
        self._warning.hide()
        top = QHBoxLayout()
        top.addWidget(self._tabs, 1)
        top.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(EDGE_PX), px(12), px(EDGE_PX), px(18))
        column.setSpacing(px(10))
        column.addLayout(top)
        column.addWidget(self._warning)
        column.addWidget(self._pages, 1)

    def _on_tab(self, page: int) -> None:
        self._pages.setCurrentIndex(page)
        if self.isVisible():
            self.opened.emit(page)
            self.first().setFocus()
