"""What raises an alarm tile, and which cameras it brings. Pure: told the time."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from console.cases.case import Case, CaseId
from console.cases.clocks import is_open
from console.cases.masking import public
from console.site.records import AlarmSettings, CameraEntry
from media.calibration import Pose, metres, project

FRESH = timedelta(minutes=5)  # what the platform tells of an older case is no new alarm
NEAR_M = 500.0  # beyond, a camera is not near a case
MOST_CAMERAS = 4  # of one alarm: there is to be room for the next
MOST_KNOWN = 200_000


@dataclass(frozen=True, slots=True)
class Cause:
    """``key`` names the occurrence. Of a case ``level`` and ``text`` (its title); of a camera's
    picture ``finding``, the code, and ``text``, the camera's name."""

    key: str
    text: str
    cameras: tuple[str, ...]
    case: str = ""
    level: str = ""
    finding: str = ""


class AlarmCauses:
    """Tells news from what is known already."""

    def __init__(
        self,
        settings: AlarmSettings,
        cameras: Sequence[CameraEntry],
        poses: Mapping[str, Pose],
    ) -> None:
        self._settings, self._cameras, self._poses = settings, cameras, poses
        self._urgent: dict[CaseId, None] = {}  # cases that were urgent before, the oldest first
        self._found: dict[str, frozenset[str]] = {}  # camera -> findings that are alarms
        self._times = 0

    def set_cameras(self, cameras: Sequence[CameraEntry], poses: Mapping[str, Pose]) -> None:
        """The room has these cameras from now on."""
        self._cameras, self._poses = cameras, poses

    def is_urgent(self, case: Case) -> bool:
        """Whether a case is one that raises an alarm."""
        return case.level in self._settings.levels and is_open(case)

    def calm(self, case_id: CaseId) -> None:
        """A case is closed, gone, or of a lower level: urgent again it is news again."""
        self._urgent.pop(case_id, None)

    def of_case(self, case: Case, now: datetime) -> Cause | None:
        """The alarm of a case that has become urgent; None of one that is not, or was already, and
        of one that no camera sees yet: it is an alarm when it has one."""
        if not self.is_urgent(case):
            self.calm(case.id)
            return None
        if case.id in self._urgent:
            return None
        cameras = cameras_for(case, self._cameras, self._poses)
        if not cameras:
            return None
        self._urgent[case.id] = None
        if len(self._urgent) > MOST_KNOWN:
            del self._urgent[next(iter(self._urgent))]
        told_at = case.updated_at or case.reported_at
        if told_at is not None and now - told_at > FRESH:
            return None
        return Cause(key_of(case.id), public(case).title, cameras, case.id, case.level or "")

    def of_findings(
        self, camera: str, name: str, findings: Collection[str]
    ) -> tuple[list[Cause], list[str]]:
        """(new alarms, keys of those that are over) of what is wrong with a camera's picture now.

        Each time something begins it is an alarm of its own.
        """
        now = frozenset(findings) & frozenset(self._settings.findings)
        before = {key.split(":")[2]: key for key in self._found.get(camera, ())}
        over = [key for finding, key in before.items() if finding not in now]
        begun = []
        for finding in sorted(now - set(before)):
            self._times += 1
            key = f"finding:{camera}:{finding}:{self._times}"
            begun.append(Cause(key, name, (camera,), finding=finding))
        kept = (key for key in before.values() if key not in over)
        self._found[camera] = frozenset((*kept, *(cause.key for cause in begun)))
        return begun, over


def key_of(case: str) -> str:
    return f"case:{case}"


def cameras_for(
    case: Case, cameras: Iterable[CameraEntry], poses: Mapping[str, Pose]
) -> tuple[str, ...]:
    """The cameras of a case: those that it names, those that see its place (the nearest first), and
    only when there are none of these the nearest one."""
    known = list(cameras)
    ids = {camera.id for camera in known}
    named = [camera for camera in case.cameras if camera in ids]
    near = _by_distance(case, known)
    seeing = [camera for camera in near if _sees(poses.get(camera), case)]
    found = tuple(dict.fromkeys([*named, *seeing])) or tuple(near[:1])
    return found[:MOST_CAMERAS]


def _by_distance(case: Case, cameras: Iterable[CameraEntry]) -> list[str]:
    """Ids of the cameras within ``NEAR_M``, the nearest first."""
    place = case.place
    if place is None:
        return []
    far = [
        (math.hypot(*metres(c.longitude, c.latitude, place.longitude, place.latitude)), c.id)
        for c in cameras
        if c.longitude is not None and c.latitude is not None
    ]
    return [camera for distance, camera in sorted(far) if distance <= NEAR_M]


def _sees(pose: Pose | None, case: Case) -> bool:
    if pose is None or case.place is None:
        return False
    return project(pose, case.place.longitude, case.place.latitude).where == "inside"
