"""Which place on the ground a point of a picture shows: ``media.calibration``'s way back. Pure.

The ground is flat at height 0. A point above the horizon shows none.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from media.calibration import Pose, metres

FARTHEST_M = 3000.0  # beyond, a finger's breadth in the picture is a village on the ground
HAND = 0.003  # how well a hand points: part of the picture's height
LEAST_M = 3.0  # no place from a picture is known better
_DEGREE_M = 111_320.0


@dataclass(frozen=True, slots=True)
class GroundPoint:
    """WGS-84 degrees; ``accuracy_m`` is what the hand's error makes of it on the ground."""

    longitude: float
    latitude: float
    distance_m: float
    accuracy_m: float


def ground_at(pose: Pose, x: float, y: float) -> GroundPoint | None:
    """The place that the picture of ``pose`` shows at ``x, y`` (0..1, right and down)."""
    here = _along(pose, x, y)
    if here is None:
        return None
    right, ahead = here
    distance_m = math.hypot(right, ahead)
    if distance_m > FARTHEST_M:
        return None
    beyond = _along(pose, x, y - HAND)
    aside_m = HAND / pose.aspect * math.hypot(distance_m, pose.height_m) / _focal(pose)
    error_m = FARTHEST_M if beyond is None else math.dist(here, beyond)
    heading = math.radians(pose.heading_deg)
    east = right * math.cos(heading) + ahead * math.sin(heading)
    north = ahead * math.cos(heading) - right * math.sin(heading)
    longitude, latitude = away(pose.longitude, pose.latitude, east, north)
    return GroundPoint(longitude, latitude, distance_m, max(error_m, aside_m, LEAST_M))


def away(
    from_longitude: float, from_latitude: float, east_m: float, north_m: float
) -> tuple[float, float]:
    """(longitude, latitude) of the place so far east and north of another. Found by ``metres``
    itself, so that the way back ends where the way there began."""
    longitude, latitude = from_longitude, from_latitude
    for _ in range(4):  # each turn is some hundred times nearer
        east, north = metres(longitude, latitude, from_longitude, from_latitude)
        latitude += (north_m - north) / _DEGREE_M
        longitude += (east_m - east) / (_DEGREE_M * math.cos(math.radians(latitude)))
    return longitude, latitude


def _focal(pose: Pose) -> float:
    return 0.5 / math.tan(math.radians(pose.hfov_deg) / 2)  # in picture widths


def _along(pose: Pose, x: float, y: float) -> tuple[float, float] | None:
    """(right, ahead) of the camera in metres, None at the horizon and above."""
    across, below = (x - 0.5) / _focal(pose), (y - 0.5) / pose.aspect / _focal(pose)
    roll, tilt = math.radians(pose.roll_deg), math.radians(pose.tilt_deg)
    right = across * math.cos(roll) - below * math.sin(roll)
    down = across * math.sin(roll) + below * math.cos(roll)
    sinks = math.sin(tilt) + down * math.cos(tilt)  # of a ray one unit deep
    if sinks <= 1e-6:
        return None
    depth = pose.height_m / sinks
    return right * depth, depth * (math.cos(tilt) - down * math.sin(tilt))
