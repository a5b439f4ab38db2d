from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.archive.extent import read_extent
from tests.media.archive.films import fragmented


def test_a_whole_file_is_as_long_as_its_pictures() -> None:
    extent = read_extent(io.BytesIO(fragmented()))
    assert extent is not None
    assert extent.codec == "h264"
    assert extent.seconds == pytest.approx(2.0)
    # the random access index comes after the last fragment
    assert extent.whole_bytes == fragmented().rindex(b"mfra") - 4


@given(st.floats(0, 1))
def test_a_torn_file_ends_with_its_last_whole_fragment(share: float) -> None:
    whole = fragmented()
    torn = whole[: int(len(whole) * share)]
    extent = read_extent(io.BytesIO(torn))
    if extent is None:
        assert len(torn) < whole.index(b"moof", whole.index(b"moof") + 4)
        return
    assert extent.whole_bytes <= len(torn)
    again = read_extent(io.BytesIO(torn[: extent.whole_bytes]))
    assert again == extent
    fragments = torn[: extent.whole_bytes].count(b"moof")
    assert extent.seconds == pytest.approx(fragments * 0.4)


@given(st.binary(max_size=300), st.integers(0, 5000))
def test_foreign_bytes_are_no_reason_to_fall(junk: bytes, at: int) -> None:
    read_extent(io.BytesIO(junk))
    whole = fragmented()
    at = min(at, len(whole))
    read_extent(io.BytesIO(whole[:at] + junk + whole[at + len(junk) :]))
