"""Which case is on which picture and on the map, and where. Pure; told the time."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from console.cases.case import Case, CaseId, Place
from console.cases.clocks import Lamp, is_open, lamp, left_s, urgency
from media.calibration import Pose, Projection, metres, project

SEEN_M = 400.0  # a case that does not name the camera is shown on it up to here
STACKED = 8  # cases without a place on a picture; the most urgent ones
STACK_X, STACK_STEP = 0.06, 0.08  # where the stack begins and goes on, in picture widths
# What a way of placing a case is good for where the platform does not say, metres.
ACCURACY_M = {"gps": 15.0, "map": 15.0, "address": 40.0, "grid": 150.0}
ACCURACY_UNKNOWN_M = 50.0
_LEAST_DEGREE_M = 110_500  # of latitude, anywhere
WIDEST = 1.0  # no uncertainty is drawn wider than the picture


@dataclass(frozen=True, slots=True)
class PictureMarker:
    """One case on one camera's picture.

    ``x, y`` are normalised to the picture, 0..1, right and down. Inside, they are the case's foot
    point on the ground. At the edge they are a point of the frame and ``arrow_deg`` is the
    direction in which the place lies, degrees clockwise from up; an edge marker without an arrow
    (None) belongs to the camera but its place on it is not known.
    ``accuracy`` is how well the place is known: a radius in picture widths, measured across;
    ``accuracy_down`` the same on the ground along the view, in picture heights (0: not known).
    """

    case_id: CaseId
    rev: int
    x: float
    y: float
    where: Literal["inside", "edge"]
    arrow_deg: float | None
    level: str | None
    lamp: Lamp
    platform: str
    title: str
    number: str
    left_s: float | None  # negative when overdue, None without a running clock
    accuracy: float = 0.0
    accuracy_down: float = 0.0


@dataclass(frozen=True, slots=True)
class MapMarker:
    """One case on the map, WGS-84."""

    case_id: CaseId
    rev: int
    longitude: float
    latitude: float
    level: str | None
    lamp: Lamp
    platform: str
    title: str


class Sight:
    """The open cases of one moment, made ready to be looked for from many cameras."""

    def __init__(self, cases: Iterable[Case], now: datetime) -> None:
        self._now = now
        self._cases = sorted(filter(is_open, cases), key=lambda case: urgency(case, now))
        self._naming: dict[str, list[int]] = {}  # camera -> indices of the cases that name it
        placed: list[tuple[float, int]] = []
        for index, case in enumerate(self._cases):
            for camera_id in case.cameras:
                self._naming.setdefault(camera_id, []).append(index)
            if case.place is not None:
                placed.append((case.place.latitude, index))
        self._placed = sorted(placed)

    def concerns(self, camera_id: str, pose: Pose) -> bool:
        """Whether some case names the camera or is near it, wherever it looks."""
        return camera_id in self._naming or next(self._near(pose), None) is not None

    def from_camera(self, camera_id: str, pose: Pose | None) -> list[PictureMarker]:
        """The markers of one camera's picture, the most urgent last so that it is painted on top.

        With a pose, a case within ``SEEN_M`` stands at its place; one that names the camera does so
        at any distance, and has an arrow at the edge when its place is not in the picture. What is
        behind the lens is never inside. A case that names the camera and has no place, or whose
        camera has no pose, is in a row along the upper edge.
        """
        placed: list[PictureMarker] = []
        stacked: list[Case] = []
        for index in sorted({*self._naming.get(camera_id, ()), *self._near(pose)}):
            case = self._cases[index]
            if pose is None or case.place is None:
                stacked.append(case)
            elif (marker := _placed(case, camera_id, pose, self._now)) is not None:
                placed.append(marker)
        row = [
            _marker(case, self._now, STACK_X + n * STACK_STEP, 0.0, "edge")
            for n, case in enumerate(stacked[:STACKED])
        ]
        return (row + placed)[::-1]

    def on_map(self) -> list[MapMarker]:
        """The markers of the map: the cases that have a place, the most urgent last."""
        return [
            MapMarker(
                case.id,
                case.rev,
                case.place.longitude,
                case.place.latitude,
                case.level,
                lamp(case, self._now),
                case.platform,
                f"{case.title} {case.number}" if case.joined else case.title,
            )
            for case in reversed(self._cases)
            if case.place is not None
        ]

    def _near(self, pose: Pose | None) -> Iterator[int]:
        """The cases whose place is within ``SEEN_M`` of the camera."""
        if pose is None:
            return
        reach = SEEN_M / _LEAST_DEGREE_M
        first = bisect_left(self._placed, (pose.latitude - reach, -1))
        for latitude, index in self._placed[first:]:
            if latitude > pose.latitude + reach:
                return
            place = self._cases[index].place
            assert place is not None
            east, north = metres(place.longitude, latitude, pose.longitude, pose.latitude)
            if math.hypot(east, north) <= SEEN_M:
                yield index


def markers_for(
    camera_id: str, pose: Pose | None, cases: Iterable[Case], now: datetime
) -> list[PictureMarker]:
    """The markers of one camera's picture; for several cameras make one ``Sight``."""
    return Sight(cases, now).from_camera(camera_id, pose)


