"""Limits as data: for a class of cases when it is filed (立案条件), how long each clock gives
(处置时限), when it is closed (结案条件). Pure.

They give clocks to cases of sources that give none; a clock that the platform gives is never
touched.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from console.cases.case import Case, Clock, Step
from console.cases.duty_hours import DutyHours, Unit

CLOCKS = ("respond", "arrive", "handle", "close")
STARTS = ("reported", "accepted", "dispatched", "arrived")
USUAL_START = {"respond": "reported", "arrive": "dispatched", "handle": "accepted",
               "close": "reported"}  # fmt: skip
ANY = ""  # the class of all that no other line holds

_BEGAN = {
    "accepted": {"accept", "accepted"},
    "dispatched": {"dispatch", "dispatched"},
    "arrived": {"arrive", "arrived"},
}
_DONE = {
    "respond": {"acknowledge", "acknowledged"},
    "arrive": {"arrive", "arrived"},
    "handle": {"feedback"},
    "close": {"close", "closed"},
}
_AGAIN = {"dispatch", "dispatched", "reassign", "reopen", "reopened"}  # it is to be done once more
_GOES_ON_ANEW = {"handle", "close"}
_REOPENED, _STOPS, _GOES = {"reopen", "reopened"}, {"suspend", "suspended"}, {"resume", "resumed"}

Pause = tuple[datetime, datetime | None]  # None: it lasts


@dataclass(frozen=True, slots=True)
class Limit:
    """One line: cases whose category begins with ``category`` have so much time on a clock."""

    category: str
    clock: str  # of CLOCKS
    amount: float
    unit: Unit
    starts: str  # of STARTS
    file_when: str = ""
    close_when: str = ""


def clocks_for(case: Case, limits: Sequence[Limit], hours: DutyHours) -> tuple[Clock, ...]:
    """The clocks of a case: those it was given, else those of the limits, in the order of CLOCKS.

    A limit whose start has not come yet has no clock.
    """
    if case.clocks:
        return case.clocks
    steps = sorted(case.timeline, key=lambda step: step.at)
    reopened = [step.at for step in steps if step.action in _REOPENED]
    if reopened:
        steps = [step for step in steps if step.at >= reopened[-1]]
    reported = reopened[-1] if reopened else case.reported_at
    pauses = _pauses(case, steps)
    found = (limit_of(case.category_code, clock, limits) for clock in CLOCKS)
    made = (_clock(limit, reported, steps, pauses, hours) for limit in found if limit)
    return tuple(clock for clock in made if clock)


def limit_of(category: str, clock: str, limits: Sequence[Limit]) -> Limit | None:
    """Of the lines that hold the category the one that names it closest."""
    held = [one for one in limits if one.clock == clock and category.startswith(one.category)]
    return max(held, key=lambda one: len(one.category), default=None)


def due_with_pauses(
    start: datetime, amount: float, unit: Unit, pauses: Sequence[Pause], hours: DutyHours
) -> datetime:
    """When a limit ends that stood still meanwhile. A pause that lasts moves nothing yet: the time
    left at its begin is what will be left at its end."""
    due = hours.due(start, amount, unit)
    for began, ended in pauses:
        since = max(began, start)
        if ended is None or ended <= since or since >= due:
            continue
        if unit.startswith("working"):
            due = hours.add(ended, hours.between(since, due))
        else:
            due += ended - since
    return due


def _clock(
    limit: Limit,
    reported: datetime | None,
    steps: Sequence[Step],
    pauses: Sequence[Pause],
    hours: DutyHours,
) -> Clock | None:
    start = _start(limit.starts, reported, steps)
    if start is None:
        return None
    done = _done(limit.clock, start, steps)
    paused = done is None and any(ended is None for _, ended in pauses)
    held = [pause for pause in pauses if done is None or pause[0] < done]
    due = due_with_pauses(start, limit.amount, limit.unit, held, hours)
    unit = "working" if limit.unit.startswith("working") else "natural"
    return Clock(limit.clock, due, unit, paused, done, since=start, ours=True)


def _start(starts: str, reported: datetime | None, steps: Sequence[Step]) -> datetime | None:
    if starts == "reported":
        return reported
    return next((step.at for step in steps if step.action in _BEGAN[starts]), None)


def _done(clock: str, start: datetime, steps: Sequence[Step]) -> datetime | None:
    done: datetime | None = None
    for step in steps:
        if step.at < start:
            continue
        if step.action in _DONE[clock]:
            done = done or step.at
        elif clock in _GOES_ON_ANEW and step.action in _AGAIN:
            done = None
    return done


def _pauses(case: Case, steps: Sequence[Step]) -> list[Pause]:
    found: list[Pause] = []
    began: datetime | None = None
    for step in steps:
        if step.action in _STOPS:
            began = began or step.at
        elif began is not None and (step.action in _GOES or step.action in _AGAIN):
            found.append((began, step.at))
            began = None
    stands = case.status == "suspended"
    if began is None and stands:
        began = case.updated_at or (steps[-1].at if steps else None)
    if began is not None:  # where only the status tells that it goes on, the newest change is when
        found.append((began, None if stands else max(case.updated_at or began, began)))
    return found
