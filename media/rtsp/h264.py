"""H.264 pictures out of RTP packets (RFC 6184): single NAL units, STAP-A, FU-A. Pure.

A picture is complete at the marker bit, not at the first packet of the next one: that saves one
frame interval. Some cameras set the marker on parameter sets too, so a unit without a slice waits.
"""

from __future__ import annotations

from collections.abc import Sequence

from media.rtsp.rtp import RtpPacket
from media.unit import AccessUnit

LARGEST_UNIT = 8 * 1024 * 1024  # bytes; a 4K key frame of a good camera is below 2 MB
MOST_NALS = 1024  # slices and all in one unit
MOST_PPS = 16

SLICE, IDR, SEI, SPS, PPS, DELIMITER = 1, 5, 6, 7, 8, 9
_STAP_A, _FU_A = 24, 28
_START = b"\0\0\0\1"


class Depacketizer:
    """Puts the packets of one track together; ``put`` takes them in order."""

    def __init__(self, parameter_sets: Sequence[bytes] = ()) -> None:
        self.malformed = 0  # packets that make no sense
        self._sps: bytes | None = None
        self._pps: list[bytes] = []
        self._nals: list[bytes] = []
        self._size = 0
        self._timestamp = 0
        self._fragments: list[bytes] = []
        self._torn = False  # something of the open unit is missing
        self._gap = False  # something between the last unit and the open one is missing
        for nal in parameter_sets:
            self._remember(nal)

    def put(self, packet: RtpPacket, missing: int = 0) -> tuple[AccessUnit, ...]:
        """Mostly no unit or one; ``missing`` packets were lost before this one.

        Raises ValueError for a payload that makes no sense; the unit it belongs to is broken then,
        and the next packet can be put.
        """
        closed: tuple[AccessUnit, ...] = ()
        if packet.timestamp != self._timestamp and (self._nals or self._fragments):
            self._torn = self._torn or missing > 0
            closed = self._close()
        if missing:
            self._lose(packet.payload)
        self._timestamp = packet.timestamp
        try:
            self._take(packet.payload)
        except ValueError:
            self.malformed += 1
            self._torn = True
            self._fragments.clear()
            if not closed:
                raise
        return closed + self._close() if packet.marker else closed

    def _lose(self, payload: bytes) -> None:
        self._gap = True
        if self._nals or self._fragments or not _begins(payload):
            self._torn = True
        self._fragments.clear()

    def _take(self, payload: bytes) -> None:
        if not payload:
            return
        kind = payload[0] & 0x1F
        if kind == _FU_A:
            self._fragment(payload)
            return
        if self._fragments:  # its end never came
            self._fragments.clear()
            self._torn = True
        if kind == _STAP_A:
            self._aggregate(payload)
        elif kind < _STAP_A:
            self._nal(payload)
        else:
            raise ValueError(f"a payload of type {kind}")

    def _aggregate(self, payload: bytes) -> None:
        at = 1
        while at < len(payload):
            if at + 2 > len(payload):
                raise ValueError("an aggregate is cut off")
            size = payload[at] << 8 | payload[at + 1]
            at += 2
            if at + size > len(payload):
                raise ValueError("an aggregate is cut off")
            if size:
                self._nal(payload[at : at + size])
            at += size

    def _fragment(self, payload: bytes) -> None:
        if len(payload) < 2:
            raise ValueError("a fragment without a header")
        begins, ends = payload[1] & 0x80, payload[1] & 0x40
        if begins:
            if self._fragments:
                self._torn = True
            self._fragments = [bytes(((payload[0] & 0xE0) | (payload[1] & 0x1F),)), payload[2:]]
        elif not self._fragments:
            self._torn = True  # its beginning never came
            return
        else:
            self._fragments.append(payload[2:])
        self._grow(len(payload))
        if ends:
            nal = b"".join(self._fragments)
            self._fragments.clear()
            self._size -= len(nal)
            self._nal(nal)

    def _nal(self, nal: bytes) -> None:
        kind = nal[0] & 0x1F
        if kind == 0 or (kind in (SEI, SPS, PPS, DELIMITER) and b"\0\0\1" in nal):
            for part in _split(nal):
                self._nal(part)
            return
        if kind in (SPS, PPS):
            self._remember(nal)
        self._grow(len(nal))
        self._nals.append(nal)

    def _grow(self, size: int) -> None:
        self._size += size
        if self._size > LARGEST_UNIT or len(self._nals) >= MOST_NALS:
            self._nals.clear()
            self._fragments.clear()
            self._size = 0
            raise ValueError("a picture without an end")

    def _remember(self, nal: bytes) -> None:
        if nal[0] & 0x1F == SPS:
            if nal != self._sps:
                self._sps, self._pps = nal, []
        elif nal[0] & 0x1F == PPS and nal not in self._pps:
            self._pps = [*self._pps[1 - MOST_PPS :], nal]

    def _close(self) -> tuple[AccessUnit, ...]:
        """The open unit, unless it holds no slice: then it goes on."""
        if self._fragments:
            self._fragments.clear()
            self._torn = True
        kinds = [nal[0] & 0x1F for nal in self._nals]
        if not any(SLICE <= kind <= IDR for kind in kinds):
            if self._torn:  # its slices are what is missing; parameter sets are remembered
                self._nals, self._size = [], 0
                self._torn, self._gap = False, True
            return ()
        key = IDR in kinds or (SPS in kinds and _is_intra(self._nals))
        broken = self._torn or (self._gap and not key)
        parts = [_START + nal for nal in self._nals]
        if key and SPS not in kinds:
            parts[:0] = [_START + nal for nal in (self._sps, *self._pps) if nal]
        elif key and PPS not in kinds:
            at = kinds.index(SPS) + 1
            parts[at:at] = [_START + nal for nal in self._pps]
        self._gap = broken
        data = b"".join(parts)
        reference = any(nal[0] & 0x60 for nal in self._nals if SLICE <= nal[0] & 0x1F <= IDR)
        self._nals, self._size = [], 0
        self._torn = False
        return (AccessUnit(data, key, broken, self._timestamp, self._sps, reference=reference),)


