"""The patrol log (视频巡查) of a day: every camera at every stop, and whether it counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from PySide6.QtCore import QDate, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QDateEdit,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from console.room_clock import room_now
from console.ui.patrol_table import CAMERA, TOUR, PatrolTable
from console.ui.plain_table import as_table
from console.ui.sheet import EDGE_PX, Sheet
from console.ui.theme import Look
from console.ui.words import few
from layouts.patrol import LEAST_LIVE_S, DayOfPatrols, PatrolPage


def room_day() -> date:
    return room_now().date()


class PatrolSheet(Sheet):
    """It opens with today. ``wished`` carries the day that is to be shown, ``more_wished`` what its
    next rows are asked for with, ``export_wished`` the day that is to be a file."""

    most_px = (980, 640)

    wished = Signal(object)
    more_wished = Signal(object)
    export_wished = Signal(object)

    def __init__(self, look: Look, parent: QWidget, today: Callable[[], date] = room_day) -> None:
        super().__init__(look, parent)
        self._today = today
        self._report: DayOfPatrols | None = None
        self._title, self._sums, self._rule, self._none, self.told = (QLabel() for _ in range(5))
        self.back, self.on = QPushButton("‹"), QPushButton("›")
        self.day_field, self.again = QDateEdit(_qdate(today())), QPushButton()
        self.view, self.rows = QTreeView(), PatrolTable(look)
        self.export, self._close = QPushButton(), QPushButton()
        self._build()
        self._connect()
        self.words_changed()

    # -- setters

    def show_day(self, report: DayOfPatrols, page: PatrolPage, names: Mapping[str, str]) -> None:
        """A day's sums, and its first rows."""
        self._report = report
        self.rows.begin(page, names)
        self._none.setVisible(not page.rows)
        self.export.setEnabled(bool(page.rows))
        self._say()

    def tell(self, words: str) -> None:
        """What became of a wish."""
        self.told.setText(words)
        self.told.setVisible(bool(words))

    def open_sheet(self) -> None:
        self.set_day(self._today())
        super().open_sheet()

    def first(self) -> QWidget:
        return self.view

    @property
    def day(self) -> date:
        chosen = self.day_field.date()
        return date(chosen.year(), chosen.month(), chosen.day())

    def set_day(self, day: date) -> None:
        """Wishes for it."""
        with QSignalBlocker(self.day_field):
            self.day_field.setDate(_qdate(day))
        self.tell("")
        self.wished.emit(day)

    def words_changed(self) -> None:
        self.setAccessibleName(self.tr("Patrol log"))
        self._title.setText(self.tr("Patrol log"))
        self._none.setText(self.tr("On this day no tour showed anything"))
        self._rule.setText(
            self.tr("A camera that is seen live for {n} s at a stop counts as one video patrol.")
            .format(n=f"{LEAST_LIVE_S:g}")
        )  # fmt: skip
        self.view.setAccessibleName(self.tr("Rows of the patrol log"))
        self.day_field.setAccessibleName(self.tr("Day"))
        for button, words in (
            (self.back, self.tr("The day before")), (self.on, self.tr("The next day")),
        ):  # fmt: skip
            button.setToolTip(words)
            button.setAccessibleName(words)
        self.again.setText(self.tr("Read anew"))
        self.export.setText(self.tr("Save as CSV"))
        self._close.setText(self.tr("Close"))
        self.rows.words_changed()
        self._say()

    # -- inside

    def _connect(self) -> None:
        self.back.clicked.connect(lambda: self.set_day(self.day - timedelta(days=1)))
        self.on.clicked.connect(lambda: self.set_day(self.day + timedelta(days=1)))
        self.again.clicked.connect(lambda: self.set_day(self.day))
        self.day_field.dateChanged.connect(lambda _: self.set_day(self.day))
        self.rows.more_wished.connect(self.more_wished)
        self.export.clicked.connect(lambda: self.export_wished.emit(self.day))
        self._close.clicked.connect(self.close_sheet)

    def _build(self) -> None:
        px = self._look.px
        self._title.setProperty("scale", "title")
        self._sums.setProperty("scale", "row")
        for label in (self._rule, self._none):
            label.setProperty("tone", "quiet")
        self._rule.setWordWrap(True)
        self.told.setProperty("tone", "quiet")
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.told.setWordWrap(True)
        for button in (self.back, self.on):
            button.setProperty("fit", "close")
        self.day_field.setDisplayFormat("yyyy-MM-dd")
        self.day_field.setKeyboardTracking(False)
        self.day_field.setDateRange(QDate(1900, 1, 2), QDate(2199, 12, 30))
        self.day_field.lineEdit().setTextMargins(px(6), 0, px(6), 0)
        self._build_table()
        top, foot = QHBoxLayout(), QHBoxLayout()
        for row in (top, foot):
            row.setSpacing(px(8))
        top.addWidget(self._title)
        top.addStretch(1)
        for widget in (self.back, self.day_field, self.on, self.again):
            top.addWidget(widget)
        foot.addWidget(self.export)
        foot.addStretch(1)
        foot.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(EDGE_PX), px(18), px(EDGE_PX), px(18))
        column.setSpacing(px(10))
        column.addLayout(top)
        column.addWidget(self._sums)
        column.addWidget(self.view, 1)
        column.addWidget(self._rule)
        column.addWidget(self.told)
        column.addLayout(foot)

    def _build_table(self) -> None:
        as_table(self.view)
        self.view.setModel(self.rows)
        self.view.setAllColumnsShowFocus(True)
        header = self.view.header()
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        for wide in (TOUR, CAMERA):
            header.setSectionResizeMode(wide, QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        QVBoxLayout(self.view.viewport()).addWidget(self._none)

    def _say(self) -> None:
        report = self._report
        if report is None:
            self._sums.setText("")
            return
        words = self.tr("Tours {tours} · video patrols {patrols} · cameras seen {seen} of {all}")
        told = words.format(
            tours=report.tours, patrols=report.patrols, seen=report.seen, all=len(report.cameras)
        )
        if report.who:
            told += " · " + self.tr("On duty: {names}").format(names=few(report.who))
        self._sums.setText(told)


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
