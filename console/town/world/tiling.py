"""Cutting a convex polygon into cells: what villages and grids are made of."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence

from console.town.world.ground import Point

Polygon = tuple[Point, ...]


def area(polygon: Sequence[Point]) -> float:
    """Signed area, positive counter-clockwise, in squares of the unit of its points."""
    turned = (*polygon[1:], polygon[0])
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(polygon, turned, strict=True)) / 2


def centre(polygon: Sequence[Point]) -> Point:
    """Centre of gravity."""
    x = y = 0.0
    for a, b in zip(polygon, (*polygon[1:], polygon[0]), strict=True):
        cross = a[0] * b[1] - b[0] * a[1]
        x += (a[0] + b[0]) * cross
        y += (a[1] + b[1]) * cross
    whole = 6 * area(polygon)
    return x / whole, y / whole


def contains(polygon: Sequence[Point], point: Point) -> bool:
    """Whether a point is inside (even-odd)."""
    inside = False
    for a, b in zip(polygon, (*polygon[1:], polygon[0]), strict=True):
        if (a[1] > point[1]) != (b[1] > point[1]):
            crossing = a[0] + (point[1] - a[1]) / (b[1] - a[1]) * (b[0] - a[0])
            inside ^= point[0] < crossing
    return inside


def cells(outline: Polygon, seeds: Sequence[Point], rounds: int = 12) -> list[Polygon]:
    """Voronoi cells of ``seeds`` within a convex outline, evened out by ``rounds`` of Lloyd's."""
    places = list(seeds)
    for _ in range(rounds):
        places = [centre(_cell(outline, places, i)) for i in range(len(places))]
    return [_cell(outline, places, i) for i in range(len(places))]


def scatter(outline: Polygon, count: int, chance: random.Random) -> list[Point]:
    """``count`` random points inside, no two near each other."""
    lowest, highest = min(outline), max(outline)
    bottom, top = min(p[1] for p in outline), max(p[1] for p in outline)
    apart = 0.7 * math.sqrt(abs(area(outline)) / count)
    found: list[Point] = []
    while len(found) < count:
        point = (chance.uniform(lowest[0], highest[0]), chance.uniform(bottom, top))
        if contains(outline, point) and all(math.dist(point, other) > apart for other in found):
            found.append(point)
        else:
            apart *= 0.99
    return found


def _cell(outline: Polygon, seeds: Sequence[Point], which: int) -> Polygon:
    polygon = outline
    own = seeds[which]
    for other in (*seeds[:which], *seeds[which + 1 :]):
        normal = (other[0] - own[0], other[1] - own[1])
        middle = ((other[0] + own[0]) / 2, (other[1] + own[1]) / 2)
        polygon = _clip(polygon, normal, middle)
    return polygon


def _clip(polygon: Polygon, normal: Point, through: Point) -> Polygon:
    """The part of a polygon that lies against ``normal`` of the line ``through`` a point."""
    sides = [(p[0] - through[0]) * normal[0] + (p[1] - through[1]) * normal[1] for p in polygon]
    kept: list[Point] = []
    for i, point in enumerate(polygon):
        j = (i + 1) % len(polygon)
        if sides[i] <= 0:
            kept.append(point)
        if (sides[i] <= 0) != (sides[j] <= 0):
            share = sides[i] / (sides[i] - sides[j])
            other = polygon[j]
            kept.append(
                (point[0] + share * (other[0] - point[0]), point[1] + share * (other[1] - point[1]))
            )
    return tuple(kept)
