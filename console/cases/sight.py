"""The open cases as many cameras see them, kept up case by case. Pure; told the time.

Cases lie in a grid of squares. A camera that was looked from once remembers what it saw: a change
concerns only the cameras that the case names or stands before, and there only that case.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeVar

from console.cases.case import Case, CaseId
from console.cases.clocks import is_open
from console.cases.markers import (
    NO_BUILDINGS,
    Eye,
    PictureMarker,
    Watch,
    in_row,
    reach_m,
    standing,
    told,
)
from console.cases.sightline import Buildings
from media.calibration import Pose, metres, project

SQUARE_DEG = 0.004  # some 440 m to the north
_LEAST_DEGREE_M = 110_500.0  # of latitude, anywhere

Square = tuple[int, int]
K = TypeVar("K")


@dataclass
class _Seen:
    """What one camera saw, and what has changed since."""

    eye: Eye
    squares: frozenset[Square]
    markers: dict[CaseId, tuple[Watch, PictureMarker]] = field(default_factory=dict)
    changed: set[CaseId] = field(default_factory=set)


class Sight:
    """``standing_asked`` counts projections: what a change costs."""

    def __init__(self) -> None:
        self.standing_asked = 0
        self._buildings = NO_BUILDINGS
        self._poses: Mapping[str, Pose] = {}
        self._names: Mapping[str, str] = {}
        self._cases: dict[CaseId, Case] = {}
        self._at: dict[Square, dict[CaseId, None]] = {}
        self._naming: dict[str, dict[CaseId, None]] = {}
        self._seen: dict[str, _Seen] = {}
        self._watched: dict[Square, set[str]] = {}

    # -- setters

    def set_town(
        self,
        poses: Mapping[str, Pose],
        buildings: Buildings = NO_BUILDINGS,
        names: Mapping[str, str] | None = None,
    ) -> None:
        """The cameras whose places are known (how they look at rest), what they are called, and
        what stands between."""
        self._poses, self._buildings, self._names = poses, buildings, names or {}
        self.forget(list(self._seen))

    def put(self, case: Case) -> None:
        """The case is so now; one that is not open any more goes."""
        self.drop(case.id)
        if not is_open(case):
            return
        self._cases[case.id] = case
        for camera in case.cameras:
            self._naming.setdefault(camera, {})[case.id] = None
        if (square := _square(case)) is not None:
            self._at.setdefault(square, {})[case.id] = None
        self._tell(case)

    def drop(self, case_id: CaseId) -> None:
        case = self._cases.pop(case_id, None)
        if case is None:
            return
        for camera in case.cameras:
            _take_out(self._naming, camera, case_id)
        if (square := _square(case)) is not None:
            _take_out(self._at, square, case_id)
        self._tell(case)

    def forget(self, cameras: Iterable[str]) -> None:
        """Nobody looks from these any more."""
        for camera in cameras:
            seen = self._seen.pop(camera, None)
            for square in seen.squares if seen is not None else ():
                self._watched[square].discard(camera)

    # -- questions

    def __len__(self) -> int:
        return len(self._cases)

    def case(self, case_id: str) -> Case | None:
        return self._cases.get(CaseId(case_id))

    def looking(self) -> list[str]:
        """The cameras that were looked from."""
        return list(self._seen)

    def concerns(self, camera: str, pose: Pose) -> bool:
        """Whether some case names the camera or is near it, wherever it looks."""
        return camera in self._naming or next(self._near(pose), None) is not None

    def is_changed(self, camera: str) -> bool:
        """Whether something on the camera's picture may be otherwise than when it was looked."""
        seen = self._seen.get(camera)
        return seen is None or bool(seen.changed)

    def look(self, eye: Eye, now: datetime) -> list[PictureMarker]:
        """The markers of one camera's picture, the most urgent last."""
        seen = self._seen.get(eye.camera)
        if seen is None or seen.eye != eye:
            seen = self._look_anew(eye)
        for case_id in seen.changed:
            self._judge(seen, case_id)
        seen.changed.clear()
        at = now.timestamp()
        for case_id, (watch, marker) in seen.markers.items():
            if (newer := told(marker, watch, at)) is not marker:
                seen.markers[case_id] = watch, newer
        pairs = sorted(seen.markers.values(), key=lambda pair: pair[0].urgency(at, pair[1].case_id))
        return in_row(marker for _, marker in pairs)

    # -- inside

    def _look_anew(self, eye: Eye) -> _Seen:
        self.forget([eye.camera])
        squares = frozenset() if eye.pose is None else frozenset(_squares_about(eye.pose))
        seen = self._seen[eye.camera] = _Seen(eye, squares)
        for square in squares:
            self._watched.setdefault(square, set()).add(eye.camera)
        seen.changed.update(self._naming.get(eye.camera, ()))
        if eye.pose is not None:
            seen.changed.update(self._near(eye.pose))
        return seen

    def _judge(self, seen: _Seen, case_id: CaseId) -> None:
        case = self._cases.get(case_id)
        seen.markers.pop(case_id, None)
        if case is None:
            return
        self.standing_asked += 1
        marker = standing(case, seen.eye, self._buildings)
        if marker is not None and marker.distance_m is not None and marker.where == "edge":
            marker = replace(marker, seen_by=self._better(case, seen.eye.camera))
        if marker is not None:
            seen.markers[case_id] = Watch.of(case), marker

    def _better(self, case: Case, camera: str) -> str:
        """The nearest other camera that has the case in its picture, with nothing in between."""
        place = case.place
        assert place is not None
        found: list[tuple[float, str]] = []
        for other, pose in self._poses.items():
            if other == camera or abs(pose.latitude - place.latitude) > 0.02:
                continue
            seen = project(pose, place.longitude, place.latitude)
            if seen.where == "inside" and seen.distance_m <= reach_m(pose):
                found.append((seen.distance_m, other))
        for _, other in sorted(found):
            pose = self._poses[other]
            if not self._buildings.hides(pose, place.longitude, place.latitude):
                return self._names.get(other) or other
        return ""

    def _near(self, pose: Pose) -> Iterator[CaseId]:
        """The cases whose place is within the camera's reach."""
        reach = reach_m(pose)
        for square in _squares_about(pose):
            for case_id in self._at.get(square, ()):
                place = self._cases[case_id].place
                assert place is not None
                away = metres(place.longitude, place.latitude, pose.longitude, pose.latitude)
                if math.hypot(*away) <= reach:
                    yield case_id

    def _tell(self, case: Case) -> None:
        """Those who see the case, or would, have to look at it again."""
        square = _square(case)
        watching = self._watched.get(square, ()) if square is not None else ()
        for camera in {*case.cameras, *watching}:
            if (seen := self._seen.get(camera)) is not None:
                seen.changed.add(case.id)


def _take_out(table: dict[K, dict[CaseId, None]], key: K, case_id: CaseId) -> None:
    held = table[key]
    held.pop(case_id, None)
    if not held:
        del table[key]


def _square(case: Case) -> Square | None:
    place = case.place
    if place is None:
        return None
    return math.floor(place.longitude / SQUARE_DEG), math.floor(place.latitude / SQUARE_DEG)


def _squares_about(pose: Pose) -> Iterator[Square]:
    """The squares that lie within a camera's reach, and some around them."""
    up = reach_m(pose) / _LEAST_DEGREE_M
    across = up / max(math.cos(math.radians(pose.latitude)), 0.05)
    for x in _squares(pose.longitude - across, pose.longitude + across):
        for y in _squares(pose.latitude - up, pose.latitude + up):
            yield x, y


def _squares(low: float, high: float) -> range:
    return range(math.floor(low / SQUARE_DEG), math.floor(high / SQUARE_DEG) + 1)
