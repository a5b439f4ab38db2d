"""A camera's recording: its stream, undecoded, in segments of the archive."""

from __future__ import annotations

import contextlib
import errno
import sqlite3
from collections.abc import Callable, Iterable

from media.archive.file import Written
from media.archive.film import FRAGMENT_S, Film
from media.archive.shelf import DISK_FAULTS, Shelf, in_words
from media.cameras.burst import Burst
from media.cameras.scribe import Began, Earlier, Ended, Heard, Item, Reel, Scribe
from media.unit import Arrival, SoundFormat, SoundUnit, VideoFormat
from media.view import View

LONGEST_S = 60.0
GAP_S = 5.0  # nothing came for so long: the segment ends there
SAME_CLOCK_S = 1.0  # segments that follow on each other join without a seam
FULL = (errno.ENOSPC, errno.EDQUOT)

Told = Callable[[str, str], None]  # state (waiting, on, paused, off) and reason


class Recorder:
    """The tap, in the loop: gives what comes to the writer thread. Where a picture is missing, what
    builds on it is left out: it is as little to be shown from the recording as it was live."""

    def __init__(self, scribe: Scribe, reel: Reel) -> None:
        self.reel = reel
        self.dropped = 0  # pictures the disk was too slow for
        self.broken = 0  # pictures left out because something of them was missing
        self._scribe = scribe
        self._needs_key = True
        self._hole = False  # sound goes on meanwhile

    def begin(self, video: VideoFormat, sound: SoundFormat | None) -> None:
        self._needs_key, self._hole = True, False
        self._scribe.put(self.reel, Began(video.clock_hz, sound))

    def unit(self, arrival: Arrival) -> None:
        unit = arrival.unit
        self._hole = unit.broken or (self._hole and not unit.key)
        if self._hole:
            self.broken += 1
            return
        if self._needs_key and not unit.key:
            self.dropped += 1
            return
        self._needs_key = not self._scribe.put(self.reel, arrival, len(unit.data))
        self.dropped += self._needs_key

    def sound(self, unit: SoundUnit, received_at: float) -> None:
        if not self._needs_key:
            self._scribe.put(self.reel, Heard(unit, received_at), len(unit.data))

    def earlier(self, read: Callable[[], Iterable[Began | Arrival | Heard]]) -> None:
        """What is to come before the rest; read in the writer thread."""
        self._scribe.put(self.reel, Earlier(read))

    def join(self) -> None:
        """What comes now goes on where that ends, without a key picture."""
        self._needs_key = False

    def end(self, whole: bool = True) -> None:
        self._scribe.put(self.reel, Ended(whole))


