"""What an editor does to a layout: each a function from a layout to a new one.

What cannot be done raises ValueError in words for the operator; IndexError where there is no such
cell. After a change of shape the cells are in reading order again, so their numbers may change.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from math import gcd

from layouts.layout import MOST_SQUARES, Cell, Fill, Layout, every_square


def put(layout: Layout, cell: int, source: str | None) -> Layout:
    """A cell shows this source; None: it stays empty."""
    fill = Fill.CAMERAS if source else Fill.NOTHING
    return _with(layout, cell, replace(_at(layout, cell), source=source, tour=None, fill=fill))


def put_tour(layout: Layout, cell: int, tour: str) -> Layout:
    """A cell shows the pictures of a tour, one after another."""
    return _with(
        layout, cell, replace(_at(layout, cell), source=None, tour=tour, fill=Fill.CAMERAS)
    )


def put_fill(layout: Layout, cell: int, fill: Fill) -> Layout:
    """A cell takes its source from there."""
    return _with(layout, cell, replace(_at(layout, cell), source=None, tour=None, fill=fill))


def rank(layout: Layout, cell: int, alarm: int | None) -> Layout:
    """A cell's rank among the alarm tiles; who had that rank has none. None: no alarm tile."""
    if alarm is not None and alarm < 1:
        raise ValueError("ranks are counted from 1")
    _at(layout, cell)
    cells = [
        replace(one, alarm=alarm)
        if n == cell
        else replace(one, alarm=None)
        if alarm is not None and one.alarm == alarm
        else one
        for n, one in enumerate(layout.cells)
    ]
    return replace(layout, cells=tuple(cells))


def swap(layout: Layout, one: int, other: int) -> Layout:
    """Two cells exchange what they show; places and ranks stay."""
    first, second = _at(layout, one), _at(layout, other)
    cells = list(layout.cells)
    cells[one], cells[other] = _showing(first, second), _showing(second, first)
    return replace(layout, cells=tuple(cells))


def insert(layout: Layout, cell: int, source: str) -> Layout:
    """A cell shows this source; what was there moves on by one cell, and so on up to the first that
    shows nothing of its own. What the last cell shows drops out when there is none."""
    _at(layout, cell)
    cells = list(layout.cells)
    last = next((n for n in range(cell, len(cells)) if _is_open(cells[n])), len(cells) - 1)
    for n in range(last, cell, -1):
        cells[n] = _showing(cells[n], layout.cells[n - 1])
    return put(replace(layout, cells=tuple(cells)), cell, source)


def merge(layout: Layout, chosen: Iterable[int]) -> Layout:
    """Cells become one, which shows what the first of them does that shows something.

    It covers the rectangle around them, grown until it cuts no other cell; those go in too.
    """
    numbers = sorted(set(chosen))
    if not numbers:
        raise ValueError("no cell is chosen")
    parts = [_at(layout, n) for n in numbers]
    area = _around(parts)
    while _around(inside := [c for c in layout.cells if _meets(area, c)]) != area:
        area = _around(inside)
    kept = next((c for c in parts if not _is_open(c)), parts[0])
    ranks = [c.alarm for c in inside if c.alarm is not None]
    left, top, right, bottom = area
    merged = replace(
        kept, column=left, row=top, columns=right - left, rows=bottom - top,
        alarm=min(ranks, default=None),
    )  # fmt: skip
    return _ordered(layout, [merged, *(c for c in layout.cells if not _meets(area, c))])


