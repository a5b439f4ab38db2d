"""Datums of Chinese maps: WGS-84, CGCS2000, GCJ-02 and BD-09, both ways. Degrees.

The console keeps WGS-84 only. CGCS2000 is taken as equal to it: they differ by well under a metre.
GCJ-02 is off by 300 to 700 m within China and is not applied outside of it, BD-09 adds about as
much again. The inverse is a fixed-point iteration, exact to less than a millimetre.
"""

from __future__ import annotations

import math

DATUMS = ("wgs84", "cgcs2000", "gcj02", "bd09")

# Krasovsky's ellipsoid, which the published form of GCJ-02 uses both ways
_AXIS_M = 6378245.0
_SQUARED = 0.00669342162296594323
_BD_TURN = math.pi * 3000 / 180
_ROUNDS = 6  # each gains about three digits


def to_wgs84(datum: str, longitude: float, latitude: float) -> tuple[float, float]:
    """(longitude, latitude) in WGS-84. ValueError names an unknown datum."""
    _check(datum)
    if datum in ("wgs84", "cgcs2000"):
        return longitude, latitude
    east, north = longitude, latitude
    for _ in range(_ROUNDS):
        there_east, there_north = from_wgs84(datum, east, north)
        east, north = east + longitude - there_east, north + latitude - there_north
    return east, north


def from_wgs84(datum: str, longitude: float, latitude: float) -> tuple[float, float]:
    """(longitude, latitude) of a WGS-84 place in ``datum``. ValueError names an unknown datum."""
    _check(datum)
    if datum in ("wgs84", "cgcs2000"):
        return longitude, latitude
    longitude, latitude = _gcj02(longitude, latitude)
    return (longitude, latitude) if datum == "gcj02" else _bd09(longitude, latitude)


def _check(datum: str) -> None:
    if datum not in DATUMS:
        raise ValueError(f"{datum!r} is no datum: {', '.join(DATUMS)}")


def _gcj02(longitude: float, latitude: float) -> tuple[float, float]:
    if not (72.004 <= longitude <= 137.8347 and 0.8293 <= latitude <= 55.8271):
        return longitude, latitude
    x, y = longitude - 105, latitude - 35
    sine = math.sin(math.radians(latitude))
    root = 1 - _SQUARED * sine * sine
    across = _AXIS_M / math.sqrt(root) * math.cos(math.radians(latitude))
    along = _AXIS_M * (1 - _SQUARED) / (root * math.sqrt(root))
    return (
        longitude + math.degrees(_east_m(x, y) / across),
        latitude + math.degrees(_north_m(x, y) / along),
    )


def _east_m(x: float, y: float) -> float:
    plain = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * math.sqrt(abs(x))
    return plain + 2 / 3 * (
        _waves(x, (20, 6), (20, 2)) + _waves(x, (20, 1), (40, 1 / 3), (150, 1 / 12), (300, 1 / 30))
    )


def _north_m(x: float, y: float) -> float:
    plain = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * math.sqrt(abs(x))
    return plain + 2 / 3 * (
        _waves(x, (20, 6), (20, 2)) + _waves(y, (20, 1), (40, 1 / 3), (160, 1 / 12), (320, 1 / 30))
    )


def _waves(at: float, *waves: tuple[float, float]) -> float:
    return sum(height * math.sin(at * math.pi * turn) for height, turn in waves)


def _bd09(longitude: float, latitude: float) -> tuple[float, float]:
    reach = math.hypot(longitude, latitude) + 0.00002 * math.sin(latitude * _BD_TURN)
    angle = math.atan2(latitude, longitude) + 0.000003 * math.cos(longitude * _BD_TURN)
    return reach * math.cos(angle) + 0.0065, reach * math.sin(angle) + 0.006
