"""Cases as they reach the window: the book, and what list, map and tiles show of it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from console.cases.book import CaseBook, Changes
from console.cases.case import CaseId
from console.cases.joined import Joined
from console.cases.markers import map_markers
from console.cases.timing import Timing
from console.desk.marking import Aims, MarkingDesk
from console.ui.case_panel import CasePanel
from console.ui.wall import Wall

SOONEST_S = 0.04  # between two refreshes: a burst of changes is painted once a tick
CLOCKS_MS = 1000  # time limits run on without news


class CaseDesk(QObject):
    """Owns the case book. Lives in the Qt thread.

    ``changed`` carries what an event changed; ``refreshed`` is emitted when list and map show it.
    The tiles are marked at once.
    """

    changed = Signal(object)
    refreshed = Signal()

    def __init__(
        self,
        panel: CasePanel,
        wall: Wall,
        aims: Aims,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.book = CaseBook()
        self.shown: CaseId | None = None
        self.timing: Timing | None = None  # gives arriving cases what their clocks lack
        self.now: Callable[[], datetime] = lambda: datetime.now(UTC)
        self.maps = [panel.map]
        self.marking = MarkingDesk(self.book, wall, aims, self)
        self._panel = panel
        self._refreshed_at = 0.0
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.refresh)
        self._clocks = QTimer(self)
        self._clocks.setInterval(CLOCKS_MS)
        self._clocks.timeout.connect(self.refresh)
        self._clocks.start()

    @Slot(list)
    def take(self, events: list[object]) -> None:
        """Events of the platform client, in their order."""
        if self.timing is not None:
            events = self.timing.prepared(events)  # type: ignore[arg-type,assignment]
        self._take_over(self.book.apply(events))  # type: ignore[arg-type]  # what the signal carries

    def join(self, joined: Joined) -> None:
        """Which cases are one from now on, everywhere that they are shown."""
        self._take_over(self.book.join(joined))
        if self.shown is not None:
            self.show_case(self.shown)

    def _take_over(self, changes: Changes) -> None:
        if not changes:
            return
        self.marking.take(changes)  # the pictures first: they are what is looked at
        self._tell_panel(changes)
        if changes.changed or changes.gone:
            wait_s = self._refreshed_at + SOONEST_S - time.monotonic()
            if wait_s <= 0:
                self.refresh()
            elif not self._soon.isActive():
                self._soon.start(round(wait_s * 1000))
        self.changed.emit(changes)

    @Slot()
    def refresh(self) -> None:
        """Make the list and the map's markers anew."""
        self._soon.stop()
        self._refreshed_at = time.monotonic()
        now = self.now()
        cases = self.book.open_cases()
        self._panel.set_cases(cases, now)
        for shown in self.maps:
            shown.set_cases(map_markers(cases, now))
        self.refreshed.emit()

    @Slot()
    def mark_tiles(self) -> None:
        """The markers of every camera on the wall."""
        self.marking.mark_tiles()

    @Slot(str)
    def show_case(self, case_id: str) -> None:
        """Open a case's card, and show where it is."""
        case = self.book.case(CaseId(case_id))
        self.shown = case.id if case else None
        self.marking.choose(case.id if case else "")
        self._panel.show_case(case)
        self._panel.map.show_case(case.id if case else None)

    def set_walls(self, walls: Iterable[Wall]) -> None:
        """Those on whose tiles cases are marked."""
        self.marking.set_walls(walls)

    def _tell_panel(self, changes: Changes) -> None:
        if changes.about and self.book.about is not None:
            about = self.book.about
            self._panel.set_platforms(about.platforms)
            self._panel.card.set_source_names({source.id: source.name for source in about.sources})
        if changes.link:
            names = {feed: each.name for feed, each in self.book.abouts.items() if feed}
            self._panel.set_links(self.book.links, names)
        if self.shown is not None and self.shown in changes.changed | changes.gone:
            self._panel.show_case(self.book.case(self.shown))
