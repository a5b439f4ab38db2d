"""The pinhole: from a block's metres to pixels, and from pixels to the ground."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from console.town.world.blocks.shapes import Array

NEAREST_M = 0.4  # nothing nearer to the lens is drawn


@dataclass(frozen=True, slots=True)
class Lens:
    """A camera over (0, 0) of its block that looks along +y, and its picture's size in pixels.

    ``pan_deg``: turned to the right from there.
    """

    height_m: float
    tilt_deg: float
    roll_deg: float
    hfov_deg: float
    width: int
    height: int
    pan_deg: float = 0.0

    @property
    def focal_px(self) -> float:
        return self.width / 2 / math.tan(math.radians(self.hfov_deg) / 2)

    def turned(self) -> Array:
        """3x3: rows are the picture's right, its down and the view, in (x, y, z) of the block."""
        return _turned(self.tilt_deg, self.roll_deg, self.pan_deg)

    def seen(self, points: Array) -> Array:
        """(..., 3) block metres -> (..., 3) metres right, down and ahead of the lens."""
        shifted = points - np.array([0.0, 0.0, self.height_m])
        return np.asarray(shifted @ self.turned().T)

    def pixels(self, seen: Array) -> Array:
        """(..., 3) as of ``seen``, all ahead of the lens -> (..., 2) pixels, centre of the first
        pixel at (0, 0)."""
        flat = seen[..., :2] / seen[..., 2:3]
        middle = np.array([self.width / 2 - 0.5, self.height / 2 - 0.5])
        return np.asarray(flat * self.focal_px + middle)

    def project(self, points: Array) -> tuple[Array, Array]:
        """(..., 3) block metres -> pixels (..., 2) and depths in metres (...)."""
        seen = self.seen(points)
        return self.pixels(seen), seen[..., 2]

    def rays(self) -> Array:
        """(height, width, 3): the direction of each pixel in block metres, of length 1 ahead."""
        u = (np.arange(self.width, dtype=np.float32) - (self.width / 2 - 0.5)) / self.focal_px
        v = (np.arange(self.height, dtype=np.float32) - (self.height / 2 - 0.5)) / self.focal_px
        rows = self.turned().astype(np.float32)
        rays = np.empty((self.height, self.width, 3), np.float32)
        for axis, (right, down, view) in enumerate(rows.T):
            np.add((v * down + view)[:, None], (u * right)[None, :], out=rays[..., axis])
        return rays


@lru_cache(maxsize=16)
def _turned(tilt_deg: float, roll_deg: float, pan_deg: float) -> Array:
    """Asked for each face and each mover; nobody may change it."""
    tilt, roll, pan = math.radians(tilt_deg), math.radians(roll_deg), math.radians(pan_deg)
    right = np.array([math.cos(pan), -math.sin(pan), 0.0])
    ahead, up = np.array([math.sin(pan), math.cos(pan), 0.0]), np.array([0.0, 0.0, 1.0])
    down = -math.sin(tilt) * ahead - math.cos(tilt) * up
    view = math.cos(tilt) * ahead - math.sin(tilt) * up
    rows = np.stack(
        [
            math.cos(roll) * right + math.sin(roll) * down,
            math.cos(roll) * down - math.sin(roll) * right,
            view,
        ]
    )
    rows.setflags(write=False)
    return rows
