"""Cases of the time before this room listened, from files: ``past/*.jsonl`` of the site folder.

Each line is a case as ``docs/platform-api.md`` writes it. A file is read once; one that has changed
is read again, which does no harm.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

from console.cases.fields import WireError, load_json
from console.cases.history_base import Heard, HistoryBase
from console.cases.wire import parse_case

FOLDER = "past"
LONGEST_LINE = 256 * 1024
LARGEST_FILE = 512 * 1024 * 1024
BATCH = 50

log = logging.getLogger(__name__)


def take_past(base: HistoryBase, site: Path) -> int:
    """Read the files that were not read yet; how many cases came in. sqlite3.Error or OSError
    where the disk refuses."""
    count = 0
    for path in sorted((site / FOLDER).glob("*.jsonl")):
        state = path.stat()
        mark = f"{state.st_size} {state.st_mtime_ns}"
        if state.st_size > LARGEST_FILE:
            log.warning("%s is larger than %d MB and is not read", path, LARGEST_FILE >> 20)
        elif base.noted(f"past {path.name}") != mark:
            count += _take_file(base, path)
            base.note(f"past {path.name}", mark)
    return count


def _take_file(base: HistoryBase, path: Path) -> int:
    batch: list[Heard] = []
    count = 0
    for heard in _cases(path):
        batch.append(heard)
        if len(batch) == BATCH:
            base.write(batch, {})
            count += len(batch)
            batch = []
    base.write(batch, {})
    return count + len(batch)


def _cases(path: Path) -> Iterator[Heard]:
    strange = 0
    with path.open("rb") as file:
        while line := file.readline(LONGEST_LINE):
            if not line.strip():
                continue
            try:
                case = parse_case(load_json(line))
            except WireError as fault:
                strange += 1
                if strange == 1:
                    log.warning("%s: a line is no case: %s", path, fault)
                continue
            when = case.updated_at or case.reported_at
            yield Heard(case, ((case.status, when),) if when else ())
    if strange:
        log.warning("%s: %d lines are no cases", path, strange)
