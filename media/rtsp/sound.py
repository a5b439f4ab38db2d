"""Coded sound out of RTP packets: G.711, Opus (RFC 7587), AAC (RFC 3640). Pure."""

from __future__ import annotations

from dataclasses import dataclass

from media.rtsp.rtp import RtpPacket
from media.unit import SoundUnit

MOST_UNITS = 64  # in one packet
AAC_SAMPLES = 1024  # of one unit


class Plain:
    """Each packet is one unit: PCMU, PCMA, Opus."""

    def put(self, packet: RtpPacket, _missing: int = 0) -> tuple[SoundUnit, ...]:
        return (SoundUnit(packet.payload, packet.timestamp),) if packet.payload else ()


@dataclass(frozen=True, slots=True)
class AacShape:
    """How many bits a unit's header gives to its size and to its number."""

    size_bits: int = 13
    index_bits: int = 3
    delta_bits: int = 3
    samples: int = AAC_SAMPLES


class Aac:
    """AAC: several units in a packet, or one unit in several packets. ``put`` takes them in order.

    Raises ValueError for a payload that makes no sense; the next packet can be put.
    """

    def __init__(self, shape: AacShape) -> None:
        self._shape = shape
        self._pieces: list[bytes] = []
        self._wanted = 0  # bytes that the open unit still lacks
        self._timestamp = 0

    def put(self, packet: RtpPacket, missing: int = 0) -> tuple[SoundUnit, ...]:
        if missing or packet.timestamp != self._timestamp:
            self._pieces = []
        if not packet.payload:
            return ()
        sizes, data = self._sizes(packet.payload)
        if len(sizes) == 1 and sizes[0] > len(data):
            return self._piece(sizes[0], data, packet.timestamp)
        self._pieces = []
        units, at = [], 0
        for number, size in enumerate(sizes):
            if at + size > len(data):
                raise ValueError("a packet of sound is cut off")
            timestamp = (packet.timestamp + number * self._shape.samples) & 0xFFFFFFFF
            if size:
                units.append(SoundUnit(data[at : at + size], timestamp))
            at += size
        return tuple(units)

    def _sizes(self, payload: bytes) -> tuple[list[int], bytes]:
        """The sizes of the units, and the bytes behind the headers."""
        bits = int.from_bytes(payload[:2], "big")
        start = 2 + (bits + 7) // 8
        if start > len(payload):
            raise ValueError("headers of sound are cut off")
        shape, headers = self._shape, int.from_bytes(payload[2:start], "big")
        left, index_bits, sizes = (start - 2) * 8, shape.index_bits, []
        end = left - bits
        while left - shape.size_bits - index_bits >= end:
            left -= shape.size_bits
            sizes.append(headers >> left & ((1 << shape.size_bits) - 1))
            left -= index_bits
            index_bits = shape.delta_bits
            if len(sizes) > MOST_UNITS:
                raise ValueError(f"more than {MOST_UNITS} units of sound in a packet")
        if not sizes:
            raise ValueError("a packet of sound without a header")
        return sizes, payload[start:]

    def _piece(self, size: int, data: bytes, timestamp: int) -> tuple[SoundUnit, ...]:
        if not self._pieces:
            self._wanted, self._timestamp = size, timestamp
        self._pieces.append(data)
        self._wanted -= max(len(data), 1)  # an endless row of empty pieces ends too
        if self._wanted > 0:
            return ()
        whole = b"".join(self._pieces)
        self._pieces = []
        return (SoundUnit(whole, timestamp),) if len(whole) == size else ()
