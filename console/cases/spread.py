"""How well a place is known, as its picture shows it: an ellipse around the foot point. Pure.

Two things add up: the circle on the ground that the position is good for, and what the camera's
calibration itself is good for.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from media.calibration import Pose, project

Vector = tuple[float, float]

# Parameters of a pose in the order of a covariance's rows: metres, and degrees for the angles.
PARAMETERS = (
    "east_m", "north_m", "height_m", "heading_deg", "tilt_deg", "roll_deg", "hfov_deg",
)  # fmt: skip
STEP = 0.05  # metres or degrees that a parameter is moved by to see what it does
SIGMAS = 2.0  # of the calibration: the ellipse holds 86 of 100
_DEGREE_M = 111_320.0

Covariance = Sequence[Sequence[float]]  # 7 x 7, of PARAMETERS


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
    shifts = [_moved(pose, name, STEP) for name in PARAMETERS]
    needed = shifts if covariance is not None else shifts[:2]
    moved = [_away(here, _point(each, longitude, latitude)) for each in needed]
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


def _away(here: Vector, there: Vector | None) -> Vector:
    """What one unit of the parameter does, taken from the small step."""
    if there is None:
        return 0.0, 0.0
    return (there[0] - here[0]) / STEP, (there[1] - here[1]) / STEP


def _moved(pose: Pose, name: str, by: float) -> Pose:
    match name:
        case "east_m":
            across = _DEGREE_M * math.cos(math.radians(pose.latitude))
            return replace(pose, longitude=pose.longitude + by / across)
        case "north_m":
            return replace(pose, latitude=pose.latitude + by / _DEGREE_M)
        case _:
            return replace(pose, **{name: getattr(pose, name) + by})
