"""What a voice packet's first bytes tell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.hub.voice_packet import repeats, rests, samples


@pytest.mark.parametrize(
    ("first", "more", "expected"),
    [
        (15 << 3, b"x", 960),  # hybrid, fullband, 20 ms
        (14 << 3, b"x", 480),
        (9 << 3, b"x", 960),
        (11 << 3, b"x", 2880),
        (31 << 3, b"x", 960),
        (28 << 3, b"x", 120),
        (15 << 3 | 1, b"xx", 1920),
        (15 << 3 | 3, b"\x03xxx", 2880),
        (15 << 3 | 3, b"\x3fxxx", 0),  # 1.26 s: no packet is so long
        (15 << 3 | 3, b"", 0),
    ],
)
def test_a_packet_tells_how_long_it_sounds(first: int, more: bytes, expected: int) -> None:
    assert samples(bytes([first]) + more) == expected


def test_nothing_and_too_much_are_no_packets() -> None:
    assert samples(b"") == 0
    assert samples(b"x" * 1501) == 0


def test_only_speech_coding_of_one_frame_repeats() -> None:
    assert repeats(bytes([15 << 3, 0x40]))
    assert not repeats(bytes([15 << 3, 0x80]))
    assert not repeats(bytes([31 << 3, 0x40]))
    assert not repeats(bytes([15 << 3]))
    assert repeats(bytes([11 << 3, 0x10]))  # 60 ms: three frames inside, the flag after theirs


@given(st.binary(max_size=1600))
def test_no_bytes_make_it_stumble(payload: bytes) -> None:
    assert 0 <= samples(payload) <= 5760
    repeats(payload)
    assert rests(payload) == (1 <= len(payload) <= 2)
