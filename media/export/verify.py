"""Whether an exported folder is still what was exported: every file against its SHA-256.

It finds what was changed, lost or added since. Who may write the folder can also write new sums:
the sum of ``manifest.sha256`` itself, noted elsewhere, guards against that.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from media.export.manifest import MANIFEST, SUMS, sum_of

MOST_FILES = 10_000
_LINE = re.compile(r"([0-9a-f]{64}) [ *]([^/\0]{1,255})")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is to be said of one file; ``fault`` is empty when it is as it was exported."""

    file: str
    fault: str = ""


def verify(folder: Path, say: Callable[[str], object] = print) -> int:
    """Say each file's verdict; the exit code: 0 all is as exported, 1 something is not."""
    try:
        verdicts = list(judge(folder))
    except (OSError, ValueError) as fault:
        say(f"{folder}: {fault}")
        return 1
    for verdict in verdicts:
        say(f"{verdict.file}: {verdict.fault or 'OK'}")
    bad = sum(bool(verdict.fault) for verdict in verdicts)
    if not bad:
        say(f"{len(verdicts)} files are as they were exported; SHA-256 of {SUMS}:")
        say(sum_of(folder / SUMS))
    else:
        say(f"{bad} of {len(verdicts)} files are NOT as they were exported")
    return 1 if bad else 0


def judge(folder: Path) -> Iterator[Verdict]:
    """Each file's verdict. OSError or ValueError when the folder is no export."""
    sums = _read_sums(folder / SUMS)
    told = {str(entry["file"]): entry for entry in _read_manifest(folder / MANIFEST)}
    for name, digest in sums.items():
        yield Verdict(name, _fault(folder / name, digest, told.get(name)))
    for name in sorted(told.keys() - sums.keys()):
        yield Verdict(name, f"is in {MANIFEST} and has no sum in {SUMS}")
    for path in sorted(folder.iterdir()):
        if path.name not in sums and path.name != SUMS:
            yield Verdict(path.name, "is no part of the export")


def _fault(file: Path, digest: str, told: dict[str, object] | None) -> str:
    try:
        found = sum_of(file)
    except OSError as fault:
        return "is missing" if isinstance(fault, FileNotFoundError) else f"cannot be read: {fault}"
    if found != digest:
        return "was changed: its SHA-256 is another"
    if file.name == MANIFEST:
        return ""
    if told is None:
        return f"is not in {MANIFEST}"
    return "" if told.get("sha256") == digest else f"has another SHA-256 in {MANIFEST}"


def _read_sums(file: Path) -> dict[str, str]:
    sums = {}
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        found = _LINE.fullmatch(line)
        if found is None or number > MOST_FILES:
            raise ValueError(f"{file.name} line {number} is no sum")
        sums[found[2]] = found[1]
    if MANIFEST not in sums:
        raise ValueError(f"{file.name} has no sum of {MANIFEST}")
    return sums


def _read_manifest(file: Path) -> list[dict[str, object]]:
    try:
        entries = json.loads(file.read_text(encoding="utf-8"))["files"]
        return [entry for entry in entries if isinstance(entry["file"], str)]
    except FileNotFoundError:
        return []  # its sum says so
    except (ValueError, KeyError, TypeError):
        return []  # it was changed, which its sum says
