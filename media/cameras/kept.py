"""What is kept of one camera: which piece of it holds a moment, and which one follows."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from media.archive.reading import MemoryReading, OpenSegment, SegmentReading
from media.archive.segment import Segment
from media.unit import Arrival, SoundFormat, SoundUnit

WINDOWS_S = (
    120.0,
    3600.0,
    86400.0,
    40 * 86400.0,
)  # looked at one after another: an archive is long
MOST_UNREADABLE = 64  # files remembered as such
JOINED_S = 1.0  # pieces closer than this follow on each other
WHOLE_S = 0.001

log = logging.getLogger(__name__)


class Archive(Protocol):
    """What is asked of an ``ArchiveIndex``."""

    @property
    def folder(self) -> Path: ...

    def find(
        self, camera: str, since: float, until: float, stream: str | None = None
    ) -> list[Segment]: ...


class Piece(Protocol):
    """A stretch of one stream that is read in one go. Times are Unix seconds."""

    @property
    def began_at(self) -> float: ...

    @property
    def ended_at(self) -> float: ...

    @property
    def stream(self) -> str: ...

    @property
    def closed(self) -> bool:
        """It does not grow any more."""


@dataclass(frozen=True)
class Memory:
    """A look at a stream's memory: whole groups of pictures, the oldest first. ``zero``: the Unix
    time when the monotonic clock was 0."""

    stream: str
    arrivals: Sequence[Arrival]
    zero: float
    closed: bool = False
    sounds: Sequence[tuple[SoundUnit, float]] = ()
    formats: tuple[int, SoundFormat | None] = (90000, None)  # ticks a second, and of the sound

    @property
    def began_at(self) -> float:
        return self.zero + self.arrivals[0].received_at

    @property
    def ended_at(self) -> float:
        return self.zero + self.arrivals[-1].received_at


class Kept:
    """Archive and memory of one camera, or of one ``stream`` of it, for one thread at a time.
    Either may be None."""

    def __init__(
        self,
        camera: str,
        archive: Archive | None,
        stream: str | None = None,
        memory: Memory | None = None,
    ) -> None:
        self.camera = camera
        self.memory = memory
        self.stream = stream
        self._archive = archive
        self._unreadable: set[tuple[str, int]] = set()

    def at(self, moment: float) -> Piece | None:
        """The piece that holds the moment, or else the last one before it; None when all that is
        kept, if anything, comes later."""
        found: list[Piece] = []
        for window in WINDOWS_S:
            found = [
                each for each in self._find(moment - window, moment) if each.began_at <= moment
            ]
            if found:
                break
        if self.memory is not None and self.memory.began_at <= moment:
            found.append(self.memory)
        # of several that hold it the recording; main before sub
        return max(
            found,
            key=lambda each: (
                min(each.ended_at, moment), isinstance(each, Segment), each.stream == "main",
            ),
            default=None,
        )  # fmt: skip

    def after(self, moment: float, than: Piece | None = None) -> Piece | None:
        """What comes after a moment, when all of ``than`` was read; None at the present. A segment
        that has grown since is another one."""
        found: list[Piece] = []
        for window in WINDOWS_S:
            found = [
                each
                for each in self._find(moment, moment + window)
                if each != than and each.ended_at > moment + WHOLE_S
            ]
            if found:
                break
        memory = self.memory
        if memory is not None and memory is not than and memory.ended_at > moment + WHOLE_S:
            found.append(memory)
        stream = than.stream if than is not None else "main"
        return min(
            found,
            key=lambda each: (
                max(each.began_at, moment + JOINED_S), not isinstance(each, Segment),
                each.stream != stream,
            ),
            default=None,
        )  # fmt: skip

    def pieces(self, since: float, until: float) -> list[tuple[Piece, float]]:
        """What there is of a stretch, in order, and until when each is to be read: the next begins
        there, with a key picture. Where memory begins nothing else is needed, nor what lies in a
        piece before it: a camera that is connected anew may send the same again."""
        memory = self.memory
        if memory is not None and (memory.began_at >= until or memory.ended_at < since):
            memory = None
        found: list[Piece] = []
        if memory is None or memory.began_at > since:
            begins = memory.began_at if memory is not None else until
            found += [each for each in self._find(since, until) if each.began_at < begins]
        found = _lasting(found)
        if memory is not None:
            found.append(memory)
        ends = [*(each.began_at for each in found[1:]), until]
        return list(zip(found, ends, strict=False))  # nothing ends where nothing is

    def open(
        self, piece: Piece, at: float, with_sound: bool = False
    ) -> SegmentReading | MemoryReading | None:
        """A reading from the key picture at or before the moment; None when it cannot be read."""
        if isinstance(piece, Memory):
            return MemoryReading(piece.arrivals, piece.zero, at)
        assert isinstance(piece, Segment)
        assert self._archive is not None
        try:
            path = self._archive.folder / piece.path
            return SegmentReading(OpenSegment(path, piece.began_at, at), with_sound)
        except OSError as fault:
            log.warning("%s", fault)
            self.leave_out(piece)
            return None

    def leave_out(self, piece: Piece) -> None:
        """It gives no picture: look elsewhere from now on."""
        if isinstance(piece, Segment):
            if len(self._unreadable) >= MOST_UNREADABLE:
                self._unreadable.clear()
            self._unreadable.add((piece.path, piece.bytes))

    def _find(self, since: float, until: float) -> list[Segment]:
        if self._archive is None:
            return []
        found = self._archive.find(self.camera, since, until + WHOLE_S, self.stream)
        return [
            each
            for each in found
            # one that has grown since is another one, and one just begun has nothing yet
            if (each.path, each.bytes) not in self._unreadable and each.ended_at > each.began_at
        ]


def _lasting(pieces: Sequence[Piece]) -> list[Piece]:
    """Those that end later than all before them."""
    found: list[Piece] = []
    for each in pieces:
        if not found or each.ended_at > found[-1].ended_at:
            found.append(each)
    return found
