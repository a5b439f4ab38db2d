"""What there is from before a wish: of memory, or of a recording that runs."""

from __future__ import annotations

from collections.abc import Iterator
from heapq import merge

from media.archive.reading import pictures_of
from media.archive.shelf import Shelf
from media.cameras.camera import Camera
from media.cameras.choice import StreamName
from media.cameras.past import PastMemory
from media.cameras.recorder import Recorder, Recording
from media.unit import Arrival, SoundFormat, SoundUnit, VideoFormat

ENOUGH_S = 1.0  # memory that reaches back so far short of the wish will do


class LiveTap:
    """A recorder's tap that can be deaf: at each tapping a stream tells what it remembers."""

    def __init__(self, recorder: Recorder) -> None:
        self.deaf = False
        self._recorder = recorder

    def begin(self, video: VideoFormat, sound: SoundFormat | None) -> None:
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


def recorded_since(
    shelf: Shelf, recording: Recording, since: float, until: float
) -> Iterator[Arrival]:
    """What a running recording has of a stretch of monotonic time. In the writer thread."""
    if shelf.index is None:
        return
    recording.cut()
    offset = shelf.wall() - shelf.now()
    found = shelf.index.find(recording.camera, since + offset, until + offset, recording.stream)
    for segment in found:
        path = shelf.place.folder / segment.path
        yield from pictures_of(path, segment.began_at - offset, since)


def give(past: PastMemory, since: float, recorder: Recorder) -> None:
    """What is remembered, pictures and sound in the order they came."""
    if past.video is None:
        return
    recorder.begin(past.video, past.sound_format)
    pictures = ((each.received_at, 0, each) for each in past.arrivals(since))
    sounds = ((at, 1, unit) for unit, at in past.sounds(since))
    for at, _, each in merge(pictures, sounds, key=lambda item: item[:2]):
        if isinstance(each, Arrival):
            recorder.unit(each)
        elif isinstance(each, SoundUnit):
            recorder.sound(each, at)
