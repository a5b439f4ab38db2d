from __future__ import annotations

import pytest

from layouts.arrangement import Arrangement, fill, restore
from layouts.layout import Cell, Fill, Layout

PAIR = Layout("pair", 2, 1, (Cell(0, 0), Cell(1, 0, source="program")))


def test_a_layout_is_filled_in_the_catalogues_order_around_what_its_cells_name() -> None:
    arrangement = fill(PAIR, ["program", "camera:a", "camera:b"])
    assert arrangement.sources == ("camera:a", "program")


def test_a_short_catalogue_leaves_cells_empty() -> None:
    assert fill(PAIR, []).sources == (None, "program")


def test_putting_a_source_changes_only_its_cell() -> None:
    changed = fill(PAIR, ["camera:a"]).put(1, None)
    assert changed == Arrangement(PAIR, ("camera:a", None))


def test_a_cell_that_does_not_exist_is_refused_by_its_number() -> None:
    with pytest.raises(IndexError, match="0 to 1"):
        fill(PAIR, []).put(2, "map")


def test_a_memory_that_does_not_fit_is_no_arrangement() -> None:
    assert restore(PAIR, ["camera:a"]) is None
    remembered = restore(PAIR, ["camera:b", None])
    assert remembered is not None
    assert remembered.sources == ("camera:b", None)


def test_each_cell_is_filled_from_where_it_says() -> None:
    cells = (
        Cell(0, 0, fill=Fill.NODES), Cell(1, 0, fill=Fill.CASE), Cell(2, 0, fill=Fill.NOTHING),
        Cell(3, 0), Cell(4, 0, tour="night"), Cell(5, 0, fill=Fill.CASE),
    )  # fmt: skip
    shown = fill(Layout("x", 6, 1, cells), ["camera:a"], ["node:n"], ["camera:x"])
    assert shown.sources == ("node:n", "camera:x", None, "camera:a", None, None)


def test_what_is_shown_can_be_kept_as_a_layout_that_opens_the_same() -> None:
    layout = Layout("x", 3, 1, (Cell(0, 0), Cell(1, 0), Cell(2, 0, tour="night")))
    shown = Arrangement(layout, ("camera:b", None, "camera:t"))
    kept = shown.as_layout()
    assert kept.cells[2] == Cell(2, 0, tour="night")
    assert fill(kept, ["camera:a"]).sources == ("camera:b", None, None)
