"""Emergencies of the duty log: the form of a call (接报单), its reports, and their timers.

Pure and told the time. An emergency is open until its final report.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from console.duty.entry import Entry

Lamp = Literal["green", "amber", "red", "grey"]

# what each asks for: console.duty.wording.CALL
CALL_FIELDS = (
    "received_at", "source", "happened_at", "place", "nature", "scope", "loss", "trend",
    "leaders_present", "measures", "advice", "caller", "caller_unit", "caller_phone",
    "leaders_told",
)  # fmt: skip
EMERGENCY = "emergency"  # a key of the fields: "yes" lets the timers run
FIRST_PHONE, FIRST_WRITTEN, FOLLOW_UP, FINAL = "first_phone", "first_written", "follow_up", "final"
REPORTS = (FIRST_PHONE, FIRST_WRITTEN, FOLLOW_UP, FINAL)
REPORT = "report"  # a key of the fields
NEAR_PART = 0.25  # of a timer's time


@dataclass(frozen=True, slots=True)
class Timer:
    """Until when a first report has to be made."""

    report: str
    began_at: datetime
    due_at: datetime
    done_at: datetime | None = None

    def lamp(self, now: datetime) -> Lamp:
        if self.done_at is not None:
            return "grey"
        if now > self.due_at:
            return "red"
        return (
            "amber" if now >= self.due_at - (self.due_at - self.began_at) * NEAR_PART else "green"
        )


@dataclass(frozen=True, slots=True)
class Emergency:
    """A call and what was written about it since, in its order."""

    call: Entry
    entries: tuple[Entry, ...] = ()

    def reports(self, kind: str) -> list[Entry]:
        return [one for one in self.entries if one.kind == "report" and one.says(REPORT) == kind]

    @property
    def is_open(self) -> bool:
        return not self.reports(FINAL)

    @property
    def next_follow_up(self) -> int:
        """The number of the next 续报, from 1."""
        return len(self.reports(FOLLOW_UP)) + 1

    def timers(self, phone_min: int, written_min: int) -> tuple[Timer, Timer]:
        """Of the first report, by phone and in writing. The final report ends both."""
        return (
            self._timer(FIRST_PHONE, phone_min),
            self._timer(FIRST_WRITTEN, written_min),
        )

    def _timer(self, report: str, minutes: int) -> Timer:
        began = received(self.call)
        made = [*self.reports(report), *self.reports(FINAL)]
        done = min((one.at for one in made), default=None)
        return Timer(report, began, began + timedelta(minutes=minutes), done)


def received(call: Entry) -> datetime:
    """When the call came: as the form says, else when it was written down. What lies after that is
    a mistake of the form."""
    try:
        at = datetime.fromisoformat(call.says("received_at"))
    except ValueError:
        return call.at
    return at if at.tzinfo is not None and at <= call.at else call.at


def emergencies(entries: Iterable[Entry]) -> list[Emergency]:
    """Those among the entries, the newest first."""
    found: dict[int, Emergency] = {}
    for entry in sorted(entries, key=lambda one: one.id):
        if entry.kind == "call" and entry.says(EMERGENCY) == "yes":
            found[entry.id] = Emergency(entry)
        elif entry.about in found:
            known = found[entry.about]
            found[entry.about] = replace(known, entries=(*known.entries, entry))
    return list(found.values())[::-1]


def worst(emergency: Emergency, now: datetime, phone_min: int, written_min: int) -> Lamp:
    """The lamp of an emergency: that of its worst timer."""
    lamps = [timer.lamp(now) for timer in emergency.timers(phone_min, written_min)]
    order: tuple[Lamp, ...] = ("red", "amber", "green")
    return next((lamp for lamp in order if lamp in lamps), "grey")
