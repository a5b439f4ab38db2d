from __future__ import annotations

import math
from pathlib import Path

import pytest

from media.archive.index import ArchiveIndex
from media.export.resent import distinct, once
from tests.media.archive.coded import STEP, arrivals
from tests.media.cameras.recordings import BEGAN, record, record_units


def moments(folder: Path) -> list[float]:
    index = ArchiveIndex(folder)
    try:
        found = once(folder, index.find("c01", BEGAN, BEGAN + 99))
        return [ends - BEGAN for _, ends in found]
    finally:
        index.close()


@pytest.fixture
def index(tmp_path: Path) -> ArchiveIndex:
    return ArchiveIndex(tmp_path)


def test_a_segment_ends_where_the_next_begins_with_a_picture_of_it(
    index: ArchiveIndex,
) -> None:
    units = arrivals(count=200, gop=50)
    record_units(index, units[:100], BEGAN)
    record_units(index, units[50:150], BEGAN + 2.1)
    record_units(index, units[150:], BEGAN + 6.1)
    index.close()
    assert moments(index.folder) == [pytest.approx(2.0, abs=1e-3), math.inf, math.inf]


def test_what_is_sent_twice_for_less_than_a_second_is_there_once_too(index: ArchiveIndex) -> None:
    units = arrivals(count=100, gop=20)
    record_units(index, units[:55], BEGAN)
    record_units(index, units[40:], BEGAN + 1.7)
    index.close()
    assert moments(index.folder) == [pytest.approx(1.6, abs=1e-3), math.inf]


def test_nothing_is_cut_away_that_the_next_one_has_not(index: ArchiveIndex) -> None:
    """A card that says "no signal", with which it begins too, and the scene between; and a next one
    that lacks a picture."""
    card, scene = arrivals(count=1)[0], arrivals(count=50, gop=25, size=(160, 96))
    shown = [card, *scene[25:], card]
    units = [
        each._replace(
            unit=each.unit._replace(timestamp=number * STEP), received_at=100 + number / 25
        )
        for number, each in enumerate(shown)
    ]
    record_units(index, units, BEGAN)
    record_units(index, units[:1], BEGAN + 0.9)
    again = arrivals(count=100, gop=50)
    record_units(index, again[:80], BEGAN + 10)
    record_units(index, [*again[50:60], *again[61:]], BEGAN + 12)
    index.close()
    assert moments(index.folder) == [pytest.approx(26 / 25, abs=1e-3)] + [math.inf] * 3


def test_one_that_lies_in_another_is_left_out_if_that_has_all_of_it(index: ArchiveIndex) -> None:
    units = arrivals(count=150, gop=50)
    whole = record_units(index, units, BEGAN)
    record_units(index, units[50:100], BEGAN + 2.1)
    other = record(index, began_at=BEGAN + 3, pictures=25, first=3)
    found = distinct(index.folder, index.find("c01", BEGAN, BEGAN + 99))
    index.close()
    assert [index.folder / each.path for each in found] == [whole, other]


def test_other_pictures_of_the_same_time_end_nothing(index: ArchiveIndex) -> None:
    record(index, pictures=100)
    record(index, began_at=BEGAN + 2, pictures=100, first=5)
    index.close()
    assert moments(index.folder) == [math.inf, math.inf]


def test_what_cannot_be_read_ends_nothing(index: ArchiveIndex) -> None:
    record(index, pictures=100).write_bytes(b"torn")
    record(index, began_at=BEGAN + 2, pictures=100).write_bytes(b"torn")
    index.close()
    assert moments(index.folder) == [math.inf, math.inf]
    assert list(once(index.folder, [])) == []
