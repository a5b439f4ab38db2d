from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.ui.map_ground import Plane
from console.ui.map_places import Places

near = st.tuples(st.floats(103.9, 104.1), st.floats(30.5, 30.7))


@given(st.lists(near, max_size=8))
def test_places_are_the_same_one_by_one_and_as_an_array(degrees: list[tuple[float, float]]) -> None:
    places = Places(Plane(104.0, 30.6), degrees)
    assert places.xy.shape == (len(degrees), 2)
    for number, (at, (x, y)) in enumerate(zip(places.all(), places.xy.tolist(), strict=True)):
        assert places[number] == at
        assert (at.x(), at.y()) == (pytest.approx(x, abs=1e-6), pytest.approx(y, abs=1e-6))
