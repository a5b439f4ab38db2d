"""What is recorded, in SQLite beside the files: several workers write, and others look.

The files are the truth: a broken index is set aside and made anew from them. A segment that is
being written is held by a lock on its file, so that nobody takes a living recording for a torn one.
"""

from __future__ import annotations

import contextlib
import fcntl
import logging
import os
import sqlite3
import stat
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from media.archive.extent import read_extent
from media.archive.segment import Segment, parse_path

NAME = "archive.sqlite"
VERSION = 1
PATIENCE_S = 10.0  # for another process that writes

_TABLES = """
CREATE TABLE segments (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    camera TEXT NOT NULL,
    stream TEXT NOT NULL,
    path TEXT NOT NULL UNIQUE,
    began_at REAL NOT NULL,
    ended_at REAL NOT NULL,
    bytes INTEGER NOT NULL,
    codec TEXT NOT NULL,
    closed INTEGER NOT NULL,
    locked INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX by_time ON segments (camera, ended_at);
CREATE INDEX open_ones ON segments (id) WHERE closed = 0;
"""
_WORLDLY = frozenset(
    {
        sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN,
    }
)  # fmt: skip
_COLUMNS = "id, camera, stream, path, began_at, ended_at, bytes, codec, closed, locked"

log = logging.getLogger(__name__)


