"""Light that moves on the water, in step with the loop."""

from __future__ import annotations

import math

import cv2
import numpy as np
from numpy.typing import NDArray

from console.town.film.lens import Lens
from console.town.film.painting import Painting
from console.town.world.blocks.shapes import Array

STRENGTH = 5  # grey levels up and down


class Waves:
    """Two trains of waves as phases per pixel; each picture looks their light up in a table."""

    def __init__(self, painting: Painting, lens: Lens, level: float, frames: int) -> None:
        rows, columns = (np.nonzero(painting.water.any(axis))[0] for axis in (1, 0))
        self._part = (slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1))
        wet = painting.water[self._part] > 0
        base = painting.picture[self._part].astype(np.int16)
        base[wet] -= STRENGTH
        self._base = np.clip(base, 0, 255).astype(np.uint8)
        x, y, fade = _surface(lens, level, self._part)
        self._trains = [
            (_phases(x, y, wet, fade, *train[:2]), train[2])
            for train in ((0.55, 1.9, 3), (-0.8, 1.1, 5))
        ]
        self._frames = frames

    def move(self, picture: NDArray[np.uint8], i: int) -> None:
        """Put the moving light of picture ``i`` onto a picture's water."""
        light: NDArray[np.uint8] | None = None
        for phases, rounds in self._trains:
            turn = 2 * math.pi * rounds * i / self._frames
            steps = np.arange(256) * (2 * math.pi / 255) - turn
            table = np.rint((1 + np.sin(steps)) * STRENGTH / 2).astype(np.uint8)
            table[0] = 0
            train = np.asarray(cv2.LUT(phases, table), np.uint8)
            light = train if light is None else np.asarray(cv2.add(light, train), np.uint8)
        if light is not None:
            picture[self._part] = cv2.add(self._base, cv2.merge((light, light, light)))


def _surface(
    lens: Lens, level: float, part: tuple[slice, slice]
) -> tuple[Array, Array, NDArray[np.bool_]]:
    """x, y of the water in metres for each pixel, and where it is near enough to see waves."""
    rays = lens.rays()[part]
    depth = (level - lens.height_m) / np.minimum(rays[..., 2], -1e-3)
    return rays[..., 0] * depth, rays[..., 1] * depth, depth < 90


def _phases(
    x: Array, y: Array, wet: NDArray[np.bool_], near: NDArray[np.bool_], bearing: float, wave: float
) -> NDArray[np.uint8]:
    """1..255 round a wave for each pixel of water, 0 elsewhere."""
    along = (x * math.sin(bearing) + y * math.cos(bearing)) / wave
    along = along + 0.35 * np.sin(x * 1.3 + y * 0.4)
    phases = 1 + np.floor((along - np.floor(along)) * 254.99)
    return np.where(wet & near, phases, np.where(wet, 64, 0)).astype(np.uint8)
