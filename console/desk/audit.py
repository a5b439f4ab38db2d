"""The audit as the room writes it: who did what, on the disk before it counts; and its sheet."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from console.audit.book import AuditBook
from console.audit.entry import Entry
from console.audit.months import Fault, walk
from console.audit.verify import write_csv
from console.desk.disk import Disk
from console.room_clock import room_now
from console.ui.audit_sheet import AuditSheet
from console.ui.main_window import MainWindow

MOST_SHOWN = 5000  # entries of the sheet, the newest

log = logging.getLogger(__name__)


class AuditDesk(QObject):
    """Lives in the Qt thread. ``who`` names the person who sits here, ``seat`` the place; ``may``:
    whether he may do an act."""

    def __init__(
        self,
        window: MainWindow,
        folder: Path,
        who: Callable[[], str],
        seat: str,
        disk: Disk,
        parent: QObject | None = None,
    ) -> None:
        """``folder``: the site's."""
        super().__init__(parent)
        self._window, self._who, self._seat, self._disk = window, who, seat, disk
        self.may: Callable[[str], bool] = lambda _act: True
        self._folder = folder / "state" / "audit"
        self._exports = folder / "state" / "exports"
        self._book = AuditBook(self._folder)
        self._sheet = window.sheets.audit
        self._sheet.when_made(self._listen)

    def audit(self, act: str, subject: str, detail: str) -> None:
        """Something was done."""
        self.note(act, subject, detail)

    def note(self, act: str, subject: str, detail: str, result: str = "") -> bool:
        """The same, and whether it is on the disk: what must not be done unseen waits for that."""
        entry = Entry(datetime.now(UTC), self._who(), self._seat, act, subject, detail, result)
        kept = self._book.add(entry)
        if not kept:
            log.error("the audit cannot be written: %s", self._book.trouble)
            words = self.tr("The audit cannot be written: {reason}")
            self._window.tell(words.format(reason=self._book.trouble))
        elif self._sheet.shown:
            self._show()
        return kept

    @property
    def trouble(self) -> str:
        return self._book.trouble

    @Slot()
    def open(self) -> None:
        """The sheet, or no more."""
        if not self.may("audit_read"):
            self._window.tell(self.tr("Who sits here may not read the audit"))
            return
        self._sheet.toggle()

    def _listen(self, sheet: AuditSheet) -> None:
        sheet.opened.connect(self._show)
        sheet.export_wished.connect(self._export)

    @Slot()
    def _show(self) -> None:
        entries: deque[Entry] = deque(maxlen=MOST_SHOWN)
        faults: list[str] = []
        try:
            for told in walk(self._folder):
                if isinstance(told, Fault):
                    faults.append(str(told))
                else:
                    entries.append(told.entry)
        except FileNotFoundError:
            pass
        except OSError as fault:
            faults.append(str(fault))
        self._sheet().set_entries(list(reversed(entries)), faults)

    @Slot(list)
    def _export(self, entries: Sequence[Entry]) -> None:
        if not self.may("audit_export"):
            self._window.tell(self.tr("Who sits here may not export the audit"))
            return
        file = self._exports / f"audit-{room_now():%Y%m%d-%H%M%S}.csv"
        work = partial(write_csv, file, tuple(entries))
        self._disk.do(file.name, work, lambda _done: self._exported(file))

    def _exported(self, file: Path) -> None:
        self.audit("audit_export", file.name, "")
        self._window.tell(self.tr("Audit: {path}").format(path=file))
