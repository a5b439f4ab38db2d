"""RTCP (RFC 3550, 6): what a camera reports, and the reports it is owed. Pure."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from media.rtsp.rtp import Sequence, Wrapped

MOST_LOST = 0x7FFFFF

_HEADER = struct.Struct(">BBH")
_SENDER = struct.Struct(">IIII")
_RECEIVER = struct.Struct(">BBHIIIIIII")
_SOURCE = struct.Struct(">BBHI")
_SENDER_REPORT, _RECEIVER_REPORT, _DESCRIPTION, _BYE = 200, 201, 202, 203
_CNAME = 1
_NTP_TO_UNIX_S = 2_208_988_800  # 1900 to 1970


class SenderReport(NamedTuple):
    """The sender's wall clock (Unix seconds) at an RTP time. ``stamp``: the middle of its NTP time,
    by which a receiver's report refers to this one."""

    ssrc: int
    unix_s: float
    timestamp: int
    stamp: int


class Goodbye(NamedTuple):
    """These sources send no more."""

    ssrcs: tuple[int, ...]


def parse_rtcp(packet: bytes) -> list[SenderReport | Goodbye]:
    """What counts of a compound packet. ValueError for garbage."""
    return [
        _sender_report(body) if kind == _SENDER_REPORT else _goodbye(count, body)
        for kind, count, body in _parts(packet)
        if kind in (_SENDER_REPORT, _BYE)
    ]


def _parts(packet: bytes) -> Iterator[tuple[int, int, bytes]]:
    at = 0
    while at < len(packet):
        if at + _HEADER.size > len(packet):
            raise ValueError("an RTCP packet is cut off")
        first, kind, words = _HEADER.unpack_from(packet, at)
        if first >> 6 != 2:
            raise ValueError(f"an RTCP packet of version {first >> 6}")
        past = at + _HEADER.size + 4 * int(words)
        yield kind, first & 0x1F, packet[at + _HEADER.size : past]
        at = past


def _sender_report(body: bytes) -> SenderReport:
    if len(body) < _SENDER.size:
        raise ValueError("a sender report of RTCP is cut off")
    ssrc, seconds, fraction, timestamp = _SENDER.unpack_from(body)
    stamp = (seconds & 0xFFFF) << 16 | fraction >> 16
    return SenderReport(ssrc, seconds - _NTP_TO_UNIX_S + fraction / 2**32, timestamp, stamp)


def _goodbye(count: int, body: bytes) -> Goodbye:
    if len(body) < 4 * count:
        raise ValueError("a goodbye of RTCP is cut off")
    return Goodbye(struct.unpack_from(f">{count}I", body))


@dataclass
class Receipt:
    """What a receiver's report says of one source: gathered as packets come, written every few
    seconds. Between two reports less than half of the sequence's numbers may pass."""

    sequence: Sequence
    clock_hz: int
    ssrc: int | None = None  # of the newest packet
    _jitter: float = 0.0  # in ticks
    _transit: int | None = None
    _highest: int | None = None
    _lost: int = 0
    _report: tuple[int, float] | None = None  # the newest sender report's stamp, and when it came

    def __post_init__(self) -> None:
        self._numbers = Wrapped(16)

    def arrived(self, ssrc: int, timestamp: int, now: float) -> None:
        """A packet of this source and time came: told of one packet of each picture, for a
        picture's others say how fast the line is, not how evenly the camera sends."""
        self.ssrc = ssrc
        transit = int(now * self.clock_hz) - timestamp
        if self._transit is not None:
            late = (transit - self._transit + 0x80000000 & 0xFFFFFFFF) - 0x80000000
            self._jitter += (abs(late) - self._jitter) / 16
        self._transit = transit

    def reported(self, stamp: int, now: float) -> None:
        self._report = stamp, now

    def block(self, now: float) -> tuple[int, int, int, int, int, int] | None:
        """The words of a report block (RFC 3550, 6.4.1); None before the first packet."""
        newest = self.sequence.newest
        if self.ssrc is None or newest is None:
            return None
        highest = self._numbers.unroll(newest)
        missed = max(self.sequence.lost - self._lost, 0)
        passed = 0 if self._highest is None else max(highest - self._highest, missed)
        self._highest, self._lost = highest, self.sequence.lost
        fraction = min(255, 256 * missed // passed) if passed else 0
        stamp, since = (
            (self._report[0], int((now - self._report[1]) * 65536)) if self._report else (0, 0)
        )
        return (
            self.ssrc,
            fraction << 24 | min(self._lost, MOST_LOST),
            highest & 0xFFFFFFFF,
            min(int(self._jitter), 0xFFFFFFFF),
            stamp,
            min(max(since, 0), 0xFFFFFFFF),
        )


def dump_receiver_report(own: int, receipt: Receipt, now: float) -> bytes | None:
    """A compound packet of a report and our name, from source ``own``; None before the first
    packet came."""
    block = receipt.block(now)
    if block is None:
        return None
    report = _RECEIVER.pack(0x81, _RECEIVER_REPORT, 7, own, *block)
    name = b"%08x" % own
    item = bytes((_CNAME, len(name))) + name
    item += bytes(4 - len(item) % 4)
    return report + _SOURCE.pack(0x81, _DESCRIPTION, 1 + len(item) // 4, own) + item
