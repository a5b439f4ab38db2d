"""Cameras whose truth is known, and points clicked in their pictures without an error."""

from __future__ import annotations

from collections.abc import Sequence

from console.calibration.point import ControlPoint, Prior
from media.calibration import Pose, degrees
from media.place_at import place_at

POLE = Pose(120.19, 30.47, 8.0, 40.0, 25.0, 70.0, 1.0)
SPREAD = (
    (0.12, 0.30), (0.50, 0.20), (0.88, 0.35), (0.15, 0.62), (0.45, 0.55), (0.85, 0.65),
    (0.25, 0.90), (0.75, 0.92),
)  # fmt: skip


def point_at(
    pose: Pose, x: float, y: float, name: str = "p", height_m: float = 0.0
) -> ControlPoint:
    place = place_at(pose, x, y, height_m)
    assert place is not None
    return ControlPoint(name, x, y, *place, height_m)


def points_of(pose: Pose, places: Sequence[tuple[float, float]] = SPREAD) -> list[ControlPoint]:
    return [point_at(pose, x, y, f"p{n}") for n, (x, y) in enumerate(places, 1)]


def shifted(point: ControlPoint, east_m: float, north_m: float) -> ControlPoint:
    place = degrees(east_m, north_m, point.longitude, point.latitude)
    return ControlPoint(point.name, point.x, point.y, *place, point.height_m)


def prior_of(pose: Pose, east_m: float = 4.0, north_m: float = -3.0, **more: object) -> Prior:
    """A catalogue that is some metres and degrees off."""
    place = degrees(east_m, north_m, pose.longitude, pose.latitude)
    told = {"height_m": pose.height_m + 1, "heading_deg": pose.heading_deg + 12,
            "hfov_deg": pose.hfov_deg} | more  # fmt: skip
    return Prior(*place, **told)  # type: ignore[arg-type]
