"""Cases as they reach the window: the book, and what list, map and tiles show of it."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import UTC, datetime
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from console.cases.book import CaseBook, Changes, in_parts
from console.cases.case import Case, CaseEvent, CaseId, Snapshot
from console.cases.case_ground import Ground, Trail
from console.cases.clocks import is_open
from console.cases.markers import PictureMarker, Sight
from console.cases.masking import public
from console.ui.case_panel import CasePanel
from console.ui.wall import Wall
from media.calibration import Pose
from media.onvif.whereabouts import Aim, Unknown
from media.source import SourceKind

SOONEST_S = 0.04  # between two refreshes: a burst of changes is painted once a tick
BUSY_S = 0.2  # the same while a great many changes wait to be taken over
AGEING_MS = 250  # time limits run on without news
SLICE = 100  # events taken over at once
SLICE_S = 0.006  # of a tick: more waits for the next, the window has its own work
MOST_WAITING = 50_000  # events; above, nothing waits any more
AGES_IN = 8  # calls of ``_age`` until every tile had its turn


class Aims(Protocol):
    """How cameras look. Those with a head are followed while they are watched."""

    def aim(self, camera: str) -> Aim | None: ...
    def turnable(self) -> Mapping[str, Pose]: ...
    def watch(self, cameras: Collection[str]) -> None: ...


class CaseDesk(QObject):
    """Owns the case book. Lives in the Qt thread.

    ``changed`` carries what an event changed; ``refreshed`` is emitted when the markers of map and
    tiles were made anew.
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
        self.ground = Ground()
        self.shown: CaseId | None = None
        self.maps = [panel.map]
        self._panel = panel
        self._walls = [wall]
        self._aims = aims
        self._waiting: deque[CaseEvent] = deque()
        self._trail = Trail()
        self._refreshed_at = 0.0
        self._turn = 0
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.timeout.connect(self._work)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._show_trail)
        self._clocks = QTimer(self)
        self._clocks.setInterval(AGEING_MS)
        self._clocks.timeout.connect(self._age)
        self._clocks.start()
        panel.destroyed.connect(self._stop)

    @Slot(list)
    def take(self, events: list[CaseEvent]) -> None:
        """Events of the platform client, in their order. A great many are taken over bit by bit."""
        for event in events:
            self._waiting.extend(in_parts(event) if isinstance(event, Snapshot) else (event,))
        if not self._next.isActive() or len(self._waiting) >= MOST_WAITING:
            self._work()

    @Slot()
    def _stop(self) -> None:
        """There is nothing left to show it on."""
        for timer in (self._next, self._soon, self._clocks):
            timer.stop()

    @Slot()
    def _work(self) -> None:
        until = time.monotonic() + SLICE_S
        while self._waiting:
            some = [self._waiting.popleft() for _ in range(min(SLICE, len(self._waiting)))]
            self._take_over(some)
            if time.monotonic() >= until and len(self._waiting) < MOST_WAITING:
                break
        if self._waiting:
            self._next.start(0)

    def _take_over(self, events: list[CaseEvent]) -> None:
        changes = self.book.apply(events)
        if not changes:
            return
        self._tell_panel(changes)
        if changes.changed or changes.gone:
            self._follow(changes)
        self.changed.emit(changes)

    def _follow(self, changes: Changes) -> None:
        """List, ground and maps hear of what is otherwise; the tiles do soon."""
        now = datetime.now(UTC)
        found = map(self.book.case, changes.changed)
        changed = [public(case) for case in found if case is not None]
        self._panel.change_cases(changed, changes.gone, now)
        trail = self.ground.apply(changed, changes.gone, now)
        self._trail.cameras |= trail.cameras
        self._trail.places += trail.places
        gone = [*changes.gone, *(case.id for case in changed if not is_open(case))]
        self._change_maps(changed, gone, now)
        soonest_s = BUSY_S if self._waiting else SOONEST_S
        wait_s = self._refreshed_at + soonest_s - time.monotonic()
        if wait_s <= 0:
            self._show_trail()
        elif not self._soon.isActive():
            self._soon.start(round(wait_s * 1000))

    def _change_maps(
        self, changed: Iterable[Case], gone: Collection[CaseId], now: datetime
    ) -> None:
        markers = Sight(changed, now).on_map()
        placed = {marker.case_id for marker in markers}
        nowhere = [case.id for case in changed if case.id not in placed]
        for shown in self.maps:
            shown.change_cases(markers, [*gone, *nowhere])

    @Slot()
    def _show_trail(self) -> None:
        """The tiles that the last changes concern."""
        self._soon.stop()
        self._refreshed_at = time.monotonic()
        trail, self._trail = self._trail, Trail()
        self._mark_tiles(lambda camera, _cell: trail.concerns(camera, self._pose(camera)))
        self.refreshed.emit()

    @Slot()
    def _age(self) -> None:
        """What time alone does: some rows, some lamps on the maps, some tiles at each call."""
        now = datetime.now(UTC)
        self._panel.age(now)
        turned = self.ground.ageing(now)
        if turned:
            self._change_maps(turned, (), now)
        self._turn = (self._turn + 1) % AGES_IN
        self._mark_tiles(lambda _camera, cell: cell % AGES_IN == self._turn)
        if turned:
            self.refreshed.emit()

    @Slot()
    def refresh(self) -> None:
        """The markers of all tiles anew; list and maps are as they are."""
        self.mark_tiles()
        self.refreshed.emit()

    @Slot()
    def mark_tiles(self) -> None:
        """The markers of every camera on the wall."""
        self._mark_tiles(lambda _camera, _cell: True)

    @Slot(str)
    def show_case(self, case_id: str) -> None:
        """Open a case's card, and show where it is."""
        case = self.book.case(CaseId(case_id))
        self.shown = case.id if case else None
        self._panel.show_case(case)
        self._panel.map.show_case(case_id if case else None)

    def set_walls(self, walls: Iterable[Wall]) -> None:
        """Those on whose tiles cases are marked."""
        self._walls = list(walls)
        self.mark_tiles()

    def _mark_tiles(self, meant: Callable[[str, int], bool]) -> None:
        """``meant``: whether those of a camera in a cell."""
        shown = {name for wall in self._walls for name in wall.cameras()}
        heads = self._aims.turnable().items()
        self._aims.watch({n for n, pose in heads if n in shown and self.ground.concerns(n, pose)})
        now = datetime.now(UTC)
        for wall in self._walls:
            for cell in range(len(wall.layout_shown.cells)):
                feed = wall.feed(cell)
                camera = feed.source.name if feed is not None else ""
                if feed is None or feed.source.kind is not SourceKind.CAMERA:
                    wall.set_markers(cell, [])
                elif meant(camera, cell):
                    wall.set_markers(cell, self._markers(camera, now))

    def _markers(self, camera: str, now: datetime) -> list[PictureMarker]:
        aim = self._aims.aim(camera)
        if aim is Unknown.TURNING:
            return []
        pose = aim if isinstance(aim, Pose) else None
        return Sight(self.ground.around(camera, pose), now).from_camera(camera, pose)

    def _pose(self, camera: str) -> Pose | None:
        aim = self._aims.aim(camera)
        return aim if isinstance(aim, Pose) else None

    def _tell_panel(self, changes: Changes) -> None:
        if changes.about and self.book.about is not None:
            about = self.book.about
            self._panel.set_platforms(about.platforms)
            self._panel.card.set_source_names({source.id: source.name for source in about.sources})
        if changes.link:
            self._panel.set_link(self.book.link)
        if self.shown is not None and self.shown in changes.changed | changes.gone:
            self._panel.show_case(self.book.case(self.shown))