def _begins(payload: bytes) -> bool:
    """Whether nothing of the same picture can come before this payload."""
    if not payload:
        return False
    kind, slice_at = payload[0] & 0x1F, 1
    if kind == _FU_A:
        if len(payload) < 3 or not payload[1] & 0x80:
            return False
        kind, slice_at = payload[1] & 0x1F, 2
    elif kind == _STAP_A:
        if len(payload) < 5:
            return False
        kind, slice_at = payload[3] & 0x1F, 4
    if kind in (SEI, SPS, PPS, DELIMITER):
        return True
    # the first macroblock's number is 0, which is written as a single 1 bit
    return SLICE <= kind <= IDR and len(payload) > slice_at and payload[slice_at] > 0x7F


def _is_intra(nals: list[bytes]) -> bool:
    """Whether the first slice is of type I: some cameras never send IDR pictures."""
    first = next(nal for nal in nals if SLICE <= nal[0] & 0x1F <= IDR)
    word = int.from_bytes(first[1:9].ljust(8, b"\0"), "big")
    bits = f"{word:064b}"
    at = 0
    values = []
    for _ in range(2):
        one = bits.find("1", at)
        if one < 0 or 2 * one - at >= len(bits):
            return False
        end = 2 * one - at + 1
        values.append(int(bits[one:end], 2) - 1)
        at = end
    return values[1] % 5 == 2


def _split(data: bytes) -> list[bytes]:
    """NAL units of an Annex B text that a camera packed into one payload."""
    parts = data.replace(b"\0\0\0\1", b"\0\0\1").split(b"\0\0\1")
    return [part for part in parts if part and part[0] & 0x1F]
