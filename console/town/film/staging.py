"""A mover's whole loop worked out at once: polygons in pixels, colours, order, for each picture."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from console.town.film.canvas import fixed, hazy, lit
from console.town.film.lens import NEAREST_M, Lens
from console.town.world.blocks.movers import Mover
from console.town.world.blocks.shapes import Array, Plate, Shape

SMALLEST_PX = 1.2  # a mover lower than this is not drawn
PLAIN_PX = 9.0  # people lower than this are drawn without limbs


@dataclass(frozen=True, slots=True)
class Staged:
    """One mover for every picture of the loop.

    ``windows``: x0, y0, x1, y1 within the picture, empty where it is not seen.
    ``polygons``: per plate (frames, n, 2) fixed-point pixels; ``colours``: per plate (frames, 3);
    ``orders``: plates from back to front, without those turned away. ``shadows``: (frames, n, 2).
    """

    windows: list[tuple[int, int, int, int]]
    polygons: tuple[NDArray[np.int32], ...]
    colours: tuple[list[tuple[int, int, int]], ...]
    orders: list[list[int]]
    shadows: NDArray[np.int32] | None
    nearness: list[float]
    depths: Array


def staged(mover: Mover, lens: Lens, sun: Array, frames: int) -> Staged | None:
    """None when it is never seen."""
    places, course = mover.placed(frames)
    base = np.column_stack([places, np.full(frames, mover.base_m)])
    depth = lens.seen(base)[:, 2]
    shape = _simpler(mover.shape, lens, depth)
    worlds = [_world(plate, shape, base, course, frames) for plate in shape.plates]
    seen = [lens.seen(w) for w in worlds]
    ahead = np.all([s[..., 2].min(1) > NEAREST_M for s in seen], axis=0)
    safe = [np.where(ahead[:, None, None], s, (0.0, 0.0, 1.0)) for s in seen]
    pixels = [lens.pixels(s) for s in safe]
    shadow = _shadow(mover, shape, base, course, sun)
    shade = None if shadow is None else lens.pixels(_ahead(lens.seen(shadow)))
    windows = _windows(pixels if shade is None else [*pixels, shade], ahead, lens)
    if not ((windows[:, 2] > windows[:, 0]) & (windows[:, 3] > windows[:, 1])).any():
        return None
    return Staged(
        [(x0, y0, x1, y1) for x0, y0, x1, y1 in windows.tolist()],
        tuple(fixed(p) for p in pixels),
        tuple(_colours(p, w, shape, lens, sun, course, depth) for p, w in _pairs(shape, worlds)),
        _orders(shape, safe, worlds, lens, course),
        None if shade is None else fixed(shade),
        (1 / np.maximum(depth, NEAREST_M)).tolist(),
        depth,
    )


def _pairs(shape: Shape, worlds: Sequence[Array]) -> list[tuple[Plate, Array]]:
    return list(zip(shape.plates, worlds, strict=True))


def _simpler(shape: Shape, lens: Lens, depth: Array) -> Shape:
    """People far away without what is smaller than a pixel."""
    nearest = float(np.min(np.where(depth > NEAREST_M, depth, np.inf)))
    if not shape.upright or lens.focal_px * shape.size[2] / nearest > PLAIN_PX:
        return shape
    return replace(shape, plates=(shape.plates[0], shape.plates[1], shape.plates[3]))


def _world(plate: Plate, shape: Shape, base: Array, course: Array, frames: int) -> Array:
    """(frames, n, 3) block metres of a plate."""
    points = np.broadcast_to(plate.points, (frames, *plate.points.shape[1:]))
    if shape.upright:
        right, along = _facing(base)
        swing = np.sign((course * right).sum(1)) * np.abs((course * right).sum(1)) ** 0.5
        x = _limb_x(points, swing) if plate.swings else points[..., 0]
    else:
        right, along, x = np.stack([course[:, 1], -course[:, 0]], 1), course, points[..., 0]
    flat = x[..., None] * right[:, None] + points[..., 1:2] * along[:, None]
    return np.concatenate([flat + base[:, None, :2], points[..., 2:] + base[:, None, 2:]], axis=2)


def _limb_x(points: Array, swing: Array) -> Array:
    """Across-coordinates of limbs whose lower end reaches forward by the share seen from here."""
    x = points[..., 0]
    rest = x[:, :1] * 0.5 + x[:, 1:2] * 0.5
    lower = x.copy()
    middle = x[:, 2:].mean(1, keepdims=True)
    lower[:, 2:] += (rest - middle) + (middle - rest) * swing[:, None]
    return lower


def _facing(base: Array) -> tuple[Array, Array]:
    """Unit vectors across and along the line from the camera to each place."""
    along = base[:, :2] / np.maximum(np.hypot(*base[:, :2].T)[:, None], 1e-6)
    return np.stack([along[:, 1], -along[:, 0]], 1), along


def _colours(
    plate: Plate, world: Array, shape: Shape, lens: Lens, sun: Array, course: Array, depth: Array
) -> list[tuple[int, int, int]]:
    frames = len(course)
    colours = np.broadcast_to(np.array(plate.colour, float), (frames, 3))
    if plate.normal is None:
        facing, _ = _facing(world.mean(1))
        light = 0.9 + 0.1 * np.sign(facing @ sun[:2])
        colours = colours * light[:, None]
    else:
        colours = lit(colours, _normals(plate, course), sun)
    faded = np.clip(hazy(colours, np.maximum(depth, 0.0)), 0, 255).astype(int)
    return [(b, g, r) for b, g, r in faded.tolist()]


def _normals(plate: Plate, course: Array) -> Array:
    """(frames, 3): where a plate faces."""
    x, y, z = plate.normal or (0.0, 0.0, 1.0)
    right = np.stack([course[:, 1], -course[:, 0]], 1)
    flat = x * right + y * course
    return np.column_stack([flat, np.full(len(course), z)])


def _orders(
    shape: Shape, seen: Sequence[Array], worlds: Sequence[Array], lens: Lens, course: Array
) -> list[list[int]]:
    """Plates from far to near in each picture; what faces away is left out."""
    frames = len(course)
    keys = np.zeros((frames, len(shape.plates)))
    eye = np.array([0.0, 0.0, lens.height_m])
    for i, plate in enumerate(shape.plates):
        distance = np.zeros(frames) if shape.upright else np.linalg.norm(seen[i].mean(1), axis=1)
        keys[:, i] = plate.lift * (1 if shape.upright else 6) - distance
        if plate.normal is not None:
            towards = ((eye - worlds[i].mean(1)) * _normals(plate, course)).sum(1)
            keys[towards <= 0, i] = -np.inf
    orders = np.argsort(keys, axis=1, kind="stable")
    away = np.isneginf(keys).sum(axis=1)  # they come first
    return [row[gone:] for row, gone in zip(orders.tolist(), away.tolist(), strict=True)]


def _shadow(mover: Mover, shape: Shape, base: Array, course: Array, sun: Array) -> Array | None:
    """(frames, n, 3): what it darkens on the ground."""
    wide, long, high = shape.size
    frames = len(base)
    reach = -sun[:2] / sun[2] * high
    if shape.upright:
        across = np.array([-sun[1], sun[0]]) / math.hypot(*sun[:2]) * wide / 2
        chest, head, slim = reach * 0.8, reach, across * 0.4
        outline = (-slim, slim, chest + across, head + slim, head - slim, chest - across)
        corners = np.array(outline)
        flat = base[:, None, :2] + corners[None]
    else:
        right = np.stack([course[:, 1], -course[:, 0]], 1)
        sides = [(-wide / 2, -long / 2), (wide / 2, -long / 2), (wide / 2, long / 2),
                 (-wide / 2, long / 2)]  # fmt: skip
        feet = np.stack([x * right + y * course for x, y in sides], 1)
        flat = base[:, None, :2] + np.concatenate([feet, feet * 0.86 + reach * 0.9], 1)
    height = np.full((frames, flat.shape[1], 1), mover.base_m)
    return np.concatenate([flat, height], 2)


def _ahead(seen: Array) -> Array:
    """Keeps points from going behind the lens: such a mover is out of the frame anyway."""
    kept = seen.copy()
    kept[..., 2] = np.maximum(kept[..., 2], NEAREST_M)
    return kept


def _windows(pixels: Sequence[Array], ahead: Array, lens: Lens) -> NDArray[np.int32]:
    low = np.min([p.min(1) for p in pixels], axis=0)
    high = np.max([p.max(1) for p in pixels], axis=0)
    size = np.array([lens.width, lens.height])
    tall = high[:, 1] - low[:, 1]
    low = np.clip(np.floor(low) - 1, 0, size)
    high = np.clip(np.ceil(high) + 2, 0, size)
    windows = np.concatenate([low, high], 1).astype(np.int32)
    windows[np.logical_not(ahead) | (tall < SMALLEST_PX)] = 0
    return windows
