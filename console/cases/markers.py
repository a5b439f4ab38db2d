"""Which case is on which picture and on the map, and where. Pure; told the time."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from console.cases.case import Case, CaseId, Place
from console.cases.clocks import Lamp, is_open, limits, rank_of
from console.cases.sightline import Buildings
from console.cases.spread import Covariance, ellipse
from media.calibration import Pose, Projection, project

SEEN_M = 400.0  # a case that does not name the camera is shown on it up to here
FARTHEST_SEEN_M = 2000.0  # from a high mast
REACH_PER_M = 50.0  # of the lens above the ground
STACKED = 8  # cases without a place on a picture; the most urgent ones
STACK_X, STACK_STEP = 0.06, 0.08  # where the stack begins and goes on, in picture widths
# What a way of placing a case is good for where the platform does not say, metres.
ACCURACY_M = {"gps": 15.0, "map": 15.0, "address": 40.0, "grid": 150.0}
ACCURACY_UNKNOWN_M = 50.0
WIDEST = 1.0  # no uncertainty is drawn wider than the picture
TOLD_APART = 1 / 1080  # of the picture's height: a metre that takes less is not told from the next

Doubt = Literal["", "far", "hidden"]


@dataclass(frozen=True, slots=True)
class PictureMarker:
    """One case on one camera's picture.

    ``x, y`` are normalised to the picture, 0..1, right and down. Inside, they are the case's foot
    point on the ground. At the edge they are a point of the frame and ``arrow_deg`` is the
    direction in which the place lies, degrees clockwise from up; an edge marker without an arrow
    (None) belongs to the camera but its place on it is not known.
    ``accuracy`` is how well the place is known: half the long axis of an ellipse in picture widths;
    ``accuracy_down`` half the other in picture heights (0: not known), ``accuracy_turn_deg`` how
    the long axis lies, clockwise from the right.
    ``doubt``: why nobody says that the camera sees the place: it is too ``far`` to be told apart,
    or ``hidden`` by a building of the map. ``turns``, ``seen_by`` say what helps at the edge: the
    camera has a head, or another camera (what people call it) has the place in its picture.
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
    accuracy_turn_deg: float = 0.0
    category: str = ""
    distance_m: float | None = None
    doubt: Doubt = ""
    turns: bool = False
    seen_by: str = ""


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


@dataclass(frozen=True, slots=True)
class Eye:
    """A camera that cases are looked for from. ``turns``: it has a head. ``covariance`` is its
    calibration's, as ``console.cases.spread`` has it."""

    camera: str
    pose: Pose | None
    turns: bool = False
    covariance: Covariance | None = None


NO_BUILDINGS = Buildings()


def reach_m(pose: Pose) -> float:
    """How far from a camera cases are looked for that do not name it."""
    return min(max(SEEN_M, pose.height_m * REACH_PER_M), FARTHEST_SEEN_M)


def standing(case: Case, eye: Eye, buildings: Buildings = NO_BUILDINGS) -> PictureMarker | None:
    """The case's marker on the camera's picture, as if no clock ran; None where it has none.

    A case within reach stands at its place; one that names the camera does so at any distance, and
    has an arrow at the edge when its place is not in the picture. What is behind the lens is never
    inside. A case that names the camera and has no place, or whose camera has no pose, belongs in
    the row along the upper edge (``x`` 0 until ``in_row`` says where).
    """
    named, place, pose = eye.camera in case.cameras, case.place, eye.pose
    if place is None or pose is None:
        return _marker(case, 0.0, 0.0, "edge") if named else None
    seen = project(pose, place.longitude, place.latitude)
    if not named and (seen.where != "inside" or seen.distance_m > reach_m(pose)):
        return None
    if seen.where != "inside":
        x, y, arrow_deg = _edge(pose, seen)
        found = _marker(case, x, y, "edge", arrow_deg)
        return replace(found, distance_m=seen.distance_m, turns=eye.turns)
    found = _marker(case, seen.x, seen.y, "inside")
    around = ellipse(pose, place.longitude, place.latitude, radius_m(place), eye.covariance)
    if around is not None:
        found = replace(
            found,
            accuracy=min(around.across, WIDEST),
            accuracy_down=min(around.down * pose.aspect, WIDEST),
            accuracy_turn_deg=around.turn_deg,
        )
    doubt = _doubt(pose, seen, place, buildings)
    return replace(found, distance_m=seen.distance_m, doubt=doubt)


def is_in_row(marker: PictureMarker) -> bool:
    """Whether its place on the picture is not known."""
    return marker.where == "edge" and marker.arrow_deg is None


