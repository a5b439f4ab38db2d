"""The running mark in a picture's lower left corner: which camera, which picture of the loop.

Cells, most significant bit first: 1 0 | 8 bits camera number | 10 bits picture number | 3 bits
(camera + picture) mod 8 | 1. PROTOCOL.md has the rest.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

CELLS = 24


def cells_of(camera: int, picture: int) -> list[int]:
    """The 24 bits of a mark."""
    value = (0b10 << 22) | ((camera & 0xFF) << 14) | ((picture & 0x3FF) << 4)
    value |= (((camera + picture) & 0b111) << 1) | 1
    return [(value >> (CELLS - 1 - i)) & 1 for i in range(CELLS)]


def draw_mark(image: NDArray[np.uint8], camera: int, picture: int) -> None:
    """Into a BGR image, at its size."""
    height = image.shape[0]
    side = height // 45
    cells = np.array(cells_of(camera, picture), np.uint8) * np.uint8(235)
    row = np.repeat(cells, side)
    image[height - 3 * side :, : side * (CELLS + 2)] = 16
    image[height - 2 * side : height - side, side : side * (CELLS + 1)] = row[None, :, None]


def read_mark(image: NDArray[np.uint8]) -> tuple[int, int] | None:
    """(camera, picture) of a mark in a grey or BGR image of any size; None if there is none."""
    grey = image if image.ndim == 2 else image[..., 1]
    height = grey.shape[0]
    side = height / 45 if height % 45 else height // 45
    value = 0
    for i in range(CELLS):
        x, y = int(side * (i + 1.5)), int(height - side * 1.5)
        value = value << 1 | int(grey[y, x] > 125)
    camera, picture = value >> 14 & 0xFF, value >> 4 & 0x3FF
    whole = value >> 22 == 0b10 and value & 1 and value >> 1 & 7 == (camera + picture) & 7
    return (camera, picture) if whole else None
