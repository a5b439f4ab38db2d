"""The duty log's codes in words of the window."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from console.duty.emergency import Timer
from console.duty.entry import Entry
from console.ui.words import N, say


def _known(table: Mapping[str, str]) -> Callable[[str], str]:
    def text(code: str) -> str:
        return say(table[code]) if code in table else code

    return text


entry_kind_text = _known(
    {
        "auto": N("by the room"),
        "note": N("by hand"),
        "call": N("call"),
        "report": N("emergency report"),
        "instruction": N("leader's instruction"),
        "rung": N("urging"),
        "handover": N("hand-over"),
    }
)

report_text = _known(
    {
        "first_phone": N("first report, by phone"),
        "first_written": N("first report, in writing"),
        "follow_up": N("follow-up report"),
        "final": N("final report"),
    }
)

call_field_text = _known(
    {
        "received_at": N("Call came at"),
        "source": N("Where it is from"),
        "happened_at": N("Happened at"),
        "place": N("Place of it"),
        "nature": N("Nature"),
        "scope": N("Extent"),
        "loss": N("Losses so far"),
        "trend": N("Trend"),
        "leaders_present": N("Leaders on site"),
        "measures": N("Measures taken"),
        "advice": N("Proposals"),
        "caller": N("Reported by"),
        "caller_unit": N("Caller's unit"),
        "caller_phone": N("Phone"),
        "leaders_told": N("Leaders told, when"),
    }
)


def timer_text(timer: Timer, now: datetime) -> str:
    """What a timer of an emergency says: made in so many minutes, or how long there is."""
    name = report_text(timer.report)
    if timer.done_at is not None:
        minutes = _minutes(timer.done_at - timer.began_at)
        return say("{name}: made after {n} min").format(name=name, n=minutes)
    left = timer.due_at - now
    words = say("{name}: {n} min left") if left >= timedelta() else say("{name}: {n} min over")
    return words.format(name=name, n=_minutes(abs(left)))


def entry_text(entry: Entry) -> str:
    """An entry in one line of a list."""
    if entry.kind == "handover":
        said = say("{by} to {to}").format(by=entry.says("by"), to=entry.says("to"))
    elif entry.kind == "report":
        said = report_text(entry.says("report"))
    else:
        said = " · ".join(filter(None, (entry.says("place"), entry.says("nature"))))
    return " · ".join(filter(None, (said, " ".join(entry.text.split()))))


def _minutes(length: timedelta) -> int:
    return int(length.total_seconds() // 60)
