from __future__ import annotations

import av
import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.rtsp.hevc import Depacketizer
from media.rtsp.rtp import RtpPacket
from media.unit import AccessUnit
from tests.media.rtsp.hevc_film import OPEN, hevc_film, hevc_payloads, kind_of

VPS, SPS, PPS = b"\x40\x01vps", b"\x42\x01\x01sps", b"\x44\x01pps"
IDR, TRAIL, LEAF = b"\x26\x01\xafkey", b"\x02\x01\xd0next", b"\x00\x01\xe0leaf"
SEI, DELIMITER = b"\x4e\x01sei", b"\x46\x01\x50"
START = b"\0\0\0\1"


def packet(payload: bytes, timestamp: int = 0, marker: bool = True) -> RtpPacket:
    return RtpPacket(marker, 96, 0, timestamp, 1, payload)


def annexb(*units: bytes) -> bytes:
    return b"".join(START + unit for unit in units)


def run(
    depacketizer: Depacketizer, pictures: list[list[bytes]], missing: dict[int, int] | None = None
) -> list[AccessUnit]:
    """Put each picture's payloads; before picture n ``missing[n]`` packets were lost."""
    out: list[AccessUnit] = []
    for number, parts in enumerate(pictures):
        for at, part in enumerate(parts):
            lost = (missing or {}).get(number, 0) if at == 0 else 0
            out += depacketizer.put(packet(part, number + 1, at == len(parts) - 1), lost)
    return out


body = st.binary(min_size=1, max_size=300).map(lambda each: each.replace(b"\0", b"\1"))
nal = st.builds(
    lambda kind, rest: bytes((kind << 1, 1, 0x80)) + rest, st.sampled_from([0, 1, 19, 20]), body
)
small = st.builds(lambda kind, rest: bytes((kind << 1, 1)) + rest, st.sampled_from([35, 39]), body)


@given(
    st.lists(
        st.tuples(st.lists(small, max_size=3), st.lists(nal, min_size=1, max_size=3)),
        min_size=1,
        max_size=5,
    ),
    st.integers(10, 400),
    st.booleans(),
    st.booleans(),
)
def test_what_was_packetized_comes_back(
    pictures: list[tuple[list[bytes], list[bytes]]], mtu: int, aggregate: bool, numbered: bool
) -> None:
    units = [tuple(smalls + slices) for smalls, slices in pictures]
    depacketizer = Depacketizer((), numbered)
    out = run(depacketizer, [hevc_payloads(unit, mtu, aggregate, numbered) for unit in units])
    assert [each.data for each in out] == [annexb(*unit) for unit in units]
    assert not any(each.broken for each in out)
    assert {each.codec for each in out} == {"hevc"}


def test_a_real_film_comes_back_picture_by_picture_and_can_be_decoded() -> None:
    out = run(Depacketizer(), [hevc_payloads(unit, 200) for unit in hevc_film()])
    assert [each.data for each in out] == [annexb(*unit) for unit in hevc_film()]
    assert [at for at, each in enumerate(out) if each.key] == [0, 10]
    assert out[5].sps == next(part for part in hevc_film()[0] if kind_of(part) == 33)
    assert len(decoded(out[10:])) == 10


def decoded(units: list[AccessUnit]) -> list[av.VideoFrame]:
    codec = av.CodecContext.create("hevc", "r")
    assert isinstance(codec, av.VideoCodecContext)
    codec.thread_count = 1
    frames = [frame for unit in units for frame in codec.decode(av.Packet(unit.data))]
    return frames + codec.decode(None)


def test_pictures_that_build_on_what_came_before_a_key_picture_go_when_that_is_missing() -> None:
    film = hevc_film(pictures=24, options=OPEN)
    pictures = [hevc_payloads(unit) for unit in film]
    kinds = [kind_of(unit[-1]) for unit in film]
    at = kinds.index(21)
    leading = len([kind for kind in kinds[at : at + 4] if kind in (8, 9)])
    assert leading
    whole = run(Depacketizer(), pictures)
    assert len(whole) == 24
    joined = run(Depacketizer(), pictures[at:])
    assert len(joined) == 24 - at - leading  # the second key picture follows on the first
    assert len(decoded(joined)) == len(joined)
    lost = run(Depacketizer(), pictures[: at - 1] + pictures[at:], {at - 1: 1})
    assert len(lost) == 24 - 1 - leading
    assert not any(unit.broken for unit in lost)


def test_leading_pictures_before_the_first_key_picture_are_not_judged() -> None:
    (unit,) = Depacketizer().put(packet(b"\x10\x01\x80rasl"))
    assert not unit.key


