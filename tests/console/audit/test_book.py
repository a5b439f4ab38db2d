from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from console.audit.book import TORN, AuditBook
from console.audit.entry import Entry, Link
from console.audit.months import walk

NOVEMBER = datetime(2026, 11, 26, 4, 0, tzinfo=UTC)
DECEMBER = datetime(2026, 12, 1, 4, 0, tzinfo=UTC)


def an_entry(at: datetime = NOVEMBER, act: str = "reveal") -> Entry:
    return Entry(at, "王", "desk", act, "case:c-1", "回访", "done")


def acts(folder: Path) -> list[str]:
    return [each.entry.act if isinstance(each, Link) else str(each) for each in walk(folder)]


def test_the_chain_goes_on_over_months_and_restarts(tmp_path: Path) -> None:
    book = AuditBook(tmp_path)
    assert book.add(an_entry())
    assert book.add(an_entry(DECEMBER, "acknowledge"))
    assert AuditBook(tmp_path).add(an_entry(DECEMBER, "shelve"))
    assert acts(tmp_path) == ["reveal", "acknowledge", "shelve"]
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == ["audit-2026-11.jsonl", "audit-2026-12.jsonl", "end.json"]
    assert (tmp_path / names[0]).stat().st_mode & 0o777 == 0o600


def test_a_clock_that_goes_back_writes_no_older_month(tmp_path: Path) -> None:
    book = AuditBook(tmp_path)
    book.add(an_entry(DECEMBER))
    book.add(an_entry(NOVEMBER))
    assert [path.name for path in tmp_path.glob("*.jsonl")] == ["audit-2026-12.jsonl"]
    assert acts(tmp_path) == ["reveal", "reveal"]


def test_a_line_half_written_by_a_power_cut_is_removed_and_told(tmp_path: Path) -> None:
    AuditBook(tmp_path).add(an_entry())
    file = tmp_path / "audit-2026-11.jsonl"
    with file.open("ab") as out:
        out.write('{"n": 2, "who": "王'.encode())
    assert AuditBook(tmp_path).add(an_entry(act="shelve"))
    assert acts(tmp_path) == ["reveal", TORN, "shelve"]


def test_a_half_line_alone_in_a_new_month_goes_on_from_the_month_before(tmp_path: Path) -> None:
    AuditBook(tmp_path).add(an_entry())
    (tmp_path / "audit-2026-12.jsonl").write_bytes(b'{"n": 2')
    assert AuditBook(tmp_path).add(an_entry(DECEMBER, "shelve"))
    assert acts(tmp_path) == ["reveal", TORN, "shelve"]


def test_a_disk_that_refuses_is_told_and_tried_again(tmp_path: Path) -> None:
    folder = tmp_path / "audit"
    folder.write_text("in the way")
    book = AuditBook(folder)
    assert not book.add(an_entry())
    assert "audit" in book.trouble
    folder.unlink()
    assert book.add(an_entry())
    assert book.trouble == ""


def test_files_that_were_all_taken_away_are_missed(tmp_path: Path) -> None:
    book = AuditBook(tmp_path)
    book.add(an_entry())
    next(tmp_path.glob("*.jsonl")).unlink()
    AuditBook(tmp_path).add(an_entry(DECEMBER))
    assert "audit-2026-12.jsonl:1" in acts(tmp_path)[0]
