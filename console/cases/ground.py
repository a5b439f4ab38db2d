"""Which place on the ground a point of a picture shows, and how well it is pointed at. Pure.

The ground is flat at height 0. A point above the horizon shows none.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from media.calibration import Pose, degrees
from media.place_at import ray_at

FARTHEST_M = 3000.0  # beyond, a finger's breadth in the picture is a village on the ground
HAND = 0.003  # how well a hand points: part of the picture's height
FLATTEST = 1e-6  # of a ray's length that it sinks by: less never meets the ground
LEAST_M = 3.0  # no place from a picture is known better


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
    distance_m = math.hypot(*here)
    if distance_m > FARTHEST_M:
        return None
    beyond = _along(pose, x, y - HAND)
    aside_m = HAND / pose.aspect * math.hypot(distance_m, pose.height_m) / _focal(pose)
    error_m = FARTHEST_M if beyond is None else math.dist(here, beyond)
    longitude, latitude = degrees(*here, pose.longitude, pose.latitude)
    return GroundPoint(longitude, latitude, distance_m, max(error_m, aside_m, LEAST_M))


def _focal(pose: Pose) -> float:
    return 0.5 / math.tan(math.radians(pose.hfov_deg) / 2)  # in picture widths


def _along(pose: Pose, x: float, y: float) -> tuple[float, float] | None:
    """(east, north) of the camera in metres, None at the horizon and above."""
    ray = ray_at(pose, x, y)
    if ray is None or ray[2] <= FLATTEST * math.hypot(*ray):
        return None
    depth = pose.height_m / ray[2]
    return ray[0] * depth, ray[1] * depth
