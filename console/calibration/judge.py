"""How good a fit is: a grade from A to D, and what would make it better. Pure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal

from console.calibration.fit import MAP_M, Fit
from console.calibration.point import PICTURE_PX, ControlPoint, Prior
from console.calibration.spread import ENOUGH, GOOD, Advice, is_spread, spread_advice
from media.calibration import Pose, metres, project
from media.place_at import place_at

Grade = Literal["A", "B", "C", "D"]
GRADES: tuple[Grade, ...] = ("A", "B", "C", "D")
# A point is as good as it is in the picture or on the ground: half a metre is many pixels near by,
# and a pixel many metres far away.
_LIMITS: tuple[tuple[Grade, float, float], ...] = (("A", 12, 1.0), ("B", 25, 2.0), ("C", 60, 5.0))
_MOST = 0.75  # of the points are at least as good as the grade says
MAP_DOMINATES = 1.6  # times an ordinary map
OFF_CATALOGUE_M = 15.0


@dataclass(frozen=True, slots=True)
class Judgement:
    """``px`` and ``m``: the middle of what points are off by when the fit does without them."""

    grade: Grade
    px: float
    m: float
    advice: tuple[Advice, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """A point outside the fit: what it is off by in the picture, and on the ground (None: over
    the horizon)."""

    at: int
    px: float
    m: float | None


def judge(found: Fit | None, points: Sequence[ControlPoint], prior: Prior) -> Judgement:
    """Of the points that were given to ``fit``."""
    used = [point for point in points if point.used and not point.check]
    if found is None:
        advice = spread_advice(used)
        if len(used) >= ENOUGH:
            advice.append(Advice("unseen"))
        return Judgement("D", math.nan, math.nan, tuple(advice))
    good = [points[each.at] for each in found.residuals if not each.wrong]
    told = [each for each in found.residuals if not each.wrong]
    px = median(each.out_px for each in told)
    metred = [math.inf if each.out_m is None else each.out_m for each in told]
    return Judgement(
        _grade(found, good), px, median(metred), tuple(_advice(found, points, good, prior))
    )


def checked(pose: Pose, points: Sequence[ControlPoint]) -> tuple[Checked, ...]:
    """The validation points, as the pose has them."""
    return tuple(_check(pose, at, point) for at, point in enumerate(points) if point.check)


def _check(pose: Pose, at: int, point: ControlPoint) -> Checked:
    shown = project(pose, point.longitude, point.latitude, point.height_m)
    px = math.inf
    if shown.where != "behind":
        px = PICTURE_PX * math.hypot(shown.x - point.x, (shown.y - point.y) / pose.aspect)
    place = place_at(pose, point.x, point.y, point.height_m)
    if place is None:
        return Checked(at, px, None)
    return Checked(at, px, math.hypot(*metres(*place, point.longitude, point.latitude)))


def _grade(found: Fit, good: Sequence[ControlPoint]) -> Grade:
    told = [each for each in found.residuals if not each.wrong]
    best: Grade = "D"
    for grade, px, m in _LIMITS:
        near = (each.out_px <= px or (each.out_m or math.inf) <= m for each in told)
        if sum(near) >= _MOST * len(told):
            best = grade
            break
    if len(good) < ENOUGH or not is_spread(good):
        return max(best, "C")
    return best if len(good) >= GOOD else max(best, "B")


def _advice(
    found: Fit, points: Sequence[ControlPoint], good: Sequence[ControlPoint], prior: Prior
) -> list[Advice]:
    advice = spread_advice(good)
    if found.wrong:
        advice.insert(0, Advice("wrong", tuple(points[at].name for at in found.wrong)))
    if found.map_m > MAP_M * MAP_DOMINATES:
        advice.append(Advice("map", (f"{found.map_m:.1f}",)))
    away = _off_catalogue(found.pose, prior)
    if away > OFF_CATALOGUE_M:
        advice.append(Advice("catalogue", (f"{away:.0f}",)))
    return advice


def _off_catalogue(pose: Pose, prior: Prior) -> float:
    if prior.longitude is None or prior.latitude is None:
        return 0.0
    return math.hypot(*metres(pose.longitude, pose.latitude, prior.longitude, prior.latitude))
