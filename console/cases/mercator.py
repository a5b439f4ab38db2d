"""The squares of web maps (XYZ tiles): which lie where, in degrees of whatever datum they are in.
Pure."""

from __future__ import annotations

import math

FARTHEST_NORTH = 85.0511  # of the square world
_METRES_AT_0 = 156543.03392804097  # one pixel at zoom 0 on the equator, for tiles of 256


def square_of(longitude: float, latitude: float, zoom: int) -> tuple[float, float]:
    """(x, y) of a place, with the part of a square that lies before it."""
    latitude = min(max(latitude, -FARTHEST_NORTH), FARTHEST_NORTH)
    sine = math.sin(math.radians(latitude))
    up = 0.5 - math.log((1 + sine) / (1 - sine)) / (4 * math.pi)
    return (longitude / 360 + 0.5) * 2**zoom, up * 2**zoom


def corner_of(x: float, y: float, zoom: int) -> tuple[float, float]:
    """(longitude, latitude) of the upper left corner of a square."""
    longitude = (x / 2**zoom - 0.5) * 360
    latitude = math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * y / 2**zoom))))
    return longitude, latitude


def zoom_for(px_per_m: float, latitude: float, least: int, most: int) -> int:
    """The zoom whose squares of 256 pixels are shown at about their own size."""
    wanted = math.log2(max(_METRES_AT_0 * math.cos(math.radians(latitude)) * px_per_m, 1.0))
    return min(max(round(wanted), least), most)
