"""Where the pictures lie on the program. Pure, whole even pixels (colours are stored by twos)."""

from __future__ import annotations

import math
from dataclasses import dataclass

STRIP = 5  # small pictures beside a large one
ON_AIR = 16  # pictures in the grid that follows their number
SLIM = 0.125  # of the width: the column beside a page, whose writing has to be read
SMALL = 0.28  # of the width: the small picture in the large one
# the program's layouts by name, each with how many pictures it holds
LAYOUTS = {
    "grid": ON_AIR, "1": 1, "side": 2, "pip": 2, "1+5": 6, "2x2": 4, "3x3": 9, "4x4": 16, "5x6": 30,
}  # fmt: skip
_ROWS_COLUMNS = {"2x2": (2, 2), "3x3": (3, 3), "4x4": (4, 4), "5x6": (5, 6)}


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


def arranged(layout: str, count: int, width: int, height: int, gap: int = 4) -> list[Cell]:
    """The places of ``count`` pictures in a layout of ``LAYOUTS``, in its order; at most as many as
    it holds. Where places overlap ("pip"), the later lies on the earlier."""
    count = min(count, LAYOUTS.get(layout, ON_AIR))
    if layout == "1+5":
        return _one_and_five(width, height, gap)[:count]
    if layout == "pip":
        return _one_in_one(width, height, gap)[:count]
    if layout in _ROWS_COLUMNS:
        return _table(*_ROWS_COLUMNS[layout], width, height, gap)[:count]
    return cells(count, width, height, gap)  # "1" and "side" are grids of one and of two


def beside(
    count: int, width: int, height: int, gap: int = 4, page: bool = False
) -> tuple[Cell, list[Cell]]:
    """A large place at the left for what is shared, and at the right a column for ``count``
    pictures, whose height is that of ``STRIP`` of them; ``SLIM`` beside a ``page``, which alone has
    every pixel."""
    if page and not count:
        return Cell(0, 0, width, height), []
    high = _even((height - gap * (STRIP + 1)) / STRIP)
    if page:
        high = min(high, _even(width * SLIM * 9 / 16))
    wide = _even(high * 16 / 9) if count else 0
    left = _even(width - wide - gap)
    column = [
        Cell(left, _even(gap + number * (high + gap)), wide, high)
        for number in range(min(count, STRIP))
    ]
    right = left - gap if count else _even(width - gap)
    return Cell(gap, gap, right - gap, _even(height - 2 * gap)), column


def _table(rows: int, columns: int, width: int, height: int, gap: int) -> list[Cell]:
    """Places that stay where they are, however many are filled."""
    wide = _even((width - gap * (columns + 1)) / columns)
    high = _even((height - gap * (rows + 1)) / rows)
    left = _even((width - columns * wide - (columns - 1) * gap) / 2)
    top = _even((height - rows * high - (rows - 1) * gap) / 2)
    step = _even(gap)
    return [
        Cell(left + column * (wide + step), top + row * (high + step), wide, high)
        for row in range(rows)
        for column in range(columns)
    ]


def _one_and_five(width: int, height: int, gap: int) -> list[Cell]:
    """A large place over two thirds, two small ones beside it and three below."""
    small = _table(3, 3, width, height, gap)
    first, last = small[0], small[4]
    large = Cell(first.x, first.y, last.x + last.width - first.x, last.y + last.height - first.y)
    return [large, small[2], small[5], *small[6:]]


def _one_in_one(width: int, height: int, gap: int) -> list[Cell]:
    """One over everything, the other in its lower right corner."""
    edge = _even(gap)
    large = Cell(edge, edge, _even(width - 2 * edge), _even(height - 2 * edge))
    wide = _even(width * SMALL)
    high = _even(wide * 9 / 16)
    return [
        large,
        Cell(_even(width - wide - 4 * edge), _even(height - high - 4 * edge), wide, high),
    ]


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


def moved(cell: Cell, down: int) -> Cell:
    """The same place further below."""
    return Cell(cell.x, cell.y + down, cell.width, cell.height)


def within(width: int, height: int, most_width: int, most_height: int) -> tuple[int, int]:
    """A picture's size when it has to fit a tile: shape kept, never enlarged."""
    scale = min(most_width / width, most_height / height, 1.0)
    return max(round(width * scale), 2), max(round(height * scale), 2)


def _even(value: float) -> int:
    return int(value) // 2 * 2
