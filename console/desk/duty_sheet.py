"""Fills the sheet of the duty log, and hands its wishes on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Slot

from console.cases.ladder import Proposal
from console.desk.cases import CaseDesk
from console.desk.duty import DutyDesk
from console.desk.duty_papers import DutyPapers
from console.duty.book import MOST_FOUND, Query
from console.duty.entry import Entry
from console.site.records import Site
from console.ui.countdown import clock_kind_text, moment_text
from console.ui.duty_due_page import DueRow
from console.ui.duty_sheet import CALL, DUE, EMERGENCIES, LOG, SHIFT, DutySheet
from console.ui.main_window import MainWindow
from layouts.duty_calendar import DutyCalendar


class DutySheetDesk(QObject):
    """Lives in the Qt thread. The sheet is made when it is opened for the first time."""

    def __init__(
        self,
        window: MainWindow,
        site: Site,
        duty: DutyDesk,
        cases: CaseDesk,
        who: Callable[[], str] = lambda: "",
        simulated: Callable[[], bool] = lambda: False,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window, self._site, self._duty, self._cases, self._who = (
            window, site, duty, cases, who,
        )  # fmt: skip
        self._papers = DutyPapers(site, window.tell, simulated, self)
        self._printing = ""  # the form in which the next answer of a search is printed
        self._sheet = window.sheets.duty
        self._sheet.when_made(self._on_made)
        window.cases.duty.log_wished.connect(partial(self._open_at, LOG))
        window.cases.duty.call_wished.connect(partial(self._open_at, CALL))
        duty.keeping.changed.connect(self._on_changed)
        duty.keeping.found.connect(self._on_found)
        duty.keeping.kept.connect(self._on_kept)
        duty.looked.connect(self._on_looked)
        duty.ticked.connect(self._on_ticked)

    def _open_at(self, page: int) -> None:
        self._sheet().open_at(page)

    def _on_made(self, sheet: DutySheet) -> None:
        sheet.log.set_day(self._today())
        sheet.opened.connect(self._on_opened)
        sheet.log.wished.connect(self._on_log_wished)
        sheet.log.noted.connect(self._duty.note)
        sheet.log.print_wished.connect(self._on_print_day)
        sheet.call.kept.connect(self._on_call)
        sheet.emergencies.written.connect(self._duty.report)
        sheet.emergencies.print_wished.connect(self._on_print_call)
        sheet.due.sent.connect(self._duty.send)
        sheet.due.case_wished.connect(self._window.case_selected)
        sheet.shift.handed_over.connect(self._on_handed_over)
        sheet.shift.print_wished.connect(self._on_print_handover)

    @Slot(int)
    def _on_opened(self, page: int) -> None:
        sheet = self._sheet()
        sheet.set_warning(self._duty.warning())
        if page == LOG:
            self._on_log_wished()
        elif page == CALL:
            sheet.call.set_now(self._duty.now())
        elif page == DUE:
            self._duty.look()
            self._fill_due(sheet)  # before it is seen
        else:
            self._fill_changed(sheet)

    @Slot()
    def _on_kept(self) -> None:
        if self._seen(LOG):
            self._on_log_wished()

    @Slot()
    def _on_looked(self) -> None:
        sheet = self._seen(DUE)
        if sheet is not None:
            self._fill_due(sheet)

    @Slot()
    def _on_ticked(self) -> None:
        sheet = self._seen(EMERGENCIES)
        if sheet is not None:
            sheet.emergencies.tick(self._duty.now())

    @Slot()
    def _on_changed(self) -> None:
        sheet = self._seen(EMERGENCIES) or self._seen(SHIFT)
        if sheet is not None:
            self._fill_changed(sheet)

    def _fill_changed(self, sheet: DutySheet) -> None:
        now = self._duty.now()
        if sheet.page == EMERGENCIES:
            sheet.emergencies.set_emergencies(self._duty.emergencies(), now)
            return
        shifts = self._duty.roster.shifts(now)
        sheet.shift.set_on_duty(shifts[0].name if shifts else "", self._duty.on_duty())
        kept = [one for one in self._duty.keeping.entries if one.kind == "handover"]
        sheet.shift.set_kept(kept[::-1])
        sheet.shift.set_standing(self._duty.standing(), self._who(), now)

    def _fill_due(self, sheet: DutySheet) -> None:
        sheet.due.set_may_send(self._duty.may_send())
        sheet.due.set_rows([self._due_row(one) for one in self._duty.ordered()])

    def _due_row(self, one: Proposal) -> DueRow:
        case = self._cases.book.case(one.case_id)
        clock = clock_kind_text(one.clock)
        due = moment_text(one.due_at, self._duty.now(), self._duty.hours)
        over = one.due_at <= self._duty.now()
        words = self.tr("{clock}: the limit ended {at}") if over else self.tr("{clock}: until {at}")
        return DueRow(
            str(one.case_id), one.rung.title,
            f"{case.number} {case.title}" if case is not None else str(one.case_id),
            case.unit if case is not None else "", f"{clock} {due}", "、".join(one.passed),
            words.format(clock=clock, at=due),
        )  # fmt: skip

    @Slot()
    def _on_log_wished(self) -> None:
        shown = self._sheet().log
        kinds = (shown.kind,) if shown.kind else ()
        day = None if shown.text else shown.day
        self._duty.keeping.search(self._query(shown.text, kinds, day))

    def _query(self, text: str, kinds: tuple[str, ...], day: date | None) -> Query:
        if day is None:
            return Query(text, kinds)
        begin = datetime.combine(day, time(), self._site.duty.zone)
        return Query(text, kinds, begin, begin + timedelta(days=1))

    @Slot(list)
    def _on_found(self, entries: list[Entry]) -> None:
        if not self._sheet.made:
            return
        sheet = self._sheet()
        form, self._printing = self._printing, ""
        if form:
            self._papers.print_day(sheet.log.day, entries[::-1], form)
            self._on_log_wished()
        else:
            sheet.log.set_entries(entries)

    @Slot(str, dict)
    def _on_call(self, text: str, fields: dict[str, str]) -> None:
        sheet = self._sheet()
        if self._duty.call(text, fields):
            sheet.call.begin(self._duty.now())
            sheet.open_at(EMERGENCIES if fields.get("emergency") == "yes" else LOG)

    @Slot(str, str, str, str)
    def _on_handed_over(self, by: str, to: str, matters: str, remarks: str) -> None:
        if self._duty.hand_over(by, to, matters, remarks):
            self._sheet().shift.begin()

    # -- papers

    @Slot(str)
    def _on_print_day(self, form: str) -> None:
        self._printing = form
        query = self._query("", (), self._sheet().log.day)
        self._duty.keeping.search(Query("", (), query.since, query.until, MOST_FOUND))

    @Slot(int, str)
    def _on_print_call(self, id_: int, form: str) -> None:
        found = next((one for one in self._duty.emergencies() if one.call.id == id_), None)
        if found is not None:
            self._papers.print_call(found, form)

    @Slot(int, str)
    def _on_print_handover(self, id_: int, form: str) -> None:
        found = next((one for one in self._duty.keeping.entries if one.id == id_), None)
        if found is not None:
            self._papers.print_handover(found, form)

    def _seen(self, page: int) -> DutySheet | None:
        """The sheet while this page of it is seen."""
        sheet = self._sheet() if self._sheet.shown else None
        return sheet if sheet is not None and sheet.page == page else None

    def _today(self) -> date:
        return self._duty.now().astimezone(self._site.duty.zone).date()


def open_duty(
    window: MainWindow,
    site: Site,
    calendar: DutyCalendar,
    cases: CaseDesk,
    who: Callable[[], str],
    simulated: Callable[[], bool],
    parent: QObject,
    **more: Any,
) -> DutyDesk:
    """The desk of the duty log with its sheet; ``more`` as ``DutyDesk`` takes it."""
    duty = DutyDesk(window, site, calendar, cases, who, parent=parent, **more)
    DutySheetDesk(window, site, duty, cases, who, simulated, duty)
    return duty
