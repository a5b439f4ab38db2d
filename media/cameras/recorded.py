"""Pictures as they were kept, undecoded: read from a segment's file, or taken from memory.

A reading begins at the key picture at or before a moment. It belongs to one thread at a time.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple, Protocol

import av
from av.bitstream import BitStreamFilterContext
from av.error import FFmpegError

from media.unit import Arrival

# the demuxer decodes pictures to learn what its header has told already
_QUICK = {"analyzeduration": "0", "probesize": "32"}
_ANNEXB = {"h264": "h264_mp4toannexb", "hevc": "hevc_mp4toannexb"}


class Recorded(NamedTuple):
    """One coded picture and its moment in Unix seconds; H.264 and H.265 in Annex B."""

    data: bytes
    at: float
    key: bool
    codec: str


class Reading(Protocol):
    """What can be read forward from one moment on."""

    def take(self) -> Recorded | None:
        """The next picture in decoding order; None when there is no more for now."""

    def close(self) -> None: ...


class SegmentReading:
    """One file, which may still be growing: what is whole of it when it is opened is read.

    ``began_at``: Unix time of its first picture. OSError when it cannot be read.
    """

    def __init__(self, path: str | os.PathLike[str], began_at: float, at: float) -> None:
        try:
            self._container = av.open(os.fspath(path), format="mp4", options=_QUICK)
        except FFmpegError as fault:
            raise OSError(f"{os.fspath(path)} cannot be read: {fault.strerror}") from None
        try:
            stream = self._container.streams.video[0]
            self.codec = stream.codec_context.name
            self._tick = stream.time_base or Fraction(1, 90000)
            name = _ANNEXB.get(self.codec)
            self._filter = BitStreamFilterContext(name, stream) if name else None
            # a fragmented file of ours begins at 0
            self._zero = began_at - float((stream.start_time or 0) * self._tick)
            if at > began_at:
                self._container.seek(int((at - self._zero) / self._tick), stream=stream)
        except (IndexError, FFmpegError) as fault:
            self._container.close()
            raise OSError(f"{os.fspath(path)} has no pictures that can be read: {fault}") from None
        self._units = self._read(stream)

    def take(self) -> Recorded | None:
        return next(self._units, None)

    def close(self) -> None:
        self._units = iter(())
        self._container.close()

    def _read(self, stream: av.VideoStream) -> Iterator[Recorded]:
        try:
            for packet in self._container.demux(stream):
                if packet.pts is None or packet.is_corrupt:
                    return  # the end, or a fragment that is being written
                at = self._zero + float(packet.pts * self._tick)
                key = packet.is_keyframe
                for part in self._filter.filter(packet) if self._filter else (packet,):
                    yield Recorded(bytes(part), at, key, self.codec)
        except FFmpegError:
            return  # what follows is not whole


class MemoryReading:
    """What a stream's memory holds. ``zero``: Unix time when the monotonic clock was 0."""

    def __init__(self, arrivals: Sequence[Arrival], zero: float, at: float) -> None:
        self._arrivals: Sequence[Arrival] = ()
        self._zero = zero
        self._next = 0
        self._taken = float("-inf")
        self._arrivals = arrivals
        for number, arrival in enumerate(arrivals):
            if arrival.unit.key and (number == 0 or zero + arrival.received_at <= at):
                self._next = number

    def extend(self, arrivals: Sequence[Arrival]) -> bool:
        """Go on with a newer look at the same memory; False when they do not join."""
        for number, arrival in enumerate(arrivals):
            if arrival.received_at == self._taken:
                self._arrivals, self._next = arrivals, number + 1
                return True
        return False

    def take(self) -> Recorded | None:
        if self._next >= len(self._arrivals):
            return None
        arrival = self._arrivals[self._next]
        self._next += 1
        self._taken = arrival.received_at
        unit = arrival.unit
        return Recorded(unit.data, self._zero + arrival.received_at, unit.key, unit.codec)

    def close(self) -> None:
        self._arrivals = ()
