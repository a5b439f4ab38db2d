"""Another list of cameras while the room runs: who is not concerned goes on without a gap."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from console.desk.cases import CaseDesk
from console.desk.diagnosis import DiagnosisDesk
from console.desk.keeping import KeepingDesk
from console.desk.sources import Sources
from console.desk.walls import Walls, WallScreen
from console.links.cameras import CameraWorker, reshared
from console.links.steering import Steering
from console.site.records import Site
from console.ui.main_window import MainWindow
from media.source import SourceKind


class Catalogue(QObject):
    """Lives in the Qt thread. ``served_by``, a camera's worker by its id, is the one map that all
    desks look into. ``changed`` carries the site as it is now, when all of them know it."""

    changed = Signal(object)

    def __init__(
        self,
        window: MainWindow,
        workers: Sequence[CameraWorker],
        served_by: dict[str, CameraWorker],
        walls: Walls,
        sources: Sources,
        keeping: KeepingDesk,
        diagnosis: DiagnosisDesk,
        cases: CaseDesk,
        steering: Steering,
        order: Callable[..., None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window, self._walls, self._cases = window, walls, cases
        self._workers, self._served_by, self._order = workers, served_by, order
        self._sources, self._keeping, self._diagnosis = sources, keeping, diagnosis
        self._steering = steering

    @Slot(object)
    def take(self, site: Site) -> None:
        """The room has these cameras from now on."""
        shares = reshared(site.cameras, [worker.cameras for worker in self._workers])
        self._served_by.clear()
        for worker, share in zip(self._workers, shares, strict=True):
            self._served_by.update({camera.id: worker for camera in share})
            self._order(worker.serve, share)
        self._order(self._steering.set_cameras, site.cameras)
        self._sources.set_names(site)
        self._keeping.set_cameras(site.cameras)
        self._diagnosis.set_cameras(site.cameras)
        self.fill(site)
        for screen in self._walls.all():
            screen.desk.set_catalogue([f"camera:{camera.id}" for camera in site.cameras])
            self._name_cells(screen)
        self.changed.emit(site)

    def fill(self, site: Site) -> None:
        """Tell the window's zones which cameras there are."""
        window: Any = self._window
        for zone in (window.finder, window.cases, window.export):
            zone.set_cameras(site.cameras)
        for shown in self._cases.maps:
            shown.set_site(site.cameras, site.grids, site.base_map, site.poses)

    def _name_cells(self, screen: WallScreen) -> None:
        """Tiles have their camera's name of today."""
        for cell, source in enumerate(screen.desk.sources()):
            if source is not None and source.kind in (SourceKind.CAMERA, SourceKind.REPLAY):
                screen.desk.rename(cell)
