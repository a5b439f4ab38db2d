from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.rtsp.rtp import Sequence, Wrapped, parse_rtp
from tests.media.rtsp.film import rtp


def test_a_plain_packet_is_taken_apart() -> None:
    packet = parse_rtp(rtp(b"payload", 7, 90000, marker=True))
    assert packet == (True, 96, 7, 90000, 0x1234ABCD, b"payload")


def test_sources_extension_and_padding_are_cut_off() -> None:
    head = struct.pack(">BBHII", 0x80 | 0x20 | 0x10 | 2, 96, 1, 2, 3)
    extension = struct.pack(">HH", 0xBEDE, 1) + b"xxxx"
    packet = parse_rtp(head + b"csrccsrc" + extension + b"payload" + b"\0\0\3")
    assert packet.payload == b"payload"
    assert not packet.marker


@pytest.mark.parametrize(
    "packet",
    [
        b"",
        rtp(b"", 1, 1, True)[:11],
        b"\x40" + rtp(b"abc", 1, 1, True)[1:],
        struct.pack(">BBHII", 0x8F, 96, 1, 2, 3),
        struct.pack(">BBHII", 0x90, 96, 1, 2, 3),
        struct.pack(">BBHIIHH", 0x90, 96, 1, 2, 3, 0, 99),
        struct.pack(">BBHII", 0xA0, 96, 1, 2, 3) + b"\xff",
    ],
)
def test_what_is_no_packet_is_refused(packet: bytes) -> None:
    with pytest.raises(ValueError, match="RTP"):
        parse_rtp(packet)


@given(st.binary(max_size=60))
def test_any_bytes_are_a_packet_or_a_value_error(garbage: bytes) -> None:
    for packet in (garbage, b"\x80\xc8" + garbage, b"\xb0" + garbage):
        try:
            parse_rtp(packet)
        except ValueError:
            continue


@given(st.integers(0, 2**32 - 1), st.lists(st.integers(-(2**30), 2**30), max_size=20))
def test_a_wrapped_counter_follows_steps_across_the_edge(start: int, steps: list[int]) -> None:
    counter, value = Wrapped(32), start
    assert counter.unroll(start) == start
    for step in steps:
        value += step
        assert counter.unroll(value % 2**32) == value


def test_packets_in_order_have_no_gap_even_across_the_edge() -> None:
    sequence = Sequence()
    assert [sequence.gap(number) for number in (65534, 65535, 0, 1)] == [0, 0, 0, 0]
    assert sequence.lost == 0


def test_missing_packets_are_counted_and_late_ones_left_out() -> None:
    sequence = Sequence()
    assert [sequence.gap(number) for number in (10, 13, 12, 13, 14)] == [0, 2, -1, -1, 0]
    assert (sequence.lost, sequence.late) == (2, 2)


def test_a_far_jump_is_a_restart_of_the_camera() -> None:
    sequence = Sequence()
    assert [sequence.gap(number) for number in (10, 30000, 30001)] == [0, 1, 0]
