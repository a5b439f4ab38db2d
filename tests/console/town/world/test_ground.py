"""The tangent plane against the ellipsoid itself."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from console.town.world.ground import ECCENTRICITY_SQUARED, EQUATOR_M, Plane

METRES = st.floats(-200, 200)


def earth_centred(longitude: float, latitude: float) -> tuple[float, float, float]:
    lon, lat = math.radians(longitude), math.radians(latitude)
    across = EQUATOR_M / math.sqrt(1 - ECCENTRICITY_SQUARED * math.sin(lat) ** 2)
    return (
        across * math.cos(lat) * math.cos(lon),
        across * math.cos(lat) * math.sin(lon),
        across * (1 - ECCENTRICITY_SQUARED) * math.sin(lat),
    )


def east_north(plane: Plane, longitude: float, latitude: float) -> tuple[float, float]:
    here = earth_centred(plane.longitude, plane.latitude)
    there = earth_centred(longitude, latitude)
    x, y, z = (b - a for a, b in zip(here, there, strict=True))
    lon, lat = math.radians(plane.longitude), math.radians(plane.latitude)
    east = -math.sin(lon) * x + math.cos(lon) * y
    north = (
        -math.sin(lat) * math.cos(lon) * x - math.sin(lat) * math.sin(lon) * y + math.cos(lat) * z
    )
    return east, north


@given(METRES, METRES, st.floats(0, 360))
def test_metres_become_degrees_and_back(x: float, y: float, heading: float) -> None:
    plane = Plane(120.19, 30.47, heading)
    back = plane.metres(*plane.degrees(x, y))
    assert math.dist(back, (x, y)) < 1e-6


@given(METRES, METRES)
def test_a_block_is_exact_to_millimetres_on_the_ellipsoid(x: float, y: float) -> None:
    plane = Plane(120.19, 30.47)
    assert math.dist(east_north(plane, *plane.degrees(x, y)), (x, y)) < 0.008


def test_ahead_is_where_the_heading_points() -> None:
    longitude, latitude = Plane(120.19, 30.47, 90.0).degrees(0.0, 100.0)
    assert longitude > 120.191
    assert abs(latitude - 30.47) < 1e-9
