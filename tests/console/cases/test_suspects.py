from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from console.cases.case import Case, CaseId, Place
from console.cases.datum import from_wgs84, to_wgs84
from console.cases.places import Bounds, bounds_of
from console.cases.suspects import Judged, Suspect, patterns

RING = ((120.188, 30.468), (120.192, 30.468), (120.192, 30.472), (120.188, 30.472))
GRIDS = {"g1": (RING,)}
BOUNDS = bounds_of([RING])
MIDDLE = (120.19, 30.47)


def a_case(at: tuple[float, float] | None, grid: str = "g1", **more: Any) -> Case:
    place = Place(*at, 10.0, "gps", "", grid) if at else None
    return Case(
        CaseId("c"), 1, "", "", "", "market", "", "", "12345", "", "handling", None, place,
        **{"grid": grid, **more},
    )  # fmt: skip


def suspect_places(
    cases: list[Case], bounds: Bounds | None, grids: dict[str, Any]
) -> list[Suspect]:
    """All at once, each with an id of its own."""
    named = [replace(case, id=CaseId(f"c{n}")) for n, case in enumerate(cases)]
    judged = Judged(bounds, grids)
    judged.begin(named)
    assert judged.step(1000)
    return judged.found


@pytest.mark.parametrize("datum", ["gcj02", "bd09"])
def test_a_place_read_in_the_wrong_datum_would_fit_as_the_right_one(datum: str) -> None:
    """The platform says WGS-84 and sends another datum: the place is 500 m or more beside."""
    [suspect] = suspect_places([a_case(from_wgs84(datum, *MIDDLE))], BOUNDS, GRIDS)
    assert (suspect.why, suspect.proposal, suspect.grid) == ("not_in_grid", datum, "g1")
    assert suspect.fitting == pytest.approx(MIDDLE, abs=1e-6)


def test_a_place_that_was_shifted_though_it_was_right_is_told_so() -> None:
    [suspect] = suspect_places([a_case(to_wgs84("gcj02", *MIDDLE))], BOUNDS, GRIDS)
    assert suspect.proposal == "wgs84"


def test_exchanged_coordinates_are_seen_with_and_without_a_grid() -> None:
    for grid in ("g1", ""):
        [suspect] = suspect_places([a_case(MIDDLE[::-1], grid)], BOUNDS, GRIDS)
        assert suspect.proposal == "swapped"
        assert suspect.fitting == MIDDLE


def test_what_is_in_its_grid_or_just_beside_it_is_no_suspect() -> None:
    beside = (120.1925, 30.47)  # 48 m beyond the border
    assert suspect_places([a_case(MIDDLE), a_case(beside), a_case(None)], BOUNDS, GRIDS) == []


def test_a_grid_nobody_knows_says_nothing_about_the_datum() -> None:
    assert suspect_places([a_case(MIDDLE, "g9")], BOUNDS, GRIDS) == []
    [suspect] = suspect_places([a_case((121.5, 31.0), "g9")], BOUNDS, GRIDS)
    assert (suspect.why, suspect.proposal) == ("outside", "")


def test_an_unreadable_place_says_what_was_wrong() -> None:
    [suspect] = suspect_places([a_case(None, faults=("place.lon: is no number",))], BOUNDS, GRIDS)
    assert (suspect.why, suspect.fault) == ("unreadable", "place.lon: is no number")


def test_only_what_is_another_is_judged_again_and_not_all_at_once() -> None:
    cases = [replace(a_case(MIDDLE), id=CaseId(f"c{n}")) for n in range(5)]
    judged = Judged(BOUNDS, GRIDS)
    judged.begin(cases)
    assert [judged.step(3), judged.step(3)] == [False, True]
    moved = replace(cases[4], place=Place(121.0, 31.0))
    judged.begin([*cases[:4], moved])
    assert judged.step(1), "known ones take a tenth"
    assert judged.found == [], "the same revision says the same"
    judged.begin([*cases[:4], replace(moved, rev=2)])
    assert not judged.step(1)
    assert judged.step(1)
    assert [each.case_id for each in judged.found] == ["c4"]
    judged.begin(cases[:4])
    assert [each.case_id for each in judged.found] == ["c4"], "as far as is known"
    assert judged.step(3)
    assert judged.found == []


def test_many_cases_of_a_source_make_a_pattern() -> None:
    shifted = [a_case(from_wgs84("gcj02", *MIDDLE))] * 4
    lone = [a_case((120.25, 30.47))]
    suspects = suspect_places(shifted + lone, BOUNDS, GRIDS)
    assert patterns(suspects) == {"12345": ("gcj02", 4, 5)}
    assert patterns(suspects[:2]) == {}
