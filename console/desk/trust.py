"""Whether cameras still look where they were calibrated to, and what their markers do if not."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Signal, Slot

from console.calibration.loose import arrows, is_loose
from console.calibration.record import seen_in
from console.calibration.trust import Trust
from console.cases.markers import PictureMarker
from console.site.records import Site
from console.ui.feed import Feed
from layouts.whole_file import write_whole
from media.calibration import Pose
from media.diagnosis.finding import Finding

FILE = "uncalibrated.json"  # in the site's state folder
LARGEST = 1 << 20
NOTE = "uncalibrated"  # what tiles say of it, beside the findings


class Diagnosis(Protocol):
    """What was found of cameras' pictures, and the wish to take them as they are."""

    def findings(self, camera: str) -> tuple[str, ...]: ...
    def accept(self, camera: str) -> None: ...


class TrustDesk(QObject):
    """Lives in the Qt thread. ``changed``: markers of some camera are to be made anew; ``told``
    carries words for the top line; ``notes`` is what tiles say besides."""

    changed = Signal()
    told = Signal(str)

    def __init__(
        self,
        diagnosis: Diagnosis,
        site: Site,
        order: Callable[..., None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._diagnosis, self._order = diagnosis, order
        self._path = site.folder.absolute() / "state" / FILE
        self._trust = Trust()
        self._know(site)
        self._trust.keep(_read(self._path, site.calibrations))
        self.look()

    @Slot(object)
    def set_site(self, site: Site) -> None:
        """The room has these cameras, or other calibrations."""
        self._know(site)
        self.changed.emit()

    def _know(self, site: Site) -> None:
        self._site = site
        self._names = {camera.id: camera.name for camera in site.cameras}

    @Slot()
    def look(self) -> None:
        """What the diagnosis finds may be different now."""
        moved = Finding.MOVED.value
        found = [
            camera for camera in self._site.calibrations
            if moved in self._diagnosis.findings(camera) and not self._follows(camera)
        ]  # fmt: skip
        for camera in sorted(self._trust.found(found)):
            self._tell(camera)
            self.changed.emit()

    @Slot(str)
    def accepted(self, camera: str) -> None:
        """The operator calls the picture right as it is: its calibration is not."""
        self._trust.accepted(camera)
        self._keep()

    @Slot(str)
    def renewed(self, camera: str) -> None:
        """The camera was calibrated anew: what it shows now is its reference."""
        was = camera in self._trust.moved
        self._trust.renewed(camera)
        self._keep()
        if was:
            self._diagnosis.accept(camera)
            self.changed.emit()

    def notes(self) -> dict[str, str]:
        """Of the cameras whose calibration does not hold any more."""
        return {camera: NOTE for camera in self._trust.moved if camera in self._site.calibrations}

    def grade(self, camera: str) -> str:
        """A to D as it counts now; empty: nobody judged it."""
        return self._trust.grade(camera, self._site.calibrations)

    def pose(self, feed: Feed, pose: Pose | None) -> Pose | None:
        """As this picture of the camera shows it; None where its calibration does not hold: its
        cases are only named."""
        camera = feed.source.name
        calibration = self._site.calibrations.get(camera)
        if pose is None or not self._trust.holds(camera, self._site.calibrations):
            return None
        if calibration is None:
            return pose
        figures = feed.figures()
        aspect = figures.width / figures.height if figures.height else 0.0
        return seen_in(pose, calibration.streams, aspect)

    def allowed(
        self, camera: str, pose: Pose | None, markers: list[PictureMarker]
    ) -> list[PictureMarker]:
        """The markers at their places, or as arrows at the edge where the lens is too far in for
        the error of its head."""
        if pose is not None and is_loose(pose, self._site.heads.get(camera)):
            return arrows(markers, pose.aspect)
        return markers

    def _follows(self, camera: str) -> bool:
        """Whether its pose is asked of its head, wherever that looks."""
        scale = self._site.heads.get(camera)
        return scale is not None and scale.pan_deg is not None

    def _tell(self, camera: str) -> None:
        name = self._names.get(camera, camera)
        if camera in self._trust.moved:
            words = self.tr(
                "{name}: not calibrated any more, the camera looks elsewhere: calibrate"
            )
        else:
            words = self.tr("{name}: fits its calibration again")
        self.told.emit(words.format(name=name))

    def _keep(self) -> None:
        self._order(_write, self._path, self._trust.kept())


def _write(path: Path, cameras: Collection[str]) -> None:
    """In the io thread. A disk that refuses is told by others; what is lost is a word."""
    try:
        write_whole(path, json.dumps(sorted(cameras)), 0o600)
    except OSError:
        return


def _read(path: Path, known: Collection[str]) -> list[str]:
    try:
        with path.open("rb") as file:
            told = json.loads(file.read(LARGEST))
    except (OSError, ValueError):
        return []
    return [each for each in told if each in known] if isinstance(told, list) else []
