from __future__ import annotations

from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.rtsp.h264 import Depacketizer
from media.rtsp.rtp import RtpPacket
from media.unit import AccessUnit
from tests.media.rtsp.film import film, payloads

SPS, PPS, IDR, SLICE, SEI = b"\x67sps", b"\x68pps", b"\x65\x88key", b"\x41\x9aslice", b"\x06sei"
START = b"\0\0\0\1"


def packet(payload: bytes, timestamp: int = 0, marker: bool = True) -> RtpPacket:
    return RtpPacket(marker, 96, 0, timestamp, 1, payload)


def annexb(*units: bytes) -> bytes:
    return b"".join(START + unit for unit in units)


def run(
    depacketizer: Depacketizer, pictures: list[list[bytes]], lost: set[int] | None = None
) -> list[AccessUnit]:
    """Put each picture's payloads; the numbers in ``lost`` never arrive."""
    out: list[AccessUnit] = []
    numbers, missing = count(), 0
    for timestamp, parts in enumerate(pictures, 1):
        for at, part in enumerate(parts):
            if next(numbers) in (lost or ()):
                missing += 1
                continue
            out += depacketizer.put(packet(part, timestamp, at == len(parts) - 1), missing)
            missing = 0
    return out


nal = st.builds(
    lambda kind, body: bytes((0x60 | kind, 0x80)) + body,
    st.sampled_from([1, 5]),
    st.binary(min_size=1, max_size=300).map(lambda body: body.replace(b"\0", b"\1")),
)
small = st.builds(
    lambda kind, body: bytes((0x60 | kind,)) + body,
    st.sampled_from([6, 9]),
    st.binary(min_size=1, max_size=20).map(lambda body: body.replace(b"\0", b"\1")),
)


@given(
    st.lists(
        st.tuples(st.lists(small, max_size=3), st.lists(nal, min_size=1, max_size=3)),
        min_size=1,
        max_size=5,
    ),
    st.integers(10, 400),
    st.booleans(),
)
def test_what_was_packetized_comes_back(
    pictures: list[tuple[list[bytes], list[bytes]]], mtu: int, aggregate: bool
) -> None:
    units = [tuple(smalls + slices) for smalls, slices in pictures]
    out = run(Depacketizer(), [payloads(unit, mtu, aggregate) for unit in units])
    assert [each.data for each in out] == [annexb(*unit) for unit in units]
    assert not any(each.broken for each in out)
    assert [each.key for each in out] == [
        any(part[0] & 0x1F == 5 for part in unit) for unit in units
    ]


def test_a_real_film_comes_back_picture_by_picture() -> None:
    out = run(Depacketizer(), [payloads(unit, 200) for unit in film()])
    assert [each.data for each in out] == [annexb(*unit) for unit in film()]
    assert [at for at, each in enumerate(out) if each.key] == [0, 10]
    assert out[5].sps == next(part for part in film()[0] if part[0] & 0x1F == 7)


@given(st.lists(st.tuples(st.binary(max_size=30), st.integers(0, 2), st.booleans()), max_size=40))
def test_garbage_is_a_value_error_and_the_next_key_frame_is_whole(
    garbage: list[tuple[bytes, int, bool]],
) -> None:
    depacketizer = Depacketizer()
    for payload, timestamp, marker in garbage:
        try:
            depacketizer.put(packet(payload, timestamp, marker))
        except ValueError:
            continue
    depacketizer.put(packet(SLICE, 98))
    (unit,) = run(depacketizer, [[SPS, PPS, IDR]])
    assert unit.data == annexb(SPS, PPS, IDR)
    assert unit.key
    assert not unit.broken


def test_a_marker_on_parameter_sets_does_not_end_the_picture() -> None:
    depacketizer = Depacketizer()
    assert depacketizer.put(packet(SPS, 1)) == ()
    assert depacketizer.put(packet(PPS, 1)) == ()
    (unit,) = depacketizer.put(packet(IDR, 1))
    assert unit.data == annexb(SPS, PPS, IDR)


def test_parameter_sets_with_a_time_of_their_own_go_to_the_next_picture() -> None:
    depacketizer = Depacketizer()
    assert depacketizer.put(packet(SPS, 1)) == ()
    assert depacketizer.put(packet(PPS, 2)) == ()
    (unit,) = depacketizer.put(packet(IDR, 3))
    assert unit.data == annexb(SPS, PPS, IDR)
    assert unit.timestamp == 3


