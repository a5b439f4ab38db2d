"""Whether a place is within an outline, and how far from it. Pure; WGS-84 degrees."""

from __future__ import annotations

import math
from collections.abc import Iterable
from itertools import pairwise

from media.calibration import metres

Point = tuple[float, float]
Ring = tuple[Point, ...]


def holds(rings: Iterable[Ring], point: Point, margin_m: float = 0.0) -> bool:
    """Whether ``point`` is in one of the rings, or not farther than ``margin_m`` from it."""
    return any(_within(ring, point) or _away_m(ring, point) <= margin_m for ring in rings)


def _within(ring: Ring, point: Point) -> bool:
    x, y = point
    inside = False
    for (ax, ay), (bx, by) in pairwise((*ring, ring[0])):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            inside = not inside
    return inside


def _away_m(ring: Ring, point: Point) -> float:
    local = [metres(*corner, *point) for corner in (*ring, ring[0])]
    return min(
        (_to_line(one, other) for one, other in pairwise(local)),
        default=math.inf,
    )


def _to_line(one: Point, other: Point) -> float:
    """From the origin to the line between two points."""
    across, up = other[0] - one[0], other[1] - one[1]
    length = across * across + up * up
    share = 0.0 if length == 0 else -(one[0] * across + one[1] * up) / length
    share = min(max(share, 0.0), 1.0)
    return math.hypot(one[0] + share * across, one[1] + share * up)


def area_m2(points: Iterable[Point]) -> float:
    """Of a polygon of (longitude, latitude), square metres; 0 of fewer than three points."""
    corners = list(points)
    if len(corners) < 3:
        return 0.0
    local = [metres(*corner, *corners[0]) for corner in corners]
    twice = sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairwise((*local, local[0])))
    return abs(twice) / 2


def length_m(points: Iterable[Point]) -> float:
    """Of a line through (longitude, latitude) points, metres on the ground."""
    return sum(math.hypot(*metres(*other, *one)) for one, other in pairwise(points))
