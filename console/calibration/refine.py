"""The best pose near a start: Levenberg and Marquardt's way, with points that may be wrong.

What a point is worth follows from both of its clicks: so many pixels in the picture, so many metres
on the map, which near the camera are far more pixels than at the horizon.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from console.calibration.lens import FOCAL, HEADING, K1, ROLL, TILT, UP, Array, Numbers, seen
from media.calibration import NEAREST_M

CLICK = 3 / 1920  # of a picture's width: how well a feature is clicked
UP_SIGMA = 0.2  # of the map's error: heights are told better than places
LOSS = 2.5  # sigmas beyond which a point pulls less and less (Cauchy)
LOWEST_M = 0.3  # a lens under the ground is no solution
STEEPEST = np.radians(89.0)
_STEP = np.array([1e-3, 1e-3, 1e-3, 1e-6, 1e-6, 1e-6, 1e-6, 1e-5])
_ROUNDS, _TRIES = 20, 6
_SOLVED = 1e-3  # of a step's square in sigmas


@dataclass(frozen=True)
class Task:
    """What is fitted: (n, 3) places, (n, 2) clicks, the catalogue as a row with a sigma for each
    number (0: held fast), and the map's error in metres."""

    places: Array
    clicks: Array
    prior: Array
    sigmas: Array
    map_m: float

    def only(self, chosen: Numbers) -> Task:
        return Task(self.places[chosen], self.clicks[chosen], self.prior, self.sigmas, self.map_m)

    @property
    def free(self) -> Numbers:
        """Which numbers are solved for."""
        return np.flatnonzero(self.sigmas > 0)


@dataclass(frozen=True)
class Found:
    """``row``: the pose; ``covariance`` of its free numbers; ``distances``: of each point, in
    sigmas; ``cost``: to compare solutions of one task."""

    row: Array
    covariance: Array
    distances: Array
    cost: float


def refine(task: Task, start: Array, robust: bool = True, rounds: int = _ROUNDS) -> Found | None:
    """From ``start``; None where points come to lie behind the camera, or it under the ground."""
    try:
        return _refined(task, start, robust, rounds)
    except np.linalg.LinAlgError:  # points that do not tell a pose
        return None


def _refined(task: Task, start: Array, robust: bool, rounds: int) -> Found | None:
    row, misses, damp = start, _misses(task, start), 1e-3
    if misses is None:
        return None
    white = _whitening(task, row)
    for _ in range(rounds):
        cost = _cost(task, row, misses, white, robust)
        normal, gradient = _normal(task, row, misses, white, robust)
        for _ in range(_TRIES):
            step = _step(normal, gradient, damp)
            tried = row.copy()
            tried[task.free] += step
            tried_misses = _misses(task, tried)
            if tried_misses is not None and _cost(task, tried, tried_misses, white, robust) < cost:
                break
            damp *= 8
        else:
            break
        assert tried_misses is not None
        row, misses, damp = tried, tried_misses, max(damp / 5, 1e-9)
        white = _whitening(task, row)
        if float(step @ normal @ step) < _SOLVED:
            break
    normal, _ = _normal(task, row, misses, white, robust)
    covariance: Array = np.linalg.inv(normal).astype(np.float64)
    return _found(task, row, misses, white, covariance)


def distances(task: Task, rows: Array) -> tuple[Array, Array]:
    """Of (m, 8) poses: (m, n) distances of the points in sigmas, infinite behind the camera, and
    (m, n) logarithms of what a sigma is worth there."""
    shown, depth = seen(rows, task.places)
    expected = covariances(task, rows)
    miss = shown - task.clicks[None]
    solved = np.linalg.solve(expected, miss[..., None])[..., 0]
    squared = np.maximum((miss * solved).sum(-1), 0)
    worth = np.log(np.maximum(np.linalg.det(expected), 1e-300))
    return np.where(depth > NEAREST_M, np.sqrt(squared), np.inf), worth


def covariances(task: Task, rows: Array) -> Array:
    """(m, n, 2, 2): of click and map together, in the picture."""
    moved = _map_slopes(task, rows)
    spread = np.array([task.map_m, task.map_m, task.map_m * UP_SIGMA])
    whole = np.einsum("mnik,k,mnjk->mnij", moved, spread**2, moved)
    result: Array = whole + np.eye(2) * CLICK**2
    return result


