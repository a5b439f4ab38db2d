"""How much time a case has left. Pure and told the time; no words.

``due_at`` is the platform's reckoning, duty calendar included: here the time left is the plain time
until then.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from console.cases.case import Case, Clock

Lamp = Literal["green", "amber", "red", "grey"]

CLOSED = frozenset({"closed", "archived", "rejected", "duplicate"})  # nothing more is to be done
STOPPED = CLOSED | {"suspended"}  # a suspension stops the clock, a return (退单) does not
AMBER_PART = 0.2  # of the whole time
AMBER_S = 3600.0  # where the whole time is not known

_LEVELS = {"red": 0, "orange": 1, "yellow": 2, "blue": 3}
_BEFORE_NONE = len(_LEVELS)  # an unknown level is shown before none


def is_open(case: Case) -> bool:
    """Whether something is to be done yet. An unknown status is open: better seen than lost."""
    return case.status not in CLOSED


def running(case: Case) -> list[Clock]:
    """The clocks that tick now."""
    if case.status in STOPPED:
        return []
    return [clock for clock in case.clocks if not clock.paused and clock.done_at is None]


def left_s(case: Case, now: datetime) -> float | None:
    """Seconds until the next limit, negative when overdue; None where no clock runs."""
    due = [clock.due_at for clock in running(case)]
    return (min(due) - now).total_seconds() if due else None


def lamp(case: Case, now: datetime) -> Lamp:
    """The worst of the running clocks: red overdue, amber near its end, green; grey without one.

    A clock's start is when the case was reported, where nobody says more of it.
    """
    worst: Lamp = "grey"
    for clock in running(case):
        left = (clock.due_at - now).total_seconds()
        if left < 0:
            return "red"
        if _is_near(case, clock, now):
            worst = "amber"
        elif worst == "grey":
            worst = "green"
    return worst


def urgency(case: Case, now: datetime) -> tuple[bool, int, float, str]:
    """A key to sort by: overdue first, then level, then time left, then id."""
    left = left_s(case, now)
    return (
        left is None or left >= 0,
        rank_of(case.level),
        float("inf") if left is None else left,
        case.id,
    )


def clock_lamp(case: Case, clock: Clock, now: datetime) -> Lamp:
    """One clock by itself."""
    if clock not in running(case):
        return "grey"
    if clock.due_at < now:
        return "red"
    return "amber" if _is_near(case, clock, now) else "green"


def _is_near(case: Case, clock: Clock, now: datetime) -> bool:
    if clock.amber_at is not None:
        return now >= clock.amber_at
    return (clock.due_at - now).total_seconds() <= _amber_s(case, clock)


def rank_of(level: str | None) -> int:
    """0 is the gravest level."""
    return len(_LEVELS) + 1 if level is None else _LEVELS.get(level, _BEFORE_NONE)


def limits(case: Case) -> tuple[float | None, float]:
    """When the lamp turns red and amber, Unix seconds; (None, 0) without a running clock. Between
    two messages of a case they do not change."""
    clocks = running(case)
    if not clocks:
        return None, 0.0
    due = min(clock.due_at for clock in clocks).timestamp()
    return due, min(_amber_at(case, clock) for clock in clocks)


def _amber_at(case: Case, clock: Clock) -> float:
    if clock.amber_at is not None:
        return clock.amber_at.timestamp()
    return clock.due_at.timestamp() - _amber_s(case, clock)


def _amber_s(case: Case, clock: Clock) -> float:
    if case.reported_at is None or case.reported_at >= clock.due_at:
        return AMBER_S
    return AMBER_PART * (clock.due_at - case.reported_at).total_seconds()
