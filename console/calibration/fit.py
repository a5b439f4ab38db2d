"""From control points to a camera's pose, with what each point says of it. Reads nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import radians

import numpy as np

from console.calibration.lens import Array, Plane, clicked, pose_of, row_of
from console.calibration.point import ControlPoint, Prior
from console.calibration.refine import Task
from console.calibration.residuals import Residual, residuals
from console.calibration.solve import FEWEST, scale, solved
from media.calibration import Pose

LENS_FROM = 6  # so many points solve for the lens too
MAP_M = 0.5  # of an ordinary map, each axis
USUAL = (8.0, 15.0, 60.0)  # height, tilt and view of a camera of which nothing is known


@dataclass(frozen=True, slots=True)
class Fit:
    """``covariance`` goes with the eight numbers of ``lens`` about ``plane``. ``map_m``: how well
    the map seems to fit, metres."""

    pose: Pose
    covariance: Array
    residuals: tuple[Residual, ...]
    map_m: float
    lens_solved: bool

    @property
    def wrong(self) -> tuple[int, ...]:
        return tuple(each.at for each in self.residuals if each.wrong)


def fit(points: Sequence[ControlPoint], prior: Prior, aspect: float = 16 / 9) -> Fit | None:
    """None where there are too few points, or no pose has all good ones in front of the lens."""
    chosen = [at for at, point in enumerate(points) if point.used and not point.check]
    if len(chosen) < FEWEST:
        return None
    used = [points[at] for at in chosen]
    plane = _plane(used, prior)
    task = _task(used, prior, plane, aspect)
    known = prior.hfov_deg is not None
    good, best = solved(task, known)
    if best is None:
        return None
    map_m = task.map_m
    for _ in range(2):  # a map that fits worse than an ordinary one is taken as such
        seems = scale(best)
        if seems < 1.5:
            break
        map_m *= seems
        task = Task(task.places, task.clicks, task.prior, task.sigmas, map_m)
        good, again = solved(task, known)
        best = again or best
    covariance = np.zeros((8, 8))
    covariance[np.ix_(task.free, task.free)] = best.covariance
    said = residuals(task, good, best, aspect)
    named = tuple(replace(each, at=chosen[each.at]) for each in said)
    pose = pose_of(best.row, plane, aspect)
    return Fit(pose, covariance, named, map_m, len(task.free) == 8)


def _plane(used: Sequence[ControlPoint], prior: Prior) -> Plane:
    if prior.longitude is not None and prior.latitude is not None:
        return Plane(prior.longitude, prior.latitude)
    count = len(used)
    middle = sum(p.longitude for p in used) / count, sum(p.latitude for p in used) / count
    return Plane(*middle)


def _task(used: Sequence[ControlPoint], prior: Prior, plane: Plane, aspect: float) -> Task:
    places = np.array([(*plane.metres(p.longitude, p.latitude), p.height_m) for p in used])
    clicks = clicked(np.array([p.x for p in used]), np.array([p.y for p in used]), aspect)
    row, sigmas = _known(prior, places, aspect)
    if prior.lens_known or len(used) < LENS_FROM:
        sigmas[6:] = 0.0
    return Task(places, clicks, row, sigmas, MAP_M)


def _known(prior: Prior, places: Array, aspect: float) -> tuple[Array, Array]:
    """The catalogue as a row, and how far it is to be trusted."""
    height, tilt, view = USUAL
    placed = prior.longitude is not None and prior.latitude is not None
    middle = places.mean(0)
    heading = prior.heading_deg
    if heading is None:
        towards = np.arctan2(middle[0], middle[1]) if placed else 0.0
        heading = float(np.degrees(towards))
    pose = Pose(
        0.0, 0.0, prior.height_m or height, heading, tilt, prior.hfov_deg or view, aspect=aspect
    )
    row = row_of(pose, Plane(0.0, 0.0))
    far = prior.place_sigma_m if placed else 300.0
    sigmas = np.array([
        far, far,
        prior.height_sigma_m if prior.height_m else 15.0,
        radians(prior.heading_sigma_deg if prior.heading_deg is not None else 180.0),
        radians(30.0), radians(6.0),
        prior.hfov_sigma if prior.hfov_deg else 0.5,
        0.2,
    ])  # fmt: skip
    return row, sigmas
