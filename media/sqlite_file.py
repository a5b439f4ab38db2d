"""A SQLite file of the room's own: opened with its tables, set aside where it is damaged."""

from __future__ import annotations

import sqlite3
from pathlib import Path

PATIENCE_S = 1.0  # for another process's lock


def opened(
    path: Path, tables: str, version: int, synchronous: str, private: bool = False
) -> sqlite3.Connection:
    """The file with its tables; ``private``: for this account alone. OSError, sqlite3.Error: the
    disk refuses, or it is no such file."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    base = sqlite3.connect(path, timeout=PATIENCE_S)
    try:
        if private:
            path.chmod(0o600)
        base.execute("PRAGMA journal_mode = WAL")
        base.execute(f"PRAGMA synchronous = {synchronous}")
        settle(base, tables, version)
    except (OSError, sqlite3.Error):
        base.close()
        raise
    return base


def settle(base: sqlite3.Connection, tables: str, version: int) -> None:
    """Make the tables of a new file; sqlite3.OperationalError for one of another version."""
    (found,) = base.execute("PRAGMA user_version").fetchone()
    if found == 0:
        base.executescript(f"BEGIN; {tables} PRAGMA user_version = {version}; COMMIT;")
    elif found != version:
        raise sqlite3.OperationalError(f"is of version {found}, not {version}")


def set_aside(path: Path, name: str = "") -> None:
    """Keep a damaged file under another name (``broken-`` before its own), so that one can be begun
    anew. OSError when the disk refuses."""
    path.replace(path.with_name(name or f"broken-{path.name}"))
    for end in ("-wal", "-shm"):
        path.with_name(path.name + end).unlink(missing_ok=True)
