from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from console.cases.datum import DATUMS, from_wgs84
from console.ui.place_field import PlaceField, place_written
from console.ui.theme import Look


@given(st.sampled_from(DATUMS), st.floats(73, 135), st.floats(4, 53))
def test_what_was_written_in_a_datum_is_read_as_the_same_place(
    datum: str, longitude: float, latitude: float
) -> None:
    east, north = from_wgs84(datum, longitude, latitude)
    found = place_written(f"{east:.7f}, {north:.7f}", datum)
    assert found == pytest.approx((longitude, latitude), abs=2e-7)


@pytest.mark.parametrize(
    "text", ["120.19,30.47", " 120.19 30.47 ", "120.19，30.47", "120.19; 30.47"]
)
def test_the_two_numbers_are_parted_as_people_do(text: str) -> None:
    assert place_written(text, "wgs84") == (120.19, 30.47)


@pytest.mark.parametrize(
    "text", ["", "1", "30.47, 120.19", "181, 0", "1e2, 3", "nan, nan", "1,2,3"]
)
def test_what_is_no_place_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no "):
        place_written(text, "wgs84")


def test_a_place_of_the_map_is_shown_in_the_chosen_datum(look: Look, qtbot: QtBot) -> None:
    field = PlaceField(look)
    qtbot.addWidget(field)
    assert field.place() is None
    field.set_datum("gcj02")
    field.set_place(120.19, 30.47)
    assert not field.coordinates.text().startswith("120.1900000")
    assert field.place() == pytest.approx((120.19, 30.47), abs=1e-6)
    field.clear()
    assert field.place() is None
