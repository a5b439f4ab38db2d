"""Whether a building stands between a lens and a place: a ray against declared outlines. Pure.

Outlines lie in a grid of squares, so that a ray asks only the walls beside its way. A free way is
no proof of sight: trees, walls and vehicles are in no map.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from media.calibration import Pose, metres

Ring = Sequence[tuple[float, float]]

SQUARE_M = 50.0
UNTOLD_M = 10.0  # a building that does not tell its height: three floors
SEEN_ABOVE_M = 1.5  # of what stands at a place so much above the ground is enough to see it
MOUNT_M = 3.0  # a wall so near the lens carries it
MOST_WALLS = 2_000_000


class _Wall(NamedTuple):
    """From (x, y) to (x + dx, y + dy), metres east and north of the middle."""

    x: float
    y: float
    dx: float
    dy: float
    height: float
    building: int


class Buildings:
    """Outlines as ``(ring of WGS-84 degrees, height in metres or 0)``; closed or not."""

    def __init__(self, outlines: Iterable[tuple[Ring, float]] = ()) -> None:
        self._squares: dict[tuple[int, int], list[_Wall]] = {}
        self._rings: list[list[tuple[float, float]]] = []
        self._middle = (0.0, 0.0)
        walls = 0
        for ring, height in outlines:
            if not self._rings:
                self._middle = ring[0]
            points = [self._at(longitude, latitude) for longitude, latitude in ring]
            walls += len(points)
            if walls > MOST_WALLS:
                return
            self._add(points, height or UNTOLD_M)

    def __bool__(self) -> bool:
        return bool(self._rings)

    def hides(self, pose: Pose, longitude: float, latitude: float) -> bool:
        """Whether some wall is higher than the line from the lens to just above the place. The
        building that carries the lens hides nothing."""
        if not self._rings:
            return False
        begin = self._at(pose.longitude, pose.latitude)
        end = self._at(longitude, latitude)
        way = (end[0] - begin[0], end[1] - begin[1])
        far = math.hypot(*way)
        if far <= MOUNT_M:
            return False
        crossed: list[tuple[float, _Wall]] = []
        for wall in self._beside(begin, end):
            part = _crossing(begin, way, wall)
            if part is not None:
                crossed.append((part, wall))
        drop = pose.height_m - SEEN_ABOVE_M
        higher = [pair for pair in crossed if pair[1].height > pose.height_m - drop * pair[0]]
        if not higher:
            return False
        near = {wall.building for part, wall in crossed if part * far < MOUNT_M}
        others = {wall.building for _, wall in higher} - near
        return any(not _inside(self._rings[number], begin) for number in others)

    def _at(self, longitude: float, latitude: float) -> tuple[float, float]:
        return metres(longitude, latitude, *self._middle)

    def _add(self, points: list[tuple[float, float]], height: float) -> None:
        number = len(self._rings)
        self._rings.append(points)
        for (x, y), (to_x, to_y) in zip(points, [*points[1:], points[0]], strict=True):
            wall = _Wall(x, y, to_x - x, to_y - y, height, number)
            for square in _squares_of(wall):
                self._squares.setdefault(square, []).append(wall)

    def _beside(self, begin: tuple[float, float], end: tuple[float, float]) -> set[_Wall]:
        return {wall for square in _line(begin, end) for wall in self._squares.get(square, ())}


def _squares_of(wall: _Wall) -> Iterator[tuple[int, int]]:
    return _line((wall.x, wall.y), (wall.x + wall.dx, wall.y + wall.dy))


def _line(begin: tuple[float, float], end: tuple[float, float]) -> Iterator[tuple[int, int]]:
    """The squares that a line touches, from one end to the other."""
    x, y = math.floor(begin[0] / SQUARE_M), math.floor(begin[1] / SQUARE_M)
    last = math.floor(end[0] / SQUARE_M), math.floor(end[1] / SQUARE_M)
    dx, dy = end[0] - begin[0], end[1] - begin[1]
    step_x, next_x, each_x = _axis(begin[0], dx, x)
    step_y, next_y, each_y = _axis(begin[1], dy, y)
    yield x, y
    for _ in range(abs(last[0] - x) + abs(last[1] - y)):
        if next_x < next_y:
            x, next_x = x + step_x, next_x + each_x
        else:
            y, next_y = y + step_y, next_y + each_y
        yield x, y


def _axis(begin: float, length: float, square: int) -> tuple[int, float, float]:
    """The direction, the part of the line at the first border, and the part between two."""
    if length == 0:
        return 0, math.inf, math.inf
    border = (square + (1 if length > 0 else 0)) * SQUARE_M
    return (1 if length > 0 else -1), (border - begin) / length, SQUARE_M / abs(length)


def _crossing(begin: tuple[float, float], way: tuple[float, float], wall: _Wall) -> float | None:
    """Which part of the way lies before the wall; None where they do not cross."""
    across = way[0] * wall.dy - way[1] * wall.dx
    if across == 0:
        return None
    x, y = wall.x - begin[0], wall.y - begin[1]
    part = (x * wall.dy - y * wall.dx) / across
    along = (x * way[1] - y * way[0]) / across
    return part if 0 <= part <= 1 and 0 <= along <= 1 else None


def _inside(ring: Sequence[tuple[float, float]], at: tuple[float, float]) -> bool:
    """Whether a lens is within an outline: it hangs there, or on its roof."""
    found = False
    for (x, y), (to_x, to_y) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (y > at[1]) != (to_y > at[1]) and at[0] < x + (at[1] - y) / (to_y - y) * (to_x - x):
            found = not found
    return found
