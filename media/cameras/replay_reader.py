"""Decoded pictures of what is kept of one camera, forward from any moment, across its pieces."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from fractions import Fraction

import av

from media.archive.reading import MemoryReading, Reading, Recorded
from media.cameras.codec import Codec, Skip
from media.cameras.judged_decoder import Came, JudgedDecoder
from media.cameras.kept import Kept, Memory, Piece
from media.cameras.replay_pace import Effort
from media.cameras.rhythm import Rhythm

NEAR_S = 0.5  # before the moment sought everything is decoded: the picture wanted may be any
_SKIP: dict[Effort, Skip] = {
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
    piece: Piece | None = None
    _reading: Reading | None = None
    _decoder: JudgedDecoder[Recorded] = field(
        default_factory=lambda: JudgedDecoder(Codec(hurried=False))
    )
    _rhythm: Rhythm = field(default_factory=Rhythm)
    _interval_s: float = 0.0
    _passed_over: int = 0  # coded pictures left out
    _wanted: float = float("-inf")  # pictures before it are not wanted
    _resume: float = float("-inf")  # pictures up to it were shown before
    _needs_key: bool = True
    _before: list[Recorded] | None = None  # read again up to _resume, kept undecoded

    @property
    def dropped(self) -> int:
        """Coded pictures left out."""
        return self._passed_over + self._decoder.dropped

    @property
    def errors(self) -> int:
        """Pictures refused by the decoder, or spoilt."""
        return self._decoder.errors

    @property
    def interval_s(self) -> float:
        """The usual time between two pictures; 0 while it is not known."""
        self._interval_s = self._rhythm.interval_s() or self._interval_s
        return self._interval_s

    def pass_over(self) -> None:
        """A picture is left out because it would come too late."""
        self._passed_over += 1

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
            self.pass_over()
            return
        far = unit.at < max(self._wanted, self._resume) - NEAR_S
        self._decoder.codec.skip(_SKIP[Effort.REFERENCES if far else self.effort])
        self._take(self._decoder.decode(unit, unit))

    def finish(self, for_good: bool = False) -> None:
        """Nothing follows for now: of a piece that is whole, what the decoder held back comes
        out; of any, ``for_good``."""
        if self.piece is not None and (for_good or self.piece.closed):
            self._flush()

    def close(self) -> None:
        self.ready.clear()
        self._shut()
        self._decoder.forget()
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
        self._decoder.forget()
        self._rhythm.rest()
        self._needs_key, self._before = True, None
        return self._reading is not None

    def _extend(self, memory: Memory) -> bool:
        reading = self._reading
        if not isinstance(reading, MemoryReading) or not isinstance(self.piece, Memory):
            return False
        if memory.stream != self.piece.stream or not reading.extend(memory.arrivals):
            return False
        self.piece = memory
        return True

    def _flush(self) -> None:
        self._take(self._decoder.flush())

    def _take(self, came: Came[Recorded]) -> None:
        for frame, unit in came:
            if unit.at > self._resume:
                assert self.piece is not None
                aspect = self._decoder.codec.pixel_aspect or Fraction(1)
                self._rhythm.beat(unit.at)
                self.ready.append(Shown(frame, unit.at, self.piece.stream, aspect))
