"""The history of all cases in SQLite: one row per case, one per act. One thread writes.

Every connection is used in one thread only; readers have their own, so that a report over years
never keeps the writer waiting.
"""

from __future__ import annotations

import json
import logging
import os
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from console.cases.case import Case, CaseId
from console.cases.day import Happening
from console.cases.record import (
    Act,
    CaseRecord,
    acts_shown,
    acts_told,
    lost,
    moment,
    packed,
    record_of,
    unpacked,
)
from media.sqlite_file import set_aside, settle

NAME = "cases.db"  # in the site's state folder
VERSION = 1
PATIENCE_S = 2.0
MOST_READ = 500_000  # cases in one answer
MOST_ACTS = 500  # kept of one case
MOST_OF_A_DAY = 50_000

_TABLES = """
CREATE TABLE cases (
    id TEXT PRIMARY KEY,
    rev INTEGER NOT NULL,
    reported REAL NOT NULL,
    ended REAL,                   -- closed, refused, merged or lost; NULL while it is open
    longitude REAL,
    latitude REAL,
    body TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX cases_by_report ON cases (reported);
CREATE INDEX cases_by_end ON cases (ended);
CREATE TABLE acts (
    case_id TEXT NOT NULL,
    at REAL NOT NULL,
    what TEXT NOT NULL,
    PRIMARY KEY (case_id, at, what)
) WITHOUT ROWID;
CREATE INDEX acts_by_time ON acts (at);
CREATE TABLE noted (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Heard:
    """A case's newest state, and the states it was seen in since it was written last."""

    case: Case
    statuses: tuple[tuple[str, datetime], ...] = ()


class HistoryBase:
    """The file. Raises sqlite3.Error or OSError where the disk refuses."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._writing: sqlite3.Connection | None = None

    def open(self) -> None:
        """Make the tables, if need be; a damaged file is set aside as ``broken-cases.db``."""
        self.close()
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            self._settle()
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError as fault:
            log.warning("%s: %s: it is set aside and begun anew", self.path, fault)
            set_aside(self.path)
            self._settle()

    def close(self) -> None:
        """To be called by the thread that writes; who writes again begins again."""
        if self._writing is not None:
            self._writing.close()
            self._writing = None

    # -- writing, in one thread

    def write(self, heard: Iterable[Heard], gone: Mapping[str, tuple[datetime, int]]) -> None:
        """All of it or nothing. ``gone``: when, and under which revision, by the case's id."""
        with self._changing() as base:
            for one in heard:
                _write_case(base, one)
            for case_id, (at, rev) in gone.items():
                _write_gone(base, case_id, at, rev)

    def close_absent(self, present: Collection[str], at: datetime) -> int:
        """After a snapshot: what was open here and is not in it is gone. How many those are."""
        with self._changing() as base:
            rows = base.execute("SELECT id FROM cases WHERE ended IS NULL").fetchall()
            absent = [case_id for (case_id,) in rows if case_id not in present]
            for case_id in absent:
                _write_gone(base, case_id, at)
        return len(absent)

    def forget(self, before: datetime) -> int:
        """Cases that ended before then go; open ones stay. How many went."""
        oldest = before.timestamp()
        with self._changing() as base:
            base.execute(
                "DELETE FROM acts WHERE case_id IN (SELECT id FROM cases WHERE ended < ?)",
                (oldest,),
            )
            return base.execute("DELETE FROM cases WHERE ended < ?", (oldest,)).rowcount

    def note(self, key: str, value: str) -> None:
        with self._changing() as base:
            base.execute("INSERT OR REPLACE INTO noted VALUES (?, ?)", (key, value))

    # -- reading

    def noted(self, key: str) -> str:
        with self._connected() as base:
            row = base.execute("SELECT value FROM noted WHERE key = ?", (key,)).fetchone()
        return str(row[0]) if row else ""

    def case(self, case_id: str) -> CaseRecord | None:
        with self._connected() as base:
            return _read(base, case_id)

    def records(self, since: datetime, until: datetime) -> list[CaseRecord]:
        """Cases that were open at some time in ``[since, until)``, by when they were reported."""
        with self._connected() as base:
            rows = base.execute(
                "SELECT body FROM cases WHERE reported < ? AND (ended IS NULL OR ended >= ?)"
                " ORDER BY reported, id LIMIT ?",
                (until.timestamp(), since.timestamp(), MOST_READ),
            )
            return [unpacked(json.loads(body)) for (body,) in rows]

    def happenings(self, since: datetime, until: datetime) -> list[Happening]:
        """What was done to cases with a place, in the order of time."""
        with self._connected() as base:
            rows = base.execute(
                "SELECT at, id, longitude, latitude, json_extract(body, '$.platform'),"
                " json_extract(body, '$.level'), what FROM acts JOIN cases ON id = case_id"
                " WHERE at >= ? AND at < ? AND longitude IS NOT NULL ORDER BY at LIMIT ?",
                (since.timestamp(), until.timestamp(), MOST_OF_A_DAY),
            ).fetchall()
        return [
            Happening(moment(at), CaseId(case_id), longitude, latitude, platform or "", level, what)
            for at, case_id, longitude, latitude, platform, level, what in rows
        ]

    def known_since(self) -> datetime | None:
        """When the oldest case was reported."""
        with self._connected() as base:
            (oldest,) = base.execute("SELECT min(reported) FROM cases").fetchone()
        return None if oldest is None else moment(oldest)

    # -- inside

    def _settle(self) -> None:
        descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        os.close(descriptor)
        with self._connected() as base:
            base.execute("PRAGMA journal_mode = WAL")
            settle(base, _TABLES, VERSION)

    @contextmanager
    def _changing(self) -> Iterator[sqlite3.Connection]:
        """A transaction; the connection is kept, as the last to be closed writes all of the log
        over. After a fault the next has a new one."""
        if self._writing is None:
            self._writing = self._connect()
        try:
            with self._writing as base:
                yield base
        except sqlite3.Error:
            self.close()
            raise

    @contextmanager
    def _connected(self) -> Iterator[sqlite3.Connection]:
        with closing(self._connect()) as base:
            yield base

    def _connect(self) -> sqlite3.Connection:
        base = sqlite3.connect(self.path, timeout=PATIENCE_S)
        base.execute("PRAGMA synchronous = NORMAL")
        return base


