"""How cameras with a head look now, for what is projected into their pictures.

A device is asked where it points only while its camera is on a wall with a case to be marked.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Mapping
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from console.desk.ptz import PtzDesk
from console.site.records import Site
from media.calibration import Pose
from media.onvif.trouble import Kind, Trouble
from media.onvif.turned import HeadScale
from media.onvif.whereabouts import EACH_S, Aim, Whereabouts
from media.onvif.words import Status

LOOK_MS = 350  # what moves is asked so often
REFUSED_S = 60.0  # after an answer that will be the same in a moment
UNHEARD_S = 20.0  # an answer that has not come by then does not come any more


class HeadsDesk(QObject):
    """Lives in the Qt thread. ``changed``: some camera of those watched looks elsewhere now."""

    changed = Signal()

    def __init__(
        self,
        ptz: PtzDesk,
        site: Site,
        parent: QObject | None = None,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._ptz, self._now = ptz, now
        self._poses: Mapping[str, Pose] = {}
        self._scales: Mapping[str, HeadScale] = {}
        self._heads: dict[str, Whereabouts] = {}
        self._watched: frozenset[str] = frozenset()
        self._next_at: dict[str, float] = {}
        self._shown: dict[str, Aim | None] = {}
        self._looking = QTimer(self)
        self._looking.setInterval(LOOK_MS)
        self._looking.timeout.connect(self.look)
        self.set_site(site)
        ptz.stood.connect(self._on_stood)
        ptz.steered.connect(self._on_steered)

    @Slot(object)
    def set_site(self, site: Site) -> None:
        """The room has these cameras. Of those with the same calibration what is known stays."""
        before = {name: (self._poses.get(name), self._scales.get(name)) for name in self._heads}
        self._poses, self._scales = site.poses, site.heads
        now, kept = self._now(), self._heads
        self._heads = {}
        for camera in site.cameras:
            pose, scale = site.poses.get(camera.id), site.heads.get(camera.id)
            if camera.ptz and pose is not None:
                is_same = before.get(camera.id) == (pose, scale)
                head = kept[camera.id] if is_same else Whereabouts(pose, scale, now)
                self._heads[camera.id] = head
        self.changed.emit()

    def aim(self, camera: str) -> Aim | None:
        """How the camera looks now; None of one without a calibration."""
        head = self._heads.get(camera)
        return self._poses.get(camera) if head is None else head.aim(self._now())

    def turnable(self) -> dict[str, Pose]:
        """The calibrated poses of the cameras that have a head."""
        return {name: self._poses[name] for name in self._heads}

    def watch(self, cameras: Collection[str]) -> None:
        """Follow these heads, and no others."""
        now, wanted = self._now(), frozenset(cameras) & frozenset(self._heads)
        for name in wanted - self._watched:
            self._heads[name].looked_for(now)
            self._next_at[name] = now
        for name in self._watched - wanted:
            self._shown.pop(name, None)
        self._watched = wanted
        if not wanted:
            self._looking.stop()
        elif not self._looking.isActive():
            self._looking.start()

    @Slot()
    def look(self) -> None:
        """Ask the heads that are due."""
        now = self._now()
        for name in self._watched:
            if now >= self._next_at[name]:
                self._next_at[name] = now + UNHEARD_S
                self._ptz.look(name)
        self._tell()

    @Slot(str, object)
    def _on_stood(self, camera: str, answer: object) -> None:
        head, now = self._heads.get(camera), self._now()
        if head is None:
            return
        if isinstance(answer, Status):
            head.told(answer.position, answer.moving, now)
        self._next_at[camera] = now + _wait_s(head, answer)
        self._tell()

    @Slot(str, dict)
    def _on_steered(self, camera: str, _by: dict[str, Any]) -> None:
        head = self._heads.get(camera)
        if head is not None:
            head.steered(self._now())
            self._next_at[camera] = self._now()
            self._tell()

    def _tell(self) -> None:
        aims = {name: self.aim(name) for name in self._watched}
        if aims != self._shown:
            self._shown = aims
            self.changed.emit()


def _wait_s(head: Whereabouts, answer: object) -> float:
    """How soon a device is asked again that has answered this. One that refuses, or does not tell
    where it points, will not do so in a moment; some lock an account that is tried too often."""
    match answer:
        case Status(position=None):
            return REFUSED_S
        case Status():
            return head.wait_s()
        case Trouble(kind=Kind.WRONG_LOGIN | Kind.UNSUPPORTED | Kind.BAD_ANSWER):
            return REFUSED_S
        case _:
            return EACH_S
