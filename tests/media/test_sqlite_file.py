from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from media.sqlite_file import opened, set_aside

TABLES = "CREATE TABLE notes (text TEXT);"


def test_a_new_file_has_its_tables_and_is_the_same_when_it_is_opened_again(tmp_path: Path) -> None:
    path = tmp_path / "state" / "notes.db"
    with closing(opened(path, TABLES, 3, "FULL", private=True)) as base, base:
        base.execute("INSERT INTO notes VALUES ('a')")
    with closing(opened(path, TABLES, 3, "FULL")) as base:
        assert base.execute("SELECT text FROM notes").fetchall() == [("a",)]
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_file_of_another_version_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "notes.db"
    opened(path, TABLES, 1, "NORMAL").close()
    with pytest.raises(sqlite3.OperationalError, match="version 1, not 2"):
        opened(path, TABLES, 2, "NORMAL")


def test_a_damaged_file_is_kept_beside_and_begun_anew(tmp_path: Path) -> None:
    path = tmp_path / "notes.db"
    path.write_bytes(b"no database" * 100)
    with pytest.raises(sqlite3.DatabaseError):
        opened(path, TABLES, 1, "NORMAL")
    (tmp_path / "notes.db-wal").write_bytes(b"x")
    set_aside(path)
    opened(path, TABLES, 1, "NORMAL").close()
    assert (tmp_path / "broken-notes.db").read_bytes().startswith(b"no database")
    set_aside(path, "old.db")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["broken-notes.db", "old.db"]