class ArchiveIndex:
    """The index of one archive folder, which is made if need be. Usable from any thread: each has a
    connection of its own. Raises OSError or sqlite3.Error where the disk does."""

    def __init__(self, folder: Path, check: bool = True) -> None:
        self.folder = folder
        self.remade = ""  # why the index had to be made anew, in words; empty when it was sound
        self._local = threading.local()
        self._connections: list[sqlite3.Connection] = []
        self._lock = threading.Lock()
        folder.mkdir(parents=True, exist_ok=True)
        with self._alone():
            fault = self._fault(check)
            if fault:
                self._set_aside(fault)
            if fault or not self._has_tables():
                self._make()

    # -- writing

    def begin(self, camera: str, stream: str, path: str, began_at: float, codec: str) -> int:
        with self._write() as base:
            row = base.execute(
                "INSERT INTO segments (camera, stream, path, began_at, ended_at, bytes, codec,"
                " closed) VALUES (?, ?, ?, ?, ?, 0, ?, 0)",
                (camera, stream, path, began_at, began_at, codec),
            )
        assert row.lastrowid is not None
        return row.lastrowid

    def grow(self, segment: int, ended_at: float, size: int) -> None:
        """Kept even when the process is killed; a power cut may take it, and ``recover`` finds it
        again in the file. So the disk is not made to wait for it."""
        with self._write("NORMAL") as base:
            base.execute(
                "UPDATE segments SET ended_at = ?, bytes = ? WHERE id = ?",
                (ended_at, size, segment),
            )

    def close_segment(self, segment: int, ended_at: float, size: int) -> None:
        with self._write() as base:
            base.execute(
                "UPDATE segments SET ended_at = ?, bytes = ?, closed = 1 WHERE id = ?",
                (ended_at, size, segment),
            )

    def lock(self, segment: int, on: bool) -> None:
        """Keep a segment for good. The file's mode says it too, for an index made anew."""
        with self._write() as base:
            base.execute("UPDATE segments SET locked = ? WHERE id = ?", (on, segment))
            row = base.execute("SELECT path FROM segments WHERE id = ?", (segment,)).fetchone()
        if row is not None:
            with contextlib.suppress(OSError):
                (self.folder / row[0]).chmod(0o440 if on else 0o640)

    def remove(self, segment: int) -> None:
        """Delete a segment's file and its row; a locked one stays."""
        row = self._base.execute(
            "SELECT path FROM segments WHERE id = ? AND NOT locked", (segment,)
        ).fetchone()
        if row is None:
            return
        file = self.folder / row[0]
        file.unlink(missing_ok=True)
        for emptied in (file.parent, file.parent.parent):
            with contextlib.suppress(OSError):
                emptied.rmdir()
        with self._write() as base:
            base.execute("DELETE FROM segments WHERE id = ?", (segment,))

    # -- reading

    def find(
        self, camera: str, since: float, until: float, stream: str | None = None
    ) -> list[Segment]:
        """What overlaps the stretch, in order of its beginning."""
        asked = "" if stream is None else " AND stream = ?"
        given = (camera, since, until, *([] if stream is None else [stream]))
        return self._segments(
            f"WHERE camera = ? AND ended_at >= ? AND began_at < ?{asked} ORDER BY began_at, id",
            given,
        )

    def days(self, camera: str) -> list[str]:
        """The days (UTC, ``2026-11-25``) on which a segment of the camera begins, in order."""
        rows = self._base.execute(
            "SELECT DISTINCT date(began_at, 'unixepoch') AS day FROM segments WHERE camera = ?"
            " ORDER BY day",
            (camera,),
        )
        return [day for (day,) in rows]

    def oldest(self, count: int) -> list[Segment]:
        """What was recorded first and may be deleted: closed and not locked."""
        return self._segments("WHERE closed AND NOT locked ORDER BY id LIMIT ?", (count,))

    def total_bytes(self) -> int:
        (total,) = self._base.execute("SELECT total(bytes) FROM segments").fetchone()
        return int(total)

    # -- after a crash

    def recover(self) -> int:
        """Ends and sizes of segments whose writer is gone, from their files; how many there were.
        An empty file is deleted, a torn last fragment cut off."""
        found = 0
        for segment in self._segments("WHERE NOT closed", ()):
            file = self.folder / segment.path
            if is_being_written(file):
                continue
            try:
                seconds, size = _mend(file)
            except FileNotFoundError:
                seconds, size = 0.0, 0
            except OSError:
                continue  # the disk's fault, not the file's: another time
            found += 1
            if size:
                self.close_segment(segment.id, segment.began_at + seconds, size)
            else:
                self.remove(segment.id)
        return found

    def close(self) -> None:
        with self._lock:
            for connection in self._connections:
                connection.close()
            self._connections.clear()
        self._local = threading.local()

    # -- the file

    @property
    def _base(self) -> sqlite3.Connection:
        known = getattr(self._local, "base", None)
        if known is None:
            known = self._local.base = self._connect()
        return known

    def _connect(self) -> sqlite3.Connection:
        base = sqlite3.connect(
            self.folder / NAME, timeout=PATIENCE_S, isolation_level=None, check_same_thread=False
        )
        try:
            base.execute("PRAGMA journal_mode = WAL")
            base.execute("PRAGMA synchronous = FULL")
        except BaseException:
            base.close()
            raise
        with self._lock:
            self._connections.append(base)
        return base

    @contextmanager
    def _write(self, synchronous: str = "FULL") -> Iterator[sqlite3.Connection]:
        base = self._base
        base.execute(f"PRAGMA synchronous = {synchronous}")
        base.execute("BEGIN IMMEDIATE")
        try:
            yield base
            base.execute("COMMIT")
        except BaseException:
            with contextlib.suppress(sqlite3.Error):
                base.execute("ROLLBACK")
            raise

    def _segments(self, where: str, given: tuple[object, ...]) -> list[Segment]:
        rows = self._base.execute(f"SELECT {_COLUMNS} FROM segments {where}", given)
        return [_segment(*row) for row in rows]

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """One process at a time looks whether the index is sound."""
        with open(self.folder / f"{NAME}.check", "ab") as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            yield

    def _fault(self, check: bool) -> str:
        if not (self.folder / NAME).exists():
            return ""
        try:
            (version,) = self._base.execute("PRAGMA user_version").fetchone()
            if version not in (0, VERSION):
                return f"its version is {version}, known is {VERSION}"
            if check:
                (verdict,) = self._base.execute("PRAGMA quick_check(1)").fetchone()
                if verdict != "ok":
                    return str(verdict).splitlines()[-1]
            if version:
                self._segments("LIMIT 1", ())
        except UnicodeDecodeError:  # in SQLite's own complaint
            return "its tables are not readable"
        except sqlite3.DatabaseError as fault:
            if getattr(fault, "sqlite_errorcode", 0) & 0xFF in _WORLDLY:
                raise  # busy, or the disk: that does not make the index a broken one
            return str(fault)
        return ""

    def _has_tables(self) -> bool:
        return bool(self._base.execute("PRAGMA user_version").fetchone()[0])

    def _set_aside(self, fault: str) -> None:
        self.close()
        stamp = f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}"
        for ending in ("", "-wal", "-shm"):
            with contextlib.suppress(FileNotFoundError):
                old = self.folder / f"{NAME}{ending}"
                old.rename(self.folder / f"broken-{stamp}-{NAME}{ending}")
        self.remade = f"the index was broken ({fault}) and was made anew from the files"
        log.error("%s: %s", self.folder, self.remade)

    def _make(self) -> None:
        rows = sorted(self._files(), key=lambda row: row[3])
        with self._write() as base:
            for statement in _TABLES.split(";"):
                base.execute(statement)
            base.executemany(
                f"INSERT INTO segments ({_COLUMNS}) VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows
            )
            base.execute(f"PRAGMA user_version = {VERSION}")
        if rows and not self.remade:
            self.remade = "there was no index; it was made from the files"

    def _files(self) -> Iterator[tuple[str, str, str, float, float, int, str, bool, bool]]:
        for file in self.folder.glob("*/*/*.mp4"):
            path = file.relative_to(self.folder).as_posix()
            named = parse_path(path)
            if named is None:
                continue
            camera, stream, began_at = named
            try:
                with open(file, "rb") as content:
                    extent = read_extent(content)
                status = file.stat()
            except OSError:
                continue
            if extent is not None:
                locked = not status.st_mode & stat.S_IWUSR
                ended_at, open_still = began_at + extent.seconds, is_being_written(file)
                yield (
                    camera, stream, path, began_at, ended_at, status.st_size, extent.codec,
                    not open_still, locked,
                )  # fmt: skip


def _segment(
    number: int, camera: str, stream: str, path: str, began_at: float, ended_at: float,
    size: int, codec: str, closed: int, locked: int,
) -> Segment:  # fmt: skip
    return Segment(
        number, camera, stream, path, began_at, ended_at, size, codec, bool(closed), bool(locked)
    )


def hold(descriptor: int) -> None:
    """Mark a file as being written by this process, for as long as it is open."""
    fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def is_being_written(file: Path) -> bool:
    try:
        with open(file, "rb") as looked_at:
            fcntl.flock(looked_at, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    return False


def _mend(file: Path) -> tuple[float, int]:
    """Seconds and bytes of what is whole in a file; 0 bytes when nothing is."""
    with open(file, "rb") as content:
        extent = read_extent(content)
    if extent is None:
        return 0.0, 0
    if extent.whole_bytes < file.stat().st_size:
        os.truncate(file, extent.whole_bytes)
    return extent.seconds, extent.whole_bytes
