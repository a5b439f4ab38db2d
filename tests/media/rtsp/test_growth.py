"""Whatever a camera sends, and for how long: what its parsers hold stays below limits known
beforehand. The limits are made small here, so that what comes by chance can reach them."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from media.rtsp import assembly, h264, hevc
from media.rtsp.message import LARGEST_BODY, Incoming
from media.rtsp.reception import Reception
from media.rtsp.rtp import RtpPacket
from media.rtsp.sdp import MOST_SETS, Sound, Video, parse_sdp
from media.rtsp.sound import Aac, AacShape
from media.unit import SoundFormat
from tests.fuzz.targets import held_by_pictures, held_by_sound, most_held
from tests.media.rtsp.film import rtp
from tests.media.rtsp.viewer import Taken

AGAIN = 60  # times each sequence of packets comes
SIZE, NALS, PPS, SET = 2000, 8, 3, 100  # the small limits

# kinds that mean something, and bodies long enough to fill what there is in some dozens of them
HEADS_H264 = st.sampled_from(
    [
        b"\x67", b"\x68", b"\x65\x88", b"\x41\x9a", b"\x06", b"\x7c\x85", b"\x7c\x05", b"\x7c\x45",
        b"\x7c\x88", b"\x7c\x08", b"\x7c\x48", b"\x78\x00\x04\x68abc", b"",
    ]
)  # fmt: skip
HEADS_HEVC = st.sampled_from(
    [
        b"\x42\x01", b"\x44\x01", b"\x40\x01", b"\x26\x01\xaf", b"\x02\x01\xd0", b"\x62\x01\x93",
        b"\x62\x01\x13", b"\x62\x01\x53", b"\x62\x01\xa2", b"\x62\x01\x22", b"\x62\x01\x62", b"",
    ]
)  # fmt: skip
BODIES = st.one_of(st.binary(max_size=150), st.integers(0, 1500).map(lambda size: b"x" * size))


def packets(heads: st.SearchStrategy[bytes]) -> st.SearchStrategy[list[tuple[RtpPacket, int]]]:
    payload = st.builds(lambda head, body: head + body, heads, BODIES)
    made = st.builds(
        lambda payload, timestamp, marker: RtpPacket(marker, 96, 0, timestamp, 1, payload),
        payload, st.integers(0, 1), st.booleans(),
    )  # fmt: skip
    return st.lists(st.tuples(made, st.sampled_from((0, 0, 0, 1))), min_size=1, max_size=6)


@pytest.fixture(scope="module", autouse=True)
def small_limits() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(assembly, "LARGEST_UNIT", SIZE)
        patch.setattr(assembly, "MOST_NALS", NALS)
        patch.setattr(assembly, "MOST_PPS", PPS)
        patch.setattr(assembly, "LARGEST_SET", SET)
        yield


def stays_small(reader: assembly.Assembly, sequence: list[tuple[RtpPacket, int]]) -> None:
    for turn in range(AGAIN):
        for packet, missing in sequence:
            # ever new parameter sets and times
            payload = packet.payload + b"%d" % turn if packet.payload else b""
            stamped = packet._replace(payload=payload, timestamp=packet.timestamp + turn // 7)
            with contextlib.suppress(ValueError):
                reader.put(stamped, missing)
            assert held_by_pictures(reader) <= most_held(SIZE, NALS, PPS, SET)
            assert len(reader._nals) == len(reader._kinds) <= NALS


@given(packets(HEADS_H264))
def test_of_h264(sequence: list[tuple[RtpPacket, int]]) -> None:
    stays_small(h264.Depacketizer(), sequence)


@given(packets(HEADS_HEVC), st.booleans())
def test_of_hevc(sequence: list[tuple[RtpPacket, int]], numbered: bool) -> None:
    stays_small(hevc.Depacketizer((), numbered), sequence)


SHAPES = st.builds(AacShape, st.integers(4, 10), st.integers(0, 3), st.integers(0, 3))


@st.composite
def sounds(draw: st.DrawFn) -> tuple[AacShape, list[tuple[bytes, int, bool]]]:
    """Packets that say what they hold, and hold more, less, or nothing of it."""
    shape = draw(SHAPES)
    bits = shape.size_bits + shape.index_bits
    sizes = st.integers(0, (1 << shape.size_bits) - 1)
    heads = sizes.map(
        lambda size: (
            bits.to_bytes(2) + (size << shape.index_bits << -bits % 8).to_bytes((bits + 7) // 8)
        )
    )
    payloads = st.builds(
        lambda head, body: head + body, st.one_of(heads, st.binary(max_size=4)),
        st.one_of(st.just(b""), st.binary(max_size=80)),
    )  # fmt: skip
    packet = st.tuples(payloads, st.integers(0, 1), st.sampled_from((False, False, False, True)))
    return shape, draw(st.lists(packet, min_size=1, max_size=5))


@given(sounds())
def test_of_sound(sound: tuple[AacShape, list[tuple[bytes, int, bool]]]) -> None:
    shape, sequence = sound
    reader = Aac(shape)
    for payload, timestamp, missing in sequence * 10 * AGAIN:
        with contextlib.suppress(ValueError):
            reader.put(RtpPacket(True, 97, 0, timestamp, 1, payload), missing)
        assert held_by_sound(reader) < 1 << shape.size_bits
        assert len(reader._pieces) < 1 << shape.size_bits


PIECES = st.sampled_from(
    [
        b"RTSP/1.0 200 OK\r\n", b"X: y\r\n", b"\r\n", b"Content-Length: 60000\r\n", b"$\0\xff\xff",
        b"$\0\0\4abcd", b"$", b"ANNOUNCE rtsp://h RTSP/1.0\r\n", b"x" * 900, b"\0" * 900,
        b"RTSP/1.0 200 OK\r\nContent-Length: 500000\r\n\r\n",
        b"Content-Type: application/sdp\r\n", b"v=0\r\nm=", b"a=x\r\n" * 100,
    ]
)  # fmt: skip


@settings(max_examples=60)
@given(st.lists(st.one_of(PIECES, st.binary(max_size=40)), min_size=1, max_size=8))
def test_of_messages(pieces: list[bytes]) -> None:
    incoming = Incoming(lambda _channel, _packet: None, lambda _message: None)
    most = LARGEST_BODY + 64 * 1024  # a head, a body; or a packet
    try:
        for _ in range(3 * most // max(sum(map(len, pieces)), 500)):
            for piece in pieces:
                incoming.feed(piece)
                assert len(incoming._bytes) <= most
    except ValueError:
        assert len(incoming._bytes) <= most


LINES = st.sampled_from(
    [
        "m=video 0 RTP/AVP 96", "m=audio 0 RTP/AVP 97", "a=rtpmap:96 H264/90000",
        "a=fmtp:96 sprop-parameter-sets=" + ",".join(["Z0LAHg=="] * 40), "a=control:x",
        "a=rtpmap:96 H265/90000", "a=fmtp:96 sprop-vps=QAEM;sprop-sps=QgEB;sprop-pps=RAHA",
        "a=rtpmap:97 mpeg4-generic/8000", "a=fmtp:97 config=" + "00" * 400, "v=0",
    ]
)  # fmt: skip


@given(st.lists(st.one_of(LINES, st.text(max_size=30)), max_size=12), st.integers(1, 60))
def test_of_a_description_no_more_is_kept_than_it_says(lines: list[str], times: int) -> None:
    body = "\n".join(lines * times).encode("utf-8", "replace")
    try:
        found = parse_sdp(body, "", "rtsp://h/live")
    except ValueError:
        return
    sets = found.video.parameter_sets
    assert len(sets) <= 3 * MOST_SETS
    assert sum(map(len, sets)) <= len(body)
    config = found.sound.format.config if found.sound is not None else b""
    assert len(config) <= 64
    for address in (found.video.control, found.aggregate, found.base):
        assert len(address) <= len(body) + 100


VIDEO = Video("h264", 96, 90000, "")
SOUND = Sound(SoundFormat("aac", 16000), 97, "", AacShape(10, 3, 3))


@given(
    st.lists(
        st.tuples(
            st.integers(0, 3), st.sampled_from((96, 97, 99, 72)),
            st.builds(lambda head, body: head + body, HEADS_H264, BODIES), st.integers(0, 3),
        ),
        min_size=1, max_size=8,
    ),
)  # fmt: skip
def test_of_a_session_whatever_comes_on_whatever_channel(
    sequence: list[tuple[int, int, bytes, int]],
) -> None:
    sink = Taken()
    tracks = Reception(VIDEO, SOUND, sink, 5, lambda: 0.0)
    tracks.expect(0, 2)
    number = 0
    for turn in range(AGAIN):
        for channel, kind, payload, step in sequence:
            number += step
            tracks.take(channel, rtp(payload, number, turn // 7, step == 3, kind))
        sink.units.clear()
        sink.pieces.clear()
        assert held_by_pictures(tracks._pictures) <= most_held(SIZE, NALS, PPS, SET)
        assert isinstance(tracks._pieces, Aac)
        assert held_by_sound(tracks._pieces) < 1 << 10


def test_a_parameter_set_that_is_none_is_not_remembered() -> None:
    """It goes with its picture, and no other gets it."""
    reader = h264.Depacketizer()
    for part in (b"\x67sps", b"\x68" + b"p" * SET, b"\x65\x88key"):
        units = reader.put(RtpPacket(part[:1] == b"\x65", 96, 0, 1, 1, part), 0)
    assert units[0].data.count(b"p" * SET) == 1
    assert held_by_pictures(reader) < SET
