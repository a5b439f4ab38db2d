from __future__ import annotations

from pathlib import Path

import pytest

from media.archive.row import hold, is_being_written, mend, row_of
from media.archive.segment import path_of
from tests.media.archive.films import fragmented

T = 1_800_000_000.0


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / path_of("c01", "sub", T)
    made.parent.mkdir(parents=True)
    made.write_bytes(fragmented())
    return made


def test_a_file_says_what_its_row_is(tmp_path: Path, file: Path) -> None:
    path, size = path_of("c01", "sub", T), len(fragmented())
    assert row_of(tmp_path, file) == (
        "c01", "sub", path, T, pytest.approx(T + 2), size, "h264", True, False,
    )  # fmt: skip
    file.chmod(0o440)
    with open(file, "rb") as living:
        hold(living.fileno())
        assert is_being_written(file)
        row = row_of(tmp_path, file)
    assert row is not None
    assert row[-2:] == (False, True)


def test_what_is_none_of_ours_or_has_nothing_whole_is_no_row(tmp_path: Path, file: Path) -> None:
    foreign = file.rename(file.with_name("holiday.mp4"))
    assert row_of(tmp_path, foreign) is None
    file.write_bytes(fragmented()[:700])
    assert row_of(tmp_path, file) is None
    assert mend(file) is None
    file.unlink()
    assert row_of(tmp_path, file) is None


def test_a_torn_end_is_cut_off(file: Path) -> None:
    whole = fragmented().rindex(b"moof") - 4
    file.write_bytes(fragmented()[: whole + 30])
    extent = mend(file)
    assert extent is not None
    assert extent.whole_bytes == whole == file.stat().st_size
    assert mend(file) == extent
