"""The audit as it is written: each entry is on the disk before it counts."""

from __future__ import annotations

import json
import os
from datetime import datetime
from pathlib import Path

from console.audit.entry import FIRST, LARGEST_LINE, Entry, Head, line_of, read_line, sum_of
from console.audit.months import END, months, name_of, read_end

TORN = "torn"  # the act by which the book tells that a line was half written


class AuditBook:
    """Appends to the newest month's file. One writer; made and used in one thread.

    ``trouble`` says in words why the last entry could not be written; empty when it could.
    """

    def __init__(self, folder: Path) -> None:
        self.trouble = ""
        self._folder = folder
        self._head: Head | None = None  # None: not read yet

    def add(self, entry: Entry) -> bool:
        """Write an entry and wait for the disk, some milliseconds: whether it is kept."""
        try:
            self._write(entry)
        except (OSError, ValueError) as fault:
            self._head = None  # what is on the disk now is to be read anew
            self.trouble = f"{self._folder.name}: {fault}"
            return False
        self.trouble = ""
        return True

    def _write(self, entry: Entry) -> None:
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if self._head is None:
            self._head = self._open(entry.at)
        line, head = line_of(entry, self._head)
        self._append(self._file(entry.at), line)
        self._head = head
        self._note(head)

    def _file(self, at: datetime) -> Path:
        """That of the month; where the clock went back, the newest one goes on."""
        newest = months(self._folder)[-1:]
        wished = self._folder / name_of(at)
        return max([*newest, wished], key=lambda path: path.name)

    def _append(self, path: Path, line: str) -> None:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with open(descriptor, "ab") as file:
            file.write(line.encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())

    def _note(self, head: Head) -> None:
        """The chain's end. A crash before this leaves the note behind the chain, which is no
        fault."""
        part = self._folder / f".{END}.part"
        part.write_text(json.dumps({"n": head.number, "sum": head.sum}), encoding="utf-8")
        os.replace(part, self._folder / END)

    def _open(self, at: datetime) -> Head:
        """Where the chain goes on. A line that a power cut left half written was never told to
        anybody: it is taken away, and that is an entry of its own."""
        newest = months(self._folder)[-1:]
        if not newest:
            return self._noted()
        last, torn = _tail(newest[0])
        head = _head_of(last) if last else self._before(newest[0])
        if torn:
            with newest[0].open("r+b") as file:
                file.truncate(newest[0].stat().st_size - len(torn))
            told = torn.decode(errors="replace")[:500]
            line, head = line_of(Entry(at, "", "", TORN, newest[0].name, told, "removed"), head)
            self._append(newest[0], line)
        return head

    def _before(self, newest: Path) -> Head:
        """The end of the month before, where the newest has no whole line."""
        older = [path for path in months(self._folder) if path.name < newest.name]
        last, _ = _tail(older[-1]) if older else (b"", b"")
        return _head_of(last) if last else self._noted()

    def _noted(self) -> Head:
        """No line is there: a note of earlier ones is gone on from, so that they are missed."""
        try:
            return read_end(self._folder) or Head(0, FIRST)
        except ValueError:
            return Head(0, FIRST)


def _tail(path: Path) -> tuple[bytes, bytes]:
    """(the last whole line, what stands after it)."""
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - 2 * LARGEST_LINE))
        whole, line_feed, torn = file.read().rpartition(b"\n")
    return (whole.rpartition(b"\n")[2] if line_feed else b""), torn


def _head_of(line: bytes) -> Head:
    """Even a line that is not as it was written is followed: ``verify`` tells of it."""
    text = line.decode(errors="replace")
    try:
        return Head(read_line(text).number, sum_of(text))
    except ValueError:
        return Head(0, sum_of(text))
