"""Cases as they reach the window: the book, and what list, map and tiles show of it."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import UTC, datetime
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from console.cases.book import CaseBook, Changes
from console.cases.case import CaseId
from console.cases.joined import Joined
from console.cases.markers import PictureMarker, Sight
from console.cases.timing import Timing
from console.ui.case_panel import CasePanel
from console.ui.feed import Feed
from console.ui.wall import Wall
from media.calibration import Pose
from media.onvif.whereabouts import Aim, Unknown
from media.source import SourceKind

SOONEST_S = 0.04  # between two refreshes: a burst of changes is painted once a tick
CLOCKS_MS = 1000  # time limits run on without news


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
        self.shown: CaseId | None = None
        self.timing: Timing | None = None  # gives arriving cases what their clocks lack
        self.now: Callable[[], datetime] = lambda: datetime.now(UTC)
        self.maps = [panel.map]
        self._panel = panel
        self._walls = [wall]
        self._aims = aims
        # how a pose and its markers are meant for one feed's picture; None: as they are
        self.views: Callable[[Feed, Pose | None, Sight], list[PictureMarker]] | None = None
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
        """Make the list, the map's and the tiles' markers anew."""
        self._soon.stop()
        self._refreshed_at = time.monotonic()
        now = self.now()
        cases = self.book.open_cases()
        self._panel.set_cases(cases, now)
        sight = Sight(cases, now)
        for shown in self.maps:
            shown.set_cases(sight.on_map())
        self._mark_tiles(sight)
        self.refreshed.emit()

    @Slot()
    def mark_tiles(self) -> None:
        """The markers of every camera on the wall."""
        self._mark_tiles(Sight(self.book.open_cases(), self.now()))

    @Slot(str)
    def show_case(self, case_id: str) -> None:
        """Open a case's card, and show where it is."""
        case = self.book.case(CaseId(case_id))
        self.shown = case.id if case else None
        self._panel.show_case(case)
        self._panel.map.show_case(case.id if case else None)

    def set_walls(self, walls: Iterable[Wall]) -> None:
        """Those on whose tiles cases are marked."""
        self._walls = list(walls)
        self.mark_tiles()

    def _mark_tiles(self, sight: Sight) -> None:
        shown = {name for wall in self._walls for name in wall.cameras()}
        heads = self._aims.turnable().items()
        self._aims.watch({n for n, pose in heads if n in shown and sight.concerns(n, pose)})
        for wall in self._walls:
            for cell in range(len(wall.layout_shown.cells)):
                feed = wall.feed(cell)
                wall.set_markers(cell, self._markers(feed, sight) if feed else [])

    def _markers(self, feed: Feed, sight: Sight) -> list[PictureMarker]:
        source = feed.source
        if source.kind is not SourceKind.CAMERA:
            return []
        aim = self._aims.aim(source.name)
        if aim is Unknown.TURNING:
            return []
        pose = aim if isinstance(aim, Pose) else None
        if self.views is not None:
            return self.views(feed, pose, sight)
        return sight.from_camera(source.name, pose)

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
