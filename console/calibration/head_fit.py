"""What the positions of a turning head mean, from points that were clicked at several of them.

Solved for: where the head looks at pan 0 and tilt 0, what a step of each is in degrees, and how its
mount leans. The lens' place and view are those of the pose, held softly.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from console.calibration.lens import Array, Plane, clicked, row_of, seen
from console.calibration.record import HeadPoint
from console.calibration.refine import CLICK, LOSS
from console.calibration.residuals import PICTURE_PX
from media.calibration import Pose
from media.onvif.turned import HeadScale, leaning, measured_at, turned
from media.onvif.words import Motion

FEWEST, FEWEST_POSITIONS = 4, 2
LEAN_FROM = 3  # positions that tell a lean
MAP_M = 0.5
APART = 0.02  # positions nearer than this are one
USUAL_PAN_DEG, USUAL_TILT_DEG = 180.0, 45.0
# sigmas of: heading, tilt, roll (degrees), place (metres), pan and tilt of one step (relative),
# and the lean's two sides (degrees)
_SIGMAS = np.array([180.0, 45.0, 3.0, 2.0, 2.0, 1.0, 0.5, 0.5, 2.0, 2.0])
_STEPS = np.array([1e-3, 1e-3, 1e-3, 1e-3, 1e-3, 1e-3, 1e-5, 1e-5, 1e-3, 1e-3])
_TURNS = (0.0, 90.0, 180.0, 270.0)  # a head that nobody oriented may look anywhere
_ROUNDS = 40


@dataclass(frozen=True, slots=True)
class HeadFit:
    """``pose`` holds where ``scale`` says the head stood; ``errors_px``: of each point."""

    pose: Pose
    scale: HeadScale
    errors_px: tuple[float, ...]

    @property
    def error_deg(self) -> float:
        return self.scale.error_deg


def fit_head(points: Sequence[HeadPoint], pose: Pose, scale: HeadScale | None) -> HeadFit | None:
    """``pose`` and ``scale`` as they are taken to be so far. None where there are too few points
    or positions, or no solution has all points in front of the lens."""
    used = [each for each in points if each.point.used and not each.point.check]
    places = positions(used)
    if len(used) < FEWEST or len(places) < FEWEST_POSITIONS:
        return None
    begin = _begin(used[0].position, pose, scale)
    task = _Task(used, pose, begin, len(places) >= LEAN_FROM)
    best: tuple[float, Array] | None = None
    for turn in _TURNS:
        start = np.zeros(len(_SIGMAS))
        start[0] = turn
        found = task.solve(start)
        if found is not None and (best is None or found[0] < best[0]):
            best = found
    return None if best is None else task.result(best[1])


def positions(points: Sequence[HeadPoint]) -> list[Motion]:
    """Where the head stood, those that are nearly the same taken as one."""
    found: list[Motion] = []
    for each in points:
        at = each.position
        if not any(math.hypot(at.pan - o.pan, at.tilt - o.tilt) < APART for o in found):
            found.append(at)
    return found


def _begin(position: Motion, pose: Pose, scale: HeadScale | None) -> HeadScale:
    scale = scale or measured_at(position)
    return replace(
        scale,
        pan_deg=scale.pan_deg or USUAL_PAN_DEG,
        tilt_deg=scale.tilt_deg or USUAL_TILT_DEG,
        lean_deg=0.0,
        lean_to_deg=0.0,
    )


class _Task:
    """Ten numbers and how well they explain the clicks."""

    def __init__(
        self, used: Sequence[HeadPoint], pose: Pose, begin: HeadScale, leans: bool
    ) -> None:
        self._used, self._pose, self._begin = used, pose, begin
        self._free = np.arange(10 if leans else 8)
        self._plane = Plane(pose.longitude, pose.latitude)
        self._places = [
            np.array([[*self._plane.metres(p.longitude, p.latitude), p.height_m]])
            for p in (each.point for each in used)
        ]
        xs, ys = (np.array([getattr(each.point, axis) for each in used]) for axis in "xy")
        self._clicks = clicked(xs, ys, pose.aspect)

    def solve(self, start: Array) -> tuple[float, Array] | None:
        """(cost, numbers) near a start."""
        numbers, damp = start, 1e-2
        misses = self._misses(numbers)
        cost = self._cost(numbers, misses)
        for _ in range(_ROUNDS):
            slopes = self._slopes(numbers)
            pulls = 1 / (1 + (misses**2).sum(-1) / LOSS**2)
            weighed = slopes * pulls[None, :, None]
            flat = slopes.reshape(len(self._free), -1)
            worth = 1 / _SIGMAS[self._free] ** 2
            normal = weighed.reshape(len(self._free), -1) @ flat.T + np.diag(worth)
            downhill = -weighed.reshape(len(self._free), -1) @ misses.ravel()
            downhill -= numbers[self._free] * worth
            step = np.linalg.solve(normal + np.diag(np.diag(normal)) * damp, downhill)
            tried = numbers.copy()
            tried[self._free] += step
            tried_misses = self._misses(tried)
            tried_cost = self._cost(tried, tried_misses)
            if tried_cost >= cost:
                damp *= 8
                if damp > 1e9:
                    break
                continue
            small = cost - tried_cost < 1e-6 * cost
            numbers, misses, cost, damp = tried, tried_misses, tried_cost, max(damp / 5, 1e-9)
            if small:
                break
        behind = self._depths(numbers) <= 0
        return None if behind.any() else (cost, numbers)

    def result(self, numbers: Array) -> HeadFit:
        pose, scale = self._meant(numbers)
        misses = np.array([self._miss(pose, scale, at) for at in range(len(self._used))])
        errors = np.linalg.norm(misses, axis=-1)
        views = [self._view(pose, scale, each) for each in self._used]
        angles = sorted(float(far) * view.hfov_deg for far, view in zip(errors, views, strict=True))
        worse = angles[min(len(angles) - 1, round(len(angles) * 0.75))]
        told = replace(scale, error_deg=round(worse, 3))
        return HeadFit(pose, told, tuple(float(far) * PICTURE_PX for far in errors))

    def _meant(self, numbers: Array) -> tuple[Pose, HeadScale]:
        turn, tilt, roll, east, north, up, pan_step, tilt_step, lean_east, lean_north = map(
            float, numbers
        )
        longitude, latitude = self._plane.degrees(east, north)
        upright = replace(
            self._pose, longitude=longitude, latitude=latitude,
            height_m=max(self._pose.height_m + up, 0.5),
            heading_deg=self._pose.heading_deg + turn, tilt_deg=self._pose.tilt_deg + tilt,
            roll_deg=self._pose.roll_deg + roll,
        )  # fmt: skip
        lean, lean_to = math.hypot(lean_east, lean_north), math.atan2(lean_east, lean_north)
        scale = replace(
            self._begin,
            pan_deg=(self._begin.pan_deg or 0.0) * (1 + pan_step),
            tilt_deg=(self._begin.tilt_deg or 0.0) * (1 + tilt_step),
            lean_deg=lean,
            lean_to_deg=math.degrees(lean_to) % 360,
        )
        pose = leaning(upright, lean, scale.lean_to_deg) if lean else upright
        return replace(pose, heading_deg=pose.heading_deg % 360), scale

    def _view(self, pose: Pose, scale: HeadScale, each: HeadPoint) -> Pose:
        return turned(pose, scale, each.position) or turned(
            pose, scale, replace(each.position, zoom=scale.zoom)
        ) or pose  # fmt: skip

    def _miss(self, pose: Pose, scale: HeadScale, at: int) -> Array:
        row = row_of(self._view(pose, scale, self._used[at]), self._plane)
        shown, _ = seen(row[None], self._places[at])
        miss: Array = shown[0, 0] - self._clicks[at]
        return miss

    def _misses(self, numbers: Array) -> Array:
        """In sigmas: what the map's error is worth depends on how far the place is."""
        pose, scale = self._meant(numbers)
        found = []
        for at, each in enumerate(self._used):
            view = self._view(pose, scale, each)
            away = float(np.linalg.norm(self._places[at][0] - [0, 0, self._pose.height_m]))
            focal = 0.5 / math.tan(math.radians(view.hfov_deg) / 2)
            found.append(self._miss(pose, scale, at) / math.hypot(CLICK, MAP_M * focal / away))
        return np.clip(np.array(found), -1e4, 1e4)

    def _depths(self, numbers: Array) -> Array:
        pose, scale = self._meant(numbers)
        depths = [
            seen(row_of(self._view(pose, scale, each), self._plane)[None], place)[1][0, 0]
            for each, place in zip(self._used, self._places, strict=True)
        ]
        return np.array(depths)

    def _cost(self, numbers: Array, misses: Array) -> float:
        known = ((numbers[1:] / _SIGMAS[1:]) ** 2).sum()
        squared = (misses**2).sum(-1)
        return float(LOSS**2 * np.log1p(squared / LOSS**2).sum() + known)

    def _slopes(self, numbers: Array) -> Array:
        found = []
        for at in self._free:
            step = np.zeros(len(numbers))
            step[at] = _STEPS[at]
            change = self._misses(numbers + step) - self._misses(numbers - step)
            found.append(change / (2 * _STEPS[at]))
        return np.array(found)
