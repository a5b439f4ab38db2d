"""A clip: some seconds of a stream in one file, which gets its name when it is whole."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from pathlib import Path

from media.archive.file import RecordingFile, put_in_place
from media.archive.film import Film
from media.archive.shelf import in_words, wall_clock
from media.cameras.scribe import Began, Earlier, Ended, Heard, Item
from media.unit import Arrival
from media.view import View

# seconds of film, Unix time of its beginning, bytes; or why there is none
Outcome = tuple[float, float, int] | str

NO_PICTURE = "the camera brought no picture"


class Clip:
    """The reel of a clip, in the writer thread."""

    def __init__(
        self, path: Path, view: View, done: Callable[[Outcome], None], nothing: str = NO_PICTURE
    ) -> None:
        """``nothing`` is said when there is no picture in it."""
        self._path = path
        self._part = path.with_name(f".{path.name}.part")
        self._view = view
        self._nothing = nothing
        self._done: Callable[[Outcome], None] | None = done
        self._format = Began(90000, None)
        self._film: Film | None = None
        self._file: RecordingFile | None = None

    def take(self, item: Item) -> None:
        if self._done is None:
            return
        try:
            self._take(item)
        except (OSError, ValueError) as fault:
            self._give_up(in_words(fault))

    def tick(self) -> None:
        pass

    def _take(self, item: Item) -> None:
        match item:
            case Began():
                self._format = item
                if self._film is not None:
                    self._film.restart(item.sound)
            case Arrival():
                self._picture(item)
            case Heard(unit, received_at):
                if self._film is not None:
                    self._film.sound(unit, received_at)
            case Earlier(read):
                for each in read():
                    self._take(each)
            case Ended(whole):
                self._end(whole)

    def _picture(self, arrival: Arrival) -> None:
        unit = arrival.unit
        if self._film is not None and unit.codec != self._film.codec:
            return
        if self._film is None or self._file is None:
            if not unit.key:
                return
            began_at = wall_clock() - (time.monotonic() - arrival.received_at)
            clock_hz, sound = self._format
            self._film = Film(arrival, clock_hz, sound, began_at, self._view)
            self._part.unlink(missing_ok=True)
            self._file = RecordingFile(self._part)
        self._film.picture(arrival)
        if data := self._film.take():
            self._file.write(data)

    def _end(self, whole: bool) -> None:
        film, file, done = self._film, self._file, self._done
        if not whole:
            self._give_up("")
            return
        if film is None or file is None or done is None:
            self._give_up(self._nothing)
            return
        file.write(film.finish())
        size = file.size
        file.close()
        put_in_place(self._part, self._path)
        self._done = None
        done((film.seconds, film.began_at, size))

    def _give_up(self, reason: str) -> None:
        done, self._done = self._done, None
        with contextlib.suppress(OSError):
            if self._file is not None:
                self._file.close()
            self._part.unlink(missing_ok=True)
        if done is not None and reason:
            done(reason)
