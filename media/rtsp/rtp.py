"""RTP packets (RFC 3550): taken apart, counted, their short counters unrolled. Pure."""

from __future__ import annotations

import struct
from typing import NamedTuple

_HEADER = struct.Struct(">BBHII")
_new = tuple.__new__
_EXTENSION = struct.Struct(">HH")

FARTHEST = 3000  # a jump of the sequence beyond this is a restart, not a loss (RFC 3550 A.1)


class RtpPacket(NamedTuple):
    """One packet without padding and extension; ``timestamp`` in ticks of the track's clock."""

    marker: bool
    payload_type: int
    sequence: int
    timestamp: int
    ssrc: int
    payload: bytes


def parse_rtp(packet: bytes) -> RtpPacket:
    """Raises ValueError for what is no RTP version 2 packet."""
    if len(packet) < 12:
        raise ValueError(f"an RTP packet of {len(packet)} bytes")
    first, second, sequence, timestamp, ssrc = _HEADER.unpack_from(packet)
    if first >> 6 != 2:
        raise ValueError(f"an RTP packet of version {first >> 6}")
    if first & 0x3F:
        start, end = _bounds(packet, first)
        payload = packet[start:end]
    else:
        payload = packet[12:]
    # what RtpPacket(...) does, in half of its time: a wall receives 5000 packets a second
    return _new(RtpPacket, (second > 0x7F, second & 0x7F, sequence, timestamp, ssrc, payload))


def _bounds(packet: bytes, first: int) -> tuple[int, int]:
    start, end = 12 + 4 * (first & 0x0F), len(packet)
    if first & 0x10:
        if start + 4 > end:
            raise ValueError("an RTP extension beyond its packet")
        start += 4 + 4 * int(_EXTENSION.unpack_from(packet, start)[1])
    if first & 0x20:
        end -= packet[-1]
    if start > end:
        raise ValueError("an RTP header or padding beyond its packet")
    return start, end


class Wrapped:
    """A counter of few bits made endless: each value is taken as the nearest to the one before."""

    def __init__(self, bits: int) -> None:
        self._span = 1 << bits
        self._last: int | None = None

    def unroll(self, value: int) -> int:
        if self._last is None:
            self._last = value
            return value
        ahead = (value - self._last) % self._span
        if ahead >= self._span // 2:
            ahead -= self._span
        self._last += ahead
        return self._last


class Sequence:
    """Counts what is missing between the packets of one track."""

    def __init__(self) -> None:
        self.lost = 0
        self.late = 0  # doubled or out of order: over TCP a mistake of the camera
        self._expected: int | None = None

    @property
    def newest(self) -> int | None:
        """The number of the newest packet; None before the first."""
        return None if self._expected is None else (self._expected - 1) & 0xFFFF

    def gap(self, sequence: int) -> int:
        """Packets missing before this one: 0 in order, -1 when it is late and has to be left out.

        A far jump counts as a gap of one: how many are missing is unknown.
        """
        expected = self._expected
        if expected is None or sequence == expected:
            self._expected = (sequence + 1) & 0xFFFF
            return 0
        ahead = (sequence - expected) & 0xFFFF
        if ahead > 0xFFFF - FARTHEST:
            self.late += 1
            return -1
        self._expected = (sequence + 1) & 0xFFFF
        missing = ahead if ahead <= FARTHEST else 1
        self.lost += missing
        return missing
