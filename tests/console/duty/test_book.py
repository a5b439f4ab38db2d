"""The duty log on disk."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from console.cases.ladder import Mark
from console.duty.book import NAME, DutyBook, Query
from console.duty.entry import Entry


@pytest.fixture
def book(tmp_path: Path) -> Iterator[DutyBook]:
    made = DutyBook(tmp_path)
    yield made
    made.close()


def texts(entries: list[Entry]) -> list[str]:
    return [entry.text for entry in entries]


def test_what_was_written_is_there_after_a_restart(
    book: DutyBook, tmp_path: Path, entry_of: Callable[..., Entry]
) -> None:
    call = book.add(entry_of("call", fields={"place": "石埠桥", "caller": "张三"}, case="c-1"))
    assert call is not None
    report = book.add(entry_of("report", about=call.id))
    book.close()
    again = DutyBook(tmp_path)
    found = again.newest(10)
    assert found == [call, report]
    assert found[0].fields == {"place": "石埠桥", "caller": "张三"}
    assert again.newest(10, ("report",)) == [report]
    assert again.newest(1) == [report]
    again.close()
    assert (tmp_path / NAME).stat().st_mode & 0o077 == 0


def test_an_entry_cannot_be_changed_nor_taken_out(
    book: DutyBook, tmp_path: Path, entry_of: Callable[..., Entry]
) -> None:
    book.add(entry_of("handover"))
    other = sqlite3.connect(tmp_path / NAME)
    for order in ("UPDATE entries SET text = 'x'", "DELETE FROM entries"):
        with pytest.raises(sqlite3.IntegrityError, match="never"):
            other.execute(order)
    other.close()
    assert texts(book.newest(5)) == ["泵站已开机"]


def test_words_are_searched_in_text_fields_and_names(
    book: DutyBook, entry_of: Callable[..., Entry], eight: datetime
) -> None:
    book.add(entry_of(text="100% 到岗", who="陈刚"))
    book.add(entry_of("call", text="水位上涨", fields={"place": "石埠桥"}))
    book.add(entry_of(text="100 人到岗", at=eight + timedelta(days=1)))
    assert texts(book.find(Query("到岗"))) == ["100 人到岗", "100% 到岗"]
    assert texts(book.find(Query("100%"))) == ["100% 到岗"]
    assert texts(book.find(Query("到岗 陈刚"))) == ["100% 到岗"]
    assert texts(book.find(Query("石埠桥"))) == ["水位上涨"]
    assert texts(book.find(Query(kinds=("call",)))) == ["水位上涨"]
    later = eight + timedelta(hours=1)
    assert texts(book.find(Query(since=later))) == ["100 人到岗"]
    assert texts(book.find(Query("到岗", until=later))) == ["100% 到岗"]
    assert texts(book.find(Query(most=1))) == ["100 人到岗"]
    assert book.find(Query("' OR 1=1 --")) == []


def test_what_the_room_wrote_itself_goes_after_a_year(
    book: DutyBook, entry_of: Callable[..., Entry], eight: datetime
) -> None:
    for kind in ("auto", "note"):
        book.add(entry_of(kind, text=kind))
    book.forget(eight + timedelta(days=365))
    assert texts(book.newest(5)) == ["auto", "note"]
    book.forget(eight + timedelta(days=367))
    assert texts(book.newest(5)) == ["note"]


def test_rungs_that_were_ordered_are_remembered(book: DutyBook) -> None:
    mark = Mark("c-1", "handle", datetime(2026, 11, 27, 8, 0, tzinfo=UTC), "urge")
    assert book.add_mark(mark)
    assert book.add_mark(mark)
    assert book.marks() == {mark}


def test_a_damaged_file_is_set_aside(tmp_path: Path, entry_of: Callable[..., Entry]) -> None:
    (tmp_path / NAME).write_bytes(b"no database at all" * 100)
    book = DutyBook(tmp_path)
    assert book.add(entry_of()) is not None
    assert (tmp_path / f"broken-{NAME}").exists()
    book.close()


def test_a_disk_that_refuses_is_a_state(tmp_path: Path, entry_of: Callable[..., Entry]) -> None:
    (tmp_path / "state").write_text("a file where the folder should be")
    book = DutyBook(tmp_path / "state")
    assert book.fault
    assert book.add(entry_of()) is None
    assert book.newest(5) == []
    assert not book.marks()
    book.close()
