"""``command-room audit verify DIR`` and ``audit export DIR FILE.csv``."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from pathlib import Path

from console.audit.entry import FIELDS, Entry, Link
from console.audit.months import Fault, walk

WHOLE, BROKEN, NO_AUDIT = 0, 1, 2
FORMULA = ("=", "+", "-", "@", "\t")  # what a spreadsheet would calculate


def audit(folder: Path, file: Path | None, say: Callable[[str], object] = print) -> int:
    """What the command line asks for."""
    return verify(folder, say) if file is None else export(folder, file, say)


def verify(folder: Path, say: Callable[[str], object] = print) -> int:
    """Say every break of the chain by file and line; the exit code: 0 none, 1 some, 2 no audit."""
    told = _walked(folder, say)
    if told is None:
        return NO_AUDIT
    faults = [each for each in told if isinstance(each, Fault)]
    for fault in faults:
        say(str(fault))
    entries = len(told) - len(faults)
    if faults:
        say(f"NOT as it was written: {len(faults)} breaks, {entries} entries hold")
        return BROKEN
    say(f"as it was written: {entries} entries")
    return WHOLE


def export(folder: Path, file: Path, say: Callable[[str], object] = print) -> int:
    """All entries as CSV, breaks of the chain told; the exit code as of ``verify``."""
    told = _walked(folder, say)
    if told is None:
        return NO_AUDIT
    links = [each for each in told if isinstance(each, Link)]
    faults = [each for each in told if isinstance(each, Fault)]
    try:
        write_csv(file, (link.entry for link in links))
    except OSError as fault:
        say(f"{file}: {fault.strerror}")
        return NO_AUDIT
    for each in faults:
        say(str(each))
    say(f"{file}: {len(links)} entries")
    return BROKEN if faults else WHOLE


def write_csv(file: Path, entries: Iterable[Entry]) -> None:
    """With a byte order mark, so that a spreadsheet reads the Chinese; OSError when the disk
    refuses."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w", encoding="utf-8-sig", newline="") as out:
        written = csv.writer(out)
        written.writerow(FIELDS)
        for entry in entries:
            at = entry.at.astimezone().isoformat(timespec="seconds")
            texts = (getattr(entry, name) for name in FIELDS[1:])
            written.writerow([at, *map(_plain, texts)])


def _plain(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA) else text


def _walked(folder: Path, say: Callable[[str], object]) -> list[Link | Fault] | None:
    inside = folder / "state" / "audit"
    folder = inside if inside.is_dir() else folder
    try:
        told = list(walk(folder))
    except OSError as fault:
        say(f"{folder}: {fault.strerror}")
        return None
    if not told:
        say(f"{folder}: holds no audit")
        return None
    return told