@dataclass(frozen=True, slots=True)
class Watch:
    """When a case's lamp changes, Unix seconds; ``due`` None: no clock runs."""

    due: float | None
    amber: float
    level: int

    @classmethod
    def of(cls, case: Case) -> Watch:
        due, amber = limits(case)
        return cls(due, amber, rank_of(case.level))

    def lamp(self, now: float) -> Lamp:
        if self.due is None:
            return "grey"
        if now > self.due:
            return "red"
        return "amber" if now >= self.amber else "green"

    def urgency(self, now: float, case_id: str) -> tuple[bool, int, float, str]:
        """A key to sort by: as ``clocks.urgency``."""
        due = math.inf if self.due is None else self.due
        return due >= now, self.level, due, case_id


def told(marker: PictureMarker, watch: Watch, now: float) -> PictureMarker:
    """The marker with what the case's clocks say at ``now``, Unix seconds, no finer than it is
    said: the very same while nothing more is to be said."""
    lamp, left = watch.lamp(now), None if watch.due is None else _said(watch.due - now)
    if (lamp, left) == (marker.lamp, marker.left_s):
        return marker
    return replace(marker, lamp=lamp, left_s=left)


def _said(left_s: float) -> float:
    """The time left as people say it: whole seconds, minutes, hours or days."""
    length = abs(left_s)
    unit = 1 if length < 60 else 60 if length < 3600 else 3600 if length < 48 * 3600 else 86400
    whole = float(length // unit * unit)
    return whole if left_s >= 0 else -max(whole, 1.0)


def in_row(markers: Iterable[PictureMarker]) -> list[PictureMarker]:
    """The markers of one picture as they are painted, given the most urgent first: it is the last
    then, and on top. The row is short, and comes first."""
    row: list[PictureMarker] = []
    placed: list[PictureMarker] = []
    for marker in markers:
        if not is_in_row(marker):
            placed.append(marker)
        elif len(row) < STACKED:
            row.append(replace(marker, x=STACK_X + len(row) * STACK_STEP))
    return (row + placed)[::-1]


def markers_for(
    camera_id: str, pose: Pose | None, cases: Iterable[Case], now: datetime
) -> list[PictureMarker]:
    """The markers of one camera's picture; for many cases that change there is ``Sight``."""
    eye = Eye(camera_id, pose)
    seen = ((case, standing(case, eye)) for case in cases if is_open(case))
    at = now.timestamp()
    found = [(Watch.of(case), marker) for case, marker in seen if marker is not None]
    found.sort(key=lambda pair: pair[0].urgency(at, pair[1].case_id))
    return in_row(told(marker, watch, at) for watch, marker in found)


def map_markers(cases: Iterable[Case], now: datetime) -> list[MapMarker]:
    """The markers of the map: the open cases that have a place, the most urgent last."""
    at = now.timestamp()
    shown = [(Watch.of(case), case) for case in cases if case.place is not None and is_open(case)]
    shown.sort(key=lambda pair: pair[0].urgency(at, pair[1].id), reverse=True)
    return [
        MapMarker(
            case.id,
            case.rev,
            case.place.longitude,
            case.place.latitude,
            case.level,
            watch.lamp(at),
            case.platform,
            f"{case.title} {case.number}" if case.joined else case.title,
        )
        for watch, case in shown
        if case.place is not None
    ]


def radius_m(place: Place) -> float:
    """What a place is good for."""
    if place.accuracy_m is not None:
        return place.accuracy_m
    return ACCURACY_M.get(place.method, ACCURACY_UNKNOWN_M)


def _doubt(pose: Pose, seen: Projection, place: Place, buildings: Buildings) -> Doubt:
    if buildings.hides(pose, place.longitude, place.latitude):
        return "hidden"
    slant = max(math.hypot(seen.distance_m, pose.height_m), 1.0)
    metre = seen.metre_px * pose.aspect * pose.height_m / slant  # along the view, picture heights
    return "far" if metre < TOLD_APART or seen.distance_m > reach_m(pose) else ""


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


def _marker(
    case: Case,
    x: float,
    y: float,
    where: Literal["inside", "edge"],
    arrow_deg: float | None = None,
) -> PictureMarker:
    return PictureMarker(
        case_id=case.id,
        rev=case.rev,
        x=x,
        y=y,
        where=where,
        arrow_deg=arrow_deg,
        level=case.level,
        lamp="grey",
        platform=case.platform,
        title=case.title,
        number=case.number,
        left_s=None,
        category=case.category,
    )
