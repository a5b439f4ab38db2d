"""The list of cameras as a whole: looked at, taken over while the room runs, taken out, printed."""

from __future__ import annotations

import logging
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from console.desk.disk import FAULT, Disk
from console.desk.printing import PrintingDesk
from console.room_clock import room_now
from console.site.camera_list import (
    FILE,
    Cancelled,
    Preview,
    export_list,
    preview,
    read_list,
    take_over,
)
from console.site.records import Site
from console.ui.camera_paper import CameraPaper
from console.ui.import_sheet import ImportSheet, ShownLine, ShownList
from console.ui.list_faults import list_fault_told
from console.ui.main_window import MainWindow
from console.ui.reasons import reason_told
from layouts.fault import Fault
from media.rtsp.url import mask

STEPS = 100  # of progress that are told

log = logging.getLogger(__name__)


class CameraListDesk(QObject):
    """Lives in the Qt thread; lists are looked at in a thread of their own. ``taken_over`` carries
    the site as it is from then on."""

    taken_over = Signal(object)
    _reached = Signal(object, float)
    _looked = Signal(object, object)
    _failed = Signal(object, str)

    def __init__(
        self,
        window: MainWindow,
        site: Site,
        disk: Disk,
        printing: PrintingDesk,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window, self._site = window, site
        self._disk, self._printing = disk, printing
        self._sheet = window.sheets.camera_import
        self._found: Preview | None = None
        self._thread = ThreadPoolExecutor(1, "camera list")
        self._stop = threading.Event()
        window.finder.cameras.list_wished.connect(self._on_list_wished)
        self._sheet.when_made(self._serve)
        self._reached.connect(self._on_reached)
        self._looked.connect(self._on_looked)
        self._failed.connect(self._on_failed)

    def close(self) -> None:
        self._stop.set()
        self._thread.shutdown(wait=True)

    def _serve(self, sheet: ImportSheet) -> None:
        sheet.file_chosen.connect(self._on_file_chosen)
        sheet.cancel_wished.connect(self.cancel)
        sheet.taken.connect(self._on_taken)

    @Slot(str)
    def _on_list_wished(self, wish: str) -> None:
        if wish == "import":
            self._sheet().open_sheet()
        elif wish == "export":
            self._export(self._place("cameras", "csv"))
        elif wish == "print":
            self._print(self._place("cameras", "pdf"))

    @Slot(object)
    def set_site(self, site: Site) -> None:
        """Cameras were added elsewhere."""
        self._site = site

    def _place(self, name: str, ending: str) -> Path:
        reports = self._site.folder.absolute() / "state" / "reports"
        return reports / f"{name}-{room_now():%Y%m%d-%H%M%S}.{ending}"

    # -- in

    @Slot(str, bool)
    def _on_file_chosen(self, path: str, leave_out: bool) -> None:
        """Only what was chosen last is looked at."""
        file = Path(path).expanduser()
        self._stop.set()
        self._stop, self._found = threading.Event(), None
        self._sheet().set_busy(file.name)
        self._thread.submit(self._look_at, file, leave_out, self._site, self._stop)

    @Slot()
    def cancel(self) -> None:
        """The list is not looked at any more."""
        self._stop.set()
        self._sheet().show_trouble(reason_told("cancelled"))

    def _look_at(self, path: Path, leave_out: bool, site: Site, stop: threading.Event) -> None:
        """In its thread."""
        told = 0

        def goes_on(done: float) -> bool:
            nonlocal told
            if round(done * STEPS) > told:
                told = round(done * STEPS)
                self._reached.emit(stop, done)
            return not stop.is_set()

        try:
            found = preview(site.folder, read_list(path), leave_out, site.cameras, goes_on)
        except Cancelled:
            return
        except (OSError, ValueError) as fault:
            self._failed.emit(stop, str(fault))
        except Exception:  # somebody waits for an answer
            log.exception("%s", path)
            self._failed.emit(stop, FAULT)
        else:
            self._looked.emit(stop, found)

    def _is_wanted(self, stop: threading.Event) -> bool:
        return stop is self._stop and not stop.is_set()

    @Slot(object, float)
    def _on_reached(self, stop: threading.Event, done: float) -> None:
        if self._is_wanted(stop):
            self._sheet().set_progress(done)

    @Slot(object, str)
    def _on_failed(self, stop: threading.Event, fault: str) -> None:
        if self._is_wanted(stop):
            words = self.tr("It cannot be read: {reason}")
            self._sheet().show_trouble(words.format(reason=reason_told(fault)))

    @Slot(object, object)
    def _on_looked(self, stop: threading.Event, found: Preview) -> None:
        if self._is_wanted(stop):
            self._found = found
            self._sheet().show_list(shown_list(found))

    @Slot()
    def _on_taken(self) -> None:
        found = self._found
        if found is not None and found.site is not None:
            self._found = None  # once
            work = partial(take_over, self._site.folder, found.written, datetime.now(UTC))
            self._disk.do(FILE, work, partial(self._on_written, found), self._on_not_written)

    def _on_not_written(self, reason: str) -> None:
        words = self.tr("It cannot be taken over: {reason}")
        self._sheet().show_trouble(words.format(reason=reason))

    def _on_written(self, found: Preview, kept: Path | None) -> None:
        log.info("cameras.csv was taken over; the one before is %s", kept)
        assert found.site is not None
        self._site = found.site
        self._sheet().close_sheet()
        words = self.tr("Camera list taken over: {added} new, {changed} changed, {gone} gone")
        self._window.tell(words.format(added=found.added, changed=found.changed, gone=found.gone))
        self.taken_over.emit(found.site)

    # -- out

    def _export(self, path: Path) -> None:
        words = self.tr("Camera list: {path}").format(path=path)
        work = partial(export_list, self._site.folder, path)
        self._disk.do(path.name, work, lambda _done: self._window.tell(words))

    def _print(self, path: Path) -> None:
        at = f"{room_now():%Y-%m-%d %H:%M}"
        paper = CameraPaper(self._site.name, self._site.cameras, at)
        self._printing.print(
            path,
            paper.pages(path),
            self.tr("Camera sheet: {path}"),
            self.tr("The camera list cannot be written: {reason}"),
        )


def shown_list(found: Preview) -> ShownList:
    """A preview in the words of the sheet."""
    lines = []
    for line in found.lines:
        told = [(fault.key, list_fault_told(mask(fault.text))) for fault in line.faults] or [
            ("", "")
        ]
        lines += [ShownLine(line.at, line.id, line.name, *each) for each in told]
    return ShownList(
        tuple(lines), found.faulty, found.added, found.changed, found.gone,
        found.site is not None, tuple(_elsewhere(fault) for fault in found.elsewhere),
    )  # fmt: skip


def _elsewhere(fault: Fault) -> str:
    return str(replace(fault, text=list_fault_told(mask(fault.text))))
