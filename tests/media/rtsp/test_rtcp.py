from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.rtsp.rtcp import Goodbye, Receipt, SenderReport, dump_receiver_report, parse_rtcp
from media.rtsp.rtp import Sequence
from tests.media.rtsp.device import sender_report

EMPTY = struct.pack(">BBHI", 0x80, 201, 1, 9)
OWN = 0xABCD


def goodbye(*ssrcs: int) -> bytes:
    return struct.pack(f">BBH{len(ssrcs)}I", 0x80 | len(ssrcs), 203, len(ssrcs), *ssrcs)


def test_a_sender_report_tells_the_wall_clock_wherever_it_is_in_the_compound() -> None:
    (report,) = parse_rtcp(EMPTY + sender_report(1_700_000_000.5, 4711))
    assert isinstance(report, SenderReport)
    assert (report.ssrc, report.unix_s, report.timestamp) == (1, 1_700_000_000.5, 4711)
    seconds = 1_700_000_000 + 2_208_988_800
    assert report.stamp == (seconds & 0xFFFF) << 16 | 0x8000
    assert parse_rtcp(EMPTY) == []


def test_a_goodbye_names_who_leaves() -> None:
    assert parse_rtcp(EMPTY + goodbye(1, 2) + goodbye()) == [Goodbye((1, 2)), Goodbye(())]


@pytest.mark.parametrize(
    "packet",
    [b"\x80\xc8", b"\x40\xc8\0\0", b"\x80\xc8\0\1abcd", b"\x82\xcb\0\1abcd", EMPTY + b"\x80"],
)
def test_what_is_no_rtcp_is_refused(packet: bytes) -> None:
    with pytest.raises(ValueError, match="RTCP"):
        parse_rtcp(packet)


@given(st.binary(max_size=80), st.integers(200, 207))
def test_any_bytes_are_reports_or_a_value_error(garbage: bytes, kind: int) -> None:
    for packet in (garbage, bytes((0x81, kind, 0, 6)) + garbage):
        try:
            parse_rtcp(packet)
        except ValueError:
            continue


def words(report: bytes) -> tuple[int, ...]:
    return struct.unpack(">BBHIIIIIII", report[:32])


def test_nothing_is_reported_before_a_packet_came() -> None:
    assert dump_receiver_report(OWN, Receipt(Sequence(), 90000), 1.0) is None


def test_a_report_counts_what_came_and_what_was_lost_across_the_edge_of_the_numbers() -> None:
    receipt = Receipt(Sequence(), 90000)
    for number in (65533, 65534):
        receipt.sequence.gap(number)
    receipt.arrived(7, 0, 10.0)
    first = dump_receiver_report(OWN, receipt, 10.0)
    assert first is not None
    assert words(first) == (0x81, 201, 7, OWN, 7, 0, 65534, 0, 0, 0)
    for number in (65535, 2, 3, 6):  # 0, 1, 4 and 5 are missing
        receipt.sequence.gap(number)
    receipt.reported(0x12345678, 11.0)
    report = dump_receiver_report(OWN, receipt, 13.5)
    assert report is not None
    assert words(report)[5:] == (256 * 4 // 8 << 24 | 4, 65536 + 6, 0, 0x12345678, 5 * 65536 // 2)
    assert report[32:36] == struct.pack(">BBH", 0x81, 202, (len(report) - 36) // 4)
    assert report[40:42] == b"\x01\x08"
    assert report.endswith(b"\0")
    assert len(report) % 4 == 0


def test_even_sending_has_no_jitter_and_uneven_sending_has() -> None:
    even, uneven = Receipt(Sequence(), 90000), Receipt(Sequence(), 90000)
    for receipt in (even, uneven):
        receipt.sequence.gap(1)
    for number in range(50):
        even.arrived(1, (2**32 - 90000 + number * 3600) % 2**32, 5 + number * 0.04)
        uneven.arrived(1, number * 3600, 5 + number * 0.04 + 0.01 * (number % 2))
    assert (even.block(9.0) or ())[3] <= 1
    assert 700 < (uneven.block(9.0) or ())[3] < 950


@given(
    st.lists(st.integers(0, 65535), max_size=50),
    st.lists(st.tuples(st.integers(0, 2**32 - 1), st.floats(0, 1e9)), min_size=1, max_size=20),
)
def test_a_report_can_always_be_written(
    numbers: list[int], arrivals: list[tuple[int, float]]
) -> None:
    receipt = Receipt(Sequence(), 90000)
    for number in numbers:
        receipt.sequence.gap(number)
        for timestamp, now in arrivals:
            receipt.arrived(number, timestamp, now)
            receipt.reported(timestamp, now)
        assert dump_receiver_report(OWN, receipt, arrivals[0][1] + 1e6)
