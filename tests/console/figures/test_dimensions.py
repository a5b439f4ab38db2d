from __future__ import annotations

from collections.abc import Callable

import pytest

from console.cases.record import CaseRecord
from console.figures.dimensions import DIMENSIONS, Names, grouped, key_of

NAMES = Names({"governance": "综治工作"}, {"g1": "网格001"}, {"g1": "云帆村"})


@pytest.mark.parametrize(
    ("dimension", "key", "label"),
    [
        ("platform", "governance", "综治工作"), ("unit", "河道保洁队", "河道保洁队"),
        ("village", "云帆村", "云帆村"), ("grid", "g1", "云帆村网格001"),
        ("category", "0113", "河道污染"), ("channel", "grid_worker", "grid_worker"),
        ("level", "blue", "blue"),
    ],
)  # fmt: skip
def test_a_case_is_found_under_its_key_and_called_by_its_name(
    record_of: Callable[..., CaseRecord], dimension: str, key: str, label: str
) -> None:
    record = record_of()
    [(found, members)] = grouped(dimension, [record], NAMES).items()
    assert (found, members) == (key, [record])
    assert NAMES.label(dimension, key, members) == label


def test_an_unknown_code_is_shown_as_it_is_and_an_unknown_grid_is_in_no_village(
    record_of: Callable[..., CaseRecord],
) -> None:
    assert NAMES.label("platform", "fifth") == "fifth"
    assert key_of("village", NAMES)(record_of(grid="old")) == ""


def test_there_are_no_other_dimensions() -> None:
    with pytest.raises(ValueError, match="is no dimension"):
        key_of("colour", NAMES)
    assert len(DIMENSIONS) == 7
