"""Calibrating a camera by clicks: the sheet, its frozen pictures, the fit, the file."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QImage

from console.calibration.record import Calibration, Taken, heads_of, poses_of
from console.desk.keeping import KeepingDesk
from console.desk.ptz import PtzDesk
from console.desk.walls import Walls, WallScreen
from console.site.calibration_file import (
    path_of,
    read_calibration,
    undo_calibration,
    write_calibration,
)
from console.site.records import CameraEntry, Site
from console.ui.main_window import MainWindow
from console.ui.reasons import reason_told
from media.onvif.turned import same
from media.onvif.words import Motion, Status

if TYPE_CHECKING:
    from console.calibration.draft import Draft
    from console.desk.calibration_outcome import Made, Surroundings
    from console.ui.calibration_sheet import CalibrationSheet

HIGH_M = 10.0  # of a camera of which nobody says it
ABOUT_M, ABOUT_TIMES = 80.0, 6.0  # of the map at first: so far, and so many heights
FIT_MS = 15  # clicks and nudges that come together are fitted once
Json = dict[str, Any]


def nobody() -> str:
    return ""


def not_noted(_act: str, _subject: str, _detail: str) -> None:
    """Where no audit is kept."""


def utc_now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


@dataclass
class _Work:
    """One camera on the sheet."""

    entry: CameraEntry
    draft: Draft
    around: Surroundings
    frames: dict[int, str] = field(default_factory=dict)  # stand -> hash of its picture
    sizes: dict[int, tuple[int, int]] = field(default_factory=dict)
    stands: dict[int, Motion] = field(default_factory=dict)
    asked: int = 0  # the stand whose picture and position are awaited
    made: Made | None = None


class CalibratingDesk(QObject):
    """Lives in the Qt thread. ``changed`` carries the site with its new calibration; ``saved`` the
    camera that has one. ``who`` sits here, ``audit`` gets act, subject and detail, ``may``: whether
    an act is allowed."""

    changed = Signal(object)
    saved = Signal(str)
    _kept = Signal(str, object, str, str)  # camera, calibration or None, trouble, what was done

    def __init__(
        self,
        window: MainWindow,
        walls: Walls,
        keeping: KeepingDesk,
        ptz: PtzDesk,
        site: Site,
        order: Callable[..., None],
        parent: QObject | None = None,
        who: Callable[[], str] = nobody,
        audit: Callable[[str, str, str], None] = not_noted,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        super().__init__(parent)
        self._window, self._keeping, self._ptz, self._site = window, keeping, ptz, site
        self._order, self.who, self.audit, self._now = order, who, audit, now
        self.may: Callable[[str], bool] = lambda _act: True
        self._sheet = window.sheets.calibration
        self._sheet.when_made(self._listen)
        self._work: _Work | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(FIT_MS)
        self._soon.timeout.connect(self.refit)
        walls.acted.connect(self._on_acted)
        ptz.stood.connect(self._on_stood)
        self._kept.connect(self._on_kept)

    @Slot(object)
    def set_site(self, site: Site) -> None:
        self._site = site

    # -- opening

    @Slot(object, int, str)
    def _on_acted(self, screen: WallScreen, cell: int, action: str) -> None:
        shown = screen.wall.cameras([cell])
        if action == "calibrate" and shown:
            self.open_for(shown[0])

    def open_for(self, camera: str) -> None:
        """The sheet, with a new frozen picture of the camera. What was clicked of it and not saved
        is still there."""
        entry = self._keeping.camera(camera)
        if entry is None:
            return
        if not self.may("calibrate"):
            self._window.tell(self.tr("Calibrating is not for this role"))
            return
        sheet = self._sheet()
        before = self._work
        self._work = self._begun(entry)
        if before is not None and before.entry.id == camera and not entry.ptz:
            self._work.draft = before.draft
        sheet.begin(entry.name, self._work.draft, bool(entry.ptz))
        sheet.open_sheet()
        about_m = max(ABOUT_M, self._height_m(entry) * ABOUT_TIMES)
        sheet.set_site(self._middle(entry), self._site.grids, self._site.base_map, about_m)
        self._take_picture(0)
        self.refit()

    def _listen(self, sheet: CalibrationSheet) -> None:
        sheet.edited.connect(self._soon.start)
        sheet.save_wished.connect(self.save)
        sheet.before_wished.connect(self._on_before)
        sheet.picture_wished.connect(self._on_another)

    def _begun(self, entry: CameraEntry) -> _Work:
        from console.calibration.draft import Draft
        from console.desk.calibration_outcome import surroundings

        kept = self._site.calibrations.get(entry.id)
        points = kept.points if kept is not None and not entry.ptz else ()
        middle, height = self._middle(entry), self._height_m(entry)
        around = surroundings(self._site.base_map, middle, height)
        return _Work(entry, Draft(points), around)

    def _middle(self, entry: CameraEntry) -> tuple[float, float]:
        """Where the camera is, or the middle of what the map has."""
        pose = self._site.poses.get(entry.id)
        if pose is not None:
            return pose.longitude, pose.latitude
        if entry.longitude is not None and entry.latitude is not None:
            return entry.longitude, entry.latitude
        for feature in self._site.base_map:
            return feature.points[0]
        return 0.0, 0.0

    def _height_m(self, entry: CameraEntry) -> float:
        pose = self._site.poses.get(entry.id)
        return pose.height_m if pose is not None else entry.height_m or HIGH_M

    # -- the frozen pictures

    def _take_picture(self, stand: int) -> None:
        work = self._work
        assert work is not None
        work.asked = stand
        self._sheet().say(self.tr("Waiting for the camera's picture …"))
        try:
            self._keeping.snapshot(work.entry.id, partial(self._on_picture, work, stand))
        except KeyError:
            self._sheet().say(self.tr("There is no picture of this camera"))
        if work.entry.ptz:
            self._ptz.look(work.entry.id)

    def _on_picture(self, work: _Work, stand: int, event: Json) -> None:
        if work is not self._work:
            return
        sheet = self._sheet()
        if event["event"] != "done":
            reason = reason_told(str(event.get("reason")))
            sheet.say(self.tr("There is no picture: {reason}").format(reason=reason))
            return
        self.take_frame(stand, Path(str(event["path"])))

    def take_frame(self, stand: int, path: Path) -> None:
        """A picture of the camera as it lies on disk is the one to be clicked."""
        work, sheet = self._work, self._sheet()
        assert work is not None
        try:
            content = path.read_bytes()
        except OSError as fault:
            sheet.say(self.tr("There is no picture: {reason}").format(reason=fault.strerror))
            return
        image = QImage.fromData(content)
        if image.isNull():
            sheet.say(self.tr("There is no picture of this camera"))
            return
        work.frames[stand] = f"sha256:{hashlib.sha256(content).hexdigest()}"
        work.sizes[stand] = (image.width(), image.height())
        sheet.set_frame(stand, image)
        self.refit()

    @Slot()
    def _on_another(self) -> None:
        """The head was turned: points of one more stand."""
        if self._work is not None and self._work.frames:
            self._take_picture(max(self._work.frames) + 1)

    @Slot(str, object)
    def _on_stood(self, camera: str, answer: object) -> None:
        work = self._work
        if work is None or work.entry.id != camera or work.asked in work.stands:
            return
        if isinstance(answer, Status) and answer.position is not None and not answer.moving:
            work.stands[work.asked] = answer.position
            if work.asked == 0:
                self._recall(work, answer.position)
            self._soon.start()

    def _recall(self, work: _Work, position: Motion) -> None:
        """The points of a head that stands where it stood when they were clicked."""
        from console.calibration.draft import Draft

        kept, scale = (
            self._site.calibrations.get(work.entry.id),
            self._site.heads.get(work.entry.id),
        )
        if kept is None or scale is None or work.draft.rows:
            return
        if same(Motion(scale.pan, scale.tilt, scale.zoom), position):
            work.draft = self._sheet().draft = Draft(kept.points)

    # -- the fit

    @Slot()
    def refit(self) -> None:
        """What the points say now; called soon after each click, never while painting."""
        from console.desk.calibration_outcome import make, prior_of

        work = self._work
        if work is None:
            return
        width, height = work.sizes.get(0, (16, 9))
        pose, scale = self._site.poses.get(work.entry.id), self._site.heads.get(work.entry.id)
        prior = prior_of(work.entry, pose, scale, work.stands.get(0))
        work.made = make(work.draft, prior, width / height, work.around, work.stands, scale)
        if work.sizes:
            self._sheet().set_outcome(work.made.outcome)

    # -- the file

    @Slot()
    def save(self) -> None:
        """What the sheet shows becomes the camera's calibration."""
        self._soon.stop()
        self.refit()
        work = self._work
        if work is None or work.made is None or work.made.found is None:
            return
        calibration = self._calibration(work, work.made)
        self._order(self._write, work.entry.id, calibration)

    def _calibration(self, work: _Work, made: Made) -> Calibration:
        from console.desk.calibration_outcome import head_points, scale_at

        found, head = made.found, made.head
        assert found is not None
        kept, outcome = self._site.calibrations.get(work.entry.id), made.outcome
        position, (width, height) = work.stands.get(0), work.sizes.get(0, (0, 0))
        scale = self._site.heads.get(work.entry.id)
        if position is not None:
            scale = scale_at(scale, position)
        taken = Taken(
            method="points" if head is None else "head",
            grade=outcome.grade, error_px=outcome.px, error_m=outcome.metres, map_m=found.map_m,
            operator=self.who(), date=self._now(), datum=self._site.datum, width=width,
            height=height, zoom=position.zoom if position else None,
            reference=work.frames.get(0, ""),
            covariance=tuple(tuple(map(float, row)) for row in found.covariance),
        )  # fmt: skip
        points = tuple(work.draft.rows[at].point() for at in work.draft.whole(0))
        return Calibration(
            found.pose if head is None else head.pose,
            scale if head is None else head.scale,
            taken,
            dict(kept.streams) if kept else {},
            points,
            head_points(work.draft, work.stands) if head is not None else (),
        )

    @Slot()
    def _on_before(self) -> None:
        if self._work is not None:
            self._order(self._take_back, self._work.entry.id)

    def _write(self, camera: str, calibration: Calibration) -> None:
        """In the io thread."""
        try:
            write_calibration(self._site.folder, camera, calibration)
        except OSError as fault:
            self._kept.emit(camera, None, str(fault.strerror), "save")
        else:
            self._kept.emit(camera, calibration, "", "save")

    def _take_back(self, camera: str) -> None:
        """In the io thread."""
        path = path_of(self._site.folder, camera)
        try:
            there = undo_calibration(self._site.folder, camera)
        except OSError as fault:
            self._kept.emit(camera, None, str(fault.strerror), "undo")
            return
        calibration, faults = read_calibration(path, path.name) if there else (None, [])
        self._kept.emit(camera, calibration, str(faults[0]) if faults else "", "undo")

    @Slot(str, object, str, str)
    def _on_kept(
        self, camera: str, calibration: Calibration | None, trouble: str, act: str
    ) -> None:
        entry = self._keeping.camera(camera)
        name = entry.name if entry is not None else camera
        if trouble:
            words = self.tr("{name}: the calibration cannot be kept: {reason}")
            self._tell(words.format(name=name, reason=reason_told(trouble)))
            return
        if calibration is None:
            self._tell(self.tr("{name}: there is no calibration before").format(name=name))
            return
        calibrations = {**self._site.calibrations, camera: calibration}
        self._site = replace(
            self._site, calibrations=calibrations, poses=poses_of(calibrations),
            heads=heads_of(calibrations),
        )  # fmt: skip
        grade = calibration.taken.grade or "–"
        words = self.tr("{name}: calibrated, grade {grade}")
        if act == "undo":
            words = self.tr("{name}: the calibration before is back, grade {grade}")
            self._show_again(camera, calibration)
        self._tell(words.format(name=name, grade=grade))
        self.audit("calibrate", f"camera:{camera}", f"{act}, grade {grade}")
        self.saved.emit(camera)
        self.changed.emit(self._site)

    def _tell(self, text: str) -> None:
        """In the top line and the log, and on the sheet, which may lie over them."""
        self._window.tell(text)
        if self._sheet.shown:
            self._sheet().say(text)

    def _show_again(self, camera: str, calibration: Calibration) -> None:
        """The sheet has the points of the calibration that is back."""
        from console.calibration.draft import Draft

        work = self._work
        if work is not None and work.entry.id == camera:
            work.draft = self._sheet().draft = Draft(calibration.points)
            self.refit()
