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


@dataclass(frozen=True, slots=True)
class HeadScale:
    """Where a head stood when its camera's pose was measured, and what its positions mean.

    ``pan_deg`` to the right and ``tilt_deg`` up are from position 0 to 1; ``hfov_deg`` are pairs
    of a zoom position and the degrees seen across there, by position. What is None or empty is not
    known: along that axis the pose holds only where it was measured.
    """

    pan: float = 0.0
    tilt: float = 0.0
    zoom: float = 0.0
    pan_deg: float | None = None
    tilt_deg: float | None = None
    hfov_deg: tuple[tuple[float, float], ...] = ()


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
    view = replace(pose, heading_deg=pose.heading_deg + right, tilt_deg=pose.tilt_deg - up)
    if times == 1:
        return view
    across = math.degrees(2 * math.atan(_half_tangent(pose.hfov_deg) * times))
    return replace(view, hfov_deg=min(across, _WIDEST_DEG))


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
