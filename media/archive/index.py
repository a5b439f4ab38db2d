"""What is recorded, in SQLite beside the files: several workers write, and others look.

The files are the truth: a broken index is set aside and made anew from them, and a file that no row
names is taken in. A segment that is being written is held by a lock on its file, so that nobody
takes a living recording for a torn one.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import logging
import sqlite3
import threading
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from media.archive.file import make_folder
from media.archive.row import Row, is_being_written, mend, row_of
from media.archive.segment import Segment, parse_path

NAME = "archive.sqlite"
VERSION = 1
PATIENCE_S = 10.0  # for another process that writes
FOLDERS_AT_ONCE = 128  # of a camera and a day each, looked through for files that no row names

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
_BY_AGE = "CREATE INDEX IF NOT EXISTS by_age ON segments (ended_at)"
_DELETABLE = "WHERE closed AND NOT locked AND id NOT IN (SELECT value FROM json_each(?))"
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
        self._to_look: list[Path] = []  # folders of days, the next one last
        make_folder(folder)
        with self._alone():
            fault = self._fault(check)
            if fault:
                self._set_aside(fault)
            if fault or not self._has_tables():
                self._make()
            with contextlib.suppress(sqlite3.Error):  # a full disk, say: it goes without
                self._base.execute(_BY_AGE)
            self._identity = _identity(folder / NAME)

    def displaced(self) -> str:
        """Why this is the folder's index no more, in words: another process has set it aside, or
        the folder is gone. What is written here then is found by nobody."""
        try:
            same = _identity(self.folder / NAME) == self._identity
        except OSError:
            return f"{self.folder} is gone"
        return "" if same else f"the index in {self.folder} was made anew by another process"

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

    def oldest(self, count: int, but: Collection[int] = ()) -> list[Segment]:
        """What was recorded first and may be deleted: closed and not locked. ``but``: ids left
        out."""
        return self._segments(f"{_DELETABLE} ORDER BY id LIMIT ?", (json.dumps([*but]), count))

    def ended_before(
        self, moment: float, since: float, count: int, but: Collection[int] = ()
    ) -> list[Segment]:
        """What may be deleted and ended in this stretch by its date, that first which ended
        first."""
        return self._segments(
            f"{_DELETABLE} AND ended_at >= ? AND ended_at < ? ORDER BY ended_at, id LIMIT ?",
            (json.dumps([*but]), since, moment, count),
        )

    def total_bytes(self) -> int:
        (total,) = self._base.execute("SELECT total(bytes) FROM segments").fetchone()
        return int(total)

    # -- after a crash

    def recover(self, folders: int = FOLDERS_AT_ONCE) -> int:
        """Ends and sizes of segments whose writer is gone, from their files, and rows for files
        that have none; how many there were. An empty file is deleted, a torn last fragment cut off.
        Of the folders of days so many are looked through, the newest first, and the next time those
        that follow."""
        found = self._recover_open()
        with contextlib.suppress(OSError):  # a folder that cannot be read keeps nothing shut
            self._list_folders()
        for _ in range(min(folders, len(self._to_look))):
            with contextlib.suppress(OSError):
                found += self._take_in(self._to_look.pop())
        return found

    def _recover_open(self) -> int:
        found = 0
        for segment in self._segments("WHERE NOT closed", ()):
            file = self.folder / segment.path
            if is_being_written(file):
                continue
            try:
                extent = mend(file)
            except FileNotFoundError:
                extent = None
            except OSError:
                continue  # the disk's fault, not the file's: another time
            found += 1
            if extent is not None:
                ended_at = segment.began_at + extent.seconds
                self.close_segment(segment.id, ended_at, extent.whole_bytes)
            else:
                with contextlib.suppress(OSError):  # another time
                    self.remove(segment.id)
        return found

    def _list_folders(self) -> None:
        if not self._to_look:
            self._to_look = sorted(self.folder.glob("*/*/"), key=lambda folder: folder.name)

    def _take_in(self, folder: Path) -> int:
        """Rows for the files of a folder that have none."""
        day = folder.relative_to(self.folder).as_posix()
        named = self._base.execute(
            "SELECT path FROM segments WHERE path > ? AND path < ?", (f"{day}/", f"{day}0")
        )
        known = {Path(path).name for (path,) in named}
        unnamed = [name for file in folder.glob("*.mp4") if (name := file.name) not in known]
        ours = [folder / name for name in unnamed if parse_path(f"{day}/{name}")]
        rows = [row for file in ours if (row := self._row_of_ended(file)) is not None]
        if rows:
            with self._write() as base:
                _insert(base, rows)
            log.warning("%s: %d files that the index did not name", folder, len(rows))
        return len(rows)

    def _row_of_ended(self, file: Path) -> Row | None:
        """None for a file that its writer has yet to begin, writes, or wrote nothing whole into."""
        try:
            # an empty one may be about to be locked by its writer: no look at it must hinder that
            if not file.stat().st_size or is_being_written(file):
                return None
            return row_of(self.folder, file) if mend(file) is not None else None
        except OSError:
            return None

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
        rows = [row for file in self.folder.glob("*/*/*.mp4") if (row := row_of(self.folder, file))]
        with self._write() as base:
            for statement in _TABLES.split(";"):
                base.execute(statement)
            _insert(base, rows)
            base.execute(f"PRAGMA user_version = {VERSION}")
        if rows and not self.remade:
            self.remade = "there was no index; it was made from the files"


def _segment(
    number: int, camera: str, stream: str, path: str, began_at: float, ended_at: float,
    size: int, codec: str, closed: int, locked: int,
) -> Segment:  # fmt: skip
    return Segment(
        number, camera, stream, path, began_at, ended_at, size, codec, bool(closed), bool(locked)
    )


def _insert(base: sqlite3.Connection, rows: list[Row]) -> None:
    rows.sort(key=lambda row: row[3])
    base.executemany(
        f"INSERT OR IGNORE INTO segments ({_COLUMNS}) VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        rows,
    )


def _identity(file: Path) -> tuple[int, int]:
    # by its name alone: to open and close it would take SQLite's locks from this process
    status = file.stat()
    return status.st_dev, status.st_ino
