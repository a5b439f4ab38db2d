"""What moves in a block: ways that close with the loop, and shapes that go along them."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from console.town.world.blocks.shapes import Array, Shape


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
