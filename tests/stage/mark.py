"""The mark that the demo town burns into its pictures, read back off the screen.

See ``console/town/PROTOCOL.md``: which camera, and which picture of its loop; the loop runs in
lockstep with the monotonic clock, so the age of a picture can be told from its pixels alone.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

CELLS = 24
RATE = 25


@dataclass(frozen=True)
class Mark:
    camera: int  # line of cameras.csv, from 0
    picture: int  # of the loop, from 0


def read_mark(picture: npt.NDArray[np.uint8]) -> Mark | None:
    """The mark of a picture as it lies on the screen, shape (height, width, 3 or 4); None: none."""
    height, width = picture.shape[:2]
    row, columns = mark_cells((0, 0, width, height))
    return mark_of([int(picture[row, column, :3].sum()) > 384 for column in columns])


def mark_cells(rect: Sequence[int]) -> tuple[int, list[int]]:
    """The row, and the columns, of the pixels to look at for a picture at (x, y, width, height)."""
    x, y, _, height = rect
    cell = height / 45
    return round(y + height - 1.5 * cell), [round(x + (1.5 + n) * cell) for n in range(CELLS)]


def mark_of(bits: Sequence[bool]) -> Mark | None:
    """What 24 cells say, true for white; None when they are no mark."""
    if not (bits[0] and not bits[1] and bits[23]):
        return None
    camera, number, check = _number(bits[2:10]), _number(bits[10:20]), _number(bits[20:23])
    return Mark(camera, number) if (camera + number) % 8 == check else None


def age_s(mark: Mark, now: float, loop: int = 200) -> float:
    """How long ago, in seconds, the picture was taken: 0 up to the length of the loop."""
    phase = (mark.camera % 64) / 64 / RATE
    taken = math.floor((now - phase) * RATE)
    pictures_ago = (taken - mark.picture) % loop
    return now - phase - (taken - pictures_ago) / RATE


def _number(bits: Sequence[bool]) -> int:
    return sum(bit << place for place, bit in enumerate(reversed(bits)))
