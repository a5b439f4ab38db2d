"""One thing that happened in a conference, and its line in the journal. Pure.

Acts are the hub's (``joined``, ``roll_call``, ``floor_given`` …), and the room's own: ``opened``
(what the conference is), ``decision``, ``recording``, ``case``, ``checked`` and ``unchecked``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

LONGEST_TEXT = 4000
LONGEST_WORD = 100
LONGEST_LINE = 64 * 1024
OWN = ("opened", "decision", "recording", "case", "checked", "unchecked")


@dataclass(frozen=True, slots=True)
class Entry:
    """``more`` holds what only the room's own acts have."""

    at: datetime
    act: str
    node: str = ""
    text: str = ""
    result: str = ""
    more: Mapping[str, Any] = field(default_factory=dict, hash=False)


def read_entry(told: Mapping[str, Any]) -> Entry | None:
    """From a ``record`` event or a line of the journal; None when it is none."""
    try:
        at = datetime.fromisoformat(str(told["at"]))
    except (KeyError, ValueError):
        return None
    act = told.get("act")
    if at.tzinfo is None or not isinstance(act, str) or not 0 < len(act) <= LONGEST_WORD:
        return None
    more = told.get("more")
    return Entry(
        at.astimezone(UTC), act, _word(told, "node"),
        _word(told, "text", LONGEST_TEXT), _word(told, "result"),
        more if isinstance(more, dict) else {},
    )  # fmt: skip


def written(entry: Entry) -> str:
    """Its line, without the line's end."""
    values = {
        "at": entry.at.isoformat(), "act": entry.act, "node": entry.node,
        "text": entry.text, "result": entry.result, "more": dict(entry.more),
    }  # fmt: skip
    kept = {key: value for key, value in values.items() if value not in ("", {})}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))


def read_lines(lines: Iterable[str]) -> list[Entry]:
    """Every line that can be read: the last one may be torn, and others may be strange."""
    found: list[Entry] = []
    for line in lines:
        if len(line) > LONGEST_LINE:
            continue
        try:
            told = json.loads(line)
        except (ValueError, RecursionError):
            continue
        entry = read_entry(told) if isinstance(told, dict) else None
        if entry is not None:
            found.append(entry)
    return found


def _word(told: Mapping[str, Any], key: str, longest: int = LONGEST_WORD) -> str:
    value = told.get(key)
    return "" if value is None else str(value)[:longest]
