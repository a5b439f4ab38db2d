from __future__ import annotations

import pytest

from media.cameras.swscale import FAST_BILINEAR, LIBRARY, YUV420P, Between, Pass


def test_the_library_that_pyav_brought_is_found() -> None:
    assert LIBRARY is not None, "else every picture is copied once more than needed"


def test_a_size_that_cannot_be_is_refused() -> None:
    assert LIBRARY is not None
    with pytest.raises(ValueError, match="no way from"):
        Pass(LIBRARY, (640, 360), (0, 0), YUV420P, FAST_BILINEAR)


def test_the_planes_between_do_not_overlap_and_lie_on_whole_lines_of_the_cache() -> None:
    (y, u, v), strides = Between((206, 117)).planes
    assert strides == [256, 128, 128]
    assert y % 64 == u % 64 == v % 64 == 0
    assert u - y >= 256 * 117
    assert v - u >= 128 * 59