def test_without_a_marker_a_picture_ends_when_the_time_changes() -> None:
    depacketizer = Depacketizer()
    assert depacketizer.put(packet(IDR, 1, marker=False)) == ()
    (first,) = depacketizer.put(packet(SLICE, 2, marker=False))
    assert first.data == annexb(IDR)
    first, second = depacketizer.put(packet(SLICE, 3))
    assert (first.timestamp, second.timestamp) == (2, 3)


def test_a_key_frame_without_parameter_sets_gets_those_of_the_description() -> None:
    (unit,) = Depacketizer([SPS, PPS]).put(packet(IDR))
    assert unit.data == annexb(SPS, PPS, IDR)
    assert unit.sps == SPS


def test_newer_parameter_sets_replace_those_of_the_description() -> None:
    depacketizer = Depacketizer([SPS, PPS])
    run(depacketizer, [[SPS + b"2", PPS + b"2", IDR]])
    (unit,) = depacketizer.put(packet(IDR))
    assert unit.data == annexb(SPS + b"2", PPS + b"2", IDR)


def test_a_key_frame_with_only_an_sps_gets_its_pps_behind_it() -> None:
    (unit,) = run(Depacketizer([SPS, PPS]), [[SPS, IDR]])
    assert unit.data == annexb(SPS, PPS, IDR)


def test_an_intra_picture_with_parameter_sets_is_a_place_to_begin() -> None:
    intra, predicted = b"\x41\x88\x80", b"\x41\x9a\x80"  # slice types 7 and 5
    units = run(Depacketizer(), [[SPS, PPS, intra], [SPS, PPS, predicted], [intra]])
    assert [unit.key for unit in units] == [True, False, False]


def test_annex_b_inside_of_one_payload_is_taken_apart() -> None:
    (unit,) = Depacketizer().put(packet(SPS + START + PPS + b"\0\0\1" + IDR))
    assert unit.data == annexb(SPS, PPS, IDR)
    assert unit.key
    (unit,) = Depacketizer().put(packet(START + SLICE))
    assert unit.data == annexb(SLICE)


def test_a_lost_fragment_takes_its_picture_and_breaks_those_that_build_on_it() -> None:
    pictures = [payloads(unit, 20) for unit in film()]
    assert len(pictures[0]) >= 4
    out = run(Depacketizer(), pictures, lost={2})
    assert [each.broken for each in out] == [True] * 9 + [False] * 10


@pytest.mark.parametrize("mtu", [20, 1000])
def test_a_lost_end_breaks_its_picture_but_not_the_key_frame_after(mtu: int) -> None:
    pictures = [payloads(unit, mtu) for unit in film()]
    before = sum(len(parts) for parts in pictures[:10])
    out = run(Depacketizer(), pictures, lost={before - 1})
    assert not any(each.broken for each in out[:9])
    assert [each.broken for each in out[-10:]] == [False] * 10


def test_a_lost_picture_breaks_what_follows_up_to_the_key_frame() -> None:
    out = run(Depacketizer(), [[SPS, PPS, IDR], [SLICE], [SLICE], [SPS, PPS, IDR], [SLICE]], {3})
    assert [each.broken for each in out] == [False, True, False, False]


def test_a_key_frame_that_lost_its_beginning_is_broken_and_so_is_what_follows() -> None:
    key = payloads((b"\x65" + b"\x88" * 300,), 100)
    assert len(key) == 3
    out = run(Depacketizer([SPS, PPS]), [key, [SLICE]], {0})
    assert [(each.key, each.broken) for each in out] == [(False, True)] * len(out)


@pytest.mark.parametrize(
    "payload", [b"\x7c", b"\x78\x00", b"\x78\x00\x09abc", b"\x7d\x01\x02", b"\x7f"]
)
def test_a_payload_that_makes_no_sense_is_refused_and_breaks_the_picture(payload: bytes) -> None:
    depacketizer = Depacketizer()
    with pytest.raises(ValueError):
        depacketizer.put(packet(payload, 1, marker=False))
    (unit,) = depacketizer.put(packet(SLICE, 1))
    assert unit.broken
