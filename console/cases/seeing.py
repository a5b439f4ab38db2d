"""Which cameras see a place, the best first. Pure.

Seeing comes before nearness: a camera 200 m away that looks here is better than one round the
corner that does not. Walls are not known; what lies behind one is told as seen.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from media.calibration import Pose, metres, project

SEEN_M = 400.0  # from a pole; from a look-out a metre of height sees farther
SEEN_PER_HEIGHT = 40.0
WEDGE_SEEN_M = 150.0  # of a camera whose heading alone is known
USUAL_HFOV_DEG = 60.0
NEAR_M = 1000.0  # farther cameras that do not see the place are not told


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a camera stands and looks; ``pose`` where it is calibrated."""

    id: str
    longitude: float
    latitude: float
    heading_deg: float | None = None
    hfov_deg: float | None = None
    pose: Pose | None = None
    turns: bool = False


@dataclass(frozen=True, slots=True)
class Seen:
    """``how``: ``pose`` (the place is in its picture), ``heading`` (it looks that way), ``turn``
    (it could be turned here), ``near``."""

    camera: str
    distance_m: float
    how: str


def seeing(place: tuple[float, float], cameras: Iterable[Standing], most: int = 8) -> list[Seen]:
    """Those that see ``place`` (longitude, latitude), then those that can turn, then the near."""
    found = [seen for camera in cameras if (seen := _sees(camera, place)) is not None]
    rank = {"pose": 0, "heading": 0, "turn": 1, "near": 2}
    return sorted(found, key=lambda each: (rank[each.how], each.distance_m, each.camera))[:most]


def standings(
    cameras: Iterable[tuple[str, float | None, float | None, float | None, float | None, bool]],
    poses: Mapping[str, Pose],
) -> list[Standing]:
    """Of (id, longitude, latitude, heading, angle, turns): a calibration knows better. Those that
    stand nowhere are left out."""
    found = []
    for id_, longitude, latitude, heading, hfov, turns in cameras:
        pose = poses.get(id_)
        if pose is not None:
            found.append(
                Standing(id_, pose.longitude, pose.latitude, pose.heading_deg, pose.hfov_deg, pose,
                         turns)
            )  # fmt: skip
        elif longitude is not None and latitude is not None:
            found.append(Standing(id_, longitude, latitude, heading, hfov, None, turns))
    return found


def _sees(camera: Standing, place: tuple[float, float]) -> Seen | None:
    east, north = metres(*place, camera.longitude, camera.latitude)
    far = math.hypot(east, north)
    if camera.pose is not None:
        reach = max(SEEN_M, camera.pose.height_m * SEEN_PER_HEIGHT)
        if far <= reach and project(camera.pose, *place).where == "inside":
            return Seen(camera.id, far, "pose")
    elif camera.heading_deg is not None and far <= WEDGE_SEEN_M:
        aside = math.remainder(math.degrees(math.atan2(east, north)) - camera.heading_deg, 360)
        if abs(aside) <= (camera.hfov_deg or USUAL_HFOV_DEG) / 2:
            return Seen(camera.id, far, "heading")
    if camera.turns and camera.pose is not None:
        if far <= max(SEEN_M, camera.pose.height_m * SEEN_PER_HEIGHT):
            return Seen(camera.id, far, "turn")
        return None
    return Seen(camera.id, far, "near") if far <= NEAR_M else None
