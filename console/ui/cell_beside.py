"""Which cell lies beside another: for the arrow keys. Pure."""

from __future__ import annotations

from layouts.layout import Cell, Layout


def cell_beside(layout: Layout, cell: int, across: int, down: int) -> int:
    """The nearest cell in a direction (-1, 0 or 1 each way), in the layout's own squares; the cell
    itself at the edge."""
    x, y = _middle(layout.cells[cell])
    best, nearest = cell, float("inf")
    for number, other in enumerate(layout.cells):
        right, below = _middle(other)
        ahead = (right - x) * across + (below - y) * down
        aside = abs((right - x) * down) + abs((below - y) * across)
        if ahead > 0 and ahead + 2 * aside < nearest:
            best, nearest = number, ahead + 2 * aside
    return best


def _middle(cell: Cell) -> tuple[float, float]:
    return cell.column + cell.columns / 2, cell.row + cell.rows / 2
