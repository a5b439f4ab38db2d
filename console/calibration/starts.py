"""Where a pose could be: solutions of four points each, drawn again and again (RANSAC).

OpenCV solves four points; its numbers for the ways of doing so differ between its versions, so they
are named.
"""

from __future__ import annotations

import itertools
import math
import random

import cv2
import numpy as np

from console.calibration.lens import FOCAL, UP, Array, Numbers
from console.calibration.refine import LOWEST_M, Task, distances

MOST_DRAWS = 48
KEPT = 3  # of the best, to be refined
FAR = 4.0  # sigmas: farther, a point is as wrong as can be
FOCALS = tuple(0.5 / math.tan(math.radians(deg) / 2) for deg in (35, 55, 75, 100))


def starts(task: Task, focal_known: bool) -> list[Array]:
    """Rows near which the best pose may lie, the likeliest first; the catalogue's among them."""
    rows = [task.prior]
    focals = [float(np.exp(task.prior[FOCAL]))] if focal_known else list(FOCALS)
    for focal in focals:
        for chosen in _draws(len(task.places), MOST_DRAWS // len(focals)):
            rows += _solved(task, list(chosen), focal)
    found = np.array(rows)
    far, worth = distances(task, found)
    capped = np.minimum(far, FAR) ** 2 + np.where(np.isfinite(far), worth, 0.0)
    free = task.free
    away = ((found - task.prior)[:, free] / task.sigmas[free]) ** 2
    costs = capped.sum(1) + np.minimum(away, 25).sum(1)
    return [found[at] for at in _apart(found, np.argsort(costs))]


def _draws(count: int, most: int) -> list[tuple[int, ...]]:
    """Choices of four; all of them where there are few."""
    if math.comb(count, 4) <= most:
        return list(itertools.combinations(range(count), 4))
    drawn = random.Random(count)  # the same points give the same answer
    return [tuple(drawn.sample(range(count), 4)) for _ in range(most)]


def _solved(task: Task, chosen: list[int], focal: float) -> list[Array]:
    """The poses from which four points are seen where they were clicked."""
    camera = np.diag([focal, focal, 1.0])
    places = np.ascontiguousarray(task.places[chosen])
    middle = places.mean(0)
    try:
        _, turns, shifts, _ = cv2.solvePnPGeneric(
            places - middle, np.ascontiguousarray(task.clicks[chosen]), camera, None,
            flags=cv2.SOLVEPNP_SQPNP,
        )  # fmt: skip
    except cv2.error:  # four points on a line, or in one place
        return []
    found = []
    for turn, shift in zip(turns, shifts, strict=True):
        turned = np.asarray(cv2.Rodrigues(turn)[0], np.float64)
        ahead = (places - middle) @ turned.T + shift.ravel()
        row = _row(turned, middle - turned.T @ shift.ravel(), focal)
        if np.isfinite(row).all() and (ahead[:, 2] > 0).all() and row[UP] > LOWEST_M:
            found.append(row)
    return found


def _row(turned: Array, where: Array, focal: float) -> Array:
    """Of a rotation whose rows are the picture's right, its down and the view."""
    (east, north, up), (right_east, right_north, right_up) = turned[2].tolist(), turned[0].tolist()
    heading = math.atan2(east, north)
    tilt = math.asin(min(max(-up, -1.0), 1.0))
    sine, cosine = math.sin(heading), math.cos(heading)
    level = right_east * cosine - right_north * sine
    below = right_east * up * sine + right_north * up * cosine
    below -= right_up * (east * sine + north * cosine)
    roll = math.atan2(below, level)
    return np.array([*where, heading, tilt, roll, math.log(focal), 0.0])


def _apart(found: Array, order: Numbers) -> list[int]:
    """The best that are not the same over again."""
    kept: list[int] = []
    for at in map(int, order):
        near = (np.linalg.norm(found[at, :3] - found[other, :3]) < 1.0 for other in kept)
        if not any(near):
            kept.append(at)
        if len(kept) == KEPT:
            break
    return kept
