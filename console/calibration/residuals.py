"""What each point says of a fit, in pixels and in metres."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from console.calibration.lens import Array, Numbers, Plane, pose_of, seen
from console.calibration.point import PICTURE_PX
from console.calibration.refine import Found, Task, refine
from media.place_at import place_at


@dataclass(frozen=True, slots=True)
class Residual:
    """One point: missed by so many pixels; and by a fit that does without it by so many pixels and
    metres on the ground (None: it was clicked above the horizon). ``wrong``: the others do not
    agree with it, it was left out."""

    at: int  # its number among the points that were given
    px: float
    out_px: float
    out_m: float | None
    wrong: bool


def residuals(task: Task, good: Numbers, best: Found, aspect: float) -> tuple[Residual, ...]:
    """Of all points of a task; those that are not ``good`` are left out of the fit anyway."""
    agreed = set(map(int, good))
    return tuple(
        _residual(task, at, best, _without(task, good, at, best), aspect, at not in agreed)
        for at in range(len(task.places))
    )


def _without(task: Task, good: Numbers, at: int, best: Found) -> Array:
    others = good[good != at]
    if len(others) == len(good) or len(others) < 3:
        return best.row
    found = refine(task.only(others), best.row, robust=False, rounds=4)
    return best.row if found is None else found.row


def _residual(
    task: Task, at: int, best: Found, without: Array, aspect: float, wrong: bool
) -> Residual:
    shown, _ = seen(np.stack([best.row, without]), task.places[at : at + 1])
    px, out_px = np.linalg.norm(shown[:, 0] - task.clicks[at], axis=-1) * PICTURE_PX
    return Residual(at, float(px), float(out_px), _metres(task, at, without, aspect), wrong)


def _metres(task: Task, at: int, row: Array, aspect: float) -> float | None:
    plane = Plane(0.0, 0.0)  # any: only differences count
    pose = pose_of(row, plane, aspect)
    x, y = task.clicks[at, 0] + 0.5, task.clicks[at, 1] * aspect + 0.5
    place = place_at(pose, float(x), float(y), float(task.places[at, 2]))
    if place is None:
        return None
    east, north = plane.metres(*place)
    return float(np.hypot(east - task.places[at, 0], north - task.places[at, 1]))