def _write_case(base: sqlite3.Connection, heard: Heard) -> None:
    case = heard.case
    before = _read(base, str(case.id))
    if before is not None and before.rev > case.rev and not _is_anew(before, case):
        return
    statuses = list(heard.statuses)
    if before is not None and statuses and statuses[0][0] == before.status:
        del statuses[0]
    new = [*acts_told(case), *acts_shown(case, statuses)][-MOST_ACTS:]
    base.executemany(
        "INSERT OR IGNORE INTO acts VALUES (?, ?, ?)",
        [(case.id, act.at.timestamp(), act.what) for act in new],
    )
    acts = base.execute(
        "SELECT at, what FROM acts WHERE case_id = ? ORDER BY at DESC LIMIT ?",
        (case.id, MOST_ACTS),
    )
    _put(base, record_of(case, [Act(moment(at), what) for at, what in acts], before))


def _is_anew(before: CaseRecord, case: Case) -> bool:
    """A platform that counts its revisions anew shows later acts under a lower one."""
    newest = max((act.at for act in before.acts), default=None)
    return newest is not None and case.updated_at is not None and case.updated_at > newest


def _write_gone(
    base: sqlite3.Connection, case_id: str, at: datetime, rev: int | None = None
) -> None:
    before = _read(base, case_id)
    if before is not None and (rev is None or rev >= before.rev):
        _put(base, lost(before, at))


def _put(base: sqlite3.Connection, record: CaseRecord) -> None:
    reported = record.reported_at or datetime.now(UTC)
    ended = record.ended_at or record.gone_at
    base.execute(
        "INSERT OR REPLACE INTO cases VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            record.id, record.rev, reported.timestamp(), ended.timestamp() if ended else None,
            record.longitude, record.latitude,
            json.dumps(packed(record), ensure_ascii=False, separators=(",", ":")),
        ),
    )  # fmt: skip


def _read(base: sqlite3.Connection, case_id: str) -> CaseRecord | None:
    row: Sequence[str] | None = base.execute(
        "SELECT body FROM cases WHERE id = ?", (case_id,)
    ).fetchone()
    return unpacked(json.loads(row[0])) if row else None
