from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.rtsp.rtp import RtpPacket
from media.rtsp.sound import MOST_UNITS, Aac, AacShape, Plain
from media.unit import SoundUnit


def packet(payload: bytes, timestamp: int = 0, marker: bool = True) -> RtpPacket:
    return RtpPacket(marker, 97, 0, timestamp, 1, payload)


def aac(units: list[bytes], shape: AacShape) -> bytes:
    """One packet as RFC 3640 has it, all indexes 0."""
    text = ""
    for number, unit in enumerate(units):
        text += f"{len(unit):0{shape.size_bits}b}"
        text += "0" * (shape.delta_bits if number else shape.index_bits)
    length = len(text).to_bytes(2, "big")
    text += "0" * (-len(text) % 8)
    return length + int(text, 2).to_bytes(len(text) // 8, "big") + b"".join(units)


def test_plain_sound_is_a_unit_per_packet() -> None:
    assert Plain().put(packet(b"pcm", 160)) == (SoundUnit(b"pcm", 160),)
    assert Plain().put(packet(b"")) == ()


@given(
    st.lists(st.binary(min_size=1, max_size=60), min_size=1, max_size=8),
    st.sampled_from([AacShape(), AacShape(6, 2, 2), AacShape(16, 0, 0), AacShape(13, 3, 3, 960)]),
    st.integers(0, 2**32 - 1),
)
def test_units_of_one_packet_come_one_after_another(
    units: list[bytes], shape: AacShape, timestamp: int
) -> None:
    out = Aac(shape).put(packet(aac(units, shape), timestamp))
    assert [each.data for each in out] == units
    assert [each.timestamp for each in out] == [
        (timestamp + number * shape.samples) % 2**32 for number in range(len(units))
    ]


def test_a_unit_in_several_packets_is_put_together() -> None:
    unit = bytes(range(250))
    pieces = [unit[:100], unit[100:200], unit[200:]]
    head = aac([unit], AacShape())[:4]
    reader = Aac(AacShape())
    out = [reader.put(packet(head + piece, 7)) for piece in pieces]
    assert out == [(), (), (SoundUnit(unit, 7),)]
    reader.put(packet(head + pieces[0], 8))
    assert reader.put(packet(head + pieces[2], 8), missing=1) == ()
    assert reader.put(packet(aac([b"next"], AacShape()), 9)) == (SoundUnit(b"next", 9),)


def test_pieces_of_another_time_or_without_an_end_are_left_out() -> None:
    head = aac([bytes(8000)], AacShape())[:4]
    reader = Aac(AacShape())
    for timestamp in range(100):
        assert reader.put(packet(head + b"x" * 100, timestamp)) == ()
    assert len(reader._pieces) == 1
    for _ in range(20_000):
        reader.put(packet(head, 99))
        assert len(reader._pieces) <= 8000


@pytest.mark.parametrize(
    "payload",
    [b"\0", b"\0\0", b"\xff\xff\0", b"\0\x08\x00abc", b"\0\x20\0\x18\0\x18abcd", b"\0\x10"],
)
def test_what_makes_no_sense_is_refused_and_the_next_packet_is_read(payload: bytes) -> None:
    reader = Aac(AacShape())
    with pytest.raises(ValueError, match="sound"):
        reader.put(packet(payload))
    assert reader.put(packet(aac([b"next"], AacShape()))) == (SoundUnit(b"next", 0),)


def test_a_packet_of_too_many_units_is_refused() -> None:
    with pytest.raises(ValueError, match="units of sound"):
        Aac(AacShape()).put(packet(aac([b"x"] * (MOST_UNITS + 1), AacShape())))


@given(
    st.lists(st.tuples(st.binary(max_size=60), st.integers(0, 2), st.integers(0, 1)), max_size=20),
    st.builds(AacShape, st.integers(1, 16), st.integers(0, 16), st.integers(0, 16)),
)
def test_any_bytes_are_sound_or_a_value_error(
    packets: list[tuple[bytes, int, int]], shape: AacShape
) -> None:
    reader = Aac(shape)
    for payload, timestamp, missing in packets:
        for start in (b"", b"\0\x10"):
            try:
                units = reader.put(packet(start + payload, timestamp), missing)
            except ValueError:
                continue
            assert all(unit.data for unit in units)
