from __future__ import annotations

from layouts.layout import Cell, Layout, Place, alarm_places, every_square


def test_a_cell_knows_its_squares() -> None:
    assert list(Cell(1, 2, 2, 2).squares()) == [(1, 2), (2, 2), (1, 3), (2, 3)]


def test_a_grid_has_a_cell_for_each_square_in_reading_order() -> None:
    assert every_square(2, 2) == (Cell(0, 0), Cell(1, 0), Cell(0, 1), Cell(1, 1))


def test_alarm_tiles_come_by_their_rank() -> None:
    layout = Layout("x", 3, 1, (Cell(0, 0, alarm=2), Cell(1, 0), Cell(2, 0, alarm=1)))
    assert alarm_places([("left", layout)]) == [Place("left", 2), Place("left", 0)]


def test_a_layout_can_be_a_key_whatever_its_extra_keys() -> None:
    assert len({Layout("x", 1, 1, (Cell(0, 0, extra={"a": []}),), extra={"b": {}})}) == 1
