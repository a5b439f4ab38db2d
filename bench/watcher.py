"""Reads what is on the screen: which picture of which camera each tile shows, and how old."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from tests.stage.mark import CELLS, Mark, age_s, mark_cells, mark_of

LOOK_S = 0.003


@dataclass
class Seen:
    """What was seen of one tile."""

    pictures: int = 0  # changes on the screen
    ages_ms: list[float] = field(default_factory=list)  # at each look
    first_ages_ms: list[float] = field(default_factory=list)  # when a picture was first seen
    last: Mark | None = None


class Watcher:
    """Looks at the marks of all tiles at once. ``pixels`` is the screen, (height, width, 4)."""

    def __init__(self, pixels: npt.NDArray[np.uint8], tiles: Sequence[dict[str, Any]]) -> None:
        self._pixels = pixels
        cells = [mark_cells(tile["rect"]) for tile in tiles]
        self._rows = np.array([row for row, _ in cells])[:, None].repeat(CELLS, axis=1)
        self._columns = np.array([columns for _, columns in cells])

    def bits(self) -> npt.NDArray[np.bool_]:
        """The cells of every tile's mark, shape (tiles, CELLS), true for white."""
        found = self._pixels[self._rows, self._columns][:, :, :3]
        white: npt.NDArray[np.bool_] = found.astype(np.int32).sum(axis=2) > 384
        return white

    def look(self) -> list[Mark | None]:
        return [mark_of(tile) for tile in self.bits().tolist()]

    def watch(self, seconds: float) -> list[Seen]:
        """Look for so long; one record per tile, in their order."""
        seen = [Seen() for _ in range(len(self._rows))]
        end = time.monotonic() + seconds
        while (now := time.monotonic()) < end:
            for tile, mark in zip(seen, self.look(), strict=True):
                if mark is not None:
                    _note(tile, mark, now)
            time.sleep(LOOK_S)
        return seen


def _note(tile: Seen, mark: Mark, now: float) -> None:
    age_ms = age_s(mark, now) * 1000
    tile.ages_ms.append(age_ms)
    if mark != tile.last:
        tile.pictures += tile.last is not None
        tile.first_ages_ms.append(age_ms)
        tile.last = mark
