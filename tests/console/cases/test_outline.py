from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.cases.outline import area_m2, holds, length_m
from media.calibration import metres

RING = ((120.18, 30.46), (120.20, 30.46), (120.20, 30.48), (120.18, 30.48), (120.18, 30.46))


@given(st.floats(120.17, 120.21), st.floats(30.45, 30.49))
def test_a_rectangle_holds_what_is_between_its_edges(x: float, y: float) -> None:
    near_edge = min(abs(x - 120.18), abs(x - 120.2), abs(y - 30.46), abs(y - 30.48)) < 1e-9
    if not near_edge:
        assert holds([RING], (x, y)) == (120.18 < x < 120.20 and 30.46 < y < 30.48)


def test_a_margin_is_in_metres_and_reaches_around_corners() -> None:
    outside = (120.1791, 30.46)
    away = metres(120.18, 30.46, *outside)[0]
    assert not holds([RING], outside, away - 1)
    assert holds([RING], outside, away + 1)
    corner = (120.1791, 30.4591)
    assert not holds([RING], corner, 120)
    assert holds([RING], corner, 140)


def test_a_notch_is_not_within() -> None:
    notched = ((0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (2.0, 1.0), (0.0, 4.0))
    assert holds([notched], (2.0, 0.5))
    assert not holds([notched], (2.0, 2.0))


def test_lengths_and_areas_are_on_the_ground() -> None:
    east, north = metres(120.20, 30.48, 120.18, 30.46)
    assert length_m(RING[:2]) == pytest.approx(east, rel=1e-3)
    assert area_m2(RING[:4]) == pytest.approx(east * north, rel=1e-3)
    assert area_m2(RING) == pytest.approx(east * north, rel=1e-3)
    assert (length_m(RING[:1]), area_m2(RING[:2])) == (0, 0)
