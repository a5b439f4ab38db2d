from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layouts.draft import Draft, piece_of
from layouts.layout import Cell, Fill, Layout, every_square
from layouts.neighbours import Direction
from layouts.store import load_layouts

PRESETS = load_layouts(None)


def four(*sources: str) -> Draft:
    cells = [
        Cell(c.column, c.row, source=source)
        for c, source in zip(every_square(2, 2), sources or "abcd", strict=True)
    ]
    return Draft(Layout("own", 2, 2, tuple(cells)))


def shown(draft: Draft) -> list[str]:
    return [piece_of(cell) for cell in draft.layout.cells]


def test_cells_chosen_together_become_one_and_undo_parts_them() -> None:
    draft = four()
    draft.go(Direction.RIGHT, extend=True)
    draft.merge()
    assert [(c.columns, c.rows) for c in draft.layout.cells] == [(2, 1), (1, 1), (1, 1)]
    assert draft.chosen == (0,)
    draft.undo()
    assert len(draft.layout.cells) == 4
    draft.redo()
    assert len(draft.layout.cells) == 3


def test_one_cell_alone_is_not_merged() -> None:
    with pytest.raises(ValueError, match="one cell alone"):
        four().merge()


def test_the_selection_stays_in_its_place_when_the_grid_grows_finer() -> None:
    draft = four()
    draft.choose(3)
    draft.split(2, 2)
    assert (draft.cell.column, draft.cell.row) == (2, 2)
    draft.undo()
    assert draft.selected == 3


def test_what_is_put_into_a_cell_is_a_source_a_tour_a_filling_or_nothing() -> None:
    draft = four()
    for cell, piece in enumerate(("camera:c09", "tour:河道夜巡", "fill:nodes", "")):
        draft.put(piece, cell)
    assert shown(draft) == ["camera:c09", "tour:河道夜巡", "fill:nodes", ""]
    assert draft.layout.cells[3].fill is Fill.NOTHING


def test_all_chosen_cells_are_cleared_in_one_step() -> None:
    draft = four()
    draft.choose_all((1, 2))
    draft.clear()
    assert shown(draft) == ["a", "", "", "d"]
    draft.undo()
    assert shown(draft) == ["a", "b", "c", "d"]


def test_a_cell_swapped_with_its_neighbour_stays_selected() -> None:
    draft = four()
    draft.swap_towards(Direction.DOWN)
    assert shown(draft) == ["c", "b", "a", "d"]
    assert draft.selected == 2


def test_ranks_are_given_in_turn_and_a_gap_is_filled() -> None:
    draft = four()
    for cell in range(3):
        draft.choose(cell)
        draft.rank(draft.free_rank())
    draft.choose(1)
    draft.rank(None)
    assert draft.free_rank() == 2


def test_another_shape_takes_over_what_is_shown_in_its_order() -> None:
    draft = four("a", "b", "c", "d")
    draft.begin_with(PRESETS["1+5"])
    assert [cell.source for cell in draft.layout.cells] == ["a", "b", "c", "d", None, None]
    assert draft.layout.name == "own"
    draft.begin_with(PRESETS["1x1"])
    assert shown(draft) == ["a"]


def test_what_the_other_shape_names_itself_is_not_shown_twice() -> None:
    draft = four("program", "b", "c", "d")
    draft.begin_with(PRESETS["speaker+row"])
    assert [cell.source for cell in draft.layout.cells].count("program") == 1


def test_it_is_changed_until_it_is_saved_and_unchanged_when_all_is_undone() -> None:
    draft = four()
    assert not draft.changed
    draft.put("x")
    assert draft.changed
    draft.undo()
    assert not draft.changed
    draft.resize(3, 2)
    draft.note_saved(draft.layout)
    assert not draft.changed
    given = draft.layout
    draft.put("y")
    draft.note_saved(given)  # the disk was slow
    assert draft.changed


STEPS = st.one_of(
    st.tuples(st.just("choose"), st.integers(0, 300), st.booleans()),
    st.tuples(st.just("go"), st.sampled_from(Direction), st.booleans()),
    st.tuples(st.just("merge")),
    st.tuples(st.just("split"), st.integers(1, 3), st.integers(1, 3)),
    st.tuples(st.just("split_to_squares")),
    st.tuples(st.just("put"), st.sampled_from(["", "map", "tour:t", "fill:case"])),
    st.tuples(st.just("clear")),
    st.tuples(st.just("swap_towards"), st.sampled_from(Direction)),
    st.tuples(st.just("resize"), st.integers(0, 17), st.integers(1, 6)),
    st.tuples(st.just("begin_with"), st.sampled_from(list(PRESETS.values()))),
    st.tuples(st.just("undo")),
    st.tuples(st.just("redo")),
)


@given(st.sampled_from(list(PRESETS.values())), st.lists(STEPS, max_size=25))
def test_whatever_is_done_every_square_has_one_cell_and_the_selection_exists(
    start: Layout, steps: list[tuple]
) -> None:
    draft = Draft(start)
    for name, *rest in steps:
        if name == "choose":
            rest[0] %= len(draft.layout.cells)
        before = draft.layout
        try:
            getattr(draft, name)(*rest)
        except ValueError:
            assert draft.layout is before
        squares = [square for cell in draft.layout.cells for square in cell.squares()]
        assert len(squares) == len(set(squares)) == draft.layout.columns * draft.layout.rows
        assert all(0 <= n < len(draft.layout.cells) for n in draft.chosen)
        assert len(set(draft.chosen)) == len(draft.chosen) > 0
    while draft.can_undo:
        draft.undo()
    assert draft.layout == start
