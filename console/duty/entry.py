"""One entry of the duty log (值班日志): what happened, who wrote it, and what it belongs to. Pure.

Entries are never changed: a correction is another entry about the first one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

# auto: by the room itself; note: by hand; call: 接报单; report: 首报、续报、终报;
# instruction: 领导批示; rung: 催办、督办、通报; handover: 交接班
KINDS = ("auto", "note", "call", "report", "instruction", "rung", "handover")
LONGEST_TEXT = 4000
LONGEST_FIELD = 4000
MOST_FIELDS = 32


@dataclass(frozen=True, slots=True)
class Entry:
    """``id`` is 0 until it is kept. ``about``: the id of the entry it belongs to. ``fields``: what
    its form asked, by key."""

    at: datetime
    kind: str  # of KINDS
    text: str
    who: str = ""
    case: str = ""
    about: int = 0
    fields: Mapping[str, str] = field(default_factory=dict)
    id: int = 0

    def says(self, key: str) -> str:
        return self.fields.get(key, "")


def bounded(entry: Entry) -> Entry:
    """The entry with everything cut to what is kept."""
    fields = {
        key[:40]: value[:LONGEST_FIELD] for key, value in list(entry.fields.items())[:MOST_FIELDS]
    }
    return Entry(
        entry.at, entry.kind, entry.text[:LONGEST_TEXT], entry.who[:60], entry.case[:128],
        entry.about, fields, entry.id,
    )  # fmt: skip
