from __future__ import annotations

from pathlib import Path

import pytest

from media.ffmpeg_library import ffmpeg_library


def test_it_is_the_one_that_pyav_loaded() -> None:
    assert Path(ffmpeg_library("avutil")._name).parent.name == "av.libs"


def test_a_missing_library_is_named(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="no swscale"):
        ffmpeg_library("swscale", tmp_path)
