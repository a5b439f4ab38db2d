"""Reads what is on the screen: which picture of which camera each tile shows, and how old.

All tiles are looked at in one go: on a machine of two cores whoever looks must cost little.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from tests.stage.mark import CELLS, RATE, Mark, mark_cells

LOOK_S = 0.003
LOOP = 200  # pictures of a camera's loop
PHASES = 64
NOTHING = -1  # of a tile without a mark

Numbers = npt.NDArray[np.int64]


@dataclass
class Seen:
    """What was seen of one tile."""

    pictures: int = 0  # changes on the screen
    ages_ms: list[float] = field(default_factory=list)  # at each look
    first_ages_ms: list[float] = field(default_factory=list)  # when a picture was first seen
    last: Mark | None = None


@dataclass(frozen=True)
class Look:
    """One look at all tiles: camera and picture of each, ``NOTHING`` where there is no mark."""

    at: float
    cameras: Numbers
    pictures: Numbers

    def marks(self) -> list[Mark | None]:
        pairs = zip(self.cameras.tolist(), self.pictures.tolist(), strict=True)
        return [None if camera == NOTHING else Mark(camera, picture) for camera, picture in pairs]

    def ages_s(self) -> npt.NDArray[np.float64]:
        """As ``tests.stage.mark.age_s``; NaN where there is no mark."""
        phase = (self.cameras % PHASES) / PHASES / RATE
        taken = np.floor((self.at - phase) * RATE)
        ago = (taken - self.pictures) % LOOP
        age = self.at - phase - (taken - ago) / RATE
        return np.where(self.cameras == NOTHING, np.nan, age)


class Watcher:
    """Looks at the marks of all tiles at once. ``pixels`` is the screen, (height, width, 4)."""

    def __init__(self, pixels: npt.NDArray[np.uint8], tiles: Sequence[dict[str, Any]]) -> None:
        self._pixels = pixels
        cells = [mark_cells(tile["rect"]) for tile in tiles]
        self._rows = np.array([row for row, _ in cells])[:, None].repeat(CELLS, axis=1)
        self._columns = np.array([columns for _, columns in cells])
        self._weights = 1 << np.arange(CELLS - 1, -1, -1, dtype=np.int64)

    def look(self) -> list[Mark | None]:
        return self.glance().marks()

    def glance(self) -> Look:
        """The same as numbers."""
        at = time.monotonic()
        value = self.bits() @ self._weights
        camera, picture = value >> 14 & 0xFF, value >> 4 & 0x3FF
        whole = (value >> 22 == 0b10) & (value & 1 == 1) & (picture < LOOP)
        whole &= (value >> 1 & 7) == (camera + picture) % 8
        return Look(at, np.where(whole, camera, NOTHING), np.where(whole, picture, NOTHING))

    def bits(self) -> npt.NDArray[np.bool_]:
        """The cells of every tile's mark, shape (tiles, CELLS), true for white."""
        found = self._pixels[self._rows, self._columns]
        white: npt.NDArray[np.bool_] = found[:, :, :3].sum(axis=2, dtype=np.int32) > 384
        return white

    def watch(self, seconds: float) -> list[Seen]:
        """Look for so long; one record per tile, in their order."""
        looks = []
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            looks.append(self.glance())
            time.sleep(LOOK_S)
        return seen_in(looks)


def seen_in(looks: Sequence[Look]) -> list[Seen]:
    """What the looks say of each tile. A mark that was read while it was being painted, and so
    belongs to another camera than the tile's, counts for nothing."""
    cameras = np.array([look.cameras for look in looks])
    pictures = np.array([look.pictures for look in looks])
    ages = np.array([look.ages_s() for look in looks]) * 1000
    return [_tile(*columns) for columns in zip(cameras.T, pictures.T, ages.T, strict=True)]


def _tile(cameras: Numbers, pictures: Numbers, ages: npt.NDArray[np.float64]) -> Seen:
    marked = cameras[cameras != NOTHING]
    if not len(marked):
        return Seen()
    camera = int(np.bincount(marked).argmax())
    right = cameras == camera
    pictures, ages = pictures[right], ages[right]
    new = np.concatenate([[True], pictures[1:] != pictures[:-1]])
    return Seen(
        int(new.sum()) - 1,
        ages.tolist(),
        ages[new].tolist(),
        Mark(camera, int(pictures[-1])),
    )
