"""One film in the making: coded pictures and sound in, the bytes of a fragmented MP4 out. Pure.

A fragment ends before each key picture, and after a second at the latest: what is lost when the
process is killed is below that. Times come from the camera's clock, and from the receive times
where that one jumps.
"""

from __future__ import annotations

from media.archive.entry import sound_entry, video_entry
from media.archive.mp4 import Run, Sample, Track, fragment, opening
from media.archive.nal import parameter_sets, with_lengths
from media.unit import Arrival, SoundFormat, SoundUnit, ticks_between
from media.view import AS_TOLD, View

FRAGMENT_S = 1.0
LATEST_S = 10.0  # the camera's clock and ours may differ by so much between two units
EARLIEST_S = 1.0  # pictures shown out of order go back by no more
LAST_PICTURE_S = 0.04  # how long the last one is shown: nothing comes after it that would tell


class Timeline:
    """Puts a track's 32-bit timestamps in line. ``jumped`` says that one made no sense; the receive
    time was taken instead."""

    def __init__(self, hz: int, origin: float) -> None:
        self.jumped = False
        self._hz = hz
        self._origin = origin  # monotonic seconds of tick 0
        self._last: tuple[int, int, float] | None = None  # timestamp, ticks, received at
        self._end: int | None = None  # the latest tick that was given
        self._step = 0  # the shortest between two of them

    def place(self, timestamp: int, received_at: float) -> int:
        """Ticks since the origin; below 0 for what came before it."""
        ticks = round((received_at - self._origin) * self._hz)
        if self._last is not None:
            before, placed, at = self._last
            step = ticks_between(before, timestamp)
            apart = step / self._hz - (received_at - at)
            if -EARLIEST_S * self._hz <= step and abs(apart) <= LATEST_S:
                ticks = placed + step
                self._step = min(self._step or step, step) if step > 0 else self._step
            else:
                self.jumped = True
                ticks = max(ticks, placed + 1)
        elif self._end is not None and ticks < (earliest := self._end + max(self._step, 1)):
            self._origin -= (earliest - ticks) / self._hz
            ticks = earliest
        self._last = timestamp, ticks, received_at
        self._end = max(self._end or 0, ticks)
        return ticks

    def restart(self) -> None:
        """Another connection: its timestamps have nothing to do with those before. It begins when
        it is received, but not before the end of what was placed: where a camera sent its first
        seconds at once, its clock is ahead of the time of receiving."""
        if self._last is not None:
            _, ticks, at = self._last
            self._origin = min(self._origin, at - ticks / self._hz)
        self._last = None


class Film:
    """Begins with a key picture, which is to be put first. ValueError when no player could show
    what its parameter sets say. Sound that MP4 has no place for is left out."""

    def __init__(
        self, first: Arrival, clock_hz: int, sound: SoundFormat | None, began_at: float,
        view: View = AS_TOLD,
    ) -> None:  # fmt: skip
        self.sets = parameter_sets(first.unit)
        self.codec = first.unit.codec
        self.began_at = began_at
        self._known = frozenset(self.sets)
        entry = video_entry(self.codec, self.sets, bytes(first.unit.data), view)
        self._hz = clock_hz
        self._pictures = Timeline(clock_hz, first.received_at)
        self._video = Track(1, clock_hz, entry.entry, entry.width, entry.height, view.rotate)
        self._sounds: Timeline | None = None
        self._audio: Track | None = None
        self._sound_format = sound
        if sound is not None:
            self._add_sound(sound, first.received_at)
        tracks = [self._video, *([self._audio] if self._audio else [])]
        self._ready = [opening(tracks, began_at)]
        self._waiting: list[Sample] = []
        self._heard: list[Sample] = []
        self._fragments = 0
        self._begin = self._end = self._sound_begin = 0  # ticks
        self._in_order = True

    def _add_sound(self, sound: SoundFormat, origin: float) -> None:
        try:
            self._audio = Track(2, sound.clock_hz, sound_entry(sound))
        except ValueError:
            return
        self._sounds = Timeline(sound.clock_hz, origin)

    @property
    def seconds(self) -> float:
        """How long the pictures are that were handed out by ``take``."""
        return self._end / self._hz

    @property
    def jumped(self) -> bool:
        return self._pictures.jumped

    def fits(self, arrival: Arrival) -> bool:
        """Whether a key picture can go on in this film."""
        return arrival.unit.codec == self.codec and parameter_sets(arrival.unit) == self.sets

    def restart(self, sound: SoundFormat | None) -> None:
        """The camera was connected anew."""
        self._pictures.restart()
        if self._sounds is not None:
            self._sounds.restart()
        if sound != self._sound_format:
            self._sounds = None

    def picture(self, arrival: Arrival) -> float:
        """Put the next one; answers when it is shown, in seconds since the beginning."""
        unit = arrival.unit
        at = max(self._pictures.place(unit.timestamp, arrival.received_at), self._begin)
        if self._waiting:
            self._in_order = self._in_order and at > self._waiting[-1].at
            old = at - self._waiting[0].at >= FRAGMENT_S * self._hz
            if (unit.key and self.codec != "mjpeg") or (old and self._in_order):
                self._flush(at)
        self._waiting.append(Sample(with_lengths(unit, self._known), at, unit.key))
        return at / self._hz

    def sound(self, unit: SoundUnit, received_at: float) -> None:
        if self._sounds is None or self._audio is None:
            return
        at = self._sounds.place(unit.timestamp, received_at)
        if at >= self._sound_begin and (not self._heard or at > self._heard[-1].at):
            self._heard.append(Sample(unit.data, at, True))

    def cut(self) -> None:
        """End the fragment here: somebody wants to read what there is."""
        if self._waiting and self._in_order:
            self._flush(self._waiting[-1].at + round(LAST_PICTURE_S * self._hz))

    def take(self) -> bytes:
        """The bytes that are ready to be written."""
        ready, self._ready = b"".join(self._ready), []
        return ready

    def finish(self, following: Arrival | None = None) -> bytes:
        """The last bytes; nothing can be put any more. ``following`` is the picture that comes
        next, in another film."""
        if self._waiting:
            until = max(sample.at for sample in self._waiting) + round(LAST_PICTURE_S * self._hz)
            if following is not None:
                placed = self._pictures.place(following.unit.timestamp, following.received_at)
                until = until if self.jumped else placed
            self._flush(until)
        return self.take()

    def _flush(self, until: int) -> None:
        runs = [Run(self._video, self._waiting, self._begin, until)]
        if self._audio is not None and self._heard:
            *heard, last = self._heard
            # how long a piece of sound is only its successor tells
            if heard:
                runs.append(Run(self._audio, heard, self._sound_begin, last.at))
                self._heard, self._sound_begin = [last], last.at
        self._fragments += 1
        self._ready.append(fragment(self._fragments, runs))
        self._begin = self._end = max(until, self._begin)
        self._waiting = []
