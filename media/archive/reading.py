"""What was kept of a camera, undecoded: read from a segment's file, or taken from memory.

A reading begins at the key picture at or before a moment. It belongs to one thread at a time.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from fractions import Fraction
from typing import Any, NamedTuple, Protocol

import av
from av.bitstream import BitStreamFilterContext
from av.error import FFmpegError

from media.unit import Arrival, SoundFormat

# the demuxer decodes pictures to learn what its header has told already
_QUICK = {"analyzeduration": "0", "probesize": "32"}
_ANNEXB = {"h264": "h264_mp4toannexb", "hevc": "hevc_mp4toannexb"}
_SOUNDS = {"pcm_alaw": "pcma", "pcm_mulaw": "pcmu", "aac": "aac", "opus": "opus"}


class Recorded(NamedTuple):
    """One coded picture, or piece of ``sound``, and its moment in Unix seconds; H.264 and H.265 in
    Annex B. ``reference``: others may build on it; a file does not tell, and then they may. ``sps``
    where it may change: in a file it does not. ``lasts``: seconds, where its file says it."""

    data: bytes
    at: float
    key: bool
    codec: str
    sound: bool = False
    reference: bool = True
    sps: bytes | None = None
    lasts: float = 0.0

    @property
    def broken(self) -> bool:
        """What is broken, and what builds on it, is not kept."""
        return False


class Reading(Protocol):
    """What can be read forward from one moment on."""

    def take(self) -> Recorded | None:
        """The next picture in decoding order; None when there is no more for now."""

    def close(self) -> None: ...


class OpenSegment:
    """A segment's file, to be read from the key picture at or before ``at`` on. What is whole of it
    now is read: it may still be growing.

    ``began_at``: Unix time of its first picture; ``zero``: of tick 0; ``tick``: its seconds.
    OSError when it cannot be read.
    """

    def __init__(self, path: str | os.PathLike[str], began_at: float, at: float) -> None:
        try:
            self.container = av.open(os.fspath(path), format="mp4", options=_QUICK)
        except FFmpegError as fault:
            raise OSError(f"{os.fspath(path)} cannot be read: {fault.strerror}") from None
        try:
            self.video = self.container.streams.video[0]
            self.tick = tick = self.video.time_base or Fraction(1, 90000)
            # a fragmented file of ours begins at 0
            self.zero = began_at - float((self.video.start_time or 0) * tick)
            self._sought = int((at - self.zero) / tick) if at > began_at else None
            if self._sought is not None:
                self.container.seek(self._sought, stream=self.video)
        except (IndexError, FFmpegError) as fault:
            self.container.close()
            raise OSError(f"{os.fspath(path)} has no pictures that can be read: {fault}") from None

    def packets(self, streams: Sequence[Any]) -> Iterator[Any]:
        """What FFmpeg reads of these streams of the file; once."""
        for packet in self.container.demux(streams):
            if packet.stream is self.video and (sought := self._sought) is not None:
                self._sought, pts, dts = None, packet.pts, packet.dts
                if pts is not None and dts is not None and pts > sought > dts:
                    # it was sought by decoding time, in which a reordered key picture is early
                    earlier = max(sought - (pts - dts), self.video.start_time or 0)
                    self.container.seek(earlier, stream=self.video)
                    yield from self.container.demux(streams)
                    return
            yield packet

    def quarters(self) -> int:
        """How often its pictures have to be turned against the clock; FFmpeg tells it with a
        decoded picture alone. FFmpegError when it cannot be read any more."""
        with av.open(self.container.name, format="mp4", options=_QUICK) as other:
            other.streams.video[0].codec_context.thread_count = 1
            for packet in other.demux(video=0):
                with suppress(FFmpegError):
                    for frame in packet.decode():
                        return round(frame.rotation / 90)
        return 0

    def close(self) -> None:
        self.container.close()


class SegmentReading:
    """The pictures of one file; ``with_sound`` what was heard comes between them, and ``sound`` is
    its format."""

    def __init__(self, file: OpenSegment, with_sound: bool = False) -> None:
        self._file = file
        self.codec = self._file.video.codec_context.name
        self.sound: SoundFormat | None = None
        name = _ANNEXB.get(self.codec)
        self._filter = BitStreamFilterContext(name, self._file.video) if name else None
        streams: list[Any] = [self._file.video]
        for stream in self._file.container.streams.audio if with_sound else ():
            if self.sound is None and (found := _format(stream)) is not None:
                self.sound = found
                streams.append(stream)
        self._units = self._read(streams)

    def take(self) -> Recorded | None:
        return next(self._units, None)

    def close(self) -> None:
        self._units = iter(())
        self._file.close()

    def _read(self, streams: list[Any]) -> Iterator[Recorded]:
        video, zero, tick = self._file.video, self._file.zero, self._file.tick
        try:
            for packet in self._file.packets(streams):
                if packet.pts is None or packet.is_corrupt:
                    return  # the end, or a fragment that is being written
                if packet.stream is video:
                    at = zero + float(packet.pts * tick)
                    key, lasts = packet.is_keyframe, float((packet.duration or 0) * tick)
                    for part in self._filter.filter(packet) if self._filter else (packet,):
                        yield Recorded(bytes(part), at, key, self.codec, lasts=lasts)
                elif self.sound is not None:
                    at = zero + float(packet.pts * packet.time_base)
                    yield Recorded(bytes(packet), at, False, self.sound.codec, True)
        except FFmpegError:
            return  # what follows is not whole


class MemoryReading:
    """What a stream's memory holds. ``zero``: Unix time when the monotonic clock was 0."""

    def __init__(self, arrivals: Sequence[Arrival], zero: float, at: float) -> None:
        self._arrivals: Sequence[Arrival] = ()
        self._zero = zero
        self._next = 0
        self._taken: tuple[float, int] | None = None  # several may be received at one moment
        self._arrivals = arrivals
        for number, arrival in enumerate(arrivals):
            if arrival.unit.key and (number == 0 or zero + arrival.received_at <= at):
                self._next = number

    def extend(self, arrivals: Sequence[Arrival]) -> bool:
        """Go on with a newer look at the same memory; False when they do not join."""
        for number, arrival in enumerate(arrivals):
            if (arrival.received_at, arrival.unit.timestamp) == self._taken:
                self._arrivals, self._next = arrivals, number + 1
                return True
        return False

    def take(self) -> Recorded | None:
        if self._next >= len(self._arrivals):
            return None
        arrival = self._arrivals[self._next]
        self._next += 1
        unit = arrival.unit
        self._taken = arrival.received_at, unit.timestamp
        at = self._zero + arrival.received_at
        data = bytes(unit.data)
        return Recorded(data, at, unit.key, unit.codec, reference=unit.reference, sps=unit.sps)

    def close(self) -> None:
        self._arrivals = ()


def _format(stream: Any) -> SoundFormat | None:
    """None for sound that no camera of ours sends."""
    codec = stream.codec_context
    name = _SOUNDS.get(codec.name)
    if name is None:
        return None
    config = bytes(codec.extradata or b"") if name == "aac" else b""
    return SoundFormat(name, round(1 / stream.time_base), codec.channels, config)
