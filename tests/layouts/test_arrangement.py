from __future__ import annotations

import pytest

from layouts.arrangement import Arrangement, fill, restore
from layouts.layout import Cell, Layout

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
