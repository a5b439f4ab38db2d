"""Lines of the ground as a pose sees them, to be laid over the picture for the eye. Pure.

A line is a list of points, normalised to the picture; what is behind the lens is cut off.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from media.calibration import Pose, degrees, metres, project

Line = list[tuple[float, float]]

RING_M = 10.0
RINGS = (10, 20, 30, 40, 50, 60, 80, 100, 150, 200, 300, 400, 600, 800, 1000, 1500, 2000)
FARTHEST = 50.0  # rings up to so many heights of the lens
_LOOSE = 1.0  # picture widths beyond the frame that are kept: the painter cuts them
_ARC_DEG = 4.0
_PIECE_M = 2.0  # a long line is bent by the lens and cut by its plane
_MOST_PIECES = 60


@dataclass(frozen=True, slots=True)
class Ring:
    """A circle on the ground about the camera's foot."""

    metres: float
    lines: tuple[Line, ...]


def horizon(pose: Pose) -> tuple[Line, ...]:
    """Where flat ground ends."""
    far = (_away(pose, 1e4, turn) for turn in _turns(pose))
    return tuple(_cut(pose, far, pose.height_m))


def rings(pose: Pose) -> tuple[Ring, ...]:
    """Every ten metres near by, wider apart far away."""
    found = []
    for radius in RINGS:
        if radius > pose.height_m * FARTHEST:
            break
        lines = tuple(_cut(pose, (_away(pose, radius, turn) for turn in _turns(pose))))
        if lines:
            found.append(Ring(float(radius), lines))
    return tuple(found)


def north(pose: Pose) -> tuple[Line, ...]:
    """From the camera's foot to the north; nothing where that is not seen."""
    return tuple(_cut(pose, (_away(pose, far, 0.0) for far in _steps(pose))))


def rays(pose: Pose, every_deg: float = 10.0) -> tuple[Line, ...]:
    """From the camera's foot outwards: with the rings, the ground's grid."""
    found: list[Line] = []
    turn = math.floor((pose.heading_deg - 90) / every_deg) * every_deg
    while turn <= pose.heading_deg + 90:
        found += _cut(pose, (_away(pose, far, turn) for far in _steps(pose)))
        turn += every_deg
    return tuple(found)


def mapped(pose: Pose, shapes: Iterable[Sequence[tuple[float, float]]], far_m: float) -> list[Line]:
    """Lines of the map, (longitude, latitude) each, as far as they are within ``far_m``."""
    found: list[Line] = []
    for shape in shapes:
        flat = [metres(*place, pose.longitude, pose.latitude) for place in shape]
        near = any(math.hypot(*place) <= far_m for place in flat)
        if not near and not any(_passes(one, other, far_m) for one, other in pairwise(flat)):
            continue
        found += _cut(pose, _pieces(pose, flat, far_m))
    return found


def _pieces(
    pose: Pose, flat: Sequence[tuple[float, float]], far_m: float
) -> Iterator[tuple[float, float] | None]:
    for one, other in pairwise(flat):
        count = min(max(math.ceil(math.dist(one, other) / _PIECE_M), 1), _MOST_PIECES)
        for step in range(count + 1):
            share = step / count
            east = one[0] + (other[0] - one[0]) * share
            north_m = one[1] + (other[1] - one[1]) * share
            near = math.hypot(east, north_m) <= far_m
            yield degrees(east, north_m, pose.longitude, pose.latitude) if near else None


def _passes(one: tuple[float, float], other: tuple[float, float], far_m: float) -> bool:
    """Whether a line between two places comes within a distance of the camera."""
    wide, high = other[0] - one[0], other[1] - one[1]
    length = wide * wide + high * high
    share = -(one[0] * wide + one[1] * high) / length if length else 0.0
    share = min(max(share, 0.0), 1.0)
    return math.hypot(one[0] + wide * share, one[1] + high * share) <= far_m


def _turns(pose: Pose) -> Iterator[float]:
    turn = pose.heading_deg - 100
    while turn <= pose.heading_deg + 100:
        yield turn
        turn += _ARC_DEG


def _steps(pose: Pose) -> Iterator[float]:
    far = 1.0
    while far < pose.height_m * FARTHEST:
        yield far
        far *= 1.25


def _away(pose: Pose, far_m: float, turn_deg: float) -> tuple[float, float]:
    turn = math.radians(turn_deg)
    east, north_m = far_m * math.sin(turn), far_m * math.cos(turn)
    return degrees(east, north_m, pose.longitude, pose.latitude)


def _cut(
    pose: Pose, places: Iterable[tuple[float, float] | None], height_m: float = 0.0
) -> Iterator[Line]:
    """The pieces that are in the picture or just beside it."""
    line: Line = []
    for place in places:
        seen = None if place is None else project(pose, *place, height_m)
        near = (
            seen is not None
            and seen.where != "behind"
            and -_LOOSE <= seen.x <= 1 + _LOOSE
            and -_LOOSE <= seen.y <= 1 + _LOOSE
        )
        if near and seen is not None:
            line.append((seen.x, seen.y))
            continue
        if len(line) > 1:
            yield line
        line = []
    if len(line) > 1:
        yield line
