"""Which open cases are near a camera, and how far. Pure."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from console.cases.case import Case, CaseId
from console.cases.clocks import is_open
from media.calibration import metres

NEAR_M = 1000.0


@dataclass(frozen=True, slots=True)
class Standpoint:
    """A camera and where it stands, WGS-84 degrees; None where nobody knows."""

    camera: str
    longitude: float | None
    latitude: float | None


def near(cases: Iterable[Case], stand: Standpoint) -> Mapping[CaseId, float | None]:
    """The open cases up to ``NEAR_M`` from the camera with their distance in metres, the nearest
    first. Those that name the camera are there at any distance, and last where it is not known."""
    found: list[tuple[float, CaseId]] = []
    for case in filter(is_open, cases):
        distance_m = _distance_m(case, stand)
        if distance_m <= NEAR_M or stand.camera in case.cameras:
            found.append((distance_m, case.id))
    return {id_: None if math.isinf(far) else far for far, id_ in sorted(found)}


def _distance_m(case: Case, stand: Standpoint) -> float:
    """Infinite where it is not known."""
    if case.place is None or stand.longitude is None or stand.latitude is None:
        return math.inf
    place = case.place
    return math.hypot(*metres(place.longitude, place.latitude, stand.longitude, stand.latitude))
