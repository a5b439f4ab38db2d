"""Metres and degrees: local tangent planes on the WGS-84 ellipsoid.

A plane belongs to one place. Within a few hundred metres of it, metres and degrees turn into each
other exactly to millimetres: radii of curvature at its latitude, after the ellipsoid's definition
(a = 6378137 m, f = 1/298.257223563; NIMA TR8350.2).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

Point = tuple[float, float]

EQUATOR_M = 6378137.0
FLATTENING = 1 / 298.257223563
ECCENTRICITY_SQUARED = FLATTENING * (2 - FLATTENING)


@dataclass(frozen=True, slots=True)
class Pose:
    """Where a lens is and how it looks.

    ``height_m`` above the ground, which is flat at 0. ``heading_deg`` clockwise from true north,
    ``tilt_deg`` downwards, ``roll_deg`` clockwise as seen from behind, ``hfov_deg`` the whole
    horizontal angle of view. The picture is 16:9 and has no distortion.
    """

    longitude: float
    latitude: float
    height_m: float
    heading_deg: float
    tilt_deg: float
    hfov_deg: float
    roll_deg: float = 0.0


@dataclass(frozen=True, slots=True)
class Plane:
    """The plane that touches the ellipsoid at a place; its y axis points to ``heading_deg``."""

    longitude: float
    latitude: float
    heading_deg: float = 0.0

    def degrees(self, x: float, y: float) -> Point:
        """(longitude, latitude) of the point x metres right and y metres ahead."""
        turn = math.radians(self.heading_deg)
        east = x * math.cos(turn) + y * math.sin(turn)
        north = y * math.cos(turn) - x * math.sin(turn)
        per_longitude, per_latitude = metres_per_degree(self.latitude)
        return self.longitude + east / per_longitude, self.latitude + north / per_latitude

    def metres(self, longitude: float, latitude: float) -> Point:
        """(x right, y ahead) of a place, in metres."""
        turn = math.radians(self.heading_deg)
        per_longitude, per_latitude = metres_per_degree(self.latitude)
        east = (longitude - self.longitude) * per_longitude
        north = (latitude - self.latitude) * per_latitude
        return (
            east * math.cos(turn) - north * math.sin(turn),
            east * math.sin(turn) + north * math.cos(turn),
        )


def metres_per_degree(latitude: float) -> Point:
    """Metres of one degree of longitude and of latitude at a latitude."""
    sine = math.sin(math.radians(latitude))
    root = 1 - ECCENTRICITY_SQUARED * sine * sine
    across = EQUATOR_M / math.sqrt(root)
    along = across * (1 - ECCENTRICITY_SQUARED) / root
    return (
        math.radians(across * math.cos(math.radians(latitude))),
        math.radians(along),
    )
