"""What is around a case: cameras that see its place, workers near it, cases that may be the same.
Pure; told the time."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from console.cases.case import Case, CaseId, Worker
from console.cases.clocks import is_open
from console.site.records import CameraEntry
from media.calibration import Pose, metres, project

SEEN_M = 400.0  # farther away a place is seen by nobody who has to recognise something
CAMERAS_M, MOST_CAMERAS = 600.0, 6
WORKERS_M, MOST_WORKERS = 5000.0, 5
ALIKE_M, MOST_ALIKE = 60.0, 8


@dataclass(frozen=True, slots=True)
class CameraNear:
    """``sees``: by its measured pose; None where that is not known. ``away_m``: None where one of
    the places is not known."""

    id: str
    name: str
    away_m: float | None
    sees: bool | None
    named: bool  # by the case


@dataclass(frozen=True, slots=True)
class WorkerNear:
    """``seen_s``: seconds since the position; None where that is not told."""

    worker: Worker
    away_m: float
    seen_s: float | None
    assigned: bool


def cameras_around(
    case: Case,
    cameras: Iterable[CameraEntry],
    poses: Mapping[str, Pose],
    most: int = MOST_CAMERAS,
) -> list[CameraNear]:
    """Those that the case names and those that see the place, the nearest first; then, by distance,
    those of which nobody knows how they look."""
    found = [near for camera in cameras if (near := _camera(case, camera, poses.get(camera.id)))]
    found.sort(key=_rank)
    return found[:most]


def workers_around(case: Case, workers: Iterable[Worker], now: datetime) -> list[WorkerNear]:
    """The assigned one first, then by distance."""
    if case.place is None:
        return []
    found = []
    for worker in workers:
        if worker.place is None:
            continue
        away_m = _away(case, worker.place.longitude, worker.place.latitude)
        if away_m is None or (away_m > WORKERS_M and worker.id != case.worker):
            continue
        seen_s = (now - worker.seen_at).total_seconds() if worker.seen_at is not None else None
        assigned = bool(case.worker) and worker.id == case.worker
        found.append(WorkerNear(worker, away_m, seen_s, assigned))
    found.sort(key=lambda near: (not near.assigned, near.away_m))
    return found[:MOST_WORKERS]


def alike(case: Case, cases: Iterable[Case]) -> list[CaseId]:
    """Open cases of the same class at the same place."""
    found = [
        other.id
        for other in cases
        if other.id != case.id and is_open(other) and _same_kind(case, other)
    ]
    return found[:MOST_ALIKE]


def seeing(found: Sequence[CameraNear], most: int) -> list[str]:
    """Ids of those to bring onto the wall: named ones and those that see the place; where there are
    none the nearest."""
    sure = [near.id for near in found if near.named or near.sees]
    return (sure or [near.id for near in found])[:most]


def _same_kind(case: Case, other: Case) -> bool:
    if not case.category_code or case.category_code != other.category_code:
        return False
    if other.place is None:
        return False
    away_m = _away(case, other.place.longitude, other.place.latitude)
    return away_m is not None and away_m <= ALIKE_M


def _camera(case: Case, camera: CameraEntry, pose: Pose | None) -> CameraNear | None:
    named = camera.id in case.cameras
    place = (pose.longitude, pose.latitude) if pose is not None else _stands(camera)
    away_m = _away(case, *place) if place is not None else None
    if not named and (away_m is None or away_m > CAMERAS_M):
        return None
    sees = _sees(case, pose, away_m)
    return CameraNear(camera.id, camera.name, away_m, sees, named)


def _sees(case: Case, pose: Pose | None, away_m: float | None) -> bool | None:
    if pose is None or case.place is None or away_m is None:
        return None
    inside = project(pose, case.place.longitude, case.place.latitude).where == "inside"
    return inside and away_m <= SEEN_M


def _stands(camera: CameraEntry) -> tuple[float, float] | None:
    if camera.longitude is None or camera.latitude is None:
        return None
    return camera.longitude, camera.latitude


def _away(case: Case, longitude: float, latitude: float) -> float | None:
    if case.place is None:
        return None
    place = case.place
    return math.hypot(*metres(longitude, latitude, place.longitude, place.latitude))


def _rank(near: CameraNear) -> tuple[int, float, str]:
    sure = 0 if near.named or near.sees else (1 if near.sees is None else 2)
    return sure, math.inf if near.away_m is None else near.away_m, near.id
