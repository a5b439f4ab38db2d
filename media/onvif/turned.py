"""How a camera looks after its head has turned: the calibrated pose and the way since then. Pure.

Positions are in ONVIF's generic spaces (see ``words``); only the calibration says what they mean in
degrees.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from itertools import pairwise

from media.calibration import Pose
from media.onvif.words import Motion

SAME = 0.001  # positions nearer than this on each axis are one
_WIDEST_DEG = 170.0

_Vector = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class HeadScale:
    """Where a head stood when its camera's pose was measured, and what its positions mean.

    ``pan_deg`` to the right and ``tilt_deg`` up are from position 0 to 1; ``hfov_deg`` are pairs
    of a zoom position and the degrees seen across there, by position. What is None or empty is not
    known: along that axis the pose holds only where it was measured. The mount leans by
    ``lean_deg`` towards ``lean_to_deg``, clockwise from true north; ``error_deg``: how well it is
    known where the head points (0: nobody says).
    """

    pan: float = 0.0
    tilt: float = 0.0
    zoom: float = 0.0
    pan_deg: float | None = None
    tilt_deg: float | None = None
    hfov_deg: tuple[tuple[float, float], ...] = ()
    lean_deg: float = 0.0
    lean_to_deg: float = 0.0
    error_deg: float = 0.0


def measured_at(position: Motion) -> HeadScale:
    """Of a head of which only the place is known at which the pose holds."""
    return HeadScale(position.pan, position.tilt, position.zoom or 0.0)


def turned(pose: Pose, scale: HeadScale, position: Motion) -> Pose | None:
    """``pose`` as it is with the head at ``position``; None where that cannot be told. A device
    that does not tell its zoom has none."""
    right = _way(position.pan - scale.pan, scale.pan_deg)
    up = _way(position.tilt - scale.tilt, scale.tilt_deg)
    times = _times(scale, scale.zoom if position.zoom is None else position.zoom)
    if right is None or up is None or times is None:
        return None
    view = _on_mount(pose, scale, right, up)
    if times == 1:
        return view
    across = math.degrees(2 * math.atan(_half_tangent(pose.hfov_deg) * times))
    return replace(view, hfov_deg=min(across, _WIDEST_DEG))


def _on_mount(pose: Pose, scale: HeadScale, right: float, up: float) -> Pose:
    if scale.lean_deg == 0:
        return replace(pose, heading_deg=pose.heading_deg + right, tilt_deg=pose.tilt_deg - up)
    if right == up == 0:
        return pose
    upright = leaning(pose, -scale.lean_deg, scale.lean_to_deg)
    moved = replace(
        upright, heading_deg=upright.heading_deg + right, tilt_deg=upright.tilt_deg - up
    )
    return leaning(moved, scale.lean_deg, scale.lean_to_deg)


def leaning(pose: Pose, lean_deg: float, lean_to_deg: float) -> Pose:
    """The pose when its mount leans over: the lens stays where it is."""
    lean, to = math.radians(lean_deg), math.radians(lean_to_deg)
    axis = (-math.cos(to), math.sin(to), 0.0)
    right, _, view = (_about(axis, lean, each) for each in _axes(pose))
    heading = math.atan2(view[0], view[1])
    level = (math.cos(heading), -math.sin(heading), 0.0)
    roll = math.atan2(_dot(right, _cross(view, level)), _dot(right, level))
    return replace(
        pose,
        heading_deg=math.degrees(heading),
        tilt_deg=math.degrees(math.asin(min(max(-view[2], -1.0), 1.0))),
        roll_deg=math.degrees(roll),
    )


def _axes(pose: Pose) -> tuple[_Vector, _Vector, _Vector]:
    """The picture's right, its down and the view, in metres east, north and up."""
    heading, tilt, roll = map(math.radians, (pose.heading_deg, pose.tilt_deg, pose.roll_deg))
    level = (math.cos(heading), -math.sin(heading), 0.0)
    view = (
        math.sin(heading) * math.cos(tilt), math.cos(heading) * math.cos(tilt), -math.sin(tilt)
    )  # fmt: skip
    below = _cross(view, level)
    right = _sum(level, math.cos(roll), below, math.sin(roll))
    return right, _cross(view, right), view


def _about(axis: _Vector, angle: float, vector: _Vector) -> _Vector:
    across, along = _cross(axis, vector), _dot(axis, vector) * (1 - math.cos(angle))
    turned_only = _sum(vector, math.cos(angle), across, math.sin(angle))
    return _sum(turned_only, 1.0, axis, along)


def _sum(one: _Vector, times: float, other: _Vector, by: float) -> _Vector:
    return (
        one[0] * times + other[0] * by, one[1] * times + other[1] * by,
        one[2] * times + other[2] * by,
    )  # fmt: skip


def _cross(one: _Vector, other: _Vector) -> _Vector:
    return (
        one[1] * other[2] - one[2] * other[1], one[2] * other[0] - one[0] * other[2],
        one[0] * other[1] - one[1] * other[0],
    )  # fmt: skip


def _dot(one: _Vector, other: _Vector) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))


def same(one: Motion, other: Motion) -> bool:
    far = (one.pan - other.pan, one.tilt - other.tilt, (one.zoom or 0.0) - (other.zoom or 0.0))
    return all(abs(axis) < SAME for axis in far)


def _way(moved: float, degrees: float | None) -> float | None:
    if degrees is not None:
        return moved * degrees
    return 0.0 if abs(moved) < SAME else None


def _times(scale: HeadScale, zoom: float) -> float | None:
    """How much wider the view is at ``zoom`` than where the pose was measured."""
    if abs(zoom - scale.zoom) < SAME:
        return 1.0
    if len(scale.hfov_deg) < 2:
        return None
    return math.exp(_wide(scale.hfov_deg, zoom) - _wide(scale.hfov_deg, scale.zoom))


def _wide(points: tuple[tuple[float, float], ...], zoom: float) -> float:
    """Logarithm of the view's half tangent: between two points a lens changes by even shares."""
    at = min(max(zoom, points[0][0]), points[-1][0])
    (low, near), (high, far) = next(pair for pair in pairwise(points) if at <= pair[1][0])
    share = (at - low) / (high - low)
    return (1 - share) * math.log(_half_tangent(near)) + share * math.log(_half_tangent(far))


def _half_tangent(degrees: float) -> float:
    return math.tan(math.radians(degrees) / 2)
