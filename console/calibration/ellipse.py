"""How well a place is known in the picture: an ellipse from the fit's and the place's own error."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from console.calibration.lens import K1, Array, Plane, row_of, seen
from console.calibration.refine import slopes
from media.calibration import Pose, project

SIGMAS = 1.0  # of the place's error, as platforms tell accuracy
WIDEST = 1.0


@dataclass(frozen=True, slots=True)
class Ellipse:
    """Half axes in picture widths, and the longer one's direction: degrees clockwise from right."""

    long: float
    short: float
    turn_deg: float


def ellipse(
    pose: Pose, covariance: Array, longitude: float, latitude: float, accuracy_m: float
) -> Ellipse | None:
    """Of a place on the ground known to ``accuracy_m``; None where it is not in front of the lens.

    ``covariance``: (8, 8) of east, north, up in metres; heading, tilt, roll in radians; logarithm
    of the focal length; k1.
    """
    if project(pose, longitude, latitude).where == "behind":
        return None
    plane = Plane(pose.longitude, pose.latitude)
    row = row_of(pose, plane)
    east, north = plane.metres(longitude, latitude)
    place = np.array([[east, north, 0.0]])
    free = np.arange(K1 + 1)
    moved = slopes(row, free, place)[:, 0]
    whole = moved.T @ covariance @ moved + _on_ground(row, place, accuracy_m * SIGMAS)
    values, directions = np.linalg.eigh(whole)
    long, short = (min(math.sqrt(max(float(v), 0.0)), WIDEST) for v in values[::-1])
    return Ellipse(long, short, math.degrees(math.atan2(directions[1, 1], directions[0, 1])) % 180)


def _on_ground(row: Array, place: Array, accuracy_m: float) -> Array:
    shift = 0.05
    moved = place + shift * np.array([[0, 0, 0], [1, 0, 0], [0, 1, 0]])
    shown, _ = seen(row[None], moved)
    sides = np.stack([shown[0, 1] - shown[0, 0], shown[0, 2] - shown[0, 0]], -1) / shift
    whole: Array = sides @ sides.T * accuracy_m**2
    return whole
