from __future__ import annotations

import csv
from datetime import UTC, datetime
from pathlib import Path

from console.audit.book import AuditBook
from console.audit.entry import FIELDS, Entry
from console.audit.verify import BROKEN, NO_AUDIT, WHOLE, audit

AT = datetime(2026, 11, 26, 4, 0, tzinfo=UTC)


def a_site(folder: Path) -> Path:
    book = AuditBook(folder / "state" / "audit")
    book.add(Entry(AT, "王", "desk", "reveal", "case:c-1", "=1+1", "done"))
    book.add(Entry(AT, "李", "desk", "shelve", "case:c-2"))
    return folder


def test_a_site_folder_or_its_audit_is_verified(tmp_path: Path) -> None:
    said: list[str] = []
    assert audit(a_site(tmp_path), None, said.append) == WHOLE
    assert audit(tmp_path / "state" / "audit", None, said.append) == WHOLE
    assert said == ["as it was written: 2 entries"] * 2


def test_a_break_is_told_by_file_and_line(tmp_path: Path) -> None:
    said: list[str] = []
    file = a_site(tmp_path) / "state" / "audit" / "audit-2026-11.jsonl"
    file.write_text(file.read_text("utf-8").replace("王", "赵"), "utf-8")
    assert audit(tmp_path, None, said.append) == BROKEN
    assert said[0].startswith("audit-2026-11.jsonl:2: ")
    assert said[1] == "NOT as it was written: 1 breaks, 1 entries hold"


def test_what_is_no_audit_is_told(tmp_path: Path) -> None:
    said: list[str] = []
    assert audit(tmp_path / "nowhere", None, said.append) == NO_AUDIT
    assert audit(tmp_path, None, said.append) == NO_AUDIT
    assert said[1].endswith("holds no audit")


def test_the_entries_go_into_a_table_without_formulas(tmp_path: Path) -> None:
    said: list[str] = []
    file = tmp_path / "out" / "audit.csv"
    assert audit(a_site(tmp_path), file, said.append) == WHOLE
    with file.open(encoding="utf-8-sig", newline="") as table:
        rows = list(csv.DictReader(table))
    assert list(rows[0]) == list(FIELDS)
    assert [row["who"] for row in rows] == ["王", "李"]
    assert rows[0]["detail"] == "'=1+1"
