"""Which grid a place lies in, and where a grid's middle is. Pure."""

from __future__ import annotations

import math
from collections.abc import Sequence

from console.site.records import Grid
from media.calibration import metres

Ring = Sequence[tuple[float, float]]


def grid_of(grids: Sequence[Grid], longitude: float, latitude: float) -> Grid | None:
    """The first of the grids that holds a place, WGS-84 degrees."""
    return next((g for g in grids if any(_holds(r, longitude, latitude) for r in g.rings)), None)


def middle_of(grid: Grid) -> tuple[float, float, float] | None:
    """(longitude, latitude, radius in metres) of a circle about a grid; None of an empty one."""
    points = [point for ring in grid.rings for point in ring]
    if not points:
        return None
    longitude = (min(x for x, _ in points) + max(x for x, _ in points)) / 2
    latitude = (min(y for _, y in points) + max(y for _, y in points)) / 2
    return longitude, latitude, max(math.hypot(*metres(*p, longitude, latitude)) for p in points)


def _holds(ring: Ring, longitude: float, latitude: float) -> bool:
    """By how often a line from the place to the east crosses the ring."""
    inside = False
    for (x, y), (next_x, next_y) in zip(ring, [*ring[1:], *ring[:1]], strict=True):
        if (y > latitude) == (next_y > latitude):
            continue
        crosses = x + (latitude - y) * (next_x - x) / (next_y - y)
        inside ^= longitude < crosses
    return inside
