from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.archive.segment import parse_path, path_of


def test_a_path_tells_camera_day_time_and_stream() -> None:
    assert path_of("c01", "main", 1_764_103_211.123) == "c01/2025-11-25/204011.123Z-main.mp4"


@given(st.integers(0, 4_000_000_000_000), st.sampled_from(["main", "sub"]))
def test_a_path_is_read_back_as_it_was_written(milliseconds: int, stream: str) -> None:
    camera, read, began_at = parse_path(path_of("c_1-x", stream, milliseconds / 1000)) or (
        "",
        "",
        0,
    )
    assert (camera, read) == ("c_1-x", stream)
    assert round(began_at * 1000) == milliseconds


@pytest.mark.parametrize(
    "path",
    ["archive.sqlite", "c01/2025-13-25/204011.123Z-main.mp4", "c01/2025-11-25/clip.mp4",
     "../x/2025-11-25/204011.123Z-main.mp4", "c01/2025-11-25/204011.123Z-third.mp4"],
)  # fmt: skip
def test_other_files_are_none_of_ours(path: str) -> None:
    assert parse_path(path) is None
