from __future__ import annotations

import math
from pathlib import Path

import pytest

from media.archive.index import ArchiveIndex
from media.export.resent import once
from tests.media.archive.coded import arrivals
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
