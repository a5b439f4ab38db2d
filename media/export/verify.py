"""Whether an exported folder is still what was exported: every file against its SHA-256.

It finds what was changed, lost, added or renamed since. Who may write the folder can also write new
sums: the sum of ``manifest.sha256`` itself, noted elsewhere, guards against that.
"""

from __future__ import annotations

import json
import re
import stat
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from media.export.manifest import MANIFEST, SUMS, sum_of

AS_EXPORTED, NOT_AS_EXPORTED, NO_EXPORT = 0, 1, 2
MOST_FILES = 10_000
MOST_STANDS = 20  # of a film that are said
LARGEST_TEXT = 16 * 1024 * 1024  # of the manifest and of the sums, bytes
_LINE = re.compile(r"([0-9a-f]{64}) [ *]([^/\0]{1,255})")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is to be said of one file; ``fault`` is empty when it is as it was exported."""

    file: str
    fault: str = ""


def verify(folder: Path, noted: str = "", say: Callable[[str], object] = print) -> int:
    """Say each file's verdict; the exit code: 0 all is as exported, 1 something is not, 2 the
    folder is no export. ``noted``: the SHA-256 of ``manifest.sha256`` as it was noted elsewhere."""
    try:
        names = {path.name for path in folder.iterdir()}
    except OSError as fault:
        say(f"{folder}: {fault.strerror}")
        return NO_EXPORT
    if not names & {SUMS, MANIFEST}:
        say(f"{folder}: is no exported folder: it has neither {SUMS} nor {MANIFEST}")
        return NO_EXPORT
    verdicts = list(judge(folder, noted))
    for verdict in verdicts:
        say(f"{verdict.file}: {verdict.fault or 'OK'}")
    bad = sum(bool(verdict.fault) for verdict in verdicts)
    if bad:
        say(f"NOT as it was exported: {bad} of {len(verdicts)} files")
        return NOT_AS_EXPORTED
    say(f"as it was exported: {len(verdicts)} files")
    for line in standing(folder):
        say(line)
    if noted:
        say(f"{SUMS} is the one that was noted")
    else:
        say(f"SHA-256 of {SUMS}, to be compared with the one that was noted at the export:")
        say(sum_of(folder / SUMS))
    return AS_EXPORTED


def standing(folder: Path) -> Iterator[str]:
    """Where a film shows the same picture because none came, in words, as the manifest tells it."""
    for name, entry in _read_manifest(folder / MANIFEST).items():
        spans = [span for span in entry.get("stands") or () if isinstance(span, dict)]
        for span in spans[:MOST_STANDS]:
            yield f"{name}: the picture stands from {span.get('from')} to {span.get('to')}"
        if len(spans) > MOST_STANDS:
            yield f"{name}: and {len(spans) - MOST_STANDS} times more, see {MANIFEST}"


def judge(folder: Path, noted: str = "") -> Iterator[Verdict]:
    """Each file's verdict. The sums themselves come into it when something is wrong with them."""
    fault = _strange(folder / SUMS)
    sums: dict[str, str] = {}
    if not fault:
        try:
            sums = _read_sums(folder / SUMS)
        except (OSError, ValueError) as found:
            fault = str(found)
    if fault:
        yield Verdict(SUMS, f"{fault}: nothing can be verified without it")
        return
    if noted and sum_of(folder / SUMS) != noted.lower():
        yield Verdict(SUMS, "is not the one that was noted: its SHA-256 is another")
    told = _read_manifest(folder / MANIFEST)
    added = _added(folder, sums)
    moved = {digest: name for name, digest in added.items() if digest}
    for name, digest in sums.items():
        yield Verdict(name, _fault(folder / name, digest, told.get(name), moved.get(digest, "")))
    for name in sorted(told.keys() - sums.keys()):
        yield Verdict(name, f"is in {MANIFEST} and has no sum in {SUMS}")
    lost = {digest: name for name, digest in sums.items() if not (folder / name).exists()}
    for name, digest in added.items():
        before = lost.get(digest, "")
        yield Verdict(name, f"was {before}" if before else "is no part of the export")


def _added(folder: Path, sums: Mapping[str, str]) -> dict[str, str]:
    """What is in the folder and has no sum, with the sum it has now where it is a file."""
    names = sorted({path.name for path in folder.iterdir()} - sums.keys() - {SUMS})
    found = {}
    for name in names:
        try:
            found[name] = "" if _strange(folder / name) else sum_of(folder / name)
        except OSError:
            found[name] = ""
    return found


def _fault(file: Path, digest: str, told: Mapping[str, Any] | None, moved: str) -> str:
    if strange := _strange(file):
        return f"was renamed: it is {moved} now" if moved and not file.exists() else strange
    try:
        found, size = sum_of(file), file.stat().st_size
    except OSError as fault:
        return f"cannot be read: {fault.strerror}"
    if found != digest:
        before = told.get("bytes") if told is not None else size
        length = f", and it has {size} bytes instead of {before}" if size != before else ""
        return f"was changed: its SHA-256 is another{length}"
    if file.name == MANIFEST:
        return ""
    if told is None:
        return f"is not in {MANIFEST}"
    return "" if told.get("sha256") == digest else f"has another SHA-256 in {MANIFEST}"


def _strange(file: Path) -> str:
    """Why it is no file whose sum can be taken; empty when it is one."""
    try:
        mode = file.lstat().st_mode
    except FileNotFoundError:
        return "is missing"
    except OSError as fault:
        return f"cannot be read: {fault.strerror}"
    if stat.S_ISLNK(mode):
        return "is a link to elsewhere, not the exported file"
    return "" if stat.S_ISREG(mode) else "is no file"


def _read_sums(file: Path) -> dict[str, str]:
    if file.stat().st_size > LARGEST_TEXT:
        raise ValueError("is too long for a list of sums")
    sums: dict[str, str] = {}
    for number, line in enumerate(file.read_bytes().splitlines(), 1):
        found = _LINE.fullmatch(line.decode("utf-8", "replace"))
        if found is None or number > MOST_FILES or found[2] in ("..", "."):
            raise ValueError(f"has no sum in line {number}")
        if found[2] in sums:
            raise ValueError(f"names {found[2]} twice, again in line {number}")
        sums[found[2]] = found[1]
    if MANIFEST not in sums:
        raise ValueError(f"has no sum of {MANIFEST}")
    return sums


def _read_manifest(file: Path) -> dict[str, Mapping[str, Any]]:
    """The entries by file; none where it was changed so that it cannot be read: its sum says it."""
    if _strange(file) or file.stat().st_size > LARGEST_TEXT:
        return {}
    try:
        entries = json.loads(file.read_text(encoding="utf-8"))["files"]
        return {each["file"]: each for each in entries if isinstance(each["file"], str)}
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return {}
