"""The thread that writes what must not be forgotten: the wall's state, the patrol log, and files
that are changed in the window."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, date, datetime, tzinfo
from pathlib import Path

from console.desk import patrols
from console.desk.patrols import PatrolBook
from layouts import state_file
from layouts.patrol import DayOfPatrols, PatrolPage, PatrolRow
from layouts.state_file import StateFile
from layouts.wall_state import WallState

MOST_WAITING = 256  # orders; a disk that hangs must not fill the memory

log = logging.getLogger(__name__)


class Scribe:
    """Its methods return at once and may be called from any thread, until ``close``.

    Of several states that wait only the newest is written. ``dropped`` counts orders that were
    given up because the disk did not follow.
    """

    def __init__(self, folder: Path) -> None:
        """``folder``: the site's ``state``. Reads the state that was left there."""
        self.dropped = 0
        self._file = StateFile(folder / state_file.NAME)
        self.remembered = self._file.load()
        self._told = ""
        self._tell_fault()
        self._book: PatrolBook | None = None
        self._path = folder / patrols.NAME
        self._lock = threading.Lock()
        self._newest: WallState | None = None
        self._waiting = 0
        self._thread = ThreadPoolExecutor(1, "scribe")

    @property
    def faults(self) -> tuple[str, ...]:
        """Why something is not kept, in words."""
        book = self._book.fault if self._book is not None else ""
        return tuple(fault for fault in (self._file.fault, book) if fault)

    def keep(self, state: WallState) -> None:
        with self._lock:
            waits, self._newest = self._newest is not None, state
        if not waits:
            self.do(self._write)

    def add(self, rows: Sequence[PatrolRow]) -> None:
        if rows:
            self.do(lambda: self._opened().add(rows))

    def do(self, work: Callable[[], object]) -> bool:
        """Anything else that waits for the disk, in its turn; False: it is given up."""
        with self._lock:
            if self._waiting >= MOST_WAITING:
                self.dropped += 1
                return False
            self._waiting += 1
        self._thread.submit(self._done, work)
        return True

    def day(self, day: date, zone: tzinfo) -> Future[DayOfPatrols]:
        """The report of a day, when it is read."""
        return self._thread.submit(lambda: self._opened().day(day, zone))

    def patrol_page(
        self, day: date, zone: tzinfo, before: int | None, most: int
    ) -> Future[PatrolPage]:
        """Some rows of a day, as ``PatrolBook.page``."""
        return self._thread.submit(lambda: self._opened().page(day, zone, before, most))

    def patrol_rows(self, day: date, zone: tzinfo) -> Future[list[PatrolRow]]:
        """All rows of a day, as ``PatrolBook.rows``."""
        return self._thread.submit(lambda: self._opened().rows(day, zone))

    def close(self) -> None:
        """Everything that waits is written first."""
        self._thread.submit(self._end)
        self._thread.shutdown(wait=True)

    # -- in its thread

    def _done(self, work: Callable[[], object]) -> None:
        with self._lock:
            self._waiting -= 1
        work()

    def _write(self) -> None:
        with self._lock:
            state, self._newest = self._newest, None
        if state is not None:
            self._file.save(state)
            self._tell_fault()

    def _opened(self) -> PatrolBook:
        if self._book is None:
            self._book = PatrolBook(self._path)
            self._book.forget(datetime.now(UTC))
        return self._book

    def _end(self) -> None:
        if self._book is not None:
            self._book.close()

    def _tell_fault(self) -> None:
        if self._file.fault != self._told:
            self._told = self._file.fault
            if self._told:
                log.warning("%s", self._told)
