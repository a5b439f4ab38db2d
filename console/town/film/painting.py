"""The still picture of a block: ground, sky, shadows, water with reflections, what is built."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from console.town.film.canvas import SHIFT, Canvas, clipped, fixed
from console.town.film.foliage import paint_crowns
from console.town.film.lens import Lens
from console.town.film.surface import KEYS, darken, ground, sample, sky
from console.town.world.blocks.block import Block, Crown, Face, Rod
from console.town.world.blocks.shapes import Array

WIDE = 3.0  # ground is cut this far beyond the frame, as a tangent
SHADE = 0.4  # how much light a shadow takes
SUN_BEARING_DEG, SUN_RISE_DEG = 222.0, 43.0  # the whole town has one afternoon sun


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Painting:
    """``picture`` BGR; ``shaded``: the same all in shadow; ``nearness``: 1 / depth of what stands
    up, 0 for ground and sky; ``water``: 255 where open water is."""

    picture: NDArray[np.uint8]
    shaded: NDArray[np.uint8]
    nearness: NDArray[np.float32]
    water: NDArray[np.uint8]


def sun_from(heading_deg: float) -> Array:
    """Unit vector to the sun in the metres of a block that looks to a heading."""
    turn = math.radians(SUN_BEARING_DEG - heading_deg)
    rise = math.radians(SUN_RISE_DEG)
    return np.array(
        [math.sin(turn) * math.cos(rise), math.cos(turn) * math.cos(rise), math.sin(rise)]
    )


def paint(block: Block, lens: Lens, sun: Array, fineness: float = 2, seed: int = 0) -> Painting:
    """Paint at ``fineness`` times the size and shrink, which smooths every edge."""
    wide, high = (round(side * fineness) for side in (lens.width, lens.height))
    large = replace(lens, width=wide, height=high)
    rays = large.rays()
    materials = _materials(block, large)
    shadow = _shadow(block, large, sun)
    canvas = Canvas(large, _ground_and_sky(large, rays, materials, shadow, seed), sun)
    water = np.where((materials == KEYS["water"]) & (rays[..., 2] < 0), 255, 0).astype(np.uint8)
    if water.any():
        _reflect(block, canvas, rays, water, sun, seed)
    _build(block, canvas)
    water[canvas.nearness > 0] = 0
    return _shrunk(canvas, shadow, water, lens)


def _ground_and_sky(
    lens: Lens, rays: Array, materials: NDArray[np.uint8], shadow: NDArray[np.float32], seed: int
) -> NDArray[np.uint8]:
    above: NDArray[np.bool_] = np.asarray(rays[..., 2] > 0)
    shares = np.asarray(above.mean(axis=1))  # of each row that is sky
    top = int(np.argmax(shares < 1))  # the first row with ground
    bottom = int(np.count_nonzero(shares))  # the first row that is all ground
    picture = np.zeros((*above.shape, 3), np.uint8)
    soil = ground(lens, rays[top:], materials[top:])
    darken(soil, np.float32(SHADE) * shadow[top:])
    picture[top:] = cv2.convertScaleAbs(soil)
    if bottom:
        heavens = np.clip(sky(rays[:bottom], seed), 0, 255).astype(np.uint8)
        cv2.copyTo(heavens, above[:bottom].view(np.uint8), picture[:bottom])
    return picture


def _shrunk(
    canvas: Canvas, shadow: NDArray[np.float32], water: NDArray[np.uint8], lens: Lens
) -> Painting:
    size = (lens.width, lens.height)
    picture = np.asarray(cv2.resize(canvas.picture, size, interpolation=cv2.INTER_AREA), np.uint8)
    sunny = 1 - np.asarray(cv2.resize(shadow, size, interpolation=cv2.INTER_AREA), np.float32)
    wet = np.asarray(cv2.resize(water, size, interpolation=cv2.INTER_NEAREST), np.uint8)
    sunny[wet > 0] = 0.5
    nearness = cv2.resize(canvas.nearness, size, interpolation=cv2.INTER_NEAREST)
    sunny[nearness > 0] = 0  # a shadow falls on the ground alone
    shaded = (picture * (1 - np.float32(SHADE) * sunny[..., None])).astype(np.uint8)
    return Painting(picture, shaded, np.asarray(nearness, np.float32), wet)


def _build(block: Block, canvas: Canvas) -> None:
    canvas.faces(block.faces)
    canvas.rods(block.rods)
    paint_crowns(canvas, block.crowns)


def _materials(block: Block, lens: Lens) -> NDArray[np.uint8]:
    picture = np.full((lens.height, lens.width), KEYS[block.base], np.uint8)
    for patch in block.patches:
        flat = np.array([(x, y, 0.0) for x, y in patch.outline])
        _fill(picture, lens, flat, KEYS[patch.material])
    return picture


def _fill(picture: NDArray[np.uint8], lens: Lens, points: Array, value: int) -> None:
    seen = clipped(lens.seen(points), WIDE)
    if len(seen) >= 3:
        cv2.fillPoly(picture, [fixed(lens.pixels(seen))], (value,), cv2.LINE_8, SHIFT)


def _shadow(block: Block, lens: Lens, sun: Array) -> NDArray[np.float32]:
    """0..1: how much of each pixel of the ground is in shadow."""
    picture = np.zeros((lens.height, lens.width), np.uint8)
    for corners in (*block.shades, *map(_sphere, block.crowns), *map(_bar, block.rods)):
        cast = corners - corners[:, 2:3] / sun[2] * sun
        hull = cv2.convexHull(cast[:, :2].astype(np.float32))[:, 0]
        _fill(picture, lens, np.column_stack([hull, np.zeros(len(hull))]), 255)
    soft = cv2.GaussianBlur(picture, (0, 0), max(0.8, lens.width / 1600))
    return np.asarray(soft, np.float32) * np.float32(1 / 255)


def _sphere(crown: Crown) -> Array:
    angles = np.linspace(0, 2 * np.pi, 12, endpoint=False)
    x, y, z = crown.centre
    flat = [(x + crown.radius_m * math.cos(a), y + crown.radius_m * math.sin(a), z) for a in angles]
    return np.array(flat)


def _bar(rod: Rod) -> Array:
    start, end = np.array(rod.start), np.array(rod.end)
    wide = np.array([rod.radius_m, 0, 0])
    return np.stack([start - wide, start + wide, end + wide, end - wide])


def _reflect(
    block: Block, canvas: Canvas, rays: Array, water: NDArray[np.uint8], sun: Array, seed: int
) -> None:
    """Mix the mirrored world into the water, more of it the flatter one looks."""
    lens, level = canvas.lens, block.water_m
    mirrored = np.array([1.0, 1.0, -1.0], np.float32)
    half = replace(lens, width=lens.width // 2, height=lens.height // 2)  # it is blurred anyway
    heavens = np.clip(sky(half.rays() * mirrored, seed), 0, 255).astype(np.uint8)
    mirror = Canvas(half, heavens, sun)
    _build(_mirrored(block, level), mirror)
    rows, columns = (np.nonzero(water.any(axis))[0] for axis in (1, 0))
    part = (slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1))
    image = np.asarray(cv2.resize(mirror.picture, (lens.width, lens.height)), np.uint8)
    mixed = _rippled(canvas, image, rays[part], part, level)
    cv2.copyTo(mixed, np.ascontiguousarray(water[part]), canvas.picture[part])


def _rippled(
    canvas: Canvas,
    image: NDArray[np.uint8],
    rays: Array,
    part: tuple[slice, slice],
    level: float,
) -> NDArray[np.uint8]:
    """The water of a part of the picture: its own colour and a wavering mirror ``image``."""
    lens = canvas.lens
    depth = (level - lens.height_m) / np.minimum(rays[..., 2], -1e-3)
    px, py = rays[..., 0] * depth, rays[..., 1] * depth
    ripple = sample(px, py * 0.6, 3.2, 3) * np.clip(1.2 - depth / 160, 0.1, 1)
    reach = lens.width / 900
    ys, xs = np.mgrid[part]
    across = (xs + 2.0 * reach * ripple).astype(np.float32)
    along = (ys + 6.0 * reach * ripple).astype(np.float32)
    blurred = cv2.GaussianBlur(image, (0, 0), max(0.6, 1.2 * reach))
    seen = cv2.remap(blurred, across, along, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    steep = -rays[..., 2] / np.linalg.norm(rays, axis=-1)
    share = (0.14 + 0.68 * np.clip(1 - steep, 0, 1) ** 2.6)[..., None]
    own = canvas.picture[part] * (1 + 0.06 * ripple[..., None])
    return np.asarray(np.clip(own + (seen * 0.92 - own) * share, 0, 255).astype(np.uint8))


def _mirrored(block: Block, level: float) -> Block:
    def under(z: float) -> float:
        return 2 * level - z

    flip, shift = np.array([1.0, 1.0, -1.0]), np.array([0.0, 0.0, 2 * level])
    faces = [Face(f.points * flip + shift, f.colour, f.lift, f.bright) for f in block.faces]
    rods = [
        Rod((*r.start[:2], under(r.start[2])), (*r.end[:2], under(r.end[2])), r.radius_m, r.colour)
        for r in block.rods
    ]
    crowns = [
        Crown((*c.centre[:2], under(c.centre[2])), c.radius_m, c.colour) for c in block.crowns
    ]
    return Block(faces=faces, rods=rods, crowns=crowns)
