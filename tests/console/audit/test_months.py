from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from console.audit.book import AuditBook
from console.audit.entry import Entry, Link
from console.audit.months import END, Fault, walk

AT = datetime(2026, 11, 26, 4, 0, tzinfo=UTC)
NAME = "audit-2026-11.jsonl"


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    book = AuditBook(tmp_path)
    for number in range(5):
        book.add(Entry(AT, "王", "desk", "reveal", f"case:c-{number}", "回访"))
    return tmp_path


def faults(folder: Path) -> list[Fault]:
    return [each for each in walk(folder) if isinstance(each, Fault)]


def test_a_whole_chain_has_no_fault(kept: Path) -> None:
    told = list(walk(kept))
    assert [each.number for each in told if isinstance(each, Link)] == [1, 2, 3, 4, 5]
    assert len(told) == 5


def test_a_changed_line_is_named_by_the_one_after_it_and_told_once(kept: Path) -> None:
    lines = (kept / NAME).read_text("utf-8").splitlines(keepends=True)
    lines[1] = lines[1].replace("c-1", "c-9")
    (kept / NAME).write_text("".join(lines), "utf-8")
    (fault,) = faults(kept)
    assert str(fault).startswith(f"{NAME}:3: does not follow")


def test_a_line_taken_out_and_one_that_is_garbage_are_named(kept: Path) -> None:
    lines = (kept / NAME).read_text("utf-8").splitlines(keepends=True)
    (kept / NAME).write_text("".join([*lines[:1], *lines[2:3], "x\n", *lines[4:]]), "utf-8")
    assert [fault.line for fault in faults(kept)] == [2, 3, 4]


def test_lines_cut_off_at_the_end_are_missed(kept: Path) -> None:
    lines = (kept / NAME).read_text("utf-8").splitlines(keepends=True)
    (kept / NAME).write_text("".join(lines[:3]), "utf-8")
    (fault,) = faults(kept)
    assert fault == Fault(END, 0, "line 5 was written and is not there")


def test_a_note_that_is_none_is_told(kept: Path) -> None:
    (kept / END).write_text("[]", "utf-8")
    assert [fault.file for fault in faults(kept)] == [END]


def test_a_last_line_without_its_end_is_told(kept: Path) -> None:
    whole = (kept / NAME).read_bytes()
    (kept / NAME).write_bytes(whole[:-1])
    assert [(fault.line, fault.why) for fault in faults(kept)] == [(5, "is cut off")]