def test_after_a_broken_link_leading_pictures_are_left_out() -> None:
    bla, rasl = b"\x20\x01\x80bla", b"\x10\x01\x80rasl"
    out = run(Depacketizer([VPS, SPS, PPS]), [[IDR], [TRAIL], [bla], [rasl], [TRAIL]])
    assert [unit.key for unit in out] == [True, False, True, False]


def test_pictures_that_nobody_builds_on_are_told() -> None:
    out = run(Depacketizer([VPS, SPS, PPS]), [[IDR], [TRAIL], [LEAF], [LEAF, TRAIL]])
    assert [unit.reference for unit in out] == [True, True, False, True]


def test_in_a_lower_sub_layer_a_picture_serves_those_above() -> None:
    layered = b"\x42\x01\x03sps"  # sub-layers 0 and 1
    upper = b"\x00\x02\xe0leaf"
    out = run(Depacketizer([VPS, layered, PPS]), [[IDR], [LEAF], [upper]])
    assert [unit.reference for unit in out] == [True, True, False]
    (unit,) = Depacketizer().put(packet(LEAF))
    assert unit.reference  # without a parameter set nobody knows


def test_a_marker_on_parameter_sets_does_not_end_the_picture() -> None:
    out = run(Depacketizer(), [[VPS], [SPS], [PPS], [SEI], [IDR]])
    assert [unit.data for unit in out] == [annexb(VPS, SPS, PPS, SEI, IDR)]


def test_a_key_picture_gets_the_sets_it_lacks_behind_its_delimiter() -> None:
    out = run(Depacketizer([VPS, SPS, PPS]), [[DELIMITER, SEI, IDR], [SPS + b"2", PPS, IDR]])
    assert out[0].data == annexb(DELIMITER, VPS, SPS, PPS, SEI, IDR)
    assert out[1].data == annexb(VPS, SPS + b"2", PPS, IDR)
    assert out[1].sps == SPS + b"2"


def test_a_lost_packet_breaks_what_follows_up_to_the_key_picture() -> None:
    pictures = [hevc_payloads(unit, 8) for unit in hevc_film()]
    assert len(pictures[0]) > 3
    del pictures[0][2]
    out: list[AccessUnit] = []
    depacketizer = Depacketizer()
    for number, parts in enumerate(pictures):
        for at, part in enumerate(parts):
            lost = int((number, at) == (0, 2))
            out += depacketizer.put(packet(part, number + 1, at == len(parts) - 1), lost)
    assert [each.broken for each in out] == [True] * 9 + [False] * 10


def test_units_of_further_layers_are_left_out() -> None:
    (unit,) = run(Depacketizer(), [[VPS, SPS, PPS, IDR, b"\x26\x09\xafkey", b"\x27\x01\xafkey"]])
    assert unit.data == annexb(VPS, SPS, PPS, IDR)


def test_annex_b_inside_of_one_payload_is_taken_apart() -> None:
    (unit,) = Depacketizer().put(packet(VPS + START + SPS + START + PPS + b"\0\0\1" + IDR))
    assert unit.data == annexb(VPS, SPS, PPS, IDR)
    (unit,) = Depacketizer().put(packet(START + LEAF))
    assert unit.data == annexb(LEAF)


@pytest.mark.parametrize(
    "payload",
    [b"\x62", b"\x62\x01", b"\x60\x01\x00", b"\x60\x01\x00\x09abc", b"\x64\x01paci", b"\x66\x01x"],
)
def test_a_payload_that_makes_no_sense_is_refused_and_breaks_the_picture(payload: bytes) -> None:
    depacketizer = Depacketizer()
    with pytest.raises(ValueError):
        depacketizer.put(packet(payload, 1, marker=False))
    (unit,) = depacketizer.put(packet(TRAIL, 1))
    assert unit.broken


@given(
    st.lists(st.tuples(st.binary(max_size=30), st.integers(0, 2), st.booleans()), max_size=40),
    st.booleans(),
)
def test_garbage_is_a_value_error_and_the_next_key_picture_is_whole(
    garbage: list[tuple[bytes, int, bool]], numbered: bool
) -> None:
    depacketizer = Depacketizer((), numbered)
    for payload, timestamp, marker in garbage:
        try:
            depacketizer.put(packet(payload, timestamp, marker))
        except ValueError:
            continue
    units = (VPS, SPS, PPS, IDR)
    depacketizer.put(packet(hevc_payloads((TRAIL,), numbered=numbered)[0], 98))
    (unit,) = run(depacketizer, [hevc_payloads(units, numbered=numbered)])
    assert unit.data == annexb(*units)
    assert unit.key
    assert not unit.broken
