"""What is known of a camera's calibration, as ``calibrations/ID.toml`` keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from console.calibration.point import ControlPoint
from media.calibration import Pose, cropped
from media.onvif.turned import HeadScale
from media.onvif.words import Motion

Edges = tuple[float, float, float, float]  # left, top, right, bottom of a part, 0..1
Method = Literal["points", "head", "typed"]

WHOLE: Edges = (0.0, 0.0, 1.0, 1.0)
SAME_ASPECT = 0.02  # relative; encoders round to whole blocks


@dataclass(frozen=True, slots=True)
class Taken:
    """How a fit was made. ``covariance``: (8, 8) of east, north, up in metres; heading, tilt, roll
    in radians; logarithm of the focal length; k1; empty: not known."""

    method: Method = "typed"
    grade: str = ""  # A to D; empty: nobody judged it
    error_px: float | None = None
    error_m: float | None = None
    map_m: float | None = None
    operator: str = ""
    date: datetime | None = None
    datum: str = "wgs84"  # of the map that was clicked; points are kept in WGS-84
    stream: str = "main"
    width: int = 0
    height: int = 0
    zoom: float | None = None
    preset: str = ""
    reference: str = ""  # "sha256:…" of the frame that was clicked
    covariance: tuple[tuple[float, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class StreamView:
    """What a stream of another shape shows of the picture that was calibrated. A picture that is
    only squeezed shows all of it."""

    aspect: float
    crop: Edges = WHOLE


@dataclass(frozen=True, slots=True)
class HeadPoint:
    """A control point that was clicked while the head stood somewhere."""

    point: ControlPoint
    position: Motion


@dataclass(frozen=True, slots=True)
class Calibration:
    """``streams`` by name (main, sub); ``head_points`` are those of the head's own fit."""

    pose: Pose
    head: HeadScale | None = None
    taken: Taken = Taken()
    streams: dict[str, StreamView] = field(default_factory=dict)
    points: tuple[ControlPoint, ...] = ()
    head_points: tuple[HeadPoint, ...] = ()


def seen_in(pose: Pose, streams: dict[str, StreamView], aspect: float) -> Pose | None:
    """The pose for a picture of a shape; None where nobody says what that one shows."""
    if not aspect or abs(aspect / pose.aspect - 1) < SAME_ASPECT:
        return pose
    for view in streams.values():
        if abs(aspect / view.aspect - 1) < SAME_ASPECT:
            return pose if view.crop == WHOLE else cropped(pose, *view.crop)
    return None


def poses_of(calibrations: Mapping[str, Calibration]) -> dict[str, Pose]:
    """By camera id."""
    return {camera: each.pose for camera, each in calibrations.items()}


def heads_of(calibrations: Mapping[str, Calibration]) -> dict[str, HeadScale]:
    """Of the cameras whose head's positions mean something."""
    return {camera: each.head for camera, each in calibrations.items() if each.head is not None}
