"""What happened to the cases on a day, and how they stood at a moment of it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from console.cases.case import Case, CaseId

REPORTED = "report"
ENDS = frozenset({"close", "closed", "cancel", "cancelled", "withdraw", "merge", "merged"})
FRESH = timedelta(minutes=10)  # so long a happening stands out


class Happening(NamedTuple):
    """One act of a case's timeline, at the place where the case is, WGS-84 degrees."""

    at: datetime
    case_id: CaseId
    longitude: float
    latitude: float
    platform: str
    level: str | None
    what: str


def happenings(cases: Iterable[Case], day: date) -> list[Happening]:
    """What the timelines tell of one day of the room's own clock, the oldest first. Cases without a
    place are left out: they are on no map."""
    found = [
        Happening(
            at, case.id, case.place.longitude, case.place.latitude, case.platform, case.level, what
        )
        for case in cases
        if case.place is not None
        for at, what in _acts(case)
        if at.astimezone().date() == day
    ]
    return sorted(found, key=lambda each: each.at)


def _acts(case: Case) -> list[tuple[datetime, str]]:
    acts = [(step.at, step.action) for step in case.timeline]
    if case.reported_at is not None and REPORTED not in {what for _, what in acts}:
        acts.append((case.reported_at, REPORTED))
    return acts


def standing(told: Sequence[Happening], at: datetime) -> list[tuple[Happening, bool]]:
    """The cases that something had happened to and that had not ended at a moment, each with its
    newest happening until then, and whether that is fresh."""
    newest: dict[CaseId, Happening] = {}
    for each in told:
        if each.at > at:
            break
        newest[each.case_id] = each
    return [
        (each, at - each.at <= FRESH)
        for each in newest.values()
        if each.what not in ENDS or at - each.at <= FRESH
    ]
