"""Decoded pictures of what is kept of one camera, forward from any moment, across its pieces."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

import av
from av.error import FFmpegError

from media.archive.reading import MemoryReading, Reading, Recorded
from media.cameras.codec import MOST_PENDING
from media.cameras.kept import Kept, Memory, Piece
from media.cameras.replay_pace import Effort
from media.cameras.spoilage import Spoilage

TICKS = 1_000_000  # of a picture's time, as the decoder carries it
NEAR_S = 0.5  # before the moment sought everything is decoded: the picture wanted may be any
_SKIP: dict[Effort, Literal["DEFAULT", "NONREF"]] = {
    Effort.ALL: "DEFAULT",
    Effort.REFERENCES: "NONREF",
    Effort.KEYS: "NONREF",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A decoded picture and its moment (Unix seconds)."""

    frame: av.VideoFrame
    at: float
    stream: str
    aspect: Fraction  # of a pixel


@dataclass
class ReplayReader:
    """Owned by one thread at a time. ``ready`` holds what is decoded, in order of time;
    ``position`` is the moment of the newest picture read."""

    kept: Kept
    effort: Effort = Effort.ALL
    ready: deque[Shown] = field(default_factory=deque)
    position: float = float("-inf")
    dropped: int = 0  # coded pictures left out
    errors: int = 0  # pictures refused by the decoder, or spoilt
    piece: Piece | None = None
    _reading: Reading | None = None
    _codec: av.VideoCodecContext | None = None
    _spoilage: Spoilage = field(default_factory=Spoilage)  # of what this codec gives
    _pending: dict[int, Recorded] = field(default_factory=dict)  # by the decoder's ticks
    _latest: Recorded | None = None
    _zero: float = 0.0  # of the decoder's ticks
    _wanted: float = float("-inf")  # pictures before it are not wanted
    _resume: float = float("-inf")  # pictures up to it were shown before
    _needs_key: bool = True
    _before: list[Recorded] | None = None  # read again up to _resume, kept undecoded

    def seek(self, moment: float) -> bool:
        """Begin at the key picture before a moment; False when there is none."""
        self.close()
        self._wanted, self._resume = moment, float("-inf")
        while (piece := self.kept.at(moment)) is not None:
            if self._open(piece, moment):
                return True
        return False

    def enter(self, piece: Piece) -> bool:
        """Go on with a piece that ``kept.after`` named; what was read of it before is left out."""
        if piece is not self.piece and isinstance(piece, Memory) and self._extend(piece):
            return True
        resume = self.position
        self._flush()
        if not self._open(piece, max(resume, piece.began_at)):
            return False
        self._resume, self._before = resume, []
        return True

    def jump(self, piece: Piece, moment: float) -> bool:
        """Go on at a moment within a piece; what lies before it is left out."""
        self._flush()
        self._wanted, self._resume = moment, max(self.position, self._resume)
        return self._open(piece, moment)

    def decode(self) -> bool:
        """Read and decode one more coded picture; False when the piece has no more."""
        unit = self._reading.take() if self._reading is not None else None
        if unit is None:
            return False
        self.position = max(self.position, unit.at)
        if self._before is not None:
            if unit.at <= self._resume:
                if unit.key:
                    self._before.clear()
                self._before.append(unit)
                return True
            # the fragment that follows begins with a key picture of its own, as a rule
            before, self._before = self._before, None
            for each in () if unit.key else before:
                self._put(each)
        self._put(unit)
        return True

    def _put(self, unit: Recorded) -> None:
        if unit.key:
            self._needs_key = False
        elif self._needs_key or self.effort is Effort.KEYS:
            self._needs_key = True
            self.dropped += 1
            return
        self._feed(unit)

    def finish(self, for_good: bool = False) -> None:
        """Nothing follows for now: of a piece that is whole, what the decoder held back comes
        out; of any, ``for_good``."""
        if self.piece is not None and (for_good or self.piece.closed):
            self._flush()

    def close(self) -> None:
        self.ready.clear()
        self._shut()
        self._codec = None
        self.piece = None
        self.position = float("-inf")

    def _shut(self) -> None:
        if self._reading is not None:
            self._reading.close()
            self._reading = None

    def _open(self, piece: Piece, at: float) -> bool:
        self._shut()
        self._reading = self.kept.open(piece, at)
        self.piece = piece if self._reading is not None else None
        self._codec, self._needs_key, self._before = None, True, None
        self._zero = piece.began_at
        return self._reading is not None

    def _extend(self, memory: Memory) -> bool:
        reading = self._reading
        if not isinstance(reading, MemoryReading) or not isinstance(self.piece, Memory):
            return False
        if memory.stream != self.piece.stream or not reading.extend(memory.arrivals):
            return False
        self.piece = memory
        return True

    def _feed(self, unit: Recorded) -> None:
        codec = self._codec
        if codec is None:
            codec = self._codec = _open_codec(unit.codec)
            self._spoilage = Spoilage()
            self._pending.clear()
        if not self._spoilage.lets_in(unit):
            self.dropped += 1
            return
        far = unit.at < max(self._wanted, self._resume) - NEAR_S
        codec.skip_frame = _SKIP[Effort.REFERENCES if far else self.effort]
        packet = av.Packet(unit.data)
        packet.pts = round((unit.at - self._zero) * TICKS)
        try:
            frames = codec.decode(packet)
        except FFmpegError:
            self.errors += 1
            self._spoilage.refused(unit)
            return
        self._spoilage.took(unit, prompt=not codec.has_b_frames)
        self._pending[packet.pts] = unit
        self._latest = unit
        self._take(codec, frames)
        while len(self._pending) > MOST_PENDING:
            del self._pending[next(iter(self._pending))]

    def _flush(self) -> None:
        if self._codec is None:
            return
        try:
            self._take(self._codec, self._codec.decode(None))
        except FFmpegError:
            self.errors += 1
        self._codec = None

    def _take(self, codec: av.VideoCodecContext, frames: list[av.VideoFrame]) -> None:
        assert self.piece is not None
        for frame in frames:
            if frame.pts is None:
                self.errors += 1
                continue
            unit = self._pending.pop(frame.pts, self._latest)
            assert unit is not None
            if not self._spoilage.is_whole(unit, frame.is_corrupt, frame.key_frame):
                self.errors += 1
                continue
            at = self._zero + frame.pts / TICKS
            if at > self._resume:
                aspect = codec.sample_aspect_ratio or Fraction(1)
                self.ready.append(Shown(frame, at, self.piece.stream, aspect))


def _open_codec(name: str) -> av.VideoCodecContext:
    codec = av.CodecContext.create(name, "r")
    assert isinstance(codec, av.VideoCodecContext)
    codec.thread_count = 1
    codec.open()
    return codec
