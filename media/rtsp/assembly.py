"""Coded pictures out of NAL units that come in RTP packets: what H.264 and H.265 share. Pure.

A picture is complete at the marker bit, not at the first packet of the next one: that saves one
frame interval. Some cameras set the marker on parameter sets too, so a unit without a slice waits.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from media.rtsp.rtp import RtpPacket
from media.unit import AccessUnit

LARGEST_UNIT = 8 * 1024 * 1024  # bytes; a 4K key frame of a good camera is below 2 MB
MOST_NALS = 1024  # slices and all in one unit
MOST_PPS = 16
LARGEST_SET = 4096  # bytes of a parameter set that is remembered; real ones have some dozens
LEAST_PIECE = 64  # bytes that a fragment counts for, were it empty

_START = b"\0\0\0\1"


class Seen(NamedTuple):
    """What a codec says of a picture: whether decoding can begin there, and whether others may
    build on it."""

    key: bool
    reference: bool


class Assembly(ABC):
    """Puts the packets of one track together; ``put`` takes them in order.

    A codec names its kinds of NAL units and sorts its kinds of payloads into ``_nal``,
    ``_aggregate`` and ``_fragment``. ``sets`` are the kinds of parameter sets, in the order in
    which a decoder needs them: the last may be there several times and belongs to the one before.
    """

    codec: ClassVar[str]
    sets: ClassVar[tuple[int, ...]]
    delimiter: ClassVar[int]
    slices: ClassVar[range]
    kinds: ClassVar[range]  # others mean nothing: cameras send junk between their units

    def __init__(self, parameter_sets: Sequence[bytes] = ()) -> None:
        self.malformed = 0  # packets that make no sense
        self._heads: dict[int, bytes] = {}  # the newest parameter set of each kind but the last
        self._pps: list[bytes] = []
        self._nals: list[bytes] = []
        self._kinds: list[int] = []
        self._sliced = False
        self._size = 0
        self._timestamp = 0
        self._fragments: list[bytes] = []
        self._pending = 0  # bytes of the fragments
        self._torn = False  # something of the open unit is missing
        self._gap = False  # something between the last unit and the open one is missing
        for nal in parameter_sets:
            if nal and (kind := self._kind(nal)) in self.sets:
                self._remember(kind, nal)

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
            if packet.payload:
                self._take(packet.payload)
        except ValueError:
            self.malformed += 1
            self._torn = True
            self._fragments.clear()
            if not closed:
                raise
        return closed + self._close() if packet.marker else closed

    # -- what a codec says

    @abstractmethod
    def _kind(self, nal: bytes) -> int:
        """The kind of a NAL unit, -1 for one to leave out. It has at least one byte."""

    @abstractmethod
    def _take(self, payload: bytes) -> None:
        """Sort a payload that is not empty. ValueError when it makes no sense."""

    @abstractmethod
    def _begins(self, payload: bytes) -> bool:
        """Whether nothing of the same picture can come before this payload."""

    @abstractmethod
    def _see(self, nals: list[bytes], kinds: list[int], whole: bool) -> Seen | None:
        """Judge a picture; None for one that no decoder can use and nothing builds on. ``whole``:
        nothing is missing in it and between it and the picture before."""

    # -- what a codec calls

    def _nal(self, nal: bytes) -> None:
        kind = self._kind(nal)
        if kind not in self.slices:
            if b"\0\0\1" in nal:
                for part in nal.split(b"\0\0\1"):  # Annex B that a camera packed into one payload
                    if part := part.rstrip(b"\0"):
                        self._nal(part)
                return
            if kind not in self.kinds:
                return
            if kind in self.sets:
                nal = nal.rstrip(b"\0")
                if len(nal) <= LARGEST_SET:
                    self._remember(kind, nal)
        else:
            self._sliced = True
        self._grow(len(nal))
        self._nals.append(nal)
        self._kinds.append(kind)

    def _aggregate(self, payload: bytes, at: int, between: int = 0) -> None:
        """NAL units from ``at`` on, each behind its size; ``between`` bytes to skip before the
        second and all further ones."""
        while at < len(payload):
            if at + 2 > len(payload):
                raise ValueError("an aggregate is cut off")
            size = payload[at] << 8 | payload[at + 1]
            at += 2
            if at + size > len(payload):
                raise ValueError("an aggregate is cut off")
            if size:
                self._nal(payload[at : at + size])
            at += size + between

    def _fragment(self, head: bytes, flags: int, body: bytes) -> None:
        """A piece of a NAL unit; ``flags`` begin with start and end, ``head`` is the unit's header
        and counts at its start only."""
        if flags & 0x80:
            self._lose_fragments()
            self._fragments, self._pending = [head, body], 0
        elif not self._fragments:
            self._torn = True  # its beginning never came
            return
        else:
            self._fragments.append(body)
        self._pending += max(len(body), LEAST_PIECE)
        if self._size + self._pending > LARGEST_UNIT:
            self._grow(self._pending)
        if flags & 0x40:
            nal = b"".join(self._fragments)
            self._fragments = []
            self._nal(nal)

    def _lose_fragments(self) -> None:
        """The end of a fragmented unit never came, if one is open."""
        if self._fragments:
            self._fragments = []
            self._torn = True

    # -- book-keeping

    def _lose(self, payload: bytes) -> None:
        self._gap = True
        if self._nals or self._fragments or not self._begins(payload):
            self._torn = True
        self._fragments = []

    def _grow(self, size: int) -> None:
        self._size += size
        if self._size > LARGEST_UNIT or len(self._nals) >= MOST_NALS:
            self._empty()
            raise ValueError("a picture without an end")

    def _empty(self) -> None:
        self._nals, self._kinds, self._fragments = [], [], []
        self._size, self._sliced = 0, False

    def _remember(self, kind: int, nal: bytes) -> None:
        if kind == self.sets[-1]:
            others = [each for each in self._pps if each != nal]
            self._pps = [*others[1 - MOST_PPS :], nal]  # the newest of one number is the last
        elif self._heads.get(kind) != nal:
            self._heads[kind] = nal
            if kind == self.sets[-2]:
                self._pps = []

    def _close(self) -> tuple[AccessUnit, ...]:
        """The open unit, unless it holds no slice: then it goes on."""
        self._lose_fragments()
        if not self._sliced:
            if self._torn:  # its slices are what is missing; parameter sets are remembered
                self._empty()
                self._torn, self._gap = False, True
            return ()
        nals, kinds, torn = self._nals, self._kinds, self._torn
        self._empty()
        self._torn = False
        seen = self._see(nals, kinds, not torn and not self._gap)
        if seen is None:
            return ()
        broken = torn or (self._gap and not seen.key)
        self._gap = broken
        if seen.key:
            nals = self._with_sets(nals, kinds)
        data = _START + _START.join(nals)
        sps = self._heads.get(self.sets[-2])
        return (
            AccessUnit(data, seen.key, broken, self._timestamp, sps, self.codec, seen.reference),
        )

    def _with_sets(self, nals: list[bytes], kinds: list[int]) -> list[bytes]:
        """The units of a key picture with every parameter set that is known."""
        if all(kind in kinds for kind in self.sets):
            return nals
        heads = [self._heads[kind] for kind in self.sets[:-1] if kind in self._heads]
        own = zip(nals, kinds, strict=True)
        rest = [nal for nal, kind in own if kind not in self.sets]
        at = 1 if kinds[0] == self.delimiter else 0
        return [*rest[:at], *heads, *self._pps, *rest[at:]]
