"""Statistics and reports over the window: period, numbers, charts, tables, cases, papers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from console.figures.agenda import points_from
from console.figures.period import Period
from console.figures.report import Report
from console.figures.tables import Table, cases, tables_of
from console.ui.choice import Choice
from console.ui.report_agenda import ReportAgenda
from console.ui.report_overview import ReportOverview
from console.ui.report_period import PeriodChooser
from console.ui.report_table import ReportTable
from console.ui.report_words import TABLES
from console.ui.sheet import EDGE_PX, Sheet
from console.ui.theme import Look
from console.ui.words import say

OVERVIEW, FIGURES, AGENDA, CASES = range(4)
PROGRESS_PX = 120


class ReportSheet(Sheet):
    """``opened`` wishes to be filled. ``period_chosen`` carries a Period, ``export_wished``
    ``xlsx`` or ``pdf``, ``case_chosen`` a case's id, ``agenda_wished`` a meeting's id and
    points."""

    most_px = (1240, 860)

    opened = Signal()
    period_chosen = Signal(object)
    export_wished = Signal(str)
    cancel_wished = Signal()
    case_chosen = Signal(str)
    agenda_wished = Signal(str, list)

    def __init__(self, look: Look, parent: QWidget, today: date) -> None:
        super().__init__(look, parent)
        self._report: Report | None = None
        self._tables: list[Table] = []
        self._title, self._state, self._of_cases = QLabel(), QLabel(), QLabel()
        self._chooser = PeriodChooser(look, today)
        self._tabs, self._pages = QTabBar(), QStackedWidget()
        self._overview = ReportOverview(look)
        self._which, self._table = Choice(), ReportTable(look)
        self._agenda, self._cases = ReportAgenda(look), ReportTable(look)
        self._progress, self._cancel = QProgressBar(), QPushButton()
        self._xlsx, self._pdf, self._close = QPushButton(), QPushButton(), QPushButton()
        self._build()
        self._connect()
        self.words_changed()
        self.set_idle()

    def open_sheet(self) -> None:
        self.opened.emit()
        super().open_sheet()

    # -- setters

    def period(self) -> Period:
        return self._chooser.period()

    def set_report(self, report: Report | None, trouble: str = "") -> None:
        """What was made; None when nothing is there yet. ``trouble``: why it is not all."""
        self._report = report
        self.set_idle()
        if report is not None:
            self._fill(report)
        if trouble:
            self._state.setText(self.tr("Not all can be read: {reason}").format(reason=trouble))

    def set_meetings(self, meetings: Sequence[tuple[str, str]]) -> None:
        self._agenda.set_meetings(meetings)

    def set_busy(self, words: str) -> None:
        self._state.setText(words)
        self._progress.setValue(0)
        for widget in (self._progress, self._cancel):
            widget.show()
        for button in (self._xlsx, self._pdf):
            button.setEnabled(False)

    def set_progress(self, done: float) -> None:
        self._progress.setValue(round(done * 100))

    def set_idle(self) -> None:
        for widget in (self._progress, self._cancel):
            widget.hide()
        for button in (self._xlsx, self._pdf):
            button.setEnabled(self._report is not None)
        self._state.setText(self._said())

    def first(self) -> QWidget:
        return self._tabs

    def words_changed(self) -> None:
        words = self.tr("Statistics and reports")
        self.setAccessibleName(words)
        self._title.setText(words)
        for tab, text in (
            (OVERVIEW, self.tr("Overview")), (FIGURES, self.tr("Tables")),
            (AGENDA, self.tr("For the meeting")), (CASES, self.tr("Cases")),
        ):  # fmt: skip
            self._tabs.setTabText(tab, text)
        self._xlsx.setText(self.tr("Save as XLSX"))
        self._pdf.setText(self.tr("Save as PDF"))
        self._cancel.setText(self.tr("Cancel"))
        self._close.setText(self.tr("Close"))
        self._which.setAccessibleName(self.tr("Which table"))
        self._table.setAccessibleName(self.tr("Tables"))
        self._cases.setAccessibleName(self.tr("Cases"))
        self._chooser.words_changed()
        self._overview.words_changed()
        self._agenda.words_changed()
        if self._report is not None:
            self._fill(self._report)
        self._state.setText(self._said())

    # -- inside

    def _build(self) -> None:
        px = self._look.px
        self._title.setProperty("scale", "title")
        self._state.setProperty("tone", "quiet")
        self._of_cases.setProperty("scale", "row")
        self._progress.setFixedWidth(px(PROGRESS_PX))
        self._progress.setTextVisible(False)
        self._tabs.setExpanding(False)
        self._tabs.setDrawBase(False)
        for _ in range(4):
            self._tabs.addTab("")
        for page in (
            self._overview, self._page(self._which, self._table), self._agenda,
            self._page(self._of_cases, self._cases),
        ):  # fmt: skip
            self._pages.addWidget(page)
        head = QHBoxLayout()
        head.setSpacing(px(16))
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._chooser)
        foot = QHBoxLayout()
        foot.setSpacing(px(8))
        for button in (self._xlsx, self._pdf):
            foot.addWidget(button)
        foot.addWidget(self._state, 1)
        for widget in (self._progress, self._cancel, self._close):
            foot.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(EDGE_PX), px(18), px(EDGE_PX), px(18))
        column.setSpacing(px(10))
        column.addLayout(head)
        column.addWidget(self._tabs)
        column.addWidget(self._pages, 1)
        column.addLayout(foot)

    def _page(self, head: QWidget, table: QWidget) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, self._look.px(6), 0, 0)
        column.setSpacing(self._look.px(8))
        column.addWidget(head)
        column.addWidget(table, 1)
        return page

    def _connect(self) -> None:
        self._tabs.currentChanged.connect(self._pages.setCurrentIndex)
        self._chooser.chosen.connect(self.period_chosen)
        self._which.currentIndexChanged.connect(self._on_which)
        self._table.row_chosen.connect(self._show_cases)
        self._agenda.row_chosen.connect(self._show_cases)
        self._cases.row_chosen.connect(self._on_case)
        self._agenda.wished.connect(self.agenda_wished)
        self._xlsx.clicked.connect(lambda: self.export_wished.emit("xlsx"))
        self._pdf.clicked.connect(lambda: self.export_wished.emit("pdf"))
        self._cancel.clicked.connect(self.cancel_wished)
        self._close.clicked.connect(self.close_sheet)

    def _fill(self, report: Report) -> None:
        self._overview.set_report(report)
        self._tables = [table for table in tables_of(report) if table.name != "cases"]
        chosen = self._which.currentData()
        self._which.blockSignals(True)
        self._which.clear()
        for table in self._tables:
            self._which.addItem(say(TABLES[table.name]), table.name)
        self._which.setCurrentIndex(max(0, self._which.findData(chosen)))
        self._which.blockSignals(False)
        self._on_which()
        self._agenda.set_points(points_from(report))
        self._cases.set_table(cases(report))
        self._name_cases(say(TABLES["cases"]), len(report.whole.ids))

    def _on_which(self) -> None:
        at = self._which.currentIndex()
        self._table.set_table(self._tables[at] if 0 <= at < len(self._tables) else None)

    def _show_cases(self, title: str, ids: tuple[str, ...]) -> None:
        if self._report is not None:
            self._cases.set_table(cases(self._report, ids))
            self._name_cases(title, len(ids))
            self._tabs.setCurrentIndex(CASES)
            self._cases.setFocus()

    def _name_cases(self, title: str, count: int) -> None:
        self._of_cases.setText(self.tr("{title}: {n} cases").format(title=title, n=count))

    def _on_case(self, _title: str, ids: tuple[str, ...]) -> None:
        self.case_chosen.emit(ids[0])
        self.close_sheet()

    def _said(self) -> str:
        report = self._report
        if report is None:
            return ""
        made = f"{report.made_at:%Y-%m-%d %H:%M}"
        words = self.tr("As of {time}; of cases that were heard of here").format(time=made)
        return f"{self.tr('SIMULATED')} · {words}" if report.simulated else words
