"""Keeps the duty log: a thread of its own writes and searches, the window never waits for it."""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from console.cases.ladder import Mark
from console.duty.book import DutyBook, Query
from console.duty.entry import Entry

MOST_WAITING = 1000  # entries for a disk that hangs
LINES, ENTRIES = 500, 2000  # read at the start: of all kinds, and of those that stay known
STAYING = ("call", "report", "instruction", "handover")

log = logging.getLogger(__name__)


class DutyKeeping(QObject):
    """Lives in the Qt thread.

    ``loaded``: the newest lines were read, the newest first. ``changed``: ``entries`` has one more
    call, report, instruction or hand-over. ``kept`` carries an entry with its id, ``found`` the
    answer to the newest ``search``.
    """

    loaded = Signal(list)
    changed = Signal()
    kept = Signal(object)
    found = Signal(list)
    _read = Signal(list, list, object)
    _wrote = Signal(object)
    _answered = Signal(int, list)

    def __init__(self, state: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.entries: list[Entry] = []  # of STAYING, in the order of their ids
        self.marks: set[Mark] = set()
        self.fault = ""
        self.dropped = 0
        self._state = state
        self._book: DutyBook | None = None
        self._waiting = self._asked = 0
        self._thread = ThreadPoolExecutor(1, "duty")
        self._read.connect(self._on_read)
        self._wrote.connect(self._on_wrote)
        self._answered.connect(self._on_answered)
        self._thread.submit(self._open)

    def add(self, entry: Entry) -> bool:
        """Keep an entry; False when the disk is so slow that it is lost."""
        if self._waiting >= MOST_WAITING:
            self.dropped += 1
            log.warning("the duty log lost an entry: the disk hangs")
            return False
        self._waiting += 1
        self._thread.submit(self._write, entry)
        return True

    def add_mark(self, mark: Mark) -> None:
        """A rung was ordered."""
        self.marks.add(mark)
        self._thread.submit(lambda: self._book and self._book.add_mark(mark))

    def search(self, query: Query) -> None:
        """``found`` answers; an older search is not answered any more."""
        self._asked += 1
        self._thread.submit(self._find, self._asked, query)

    def close(self) -> None:
        """Everything that waits is written first."""
        self._thread.submit(self._end)
        self._thread.shutdown(wait=True)

    # -- in the thread

    def _open(self) -> None:
        book = self._book = DutyBook(self._state)
        book.forget(datetime.now(UTC))
        lines = book.find(Query(most=LINES))
        self._read.emit(lines, book.newest(ENTRIES, STAYING), book.marks())

    def _end(self) -> None:
        if self._book is not None:
            self._book.close()

    def _write(self, entry: Entry) -> None:
        kept = self._book.add(entry) if self._book else None
        self._wrote.emit(kept)

    def _find(self, number: int, query: Query) -> None:
        self._answered.emit(number, self._book.find(query) if self._book else [])

    # -- in the Qt thread

    @Slot(list, list, object)
    def _on_read(self, lines: list[Entry], entries: list[Entry], marks: set[Mark]) -> None:
        self.fault = self._book.fault if self._book else ""
        known = {entry.id for entry in self.entries}
        self.entries = [*(one for one in entries if one.id not in known), *self.entries]
        self.marks |= marks
        self.loaded.emit(lines)
        self.changed.emit()

    @Slot(object)
    def _on_wrote(self, kept: Entry | None) -> None:
        self._waiting -= 1
        self.fault = self._book.fault if self._book else ""
        if kept is None:
            return
        if kept.kind in STAYING:
            self.entries = [*self.entries[-ENTRIES:], kept]
            self.changed.emit()
        self.kept.emit(kept)

    @Slot(int, list)
    def _on_answered(self, number: int, entries: list[Entry]) -> None:
        if number == self._asked:
            self.found.emit(entries)
