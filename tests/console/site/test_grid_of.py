from __future__ import annotations

from console.site.grid_of import grid_of, middle_of
from console.site.records import Grid

SQUARE = ((120.0, 30.0), (120.01, 30.0), (120.01, 30.01), (120.0, 30.01), (120.0, 30.0))
NEXT = tuple((x + 0.01, y) for x, y in SQUARE)
GRIDS = (Grid("g1", "网格1", "石埠村", "", (SQUARE,)), Grid("g2", "网格2", "石埠村", "", (NEXT,)))


def test_a_place_is_in_the_grid_that_holds_it() -> None:
    assert [grid_of(GRIDS, x, 30.005).id for x in (120.005, 120.015)] == ["g1", "g2"]  # type: ignore[union-attr]
    assert grid_of(GRIDS, 120.5, 30.005) is None


def test_the_middle_of_a_grid_and_how_far_it_reaches() -> None:
    middle = middle_of(GRIDS[0])
    assert middle is not None
    longitude, latitude, radius_m = middle
    assert (round(longitude, 6), round(latitude, 6)) == (120.005, 30.005)
    assert 700 < radius_m < 760
    assert middle_of(Grid("g3", "", "", "", ())) is None
