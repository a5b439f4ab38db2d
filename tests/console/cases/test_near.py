from __future__ import annotations

import math
from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from console.cases.case import Case, CaseId, Place
from console.cases.near import NEAR_M, Standpoint, near

HERE = Standpoint("gate", 120.19, 30.47)
METRE_NORTH = 1 / 110_870


def away(metres: float) -> Place:
    return Place(120.19, 30.47 + metres * METRE_NORTH)


def test_the_nearest_comes_first_and_what_is_far_is_left_out(
    case_of: Callable[..., Case],
) -> None:
    cases = [
        case_of(id=CaseId("far"), place=away(NEAR_M + 20)),
        case_of(id=CaseId("b"), place=away(700)),
        case_of(id=CaseId("a"), place=away(-90)),
        case_of(id=CaseId("closed"), place=away(10), status="closed"),
    ]
    found = near(cases, HERE)
    assert list(found) == ["a", "b"]
    assert [round(far or 0) for far in found.values()] == [90, 700]


def test_a_case_that_names_the_camera_is_there_at_any_distance(
    case_of: Callable[..., Case],
) -> None:
    cases = [
        case_of(id=CaseId("no place"), cameras=("gate",)),
        case_of(id=CaseId("far"), place=away(5000), cameras=("gate", "hall")),
        case_of(id=CaseId("other"), cameras=("hall",)),
    ]
    found = near(cases, HERE)
    assert list(found) == ["far", "no place"]
    assert found[CaseId("no place")] is None


def test_of_a_camera_whose_place_is_not_known_those_that_name_it_are_left(
    case_of: Callable[..., Case],
) -> None:
    cases = [case_of(id=CaseId("a"), place=away(5)), case_of(id=CaseId("b"), cameras=("gate",))]
    assert near(cases, Standpoint("gate", None, None)) == {"b": None}


@given(st.lists(st.floats(-1500, 1500), max_size=20))
def test_distances_never_fall_from_one_to_the_next(
    case_of: Callable[..., Case], norths: list[float]
) -> None:
    cases = [case_of(id=CaseId(str(n)), place=away(far)) for n, far in enumerate(norths)]
    found = [far for far in near(cases, HERE).values() if far is not None]
    assert found == sorted(found)
    assert all(far <= NEAR_M for far in found)
    assert len(found) >= sum(math.fabs(far) < NEAR_M - 5 for far in norths)
