"""The pose that most points agree on, and which ones do not."""

from __future__ import annotations

import math

import numpy as np

from console.calibration.lens import Numbers, seen
from console.calibration.refine import Found, Task, covariances, refine, slopes
from console.calibration.starts import starts

FEWEST = 4
WRONG = 3.6  # sigmas of a point that the others do not agree with
ONE_IN = 4  # points may be wrong
_MIDDLE = 1.18  # sigmas that half of all points are within


def solved(task: Task, focal_known: bool) -> tuple[Numbers, Found | None]:
    """The numbers of the points that agree, and the pose they give; None where there is none from
    which all of these are seen."""
    everyone = np.arange(len(task.places))
    best = _best(task, focal_known)
    if best is None:
        return _without_one(task, focal_known)
    good = everyone
    for _ in range(len(everyone) // ONE_IN if len(everyone) > FEWEST else 0):
        worst, far = _worst(task.only(good), best)
        if far < WRONG:
            break
        good = np.delete(good, worst)
        best = refine(task.only(good), best.row) or best
    return good, refine(task.only(good), best.row, robust=False) or best


def scale(best: Found) -> float:
    """How many times farther the points lie than their clicks and the map explain."""
    count, free = 2 * len(best.distances), len(best.covariance)
    freedom = max(count - free, 1) / count
    return float(np.median(best.distances)) / _MIDDLE / math.sqrt(freedom)


def out_sigmas(task: Task, at: int, found: Found) -> float:
    """How far a point is from where a pose that does not know it shows it, all counted in."""
    only = task.only(np.array([at]))
    shown, _ = seen(found.row[None], only.places)
    moved = slopes(found.row, task.free, only.places)[:, 0]
    whole = covariances(only, found.row[None])[0, 0] + moved.T @ found.covariance @ moved
    miss = (shown[0] - only.clicks)[0]
    return float(np.sqrt(miss @ np.linalg.solve(whole, miss)))


def _best(task: Task, focal_known: bool) -> Found | None:
    tries = [refine(task, start) for start in starts(task, focal_known)]
    found = [each for each in tries if each is not None]
    return min(found, key=lambda each: each.cost) if found else None


def _without_one(task: Task, focal_known: bool) -> tuple[Numbers, Found | None]:
    """No pose sees all of them: perhaps one was put behind the lens by mistake."""
    everyone = np.arange(len(task.places))
    kept: tuple[Numbers, Found | None] = everyone, None
    for out in everyone if len(everyone) > FEWEST else ():
        good = np.delete(everyone, out)
        best = _best(task.only(good), focal_known)
        if best is not None and (kept[1] is None or best.cost < kept[1].cost):
            kept = good, best
    return kept


def _worst(task: Task, best: Found) -> tuple[int, float]:
    """The point that the pose of the others misses by most, in sigmas."""
    suspects = map(int, np.argsort(best.distances)[::-1][:3])
    missed = []
    for out in suspects:
        others = np.delete(np.arange(len(task.places)), out)
        found = refine(task.only(others), best.row, rounds=5) or best
        missed.append((out_sigmas(task, out, found), out))
    far, worst = max(missed)
    return worst, far