def split(layout: Layout, cell: int, columns: int, rows: int) -> Layout:
    """A cell becomes ``columns`` x ``rows`` equal ones; the first shows what it showed.

    Where its squares cannot be shared out evenly, the whole grid is made finer.
    """
    if columns < 1 or rows < 1:
        raise ValueError("a cell is divided into 1 x 1 at least")
    whole = _at(layout, cell)
    finer = _finer(layout, columns // gcd(whole.columns, columns), rows // gcd(whole.rows, rows))
    whole = finer.cells[cell]
    wide, high = whole.columns // columns, whole.rows // rows
    parts = [
        Cell(whole.column + wide * x, whole.row + high * y, wide, high, fill=whole.fill)
        for y in range(rows)
        for x in range(columns)
    ]
    parts[0] = replace(whole, columns=wide, rows=high)
    return _ordered(finer, [*parts, *(c for n, c in enumerate(finer.cells) if n != cell)])


def split_to_squares(layout: Layout, cell: int) -> Layout:
    """A cell becomes one for each of its squares."""
    whole = _at(layout, cell)
    return split(layout, cell, whole.columns, whole.rows)


def resize(layout: Layout, columns: int, rows: int) -> Layout:
    """The grid gets another size: new squares are cells, what lies beyond is cut off."""
    if not (1 <= columns <= MOST_SQUARES and 1 <= rows <= MOST_SQUARES):
        raise ValueError(f"a grid has 1 to {MOST_SQUARES} columns and rows")
    kept = [
        replace(c, columns=min(c.columns, columns - c.column), rows=min(c.rows, rows - c.row))
        for c in layout.cells
        if c.column < columns and c.row < rows
    ]
    new = [
        c for c in every_square(columns, rows) if c.column >= layout.columns or c.row >= layout.rows
    ]
    cells = [*kept, *new] or list(every_square(columns, rows))
    return _ordered(replace(layout, columns=columns, rows=rows), cells)


def fill_up(layout: Layout) -> Layout:
    """Squares that no cell covers become cells."""
    covered = {square for cell in layout.cells for square in cell.squares()}
    free = [
        c for c in every_square(layout.columns, layout.rows) if (c.column, c.row) not in covered
    ]
    return _ordered(layout, [*layout.cells, *free])


def coarsest(layout: Layout) -> Layout:
    """The same picture on the smallest grid."""
    across = gcd(layout.columns, *(n for c in layout.cells for n in (c.column, c.columns)))
    down = gcd(layout.rows, *(n for c in layout.cells for n in (c.row, c.rows)))
    cells = [
        replace(
            c, column=c.column // across, columns=c.columns // across,
            row=c.row // down, rows=c.rows // down,
        )
        for c in layout.cells
    ]  # fmt: skip
    return replace(
        layout, columns=layout.columns // across, rows=layout.rows // down, cells=tuple(cells)
    )


def _finer(layout: Layout, across: int, down: int) -> Layout:
    if layout.columns * across > MOST_SQUARES or layout.rows * down > MOST_SQUARES:
        raise ValueError(
            f"the grid would become {layout.columns * across} x {layout.rows * down};"
            f" {MOST_SQUARES} columns and rows are the most"
        )
    cells = [
        replace(
            c, column=c.column * across, columns=c.columns * across,
            row=c.row * down, rows=c.rows * down,
        )
        for c in layout.cells
    ]  # fmt: skip
    return replace(
        layout, columns=layout.columns * across, rows=layout.rows * down, cells=tuple(cells)
    )


def _at(layout: Layout, cell: int) -> Cell:
    if not 0 <= cell < len(layout.cells):
        raise IndexError(f"cell {cell} is not one of 0 to {len(layout.cells) - 1}")
    return layout.cells[cell]


def _with(layout: Layout, cell: int, changed: Cell) -> Layout:
    cells = list(layout.cells)
    cells[cell] = changed
    return replace(layout, cells=tuple(cells))


def _ordered(layout: Layout, cells: Iterable[Cell]) -> Layout:
    return replace(layout, cells=tuple(sorted(cells, key=lambda c: (c.row, c.column))))


def _showing(place: Cell, shown: Cell) -> Cell:
    return replace(place, source=shown.source, tour=shown.tour, fill=shown.fill)


def _is_open(cell: Cell) -> bool:
    return not cell.source and not cell.tour


def _around(cells: Sequence[Cell]) -> tuple[int, int, int, int]:
    return (
        min(c.column for c in cells),
        min(c.row for c in cells),
        max(c.column + c.columns for c in cells),
        max(c.row + c.rows for c in cells),
    )


def _meets(area: tuple[int, int, int, int], cell: Cell) -> bool:
    left, top, right, bottom = area
    return (
        cell.column < right
        and cell.column + cell.columns > left
        and cell.row < bottom
        and cell.row + cell.rows > top
    )
