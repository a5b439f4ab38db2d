"""``people.csv`` as values: who works in this room, and as what."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from console.cases.rights import ROLE_NAMES, ROLES, role_of
from console.site.csv_file import CsvFile, Line
from layouts.fault import did_you_mean
from layouts.whole_file import write_whole

FILE = "people.csv"
SEATED = Path("state") / "seated"
PEOPLE_COLUMNS = ("id", "name", "role", "unit", "phone")
MOST_PEOPLE = 500

_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


@dataclass(frozen=True, slots=True)
class Person:
    """``role``: one of ``console.cases.rights.ROLES``, or ``seat`` in a room without a list."""

    id: str
    name: str
    role: str
    unit: str = ""
    phone: str = ""


def read_people(file: CsvFile) -> tuple[Person, ...]:
    """The people in the list's order; mistakes are noted in the file."""
    seen: dict[str, int] = {}
    return tuple(_person(line, seen) for line in file.lines(needed=("id", "name", "role")))


def people_file(folder: Path) -> CsvFile | None:
    """The list of a site folder; None where the room has none."""
    path = folder / FILE
    return CsvFile.read(path, FILE, PEOPLE_COLUMNS, MOST_PEOPLE) if path.exists() else None


def _person(line: Line, seen: dict[str, int]) -> Person:
    written = line.text("role", needed=True)
    role = role_of(written)
    if written and role is None:
        near = did_you_mean(written, [*ROLES, *ROLE_NAMES.values()])
        pairs = ", ".join(f"{code} {name}" for code, name in ROLE_NAMES.items())
        line.fault("role", f'"{written}" is no role{near}; there are {pairs}')
    return Person(
        _id(line, seen),
        line.text("name", needed=True, longest=40),
        role or "",
        line.text("unit"),
        line.text("phone", longest=40),
    )


def _id(line: Line, seen: dict[str, int]) -> str:
    written = line.text("id", needed=True)
    if written and not _ID.fullmatch(written):
        line.fault("id", f'"{written}" is no id: letters, digits, - and _, 1 to 64 of them')
    elif written and (first := seen.setdefault(written, line.at)) != line.at:
        line.fault("id", f'"{written}" is already the id of line {first}')
    return written


def read_seated(folder: Path) -> str:
    """The id of who sat at the window last; empty where nobody is remembered."""
    try:
        return (folder / SEATED).read_text(encoding="utf-8")[:64].strip()
    except (OSError, ValueError):
        return ""


def write_seated(folder: Path, person: str) -> None:
    """OSError when it cannot be written."""
    write_whole(folder / SEATED, person + "\n", 0o600)
