"""What the positions of a turning head mean, from points that were clicked at several of them.

Solved for: where the head looks at pan 0 and tilt 0, what a step of each is in degrees, and how its
mount leans. The lens' place and view are those of the pose, held softly.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from console.calibration.lens import Array, Plane, clicked, pinned
from console.calibration.point import PICTURE_PX
from console.calibration.record import HeadPoint
from console.calibration.refine import CLICK, LOSS
from media.calibration import NEAREST_M, Pose
from media.onvif.turned import HeadScale, leaning, measured_at, turned
from media.onvif.words import Motion

FEWEST, FEWEST_POSITIONS = 4, 2
LEAN_FROM = 3  # positions that tell a lean
MAP_M = 0.5
GOOD = 4.0  # a cost for each point that needs no other start
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
        if best is not None and best[0] < GOOD * len(used):
            break  # it looks where it was thought to
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
        self._pose, self._begin = pose, begin
        self._free = np.arange(10 if leans else 8)
        self._plane = Plane(pose.longitude, pose.latitude)
        points = [each.point for each in used]
        self._places = np.array([
            (*self._plane.metres(p.longitude, p.latitude), p.height_m) for p in points
        ])  # fmt: skip
        xs, ys = np.array([p.x for p in points]), np.array([p.y for p in points])
        self._clicks = clicked(xs, ys, pose.aspect)
        self._moved = np.array([
            (each.position.pan - begin.pan, each.position.tilt - begin.tilt) for each in used
        ])  # fmt: skip
        self._hfovs = np.array([_hfov(pose, begin, each.position) for each in used])
        self._focals = 0.5 / np.tan(np.radians(self._hfovs) / 2)
        away = np.linalg.norm(self._places - [0, 0, pose.height_m], axis=-1)
        self._worth = np.hypot(CLICK, MAP_M * self._focals / away)  # a sigma, picture widths

    def solve(self, start: Array) -> tuple[float, Array] | None:
        """(cost, numbers) near a start; None where a point comes to lie behind the lens."""
        numbers, damp = start, 1e-2
        misses = self._misses(numbers[None])[0]
        cost = _cost(numbers, misses)
        for _ in range(_ROUNDS):
            normal, downhill = self._normal(numbers, misses)
            step = np.linalg.solve(normal + np.diag(np.diag(normal)) * damp, downhill)
            tried = numbers.copy()
            tried[self._free] += step
            tried_misses = self._misses(tried[None])[0]
            tried_cost = _cost(tried, tried_misses)
            if tried_cost < cost:
                small = cost - tried_cost < 1e-4 * cost
                numbers, misses, cost, damp = tried, tried_misses, tried_cost, max(damp / 5, 1e-9)
                if small:
                    break
            elif (damp := damp * 8) > 1e8:
                break
        _, depths = self._seen(numbers[None])
        return None if (depths <= NEAREST_M).any() else (cost, numbers)

    def result(self, numbers: Array) -> HeadFit:
        shown, _ = self._seen(numbers[None])
        errors = np.linalg.norm(shown[0] - self._clicks, axis=-1)
        angles = np.sort(errors * self._hfovs)
        worse = float(angles[min(len(angles) - 1, round(len(angles) * 0.75))])
        pose, scale = self._meant(numbers)
        told = replace(scale, error_deg=round(worse, 3))
        return HeadFit(pose, told, tuple(float(far) * PICTURE_PX for far in errors))

    def _normal(self, numbers: Array, misses: Array) -> tuple[Array, Array]:
        steps = np.diag(_STEPS)[self._free]
        both = self._misses(np.concatenate([numbers + steps, numbers - steps]))
        count = len(self._free)
        slopes = (both[:count] - both[count:]) / (2 * _STEPS[self._free])[:, None, None]
        pulls = 1 / (1 + (misses**2).sum(-1) / LOSS**2)
        weighed = (slopes * pulls[None, :, None]).reshape(count, -1)
        worth = 1 / _SIGMAS[self._free] ** 2
        normal = weighed @ slopes.reshape(count, -1).T + np.diag(worth)
        return normal, -weighed @ misses.ravel() - numbers[self._free] * worth

    def _misses(self, batch: Array) -> Array:
        """(k, 10) -> (k, n, 2) in sigmas."""
        shown, _ = self._seen(batch)
        misses: Array = np.clip((shown - self._clicks) / self._worth[:, None], -1e4, 1e4)
        return misses

    def _seen(self, batch: Array) -> tuple[Array, Array]:
        """(k, 10) -> (k, n, 2) in the pictures and (k, n) depths."""
        pose, begin = self._pose, self._begin
        lens = batch[:, 3:6] + [0.0, 0.0, pose.height_m]
        away = _upright(self._places[None] - lens[:, None], batch[:, 8], batch[:, 9])
        pan = (begin.pan_deg or 0.0) * (1 + batch[:, 6, None]) * self._moved[:, 0]
        up = (begin.tilt_deg or 0.0) * (1 + batch[:, 7, None]) * self._moved[:, 1]
        heading = np.radians(pose.heading_deg + batch[:, 0, None] + pan)
        tilt = np.radians(pose.tilt_deg + batch[:, 1, None] - up)
        roll = np.radians(pose.roll_deg + batch[:, 2, None])
        return pinned(away, heading, tilt, roll, self._focals, np.array(pose.k1))

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


def _cost(numbers: Array, misses: Array) -> float:
    known = ((numbers[1:] / _SIGMAS[1:]) ** 2).sum()
    squared = (misses**2).sum(-1)
    return float(LOSS**2 * np.log1p(squared / LOSS**2).sum() + known)


def _hfov(pose: Pose, begin: HeadScale, position: Motion) -> float:
    """Of the lens there; where nobody says what its zoom means, as it was measured."""
    still = replace(position, pan=begin.pan, tilt=begin.tilt)
    return (turned(pose, begin, still) or pose).hfov_deg


def _upright(away: Array, lean_east: Array, lean_north: Array) -> Array:
    """(k, n, 3) in the frame of a mount that leans so many degrees east and north: turned back
    about a level axis (Rodrigues)."""
    lean = np.radians(np.hypot(lean_east, lean_north))
    to = np.arctan2(lean_east, lean_north)
    axis = np.stack([-np.cos(to), np.sin(to), np.zeros_like(to)], -1)[:, None]
    cosine, sine = np.cos(-lean)[:, None, None], np.sin(-lean)[:, None, None]
    along = (axis * away).sum(-1, keepdims=True) * axis
    turned_back: Array = away * cosine + np.cross(axis, away) * sine + along * (1 - cosine)
    return turned_back
