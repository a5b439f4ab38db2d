"""The list of cameras as a whole: looked at, taken over while the room runs, taken out, printed."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from console.site.camera_list import Preview, exported, preview, read_list, take_over
from console.site.records import Site
from console.site.secrets import write_secret_file
from console.ui.camera_paper import CameraPaper
from console.ui.import_sheet import ImportSheet, ShownLine, ShownList
from console.ui.list_faults import list_fault_told
from console.ui.main_window import MainWindow
from console.ui.reasons import reason_told
from layouts.fault import Fault
from media.rtsp.url import mask

log = logging.getLogger(__name__)


class CameraListDesk(QObject):
    """Lives in the Qt thread; ``order`` runs a function in another, where files are read and
    written. ``taken_over`` carries the site as it is from then on."""

    taken_over = Signal(object)
    _looked = Signal(object)
    _failed = Signal(str)
    _written = Signal(object)
    _told = Signal(str)

    def __init__(
        self,
        window: MainWindow,
        site: Site,
        order: Callable[..., None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window, self._site, self._order = window, site, order
        self._found: Preview | None = None
        window.finder.cameras.list_wished.connect(self._on_list_wished)
        window.sheets.camera_import.when_made(self._serve)
        self._looked.connect(self._on_looked)
        self._written.connect(self._on_written)
        self._told.connect(window.tell)

    def _serve(self, sheet: ImportSheet) -> None:
        sheet.file_chosen.connect(self._on_file_chosen)
        sheet.taken.connect(self._on_taken)
        self._failed.connect(sheet.show_trouble)

    @Slot(str)
    def _on_list_wished(self, wish: str) -> None:
        if wish == "import":
            self._window.sheets.camera_import().open_sheet()
        elif wish == "export":
            self._order(self._export, self._place("cameras", "csv"))
        elif wish == "print":
            self._print(self._place("cameras", "pdf"))

    @Slot(object)
    def set_site(self, site: Site) -> None:
        """Cameras were added elsewhere."""
        self._site = site

    def _place(self, name: str, ending: str) -> Path:
        reports = self._site.folder.absolute() / "state" / "reports"
        return reports / f"{name}-{datetime.now().astimezone():%Y%m%d-%H%M%S}.{ending}"

    # -- in

    @Slot(str, bool)
    def _on_file_chosen(self, path: str, leave_out: bool) -> None:
        self._order(self._look_at, Path(path).expanduser(), leave_out)

    def _look_at(self, path: Path, leave_out: bool) -> None:
        try:
            content = read_list(path)
        except (OSError, ValueError) as fault:
            reason = reason_told(str(fault))
            self._failed.emit(self.tr("It cannot be read: {reason}").format(reason=reason))
            return
        self._looked.emit(preview(self._site.folder, content, leave_out, self._site.cameras))

    @Slot(object)
    def _on_looked(self, found: Preview) -> None:
        self._found = found
        self._window.sheets.camera_import().show_list(shown_list(found))

    @Slot()
    def _on_taken(self) -> None:
        if self._found is not None and self._found.site is not None:
            self._order(self._take_over, self._found)

    def _take_over(self, found: Preview) -> None:
        try:
            kept = take_over(self._site.folder, found.written, datetime.now(UTC))
        except OSError as fault:
            reason = reason_told(str(fault))
            self._failed.emit(self.tr("It cannot be taken over: {reason}").format(reason=reason))
            return
        log.info("cameras.csv was taken over; the one before is %s", kept)
        self._written.emit(found)

    @Slot(object)
    def _on_written(self, found: Preview) -> None:
        assert found.site is not None
        self._site, self._found = found.site, None
        self._window.sheets.camera_import().close_sheet()
        words = self.tr("Camera list taken over: {added} new, {changed} changed, {gone} gone")
        self._window.tell(words.format(added=found.added, changed=found.changed, gone=found.gone))
        self.taken_over.emit(found.site)

    # -- out

    def _export(self, path: Path) -> None:
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            # with a byte order mark: Excel takes it for another encoding otherwise
            write_secret_file(path, "\ufeff" + exported(self._site.folder))
        except OSError as fault:
            self._tell_unwritten(fault)
            return
        self._told.emit(self.tr("Camera list: {path}").format(path=path))

    def _print(self, path: Path) -> None:
        at = f"{datetime.now().astimezone():%Y-%m-%d %H:%M}"
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            CameraPaper(self._site.name, self._site.cameras, at).write(path)
        except OSError as fault:
            self._tell_unwritten(fault)
            return
        self._window.tell(self.tr("Camera sheet: {path}").format(path=path))

    def _tell_unwritten(self, fault: OSError) -> None:
        words = self.tr("The camera list cannot be written: {reason}")
        self._told.emit(words.format(reason=reason_told(str(fault))))


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
