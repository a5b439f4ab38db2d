"""How well a place is known, as its picture shows it: an ellipse around the foot point. Pure.

Two things add up: the circle on the ground that the position is good for, and what the camera's
calibration itself is good for.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from media.calibration import Pose, degrees, project

Vector = tuple[float, float]

# What a covariance's rows are of, as calibrations keep it: metres, radians, a logarithm.
PARAMETERS = (
    "east_m", "north_m", "up_m", "heading", "tilt", "roll", "log_focal", "k1",
)  # fmt: skip
STEP_M, STEP = 0.05, 0.001  # that a parameter is moved by to see what it does
SIGMAS = 2.0  # of the calibration: the ellipse holds 86 of 100

Covariance = Sequence[Sequence[float]]  # 8 x 8, of PARAMETERS


@dataclass(frozen=True, slots=True)
class Ellipse:
    """Half axes in picture widths; ``turn_deg`` is the long one's, clockwise from the right."""

    across: float
    down: float
    turn_deg: float


def ellipse(
    pose: Pose,
    longitude: float,
    latitude: float,
    radius_m: float,
    covariance: Covariance | None = None,
) -> Ellipse | None:
    """The ellipse around a place in front of the lens; None behind it."""
    here = _point(pose, longitude, latitude)
    if here is None:
        return None
    names = PARAMETERS if covariance is not None else PARAMETERS[:2]
    moved = [_slope(pose, name, here, longitude, latitude) for name in names]
    # the lens one metre to the east shows the place as if it were one metre to the west
    xx = xy = yy = 0.0
    for x, y in moved[:2]:
        xx, xy, yy = xx + x * x, xy + x * y, yy + y * y
    xx, xy, yy = (radius_m**2 * each for each in (xx, xy, yy))
    if covariance is not None:
        for row, (x, y) in zip(covariance, moved, strict=True):
            for value, (to_x, to_y) in zip(row, moved, strict=True):
                weight = SIGMAS**2 * value
                xx += weight * x * to_x
                xy += weight * (x * to_y + y * to_x) / 2
                yy += weight * y * to_y
    return _axes(xx, xy, yy)


def _axes(xx: float, xy: float, yy: float) -> Ellipse:
    middle, half = (xx + yy) / 2, (xx - yy) / 2
    apart = math.hypot(half, xy)
    turn_deg = math.degrees(math.atan2(xy, half)) / 2 if apart > 0 else 0.0
    return Ellipse(math.sqrt(max(middle + apart, 0)), math.sqrt(max(middle - apart, 0)), turn_deg)


def _point(pose: Pose, longitude: float, latitude: float) -> Vector | None:
    """In picture widths, right and down."""
    seen = project(pose, longitude, latitude)
    return None if seen.where == "behind" else (seen.x, seen.y / pose.aspect)


def _slope(pose: Pose, name: str, here: Vector, longitude: float, latitude: float) -> Vector:
    """What one unit of the parameter does, taken from a small step."""
    step = STEP_M if name.endswith("_m") else STEP
    there = _point(_moved(pose, name, step), longitude, latitude)
    if there is None:
        return 0.0, 0.0
    return (there[0] - here[0]) / step, (there[1] - here[1]) / step


def _moved(pose: Pose, name: str, by: float) -> Pose:
    match name:
        case "east_m" | "north_m":
            east, north = (by, 0.0) if name == "east_m" else (0.0, by)
            longitude, latitude = degrees(east, north, pose.longitude, pose.latitude)
            return replace(pose, longitude=longitude, latitude=latitude)
        case "up_m":
            return replace(pose, height_m=pose.height_m + by)
        case "heading":
            return replace(pose, heading_deg=pose.heading_deg + math.degrees(by))
        case "tilt":
            return replace(pose, tilt_deg=pose.tilt_deg + math.degrees(by))
        case "roll":
            return replace(pose, roll_deg=pose.roll_deg + math.degrees(by))
        case "log_focal":
            half = math.tan(math.radians(pose.hfov_deg) / 2) / math.exp(by)
            return replace(pose, hfov_deg=math.degrees(2 * math.atan(half)))
        case _:
            return replace(pose, k1=pose.k1 + by)
