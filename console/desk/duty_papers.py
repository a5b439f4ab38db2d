"""Writes the duty log's papers, as DOCX and PDF."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path

from PySide6.QtCore import QObject

from console.desk.minutes_report import FONT
from console.duty.emergency import Emergency, received
from console.duty.entry import Entry
from console.duty.paper import call_paper, handover_paper, log_paper
from console.minutes.paper import Block
from console.site.records import Site
from console.ui.minutes_paper import write_pdf

_NO_NAME = re.compile(r'[/\\:*?"<>|\x00-\x1f]')


class DutyPapers(QObject):
    """Lives in the Qt thread. ``tell`` says where a paper lies, or why it does not."""

    def __init__(
        self,
        site: Site,
        tell: Callable[[str], None],
        simulated: Callable[[], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._place, self._zone = site.name, site.duty.zone
        self._folder = site.folder / "state" / "exports" / "duty"
        self._tell, self._simulated = tell, simulated

    def print_day(self, day: date, entries: Sequence[Entry], form: str) -> Path | None:
        blocks = log_paper(self._place, day, entries, self._zone, self._simulated())
        return self._write(f"{day:%Y%m%d} 值班日志", blocks, form)

    def print_call(self, emergency: Emergency, form: str) -> Path | None:
        blocks = call_paper(self._place, emergency, self._zone, self._simulated())
        return self._write(f"{self._stamp(received(emergency.call))} 接报单", blocks, form)

    def print_handover(self, entry: Entry, form: str) -> Path | None:
        blocks = handover_paper(self._place, entry, self._zone, self._simulated())
        return self._write(f"{self._stamp(entry.at)} 交接班记录", blocks, form)

    def _stamp(self, at: datetime) -> str:
        return f"{at.astimezone(self._zone):%Y%m%d-%H%M}"

    def _write(self, title: str, blocks: Sequence[Block], form: str) -> Path | None:
        path = self._folder / f"{_NO_NAME.sub('_', title)[:80]}.{form}"
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if form == "docx":
                from console.minutes.docx_paper import write_docx  # 6 MB, for those who write

                write_docx(path, blocks, title)
            else:
                write_pdf(path, blocks, title, FONT)
            path.chmod(0o600)  # names and phones are in it
        except OSError as fault:
            words = self.tr("The paper cannot be written: {reason}")
            self._tell(words.format(reason=fault.strerror or str(fault)))
            return None
        self._tell(self.tr("Paper: {path}").format(path=path))
        return path
