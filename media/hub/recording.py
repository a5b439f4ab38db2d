"""A conference on disk: the program's packets and the shared mix as fragmented MP4, marks beside.

Nothing is encoded here. All of it runs in the writer's thread (``recorder.py``); what the disk
says is a state that is told. A pause is cut out: the film goes on where it stopped.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from media.archive.file import RecordingFile
from media.archive.film import Film
from media.hub.chapters import Chapter, chapter_list, with_room
from media.hub.record_state import RecordState
from media.unit import AccessUnit, Arrival, SoundFormat, SoundUnit

VIDEO_HZ, SOUND_HZ = 90_000, 48_000
LEAST_FREE = 200 * 1024 * 1024  # bytes; below that nothing more is written
LOOK_S = 5.0  # how often the disk is asked, and how soon a refused one is tried again
PICTURE_S = 1 / 15
DISK_FULL = "disk_full"

_SOUND = SoundFormat("opus", SOUND_HZ)


class Picture(NamedTuple):
    """A coded picture in Annex B; ``at`` in monotonic seconds. ``joins``: a pause ends with it."""

    data: bytes
    key: bool
    at: float
    joins: bool = False


class Voice(NamedTuple):
    data: bytes
    at: float


class Noted(NamedTuple):
    """Something happened that is to be found again: ``what`` is a line of ``marks.jsonl``, with the
    ``title`` of its chapter. ``at`` in monotonic seconds."""

    what: dict[str, Any]
    at: float


class Closed(NamedTuple):
    """Nothing more comes."""


Item = Picture | Voice | Noted | Closed


class Recording:
    """One conference's film. ``told`` is called in the writer's thread."""

    def __init__(
        self,
        folder: Path,
        conference: str,
        told: Callable[[RecordState], None],
        wall: Callable[[], datetime] = lambda: datetime.now(UTC),
        free: Callable[[Path], int] | None = None,
    ) -> None:
        self._folder = folder
        self._place = Path("conferences") / conference
        self._told, self._wall = told, wall
        self._free = free or _free
        self._film: Film | None = None
        self._file: RecordingFile | None = None
        self._path = Path()
        self._shift = 0.0  # seconds of pauses that are cut out
        self._origin = self._end = 0.0
        self._retry_at = self._look_at = float("-inf")
        self._room_at = 0
        self._chapters: list[Chapter] = []
        self._state = RecordState("waiting")

    def take(self, item: Item) -> None:
        match item:
            case Picture():
                self._picture(item)
            case Voice(data, at):
                if self._film is not None:
                    ticks = round((at - self._shift) * SOUND_HZ) % 2**32
                    self._film.sound(SoundUnit(data, ticks), at - self._shift)
            case Noted():
                self._note(item)
            case Closed():
                self._close()
                self._say(RecordState("off", "", self._state.file, self._state.seconds))

    def _picture(self, item: Picture) -> None:
        if item.joins:
            self._shift += max(item.at - self._shift - self._end - PICTURE_S, 0.0)
        at = item.at - self._shift
        unit = AccessUnit(item.data, item.key, False, round(at * VIDEO_HZ) % 2**32, None)
        arrival = Arrival(unit, at, float("nan"))
        if item.key and self._film is not None and not self._film.fits(arrival):
            self._close()
        if self._film is None and (not item.key or not self._open(arrival)):
            return
        assert self._film is not None
        self._end = at
        self._film.picture(arrival)
        self._write(item.at)

    def _open(self, key: Arrival) -> bool:
        if key.received_at + self._shift < self._retry_at:
            return False
        wall = self._wall()
        try:
            film = Film(key, VIDEO_HZ, _SOUND, wall.timestamp())
            self._start(f"{wall:%Y%m%d-%H%M%S}Z")
        except ValueError as fault:
            self._fail(str(fault), key.received_at + self._shift)
            return False
        except OSError as fault:
            self._fail(in_words(fault), key.received_at + self._shift)
            return False
        self._film, self._origin, self._chapters, self._room_at = film, key.received_at, [], 0
        return True

    def _start(self, name: str) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        if self._free(self._folder) < LEAST_FREE:
            raise OSError(errno.ENOSPC, "too little is free")
        for number in range(1, 100):
            path = self._place / (f"{name}.mp4" if number == 1 else f"{name}-{number}.mp4")
            with contextlib.suppress(FileExistsError):
                self._file, self._path = RecordingFile(self._folder / path), path
                _settle((self._folder / path).parent)
                return
        raise OSError(errno.EEXIST, "there is such a file")

    def _write(self, now: float) -> None:
        film, file = self._film, self._file
        assert film is not None
        assert file is not None
        data = film.take()
        if not data:
            return
        try:
            if not self._room_at:
                data, self._room_at = with_room(data)
            file.write(data)
            file.sync()  # once a second: no more than that is lost to a power cut
            if now >= self._look_at:
                self._look_at = now + LOOK_S
                if self._free(self._folder) < LEAST_FREE:
                    raise OSError(errno.ENOSPC, "too little is free")
        except OSError as fault:
            self._give_up(file)
            self._fail(in_words(fault), now)
            return
        self._say(RecordState("on", "", str(self._path), film.seconds))

    def _note(self, item: Noted) -> None:
        """Beside the film at once, and among its chapters when it is closed."""
        told = dict(item.what)
        if self._film is not None:
            seconds = round(max(item.at - self._shift - self._origin, 0.0), 2)
            told |= {"file": self._path.name, "seconds": seconds}
            self._chapters.append(Chapter(seconds, told["title"]))
        path = self._folder / self._place / "marks.jsonl"
        line = json.dumps(told, ensure_ascii=False) + "\n"
        with contextlib.suppress(OSError):  # the film says what is wrong with the disk
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("a", encoding="utf-8") as marks:
                marks.write(line)
                marks.flush()
                os.fdatasync(marks.fileno())

    def _close(self) -> None:
        film, file = self._film, self._file
        if film is None or file is None:
            return
        with contextlib.suppress(OSError):
            data = film.finish()
            if not self._room_at and data:
                data, self._room_at = with_room(data)
            file.write(data)
            file.sync()
            self._state = RecordState("on", "", str(self._path), film.seconds)
            if self._chapters:
                self._put_chapters()
        self._let_go()

    def _give_up(self, file: RecordingFile) -> None:
        """The disk refuses: what can still be written is, and an empty file is none."""
        if file.size:
            self._close()
            return
        self._let_go()
        with contextlib.suppress(OSError):
            (self._folder / self._path).unlink()

    def _put_chapters(self) -> None:
        first = [] if self._chapters[0].seconds < 1 else [Chapter(0.0, self._place.name)]
        with (self._folder / self._path).open("r+b") as file:
            file.seek(self._room_at)
            file.write(chapter_list([*first, *self._chapters]))
            file.flush()
            os.fsync(file.fileno())

    def _let_go(self) -> None:
        file, self._file, self._film = self._file, None, None
        if file is not None:
            with contextlib.suppress(OSError):
                file.close()

    def _fail(self, reason: str, now: float) -> None:
        self._retry_at = now + LOOK_S
        self._say(RecordState("failed", reason, self._state.file, self._state.seconds))

    def _say(self, state: RecordState) -> None:
        if state != self._state:
            self._state = state
            self._told(state)


def in_words(fault: OSError) -> str:
    """Why the disk refuses: a word for what an operator can help, else the system's text."""
    full = fault.errno in (errno.ENOSPC, errno.EDQUOT)
    return DISK_FULL if full else fault.strerror or str(fault)


def _free(folder: Path) -> int:
    found = os.statvfs(folder)
    return found.f_bavail * found.f_frsize


def _settle(folder: Path) -> None:
    """The file's name survives a power cut too."""
    for place in (folder, folder.parent):
        descriptor = os.open(place, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
