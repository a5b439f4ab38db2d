from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.cases.mercator import corner_of, square_of, zoom_for


@given(st.floats(-179, 179), st.floats(-84, 84), st.integers(0, 20))
def test_squares_are_those_of_the_formula_that_is_published(
    longitude: float, latitude: float, zoom: int
) -> None:
    up = math.asinh(math.tan(math.radians(latitude)))
    known = ((longitude + 180) / 360 * 2**zoom, (1 - up / math.pi) / 2 * 2**zoom)
    assert square_of(longitude, latitude, zoom) == pytest.approx(known, abs=1e-6)
    assert square_of(0, 0, 1) == (1.0, 1.0)


@given(st.floats(-179, 179), st.floats(-84, 84), st.integers(0, 20))
def test_there_and_back(longitude: float, latitude: float, zoom: int) -> None:
    back = corner_of(*square_of(longitude, latitude, zoom), zoom)
    assert back == pytest.approx((longitude, latitude), abs=1e-9)


def test_the_poles_are_at_the_edge_of_the_square_world() -> None:
    assert square_of(0, 90, 3)[1] == pytest.approx(0, abs=1e-4)
    assert square_of(0, -90, 3)[1] == pytest.approx(8, abs=1e-4)


def test_squares_are_shown_at_about_their_own_size() -> None:
    assert zoom_for(1 / 156543.03392804097, 0, 0, 20) == 0
    assert zoom_for(1 / 1.19, 0, 0, 20) == 17
    assert zoom_for(100, 30, 3, 18) == 18
    assert zoom_for(1e-9, 30, 3, 18) == 3
