"""Cases and workers on the tiles of the walls: which picture shows which, and where."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Slot

from console.cases.book import CaseBook, Changes
from console.cases.case import Case
from console.cases.markers import Eye, PictureMarker
from console.cases.sight import Sight
from console.cases.sightline import Buildings, Ring
from console.cases.spread import Covariance
from console.cases.walking import Walkers
from console.site.records import MapFeature, Site
from console.ui.feed import Feed
from console.ui.map_ground import BUILDINGS
from console.ui.wall import Wall
from console.ui.words import call_platforms
from media.calibration import Pose
from media.onvif.whereabouts import Aim, Unknown
from media.source import Source, SourceKind

CLOCKS_MS = 250  # time limits run on without news: a quarter of the tiles each time
QUARTERS = 4
SOONEST_S = 0.04  # between two times: a burst of changes is painted once a tick
BUSY_S = 0.2  # the same with more than a few changes
SLICE_S, SOON_MS = 0.006, 5  # so long at a time: the window goes on meanwhile
LEAST = 4  # tiles at a time, however slow
FEW = 5  # changes: of more, the first can wait for the next picture
ALTERED_MS = 15  # a layout has its pictures first
WALK_MS = 200  # between two positions of a worker who walks


class Aims(Protocol):
    """How cameras look. Those with a head are followed while they are watched."""

    def aim(self, camera: str) -> Aim | None: ...
    def turnable(self) -> Mapping[str, Pose]: ...
    def watch(self, cameras: Collection[str]) -> None: ...


class Trust(Protocol):
    """What calibrations are good for on the pictures of this moment."""

    def pose(self, feed: Feed, pose: Pose | None) -> Pose | None: ...
    def allowed(
        self, camera: str, pose: Pose | None, markers: list[PictureMarker]
    ) -> list[PictureMarker]: ...


class MarkingDesk(QObject):
    """Lives in the Qt thread. A change costs the tiles whose cameras it concerns."""

    def __init__(
        self,
        book: CaseBook,
        wall: Wall,
        aims: Aims,
        parent: QObject | None = None,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self.sight = Sight()
        self.walkers = Walkers()
        self._covariances: Mapping[str, Covariance] = {}
        self.trust: Trust | None = None
        self._book, self._aims, self._now = book, aims, now
        self._walls = [wall]
        self._chosen = ""
        self._quarter = 0
        self._marked_at = -1.0
        self._changes = 0  # since tiles were marked
        self._due: dict[tuple[int, int], tuple[Wall, int]] = {}  # tiles to be marked anew
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._mark_changed)
        self._altered = QTimer(self)
        self._altered.setSingleShot(True)
        self._altered.setInterval(ALTERED_MS)
        self._altered.timeout.connect(self.mark_tiles)
        self._clocks = QTimer(self)
        self._clocks.setInterval(CLOCKS_MS)
        self._clocks.timeout.connect(self._on_clock)
        self._walk = QTimer(self)
        self._walk.setInterval(WALK_MS)
        self._walk.timeout.connect(self.mark_workers)

    # -- setters

    @Slot(object)
    def set_site(self, site: Site) -> None:
        """The room has these cameras, calibrated so, and this town has these buildings."""
        names = {camera.id: camera.name for camera in site.cameras}
        taken = {camera: each.taken for camera, each in site.calibrations.items()}
        self._covariances = {
            camera: each.covariance for camera, each in taken.items() if each.covariance
        }
        self.sight.set_town(site.poses, Buildings(_outlines(site.base_map)), names)
        self.mark_tiles()

    def set_walls(self, walls: Iterable[Wall]) -> None:
        """Those on whose tiles cases are marked."""
        self._walls = list(walls)
        for wall in self._walls:
            wall.set_chosen(self._chosen)
        self.mark_tiles()

    def choose(self, case_id: str) -> None:
        """The case that the operator looks at."""
        self._chosen = case_id
        for wall in self._walls:
            wall.set_chosen(case_id)

    def take(self, changes: Changes, cases: Iterable[Case]) -> None:
        """The book has changed so; ``cases``: those that are new or otherwise, as all may see
        them."""
        for case_id in changes.gone:
            self.sight.drop(case_id)
        for case in cases:
            self.sight.put(case)
        if changes.about and self._book.about is not None:
            call_platforms({each.id: each.name for each in self._book.about.platforms})
        if changes.changed or changes.gone:
            self._run_clocks()
            self._changes += len(changes.changed) + len(changes.gone)
            if not self._soon.isActive():
                soonest_s = SOONEST_S if self._changes <= FEW else BUSY_S
                wait_s = self._marked_at + soonest_s - self._now()
                if wait_s <= 0:
                    self._mark_changed()
                else:
                    self._soon.start(round(wait_s * 1000))
        if changes.workers:
            self.walkers.take(self._book.workers, self._now())
            if not self._walk.isActive():  # news of many come often: they are shown together
                self._walk.start()
            self._run_clocks()
            self._watch_heads()

    # -- questions

    def seen_on(self, camera: str) -> list[PictureMarker] | None:
        """The markers of a camera's picture now, whether it is on a wall or not; None where nobody
        knows how it looks."""
        aim = self._aims.aim(camera)
        if not isinstance(aim, Pose):
            return None
        was = camera in self.sight.looking()
        eye = Eye(camera, aim, self.turns(camera), self._covariances.get(camera))
        found = self.sight.look(eye, datetime.now(UTC))
        if not was:
            self.sight.forget([camera])
        return found

    def turns(self, camera: str) -> bool:
        return camera in self._aims.turnable()

    def aspect(self, camera: str) -> float | None:
        """Of a calibrated camera's picture."""
        aim = self._aims.aim(camera)
        return aim.aspect if isinstance(aim, Pose) else None

    def reported_at(self, case_ids: Iterable[str]) -> dict[str, float]:
        """When cases were reported, Unix seconds, as far as it is known."""
        cases = (self.sight.case(case_id) for case_id in case_ids)
        return {
            case.id: case.reported_at.timestamp()
            for case in cases
            if case is not None and case.reported_at is not None
        }

    # -- marking

    def mark_tiles_soon(self) -> None:
        """Once the pictures of a new layout are painted; a change of several screens is one."""
        if not self._altered.isActive():
            self._altered.start()

    @Slot()
    def mark_tiles(self) -> None:
        """The markers of every camera on the walls, as after a change of layout."""
        shown = {name for wall in self._walls for name in wall.cameras()}
        self.sight.forget(set(self.sight.looking()) - shown)
        self._watch_heads()
        self._due = {(id(wall), cell): (wall, cell) for wall, cell, _ in self._tiles()}
        self._mark_due()
        self.mark_workers()

    @Slot()
    def mark_workers(self) -> None:
        """Where they are by now."""
        now, today = self._now(), datetime.now(UTC)
        for wall, cell, source in self._tiles():
            pose = (
                self._aims.aim(source.name) if source is not None and _is_camera(source) else None
            )
            seen = self.walkers.seen_from(pose, now, today) if isinstance(pose, Pose) else []
            wall.set_workers(cell, seen)
        if not self.walkers.moving(now):
            self._walk.stop()

    @Slot()
    def _on_clock(self) -> None:
        """Time limits run on; who stopped walking fades."""
        self._quarter = (self._quarter + 1) % QUARTERS
        now = datetime.now(UTC)
        for number, (wall, cell, source) in enumerate(self._tiles()):
            if number % QUARTERS == self._quarter and _is_camera(source):
                self._mark_tile(wall, cell, source, now)
        if self._quarter == 0 and len(self.walkers):
            self.mark_workers()

    def _run_clocks(self) -> None:
        """While there is anything that changes by itself."""
        wanted = len(self.sight) + len(self.walkers) > 0
        if wanted != self._clocks.isActive():
            if wanted:
                self._clocks.start()
            else:
                self._clocks.stop()

    @Slot()
    def _mark_changed(self) -> None:
        """The tiles that something has changed on, for a while; the rest of them in a moment."""
        for wall, cell, source in self._tiles():
            if source is not None and self.sight.is_changed(source.name):
                self._due[id(wall), cell] = wall, cell
        self._mark_due()
        self._marked_at = self._now()
        if self._changes <= FEW:
            self._paint_at_once()
        self._changes = 0

    def _paint_at_once(self) -> None:
        """Before list and map are made anew, which take longer."""
        for wall in self._walls:
            QCoreApplication.sendPostedEvents(wall.window(), QEvent.Type.UpdateRequest.value)

    def _mark_due(self) -> None:
        began, now, left = self._now(), datetime.now(UTC), LEAST
        while self._due and (left > 0 or self._now() < began + SLICE_S):
            left -= 1
            wall, cell = self._due.pop(next(iter(self._due)))
            if wall in self._walls and cell < len(wall.layout_shown.cells):
                self._mark_tile(wall, cell, wall.source(cell), now)
        if self._due:
            self._soon.start(SOON_MS)
        else:
            self._watch_heads()

    def _mark_tile(self, wall: Wall, cell: int, source: Source | None, now: datetime) -> None:
        eye = self._eye(source)
        if eye is None:
            wall.set_markers(cell, [])
            return
        feed, trust = wall.feed(cell), self.trust
        if trust is None or feed is None:
            wall.set_markers(cell, self.sight.look(eye, now))
            return
        eye = replace(eye, pose=trust.pose(feed, eye.pose))
        markers = trust.allowed(eye.camera, eye.pose, self.sight.look(eye, now))
        wall.set_markers(cell, markers)

    def _eye(self, source: Source | None) -> Eye | None:
        """How the tile's camera looks; None of what is none, and of one that is turning."""
        if source is None or not _is_camera(source):
            return None
        aim, name = self._aims.aim(source.name), source.name
        if aim is Unknown.TURNING:
            return None
        pose = aim if isinstance(aim, Pose) else None
        return Eye(name, pose, self.turns(name), self._covariances.get(name))

    def _watch_heads(self) -> None:
        shown = {name for wall in self._walls for name in wall.cameras()}
        heads = self._aims.turnable().items()
        self._aims.watch({n for n, pose in heads if n in shown and self._concerns(n, pose)})

    def _concerns(self, camera: str, pose: Pose) -> bool:
        return self.sight.concerns(camera, pose) or self.walkers.near(pose, self._now())

    def _tiles(self) -> list[tuple[Wall, int, Source | None]]:
        return [
            (wall, cell, wall.source(cell))
            for wall in self._walls
            for cell in range(len(wall.layout_shown.cells))
        ]


def _is_camera(source: Source | None) -> bool:
    return source is not None and source.kind is SourceKind.CAMERA


def _outlines(base_map: Iterable[MapFeature]) -> Iterator[tuple[Ring, float]]:
    """The buildings of the base map, told by the names of its layers."""
    for feature in base_map:
        if feature.closed and any(part in feature.layer.lower() for part in BUILDINGS):
            yield feature.points, feature.height_m
