"""Datums both ways, against published points."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.cases.datum import DATUMS, from_wgs84, to_wgs84
from media.calibration import metres

# Published test points of GCJ-02: WGS-84 and what it becomes.
PUBLISHED = [
    ((121.5272106, 31.1774276), (121.531541859215, 31.17530398364597)),
    ((113.912316, 22.543847), (113.9171764808363, 22.540796131694766)),
    ((116.377817, 39.911954), (116.38404722455657, 39.91334545536069)),
]


@pytest.mark.parametrize(("plain", "shifted"), PUBLISHED)
def test_published_points_are_met(plain: tuple[float, float], shifted: tuple[float, float]) -> None:
    assert math.hypot(*metres(*from_wgs84("gcj02", *plain), *shifted)) < 0.001


def test_bd09_adds_what_is_published() -> None:
    plain = to_wgs84("gcj02", 116.404, 39.915)
    assert from_wgs84("bd09", *plain) == pytest.approx((116.41036949371029, 39.92133699351021))


def test_gcj02_is_off_by_514_m_in_the_town() -> None:
    east, north = metres(*from_wgs84("gcj02", 120.19, 30.47), 120.19, 30.47)
    assert (east, north) == pytest.approx((443, -261), abs=1)


@given(st.sampled_from(DATUMS), st.floats(74, 134), st.floats(18, 53))
def test_there_and_back_is_less_than_a_millimetre(
    datum: str, longitude: float, latitude: float
) -> None:
    there = from_wgs84(datum, longitude, latitude)
    back = to_wgs84(datum, *there)
    assert math.hypot(*metres(*back, longitude, latitude)) < 0.001


@given(st.sampled_from(DATUMS), st.floats(-180, 180), st.floats(-90, 90))
def test_any_place_has_an_answer(datum: str, longitude: float, latitude: float) -> None:
    assert all(map(math.isfinite, to_wgs84(datum, longitude, latitude)))
    assert all(map(math.isfinite, from_wgs84(datum, longitude, latitude)))


def test_cgcs2000_is_wgs84_and_nothing_is_shifted_abroad() -> None:
    assert to_wgs84("cgcs2000", 120.19, 30.47) == (120.19, 30.47)
    assert from_wgs84("gcj02", 2.35, 48.85) == (2.35, 48.85)


@given(st.floats(-180, 71.9) | st.floats(138, 180), st.floats(-85, 85))
def test_abroad_gcj02_is_wgs84(longitude: float, latitude: float) -> None:
    assert from_wgs84("gcj02", longitude, latitude) == (longitude, latitude)
    assert to_wgs84("gcj02", longitude, latitude) == (longitude, latitude)


@pytest.mark.parametrize("convert", [to_wgs84, from_wgs84])
def test_an_unknown_datum_is_named(convert: object) -> None:
    with pytest.raises(ValueError, match="'xian80' is no datum"):
        convert("xian80", 120.0, 30.0)  # type: ignore[operator]
