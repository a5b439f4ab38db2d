"""From a point of the picture to the place on the ground that it shows. Pure."""

from __future__ import annotations

import math

from media.calibration import Pose, degrees

FARTHEST_M = 5000.0  # a ray that meets the ground farther says nothing
_ROUNDS = 12


def place_at(pose: Pose, x: float, y: float, height_m: float = 0.0) -> tuple[float, float] | None:
    """(longitude, latitude) of what is seen at ``x, y`` (0..1) at a height above the ground; None
    at the horizon and above it."""
    ray = ray_at(pose, x, y)
    drop = pose.height_m - height_m
    if ray is None or ray[2] * drop <= 0:
        return None
    times = drop / ray[2]
    east, north = ray[0] * times, ray[1] * times
    if math.hypot(east, north) > FARTHEST_M:
        return None
    return degrees(east, north, pose.longitude, pose.latitude)


def ray_at(pose: Pose, x: float, y: float) -> tuple[float, float, float] | None:
    """East, north and down of what is seen at a point of the picture; None where the lens shows
    nothing there."""
    focal = 0.5 / math.tan(math.radians(pose.hfov_deg) / 2)
    bent_x, bent_y = (x - pose.centre_x) / focal, (y - pose.centre_y) / pose.aspect / focal
    times = _unbent(math.hypot(bent_x, bent_y), pose.k1)
    if times is None:
        return None
    across, below = bent_x * times, bent_y * times
    roll, tilt, heading = map(math.radians, (pose.roll_deg, pose.tilt_deg, pose.heading_deg))
    right = across * math.cos(roll) - below * math.sin(roll)
    down = across * math.sin(roll) + below * math.cos(roll)
    ahead = math.cos(tilt) - down * math.sin(tilt)
    return (
        ahead * math.sin(heading) + right * math.cos(heading),
        ahead * math.cos(heading) - right * math.sin(heading),
        math.sin(tilt) + down * math.cos(tilt),
    )


def _unbent(bent: float, k1: float) -> float | None:
    """What the distortion has to be multiplied by, at a distance from the lens' axis."""
    if k1 == 0 or bent == 0:
        return 1.0
    straight = bent
    for _ in range(_ROUNDS):
        slope = 1 + 3 * k1 * straight * straight
        if slope <= 0.05:
            return None
        straight -= (straight * (1 + k1 * straight * straight) - bent) / slope
    return straight / bent
