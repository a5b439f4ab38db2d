"""What the case sources tell, as the whole room hears of it: top line, warnings, control API."""

from __future__ import annotations

import logging
from collections.abc import Callable, Coroutine, Iterable
from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from console.cases.book import Changes
from console.cases.sources.opening import open_source
from console.cases.sources.settings import SourceSettings
from console.cases.sources.source import CaseSource
from console.desk.cases import CaseDesk
from console.site.records import PlatformSettings
from console.ui.main_window import MainWindow

Keep = Callable[[Coroutine[Any, Any, None], str], object]

log = logging.getLogger(__name__)


class CaseNews(QObject):
    """Lives in the Qt thread.

    ``told`` is the control API's event ``platform``, ``cases_told`` its events ``case``, of many in
    one; ``cases_changed``: some came, went or are otherwise; ``simulated``: the platform says that
    all of this is an exercise.
    """

    told = Signal(str, dict)
    cases_told = Signal(list)
    cases_changed = Signal()
    simulated = Signal()

    def __init__(self, window: MainWindow, cases: CaseDesk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window, self._cases = window, cases
        self._link_state = ""
        self._sources: list[CaseSource] = []
        cases.changed.connect(self._on_changed)

    def follow(
        self,
        platform: PlatformSettings,
        take: Callable[[list[Any]], None],
        keep: Keep,
        others: Iterable[SourceSettings] = (),
    ) -> None:
        """Begin to listen to the platform, if there is one, and to the other case sources;
        ``keep`` keeps them in the io thread."""
        wished = [*others]
        if platform.url:
            wished.insert(0, SourceSettings("", "platform", platform.url, token=platform.token))
        if not wished:
            self._window.top.set_health(platform="")
            self._window.cases.set_no_platform()
        for settings in wished:
            name = f"sources/{settings.id}.toml" if settings.id else "site.toml: platform"
            try:
                source = open_source(settings, take)
            except ValueError as fault:
                log.error("%s: %s", name, fault)
                self._window.tell(str(fault))
                continue
            self._sources.append(source)
            keep(source.run(), f"cases {settings.id}" if settings.id else "platform")

    def second(self) -> None:
        """To be called each second: a warning may have expired."""
        if self._cases.book.warnings:
            self._show_warnings()

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        book = self._cases.book
        if changes.changed or changes.gone:
            self.cases_changed.emit()
        if changes.about and book.about is not None and book.about.simulated:
            self.simulated.emit()
        if changes.link:
            self._window.top.set_health(platform=book.worst_link.state)
            if book.link.state != self._link_state:
                self._link_state = book.link.state
                self.told.emit("platform", {"state": book.link.state})
        if changes.warnings:
            self._show_warnings()
        if changes.changed:
            found = ((case_id, book.case(case_id)) for case_id in changes.changed)
            self.cases_told.emit(
                [{"id": i, "rev": case.rev if case else None} for i, case in found]
            )

    def _show_warnings(self) -> None:
        self._window.top.set_warnings(self._cases.book.warnings_in_force(datetime.now(UTC)))
