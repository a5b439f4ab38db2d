"""What moves in a block: paths that close with the loop, and shapes that go along them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from console.town.lens import Array

Colour = tuple[int, int, int]  # blue, green, red


@dataclass(frozen=True, slots=True)
class Way:
    """A way along the ground. Open ways begin and end where the camera does not see them."""

    points: tuple[tuple[float, float], ...]
    closed: bool = False

    def at(self, shares: Array) -> tuple[Array, Array]:
        """Places (n, 2) and unit directions (n, 2) at shares 0..1 of its length."""
        line = self._curve()
        steps = np.hypot(*np.diff(line, axis=0).T)
        run = np.concatenate([[0.0], np.cumsum(steps)])
        wanted = np.mod(shares, 1.0) * run[-1]
        places = np.stack([np.interp(wanted, run, line[:, axis]) for axis in (0, 1)], axis=1)
        slope = np.gradient(line, run, axis=0)
        if self.closed:
            slope[0] = slope[-1] = (slope[1] + slope[-2]) / 2
        course = np.stack([np.interp(wanted, run, slope[:, axis]) for axis in (0, 1)], axis=1)
        return places, course / np.maximum(np.hypot(*course.T)[:, None], 1e-9)

    def length_m(self) -> float:
        return float(np.hypot(*np.diff(self._curve(), axis=0).T).sum())

    def _curve(self, steps: int = 16) -> Array:
        """Catmull-Rom through the points."""
        points = np.array(self.points, float)
        if self.closed:
            before, after = np.roll(points, 1, 0), np.roll(points, -1, 0)
            ends, beyond = after, np.roll(points, -2, 0)
        else:
            before = np.concatenate([points[:1], points[:-2]])
            ends = points[1:]
            beyond = np.concatenate([points[2:], points[-1:]])
            points = points[:-1]
        t = (np.arange(steps) / steps)[None, :, None]
        curve = (
            before[:, None] * (-t * (1 - t) ** 2 / 2)
            + points[:, None] * ((2 - 5 * t**2 + 3 * t**3) / 2)
            + ends[:, None] * ((t + 4 * t**2 - 3 * t**3) / 2)
            + beyond[:, None] * (-(t**2) * (1 - t) / 2)
        ).reshape(-1, 2)
        return np.concatenate([curve, ends[-1:]])


@dataclass(frozen=True, slots=True)
class Plate:
    """One flat part of a shape in the shape's own metres: x right, y ahead, z up.

    ``points``: (1, n, 3), or (frames, n, 3) if it moves within the shape. ``normal``: where it
    faces; None for a part that is seen from all sides. ``lift`` puts it before its neighbours.
    ``swings``: a limb, whose lower end reaches along the way.
    """

    points: Array
    colour: Colour
    normal: tuple[float, float, float] | None = None
    lift: float = 0.0
    swings: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """Plates that move together. ``upright``: always turned to the camera, as people are drawn."""

    plates: tuple[Plate, ...]
    size: tuple[float, float, float]  # of its shadow: across, along, high
    upright: bool = False


@dataclass(frozen=True, slots=True)
class Mover:
    """A shape on its way: ``laps`` rounds per loop, starting at share ``start``. A part of a round
    closes with the loop when another of the same shape is where this one ends.

    ``base_m``: height of what it moves on. ``facing_deg``: keeps this direction (clockwise from
    +y) instead of looking where it goes.
    """

    shape: Shape
    way: Way
    laps: float = 1
    start: float = 0.0
    base_m: float = 0.0
    facing_deg: float | None = None
    backwards: bool = False

    def placed(self, frames: int) -> tuple[Array, Array]:
        """Places (frames, 2) and unit directions (frames, 2) over one loop."""
        shares = np.mod(self.laps * np.arange(frames) / frames + self.start, 1.0)
        places, course = self.way.at(1.0 - shares if self.backwards else shares)
        if self.backwards:
            course = -course
        if self.facing_deg is not None:
            turn = math.radians(self.facing_deg)
            course = np.broadcast_to([math.sin(turn), math.cos(turn)], course.shape)
        return places, course


def prism(
    profile: Sequence[tuple[float, float]],
    x0: float,
    x1: float,
    colour: Colour,
    lift: float = 0.0,
) -> list[Plate]:
    """A convex (y, z) outline, given clockwise as seen from the right, drawn out from x0 to x1."""
    plates = [
        Plate(_three([(x1, y, z) for y, z in profile]), colour, (1.0, 0.0, 0.0), lift),
        Plate(_three([(x0, y, z) for y, z in profile]), colour, (-1.0, 0.0, 0.0), lift),
    ]
    middle_y = sum(p[0] for p in profile) / len(profile)
    middle_z = sum(p[1] for p in profile) / len(profile)
    for (ya, za), (yb, zb) in zip(profile, (*profile[1:], profile[0]), strict=True):
        ny, nz = zb - za, ya - yb
        if ny * ((ya + yb) / 2 - middle_y) + nz * ((za + zb) / 2 - middle_z) < 0:
            ny, nz = -ny, -nz
        length = math.hypot(ny, nz) or 1.0
        quad = [(x0, ya, za), (x1, ya, za), (x1, yb, zb), (x0, yb, zb)]
        plates.append(Plate(_three(quad), colour, (0.0, ny / length, nz / length), lift))
    return plates


def _three(points: Sequence[tuple[float, float, float]]) -> Array:
    return np.array(points, float)[None]


def ring(x: float, y: float, radius: float, corners: int = 8) -> list[tuple[float, float]]:
    """Corners of a regular polygon."""
    return [
        (
            x + radius * math.cos(2 * math.pi * i / corners),
            y + radius * math.sin(2 * math.pi * i / corners),
        )
        for i in range(corners)
    ]
