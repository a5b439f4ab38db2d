"""An even layout on a screen of another form: as many cells in other rows, so that pictures are
large. Pure."""

from __future__ import annotations

from dataclasses import replace

from layouts.layout import MOST_SQUARES, Layout, every_square
from layouts.store import is_preset

WIDE, HIGH = 16, 9  # of the usual camera's picture
WORTH = 1.25  # pictures so much wider are worth another arrangement than the named one


def reshaped(layout: Layout, width: int, height: int) -> Layout:
    """The layout as it is best shown on an area of ``width`` x ``height`` pixels.

    A preset of even cells says how many pictures there are, not how the screen is formed: 36 on
    four screens side by side are twelve columns of three, where six of six would leave two thirds
    of it black. Every other layout, and one on a screen of the usual form, is given back as it is.
    Cells keep their order, and with it their number and what they show.
    """
    if not is_preset(layout) or width <= 0 or height <= 0 or not _is_even(layout):
        return layout
    count = len(layout.cells)
    forms = [(columns, count // columns) for columns in _divisors(count)]
    best = max(forms, key=lambda form: _picture_width(form, width, height))
    own = _picture_width((layout.columns, layout.rows), width, height)
    if _picture_width(best, width, height) < own * WORTH:
        return layout
    columns, rows = best
    cells = tuple(
        replace(cell, column=square.column, row=square.row)
        for cell, square in zip(layout.cells, every_square(columns, rows), strict=True)
    )
    return replace(layout, columns=columns, rows=rows, cells=cells)


def _is_even(layout: Layout) -> bool:
    """Whether each square of the grid is a cell, in reading order."""
    places = [(cell.column, cell.row, cell.columns, cell.rows) for cell in layout.cells]
    squares = every_square(layout.columns, layout.rows)
    return places == [(square.column, square.row, 1, 1) for square in squares]


def _divisors(count: int) -> list[int]:
    return [
        columns
        for columns in range(1, min(count, MOST_SQUARES) + 1)
        if count % columns == 0 and count // columns <= MOST_SQUARES
    ]


def _picture_width(form: tuple[int, int], width: int, height: int) -> float:
    columns, rows = form
    return min(width / columns, height / rows * WIDE / HIGH)
