"""The ladder of urging (催办、督办、通报): what is due now about a case. Pure; it proposes only.

A rung is done when it was ordered from here (a ``Mark``), or when the case's timeline says that
somebody supervised it by that name. A limit that moves begins the ladder anew.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from console.cases.case import Case, CaseId, Clock
from console.cases.clocks import running
from console.cases.duty_hours import DutyHours, Unit

COMMAND = "supervise"
MOST_MOMENTS = 50_000  # limits whose rungs are remembered


@dataclass(frozen=True, slots=True)
class Rung:
    """``amount`` of ``unit`` after a limit has ended; before it where that is negative. So many
    working days after means: when the office opens on that day."""

    id: str
    title: str
    amount: float
    unit: Unit


USUAL = (
    Rung("remind", "提醒", -2, "working_hour"),
    Rung("urge", "催办", 1, "working_day"),
    Rung("supervise", "督办", 3, "working_day"),
    Rung("criticise", "书面批评", 5, "working_day"),
    Rung("circulate", "通报", 10, "working_day"),
)


class Mark(NamedTuple):
    """That a rung was ordered about a limit."""

    case_id: str
    clock: str
    due_at: datetime
    rung: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """``since``: when the rung became due. ``passed``: titles of lower ones that nobody ordered."""

    case_id: CaseId
    clock: str
    due_at: datetime
    rung: Rung
    since: datetime
    passed: tuple[str, ...] = ()

    @property
    def mark(self) -> Mark:
        return Mark(str(self.case_id), self.clock, self.due_at.astimezone(UTC), self.rung.id)


class Ladder:
    """``rungs`` in the order in which they are climbed."""

    def __init__(self, hours: DutyHours, rungs: Sequence[Rung] = USUAL) -> None:
        self.rungs = tuple(rungs)
        self._hours = hours
        self._moments = lru_cache(MOST_MOMENTS)(self._reckoned)

    def moments(self, due_at: datetime) -> tuple[datetime, ...]:
        """When each rung is due."""
        return self._moments(due_at)

    def proposal(self, case: Case, now: datetime, done: Collection[Mark] = ()) -> Proposal | None:
        """The highest rung that is due and not done; None where that, or a higher one, is."""
        found = [one for clock in running(case) if (one := self._of(case, clock, now, done))]
        if len(found) < 2:
            return found[0] if found else None
        rank = {rung.id: number for number, rung in enumerate(self.rungs)}
        return max(found, key=lambda one: (rank[one.rung.id], -one.since.timestamp()))

    def proposals(
        self, cases: Iterable[Case], now: datetime, done: Collection[Mark] = ()
    ) -> list[Proposal]:
        """Of all cases, as ``ordered`` puts them."""
        return self.ordered(one for case in cases if (one := self.proposal(case, now, done)))

    def ordered(self, found: Iterable[Proposal]) -> list[Proposal]:
        """The highest rungs first, of a rung the oldest."""
        rank = {rung.id: number for number, rung in enumerate(self.rungs)}
        return sorted(found, key=lambda one: (-rank[one.rung.id], one.since, one.case_id))

    def _of(
        self, case: Case, clock: Clock, now: datetime, done: Collection[Mark]
    ) -> Proposal | None:
        due = clock.due_at
        moments = self._of_clock(clock)
        climbed = [number for number, at in enumerate(moments) if at <= now]
        if not climbed:
            return None
        top = climbed[-1]
        ordered = self._ordered(case, clock, done)
        if ordered and ordered[-1] >= top:
            return None
        missed = climbed[ordered[-1] + 1 if ordered else 0 : -1]
        passed = tuple(self.rungs[number].title for number in missed)
        return Proposal(case.id, clock.kind, due, self.rungs[top], moments[top], passed)

    def _of_clock(self, clock: Clock) -> tuple[datetime, ...]:
        """When each rung is due. What comes before the limit's end comes when little time is left,
        not sooner: a short limit is not urged when it begins."""
        moments, little = self._moments(clock.due_at), clock.amber_at
        if little is None:
            return moments
        return tuple(
            max(at, little) if rung.amount < 0 else at
            for rung, at in zip(self.rungs, moments, strict=True)
        )

    def _ordered(self, case: Case, clock: Clock, done: Collection[Mark]) -> list[int]:
        """Which rungs were ordered about a clock, by their numbers."""
        told = [
            step.text
            for step in case.timeline
            if step.action == COMMAND and (clock.since is None or step.at >= clock.since)
        ]
        due = clock.due_at.astimezone(UTC)
        return [
            number
            for number, rung in enumerate(self.rungs)
            if (done and Mark(str(case.id), clock.kind, due, rung.id) in done)
            or any(text.startswith(rung.title) for text in told)
        ]

    def _reckoned(self, due_at: datetime) -> tuple[datetime, ...]:
        return tuple(self._moment(due_at, rung) for rung in self.rungs)

    def _moment(self, due_at: datetime, rung: Rung) -> datetime:
        match rung.unit:
            case "working_hour":
                return self._hours.add(due_at, rung.amount * 3600)
            case "working_day":
                return self._hours.opening(due_at, round(rung.amount))
            case "hour":
                return due_at + timedelta(hours=rung.amount)
            case "day":
                return due_at + timedelta(days=rung.amount)


def order_of(proposal: Proposal, who: str, text: str) -> Mapping[str, Any]:
    """The arguments of the command: ``text`` is what the unit reads, the rung's name before it."""
    words = f"{proposal.rung.title}：{text}" if text else proposal.rung.title
    due = proposal.due_at.astimezone(UTC).isoformat()
    return {"text": words, "rung": proposal.rung.id, "clock": proposal.clock, "due_at": due,
            "by": who}  # fmt: skip
