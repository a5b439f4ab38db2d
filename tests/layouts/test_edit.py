from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from random import Random

import pytest
from hypothesis import given

from layouts.edit import (
    coarsest,
    fill_up,
    insert,
    merge,
    put,
    put_fill,
    put_tour,
    rank,
    resize,
    split,
    split_to_squares,
    swap,
)
from layouts.layout import Cell, Fill, Layout, every_square
from layouts.store import dump_layout, parse_layout
from tests.layouts.made import described, full_layout, is_full, seeds

FOUR = Layout("four", 2, 2, every_square(2, 2))


def change(layout: Layout, chance: Random) -> Layout:
    cell = chance.randrange(len(layout.cells))
    other = chance.randrange(len(layout.cells))
    small, size = chance.randint(1, 3), chance.randint(1, 16)
    changes: list[Callable[[], Layout]] = [
        lambda: merge(layout, [cell, other]),
        lambda: split(layout, cell, small, chance.randint(1, 3)),
        lambda: split_to_squares(layout, cell),
        lambda: swap(layout, cell, other),
        lambda: resize(layout, size, chance.randint(1, 16)),
        lambda: insert(layout, cell, "camera:new"),
        lambda: put(layout, cell, None),
        lambda: put_tour(layout, cell, "night"),
        lambda: rank(layout, cell, small),
        lambda: coarsest(layout),
    ]
    try:
        return chance.choice(changes)()
    except ValueError:  # a grid too fine
        return layout


@given(seeds)
def test_whatever_is_done_the_layout_stays_whole_and_can_be_written(seed: int) -> None:
    chance = Random(seed)
    layout = described(full_layout(chance, 5), chance)
    for _ in range(12):
        layout = change(layout, chance)
        assert is_full(layout)
        assert all(
            (a.row, a.column) < (b.row, b.column)
            for a, b in zip(layout.cells, layout.cells[1:], strict=False)
        )
        assert parse_layout(dump_layout(layout), layout.name) == layout


@given(seeds)
def test_exchanging_loses_nothing_and_twice_is_as_before(seed: int) -> None:
    chance = Random(seed)
    layout = described(full_layout(chance, 5), chance)
    one, other = (chance.randrange(len(layout.cells)) for _ in "12")
    swapped = swap(layout, one, other)
    held = Counter((c.source, c.tour, c.fill) for c in layout.cells)
    assert held == Counter((c.source, c.tour, c.fill) for c in swapped.cells)
    assert [c.alarm for c in layout.cells] == [c.alarm for c in swapped.cells]
    assert swap(swapped, one, other) == layout


def test_merged_cells_show_what_the_first_of_them_does_that_shows_something() -> None:
    layout = put(FOUR, 1, "camera:a")
    merged = merge(rank(layout, 0, 2), [1, 0])
    assert merged.cells == (
        Cell(0, 0, 2, 1, "camera:a", alarm=2), Cell(0, 1), Cell(1, 1),
    )  # fmt: skip


def test_merging_takes_in_every_cell_it_would_cut() -> None:
    three = Layout("x", 3, 2, (Cell(0, 0), Cell(1, 0, 2, 1), Cell(0, 1, 2, 1), Cell(2, 1)))
    assert merge(three, [0, 2]).cells == (Cell(0, 0, 3, 2),)


def test_merging_nothing_and_splitting_into_nothing_are_refused() -> None:
    with pytest.raises(ValueError, match="no cell is chosen"):
        merge(FOUR, [])
    with pytest.raises(ValueError, match="1 x 1 at least"):
        split(FOUR, 0, 0, 1)


def test_a_cell_is_split_into_equal_ones_and_the_grid_made_finer_where_it_must() -> None:
    one = put(Layout("x", 1, 1, (Cell(0, 0),)), 0, "camera:a")
    assert split(one, 0, 2, 1).cells == (Cell(0, 0, 1, 1, "camera:a"), Cell(1, 0))
    two = Layout("x", 2, 1, every_square(2, 1))
    assert split(two, 1, 3, 1) == Layout(
        "x", 6, 1, (Cell(0, 0, 3, 1), Cell(3, 0), Cell(4, 0), Cell(5, 0))
    )


def test_a_grid_too_fine_is_refused_with_its_size() -> None:
    with pytest.raises(ValueError, match="would become 24 x 8"):
        split(Layout("x", 8, 8, every_square(8, 8)), 0, 3, 1)


def test_a_larger_grid_has_new_cells_and_a_smaller_one_cuts_off() -> None:
    large = resize(Layout("x", 1, 1, (Cell(0, 0, source="map"),)), 2, 1)
    assert large.cells == (Cell(0, 0, source="map"), Cell(1, 0))
    assert resize(Layout("x", 3, 3, (Cell(0, 0, 3, 2),)), 2, 1).cells == (Cell(0, 0, 2, 1),)
    assert resize(Layout("x", 2, 1, (Cell(1, 0),)), 1, 1).cells == (Cell(0, 0),)
    with pytest.raises(ValueError, match="1 to 16"):
        resize(FOUR, 17, 1)


def test_what_is_inserted_moves_the_others_on_to_the_first_open_cell() -> None:
    layout = put(put(FOUR, 0, "camera:a"), 1, "camera:b")
    moved = insert(layout, 0, "camera:n")
    assert [c.source for c in moved.cells] == ["camera:n", "camera:a", "camera:b", None]
    full = put(put(moved, 3, "camera:c"), 3, "camera:c")
    assert [c.source for c in insert(full, 2, "map").cells] == [
        "camera:n", "camera:a", "map", "camera:b",
    ]  # fmt: skip


def test_a_cell_holds_a_source_or_a_tour_or_what_it_is_filled_with() -> None:
    cell = put_tour(put(FOUR, 0, "map"), 0, "night").cells[0]
    assert (cell.source, cell.tour) == (None, "night")
    assert put(FOUR, 0, None).cells[0].fill is Fill.NOTHING
    assert put_fill(put(FOUR, 0, "map"), 0, Fill.CASE).cells[0] == Cell(0, 0, fill=Fill.CASE)


def test_a_rank_belongs_to_one_cell() -> None:
    assert [c.alarm for c in rank(rank(FOUR, 0, 1), 2, 1).cells] == [None, None, 1, None]
    assert rank(rank(FOUR, 0, 1), 0, None) == FOUR
    with pytest.raises(ValueError, match="from 1"):
        rank(FOUR, 0, 0)


def test_squares_that_no_cell_covers_become_cells() -> None:
    assert fill_up(Layout("x", 2, 2, (Cell(1, 0, source="map"),))).cells == (
        Cell(0, 0), Cell(1, 0, source="map"), Cell(0, 1), Cell(1, 1),
    )  # fmt: skip


def test_a_cell_that_does_not_exist_is_refused_by_its_number() -> None:
    with pytest.raises(IndexError, match="0 to 3"):
        put(FOUR, 4, "map")
    with pytest.raises(IndexError, match="0 to 3"):
        swap(FOUR, 0, -1)


def test_merging_grows_as_often_as_it_must() -> None:
    # the pair is cut by C, with C by D: the whole has to go in
    cells = (
        Cell(0, 0), Cell(1, 0), Cell(2, 0, 1, 2), Cell(0, 1), Cell(1, 1, 1, 2), Cell(0, 2),
        Cell(2, 2),
    )  # fmt: skip
    layout = Layout("x", 3, 3, cells)
    assert is_full(layout)
    merged = merge(layout, [1, 2])
    assert merged.cells == (Cell(0, 0), Cell(1, 0, 2, 3), Cell(0, 1), Cell(0, 2))
