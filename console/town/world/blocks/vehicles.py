"""Cars, vans, trucks, scooters, tractors and boats as small meshes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from console.town.world.blocks.people import rider_plates
from console.town.world.blocks.shapes import Colour, Plate, Shape, prism, ring

GLASS: Colour = (74, 62, 50)
TYRE: Colour = (34, 32, 32)
LAMP: Colour = (206, 232, 246)
TAIL: Colour = (48, 44, 190)


def car(colour: Colour) -> Shape:
    """A saloon, 4.4 m long."""
    plates = _wheels(0.86, (-1.35, 1.4), 0.32)
    body = [(-2.2, 0.3), (-2.2, 0.86), (-1.9, 0.95), (1.3, 0.92), (2.15, 0.74), (2.2, 0.3)]
    plates += prism(body, -0.9, 0.9, colour, 0.02)
    cabin = [(-1.75, 0.93), (-1.2, 1.46), (0.25, 1.46), (1.1, 0.92)]
    plates += _tapered(cabin, 0.86, 0.66, GLASS, 0.06)
    plates.append(_level(-0.66, 0.66, -1.2, 0.25, 1.47, colour, 0.09))
    plates += _ends(0.9, 2.2, -2.2, 0.55, 0.72)
    return Shape(tuple(plates), (1.9, 4.5, 1.3))


def van(colour: Colour) -> Shape:
    """A delivery van or minibus, 5 m long."""
    plates = _wheels(0.9, (-1.5, 1.6), 0.34)
    body = [(-2.5, 0.35), (-2.5, 2.05), (1.4, 2.05), (2.2, 1.2), (2.5, 1.05), (2.5, 0.35)]
    plates += prism(body, -0.95, 0.95, colour, 0.02)
    for side in (-1, 1):
        x = side * 0.96
        for y0, y1 in ((-2.2, -0.9), (-0.7, 0.5), (0.7, 1.5)):
            plates.append(_upright(x, y0, y1, 1.2, 1.8, GLASS, side, 0.05))
    plates.append(_front([(1.42, 2.0), (2.18, 1.22)], 0.85, GLASS, 0.05))
    back = [(-0.75, -2.51, 1.25), (0.75, -2.51, 1.25), (0.75, -2.51, 1.85), (-0.75, -2.51, 1.85)]
    plates.append(Plate(np.array(back)[None], GLASS, (0.0, -1.0, 0.0), 0.05))
    plates += _ends(0.95, 2.5, -2.5, 0.6, 0.8)
    return Shape(tuple(plates), (2.0, 5.1, 2.0))


def truck(colour: Colour, load: Colour) -> Shape:
    """A box truck, 8 m long."""
    plates = _wheels(1.05, (-2.8, -1.7, 2.9), 0.48)
    plates += prism([(-4.0, 0.9), (-4.0, 3.3), (1.9, 3.3), (1.9, 0.9)], -1.2, 1.2, load, 0.02)
    cab = [(2.1, 0.5), (2.1, 2.6), (3.5, 2.6), (3.95, 1.6), (4.0, 0.5)]
    plates += prism(cab, -1.15, 1.15, colour, 0.04)
    plates.append(_front([(3.54, 2.5), (3.95, 1.62)], 1.0, GLASS, 0.08))
    for side in (-1, 1):
        plates.append(_upright(side * 1.16, 2.4, 3.5, 1.6, 2.3, GLASS, side, 0.08))
    plates += _ends(1.1, 4.0, -4.0, 0.7, 1.0)
    return Shape(tuple(plates), (2.4, 8.0, 3.2))


def scooter(colour: Colour, coat: Colour, helmet: Colour) -> Shape:
    """An electric scooter with its rider."""
    plates = _wheels(0.0, (-0.6, 0.65), 0.26)
    plates += prism([(-0.75, 0.35), (-0.7, 0.75), (0.0, 0.7), (0.1, 0.35)], -0.16, 0.16, colour)
    plates += prism([(0.35, 0.3), (0.3, 1.0), (0.42, 1.05), (0.62, 0.35)], -0.2, 0.2, colour)
    plates += rider_plates(coat, helmet)
    return Shape(tuple(plates), (0.6, 1.7, 1.5))


def tractor(colour: Colour) -> Shape:
    """A small tractor with its cab."""
    plates = _wheels(0.85, (-0.7,), 0.75) + _wheels(0.75, (1.3,), 0.45)
    plates += prism(
        [(-0.2, 0.6), (-0.2, 1.35), (1.9, 1.25), (1.95, 0.6)], -0.42, 0.42, colour, 0.02
    )
    plates += _tapered([(-1.2, 0.9), (-1.1, 2.2), (0.1, 2.2), (0.3, 0.9)], 0.7, 0.6, GLASS, 0.05)
    plates.append(_level(-0.7, 0.7, -1.25, 0.2, 2.23, colour, 0.09))
    return Shape(tuple(plates), (1.8, 3.4, 2.0))


def boat(hull: Colour, roof: Colour, cabin: Colour = (150, 178, 190)) -> Shape:
    """A flat canal boat under an awning, 8 m long."""
    plates = _hull(hull, 1.15, 4.2, 0.62)
    house = [(-2.6, 0.5), (-2.6, 1.7), (1.0, 1.7), (1.0, 0.5)]
    plates += prism(house, -0.85, 0.85, cabin, 0.05)
    for side in (-1, 1):
        for y in (-2.2, -1.0, 0.1):
            plates.append(_upright(side * 0.86, y, y + 0.8, 0.95, 1.45, GLASS, side, 0.08))
    for side in (-1, 1):  # a round awning of two slopes
        quad = [
            (0.0, -2.9, 2.15),
            (0.0, 1.3, 2.15),
            (side * 1.1, 1.3, 1.72),
            (side * 1.1, -2.9, 1.72),
        ]
        plates.append(Plate(np.array(quad)[None], roof, (side * 0.4, 0.0, 0.92), 0.12))
    gable = [(-1.1, 1.3, 1.72), (0.0, 1.3, 2.15), (1.1, 1.3, 1.72)]
    plates.append(Plate(np.array(gable)[None], roof, (0.0, 1.0, 0.0), 0.12))
    gable = [(-1.1, -2.9, 1.72), (0.0, -2.9, 2.15), (1.1, -2.9, 1.72)]
    plates.append(Plate(np.array(gable)[None], roof, (0.0, -1.0, 0.0), 0.12))
    return Shape(tuple(plates), (2.2, 8.0, 0.9))


def skiff(hull: Colour, coat: Colour) -> Shape:
    """A rowing boat with one person standing in it."""
    plates = _hull(hull, 0.7, 2.4, 0.42)
    plates += [
        Plate(p.points + np.array([0.0, -0.6, 0.1]), p.colour, p.normal, p.lift + 0.1)
        for p in rider_plates(coat, (90, 150, 190))
    ]
    return Shape(tuple(plates), (1.3, 4.6, 0.5))


def _hull(colour: Colour, half: float, reach: float, high: float) -> list[Plate]:
    deck = [(-half, -reach), (half, -reach), (half, reach * 0.45), (0.35 * half, reach),
            (-0.35 * half, reach), (-half, reach * 0.45)]  # fmt: skip
    dark = (int(colour[0] * 0.55), int(colour[1] * 0.55), int(colour[2] * 0.55))
    plates = []
    for (xa, ya), (xb, yb) in zip(deck, (*deck[1:], deck[0]), strict=True):
        quad = [
            (xa * 0.8, ya * 0.95, 0.0),
            (xb * 0.8, yb * 0.95, 0.0),
            (xb, yb, high),
            (xa, ya, high),
        ]
        length = float(np.hypot(xb - xa, yb - ya))
        normal = ((yb - ya) / length, -(xb - xa) / length, 0.0)
        plates.append(Plate(np.array(quad)[None], colour, normal, 0.0))
    plates.append(
        Plate(np.array([(x, y, high) for x, y in deck])[None], dark, (0.0, 0.0, 1.0), 0.02)
    )
    return plates


def _wheels(x: float, ys: Sequence[float], radius: float) -> list[Plate]:
    plates = []
    for side in (-1, 1):
        for y in ys:
            rim = [(side * x, a, b) for a, b in ring(y, radius, radius)]
            plates.append(Plate(np.array(rim)[None], TYRE, (float(side), 0.0, 0.0), 0.04))
    return plates


def _tapered(
    profile: Sequence[tuple[float, float]], low_half: float, high_half: float, colour: Colour,
    lift: float,
) -> list[Plate]:  # fmt: skip
    """A prism that narrows towards the top."""
    low = min(z for _, z in profile)
    high = max(z for _, z in profile)

    def half(z: float) -> float:
        return low_half + (high_half - low_half) * (z - low) / (high - low)

    plates = []
    for plate in prism(profile, -1.0, 1.0, colour, lift):
        points = plate.points.copy()
        points[..., 0] *= np.vectorize(half)(points[..., 2])
        plates.append(Plate(points, plate.colour, plate.normal, plate.lift))
    return plates


def _level(
    x0: float, x1: float, y0: float, y1: float, z: float, colour: Colour, lift: float
) -> Plate:
    quad = [(x0, y0, z), (x1, y0, z), (x1, y1, z), (x0, y1, z)]
    return Plate(np.array(quad)[None], colour, (0.0, 0.0, 1.0), lift)


def _upright(
    x: float, y0: float, y1: float, z0: float, z1: float, colour: Colour, side: int, lift: float
) -> Plate:
    quad = [(x, y0, z0), (x, y1, z0), (x, y1, z1), (x, y0, z1)]
    return Plate(np.array(quad)[None], colour, (float(side), 0.0, 0.0), lift)


def _front(edge: Sequence[tuple[float, float]], half: float, colour: Colour, lift: float) -> Plate:
    (ya, za), (yb, zb) = edge
    quad = [(-half, ya, za), (half, ya, za), (half, yb, zb), (-half, yb, zb)]
    return Plate(np.array(quad)[None], colour, (0.0, 0.6, 0.8), lift)


def _ends(half: float, front: float, back: float, z0: float, z1: float) -> list[Plate]:
    """Head and tail lamps."""
    plates = []
    for side in (-1, 1):
        xs = sorted((side * half * 0.55, side * half * 0.92))
        for y, colour, facing in ((front, LAMP, 1.0), (back, TAIL, -1.0)):
            y += facing * 0.01
            quad = [(xs[0], y, z0), (xs[1], y, z0), (xs[1], y, z1), (xs[0], y, z1)]
            plates.append(Plate(np.array(quad)[None], colour, (0.0, facing, 0.0), 0.1))
    return plates
