"""The conference that is held, as it is kept in ``state/conference.json``: should the program end,
the next start can go on with it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from layouts.whole_file import previous, write_whole

FILE = Path("state") / "conference.json"
LARGEST = 1024 * 1024  # bytes
SECONDS = 600  # so long ago at most it may have been held


@dataclass(frozen=True, slots=True)
class Unfinished:
    """``conference`` is what a hub is given back; ``at``: when it was last told of."""

    conference: Mapping[str, Any]
    at: datetime


def read_unfinished(folder: Path, now: datetime) -> Unfinished | None:
    """What was held until a moment ago; None where nothing was, or nothing can be read of it."""
    try:
        with (folder / FILE).open("rb") as file:
            told = json.loads(file.read(LARGEST))
        conference, at = told["conference"], datetime.fromisoformat(told["at"])
        held = conference["state"] == "live" and bool(conference["id"])
        recent = 0 <= (now - at).total_seconds() <= SECONDS
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return Unfinished(conference, at) if held and recent else None


def write_unfinished(folder: Path, unfinished: Unfinished) -> None:
    """OSError when the disk refuses."""
    told = {"at": unfinished.at.isoformat(), "conference": unfinished.conference}
    write_whole(folder / FILE, json.dumps(told, ensure_ascii=False), 0o600)


def forget_unfinished(folder: Path) -> None:
    """It is over. OSError when the disk refuses."""
    for path in (folder / FILE, previous(folder / FILE)):
        path.unlink(missing_ok=True)
