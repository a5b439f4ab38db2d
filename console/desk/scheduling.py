"""Meetings are planned, changed and removed in the window; files changed by hand are read again,
and what was held once leaves the window's own file by itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from console.room_clock import room_now
from console.site.meeting import Meeting
from console.site.meeting_files import (
    MeetingsRead,
    free_id,
    schedule,
    tidy,
    unschedule,
    values_of,
)
from console.site.records import Site
from console.ui.list_faults import list_fault_told
from console.ui.main_window import MainWindow
from console.ui.meeting_form import MeetingForm
from console.ui.meeting_sheet import MeetingSheet
from layouts.fault import Fault
from layouts.format import WallFaults

Work = Callable[[], MeetingsRead]


class SchedulingDesk(QObject):
    """Lives in the Qt thread; files are read and written in one of its own. ``changed`` carries all
    meetings that there are now."""

    changed = Signal(tuple)
    _done = Signal(object)  # what was read
    _failed = Signal(str, bool)  # why not, and whether the form was to be kept

    def __init__(
        self,
        window: MainWindow,
        site: Site,
        now: Callable[[], datetime] = room_now,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window, self._site, self._now = window, site, now
        self._meetings: tuple[Meeting, ...] = site.meetings
        self._told = ""
        self._thread = ThreadPoolExecutor(1, "meetings")
        self._done.connect(self._on_done)
        self._failed.connect(self._on_failed)
        window.sheets.meetings.when_made(self._serve)
        window.sheets.meeting_form.when_made(self._serve_form)

    def _serve(self, sheet: MeetingSheet) -> None:
        sheet.opened.connect(self.read)
        sheet.new_wished.connect(self._on_new_wished)
        sheet.edit_wished.connect(self._on_edit_wished)
        sheet.remove_wished.connect(self._on_remove_wished)

    def _serve_form(self, form: MeetingForm) -> None:
        form.given.connect(self._on_given)

    @Slot(object)
    def set_site(self, site: Site) -> None:
        self._site = site

    def close(self) -> None:
        """What waits is written first."""
        self._thread.shutdown(wait=True)

    @Slot()
    def read(self) -> None:
        """Somebody may have changed a file by hand, and time has passed."""
        today = self._now().date()
        self._do(partial(tidy, self._site.folder, self._site.nodes, today))

    # -- inside

    @Slot()
    def _on_new_wished(self) -> None:
        self._window.sheets.meeting_form().open_for(
            {"id": free_id(self._meetings)}, self._site.nodes
        )

    @Slot(str)
    def _on_edit_wished(self, id_: str) -> None:
        for meeting in self._meetings:
            if meeting.id == id_:
                form = self._window.sheets.meeting_form()
                form.open_for(values_of(meeting), self._site.nodes)

    @Slot(str)
    def _on_remove_wished(self, id_: str) -> None:
        self._do(partial(unschedule, self._site.folder, self._site.nodes, id_))

    @Slot(dict)
    def _on_given(self, values: dict[str, Any]) -> None:
        self._do(partial(schedule, self._site.folder, self._site.nodes, values), form=True)

    def _do(self, work: Work, form: bool = False) -> None:
        self._thread.submit(self._work, work, form)

    def _work(self, work: Work, form: bool) -> None:
        """In the thread of its own."""
        try:
            read = work()
        except WallFaults as wrong:
            self._failed.emit(_told(wrong.faults), form)
        except OSError as wrong:
            self._failed.emit(wrong.strerror or str(wrong), form)
        else:
            self._done.emit((read, form))

    @Slot(object)
    def _on_done(self, told: tuple[MeetingsRead, bool]) -> None:
        read, form = told
        if form:
            self._window.sheets.meeting_form().close_sheet()
        faults = _told(read.faults)
        if faults and faults != self._told:
            self._window.tell(faults)
        self._told = faults
        if read.meetings != self._meetings and not faults:
            self._meetings = read.meetings
            self.changed.emit(read.meetings)

    @Slot(str, bool)
    def _on_failed(self, why: str, form: bool) -> None:
        words = self.tr("The meeting cannot be kept: {reason}").format(reason=why)
        if form:
            self._window.sheets.meeting_form().say(words)
        else:
            self._window.tell(words)


def _told(faults: Sequence[Fault]) -> str:
    """A line for each, with file, line and key, in the language spoken now."""
    return "\n".join(str(replace(each, text=list_fault_told(each.text))) for each in faults)
