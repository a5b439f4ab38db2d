"""A mover's whole loop worked out at once: polygons in pixels, colours, order, for each picture."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from console.town.film.canvas import SHIFT, fixed, hazy, lit
from console.town.film.lens import NEAREST_M, Lens
from console.town.world.blocks.movers import Mover
from console.town.world.blocks.shapes import Array, Shape

SMALLEST_PX = 1.2  # a mover lower than this is not drawn
PLAIN_PX = 9.0  # people lower than this are drawn without limbs


@dataclass(frozen=True, slots=True)
class Staged:
    """One mover for every picture of the loop.

    ``windows``: x0, y0, x1, y1 within the picture, empty where it is not seen.
    ``polygons``: per plate (frames, n, 2) fixed-point pixels; ``colours``: per picture those of
    its plates; ``orders``: plates from back to front, without those turned away.
    ``shadows``: (frames, n, 2) fixed-point pixels of the window.
    """

    windows: list[list[int]]
    polygons: list[NDArray[np.int32]]
    colours: list[list[list[int]]]
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
    starts = np.cumsum([0, *(plate.points.shape[1] for plate in shape.plates)])
    world = _world(shape, starts, base, course)
    seen = lens.seen(world)
    ahead = seen[..., 2].min(1) > NEAREST_M
    safe = np.where(ahead[:, None, None], seen, (0.0, 0.0, 1.0))
    pixels = lens.pixels(safe)
    shadow = _shadow(mover, shape, base, course, sun)
    shade = None if shadow is None else lens.pixels(_ahead(lens.seen(shadow)))
    windows = _windows(pixels if shade is None else np.hstack([pixels, shade]), ahead, lens)
    if not ((windows[:, 2] > windows[:, 0]) & (windows[:, 3] > windows[:, 1])).any():
        return None
    middles = _middles(world, starts)
    normals = _normals(shape, course)
    return Staged(
        windows.tolist(),
        np.split(fixed(pixels), starts[1:-1], axis=1),
        _colours(shape, middles, normals, sun, depth),
        _orders(shape, _middles(safe, starts), middles, normals, lens),
        None if shade is None else fixed(shade) - (windows[:, None, :2] << SHIFT),
        (1 / np.maximum(depth, NEAREST_M)).tolist(),
        depth,
    )


def _middles(points: Array, starts: NDArray[np.intp]) -> Array:
    """(frames, plates, 3) of the corners (frames, n, 3) of all plates."""
    sums = np.add.reduceat(points, starts[:-1], axis=1)
    return np.asarray(sums / np.diff(starts)[:, None])


def _simpler(shape: Shape, lens: Lens, depth: Array) -> Shape:
    """People far away without what is smaller than a pixel."""
    nearest = float(np.min(np.where(depth > NEAREST_M, depth, np.inf)))
    if not shape.upright or lens.focal_px * shape.size[2] / nearest > PLAIN_PX:
        return shape
    return replace(shape, plates=(shape.plates[0], shape.plates[1], shape.plates[3]))


def _world(shape: Shape, starts: NDArray[np.intp], base: Array, course: Array) -> Array:
    """(frames, n, 3) block metres of the corners of all plates."""
    frames = len(base)
    points = np.concatenate(
        [np.broadcast_to(p.points, (frames, *p.points.shape[1:])) for p in shape.plates], axis=1
    )
    right, along = np.stack([course[:, 1], -course[:, 0]], 1), course
    if shape.upright:
        right, along = _facing(base)
        swing = np.sign((course * right).sum(1)) * np.abs((course * right).sum(1)) ** 0.5
        for plate, start, end in zip(shape.plates, starts[:-1], starts[1:], strict=True):
            if plate.swings:
                points[:, start:end, 0] = _limb_x(points[:, start:end, 0], swing)
    x, y = points[..., 0], points[..., 1]
    world = np.empty_like(points)
    for axis in (0, 1):
        world[..., axis] = x * right[:, axis, None] + y * along[:, axis, None] + base[:, axis, None]
    world[..., 2] = points[..., 2] + base[:, 2, None]
    return world


def _limb_x(x: Array, swing: Array) -> Array:
    """Across-coordinates of limbs whose lower end reaches forward by the share seen from here."""
    rest = x[:, :1] * 0.5 + x[:, 1:2] * 0.5
    lower = x.copy()
    middle = x[:, 2:].mean(1, keepdims=True)
    lower[:, 2:] += (rest - middle) + (middle - rest) * swing[:, None]
    return lower


def _facing(places: Array) -> tuple[Array, Array]:
    """Unit vectors (..., 2) across and along the line from the camera to each place."""
    flat = places[..., :2]
    along = flat / np.maximum(np.hypot(flat[..., 0], flat[..., 1])[..., None], 1e-6)
    return np.stack([along[..., 1], -along[..., 0]], -1), along


def _colours(
    shape: Shape, middles: Array, normals: Array, sun: Array, depth: Array
) -> list[list[list[int]]]:
    plain = np.array([plate.colour for plate in shape.plates], float)
    across, _ = _facing(middles)
    round_about = plain * (0.9 + 0.1 * np.sign(across @ sun[:2]))[..., None]
    flat = np.array([plate.normal is not None for plate in shape.plates])
    colours = np.where(flat[:, None], lit(plain, normals, sun), round_about)
    faded = hazy(colours, np.maximum(depth, 0.0)[:, None])
    listed: list[list[list[int]]] = np.clip(faded, 0, 255).astype(int).tolist()
    return listed


def _normals(shape: Shape, course: Array) -> Array:
    """(frames, plates, 3): where plates face; up if seen from all sides."""
    x, y, z = np.array([plate.normal or (0.0, 0.0, 1.0) for plate in shape.plates]).T
    ahead, aside = course[:, :1], course[:, 1:]
    facing = (
        x * aside + y * ahead,
        y * aside - x * ahead,
        np.broadcast_to(z, (len(course), len(z))),
    )
    return np.stack(facing, -1)


def _orders(
    shape: Shape, seen: Array, middles: Array, normals: Array, lens: Lens
) -> list[list[int]]:
    """Plates from far to near in each picture; what faces away is left out."""
    lifts = np.array([plate.lift for plate in shape.plates])
    if shape.upright:
        keys = np.broadcast_to(lifts, seen.shape[:2]).copy()
    else:
        keys = lifts * 6 - np.sqrt(np.einsum("fpi,fpi->fp", seen, seen))
    flat = np.array([plate.normal is not None for plate in shape.plates])
    eye = np.array([0.0, 0.0, lens.height_m])
    keys[flat & (np.einsum("fpi,fpi->fp", eye - middles, normals) <= 0)] = -np.inf
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


def _windows(pixels: Array, ahead: Array, lens: Lens) -> NDArray[np.int32]:
    x, y = np.ascontiguousarray(pixels[..., 0]), np.ascontiguousarray(pixels[..., 1])
    low, high = (np.column_stack([of(x, 1), of(y, 1)]) for of in (np.min, np.max))
    size = np.array([lens.width, lens.height])
    tall = high[:, 1] - low[:, 1]
    low = np.clip(np.floor(low) - 1, 0, size)
    high = np.clip(np.ceil(high) + 2, 0, size)
    windows = np.concatenate([low, high], 1).astype(np.int32)
    windows[np.logical_not(ahead) | (tall < SMALLEST_PX)] = 0
    return windows
