"""The patrol log (视频巡查) in the site's database: rows of ``layouts.patrol``, reports by day."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from pathlib import Path
from typing import Any

from layouts.patrol import DayOfPatrols, PatrolPage, PatrolRow, report_of
from media.sqlite_file import opened, set_aside

NAME = "patrols.sqlite"  # in the site's state folder
VERSION = 1
KEPT = timedelta(days=3 * 366)  # what an inspection may still ask for
MOST_OF_A_DAY = 200_000  # rows that one report reads
HIGHEST = 2**63 - 1  # a row's number

_TABLES = """
CREATE TABLE patrols (
    id INTEGER PRIMARY KEY,
    patrol REAL NOT NULL,
    tour TEXT NOT NULL,
    who TEXT NOT NULL,
    camera TEXT NOT NULL,
    since REAL NOT NULL,
    until REAL NOT NULL,
    live_s REAL NOT NULL,
    UNIQUE (patrol, tour, camera, since)
);
CREATE INDEX patrols_by_time ON patrols (since);
"""
_COLUMNS = "patrol, tour, who, camera, since, until, live_s"

log = logging.getLogger(__name__)


class PatrolBook:
    """One thread uses it. Times are kept as Unix seconds.

    ``fault`` says in words why rows could not be kept or read: then the wall goes on without a log.
    A database that is damaged is set aside as ``broken-patrols.sqlite`` and begun anew.
    """

    def __init__(self, path: Path) -> None:
        self.fault = ""
        self._path = path
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

    def add(self, rows: Iterable[PatrolRow]) -> bool:
        """Keep rows, each once; whether the disk has them."""
        told = [
            (
                row.patrol.timestamp(), row.tour, row.who, row.camera, row.since.timestamp(),
                row.until.timestamp(), row.live_s,
            )
            for row in rows
        ]  # fmt: skip
        if self._base is None:
            return not told
        try:
            with self._base:
                self._base.executemany(
                    f"INSERT OR IGNORE INTO patrols ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)", told
                )
        except sqlite3.Error as fault:
            self._complain(fault)
            return False
        return True

    def day(self, day: date, zone: tzinfo) -> DayOfPatrols:
        """The report of a day of the room's clock: a row belongs to the day on which it begins."""
        return report_of(day, self.rows(day, zone))

    def page(self, day: date, zone: tzinfo, before: int | None, most: int) -> PatrolPage:
        """``most`` rows of a day at most, those written last first; ``before``: what the page
        before this one said, None for the first."""
        begin, end = _within(day, zone)
        numbered = self._found(
            f"SELECT {_COLUMNS}, id FROM patrols WHERE since >= ? AND since < ? AND id < ?"
            " ORDER BY id DESC LIMIT ?",
            (begin, end, HIGHEST if before is None else before, most + 1),
        )
        rows = tuple(_row(told) for *told, _ in numbered[:most])
        return PatrolPage(rows, numbered[most - 1][-1] if len(numbered) > most else None)

    def rows(self, day: date, zone: tzinfo) -> list[PatrolRow]:
        """Those of a day, the earliest first; ``MOST_OF_A_DAY`` at most."""
        found = self._found(
            f"SELECT {_COLUMNS} FROM patrols WHERE since >= ? AND since < ? ORDER BY since, id"
            " LIMIT ?",
            (*_within(day, zone), MOST_OF_A_DAY),
        )
        return [_row(told) for told in found]

    def forget(self, now: datetime) -> None:
        """Rows older than ``KEPT`` go."""
        if self._base is None:
            return
        try:
            with self._base:
                oldest = (now - KEPT).timestamp()
                self._base.execute("DELETE FROM patrols WHERE since < ?", (oldest,))
        except sqlite3.Error as fault:
            self._complain(fault)

    def close(self) -> None:
        if self._base is not None:
            self._base.close()
            self._base = None

    def _found(self, asked: str, values: Sequence[float]) -> list[Sequence[Any]]:
        if self._base is None:
            return []
        try:
            return self._base.execute(asked, values).fetchall()
        except sqlite3.Error as fault:
            self._complain(fault)
            return []

    def _opened(self) -> sqlite3.Connection:
        return opened(self._path, _TABLES, VERSION, "NORMAL")

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


def _within(day: date, zone: tzinfo) -> tuple[float, float]:
    """The day's begin, and that of the next."""
    begin = datetime.combine(day, time(), zone)
    end = datetime.combine(day + timedelta(days=1), time(), zone)
    return begin.timestamp(), end.timestamp()


def _row(told: Sequence[Any]) -> PatrolRow:
    began, tour, who, camera, since, until, live_s = told
    return PatrolRow(_moment(began), tour, who, camera, _moment(since), _moment(until), live_s)


def _moment(unix: float) -> datetime:
    return datetime.fromtimestamp(unix, UTC)