def slopes(row: Array, free: Numbers, places: Array) -> Array:
    """(p, n, 2): how places move in the picture with each of the ``free`` numbers of a pose."""
    steps = np.zeros((len(free), 8))
    steps[np.arange(len(free)), free] = _STEP[free]
    shown, _ = seen(np.concatenate([row + steps, row - steps]), places)
    moved: Array = (shown[: len(free)] - shown[len(free) :]) / (2 * _STEP[free])[:, None, None]
    return moved


def _map_slopes(task: Task, rows: Array) -> Array:
    """(m, n, 2, 3): how a point moves in the picture with its place."""
    shift = 0.05
    moved = np.concatenate([task.places + shift * axis for axis in np.eye(3)])
    there, _ = seen(rows, np.concatenate([task.places, moved]))
    count = len(task.places)
    base = there[:, :count]
    sides = [(there[:, (k + 1) * count : (k + 2) * count] - base) / shift for k in range(3)]
    result: Array = np.clip(np.stack(sides, -1), -1e3, 1e3)
    return result


def _whitening(task: Task, row: Array) -> Array:
    """(n, 2, 2), lower: turns a miss in the picture into sigmas."""
    whole = covariances(task, row[None])[0]
    along = np.sqrt(whole[:, 0, 0])
    lean = whole[:, 1, 0] / along
    across = np.sqrt(np.maximum(whole[:, 1, 1] - lean**2, CLICK**2 / 4))
    white: Array = np.zeros_like(whole)
    white[:, 0, 0], white[:, 1, 1] = 1 / along, 1 / across
    white[:, 1, 0] = -lean / (along * across)
    return white


def _misses(task: Task, row: Array) -> Array | None:
    """(n, 2) in the picture; None where such a pose cannot be."""
    low = row[UP] > LOWEST_M and abs(row[TILT]) < STEEPEST
    wide = -0.7 < row[FOCAL] < 6 and abs(row[K1]) < 1
    if not (low and wide):
        return None
    shown, depth = seen(row[None], task.places)
    misses: Array = shown[0] - task.clicks
    return misses if (depth > NEAREST_M).all() and np.isfinite(misses).all() else None


def _squared(misses: Array, white: Array) -> Array:
    """Of each point in sigmas."""
    squared: Array = (np.einsum("nij,nj->ni", white, misses) ** 2).sum(-1)
    return squared


def _softened(squared: Array) -> Array:
    """Cauchy's loss: what is far pulls no more than what is a little less far."""
    softened: Array = LOSS**2 * np.log1p(squared / LOSS**2)
    return softened


def _cost(task: Task, row: Array, misses: Array, white: Array, robust: bool) -> float:
    squared = _squared(misses, white)
    points = _softened(squared) if robust else squared
    return float(points.sum()) + _prior_cost(task, row)


def _prior_cost(task: Task, row: Array) -> float:
    free = task.free
    return float((((row - task.prior)[free] / task.sigmas[free]) ** 2).sum())


def _normal(
    task: Task, row: Array, misses: Array, white: Array, robust: bool
) -> tuple[Array, Array]:
    """The normal matrix and the downhill direction over the free numbers."""
    free = task.free
    moved = np.einsum("nij,pnj->pni", white, slopes(row, free, task.places))
    turned = np.einsum("nij,nj->ni", white, misses)
    weighed = moved
    if robust:
        pulls = 1 / (1 + (turned**2).sum(-1) / LOSS**2)
        weighed = moved * pulls[None, :, None]
    flat = moved.reshape(len(free), -1)
    weighed = weighed.reshape(len(free), -1)
    normal, gradient = weighed @ flat.T, -weighed @ turned.ravel()
    worth = 1 / task.sigmas[free] ** 2
    normal[np.diag_indices(len(free))] += worth
    return normal, gradient - (row - task.prior)[free] * worth


def _step(normal: Array, gradient: Array, damp: float) -> Array:
    damped = normal.copy()
    damped[np.diag_indices(len(normal))] *= 1 + damp
    step: Array = np.linalg.solve(damped, gradient).astype(np.float64)
    return step


def _found(task: Task, row: Array, misses: Array, white: Array, covariance: Array) -> Found:
    squared = _squared(misses, white)
    worth = -2 * np.log(white[:, 0, 0] * white[:, 1, 1])
    cost = float((_softened(squared) + worth).sum()) + _prior_cost(task, row)
    row = row.copy()
    row[[HEADING, ROLL]] = np.remainder(row[[HEADING, ROLL]] + np.pi, 2 * np.pi) - np.pi
    return Found(row, covariance, np.sqrt(squared), cost)
