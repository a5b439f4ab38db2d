"""The patrol log (视频巡查) in the window: a day's rows as they are read, and as a file."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Future
from datetime import date, datetime, tzinfo
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from console.desk.disk import Disk
from console.desk.patrol_csv import patrol_csv
from console.desk.scribe import Scribe
from console.room_clock import room_now
from console.site.records import Site
from console.ui.main_window import MainWindow
from console.ui.patrol_sheet import PatrolSheet
from layouts.patrol import DayOfPatrols, PatrolPage, PatrolRow

T = TypeVar("T")

PAGE = 200  # rows that are read at once; more as the table is scrolled

log = logging.getLogger(__name__)


class PatrolLogDesk(QObject):
    """Lives in the Qt thread. What is read comes from the scribe's."""

    _read = Signal(object)

    def __init__(
        self,
        window: MainWindow,
        scribe: Scribe,
        site: Site,
        disk: Disk,
        parent: QObject | None = None,
        now: Callable[[], datetime] = room_now,
    ) -> None:
        super().__init__(parent)
        self._window, self._scribe, self._site, self._disk = window, scribe, site, disk
        zone = now().tzinfo
        assert zone is not None
        self._zone = zone
        self._day = date.min  # that is shown, or read
        self._read.connect(self._answer)
        self._sheet = window.sheets.patrols
        self._sheet.when_made(self._serve)

    def _serve(self, sheet: PatrolSheet) -> None:
        sheet.wished.connect(self._show)
        sheet.more_wished.connect(self._go_on)
        sheet.export_wished.connect(self._export)

    @Slot(object)
    def set_site(self, site: Site) -> None:
        """The room has other cameras."""
        self._site = site

    # -- the sheet

    @Slot(object)
    def _show(self, day: date) -> None:
        self._day = day
        page = self._scribe.patrol_page(day, self._zone, None, PAGE)
        self._when(page, lambda first: self._show_sums(day, first))

    def _show_sums(self, day: date, first: PatrolPage) -> None:
        report = self._scribe.day(day, self._zone)
        self._when(report, lambda sums: self._shown(day, sums, first))

    def _shown(self, day: date, sums: DayOfPatrols, first: PatrolPage) -> None:
        if day == self._day:  # another one is wished for by now
            self._sheet().show_day(sums, first, self._names())

    @Slot(object)
    def _go_on(self, before: int) -> None:
        page = self._scribe.patrol_page(self._day, self._zone, before, PAGE)
        self._when(page, self._sheet().rows.go_on)

    def _names(self) -> dict[str, str]:
        return {camera.id: camera.name for camera in self._site.cameras}

    # -- a file

    @Slot(object)
    def _export(self, day: date) -> None:
        rows = self._scribe.patrol_rows(day, self._zone)
        self._when(rows, lambda found: self._write(day, found))

    def _write(self, day: date, rows: list[PatrolRow]) -> None:
        path = self._site.folder / "state" / "reports" / f"patrols-{day}.csv"
        work = partial(_write, path, rows, self._names(), self._zone)
        words = self.tr("Patrol log: {path}").format(path=path)
        self._disk.do(path.name, work, lambda _: self._tell(words), self._tell)

    def _tell(self, words: str) -> None:
        """In the sheet, and where that is closed by now to whoever looks at the wall."""
        self._sheet().tell(words)
        if not self._sheet.shown:
            self._window.tell(words)

    # -- inside

    def _when(self, read: Future[T], then: Callable[[T], None]) -> None:
        """``then`` in this thread."""

        def tell(done: Future[T]) -> None:
            if (fault := done.exception()) is not None:
                log.error("the patrol log cannot be read", exc_info=fault)
            else:
                self._read.emit(partial(then, done.result()))

        read.add_done_callback(tell)

    @Slot(object)
    def _answer(self, do: Callable[[], None]) -> None:
        do()


def _write(path: Path, rows: list[PatrolRow], names: dict[str, str], zone: tzinfo) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.write_text(patrol_csv(rows, names, zone), "utf-8", newline="")
