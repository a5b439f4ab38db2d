"""Which period a report is of: its kind, one back, one on, or two days by hand."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QSignalBlocker, Signal
from PySide6.QtWidgets import QDateEdit, QHBoxLayout, QLabel, QPushButton, QWidget

from console.figures.period import KINDS, LONGEST_DAYS, Period
from console.ui.choice import Choice
from console.ui.report_words import KINDS as WORDS
from console.ui.theme import Look
from console.ui.words import say

LABEL_PX = 92


class PeriodChooser(QWidget):
    """``chosen`` carries a Period, whenever it is another."""

    chosen = Signal(object)

    def __init__(self, look: Look, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._period = Period.of("month", today)
        self._kind, self._label = Choice(), QLabel()
        self._back, self._on = QPushButton("‹"), QPushButton("›")
        self._first, self._last = QDateEdit(), QDateEdit()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.px(6))
        for button in (self._back, self._on):
            button.setProperty("fit", "close")
        self._label.setProperty("scale", "row")
        self._label.setMinimumWidth(look.px(LABEL_PX))
        for widget in (self._kind, self._back, self._label, self._first, self._last, self._on):
            row.addWidget(widget)
        for field in (self._first, self._last):
            field.setDisplayFormat("yyyy-MM-dd")
            field.setKeyboardTracking(False)
            field.lineEdit().setTextMargins(look.px(6), 0, look.px(6), 0)
            field.dateChanged.connect(self._on_days)
        self._kind.currentIndexChanged.connect(self._on_kind)
        self._back.clicked.connect(lambda: self._choose(self._period.before()))
        self._on.clicked.connect(lambda: self._choose(self._period.after()))
        self.words_changed()

    def period(self) -> Period:
        return self._period

    def set_period(self, period: Period) -> None:
        """Tells nobody."""
        self._period = period
        self._show()

    def words_changed(self) -> None:
        with QSignalBlocker(self._kind):
            self._kind.clear()
            self._kind.addItems([say(WORDS[kind]) for kind in KINDS])
        self._kind.setAccessibleName(self.tr("Kind of period"))
        for button, words in (
            (self._back, self.tr("The period before")), (self._on, self.tr("The next period")),
        ):  # fmt: skip
            button.setToolTip(words)
            button.setAccessibleName(words)
        self._first.setAccessibleName(self.tr("First day"))
        self._last.setAccessibleName(self.tr("Last day"))
        self._show()

    def _show(self) -> None:
        with QSignalBlocker(self._kind), QSignalBlocker(self._first), QSignalBlocker(self._last):
            self._kind.setCurrentIndex(KINDS.index(self._period.kind))
            self._first.setDate(_qdate(self._period.first))
            self._last.setDate(_qdate(self._period.last))
        span = self._period.kind == "span"
        self._label.setText(self._period.code)
        self._label.setVisible(not span)
        self._first.setVisible(span)
        self._last.setVisible(span)

    def _choose(self, period: Period) -> None:
        if period != self._period:
            self._period = period
            self._show()
            self.chosen.emit(period)

    def _on_kind(self, index: int) -> None:
        kind, last = KINDS[index], self._period.last
        if kind == "span":
            self._choose(Period("span", self._period.first, last))
        else:
            self._choose(Period.of(kind, last))

    def _on_days(self) -> None:
        first, last = _date(self._first), _date(self._last)
        if 0 <= (last - first).days < LONGEST_DAYS:
            self._choose(Period("span", first, last))


def _date(field: QDateEdit) -> date:
    told = field.date()
    return date(told.year(), told.month(), told.day())


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
