"""What a consultation about a case brings together: sites, and the cameras around it. Pure."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from console.cases.case import Case
from console.desk.concerned import sites_for
from console.site.invited import is_within
from console.site.plan import Plan
from console.site.records import CameraEntry, Grid, NodeEntry
from media.calibration import Pose, metres

FARTHEST_M = 3000.0  # a camera farther away shows nothing of a case
USUAL_CAMERAS = 8  # around a case that no plan speaks of
PLATFORMS: Mapping[str, tuple[str, ...]] = {
    # which station handles what, by what such a station is called anywhere
    "governance": ("派出所", "司法所", "综治", "平安"),
    "enforcement": ("执法", "城管", "环卫"),
    "market": ("市场监管", "市监", "工商", "食药"),
    "service": ("便民", "服务中心", "行政服务"),
}


def sites_of(case: Case, nodes: Sequence[NodeEntry], grids: Sequence[Grid]) -> list[str]:
    """The village concerned and who handles it, and the stations of the case's platform."""
    words = PLATFORMS.get(case.platform, ())
    stations = [
        node.id
        for node in nodes
        if node.kind in ("station", "hall") and any(word in node.name for word in words)
    ]
    return list(dict.fromkeys([*sites_for(case, nodes, grids), *stations]))


def cameras_near(
    case: Case, cameras: Sequence[CameraEntry], poses: Mapping[str, Pose], most: int
) -> list[str]:
    """The cameras the case names, then the nearest, ``most`` in all."""
    known = {camera.id for camera in cameras}
    named = [camera for camera in case.cameras if camera in known]
    near = sorted(
        (far, camera.id)
        for camera in cameras
        if (far := _distance_m(case, camera, poses)) <= FARTHEST_M
    )
    return list(dict.fromkeys([*named, *(id_ for _, id_ in near)]))[:most]


def cameras_of(
    plan: Plan, case: Case | None, cameras: Sequence[CameraEntry], poses: Mapping[str, Pose]
) -> list[str]:
    """Those around the case first, then those the plan names, then those of its groups."""
    near = cameras_near(case, cameras, poses, plan.nearest) if case and plan.nearest else []
    grouped = [
        camera.id
        for camera in cameras
        if any(is_within(camera.group, group) for group in plan.camera_groups)
    ]
    return list(dict.fromkeys([*near, *plan.cameras, *grouped]))


def _distance_m(case: Case, camera: CameraEntry, poses: Mapping[str, Pose]) -> float:
    """Infinite where it is not known."""
    pose = poses.get(camera.id)
    longitude = pose.longitude if pose else camera.longitude
    latitude = pose.latitude if pose else camera.latitude
    if case.place is None or longitude is None or latitude is None:
        return math.inf
    return math.hypot(*metres(longitude, latitude, case.place.longitude, case.place.latitude))
