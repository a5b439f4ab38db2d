"""What there is from before a wish: of memory and of what was recorded."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from heapq import merge

from media.archive.reading import SegmentReading
from media.cameras.burst import evened
from media.cameras.camera import Camera
from media.cameras.choice import STREAMS, StreamName
from media.cameras.kept import Kept, Memory
from media.cameras.recorder import Recorder
from media.cameras.scribe import Began, Heard
from media.unit import AccessUnit, Arrival, SoundFormat, SoundUnit, VideoFormat

RECORDED_HZ = 90000  # of the ticks that recorded pictures are given
CLOCKS_S = 0.005  # what the same picture's moment differs by, from one reading of clocks to another
ENOUGH_S = 1.0  # memory that reaches back so far short of the wish will do


class LiveTap:
    """A recorder's tap that can be deaf: at each tapping a stream tells what it remembers."""

    def __init__(self, recorder: Recorder) -> None:
        self.deaf = False
        self.goes_on = False  # what it is told while deaf is of the same connection as before
        self._recorder = recorder

    def begin(self, video: VideoFormat, sound: SoundFormat | None) -> None:
        if not (self.deaf and self.goes_on):
            self._recorder.begin(video, sound)

    def unit(self, arrival: Arrival) -> None:
        if not self.deaf:
            self._recorder.unit(arrival)

    def sound(self, unit: SoundUnit, received_at: float) -> None:
        if not self.deaf:
            self._recorder.sound(unit, received_at)


def stream_for(camera: Camera, since: float) -> StreamName:
    """Main, unless only the small stream's memory goes back that far."""
    main, sub = camera.past("main"), camera.past("sub")
    if sub is None or sub.oldest is None:
        return "main"
    if main is None or main.oldest is None:
        return "sub"
    return "main" if main.oldest <= max(since, sub.oldest) else "sub"


def reach(camera: Camera, stream: StreamName, now: float) -> float:
    """How far back the memory of a stream goes: until now where there is none."""
    past = camera.past(stream)
    return now if past is None or past.oldest is None else past.oldest


def look(
    camera: Camera, stream: StreamName, zero: float, since: float = -math.inf
) -> Memory | None:
    """What is remembered of a stream from the key picture at or before ``since`` (monotonic) on;
    None when nothing is. ``zero``: Unix time when the monotonic clock was 0."""
    past = camera.past(stream)
    if past is None or past.video is None or not (arrivals := past.arrivals(since)):
        return None
    formats = past.video.clock_hz, past.sound_format
    return Memory(stream, arrivals, zero, sounds=past.sounds(since), formats=formats)


def looks(camera: Camera, zero: float) -> list[Memory]:
    """Of each stream that something is remembered of, the larger first."""
    found = (look(camera, stream, zero) for stream in STREAMS)
    return [memory for memory in found if memory is not None]


def evenly(memory: Memory) -> Memory:
    """With each moment when it was taken, as recordings have it: what a camera sent at once was
    received at one."""
    clock_hz, sound = memory.formats
    heard = (Heard(unit, at) for unit, at in memory.sounds)
    items = evened([*memory.arrivals, *heard], clock_hz, sound.clock_hz if sound is not None else 1)
    return replace(
        memory,
        arrivals=[each for each in items if isinstance(each, Arrival)],
        sounds=[(each.unit, each.received_at) for each in items if isinstance(each, Heard)],
    )


def stretch(
    kept: Kept, since: float, until: float, zero: float, first: Callable[[], None] | None = None
) -> Iterator[Began | Arrival | Heard]:
    """Pictures and sound of a stretch of Unix time as they were kept, on the monotonic clock, from
    the key picture at or before ``since`` on. ``first`` is done before it is looked what there
    is."""
    if first is not None:
        first()
    for piece, ends in kept.pieces(since, until):
        if isinstance(piece, Memory):
            yield Began(*piece.formats)
            yield from _remembered(piece, since - zero, ends - zero)
        elif (reading := kept.open(piece, since, with_sound=True)) is not None:
            assert isinstance(reading, SegmentReading)
            yield Began(RECORDED_HZ, reading.sound)
            with closing(reading):
                yield from _recorded(reading, ends, zero)


def _remembered(memory: Memory, since: float, until: float) -> Iterator[Arrival | Heard]:
    """In the order it came."""
    keys = [
        each.received_at for each in memory.arrivals if each.unit.key and each.received_at <= since
    ]
    begins = keys[-1] if keys else -math.inf
    pictures: Iterable[Arrival | Heard] = memory.arrivals
    sounds: Iterable[Arrival | Heard] = (Heard(unit, at) for unit, at in memory.sounds)
    for each in merge(pictures, sounds, key=lambda item: item.received_at):
        if begins <= each.received_at < until:
            yield each


def _recorded(reading: SegmentReading, until: float, zero: float) -> Iterator[Arrival | Heard]:
    hz = reading.sound.clock_hz if reading.sound is not None else 0
    while (unit := reading.take()) is not None:
        at = unit.at - zero
        if unit.sound:
            yield Heard(SoundUnit(unit.data, round(unit.at * hz) % 2**32), at)
        elif unit.at >= until - CLOCKS_S:
            return
        else:
            ticks = round(unit.at * RECORDED_HZ) % 2**32
            coded = AccessUnit(unit.data, unit.key, False, ticks, None, unit.codec)
            yield Arrival(coded, at, math.nan)
