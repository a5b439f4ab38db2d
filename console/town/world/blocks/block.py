"""What a block is made of: ground patches, faces, round crowns, rods, and things that move."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from console.town.world.blocks.movers import Mover
from console.town.world.blocks.shapes import Array, Colour


@dataclass(frozen=True, slots=True)
class Patch:
    """A piece of ground, painted over those before it. ``material``: a key of surface.MATERIALS."""

    outline: tuple[tuple[float, float], ...]
    material: str


@dataclass(frozen=True, slots=True)
class Face:
    """A flat convex polygon, (n, 3) metres. ``lift`` puts it before others in the same plane.

    ``bright``: shown in its own colour, not shaded (signs, lamps, gauge).
    """

    points: Array
    colour: Colour
    lift: int = 0
    bright: bool = False


@dataclass(frozen=True, slots=True)
class Crown:
    """A ball of leaves."""

    centre: tuple[float, float, float]
    radius_m: float
    colour: Colour


@dataclass(frozen=True, slots=True)
class Rod:
    """A straight round bar: posts, rails, wires."""

    start: tuple[float, float, float]
    end: tuple[float, float, float]
    radius_m: float
    colour: Colour


@dataclass(slots=True)
class Block:
    """The geometry of one scene in its own metres, in the order it is painted on the ground."""

    base: str = "grass"  # the ground where no patch lies
    water_m: float = -1.2  # height of any water
    patches: list[Patch] = field(default_factory=list)
    faces: list[Face] = field(default_factory=list)
    crowns: list[Crown] = field(default_factory=list)
    rods: list[Rod] = field(default_factory=list)
    shades: list[Array] = field(default_factory=list)  # (n, 3) corners of what throws a shadow
    movers: list[Mover] = field(default_factory=list)
    houses: list[tuple[tuple[float, float], ...]] = field(default_factory=list)  # for the map

    def patch(self, material: str, *outline: tuple[float, float]) -> None:
        self.patches.append(Patch(outline, material))

    def strip(self, material: str, x0: float, y0: float, x1: float, y1: float) -> None:
        """An upright rectangle of ground."""
        self.patch(material, (x0, y0), (x1, y0), (x1, y1), (x0, y1))

    def face(
        self,
        points: Sequence[Sequence[float]] | Array,
        colour: Colour,
        lift: int = 0,
        bright: bool = False,
    ) -> None:
        self.faces.append(Face(np.asarray(points, float), colour, lift, bright))

    def rod(
        self,
        start: tuple[float, float, float],
        end: tuple[float, float, float],
        radius_m: float,
        colour: Colour,
    ) -> None:
        self.rods.append(Rod(start, end, radius_m, colour))

    def box(
        self,
        x0: float, y0: float, x1: float, y1: float, z0: float, z1: float,
        colour: Colour, top: Colour | None = None, turn_deg: float = 0.0,
    ) -> None:  # fmt: skip
        """A box, turned about its own upright axis; throws a shadow."""
        corners = turned_rectangle(x0, y0, x1, y1, turn_deg)
        low = [(x, y, z0) for x, y in corners]
        high = [(x, y, z1) for x, y in corners]
        for i in range(4):
            j = (i + 1) % 4
            self.face((low[i], low[j], high[j], high[i]), colour)
        self.face(high, top or colour)
        self.shades.append(np.array(low + high))

    def shade(self, points: Sequence[Sequence[float]]) -> None:
        """Corners (x, y, z) of something convex that throws a shadow."""
        self.shades.append(np.array(points, float))

    def crown(self, x: float, y: float, z: float, radius_m: float, colour: Colour) -> None:
        self.crowns.append(Crown((x, y, z), radius_m, colour))


def turned_rectangle(
    x0: float, y0: float, x1: float, y1: float, turn_deg: float
) -> list[tuple[float, float]]:
    """Corners, counter-clockwise seen from above, turned counter-clockwise about the middle."""
    middle_x, middle_y = (x0 + x1) / 2, (y0 + y1) / 2
    cosine, sine = math.cos(math.radians(turn_deg)), math.sin(math.radians(turn_deg))
    return [
        (
            middle_x + (x - middle_x) * cosine - (y - middle_y) * sine,
            middle_y + (x - middle_x) * sine + (y - middle_y) * cosine,
        )
        for x, y in ((x0, y0), (x1, y0), (x1, y1), (x0, y1))
    ]
