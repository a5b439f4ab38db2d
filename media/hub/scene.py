"""Where the pictures lie on the program. Pure, whole even pixels (colours are stored by twos)."""

from __future__ import annotations

import math
from dataclasses import dataclass

STRIP = 5  # small pictures beside a large one


@dataclass(frozen=True, slots=True)
class Cell:
    x: int
    y: int
    width: int
    height: int


def cells(count: int, width: int, height: int, gap: int = 4) -> list[Cell]:
    """An even grid for ``count`` pictures, filled row by row, the last row centred."""
    if count <= 0:
        return []
    columns = math.ceil(math.sqrt(count))
    rows = math.ceil(count / columns)
    wide = _even((width - gap * (columns + 1)) / columns)
    high = _even((height - gap * (rows + 1)) / rows)
    found: list[Cell] = []
    for row in range(rows):
        here = min(columns, count - row * columns)
        left = (width - here * wide - (here - 1) * gap) / 2
        top = (height - rows * high - (rows - 1) * gap) / 2 + row * (high + gap)
        found += [
            Cell(_even(left + column * (wide + gap)), _even(top), wide, high)
            for column in range(here)
        ]
    return found


def beside(count: int, width: int, height: int, gap: int = 4) -> tuple[Cell, list[Cell]]:
    """A large place at the left for what is shared, and at the right a column for ``count``
    pictures, whose height is that of ``STRIP`` of them."""
    high = _even((height - gap * (STRIP + 1)) / STRIP)
    wide = _even(high * 16 / 9) if count else 0
    left = _even(width - wide - gap)
    column = [
        Cell(left, _even(gap + number * (high + gap)), wide, high)
        for number in range(min(count, STRIP))
    ]
    right = left - gap if count else _even(width - gap)
    return Cell(gap, gap, right - gap, _even(height - 2 * gap)), column


def fit(cell: Cell, width: int, height: int) -> Cell:
    """The largest place of a picture's shape within a cell, in its middle."""
    scale = min(cell.width / width, cell.height / height)
    wide = min(max(_even(width * scale), 2), cell.width)
    high = min(max(_even(height * scale), 2), cell.height)
    return Cell(
        cell.x + _even((cell.width - wide) / 2),
        cell.y + _even((cell.height - high) / 2),
        wide,
        high,
    )


def within(width: int, height: int, most_width: int, most_height: int) -> tuple[int, int]:
    """A picture's size when it has to fit a tile: shape kept, never enlarged."""
    scale = min(most_width / width, most_height / height, 1.0)
    return max(round(width * scale), 2), max(round(height * scale), 2)


def _even(value: float) -> int:
    return int(value) // 2 * 2
