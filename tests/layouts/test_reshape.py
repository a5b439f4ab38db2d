from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layouts.grid import rects
from layouts.layout import Cell, Layout, every_square
from layouts.reshape import WORTH, reshaped
from layouts.store import load_layouts

FOUR_SIDE_BY_SIDE = (7680, 1080)
UPRIGHT = (1080, 1920)


def even(columns: int, rows: int, origin: str = "preset") -> Layout:
    return Layout("even", columns, rows, every_square(columns, rows), origin=origin)


@pytest.mark.parametrize(
    ("named", "size", "form"),
    [
        ((2, 2), FOUR_SIDE_BY_SIDE, (4, 1)),
        ((3, 3), FOUR_SIDE_BY_SIDE, (9, 1)),
        ((4, 4), FOUR_SIDE_BY_SIDE, (8, 2)),
        ((6, 6), FOUR_SIDE_BY_SIDE, (12, 3)),
        ((8, 8), FOUR_SIDE_BY_SIDE, (16, 4)),
        ((4, 4), UPRIGHT, (2, 8)),
    ],
)
def test_pictures_are_as_large_as_the_screen_allows(
    named: tuple[int, int], size: tuple[int, int], form: tuple[int, int]
) -> None:
    found = reshaped(even(*named), *size)
    assert (found.columns, found.rows) == form


@pytest.mark.parametrize("size", [(1920, 1080), (3840, 2160), (1280, 720), (1400, 900)])
def test_on_a_usual_screen_every_preset_is_as_named(size: tuple[int, int]) -> None:
    for preset in load_layouts(None).values():
        assert reshaped(preset, *size) is preset


def test_what_somebody_made_is_shown_as_it_was_made() -> None:
    own = even(4, 4, origin="layouts/own.toml")
    assert reshaped(own, *FOUR_SIDE_BY_SIDE) is own


def test_cells_that_are_not_even_stay() -> None:
    spans = Layout("1+1", 2, 2, (Cell(0, 0, 2, 1), Cell(0, 1), Cell(1, 1)))
    assert reshaped(spans, *FOUR_SIDE_BY_SIDE) is spans


def test_cells_keep_what_they_show() -> None:
    layout = even(2, 2)
    cells = tuple(replace(cell, source=f"camera:c{at}") for at, cell in enumerate(layout.cells))
    found = reshaped(replace(layout, cells=cells), *FOUR_SIDE_BY_SIDE)
    assert [cell.source for cell in found.cells] == [cell.source for cell in cells]


@given(st.integers(1, 8), st.integers(1, 8), st.integers(0, 8000), st.integers(0, 8000))
def test_as_many_cells_as_before_and_never_smaller_pictures(
    columns: int, rows: int, width: int, height: int
) -> None:
    before = even(columns, rows)
    after = reshaped(before, width, height)
    assert after.columns * after.rows == len(after.cells) == len(before.cells)
    assert [(c.column, c.row) for c in after.cells] == [
        (c.column, c.row) for c in every_square(after.columns, after.rows)
    ]
    if after is not before and min(width, height) > 100:
        wide, narrow = _smallest(after, width, height), _smallest(before, width, height)
        assert wide >= narrow * WORTH * 0.8  # whole pixels


def _smallest(layout: Layout, width: int, height: int) -> float:
    return min(min(each.width, each.height * 16 / 9) for each in rects(layout, width, height, 0))
