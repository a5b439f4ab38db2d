"""What the operator decided on pairs of cases, kept on disk: ``state/duplicates.db``.

One connection, in the thread that made it. A disk that fails costs the keeping, not the decision.
"""

from __future__ import annotations

import logging
import sqlite3
from datetime import datetime, timedelta
from pathlib import Path

from console.cases.case import CaseId
from console.cases.joined import Joined, Pair

FILE = "duplicates.db"
MERGED, DECLINED = "merged", "declined"
KEPT = timedelta(days=400)  # a case of last year is not proposed again
MOST = 100_000

log = logging.getLogger(__name__)


class Verdicts:
    """``trouble`` says in English why decisions are not kept; empty while they are."""

    def __init__(self, path: Path) -> None:
        self.trouble = ""
        self._held: dict[Pair, str] = {}
        self._file: sqlite3.Connection | None = None
        try:
            self._file = sqlite3.connect(path)
            self._file.execute("PRAGMA journal_mode = WAL")
            self._file.execute("PRAGMA synchronous = NORMAL")
            self._file.execute(
                "CREATE TABLE IF NOT EXISTS verdict (one TEXT, other TEXT, verdict TEXT, "
                "who TEXT, at TEXT, PRIMARY KEY (one, other))"
            )
            rows = self._file.execute(
                "SELECT one, other, verdict FROM verdict ORDER BY at DESC LIMIT ?", (MOST,)
            )
            for one, other, verdict in rows:
                self._held[CaseId(one), CaseId(other)] = verdict
        except sqlite3.Error as fault:
            self._failed(fault)

    def __contains__(self, pair: object) -> bool:
        """Whether the pair is decided."""
        return pair in self._held

    def of(self, pair: Pair) -> str:
        """``MERGED``, ``DECLINED``, or empty where nobody decided."""
        return self._held.get(pair, "")

    def merged(self) -> list[Pair]:
        """The newest last."""
        return [pair for pair, verdict in self._held.items() if verdict == MERGED]

    def joined(self) -> Joined:
        return Joined(self.merged())

    def decide(self, pair: Pair, verdict: str, who: str, at: datetime) -> None:
        self._held.pop(pair, None)
        self._held[pair] = verdict
        self._write(
            "INSERT OR REPLACE INTO verdict VALUES (?, ?, ?, ?, ?)",
            (*pair, verdict, who, at.isoformat()),
        )

    def forget_before(self, now: datetime) -> None:
        """What is older than ``KEPT`` goes from the disk; it is there until the next start."""
        self._write("DELETE FROM verdict WHERE at < ?", ((now - KEPT).isoformat(),))

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None

    def _write(self, order: str, values: tuple[str, ...]) -> None:
        if self._file is None:
            return
        try:
            with self._file:
                self._file.execute(order, values)
        except sqlite3.Error as fault:
            self._failed(fault)

    def _failed(self, fault: sqlite3.Error) -> None:
        self.trouble = f"decisions on duplicates are not kept: {fault}"
        log.error("%s: %s", FILE, self.trouble)
