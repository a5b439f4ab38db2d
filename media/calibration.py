"""Where a place on the ground is in a camera's picture: a pinhole with a known pose.

Local plane: metres east and north of the camera on the WGS-84 ellipsoid, true to 3 cm within 500 m
and to 0.4 m within 2 km. Pictures are normalised: x right, y down, 0..1, so that one pose serves
main and sub streams of the same aspect.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

NEAREST_M = 0.2  # in front of the lens; nearer is not looked at

_EQUATOR_M = 6378137.0
_FLATTENING = 1 / 298.257223563
_SQUARED = _FLATTENING * (2 - _FLATTENING)


@dataclass(frozen=True, slots=True)
class Pose:
    """Where a lens is and how it looks.

    ``heading_deg`` clockwise from true north, ``tilt_deg`` downwards from the horizon, ``roll_deg``
    clockwise as seen from behind the camera, ``hfov_deg`` the horizontal angle of view.
    ``height_m`` above the ground, which is flat at 0. ``aspect`` = width / height.
    """

    longitude: float
    latitude: float
    height_m: float
    heading_deg: float
    tilt_deg: float
    hfov_deg: float
    roll_deg: float = 0.0
    aspect: float = 16 / 9


@dataclass(frozen=True, slots=True)
class Projection:
    """A place seen from a pose.

    ``where``: ``inside`` the picture; ``outside``: in front of the lens but beyond the frame;
    ``behind`` it. ``x, y`` are normalised and meaningful inside and outside; ``bearing_deg`` is the
    direction of the place relative to the heading, -180..180, right positive.
    """

    where: Literal["inside", "outside", "behind"]
    x: float
    y: float
    distance_m: float
    bearing_deg: float
    metre_px: float  # how much of the picture's width one metre across takes there


def metres(
    longitude: float, latitude: float, from_longitude: float, from_latitude: float
) -> tuple[float, float]:
    """(east, north) of a place in metres from another, by the shorter way round the earth.

    The radii are those half-way between the two, which keeps the error of the second order.
    """
    middle = math.radians((latitude + from_latitude) / 2)
    root = 1 - _SQUARED * math.sin(middle) ** 2
    across = _EQUATOR_M / math.sqrt(root)
    along = across * (1 - _SQUARED) / root
    turn = math.remainder(longitude - from_longitude, 360)
    east = math.radians(turn) * across * math.cos(middle)
    north = math.radians(latitude - from_latitude) * along
    return east, north


def metres_of_all(
    longitudes: NDArray[np.float64],
    latitudes: NDArray[np.float64],
    from_longitude: float,
    from_latitude: float,
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """``metres`` of many places at once."""
    middle = np.radians((latitudes + from_latitude) / 2)
    root = 1 - _SQUARED * np.sin(middle) ** 2
    across = _EQUATOR_M / np.sqrt(root)
    along = across * (1 - _SQUARED) / root
    turn = (longitudes - from_longitude + 180) % 360 - 180
    east = np.radians(turn) * across * np.cos(middle)
    return east, np.radians(latitudes - from_latitude) * along


def project(pose: Pose, longitude: float, latitude: float, height_m: float = 0.0) -> Projection:
    """Where the place ``height_m`` above the ground is in the picture of ``pose``."""
    east, north = metres(longitude, latitude, pose.longitude, pose.latitude)
    heading, tilt = math.radians(pose.heading_deg), math.radians(pose.tilt_deg)
    ahead = east * math.sin(heading) + north * math.cos(heading)
    right = east * math.cos(heading) - north * math.sin(heading)
    drop = pose.height_m - height_m
    depth = ahead * math.cos(tilt) + drop * math.sin(tilt)
    down = drop * math.cos(tilt) - ahead * math.sin(tilt)
    distance = math.hypot(east, north)
    bearing = math.degrees(math.atan2(right, ahead))
    if depth < NEAREST_M:
        return Projection("behind", math.nan, math.nan, distance, bearing, math.nan)
    roll = math.radians(pose.roll_deg)
    across = right * math.cos(roll) + down * math.sin(roll)
    below = down * math.cos(roll) - right * math.sin(roll)
    focal = 0.5 / math.tan(math.radians(pose.hfov_deg) / 2)  # in picture widths
    x = 0.5 + focal * across / depth
    y = 0.5 + focal * below / depth * pose.aspect
    where: Literal["inside", "outside"] = "inside" if 0 <= x <= 1 and 0 <= y <= 1 else "outside"
    return Projection(where, x, y, distance, bearing, focal / depth)
