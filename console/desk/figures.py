"""Reports of the cases: made in a thread of their own, shown in a sheet, written as papers."""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal, SignalInstance, Slot

from console.cases.case import About
from console.cases.day import Happening
from console.cases.history import History
from console.cases.past import take_past
from console.desk.agenda import AgendaDesk
from console.desk.pages import Pages
from console.desk.report_material import PLATFORMS, gathered
from console.figures.period import Period
from console.figures.report import Cancelled, Report, report_of
from console.figures.wording import title_of
from console.room_clock import room_now
from console.site.meeting import Meeting
from console.site.occurrence import is_past
from console.site.records import Site
from console.ui.main_window import MainWindow
from console.ui.report_paper import report_pages

if TYPE_CHECKING:
    from console.ui.report_sheet import ReportSheet

PAST_MS = 15_000  # after the start: the wall comes first
CATCH_UP_S = 0.1  # between two looks
FOLDER = "reports"  # in the site's state folder
FIGURES = "figures"  # the act of console.cases.rights

log = logging.getLogger(__name__)


class FiguresDesk(QObject):
    """Lives in the Qt thread. ``history``: all cases that were ever heard of.

    ``told``: the platform's events; they are noted in the thread that emits them. ``may``: whether
    who sits here may do an act.
    """

    _made = Signal(object, str)  # Report or None, what was in its way
    _written = Signal(str, str)  # path, what was in its way
    _progressed = Signal(float)

    def __init__(
        self,
        window: MainWindow,
        site: Site,
        told: SignalInstance,
        simulated: Callable[[], bool],
        agenda: AgendaDesk,
        now: Callable[[], datetime] = room_now,
        may: Callable[[str], bool] = lambda _act: True,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._may = may
        self.history = History(site.folder / "state", site.reports.keep_years)
        self._window, self._site, self._simulated, self._now = window, site, simulated, now
        self._agenda = agenda
        self._report: Report | None = None
        self._stop = threading.Event()
        self._thread = ThreadPoolExecutor(1, "report")
        self._pages = Pages(self)
        self._pages.drawn.connect(lambda page, pages: self._on_progressed(page / pages))
        self._pages.ended.connect(self._on_paper_ended)
        told.connect(self._hear, Qt.ConnectionType.DirectConnection)
        self._made.connect(self._on_made)
        self._written.connect(self._on_written)
        self._progressed.connect(self._on_progressed)
        self._sheet = window.sheets.reports
        self._sheet.may_open = self._allowed
        self._sheet.when_made(self._listen)
        self._past = QTimer(self)
        self._past.setSingleShot(True)
        self._past.timeout.connect(self.take_past)
        self._past.start(PAST_MS)

    @Slot(object)
    def set_site(self, site: Site) -> None:
        self._site = site

    @Slot(tuple)
    def set_meetings(self, meetings: tuple[Meeting, ...]) -> None:
        """Those that there are now."""
        self._site = replace(self._site, meetings=meetings)

    @Slot()
    def person_changed(self) -> None:
        """Another person sits here: what that one may not see is closed."""
        if self._sheet.shown and not self._may(FIGURES):
            self._sheet().close_sheet()

    @Slot()
    def take_past(self) -> None:
        """Read what the site folder knows of earlier cases; once is enough."""
        self._past.stop()
        self.history.later(partial(take_past, site=self._site.folder))

    def day(self, day: date) -> list[Happening]:
        """What was done to cases on a day, in the order of time; reads the disk."""
        return self.history.day(day, self._zone())

    def close(self) -> None:
        self._stop.set()
        self._pages.close()
        self._thread.shutdown(wait=True)
        self.history.close()

    # -- the platform tells

    def _hear(self, events: list[Any]) -> None:
        """In the thread of whoever tells."""
        self.history.take(events)
        for event in events:
            if isinstance(event, About):
                names = {platform.id: platform.name for platform in event.platforms}
                text = json.dumps(names, ensure_ascii=False)
                self.history.later(partial(_note, text=text))

    # -- the sheet asks

    def _listen(self, sheet: ReportSheet) -> None:
        self.take_past()
        sheet.opened.connect(self._on_opened)
        sheet.period_chosen.connect(self.make)
        sheet.export_wished.connect(self.export)
        sheet.cancel_wished.connect(self.cancel)
        sheet.case_chosen.connect(self._window.case_selected)
        sheet.agenda_wished.connect(self._on_agenda_wished)

    @Slot()
    def _on_opened(self) -> None:
        sheet = self._sheet()
        today = self._now().date()
        coming = [one for one in self._site.meetings if not is_past(one.rule, today)]
        sheet.set_meetings([(one.id, one.title) for one in coming])
        self.make(sheet.period())

    @Slot(object)
    def make(self, period: Period) -> None:
        """The report of a period, shown when it is made; one that is being made is given up."""
        if not self._allowed():
            return
        self._stop.set()
        self._stop = stop = threading.Event()
        self._sheet().set_busy(self.tr("Counting {period}").format(period=period.code))
        self._thread.submit(self._make, period, self._now(), self._simulated(), stop)

    @Slot(str)
    def export(self, form: str) -> None:
        """As ``xlsx`` or ``pdf``; the operator is told where it lies, or why it does not."""
        report = self._report
        if report is None or self._pages.running or not self._allowed():
            return
        path = self._path(report, form)
        sheet = self._sheet()
        sheet.set_busy(self.tr("Writing {name}").format(name=path.name))
        self._stop = stop = threading.Event()
        if form == "xlsx":
            self._thread.submit(self._write, path, report, stop)
        else:
            self._page_path = path
            self._pages.begin(report_pages(path, report, report.made_at.tzinfo or self._zone()))

    @Slot()
    def cancel(self) -> None:
        self._stop.set()
        self._pages.cancel()

    def _on_agenda_wished(self, meeting: str, points: list[str]) -> None:
        title = next((one.title for one in self._site.meetings if one.id == meeting), "")
        if title:
            count = self._agenda.take(meeting, points)
            words = self.tr("{n} points are on the agenda of {title} now")
            self._window.tell(words.format(n=count, title=title))

    def _allowed(self) -> bool:
        if not self._may(FIGURES):
            self._window.tell(self.tr("Your role does not see statistics and reports."))
            return False
        return True

    # -- in the report's thread

    def _make(self, period: Period, now: datetime, simulated: bool, stop: threading.Event) -> None:
        try:
            self._catch_up(stop)
            material = gathered(self._site, self.history, now, simulated)
            report = report_of(material, period, partial(self._goes_on, stop))
        except Cancelled:
            self._made.emit(None, "" if self._stop is stop else "superseded")
            return
        except (OSError, ValueError) as fault:
            log.warning("the report of %s cannot be made: %s", period.code, fault)
            self._made.emit(None, str(fault))
            return
        self._made.emit(report, self.history.fault)

    def _catch_up(self, stop: threading.Event) -> None:
        """Wait until the history has what it was told before, earlier cases among it."""
        read = threading.Event()
        self.history.later(lambda _: read.set())
        while not read.wait(CATCH_UP_S):
            if stop.is_set():
                raise Cancelled
            if self.history.fault:
                return

    def _write(self, path: Path, report: Report, stop: threading.Event) -> None:
        from console.figures.workbook import write_workbook  # a library, for those who write

        try:
            zone = report.made_at.tzinfo or self._zone()
            write_workbook(path, report, zone, partial(self._goes_on, stop))
        except Cancelled:
            self._written.emit("", "")
        except OSError as fault:
            self._written.emit(str(path), fault.strerror or str(fault))
        else:
            self._written.emit(str(path), "")

    def _goes_on(self, stop: threading.Event, done: float) -> bool:
        self._progressed.emit(done)
        return not stop.is_set()

    # -- back in the Qt thread

    @Slot(object, str)
    def _on_made(self, report: Report | None, trouble: str) -> None:
        if trouble == "superseded":
            return
        if report is not None:
            self._report = report
        self._sheet().set_report(self._report, trouble)

    @Slot(float)
    def _on_progressed(self, done: float) -> None:
        self._sheet().set_progress(done)

    @Slot(str, str)
    def _on_written(self, path: str, trouble: str) -> None:
        self._sheet().set_idle()
        if trouble:
            words = self.tr("The report cannot be written: {reason}").format(reason=trouble)
            self._window.tell(words)
        elif path:
            self._window.tell(self.tr("Report: {path}").format(path=path))

    @Slot(bool, str)
    def _on_paper_ended(self, there: bool, trouble: str) -> None:
        self._on_written(str(self._page_path) if there else "", trouble)

    def _path(self, report: Report, form: str) -> Path:
        return self._site.folder / "state" / FOLDER / f"{title_of(report)}.{form}"

    def _zone(self) -> Any:
        return self._now().tzinfo


def _note(base: Any, text: str) -> None:
    base.note(PLATFORMS, text)
