"""Cells to rectangles, in integers only: no pixel is in two cells, none is forgotten."""

from __future__ import annotations

from layouts.layout import Layout, Rect


def rects(layout: Layout, width: int, height: int, gap: int = 4) -> list[Rect]:
    """The rectangle of each cell, in the layout's order, on an area of ``width`` x ``height`` px.

    Outer cells touch the area's edges; between neighbours lie ``gap`` pixels, less where the area
    is too small for them. Squares of the grid differ by one pixel at most. On an area with fewer
    pixels than squares some rectangles are empty. Raises ValueError below zero.
    """
    if width < 0 or height < 0 or gap < 0:
        raise ValueError(f"no area: {width} x {height} with a gap of {gap}")
    across = _Track(layout.columns, width, gap)
    down = _Track(layout.rows, height, gap)
    found = []
    for cell in layout.cells:
        x, right = across.start(cell.column), across.end(cell.column + cell.columns)
        y, bottom = down.start(cell.row), down.end(cell.row + cell.rows)
        found.append(Rect(x, y, right - x, bottom - y))
    return found


class _Track:
    """One direction of the grid: where its squares begin and end."""

    def __init__(self, squares: int, length: int, gap: int) -> None:
        self._squares = squares
        self._gap = _fitting_gap(squares, length, gap)
        self._usable = length - self._gap * (squares - 1)

    def start(self, square: int) -> int:
        return self._usable * square // self._squares + self._gap * square

    def end(self, square: int) -> int:
        """Where the squares before ``square`` end."""
        return self._usable * square // self._squares + self._gap * (square - 1)


def _fitting_gap(squares: int, length: int, gap: int) -> int:
    if squares < 2:
        return 0
    return max(0, min(gap, (length - squares) // (squares - 1)))
