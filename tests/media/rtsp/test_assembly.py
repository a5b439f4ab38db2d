"""What both codecs share, shown with H.264 and H.265 in turn."""

from __future__ import annotations

import sys

import pytest

from media.rtsp import h264, hevc
from media.rtsp.assembly import LARGEST_UNIT, LEAST_PIECE, MOST_NALS, MOST_PPS, Assembly
from media.rtsp.rtp import RtpPacket

SMALL = {
    h264.Depacketizer: (b"\x67sps", b"\x68pps", b"\x65\x88key"),
    hevc.Depacketizer: (b"\x42\x01\x01sps", b"\x44\x01pps", b"\x26\x01\xafkey"),
}
PIECES = {
    h264.Depacketizer: (b"\x7c\x85", b"\x7c\x05"),
    hevc.Depacketizer: (b"\x62\x01\x93", b"\x62\x01\x13"),
}
both = pytest.mark.parametrize("codec", [h264.Depacketizer, hevc.Depacketizer])
Codec = type[h264.Depacketizer] | type[hevc.Depacketizer]


def packet(payload: bytes, timestamp: int = 1, marker: bool = False) -> RtpPacket:
    return RtpPacket(marker, 96, 0, timestamp, 1, payload)


def held(reader: Assembly) -> int:
    """Bytes and objects that a reader keeps."""
    return sum(map(sys.getsizeof, [*reader._nals, *reader._fragments, *reader._pps])) + 8 * (
        len(reader._nals) + len(reader._kinds) + len(reader._fragments)
    )


def endless(reader: Assembly, payload: bytes, most: int) -> None:
    for _ in range(most):
        reader.put(packet(payload))


@both
def test_a_picture_without_an_end_is_given_up_however_it_comes(codec: Codec) -> None:
    begin, go_on = PIECES[codec]
    key = SMALL[codec][2]
    for first, then in (
        (begin, go_on + b"x" * 60_000),  # one endless unit
        (begin, go_on),  # of empty pieces
        (key, key + b"x" * 60_000),  # endless slices
    ):
        reader = codec()
        reader.put(packet(first))
        with pytest.raises(ValueError, match="without an end"):
            endless(reader, then, LARGEST_UNIT // LEAST_PIECE + 1)
        assert held(reader) < 100_000
        assert reader.malformed == 1


@both
def test_a_picture_of_too_many_units_is_given_up(codec: Codec) -> None:
    reader = codec()
    with pytest.raises(ValueError, match="without an end"):
        endless(reader, SMALL[codec][2], MOST_NALS + 1)


@both
def test_ever_new_parameter_sets_do_not_pile_up(codec: Codec) -> None:
    sps, pps, key = SMALL[codec]
    reader = codec()
    for number in range(10 * MOST_PPS):
        for part in (sps, pps + b"%d" % number, key):
            reader.put(packet(part, number, part == key))
    assert len(reader._pps) == MOST_PPS
    assert reader._nals == []


@both
def test_parameter_sets_that_take_turns_come_newest_last(codec: Codec) -> None:
    """A camera that changes between day and night: a decoder keeps the last of one number."""
    sps, pps, key = SMALL[codec]
    reader = codec()
    for timestamp, change in enumerate((b"day", b"night", b"day")):
        for part in (sps, pps + change, key):
            reader.put(packet(part, timestamp, part == key))
    (unit,) = reader.put(packet(key, 9, True))
    assert unit.data.index(pps + b"night") < unit.data.index(pps + b"day")


@both
def test_junk_behind_a_parameter_set_is_no_part_of_it(codec: Codec) -> None:
    sps, pps, key = SMALL[codec]
    reader = codec()
    for part in (sps + bytes(5), pps + b"\0\0\0\1" + b"\x7f\xffjunk", key):
        units = reader.put(packet(part, 1, part == key))
    assert units[0].sps == sps
    assert b"junk" not in units[0].data
    assert units[0].data.endswith(pps + b"\0\0\0\1" + key)


@both
def test_empty_pieces_and_a_changing_kind_do_no_harm(codec: Codec) -> None:
    begin, go_on = PIECES[codec]
    reader = codec()
    other = go_on[:-1] + bytes((go_on[-1] - 4,))
    end = go_on[:-1] + bytes((go_on[-1] | 0x40,))
    for payload in (begin, b"", go_on + b"one", other + b"two", go_on):
        assert reader.put(packet(payload)) == ()
    (unit,) = reader.put(packet(end, marker=True))
    assert unit.key
    assert not unit.broken
    assert unit.data.endswith(b"onetwo")
