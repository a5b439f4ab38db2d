"""The duty log on disk: ``state/duty.db``. Entries are added and never changed.

Only what the room wrote by itself goes, after a year. One thread uses it.
"""

from __future__ import annotations

import json
import logging
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from console.cases.ladder import Mark
from console.duty.entry import Entry, bounded
from media.sqlite_file import opened, set_aside

NAME = "duty.db"
VERSION = 1
AUTO_KEPT = timedelta(days=366)
MOST_FOUND = 5000
MOST_MARKS = 20_000

_TABLES = """
CREATE TABLE entries (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at REAL NOT NULL,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    who TEXT NOT NULL,
    case_id TEXT NOT NULL,
    about INTEGER NOT NULL,
    fields TEXT NOT NULL
);
CREATE INDEX entries_by_time ON entries (at);
CREATE INDEX entries_by_kind ON entries (kind, id);
CREATE TRIGGER entries_stay BEFORE UPDATE ON entries
    BEGIN SELECT RAISE(ABORT, 'an entry is never changed'); END;
CREATE TRIGGER entries_remain BEFORE DELETE ON entries WHEN old.kind <> 'auto'
    BEGIN SELECT RAISE(ABORT, 'an entry is never taken out'); END;
CREATE TABLE marks (
    case_id TEXT NOT NULL,
    clock TEXT NOT NULL,
    due_at REAL NOT NULL,
    rung TEXT NOT NULL,
    PRIMARY KEY (case_id, clock, due_at, rung)
);
"""
_COLUMNS = "id, at, kind, text, who, case_id, about, fields"

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Query:
    """``text``: words that all have to be there, in text, fields or the writer's name. ``since`` is
    included, ``until`` is not."""

    text: str = ""
    kinds: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    most: int = 500


class DutyBook:
    """``fault`` says in words why nothing can be kept or read. A file that is damaged is set aside
    as ``broken-duty.db`` and begun anew."""

    def __init__(self, state: Path) -> None:
        self.fault = ""
        self._path = state / NAME
        self._base: sqlite3.Connection | None = None
        try:
            self._base = self._opened()
        except sqlite3.OperationalError as fault:
            self._complain(fault)
        except sqlite3.DatabaseError as fault:
            self._complain(fault)
            self._begin_anew()
        except OSError as fault:
            self._complain(fault)

    def add(self, entry: Entry) -> Entry | None:
        """The entry with its id; None when the disk refuses."""
        entry = bounded(entry)
        row = (
            entry.at.timestamp(), entry.kind, entry.text, entry.who, entry.case, entry.about,
            json.dumps(dict(entry.fields), ensure_ascii=False),
        )  # fmt: skip
        names = _COLUMNS.removeprefix("id, ")
        done = self._write(f"INSERT INTO entries ({names}) VALUES (?, ?, ?, ?, ?, ?, ?)", row)
        return replace(entry, id=done.lastrowid or 0) if done is not None else None

    def newest(self, most: int, kinds: Iterable[str] = ()) -> list[Entry]:
        """The newest entries, in the order in which they were written."""
        return self.find(Query(kinds=tuple(kinds), most=most))[::-1]

    def find(self, query: Query) -> list[Entry]:
        """What answers the query, the newest first."""
        where: list[str] = ["1"]
        values: list[object] = []
        if query.kinds:
            where.append(f"kind IN ({', '.join('?' * len(query.kinds))})")
            values += query.kinds
        for sign, moment in ((">=", query.since), ("<", query.until)):
            if moment is not None:
                where.append(f"at {sign} ?")
                values.append(moment.timestamp())
        for word in query.text.split()[:10]:
            where.append("(text || ' ' || fields || ' ' || who) LIKE ? ESCAPE '\\'")
            values.append(f"%{_plain(word)}%")
        sql = f"SELECT {_COLUMNS} FROM entries WHERE {' AND '.join(where)} ORDER BY id DESC LIMIT ?"
        return [
            Entry(
                datetime.fromtimestamp(at, UTC), kind, text, who, case, about, _fields(written), id_
            )
            for id_, at, kind, text, who, case, about, written in self._read(
                sql, [*values, min(query.most, MOST_FOUND)]
            )
        ]

    def add_mark(self, mark: Mark) -> bool:
        """Keep that a rung was ordered."""
        row = (mark.case_id, mark.clock, mark.due_at.timestamp(), mark.rung)
        return self._write("INSERT OR IGNORE INTO marks VALUES (?, ?, ?, ?)", row) is not None

    def marks(self) -> set[Mark]:
        sql = "SELECT case_id, clock, due_at, rung FROM marks ORDER BY rowid DESC LIMIT ?"
        return {
            Mark(case, clock, datetime.fromtimestamp(due, UTC), rung)
            for case, clock, due, rung in self._read(sql, [MOST_MARKS])
        }

    def forget(self, now: datetime) -> None:
        """What the room wrote by itself more than a year ago goes."""
        oldest = (now - AUTO_KEPT).timestamp()
        self._write("DELETE FROM entries WHERE kind = 'auto' AND at < ?", (oldest,))

    def close(self) -> None:
        if self._base is not None:
            self._base.close()
            self._base = None

    # -- inside

    def _write(self, sql: str, values: tuple[object, ...]) -> sqlite3.Cursor | None:
        if self._base is None:
            return None
        try:
            with self._base:
                done = self._base.execute(sql, values)
        except sqlite3.Error as fault:
            self._complain(fault)
            return None
        self.fault = ""
        return done

    def _read(self, sql: str, values: list[object]) -> list[tuple[Any, ...]]:
        if self._base is None:
            return []
        try:
            return self._base.execute(sql, values).fetchall()
        except sqlite3.Error as fault:
            self._complain(fault)
            return []

    def _opened(self) -> sqlite3.Connection:
        # a hand-over is not to be written twice: it is on the disk before it is told
        return opened(self._path, _TABLES, VERSION, "FULL", private=True)

    def _begin_anew(self) -> None:
        try:
            set_aside(self._path)
            self._base = self._opened()
        except (OSError, sqlite3.Error) as fault:
            self._complain(fault)

    def _complain(self, fault: Exception) -> None:
        if not self.fault:
            log.warning("%s: %s", self._path, fault)
        self.fault = str(fault)


def _plain(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _fields(written: object) -> dict[str, str]:
    try:
        found = json.loads(str(written))
    except ValueError:
        return {}
    return {str(key): str(value) for key, value in found.items()} if isinstance(found, dict) else {}
