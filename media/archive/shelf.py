"""The archive as the thread that writes it sees it: opened when the disk is there, swept, and made
room in. Expected trouble with the disk is a text in ``fault``."""

from __future__ import annotations

import contextlib
import logging
import math
import shutil
import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from media.archive.file import RecordingFile, Written
from media.archive.index import ArchiveIndex
from media.archive.retention import (
    DAY_S,
    SOONEST_TRUE,
    DateTrust,
    Disk,
    Limits,
    doomed,
)
from media.archive.segment import Segment, path_of

RETRY_S = 5.0
LOOK_S = 2.0  # is the folder still there, and the index in it this one?
SWEEP_S = 20.0
MOST_AT_ONCE = 256  # files one sweep looks at
SWEPT_FOLDERS = 8  # of days, looked through for files that the index does not name
ROOM_BYTES = 32 * 1024 * 1024  # made at once when the disk is full
MOST_ROOM_FILES = 64
STUCK_S = 600.0  # what cannot be deleted is tried again
MOST_STUCK = 100_000

DISK_FAULTS = (OSError, sqlite3.Error)

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Place:
    """Where and how much; ``sweeps``: this process deletes what is too old or too much."""

    folder: Path
    limits: Limits
    sweeps: bool


def wall_clock() -> float:
    return datetime.now(UTC).timestamp()


class Shelf:
    """Lives in the writer thread."""

    def __init__(
        self,
        place: Place,
        open_file: Callable[[Path], Written] = RecordingFile,
        wall: Callable[[], float] = wall_clock,
        now: Callable[[], float] = time.monotonic,
        patience: float = 1.0,
    ) -> None:
        """``patience``: a factor on how long it waits before what failed is tried again."""
        self.place = place
        self.retry_s = RETRY_S * patience
        self.index: ArchiveIndex | None = None
        self.fault = ""
        self.notice = ""  # once: what happened to the index
        self.turn = 0  # another one when the folder was opened anew
        self.disk = Disk(0, 0, 0)
        self.wall, self.now = wall, now
        self._open_file = open_file
        self._trust = DateTrust(wall(), now())
        self._next_try = self._next_look = self._next_sweep = 0.0
        self._stuck: set[int] = set()  # segments that cannot be deleted, not tried for a while
        self._told: set[int] = set()  # of them, in the log
        self._stuck_until, self._why_stuck = 0.0, ""

    def ready(self) -> bool:
        """Whether it can be written to; else ``fault`` says why not."""
        now = self.now()
        if self.index is None and now >= self._next_try:
            self._open(now)
        return self.index is not None

    def tick(self) -> bool:
        """Now and then; True when ``disk`` or ``fault`` is new."""
        now = self.now()
        if self.index is None:
            before = self.fault
            return self.ready() or self.fault != before
        if now >= self._next_look:
            self._next_look = now + LOOK_S
            if lost := self.index.displaced():
                self.fail(OSError(lost))
                return True
        if self.place.sweeps and now >= self._next_sweep:
            self._next_sweep = now + SWEEP_S
            self.sweep()
            return True
        return False

    def start(
        self, camera: str, stream: str, began_at: float, codec: str
    ) -> tuple[int, float, Written]:
        """A new segment: its number, its beginning and its file."""
        assert self.index is not None
        for _ in range(1000):
            path = path_of(camera, stream, began_at)
            try:
                file = self._open_file(self.place.folder / path)
                break
            except FileExistsError:
                began_at += 0.001
        else:
            raise FileExistsError(f"{path} and a thousand after it are there")
        try:
            return self.index.begin(camera, stream, path, began_at, codec), began_at, file
        except sqlite3.Error:
            file.close()
            with contextlib.suppress(OSError):
                (self.place.folder / path).unlink()
            raise

    def fail(self, fault: BaseException) -> None:
        """The disk does not do what it should: shut, and try again in a while."""
        self.fault = in_words(fault)
        self._next_try = self.now() + self.retry_s
        self.turn += 1
        if self.index is not None:
            self.index.close()
            self.index = None

    def sweep(self) -> None:
        """Delete what is too old or too much."""
        if self.index is None:
            return
        holds = self._trust.hold(self.wall(), self.now())
        try:
            self.index.recover(SWEPT_FOLDERS)
        except DISK_FAULTS as fault:
            log.warning("sweeping %s: %s", self.place.folder, in_words(fault))
            return
        if holds:
            self._remove_all(self._too_old)
        self._remove_all(lambda index: self._too_much(index, holds))

    def make_room(self, wanted: int) -> bool:
        """On a full disk the oldest goes; False when there is nothing to delete."""
        freed = self._remove_all(
            lambda index: index.oldest(MOST_ROOM_FILES, self._stuck), wanted + ROOM_BYTES
        )
        return freed >= wanted

    def close(self) -> None:
        if self.index is not None:
            self.index.close()
            self.index = None

    def _too_old(self, index: ArchiveIndex) -> list[Segment]:
        wall, limits = self.wall(), self.place.limits
        ended = wall - limits.keep_days * DAY_S
        found = index.ended_before(ended, SOONEST_TRUE, MOST_AT_ONCE, self._stuck)
        return doomed(found, limits, self.disk, wall)

    def _too_much(self, index: ArchiveIndex, holds: bool) -> list[Segment]:
        usage = shutil.disk_usage(self.place.folder)
        self.disk = Disk(usage.total, usage.free, index.total_bytes())
        found = index.oldest(MOST_AT_ONCE, self._stuck)
        return doomed(found, self.place.limits, self.disk, self.wall(), holds)

    def _remove_all(
        self, look: Callable[[ArchiveIndex], list[Segment]], enough: float = math.inf
    ) -> int:
        """Delete what ``look`` finds until so many bytes are freed; answers how many. One that
        cannot be deleted stays, and ``look`` is asked again, to leave it out."""
        freed = 0
        if self.now() >= self._stuck_until:
            self._stuck.clear()
            self._stuck_until = self.now() + STUCK_S
        try:
            while self.index is not None:
                before = len(self._stuck)
                for segment in look(self.index):
                    if freed >= enough:
                        break
                    freed += self._remove(self.index, segment)
                if freed >= enough or len(self._stuck) == before:
                    break
        except DISK_FAULTS as fault:
            log.warning("making room in %s: %s", self.place.folder, in_words(fault))
        if untold := self._stuck - self._told:
            self._told |= untold
            log.warning("%d recordings cannot be deleted: %s", len(untold), self._why_stuck)
        return freed

    def _remove(self, index: ArchiveIndex, segment: Segment) -> int:
        try:
            index.remove(segment.id)
        except OSError as fault:
            self._why_stuck = in_words(fault)
            if len(self._stuck) < MOST_STUCK:
                self._stuck.add(segment.id)
            return 0
        log.info("deleted %s, recorded first", segment.path)
        return segment.bytes

    def _open(self, now: float) -> None:
        try:
            self.index = ArchiveIndex(self.place.folder)
            self.index.recover()
        except DISK_FAULTS as fault:
            self.fail(fault)
            return
        self.fault, self.notice = "", self.index.remade
        self._stuck, self._told = set(), set()
        self._next_look, self._next_sweep = now + LOOK_S, now


def in_words(fault: BaseException) -> str:
    if isinstance(fault, OSError) and fault.strerror:
        return fault.strerror if not fault.filename else f"{fault.strerror}: {fault.filename}"
    return str(fault) or type(fault).__name__
