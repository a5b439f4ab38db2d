"""Coded pictures and sound as containers hold them, made into units. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from media.unit import AccessUnit

LARGEST_UNIT = 8 * 1024 * 1024  # bytes
MOST_SETS = 32
MOST_PIECES = 64  # of one picture; a clock that stands still makes one of all key pictures
_START = b"\0\0\0\1"
_H264_SPS, _H264_SETS = 7, frozenset({7, 8})
_HEVC_SPS, _HEVC_SETS = 33, frozenset({32, 33, 34})
_AAC_RATES = (
    96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350,
)  # fmt: skip


@dataclass
class ParameterSets:
    """The sets in force of one H.264 or H.265 stream in Annex B."""

    codec: str
    sps: bytes | None = None
    nals: tuple[bytes, ...] = field(default=())

    def learn(self, data: bytes) -> bool:
        """Take over what stands before the first slice; whether an SPS does."""
        found = tuple(self._sets(data))
        first = next((nal for nal in found if self._kind(nal) == self._sps_kind), None)
        if first is not None:
            self.sps = first
            self.nals = found
        return first is not None

    def complete(self, data: bytes) -> bytes:
        """A key picture with its parameter sets inside."""
        if self.learn(data) or not self.nals:
            return data
        return b"".join(_START + nal for nal in self.nals) + data

    @property
    def _sps_kind(self) -> int:
        return _H264_SPS if self.codec == "h264" else _HEVC_SPS

    def _kind(self, nal: bytes) -> int:
        return nal[0] & 0x1F if self.codec == "h264" else nal[0] >> 1 & 0x3F

    def _is_slice(self, nal: bytes) -> bool:
        kind = self._kind(nal)
        return 1 <= kind <= 5 if self.codec == "h264" else kind < 32

    def _sets(self, data: bytes) -> Iterator[bytes]:
        kinds = _H264_SETS if self.codec == "h264" else _HEVC_SETS
        at, count = data.find(b"\0\0\1"), 0
        while 0 <= at < len(data) - 3 and count < MOST_SETS:
            if self._is_slice(data[at + 3 : at + 5]):
                return
            following = data.find(b"\0\0\1", at + 3)
            nal = data[at + 3 : following if following >= 0 else len(data)].rstrip(b"\0")
            if nal and self._kind(nal) in kinds:
                yield nal
            at, count = following, count + 1


class Pieces:
    """Key pictures in one piece again, where FFmpeg gives several: servers that write parameter
    sets before each slice make its parser see a new picture there.

    A key picture waits for what follows it at first, and later on where pieces have been seen.
    """

    def __init__(self) -> None:
        self._seen = False
        self._waits = True
        self._held: AccessUnit | None = None
        self._count = 0  # pieces held
        self._timestamp: int | None = None  # of the newest unit, where it was a key picture

    def put(self, unit: AccessUnit) -> Iterator[AccessUnit]:
        """What is whole now."""
        held, self._held = self._held, None
        again = unit.key and unit.timestamp == self._timestamp
        self._timestamp = unit.timestamp if unit.key else None
        if again:
            self._seen = True
        if held is not None:
            if again and self._fits(held, unit):
                broken = held.broken or unit.broken
                self._held = held._replace(data=b"".join((held.data, unit.data)), broken=broken)
                self._count += 1
                return
            yield held
            self._waits = self._seen
        self._waits = self._waits or self._seen
        if unit.key and self._waits and not again:
            self._held, self._count = unit, 1
            return
        yield unit

    def _fits(self, held: AccessUnit, unit: AccessUnit) -> bool:
        size = len(held.data) + len(unit.data)
        return self._count < MOST_PIECES and size <= LARGEST_UNIT


class Damage:
    """Marks as broken what a loss has spoilt: FFmpeg gives pictures with holes in them as if they
    were whole, and calls none broken that builds on one which it calls so itself."""

    def __init__(self) -> None:
        self._struck = 0  # pictures that may have lost something themselves
        self._gap = False  # until a key picture comes whole

    def lose(self) -> None:
        """Something was missed before the next picture comes. It is part of that one, which was
        waiting for its end to be seen, or of the one behind it."""
        self._struck = 2

    def mark(self, unit: AccessUnit) -> AccessUnit:
        """Of all pictures in their order."""
        torn = unit.broken or self._struck > 0
        self._struck = max(self._struck - 1, 0)
        self._gap = torn or (self._gap and not unit.key)
        return unit._replace(broken=True) if self._gap else unit


def aac_config(rate_hz: int, channels: int) -> bytes:
    """The AudioSpecificConfig (ISO/IEC 14496-3, 1.6.2.1) of AAC-LC, for streams that bring their
    settings in ADTS headers."""
    index = _AAC_RATES.index(rate_hz) if rate_hz in _AAC_RATES else _AAC_RATES.index(8000)
    return (2 << 11 | index << 7 | min(max(channels, 1), 7) << 3).to_bytes(2, "big")


def without_adts(data: bytes) -> bytes:
    """An AAC frame without its ADTS header, where it has one."""
    if len(data) < 7 or data[0] != 0xFF or data[1] & 0xF6 != 0xF0:
        return data
    return data[7 if data[1] & 1 else 9 :]
