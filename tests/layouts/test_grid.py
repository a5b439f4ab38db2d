from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layouts.grid import rects
from layouts.layout import Cell, Layout, Rect


def even(columns: int, rows: int) -> Layout:
    cells = tuple(Cell(c, r) for r in range(rows) for c in range(columns))
    return Layout("even", columns, rows, cells)


@st.composite
def full_layouts(draw: st.DrawFn) -> Layout:
    """A grid that cells of drawn spans cover completely."""
    columns = draw(st.integers(1, 9))
    rows = draw(st.integers(1, 9))
    free = {(c, r) for r in range(rows) for c in range(columns)}
    cells = []
    while free:
        column, row = min(free, key=lambda square: (square[1], square[0]))
        wide = draw(st.integers(1, columns - column))
        tall = draw(st.integers(1, rows - row))
        squares = {(column + i, row + j) for i in range(wide) for j in range(tall)}
        if not squares <= free:
            wide, tall, squares = 1, 1, {(column, row)}
        free -= squares
        cells.append(Cell(column, row, wide, tall))
    return Layout("drawn", columns, rows, tuple(cells))


sizes = st.integers(0, 160)
gaps = st.integers(0, 12)


def covering(found: list[Rect], x: int, y: int) -> int:
    return sum(r.x <= x < r.x + r.width and r.y <= y < r.y + r.height for r in found)


@given(full_layouts(), st.integers(1, 60), st.integers(1, 60))
def test_without_a_gap_every_pixel_is_in_exactly_one_cell(
    layout: Layout, width: int, height: int
) -> None:
    found = rects(layout, width, height, gap=0)
    assert all(covering(found, x, y) == 1 for y in range(height) for x in range(width))


@given(full_layouts(), sizes, sizes, gaps)
def test_no_two_cells_share_a_pixel_and_none_leaves_the_area(
    layout: Layout, width: int, height: int, gap: int
) -> None:
    found = rects(layout, width, height, gap)
    for n, a in enumerate(found):
        assert a.width >= 0
        assert a.height >= 0
        assert 0 <= a.x <= a.x + a.width <= width
        assert 0 <= a.y <= a.y + a.height <= height
        for b in found[n + 1 :]:
            across = min(a.x + a.width, b.x + b.width) - max(a.x, b.x)
            down = min(a.y + a.height, b.y + b.height) - max(a.y, b.y)
            assert across <= 0 or down <= 0


@given(full_layouts(), st.integers(0, 4000), st.integers(0, 4000), gaps)
def test_the_outer_cells_touch_the_edges_of_the_area(
    layout: Layout, width: int, height: int, gap: int
) -> None:
    for cell, rect in zip(layout.cells, rects(layout, width, height, gap), strict=True):
        if cell.column == 0:
            assert rect.x == 0
        if cell.row == 0:
            assert rect.y == 0
        if cell.column + cell.columns == layout.columns:
            assert rect.x + rect.width == width
        if cell.row + cell.rows == layout.rows:
            assert rect.y + rect.height == height


@given(full_layouts(), st.integers(200, 4000), st.integers(200, 4000), gaps)
def test_neighbours_are_exactly_one_gap_apart(
    layout: Layout, width: int, height: int, gap: int
) -> None:
    found = rects(layout, width, height, gap)
    starts = {cell.column: rect.x for cell, rect in zip(layout.cells, found, strict=True)}
    for cell, rect in zip(layout.cells, found, strict=True):
        after = starts.get(cell.column + cell.columns)
        if after is not None:
            assert after - (rect.x + rect.width) == gap


@given(st.integers(1, 12), st.integers(1, 12), sizes, sizes, gaps)
def test_cells_of_one_span_differ_by_one_pixel_at_most(
    columns: int, rows: int, width: int, height: int, gap: int
) -> None:
    found = rects(even(columns, rows), width, height, gap)
    assert max(r.width for r in found) - min(r.width for r in found) <= 1
    assert max(r.height for r in found) - min(r.height for r in found) <= 1


def test_a_large_cell_covers_the_gaps_within_it() -> None:
    layout = Layout("1+5", 3, 3, (Cell(0, 0, 2, 2), Cell(2, 0), Cell(2, 1)))
    assert rects(layout, 308, 308) == [
        Rect(0, 0, 204, 204),
        Rect(208, 0, 100, 100),
        Rect(208, 104, 100, 100),
    ]


def test_a_wall_too_small_for_its_gaps_gives_them_up() -> None:
    assert [r.width for r in rects(even(4, 1), 4, 1)] == [1, 1, 1, 1]


def test_an_area_below_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="no area"):
        rects(even(1, 1), -1, 5)
