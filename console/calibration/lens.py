"""The pinhole of ``media.calibration`` on arrays, as a fit needs it: many poses, many points.

A pose is a row of eight numbers: metres east, north and up; heading, tilt and roll in radians;
logarithm of the focal length in picture widths; k1. Pictures are in widths from their middle, right
and down. Places are metres east, north and up of an origin.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from media.calibration import NEAREST_M, Pose, degrees, metres

Array = NDArray[np.float64]
Numbers = NDArray[np.intp]  # of points, or of a row's numbers

EAST, NORTH, UP, HEADING, TILT, ROLL, FOCAL, K1 = range(8)
_FOLDS = 1e6  # of what is where the distortion folds the picture back upon itself


def seen(rows: Array, places: Array) -> tuple[Array, Array]:
    """(m, 8) poses and (n, 3) places -> (m, n, 2) in the pictures and (m, n) depths in metres.
    What is not in front of the lens is far beyond the frame."""
    away = places[None, :, :] - rows[:, None, :3]
    heading, tilt, roll = (rows[:, at, None] for at in (HEADING, TILT, ROLL))
    return pinned(away, heading, tilt, roll, np.exp(rows[:, FOCAL, None]), rows[:, K1, None])


def pinned(
    away: Array, heading: Array, tilt: Array, roll: Array, focal: Array, k1: Array
) -> tuple[Array, Array]:
    """(..., 3) metres east, north and up from the lens, with the numbers of a pose for each."""
    east, north, drop = away[..., 0], away[..., 1], -away[..., 2]
    ahead = east * np.sin(heading) + north * np.cos(heading)
    right = east * np.cos(heading) - north * np.sin(heading)
    depth = ahead * np.cos(tilt) + drop * np.sin(tilt)
    down = drop * np.cos(tilt) - ahead * np.sin(tilt)
    front = np.where(depth < NEAREST_M, NEAREST_M, depth)
    x = (right * np.cos(roll) + down * np.sin(roll)) / front
    y = (down * np.cos(roll) - right * np.sin(roll)) / front
    squared = x * x + y * y
    times = focal * np.where(1 + 3 * k1 * squared > 0, 1 + k1 * squared, _FOLDS)
    return np.stack([x * times, y * times], -1), depth


def clicked(x: Array, y: Array, aspect: float) -> Array:
    """Normalised picture coordinates -> (n, 2) in widths from the middle."""
    return np.stack([x - 0.5, (y - 0.5) / aspect], -1)


def focal_of(hfov_deg: float) -> float:
    """In picture widths."""
    return 0.5 / math.tan(math.radians(hfov_deg) / 2)


class Plane:
    """Metres about an origin, both ways."""

    def __init__(self, longitude: float, latitude: float) -> None:
        self.longitude, self.latitude = longitude, latitude

    def metres(self, longitude: float, latitude: float) -> tuple[float, float]:
        return metres(longitude, latitude, self.longitude, self.latitude)

    def degrees(self, east: float, north: float) -> tuple[float, float]:
        return degrees(east, north, self.longitude, self.latitude)


def pose_of(row: Array, plane: Plane, aspect: float) -> Pose:
    longitude, latitude = plane.degrees(float(row[EAST]), float(row[NORTH]))
    return Pose(
        longitude=longitude,
        latitude=latitude,
        height_m=float(row[UP]),
        heading_deg=math.degrees(float(row[HEADING])) % 360,
        tilt_deg=math.degrees(float(row[TILT])),
        hfov_deg=math.degrees(2 * math.atan(0.5 / math.exp(float(row[FOCAL])))),
        roll_deg=math.degrees(float(row[ROLL])),
        aspect=aspect,
        k1=float(row[K1]),
    )


def row_of(pose: Pose, plane: Plane) -> Array:
    east, north = plane.metres(pose.longitude, pose.latitude)
    angles = map(math.radians, (pose.heading_deg, pose.tilt_deg, pose.roll_deg))
    return np.array([east, north, pose.height_m, *angles, math.log(focal_of(pose.hfov_deg)),
                     pose.k1])  # fmt: skip
