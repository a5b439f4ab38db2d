"""Hand-over of a shift (交接班): what is open, who gave it and who took it. Pure.

It is one entry of the log; once kept it cannot be changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from console.duty.entry import Entry

PARTS = ("emergencies", "overdue", "cameras", "conferences", "matters")
MOST_LINES = 60  # of one part


@dataclass(frozen=True, slots=True)
class Standing:
    """How the room stands: lines of text by part. ``matters`` are what was typed in."""

    emergencies: tuple[str, ...] = ()
    overdue: tuple[str, ...] = ()
    cameras: tuple[str, ...] = ()
    conferences: tuple[str, ...] = ()
    matters: tuple[str, ...] = ()

    def lines(self, part: str) -> tuple[str, ...]:
        return tuple(getattr(self, part))


def handover(at: datetime, shift: str, by: str, to: str, standing: Standing, remarks: str) -> Entry:
    """The entry; ValueError says what is missing, as a code: ``by`` | ``to`` | ``same``."""
    by, to = by.strip(), to.strip()
    if not by:
        raise ValueError("by")
    if not to:
        raise ValueError("to")
    if by == to:
        raise ValueError("same")
    fields = {"shift": shift, "by": by, "to": to}
    for part in PARTS:
        if lines := standing.lines(part):
            fields[part] = "\n".join(_cut(lines))
    return Entry(at, "handover", remarks.strip(), by, fields=fields)


def standing_of(entry: Entry) -> Standing:
    """What a kept entry handed over."""
    parts = {part: tuple(filter(None, entry.says(part).split("\n"))) for part in PARTS}
    return Standing(**parts)


def last(entries: Iterable[Entry]) -> Entry | None:
    return max(
        (one for one in entries if one.kind == "handover"), key=lambda one: one.id, default=None
    )


def _cut(lines: Sequence[str]) -> list[str]:
    shown = [" ".join(line.split()) for line in lines[:MOST_LINES]]
    more = len(lines) - len(shown)
    return [*shown, f"… +{more}"] if more else shown