class Recording:
    """The reel, in the writer thread: a film for each segment, and what the disk says to it.
    ``view`` is asked at the beginning of each."""

    def __init__(
        self, camera: str, stream: str, view: Callable[[], View], shelf: Shelf, told: Told
    ) -> None:
        self.camera = camera
        self.stream = stream
        self._view = view
        self._shelf = shelf
        self._told = told
        self._state = ("", "")
        self._format = Began(90000, None)
        self._burst: Burst | None = None  # while a connection begins
        self._film: Film | None = None
        self._file: Written | None = None
        self._segment = 0
        self._turn = 0
        self._origin = 0.0  # received_at of the film's first picture
        self._came_at = 0.0
        self._key_at = 0.0
        self._next: float | None = None  # Unix: where the film before ends
        self._retry_at = 0.0
        self._say("waiting")

    def take(self, item: Item) -> None:
        match item:
            case Began(clock_hz, sound):
                self._break_off()
                self._format, self._next = item, None
                self._burst = Burst(clock_hz, sound)
            case Arrival() | Heard():
                if self._burst is None:
                    self._keep(item)
                elif self._burst.put(item):
                    self._settle()
            case Ended():
                self._break_off()
                self._say("off")
            case Earlier():
                pass

    def cut(self) -> None:
        """Write what waits, for somebody who reads the file. In the writer thread."""
        self._settle()
        if self._film is not None:
            self._film.cut()
            if data := self._film.take():
                self._write(data, False)

    def tick(self) -> None:
        if self._burst is not None and self._burst.is_over(self._shelf.now()):
            self._settle()
        if self._film is not None:
            if self._turn != self._shelf.turn:
                self._pause(self._shelf.fault)
            elif self._shelf.now() - self._came_at >= GAP_S:
                self._close()
                self._say("waiting")

    def _break_off(self) -> None:
        try:
            self._settle()
        finally:
            self._close()

    def _settle(self) -> None:
        """The connection has begun: what it brought at once is put where it belongs."""
        burst, self._burst = self._burst, None
        for item in burst.take() if burst is not None else ():
            self._keep(item)

    def _keep(self, item: Arrival | Heard) -> None:
        if isinstance(item, Arrival):
            self._picture(item)
        elif self._film is not None:
            self._film.sound(item.unit, item.received_at)

    def _picture(self, arrival: Arrival) -> None:
        if arrival.unit.key:
            if self._film is not None and self._is_over(self._film, arrival):
                self._close(arrival)
            if self._film is None:
                self._open(arrival)
            self._key_at = arrival.received_at
        if self._film is None:
            return
        self._came_at = arrival.received_at
        self._film.picture(arrival)
        if data := self._film.take():
            self._write(data, arrival.unit.key)

    def _is_over(self, film: Film, key: Arrival) -> bool:
        gop_s = key.received_at - self._key_at
        longest = film.seconds + FRAGMENT_S + gop_s > LONGEST_S
        return longest or film.jumped or not film.fits(key)

    def _open(self, key: Arrival) -> None:
        now = self._shelf.now()
        if now < self._retry_at:
            return
        if not self._shelf.ready():
            self._pause(self._shelf.fault)
            return
        began_at = self._shelf.wall() - (now - key.received_at)
        if self._next is not None and abs(self._next - began_at) < SAME_CLOCK_S:
            began_at = self._next
        try:
            film = Film(key, self._format.clock_hz, self._format.sound, began_at, self._view())
        except ValueError as fault:
            self._say("paused", str(fault))
            return
        try:
            self._start(film)
        except DISK_FAULTS as fault:
            self._trouble(fault)

    def _start(self, film: Film) -> None:
        self._segment, film.began_at, self._file = self._shelf.start(
            self.camera, self.stream, film.began_at, film.codec
        )
        self._film, self._turn = film, self._shelf.turn

    def _write(self, data: bytes, whole_gop: bool) -> None:
        assert self._file is not None
        try:
            self._put(self._file, data)
            self._note(whole_gop)
        except DISK_FAULTS as fault:
            self._trouble(fault)

    def _put(self, file: Written, data: bytes) -> None:
        """On a full disk once more when the oldest has made room. Raises OSError."""
        try:
            file.write(data)
        except OSError as fault:
            if fault.errno not in FULL or not self._shelf.make_room(len(data)):
                raise
            file.write(data)

    def _note(self, whole_gop: bool) -> None:
        film, file, index = self._film, self._file, self._shelf.index
        if film is None or file is None or index is None or not film.seconds:
            return
        if whole_gop:
            file.sync()
        index.grow(self._segment, film.began_at + film.seconds, file.size)
        self._say("on")

    def _close(self, following: Arrival | None = None) -> None:
        """End the segment; the next one begins with ``following``, without a seam."""
        film, file, self._film = self._film, self._file, None
        if film is None or file is None:
            return
        self._next = None
        try:
            self._put(file, film.finish(following))
            file.sync()
            if following is not None and not film.jumped:
                self._next = film.began_at + film.seconds
        except OSError as fault:
            self._retry_at = self._shelf.now() + self._shelf.retry_s
            self._say("paused", in_words(fault))
        self._put_away(film, file)

    def _put_away(self, film: Film, file: Written) -> None:
        with contextlib.suppress(OSError):
            file.close()
        self._file = None
        # what fails here the next sweep makes good from the file
        with contextlib.suppress(*DISK_FAULTS):
            if self._shelf.index is not None and self._turn == self._shelf.turn:
                self._shelf.index.close_segment(
                    self._segment, film.began_at + film.seconds, file.size
                )

    def _trouble(self, fault: BaseException) -> None:
        """The disk refuses: the recording rests for a while, and everything else goes on."""
        full = isinstance(fault, OSError) and fault.errno in FULL
        if full or "disk is full" in str(fault):
            self._shelf.make_room(0)
        if isinstance(fault, sqlite3.DatabaseError) and not isinstance(
            fault, sqlite3.OperationalError
        ):
            self._shelf.fail(fault)  # opened again it is looked through, and made anew
        self._pause(in_words(fault))

    def _pause(self, reason: str) -> None:
        film, file, self._film = self._film, self._file, None
        if film is not None and file is not None:
            self._put_away(film, file)
        self._retry_at = self._shelf.now() + self._shelf.retry_s
        self._next = None
        self._say("paused", reason)

    def _say(self, state: str, reason: str = "") -> None:
        if (state, reason) != self._state:
            self._state = state, reason
            self._told(state, reason)
