"""New cases are announced: a sound, a line that counts them, an alarm that waits for somebody."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from console.cases.book import Changes
from console.cases.case import Case, CaseId
from console.cases.masking import public
from console.cases.notices import Acknowledged, Notices
from console.desk.cases import CaseDesk
from console.site.inbox_file import Waits, read_notices, write_notices
from console.ui.main_window import MainWindow
from console.ui.words import level_text

log = logging.getLogger(__name__)


class AnnouncingDesk(QObject):
    """Lives in the Qt thread. ``told`` carries the control API's events ``acknowledged`` and
    ``shelved``; ``changed`` the ids of cases that wait now, or no more; ``acknowledged`` those that
    somebody took note of.

    ``ring`` sounds for a level; ``who`` names the person who sits here.
    """

    told = Signal(str, dict)
    changed = Signal(list)
    acknowledged = Signal(list)

    def __init__(
        self,
        window: MainWindow,
        cases: CaseDesk,
        folder: Path,
        ring: Callable[[str], None],
        who: Callable[[], str],
        audit: Callable[[str, str, str], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window, self._cases, self._folder = window, cases, folder
        self._ring, self._who, self._audit = ring, who, audit
        self.notices = Notices()
        acknowledged, self._left, shelved = read_notices(folder)
        self.notices.acknowledged.update(acknowledged)
        self.notices.shelved.update(shelved)
        self._listening = False  # what is told before the link lives was there before
        self._dirty = False
        self._writer = ThreadPoolExecutor(1, "inbox")
        self._written: Future[None] = Future()
        self._written.set_result(None)
        cases.changed.connect(self._on_changed)

    def second(self) -> None:
        """To be called each second."""
        level = self.notices.repeat(datetime.now(UTC))
        if level is not None:
            self._ring(level)
        if self._dirty:
            self._dirty = False
            self._write()

    # -- wishes

    def see(self, case_id: str) -> None:
        """Somebody looks at it."""
        if self.notices.see(CaseId(case_id)):
            self._show([CaseId(case_id)])

    def show_newest(self) -> None:
        newest = self.notices.newest()
        if newest is not None:
            self._window.case_selected.emit(newest)

    def acknowledge(self, case_id: str) -> None:
        """Who sits here takes note of it, and of the rest of its storm."""
        who, now = self._who(), datetime.now(UTC)
        done = self.notices.acknowledge(CaseId(case_id), who, now)
        if not done:
            return
        for each in done:
            self._audit("acknowledge", f"case:{each}", self._number(each))
            self.told.emit("acknowledged", {"case": each, "by": who, "at": now.isoformat()})
        self.acknowledged.emit(done)
        self._dirty = True
        self._show(done)

    def shelve(self, case_id: str) -> None:
        """Silence for it and its storm for a while."""
        until = self.notices.shelve(CaseId(case_id), datetime.now(UTC))
        self._audit("shelve", f"case:{case_id}", f"{self._number(CaseId(case_id))} {until:%H:%MZ}")
        self.told.emit("shelved", {"case": case_id, "until": until.isoformat()})
        at = f"{until.astimezone():%H:%M}"
        self._window.tell(self.tr("Shelved until {at}").format(at=at))
        self._dirty = True

    # -- what happens

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        found = (self._cases.book.case(case_id) for case_id in changes.changed)
        cases = [case for case in found if case is not None]
        if not self._listening:
            self.notices.learn(cases)
            if self._cases.book.link.state == "live":
                self._begin()
            return
        waited = len(self.notices.waiting)
        news = self.notices.take(cases, changes.gone, datetime.now(UTC))
        if news.new:
            self._announce(news.sound, [each for each in cases if each.id in news.new], news.count)
        if news.new or len(self.notices.waiting) != waited:
            self._dirty = True
            self._show([*news.new, *changes.gone])

    def _begin(self) -> None:
        """From now on what comes is news."""
        self._listening = True
        self.notices.wait_again(self._left)
        self._left = {}
        self._show(self.notices.waiting)

    def _announce(self, sound: str | None, cases: list[Case], count: int) -> None:
        if sound is not None:
            self._ring(sound)
            loudest = next((case for case in cases if case.level == sound), cases[0])
            self._window.tell(self._words(loudest, count))

    def _words(self, case: Case, count: int) -> str:
        title = public(case).title
        level = level_text(case.level) if case.level else ""
        words = self.tr("New case: {title} {level}").format(title=title, level=level).strip()
        return (
            words
            if count < 2
            else self.tr("{what} (the same place, {n})").format(what=words, n=count)
        )

    def _write(self) -> None:
        """Behind the window's back: a flood of cases makes thousands of lines."""
        if not self._written.done():
            self._dirty = True  # the disk does not follow: the newest is written next
            return
        notices = self.notices
        kept = dict(notices.acknowledged), notices.waits(), dict(notices.shelved)
        self._written = self._writer.submit(_keep, self._folder, *kept)

    def _show(self, ids: Iterable[CaseId]) -> None:
        newest = self.notices.newest()
        case = self._cases.book.case(newest) if newest is not None else None
        words = public(case).title if case is not None else ""
        self._window.cases.lines.set_new(len(self.notices.unseen), words)
        self.changed.emit(list(ids))

    def _number(self, case_id: CaseId) -> str:
        case = self._cases.book.case(case_id)
        return case.number if case is not None else ""

    def close(self) -> None:
        """What is not on the disk yet is written."""
        wait([self._written])
        if self._dirty:
            self._write()
        self._writer.shutdown()


def _keep(
    folder: Path,
    acknowledged: Mapping[CaseId, Acknowledged],
    waits: Waits,
    shelved: Mapping[str, datetime],
) -> None:
    try:
        write_notices(folder, acknowledged, waits, shelved)
    except OSError as fault:
        log.error("acknowledgements cannot be kept: %s", fault)
