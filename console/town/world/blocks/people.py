"""People: flat figures turned to the camera, with legs and arms that swing as they walk."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from console.town.world.blocks.shapes import Array, Colour, Plate, Shape, prism, ring

SKIN: Colour = (128, 162, 205)
HAIR: Colour = (38, 34, 34)


def person(
    coat: Colour,
    trousers: Colour,
    frames: int,
    steps: int = 12,
    high_m: float = 1.7,
    hat: Colour | None = None,
) -> Shape:
    """Someone who takes ``steps`` double steps a loop of ``frames`` pictures; 0 stands still."""
    swing = 2 * math.pi * steps * np.arange(frames) / frames
    stride = np.sin(swing) * (0.26 if steps else 0.0)
    far = tuple(int(c * 0.82) for c in trousers)
    plates = [
        _limb(-0.07, 0.82, -stride, 0.03, 0.075, (far[0], far[1], far[2]), 0.0),
        _limb(0.07, 0.82, stride, 0.03, 0.08, trousers, 0.01),
        _limb(-0.19, 1.36, 0.75 * stride - 0.04, 0.78, 0.05, coat, 0.015),
        _flat([(-0.2, 1.42), (0.2, 1.42), (0.17, 0.78), (-0.17, 0.78)], coat, 0.02),
        _limb(0.19, 1.36, -0.75 * stride + 0.04, 0.78, 0.05, _dim(coat), 0.03),
        _flat(ring(0.0, 1.57, 0.115, 10), SKIN, 0.04),
        _flat([(-0.12, 1.58), (-0.1, 1.67), (0.0, 1.71), (0.1, 1.67), (0.12, 1.58)],
              hat or HAIR, 0.05),
    ]  # fmt: skip
    scale = high_m / 1.7
    return Shape(
        tuple(replace(p, points=p.points * scale) for p in plates),
        (0.5, 0.35, high_m),
        upright=True,
    )


def dancer(coat: Colour, trousers: Colour, frames: int, beats: int = 8) -> Shape:
    """Someone who sways and raises both arms to a beat, on the spot."""
    swing = 2 * math.pi * beats * np.arange(frames) / frames
    sway, arms = 0.1 * np.sin(swing), 0.55 + 0.45 * np.cos(swing / 2 if beats % 2 == 0 else swing)
    plates = [
        _limb(-0.1, 0.82, np.full(frames, -0.06), 0.02, 0.075, _dim(trousers), 0.0),
        _limb(0.1, 0.82, np.full(frames, 0.06), 0.02, 0.08, trousers, 0.01),
        _flat([(-0.2, 1.42), (0.2, 1.42), (0.17, 0.78), (-0.17, 0.78)], coat, 0.02),
        _arm(-1, arms, coat),
        _arm(1, arms, coat),
        _flat(ring(0.0, 1.57, 0.115, 10), SKIN, 0.04),
        _flat([(-0.12, 1.58), (-0.1, 1.67), (0.0, 1.71), (0.1, 1.67), (0.12, 1.58)], HAIR, 0.05),
    ]
    swayed = []
    for plate in plates:
        points = np.repeat(plate.points, frames, 0) if len(plate.points) == 1 else plate.points
        shift = sway[:, None] * np.minimum(points[..., 2], 1.0)
        moved = points.copy()
        moved[..., 0] += shift
        swayed.append(Plate(moved, plate.colour, None, plate.lift))
    return Shape(tuple(swayed), (0.5, 0.35, 1.7), upright=True)


def rider_plates(coat: Colour, helmet: Colour) -> list[Plate]:
    """Someone who sits upright, as a small mesh that looks ahead."""
    body = [(-0.38, 0.72), (-0.3, 1.32), (-0.1, 1.34), (0.0, 0.72)]
    head = ring(-0.16, 1.5, 0.15, 8)
    plates = prism(body, -0.22, 0.22, coat, 0.05)
    plates += prism(
        [(-0.2, 1.05), (-0.2, 1.22), (0.35, 1.08), (0.35, 0.98)], -0.26, 0.26, coat, 0.06
    )
    plates += prism([(y, z) for y, z in reversed(head)], -0.13, 0.13, helmet, 0.08)
    return plates


def _flat(outline: list[tuple[float, float]], colour: Colour, lift: float) -> Plate:
    return Plate(np.array([(x, 0.0, z) for x, z in outline])[None], colour, None, lift)


def _limb(
    x: float, top: float, reach: Array, foot: float, half: float, colour: Colour, lift: float
) -> Plate:
    """A leg or an arm from (x, top) to (x + reach, foot) for each picture."""
    frames = len(reach)
    points = np.zeros((frames, 4, 3))
    points[:, 0] = (x - half, 0, top)
    points[:, 1] = (x + half, 0, top)
    points[:, 2, 0] = x + reach + half * 0.8
    points[:, 3, 0] = x + reach - half * 0.8
    points[:, 2:, 2] = (foot + 0.12 * reach**2)[:, None]
    return Plate(points, colour, None, lift, swings=True)


def _arm(side: int, raised: Array, colour: Colour) -> Plate:
    frames = len(raised)
    angle = (raised - 0.3) * 1.4
    points = np.zeros((frames, 4, 3))
    tip_x, tip_z = 0.2 + 0.55 * np.cos(angle), 1.34 + 0.55 * np.sin(angle)
    points[:, 0] = (side * 0.18, 0, 1.4)
    points[:, 1] = (side * 0.18, 0, 1.28)
    points[:, 2, 0], points[:, 2, 2] = side * tip_x, tip_z - 0.05
    points[:, 3, 0], points[:, 3, 2] = side * tip_x, tip_z + 0.05
    return Plate(points, colour, None, 0.03)


def _dim(colour: Colour) -> Colour:
    return int(colour[0] * 0.82), int(colour[1] * 0.82), int(colour[2] * 0.82)
