"""From what was clicked to what the sheet shows and the file keeps. Decides, and reads nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import isnan

from console.calibration.draft import Draft
from console.calibration.fit import Fit, fit
from console.calibration.head_fit import HeadFit, fit_head
from console.calibration.judge import checked, judge
from console.calibration.overlay import horizon, mapped, north, rays, rings
from console.calibration.point import ControlPoint, Prior
from console.calibration.record import HeadPoint
from console.site.records import CameraEntry, MapFeature
from console.ui.calibration_picture import Overlay
from console.ui.calibration_sheet import Outcome
from console.ui.calibration_table import Miss
from media.calibration import Pose, metres, project
from media.onvif.turned import HeadScale, measured_at, turned
from media.onvif.words import Motion

OVERLAY_M = 250.0  # of the map is drawn back, as far as that
HIGH_TIMES = 20.0  # the heights of a lens that are as far
BESIDE_M = 100.0  # that a camera may stand from where it is thought to
Shape = Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The map's lines near a camera."""

    roads: tuple[Shape, ...] = ()
    buildings: tuple[Shape, ...] = ()


@dataclass(frozen=True, slots=True)
class Made:
    """``found`` is the first stand's fit, ``head`` that of the head where there are more."""

    outcome: Outcome
    found: Fit | None = None
    head: HeadFit | None = None


def surroundings(
    features: Sequence[MapFeature], middle: tuple[float, float], height_m: float
) -> Surroundings:
    """Of a whole town the lines that a camera may see; its water counts as a building's outline."""
    reach = _reach_m(height_m) + BESIDE_M
    near = [each for each in features if _is_near(each.points, middle, reach)]
    return Surroundings(
        tuple(each.points for each in near if not each.closed),
        tuple(each.points for each in near if each.closed),
    )


def prior_of(
    entry: CameraEntry, pose: Pose | None, scale: HeadScale | None, position: Motion | None
) -> Prior:
    """What the catalogue says of a camera; of one with a head, as it stands now."""
    heading, hfov = entry.heading_deg, entry.hfov_deg
    if entry.ptz:
        view = turned(pose, scale, position) if pose and scale and position else None
        heading, hfov = (view.heading_deg, view.hfov_deg) if view else (None, hfov)
    longitude, latitude = entry.longitude, entry.latitude
    if (longitude is None or latitude is None) and pose is not None:
        longitude, latitude = pose.longitude, pose.latitude
    height = entry.height_m or (pose.height_m if pose is not None else None)
    return Prior(longitude, latitude, height, heading, hfov)


def make(
    draft: Draft,
    prior: Prior,
    aspect: float,
    around: Surroundings,
    stands: Mapping[int, Motion],
    scale: HeadScale | None,
) -> Made:
    """The fit of the draft, and all that is told of it."""
    numbers = draft.whole(0)
    points = [draft.rows[at].point() for at in numbers]
    found = fit(points, prior, aspect)
    judged = judge(found, points, prior)
    if found is None:
        return Made(Outcome(advice=judged.advice))
    head = _head(draft, found, stands, scale)
    pose = found.pose if head is None else head.pose
    misses = {numbers[at]: miss for at, miss in _misses(found, points).items()}
    if head is not None:
        misses |= _head_misses(draft, head)
    outcome = Outcome(
        pose, judged.grade, judged.px, judged.m if not isnan(judged.m) else None, misses,
        judged.advice, overlay_of(pose, around), _head_words(head),
    )  # fmt: skip
    return Made(outcome, found, head)


def overlay_of(pose: Pose, around: Surroundings) -> Overlay:
    far = _reach_m(pose.height_m)
    return Overlay(
        horizon(pose), [(ring.metres, ring.lines) for ring in rings(pose)], rays(pose),
        north(pose), mapped(pose, around.roads, far), mapped(pose, around.buildings, far),
    )  # fmt: skip


def head_points(draft: Draft, stands: Mapping[int, Motion]) -> tuple[HeadPoint, ...]:
    """The points of every stand whose position is known."""
    return tuple(
        HeadPoint(draft.rows[at].point(), stands[draft.rows[at].stand])
        for at in draft.whole()
        if draft.rows[at].stand in stands
    )


def scale_at(scale: HeadScale | None, position: Motion) -> HeadScale:
    """The head's scale with the pose measured at another position."""
    if scale is None:
        return measured_at(position)
    return replace(scale, pan=position.pan, tilt=position.tilt, zoom=position.zoom or 0.0)


def _head(
    draft: Draft, found: Fit, stands: Mapping[int, Motion], scale: HeadScale | None
) -> HeadFit | None:
    points = head_points(draft, stands)
    if 0 not in stands or len({draft.rows[at].stand for at in draft.whole()}) < 2:
        return None
    return fit_head(points, found.pose, scale_at(scale, stands[0]))


def _misses(found: Fit, points: Sequence[ControlPoint]) -> dict[int, Miss]:
    told = {
        each.at: Miss(each.out_px, each.out_m, each.wrong, _seen(found.pose, points[each.at]))
        for each in found.residuals
    }
    for each in checked(found.pose, points):
        told[each.at] = Miss(each.px, each.m, False, _seen(found.pose, points[each.at]))
    return told


def _head_misses(draft: Draft, head: HeadFit) -> dict[int, Miss]:
    """Of the points in the pictures after the first."""
    numbers = [at for at in draft.whole() if draft.rows[at].used and not draft.rows[at].check]
    return {
        at: Miss(px, None, False)
        for at, px in zip(numbers, head.errors_px, strict=False)
        if draft.rows[at].stand > 0
    }


def _head_words(head: HeadFit | None) -> str:
    """As figures: the words around them are the sheet's."""
    return "" if head is None else f"± {head.error_deg:.2f}°"


def _seen(pose: Pose, point: ControlPoint) -> tuple[float, float] | None:
    shown = project(pose, point.longitude, point.latitude, point.height_m)
    return None if shown.where == "behind" else (shown.x, shown.y)


def _reach_m(height_m: float) -> float:
    return max(OVERLAY_M, height_m * HIGH_TIMES)


def _is_near(points: Shape, middle: tuple[float, float], reach_m: float) -> bool:
    """Whether the box around a line comes near."""
    flat = [metres(*place, *middle) for place in points]
    east, north_m = ([at[axis] for at in flat] for axis in (0, 1))
    return (
        min(east) < reach_m
        and max(east) > -reach_m
        and min(north_m) < reach_m
        and max(north_m) > -reach_m
    )
