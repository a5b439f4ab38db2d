"""The duty log over the window: log, form of a call, emergencies, what is due, the shift."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import tzinfo
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

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

    zone: tzinfo
    place: str
    minutes: tuple[int, int]


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


class DutyDoor(QObject):
    """Makes the sheet when it is opened for the first time. ``made`` carries it, before it is
    seen."""

    made = Signal(object)

    def __init__(self, look: Look, over: QWidget) -> None:
        super().__init__(over)
        self._look, self._over = look, over
        self.room: DutyRoom | None = None  # until it is known no sheet is made
        self.sheet: DutySheet | None = None

    def actions(self) -> Mapping[str, Callable[[], object]]:
        """What each of its keys does."""
        return {"duty": partial(self.toggle, LOG), "call_form": partial(self.toggle, CALL),
                "due_now": partial(self.toggle, DUE)}  # fmt: skip

    def toggle(self, page: int) -> None:
        if self.sheet is not None and self.sheet.isVisible() and self.sheet.page == page:
            self.sheet.close_sheet()
        else:
            self.open_at(page)

    def open_at(self, page: int) -> None:
        sheet = self._opened()
        if sheet is not None:
            sheet.open_at(page)

    def _opened(self) -> DutySheet | None:
        if self.sheet is None and self.room is not None:
            self.sheet = DutySheet(self._look, self._over, self.room)
            self.made.emit(self.sheet)
        return self.sheet
