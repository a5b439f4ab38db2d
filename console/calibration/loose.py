"""Markers of a camera whose pose is not good enough for points: arrows at the edge. Pure."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace

from console.calibration.point import PICTURE_PX
from console.cases.markers import PictureMarker
from media.calibration import Pose
from media.onvif.turned import HeadScale

MOST_PX = 80.0  # a marker that may be farther off than this says the wrong thing


def is_loose(pose: Pose, scale: HeadScale | None) -> bool:
    """Whether the lens is so far in that the head's own error throws markers off."""
    return scale is not None and scale.error_deg * PICTURE_PX / pose.hfov_deg > MOST_PX


def arrows(markers: Iterable[PictureMarker], aspect: float) -> list[PictureMarker]:
    """What is inside goes to the frame, with an arrow in its direction."""
    return [_arrow(each, aspect) if each.where == "inside" else each for each in markers]


def _arrow(marker: PictureMarker, aspect: float) -> PictureMarker:
    right, down = marker.x - 0.5, (marker.y - 0.5) / aspect
    far = max(abs(right), abs(down) * aspect)
    if far < 1e-6:
        right, down, far = 0.0, 0.5 / aspect, 0.5  # in the very middle: below
    times = 0.5 / far
    return replace(
        marker,
        x=min(max(0.5 + right * times, 0.0), 1.0),
        y=min(max(0.5 + down * times * aspect, 0.0), 1.0),
        where="edge",
        arrow_deg=round(math.degrees(math.atan2(right, -down)), 6) % 360,
        accuracy=0.0,
        accuracy_down=0.0,
    )
