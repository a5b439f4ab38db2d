"""Cases as they reach the window: the book, and what list, map and tiles show of it."""

from __future__ import annotations

import math
import time
from collections import deque
from collections.abc import Callable, Collection, Iterable
from datetime import UTC, datetime

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from console.cases.book import CaseBook, Changes, in_parts
from console.cases.case import Case, CaseEvent, CaseId, Snapshot, SnapshotPart
from console.cases.clocks import is_open
from console.cases.joined import Joined
from console.cases.markers import map_markers
from console.cases.masking import public
from console.cases.pressing import Pressing
from console.desk.allowance import Allowance
from console.desk.marking import Aims, MarkingDesk
from console.ui.case_panel import CasePanel
from console.ui.wall import Wall

SOONEST_S = 0.04  # between two times that ``refreshed`` is told: a burst is one
BUSY_S = 0.2  # the same while a great many changes wait to be taken over
AGEING_MS = 250  # time limits run on without news
SLICE = 25  # cases taken over at once
SLICE_S = 0.004  # of a tick: more waits for the next, the window has its own work
SHARE = 0.3  # of the window's time in a burst, so that pictures are painted in between
PRESSING, HURRY = 200, 3.0  # with so many waiting it is so many times that
MANY = 500  # and so many are taken over at once
MOST_WAITING = 50_000  # events; above, nothing waits any more


class CaseDesk(QObject):
    """Owns the case book. Lives in the Qt thread.

    ``changed`` carries what an event changed; ``refreshed``: list and map show something else now.
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
        self.pressing = Pressing()
        self.shown: CaseId | None = None
        self.now: Callable[[], datetime] = lambda: datetime.now(UTC)
        self.maps = [panel.map]
        self.marking = MarkingDesk(self.book, wall, aims, self)
        self._panel = panel
        self._waiting: deque[CaseEvent] = deque()
        self._allowance = Allowance(SHARE, 4 * SLICE_S)
        self._refreshed_at = 0.0
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._tell_refreshed)
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.timeout.connect(self._work)
        self._clocks = QTimer(self)
        self._clocks.setInterval(AGEING_MS)
        self._clocks.timeout.connect(self._age)
        self._clocks.start()
        panel.destroyed.connect(self._stop)

    @Slot(list)
    def take(self, events: list[CaseEvent]) -> None:
        """Events of the case sources, in their order. A great many are taken over bit by bit."""
        for event in events:
            apart = in_parts(event, SLICE) if isinstance(event, Snapshot) else (event,)
            self._waiting.extend(apart)
        if len(self._waiting) >= MOST_WAITING:
            self._work()
        elif not self._next.isActive():
            self._work_soon()

    def join(self, joined: Joined) -> None:
        """Which cases are one from now on, everywhere that they are shown."""
        self._follow(self.book.join(joined))
        if self.shown is not None:
            self.show_case(self.shown)

    @Slot()
    def _stop(self) -> None:
        """There is nothing left to show it on."""
        for timer in (self._next, self._soon, self._clocks):
            timer.stop()

    @Slot()
    def _work(self) -> None:
        began = now = time.monotonic()
        while self._waiting and (now < began + SLICE_S or len(self._waiting) >= MOST_WAITING):
            self._follow(self.book.apply(self._some()))
            now = time.monotonic()
        self._allowance.spend(now, now - began)
        if self._waiting:
            self._work_soon(at_once=False)

    def _work_soon(self, at_once: bool = True) -> None:
        hurry = HURRY if len(self._waiting) >= PRESSING else 1.0
        wait_s = self._allowance.wait_s(time.monotonic(), hurry)
        if at_once and wait_s <= 0:
            self._work()
        else:
            self._next.start(math.ceil(wait_s * 1000))

    def _some(self) -> list[CaseEvent]:
        """The next that wait."""
        some: list[CaseEvent] = []
        cases, most = 0, SLICE if len(self._waiting) < PRESSING else MANY
        while self._waiting and cases < most:
            event = self._waiting.popleft()
            some.append(event)
            cases += len(event.cases) if isinstance(event, SnapshotPart) else 1
        return some

    def _follow(self, changes: Changes) -> None:
        if not changes:
            return
        found = map(self.book.case, changes.changed)
        changed = [public(case) for case in found if case is not None]
        self.marking.take(changes, changed)  # the pictures first: they are what is looked at
        self._tell_panel(changes)
        if changes.changed or changes.gone:
            self._change_cases(changed, changes.gone)
        self.changed.emit(changes)

    def _change_cases(self, changed: Collection[Case], gone: Collection[CaseId]) -> None:
        """List, order and maps hear of what is otherwise."""
        now = self.now()
        self._panel.change_cases(changed, gone, now)
        self.pressing.apply(changed, gone, now)
        gone = [*gone, *(case.id for case in changed if not is_open(case))]
        self._change_maps(changed, gone, now)
        self._refresh_soon()

    def _refresh_soon(self) -> None:
        """At once where nothing was told lately."""
        soonest_s = BUSY_S if self._waiting else SOONEST_S
        wait_s = self._refreshed_at + soonest_s - time.monotonic()
        if wait_s <= 0:
            self._tell_refreshed()
        elif not self._soon.isActive():
            self._soon.start(round(wait_s * 1000))

    @Slot()
    def _tell_refreshed(self) -> None:
        self._soon.stop()
        self._refreshed_at = time.monotonic()
        self.refreshed.emit()

    def _change_maps(
        self, changed: Iterable[Case], gone: Collection[CaseId], now: datetime
    ) -> None:
        markers = map_markers(changed, now)
        placed = {marker.case_id for marker in markers}
        nowhere = [case.id for case in changed if case.id not in placed]
        for shown in self.maps:
            shown.change_cases(markers, [*gone, *nowhere])

    @Slot()
    def _age(self) -> None:
        """What time alone does: some rows, some lamps on the maps at each call."""
        now = self.now()
        self._panel.age(now)
        turned = self.pressing.ageing(now)
        if turned:
            self._change_maps(turned, (), now)
            self._refresh_soon()

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
