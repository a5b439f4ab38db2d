from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from av import VideoFrame
from av.video.reformatter import Interpolation, VideoReformatter

from media import slow_gather
from media.ffmpeg_library import ffmpeg_library
from media.slow_gather import SLOW_GATHER, avoid_slow_gather


@pytest.fixture(autouse=True)
def flags() -> Iterator[int]:
    """What FFmpeg knows of the processor, and knows again after the test."""
    util = ffmpeg_library("avutil")
    before: int = util.av_get_cpu_flags()
    yield before
    util.av_force_cpu_flags(before)


def told() -> bool:
    return bool(ffmpeg_library("avutil").av_get_cpu_flags() & SLOW_GATHER)


@pytest.mark.parametrize("before", [0, SLOW_GATHER])
@pytest.mark.parametrize(("gathering", "without"), [(2.0, 1.0), (1.0, 2.0)])
def test_the_quicker_way_is_kept_whatever_ffmpeg_takes_the_processor_for(
    monkeypatch: pytest.MonkeyPatch, flags: int, gathering: float, without: float, before: int
) -> None:
    ffmpeg_library("avutil").av_force_cpu_flags(flags & ~SLOW_GATHER | before)
    monkeypatch.setattr(slow_gather, "_scaled_in_s", lambda: without if told() else gathering)
    assert avoid_slow_gather() is (without < gathering)
    assert told() is (without < gathering)
    now = ffmpeg_library("avutil").av_get_cpu_flags()
    assert now & ~SLOW_GATHER == flags & ~SLOW_GATHER, "nothing else was changed"


def test_both_ways_give_the_same_pixels() -> None:
    util = ffmpeg_library("avutil")
    noise = np.random.default_rng(7).integers(0, 256, (540, 640), np.uint8)
    frame = VideoFrame.from_ndarray(noise, format="yuv420p")
    found = []
    for flags in (0, SLOW_GATHER):
        util.av_force_cpu_flags(util.av_get_cpu_flags() & ~SLOW_GATHER | flags)
        scaled = VideoReformatter().reformat(frame, 312, 176, interpolation=Interpolation.AREA)
        found.append(scaled.to_ndarray())
    assert np.array_equal(*found)


def test_where_there_is_no_such_library_nothing_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(_name: str) -> None:
        raise OSError

    monkeypatch.setattr(slow_gather, "ffmpeg_library", none)
    assert not avoid_slow_gather()
