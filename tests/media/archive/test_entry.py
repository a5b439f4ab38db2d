from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.archive.entry import jpeg_size, sound_entry, video_entry
from media.archive.nal import parameter_sets
from media.unit import AccessUnit, SoundFormat
from tests.media.archive.coded import pictures


def sets(codec: str) -> tuple[bytes, ...]:
    return parameter_sets(AccessUnit(pictures(codec)[0][0], True, False, 0, None, codec))


@pytest.mark.parametrize("codec", ["h264", "hevc", "mjpeg"])
def test_the_size_is_that_of_the_pictures(codec: str) -> None:
    found = video_entry(codec, sets(codec), pictures(codec)[0][0])
    assert (found.width, found.height) == (160, 96)
    assert all(nal in found.entry for nal in sets(codec))


def test_what_no_player_could_show_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot be kept"):
        video_entry("av1", (), b"")
    with pytest.raises(ValueError, match="no parameter sets"):
        video_entry("hevc", sets("hevc")[:2], b"")
    with pytest.raises(ValueError, match="cannot be kept"):
        sound_entry(SoundFormat("aac", 16000))


@given(st.binary(max_size=80))
def test_foreign_bytes_are_refused_and_nothing_else(junk: bytes) -> None:
    vps, _, pps = sets("hevc")
    for codec, nals in (
        ("h264", [b"\x67" + junk, b"\x68"]),
        ("hevc", [vps, b"\x42\1" + junk, pps]),
    ):
        try:
            found = video_entry(codec, nals, b"")
        except ValueError:
            continue
        assert 0 < found.height <= 16384
    with contextlib.suppress(ValueError):
        jpeg_size(b"\xff\xd8" + junk)
