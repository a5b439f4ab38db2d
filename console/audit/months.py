"""The audit's files: one for each month, and the note of where the chain ends."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from console.audit.entry import LARGEST_LINE, Head, Link, follow, read_line, sum_of

END = "end.json"  # number and sum of the last line: so that lines cut off at the end are missed
MOST_FILES = 1200
_NAME = re.compile(r"audit-\d{4}-\d{2}\.jsonl")


@dataclass(frozen=True, slots=True)
class Fault:
    """Where a chain is broken; ``line`` from 1, 0 for the file as a whole."""

    file: str
    line: int
    why: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{where}: {self.why}"


def name_of(at: datetime) -> str:
    return f"audit-{at.astimezone(UTC):%Y-%m}.jsonl"


def months(folder: Path) -> list[Path]:
    """The files of the chain in their order; OSError when the folder cannot be read."""
    found = (path for path in folder.iterdir() if _NAME.fullmatch(path.name))
    return sorted(found, key=lambda path: path.name)[:MOST_FILES]


def walk(folder: Path) -> Iterator[Link | Fault]:
    """Every line of every month against the one before it. After a fault it goes on from the line
    as it stands, so that each break is told once."""
    head = Head()
    for path in months(folder):
        with path.open("rb") as file:
            for number, raw in enumerate(_lines(file), 1):
                told, head = _step(path.name, number, raw, head)
                yield told
    yield from _end(folder, head)


def read_end(folder: Path) -> Head | None:
    """What was noted of the chain's end; None where nothing was. ValueError when it is no note."""
    try:
        told = json.loads((folder / END).read_bytes()[:LARGEST_LINE])
        return Head(int(told["n"]), str(told["sum"]))
    except FileNotFoundError:
        return None
    except (KeyError, TypeError, ValueError) as fault:
        raise ValueError(f"{END}: is no note of the chain's end") from fault


def _lines(file: BinaryIO) -> Iterator[bytes]:
    while raw := file.readline(LARGEST_LINE):
        yield raw


def _step(file: str, number: int, raw: bytes, head: Head) -> tuple[Link | Fault, Head]:
    line = raw.removesuffix(b"\n").decode(errors="replace")
    try:
        if not raw.endswith(b"\n"):
            raise ValueError("is cut off")
        return follow(line, head)
    except (ValueError, OverflowError) as fault:
        return Fault(file, number, str(fault)), _taken_up(line, head)


def _taken_up(line: str, head: Head) -> Head:
    """Where the chain goes on after a line that is wrong."""
    try:
        return Head(read_line(line).number, sum_of(line))
    except ValueError:
        return Head(head.number + 1, head.sum)


def _end(folder: Path, head: Head) -> Iterator[Fault]:
    try:
        noted = read_end(folder)
    except ValueError as fault:
        yield Fault(END, 0, str(fault).removeprefix(f"{END}: "))
        return
    if noted is not None and noted.number > head.number:
        yield Fault(END, 0, f"line {noted.number} was written and is not there")
