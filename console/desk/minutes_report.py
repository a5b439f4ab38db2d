"""Shows the minutes in the window, and writes them as papers."""

from __future__ import annotations

import re
from datetime import tzinfo
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Slot

from console.desk.minutes import MinutesDesk
from console.minutes.minutes import Minutes
from console.minutes.paper import paper_of
from console.room_clock import room_now
from console.ui.main_window import MainWindow
from console.ui.minutes_paper import html_of, write_pdf
from console.ui.minutes_sheet import MinutesSheet

SOON_MS = 400  # a burst of acts is shown at once
LISTED = 60
FONT = "Noto Sans CJK SC"

_NO_NAME = re.compile(r'[/\\:*?"<>|\x00-\x1f]')


class MinutesReport(QObject):
    """Lives in the Qt thread. ``folder``: where papers go."""

    def __init__(
        self,
        desk: MinutesDesk,
        window: MainWindow,
        folder: Path,
        zone: tzinfo | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._window, self._folder, self._zone = desk, window, folder, zone
        self._names: dict[str, str] = {}  # of conferences that are over
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.show)
        window.sheets.minutes.when_made(self._serve)
        desk.changed.connect(self._on_changed)

    def _serve(self, sheet: MinutesSheet) -> None:
        sheet.opened.connect(self.show)
        sheet.chosen.connect(self._on_chosen)
        sheet.decided.connect(self._on_decided)
        sheet.export_wished.connect(self.export)

    @Slot()
    def show(self) -> None:
        """The conferences there were, and the minutes of the chosen one."""
        rows = [(id_, self._name(id_)) for id_ in self._desk.names()[:LISTED]]
        sheet = self._window.sheets.minutes()
        sheet.set_conferences(rows)
        sheet.set_troubles(self._desk.troubles())

    @Slot(str, str)
    def export(self, conference: str, form: str) -> None:
        """As ``docx`` or ``pdf``; the operator is told where it lies, or why it does not."""
        minutes = self._desk.minutes(conference)
        title = f"{minutes.title or '视频会商'}纪要"
        day = f"{minutes.began.astimezone(self._zone):%Y%m%d-%H%M}" if minutes.began else ""
        name = _NO_NAME.sub("_", f"{day} {title}".strip())[:80]
        path = self._folder / f"{name}.{form}"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            blocks = paper_of(minutes, self._its_zone())
            if form == "docx":
                from console.minutes.docx_paper import write_docx  # 6 MB, for those who write

                write_docx(path, blocks, title)
            else:
                write_pdf(path, blocks, title, FONT)
        except OSError as fault:
            words = self.tr("The minutes cannot be written: {reason}")
            self._window.tell(words.format(reason=fault.strerror or str(fault)))
            return
        self._window.tell(self.tr("Minutes: {path}").format(path=path))

    # -- inside

    @Slot()
    def _on_changed(self) -> None:
        if self._window.sheets.minutes.shown and not self._soon.isActive():
            self._soon.start(SOON_MS)

    @Slot(str)
    def _on_chosen(self, conference: str) -> None:
        minutes = self._desk.minutes(conference)
        html = html_of(paper_of(minutes, self._its_zone()))
        held = conference == self._desk.current
        self._window.sheets.minutes().set_minutes(html, minutes.decisions, held)

    @Slot(int, str)
    def _on_decided(self, number: int, text: str) -> None:
        self._desk.decide(text, number or None)

    def _name(self, conference: str) -> str:
        if conference == self._desk.current:
            return self.tr("Now: {title}").format(title=self._desk.minutes().title)
        if conference not in self._names:
            self._names[conference] = self._dated(self._desk.minutes(conference))
        return self._names[conference]

    def _dated(self, minutes: Minutes) -> str:
        began = minutes.began
        day = f"{began.astimezone(self._zone):%m-%d %H:%M} " if began else ""
        return f"{day}{minutes.title or minutes.id}"

    def _its_zone(self) -> tzinfo:
        zone = self._zone or room_now().tzinfo
        assert zone is not None
        return zone
