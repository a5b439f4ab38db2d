"""Cases as they arrive get what their clocks lack: clocks by the limits, and when each turns amber.

It is worked out once a change, so that a lamp is a comparison. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from console.cases.case import Case, CaseChanged, CaseEvent, Clock, Snapshot
from console.cases.clocks import AMBER_PART, AMBER_S
from console.cases.duty_hours import DutyHours
from console.cases.limits import Limit, clocks_for


@dataclass(frozen=True, slots=True)
class Timing:
    """``amber_part`` of a clock's whole time, or ``amber_s`` if that is more, is little."""

    hours: DutyHours
    limits: tuple[Limit, ...] = ()
    amber_part: float = AMBER_PART
    amber_s: float = 0.0

    def prepared(self, events: Iterable[CaseEvent]) -> list[CaseEvent]:
        """The events with their cases timed; others as they are."""
        return [self._prepared(event) for event in events]

    def timed(self, case: Case) -> Case:
        """The same value again for a case that is timed already."""
        if case.clocks and not any(map(_is_bare, case.clocks)):
            return case
        clocks = tuple(self._timed(case, one) for one in clocks_for(case, self.limits, self.hours))
        return case if clocks == case.clocks else replace(case, clocks=clocks)

    def left_s(self, clock: Clock, now: datetime) -> float:
        """Seconds left by the clock's own unit, negative when overdue."""
        if counts_working_time(clock, self.hours):
            return self.hours.between(now, clock.due_at)
        return (clock.due_at - now).total_seconds()

    def _prepared(self, event: CaseEvent) -> CaseEvent:
        if isinstance(event, CaseChanged):
            case = self.timed(event.case)
            return event if case is event.case else CaseChanged(case, event.received_at)
        if isinstance(event, Snapshot):
            return replace(event, cases=tuple(self.timed(case) for case in event.cases))
        return event

    def _timed(self, case: Case, clock: Clock) -> Clock:
        if not _is_bare(clock):
            return clock
        return replace(clock, amber_at=self._amber_at(clock.since or case.reported_at, clock))

    def _amber_at(self, since: datetime | None, clock: Clock) -> datetime:
        working = counts_working_time(clock, self.hours)
        whole = 0.0
        if since is not None and since < clock.due_at:
            natural = (clock.due_at - since).total_seconds()
            whole = self.hours.between(since, clock.due_at) if working else natural
        little = max(self.amber_part * whole if whole > 0 else AMBER_S, self.amber_s)
        if working:
            return self.hours.add(clock.due_at, -little)
        return clock.due_at - timedelta(seconds=min(little, 1e9))


def counts_working_time(clock: Clock, hours: DutyHours) -> bool:
    """Whether its time left is working time by these hours."""
    return clock.unit == "working" and hours.ends_in_office(clock.due_at)


def _is_bare(clock: Clock) -> bool:
    """It runs, and when it turns amber is not known."""
    return clock.amber_at is None and clock.done_at is None and not clock.paused
