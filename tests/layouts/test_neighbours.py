from __future__ import annotations

import pytest
from hypothesis import given

from layouts.layout import Layout
from layouts.neighbours import Direction, neighbour
from layouts.store import load_layouts
from tests.layouts.made import full_layouts

LEFT, RIGHT, UP, DOWN = Direction.LEFT, Direction.RIGHT, Direction.UP, Direction.DOWN
ONE_SEVEN = load_layouts(None)["1+7"]


@pytest.mark.parametrize(
    ("cell", "direction", "next_one"),
    [
        (0, RIGHT, 2), (0, DOWN, 5), (0, LEFT, None), (0, UP, None), (1, LEFT, 0), (1, DOWN, 2),
        (2, LEFT, 0), (3, DOWN, 7), (7, LEFT, 6), (7, UP, 3), (4, UP, 0), (7, RIGHT, None),
    ],
)  # fmt: skip
def test_arrows_lead_between_cells_of_different_spans(
    cell: int, direction: Direction, next_one: int | None
) -> None:
    assert neighbour(ONE_SEVEN, cell, direction) == next_one


@given(full_layouts)
def test_an_arrow_leads_on_wherever_there_is_a_cell_beyond(layout: Layout) -> None:
    for number, cell in enumerate(layout.cells):
        right = neighbour(layout, number, RIGHT)
        down = neighbour(layout, number, DOWN)
        assert (right is None) == (cell.column + cell.columns == layout.columns)
        assert (down is None) == (cell.row + cell.rows == layout.rows)
        if right is not None:
            assert layout.cells[right].column == cell.column + cell.columns
            assert neighbour(layout, right, LEFT) is not None
        if down is not None:
            assert layout.cells[down].row == cell.row + cell.rows


@given(full_layouts)
def test_going_one_way_ends_at_the_edge(layout: Layout) -> None:
    for direction in Direction:
        at: int | None = 0
        for _ in range(17):
            at = None if at is None else neighbour(layout, at, direction)
        assert at is None


def test_where_there_is_no_such_cell_is_told() -> None:
    with pytest.raises(IndexError):
        neighbour(ONE_SEVEN, 8, LEFT)
