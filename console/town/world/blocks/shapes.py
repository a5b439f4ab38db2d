"""Shapes of what moves: flat plates put together in metres of their own."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating]
Colour = tuple[int, int, int]  # blue, green, red


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
