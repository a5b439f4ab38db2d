"""Which cell the arrow keys lead to, between cells of different spans."""

from __future__ import annotations

from enum import Enum

from layouts.layout import Cell, Layout


class Direction(Enum):
    """(columns, rows) of one step."""

    LEFT = (-1, 0)
    RIGHT = (1, 0)
    UP = (0, -1)
    DOWN = (0, 1)


def neighbour(layout: Layout, cell: int, direction: Direction) -> int | None:
    """The next cell that way; None at the edge. IndexError where there is no such cell.

    It begins where the cell ends, or beyond, and lies beside it, not only across a corner. Of
    several the nearest, then the one whose middle is nearest to the cell's, then the first.
    """
    here = layout.cells[cell]
    found = [
        (*_distance(here, there, direction), number)
        for number, there in enumerate(layout.cells)
        if number != cell and _is_beside(here, there, direction)
    ]
    return min(found)[-1] if found else None


def _distance(here: Cell, there: Cell, direction: Direction) -> tuple[int, int]:
    """Squares between the two, and half squares between their middles across the direction."""
    if direction in (Direction.LEFT, Direction.RIGHT):
        aside = abs(2 * here.row + here.rows - 2 * there.row - there.rows)
        if direction is Direction.RIGHT:
            return there.column - here.column - here.columns, aside
        return here.column - there.column - there.columns, aside
    aside = abs(2 * here.column + here.columns - 2 * there.column - there.columns)
    if direction is Direction.DOWN:
        return there.row - here.row - here.rows, aside
    return here.row - there.row - there.rows, aside


def _is_beside(here: Cell, there: Cell, direction: Direction) -> bool:
    if direction in (Direction.LEFT, Direction.RIGHT):
        overlap = here.row < there.row + there.rows and there.row < here.row + here.rows
    else:
        overlap = (
            here.column < there.column + there.columns and there.column < here.column + here.columns
        )
    return overlap and _distance(here, there, direction)[0] >= 0
