"""Suspect places are listed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from console.cases.case import Case, Place
from console.cases.places import Bounds, bounds_of, suspects

TOWN = (((120.1, 30.4), (120.2, 30.4), (120.2, 30.5)), ((120.15, 30.45), (120.25, 30.45)))


def test_the_bounds_are_around_all_rings_with_a_margin() -> None:
    assert bounds_of(TOWN, 0) == Bounds(120.1, 30.4, 120.25, 30.5)
    wide = bounds_of(TOWN, 1110)
    assert wide is not None
    assert wide.south == pytest.approx(30.39)
    assert wide.west == pytest.approx(120.0884, abs=1e-4)
    assert bounds_of([]) is None


def test_a_place_outside_and_a_place_that_could_not_be_read_are_suspect(
    case_of: Callable[..., Case],
) -> None:
    cases = [
        case_of(id="inside", place=Place(120.2, 30.45)),
        case_of(id="shifted", place=Place(120.19, 30.0)),
        case_of(id="swapped", faults=("place.latitude: out of bounds",)),
        case_of(id="nowhere", faults=("text: a text is wanted",)),
    ]
    assert [case.id for case in suspects(cases, bounds_of(TOWN))] == ["shifted", "swapped"]
    assert [case.id for case in suspects(cases, None)] == ["swapped"]
