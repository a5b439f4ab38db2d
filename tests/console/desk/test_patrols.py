from __future__ import annotations

import sqlite3
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from console.desk.patrols import KEPT, NAME, PatrolBook
from layouts.patrol import PatrolRow

SHANGHAI = ZoneInfo("Asia/Shanghai")
MONDAY = date(2026, 11, 23)
MIDNIGHT = datetime(2026, 11, 22, 16, tzinfo=UTC)  # in Shanghai the 23rd begins


def row(camera: str, after: timedelta, live_s: float = 10.0) -> PatrolRow:
    since = MIDNIGHT + after
    return PatrolRow(since, "河道", "王", camera, since, since + timedelta(seconds=12), live_s)


def test_what_was_patrolled_is_reported_by_the_rooms_day_after_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "state" / NAME
    book = PatrolBook(path)
    assert book.add(
        [
            row("a", timedelta(0)),
            row("b", timedelta(hours=23, minutes=59), 1.0),
            row("c", timedelta(microseconds=-1)),
            row("d", timedelta(days=1)),
        ]
    )
    book.close()
    again = PatrolBook(path)
    report = again.day(MONDAY, SHANGHAI)
    assert [(one.camera, one.patrols) for one in report.cameras] == [("b", 0), ("a", 1)]
    assert (report.patrols, report.tours, report.who) == (1, 2, ("王",))
    assert report.cameras[1].last == MIDNIGHT + timedelta(seconds=12)
    again.close()


def test_a_row_told_twice_is_kept_once(tmp_path: Path) -> None:
    book = PatrolBook(tmp_path / NAME)
    for _ in "12":
        book.add([row("a", timedelta(0))])
    assert book.day(MONDAY, SHANGHAI).patrols == 1
    book.close()


def test_the_rows_of_a_day_are_read_page_by_page_the_last_first(tmp_path: Path) -> None:
    book = PatrolBook(tmp_path / NAME)
    book.add([row(camera, timedelta(minutes=n)) for n, camera in enumerate("abcde")])
    book.add([row("x", timedelta(days=1))])
    first = book.page(MONDAY, SHANGHAI, None, 2)
    assert [one.camera for one in first.rows] == ["e", "d"]
    assert first.rows[0] == row("e", timedelta(minutes=4))
    book.add([row("f", timedelta(minutes=9))])  # what comes meanwhile moves no page
    second = book.page(MONDAY, SHANGHAI, first.before, 2)
    third = book.page(MONDAY, SHANGHAI, second.before, 2)
    assert [one.camera for one in (*second.rows, *third.rows)] == ["c", "b", "a"]
    assert third.before is None
    assert [one.camera for one in book.rows(MONDAY, SHANGHAI)] == list("abcdef")
    assert book.page(MONDAY, SHANGHAI, None, 6).before is None
    book.close()
    assert book.page(MONDAY, SHANGHAI, None, 2).rows == ()


def test_rows_too_old_are_forgotten(tmp_path: Path) -> None:
    book = PatrolBook(tmp_path / NAME)
    book.add([row("a", timedelta(0)), row("b", timedelta(hours=2))])
    book.forget(MIDNIGHT + KEPT + timedelta(hours=1))
    assert [one.camera for one in book.day(MONDAY, SHANGHAI).cameras] == ["b"]
    book.close()


def test_a_damaged_database_is_set_aside_and_begun_anew(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / NAME
    path.write_bytes(b"no database at all" * 100)
    book = PatrolBook(path)
    assert "not a database" in book.fault
    assert NAME in caplog.text
    assert book.add([row("a", timedelta(0))])
    assert book.day(MONDAY, SHANGHAI).patrols == 1
    assert (tmp_path / f"broken-{NAME}").exists()
    book.close()


def test_a_newer_database_is_left_alone_and_a_folder_that_cannot_be_is_told(tmp_path: Path) -> None:
    base = sqlite3.connect(tmp_path / NAME)
    base.execute("PRAGMA user_version = 9")
    base.close()
    newer = PatrolBook(tmp_path / NAME)
    assert "version 9" in newer.fault
    assert not newer.add([row("a", timedelta(0))])
    assert newer.day(MONDAY, SHANGHAI).patrols == 0
    assert not (tmp_path / f"broken-{NAME}").exists()
    (tmp_path / "file").write_text("")
    assert PatrolBook(tmp_path / "file" / NAME).fault


def test_after_it_is_closed_nothing_is_kept_and_nothing_breaks(tmp_path: Path) -> None:
    book = PatrolBook(tmp_path / NAME)
    book.close()
    book.forget(MIDNIGHT)
    book.close()
    assert not book.add([row("a", timedelta(0))])
    assert book.add([])


def test_a_disk_that_refuses_is_told(tmp_path: Path) -> None:
    book = PatrolBook(tmp_path / NAME)
    other = sqlite3.connect(tmp_path / NAME)
    other.execute("DROP TABLE patrols")
    other.close()
    assert not book.add([row("a", timedelta(0))])
    assert book.day(MONDAY, SHANGHAI).cameras == ()
    book.forget(MIDNIGHT)
    assert "no such table" in book.fault
    book.close()