def map_markers(cases: Iterable[Case], now: datetime) -> list[MapMarker]:
    return Sight(cases, now).on_map()


def _placed(case: Case, camera_id: str, pose: Pose, now: datetime) -> PictureMarker | None:
    assert case.place is not None
    seen = project(pose, case.place.longitude, case.place.latitude)
    if seen.where == "inside":
        across, down = _accuracy(case.place, pose, seen)
        return _marker(case, now, seen.x, seen.y, "inside", accuracy=across, accuracy_down=down)
    if camera_id not in case.cameras:
        return None
    x, y, arrow_deg = _edge(pose, seen)
    return _marker(case, now, x, y, "edge", arrow_deg)


def _edge(pose: Pose, seen: Projection) -> tuple[float, float, float]:
    """Where the frame is left towards a place that is not in it, and the direction there."""
    if seen.where == "behind":
        # far left of the lower edge for a place just behind the left shoulder, middle for the back
        side = math.copysign(min(180 - abs(seen.bearing_deg), 90) / 90, seen.bearing_deg)
        return 0.5 + 0.5 * side, 1.0, 180.0
    right, down = seen.x - 0.5, (seen.y - 0.5) / pose.aspect  # both in picture widths
    scale = 0.5 / max(abs(right), abs(down) * pose.aspect)
    arrow_deg = round(math.degrees(math.atan2(right, -down)), 6) % 360
    return _framed(0.5 + right * scale), _framed(0.5 + down * scale * pose.aspect), arrow_deg


def _framed(at: float) -> float:
    return min(max(at, 0.0), 1.0)  # what rounding put beyond the frame


def _accuracy(place: Place, pose: Pose, seen: Projection) -> tuple[float, float]:
    """The circle of uncertainty on the ground as the picture shows it: half width, half height."""
    radius_m = place.accuracy_m
    if radius_m is None:
        radius_m = ACCURACY_M.get(place.method, ACCURACY_UNKNOWN_M)
    across = radius_m * seen.metre_px
    slant = math.hypot(seen.distance_m, pose.height_m)
    down = across * pose.aspect * pose.height_m / slant  # flattened as the ground is seen
    return min(across, WIDEST), min(down, WIDEST)


def _marker(
    case: Case,
    now: datetime,
    x: float,
    y: float,
    where: Literal["inside", "edge"],
    arrow_deg: float | None = None,
    *,
    accuracy: float = 0.0,
    accuracy_down: float = 0.0,
) -> PictureMarker:
    return PictureMarker(
        case_id=case.id,
        rev=case.rev,
        x=x,
        y=y,
        where=where,
        arrow_deg=arrow_deg,
        level=case.level,
        lamp=lamp(case, now),
        platform=case.platform,
        title=case.title,
        number=case.number,
        left_s=left_s(case, now),
        accuracy=accuracy,
        accuracy_down=accuracy_down,
    )
