from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from console.cases.case import Place
from console.cases.places import Bounds
from console.cases.sources.fence import Fence

SQUARE = ((120.0, 30.0), (121.0, 30.0), (121.0, 31.0), (120.0, 31.0), (120.0, 30.0))
CORNERED = ((120.0, 30.0), (122.0, 30.0), (122.0, 32.0), (121.0, 30.5), (120.0, 32.0))


@given(st.floats(119, 122), st.floats(29, 32))
def test_a_square_holds_what_its_bounds_hold(longitude: float, latitude: float) -> None:
    fence, place = Fence.around((SQUARE,)), Place(longitude, latitude)
    assert fence is not None
    inside = 120 < longitude < 121 and 30 < latitude < 31
    on_edge = longitude in (120, 121) or latitude in (30, 31)
    assert on_edge or fence.holds(place) == inside


def test_a_corner_that_is_cut_out_is_outside() -> None:
    fence = Fence.around((CORNERED,))
    assert fence is not None
    assert not fence.holds(Place(121.0, 31.5))
    assert fence.holds(Place(120.2, 31.0))
    assert fence.holds(Place(121.9, 31.0))


def test_without_polygons_a_fence_is_its_rectangle() -> None:
    assert Fence(Bounds(120, 30, 121, 31)).holds(Place(120.5, 30.5))
    assert not Fence(Bounds(120, 30, 121, 31)).holds(Place(120.5, 31.5))
    assert Fence.around(()) is None
