"""The ground and the sky, pixel by pixel: what each material looks like from near and far."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from console.town.film.lens import Lens
from console.town.world.blocks.shapes import Array, Colour

FAR_M = 2500.0  # where the ground ends
HAZE: Colour = (214, 205, 196)
HAZE_M = 900.0  # distance at which about two thirds of a colour are haze
NOISE_PX = 512
HIGHEST_RIDGE = 0.09  # tangent over the horizon


@dataclass(frozen=True, slots=True)
class Material:
    """Two colours mixed by large blotches, and how strongly finer grain shows.

    ``pattern``: "", "slabs" or "rows", of ``period_m``, turned by ``angle_deg``.
    """

    colour: Colour
    other: Colour
    blotch: float = 0.5
    patch: float = 0.06
    grain: float = 0.08
    pattern: str = ""
    period_m: float = 1.0
    angle_deg: float = 0.0
    depth: float = 0.12


MATERIALS: dict[str, Material] = {
    "grass": Material((62, 122, 104), (74, 148, 136), 0.9, 0.12, 0.16),
    "lawn": Material((58, 132, 96), (66, 146, 112), 0.7, 0.07, 0.1),
    "asphalt": Material((92, 88, 86), (104, 100, 98), 0.7, 0.05, 0.07),
    "lane": Material((104, 102, 100), (114, 112, 110), 0.7, 0.05, 0.07),
    "concrete": Material((156, 162, 166), (168, 174, 178), 0.7, 0.05, 0.05, "slabs", 5.0, 0, 0.1),
    "paving": Material((146, 156, 168), (156, 166, 180), 0.6, 0.04, 0.04, "slabs", 0.8, 0, 0.1),
    "plaza": Material((158, 170, 184), (168, 180, 192), 0.6, 0.03, 0.03, "slabs", 1.6, 0, 0.12),
    "red paving": Material((108, 116, 172), (116, 124, 184), 0.6, 0.05, 0.05, "slabs", 0.6, 0, 0.1),
    "kerb": Material((182, 186, 190), (176, 180, 186), 0.3, 0.02, 0.03),
    "paint": Material((226, 230, 232), (216, 222, 226), 0.4, 0.05, 0.06),
    "yellow paint": Material((70, 186, 232), (84, 190, 226), 0.4, 0.05, 0.06),
    "green paint": Material((104, 142, 78), (110, 150, 88), 0.4, 0.05, 0.06),
    "soil": Material((78, 104, 134), (88, 118, 148), 0.8, 0.12, 0.14),
    "gravel": Material((140, 150, 158), (124, 134, 144), 0.8, 0.1, 0.2),
    "paddy": Material((58, 148, 122), (66, 168, 152), 0.8, 0.08, 0.1, "rows", 0.9, 8, 0.16),
    "ripe": Material((78, 176, 202), (86, 166, 186), 0.8, 0.08, 0.1, "rows", 0.9, -4, 0.14),
    "beds": Material((66, 110, 104), (72, 134, 108), 0.6, 0.1, 0.12, "rows", 1.6, 0, 0.34),
    "ploughed": Material((74, 98, 128), (82, 108, 138), 0.6, 0.1, 0.12, "rows", 1.2, 12, 0.2),
    "water": Material((104, 116, 88), (112, 122, 96), 0.6, 0.02, 0.0),
    "roof": Material((150, 150, 152), (160, 160, 162), 0.6, 0.06, 0.06),
}  # fmt: skip
KEYS = {name: index for index, name in enumerate(MATERIALS)}


@lru_cache(maxsize=4)
def noise(seed: int) -> NDArray[np.float32]:
    """A tile of NOISE_PX square, -1..1, that joins itself at all edges."""
    chance = np.random.default_rng(seed)
    whole = np.zeros((NOISE_PX, NOISE_PX), np.float32)
    for octave, weight in ((8, 1.0), (16, 0.6), (32, 0.4), (64, 0.3), (128, 0.2), (256, 0.15)):
        cells = chance.normal(size=(octave, octave)).astype(np.float32)
        ringed = np.pad(cells, 2, mode="wrap")
        unit = NOISE_PX // octave
        large = cv2.resize(ringed, None, fx=unit, fy=unit, interpolation=cv2.INTER_CUBIC)
        whole += weight * large[2 * unit : -2 * unit, 2 * unit : -2 * unit]
    return np.asarray(np.clip(whole / (2.2 * whole.std()), -1, 1), np.float32)


def sample(x: Array, y: Array, wave_m: float, seed: int = 0) -> NDArray[np.float32]:
    """Noise at places in metres, one tile per ``wave_m``."""
    across, along = (
        (turns - np.floor(turns)) * np.float32(NOISE_PX)
        for turns in (np.asarray(q * np.float32(1 / wave_m), np.float32) for q in (x, y))
    )
    picture = cv2.remap(noise(seed), across, along, cv2.INTER_LINEAR, borderMode=cv2.BORDER_WRAP)
    return np.asarray(picture, np.float32)


def ground(lens: Lens, rays: Array, materials: NDArray[np.uint8]) -> NDArray[np.float32]:
    """BGR 0..255 of the ground for each pixel, from the key of its material.

    Blotches and haze are worked out on every other pixel; edges and joints on every one.
    """
    depth, x, y = _places(lens, rays[::2, ::2])
    footprint = depth * depth / (lens.height_m * lens.focal_px)
    coarse = materials[::2, ::2]
    blotch, patch, grain = (np.take(_table(f), coarse) for f in ("blotch", "patch", "grain"))
    share = np.clip(0.5 + 0.9 * sample(x, y, 90.0), 0, 1) * blotch
    value = 1 + patch * sample(x, y, 17.0, 1) * _fade(footprint, 2.0)
    value += grain * sample(x, y, 4.0, 2) * _fade(footprint, 0.25)
    haze = np.float32(0.85) * (1 - np.exp(depth * np.float32(-1 / HAZE_M)))
    value *= 1 - haze
    tint = np.take(_table("other") / _table("colour") - 1, coarse, axis=0)
    gain = (1 + tint * share[..., None]) * value[..., None]
    size = (materials.shape[1], materials.shape[0])
    colours = np.zeros((256, 1, 3), np.float32)
    colours[: len(MATERIALS), 0] = _table("colour")
    picture = np.asarray(cv2.LUT(cv2.merge((materials,) * 3), colours), np.float32)
    picture *= cv2.resize(gain, size)
    darker = _patterns(lens, rays, materials)
    if darker is not None:
        darken(picture, darker)
    picture += cv2.resize(haze[..., None] * np.array(HAZE, np.float32), size)
    return np.asarray(picture, np.float32)


def darken(picture: NDArray[np.float32], share: NDArray[np.float32]) -> None:
    """Take a share 0..1 (h, w) of the light of a picture (h, w, 3)."""
    left = 1 - share
    cv2.multiply(picture, cv2.merge((left, left, left)), dst=picture)


def _places(lens: Lens, rays: Array) -> tuple[Array, Array, Array]:
    """Depth, x and y in metres of where rays (..., 3) meet the ground."""
    below = np.minimum(rays[..., 2], -lens.height_m / FAR_M)
    depth = (-lens.height_m / below).astype(np.float32)
    return depth, rays[..., 0] * depth, rays[..., 1] * depth


@lru_cache(maxsize=8)
def _table(feature: str) -> NDArray[np.float32]:
    return np.array([getattr(m, feature) for m in MATERIALS.values()], np.float32)


def _fade(footprint: Array, wave_m: float) -> Array:
    return np.asarray(np.clip(1.4 - footprint / wave_m, 0, 1))


def _patterns(lens: Lens, rays: Array, materials: NDArray[np.uint8]) -> Array | None:
    """0..1 by which joints and furrows darken each pixel; None if there are none."""
    patterned = np.array([bool(m.pattern) for m in MATERIALS.values()])
    present = set(np.nonzero(np.bincount(materials.ravel()))[0]) & set(np.nonzero(patterned)[0])
    if not present:
        return None
    darker = np.zeros(materials.shape, np.float32)
    names = list(MATERIALS)
    for key in present:
        mask = materials == key
        depth, x, y = _places(lens, rays[mask])
        footprint = depth * depth / (lens.height_m * lens.focal_px)
        darker[mask] = _pattern(MATERIALS[names[key]], x, y, footprint)
    return darker


def _pattern(material: Material, x: Array, y: Array, footprint: Array) -> Array:
    turn = math.radians(material.angle_deg)
    cosine, sine = np.float32(math.cos(turn)), np.float32(math.sin(turn))
    along = (x * cosine + y * sine) / np.float32(material.period_m)
    fade = np.clip(1.3 - 2.2 * footprint / material.period_m, 0, 1)
    if material.pattern == "rows":
        return np.asarray(material.depth * (0.5 + 0.5 * np.sin(2 * np.pi * along)) * fade)
    width = np.maximum(0.05, 0.7 * footprint) / material.period_m
    ahead = (y * cosine - x * sine) / np.float32(material.period_m)
    joint = (along - np.floor(along) < width) | (ahead - np.floor(ahead) < width)
    return np.asarray(material.depth * joint * fade)


def sky(rays: Array, seed: int) -> NDArray[np.float32]:
    """BGR 0..255 of the sky with thin clouds, and far hills and trees along the horizon.

    The clouds are worked out on every other pixel; what has an edge on every one.
    """
    rise = np.clip(rays[..., 2] / np.hypot(rays[..., 0], rays[..., 1]), 0, None)
    size = (rays.shape[1], rays.shape[0])
    picture = np.asarray(cv2.resize(_clouds(rays[::2, ::2], seed), size), np.float32)
    near = np.nonzero(rise.min(axis=1) < HIGHEST_RIDGE)[0]
    if len(near):
        part = slice(int(near[0]), int(near[-1]) + 1)
        picture[part] = _horizon(picture[part], rays[part], rise[part], seed)
    return picture


def _clouds(rays: Array, seed: int) -> NDArray[np.float32]:
    flat = np.hypot(rays[..., 0], rays[..., 1])
    rise = np.clip(rays[..., 2] / flat, 0, None).astype(np.float32)
    mixed = np.clip(rise / 0.55, 0, 1)[..., None] ** 0.7
    picture = np.array((222, 214, 206), np.float32) * (1 - mixed)
    picture = picture + np.array((196, 150, 104), np.float32) * mixed
    high = rays[..., 2] + 0.09
    cover = sample(rays[..., 0] / high + seed, rays[..., 1] / high, 9.0)
    cover = cover + 0.5 * sample(rays[..., 0] / high, rays[..., 1] / high + seed, 3.0, 1)
    cloud = np.clip(cover * 0.75 + 0.05, 0, 0.85) * np.clip(rise / 0.1, 0, 1)
    picture += (np.array((244, 242, 240), np.float32) - picture) * cloud[..., None]
    return np.asarray(picture, np.float32)


def _horizon(picture: Array, rays: Array, rise: Array, seed: int) -> NDArray[np.float32]:
    bearing = np.arctan2(rays[..., 0], rays[..., 1])
    for wave, high, low, colour in (  # their sum is below HIGHEST_RIDGE
        (2.2, 0.052, 0.03, (204, 188, 172)),
        (1.1, 0.03, 0.018, (186, 172, 152)),
        (0.16, 0.009, 0.014, (150, 158, 142)),
    ):
        ridge = low + high * sample(bearing + seed * 0.37, np.zeros_like(bearing), wave, 3)
        edge = np.clip((ridge - rise) * 900, 0, 1)[..., None]
        picture = picture + (np.array(colour, np.float32) - picture) * edge
    return np.asarray(picture, np.float32)
