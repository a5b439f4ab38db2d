"""What is counted of cases in a period. Pure, told the time.

Flows (received, closed, returned …) happened within the period; stocks (open, overdue) stand at its
end, or now while it goes on. Counts add up: those of the parts of any division are those of the
whole, and the flows of days are those of their month.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime
from operator import attrgetter
from statistics import fmean, median

from console.cases.record import CaseRecord


@dataclass(frozen=True, slots=True)
class Counts:
    received: int = 0  # 受理
    closed: int = 0  # 办结
    in_time: int = 0  # of those closed
    late: int = 0  # of those closed
    refused: int = 0  # rejected or merged
    gone: int = 0  # no more heard of while it was open
    open: int = 0  # at the end
    overdue: int = 0  # open and over its limit at the end
    returned: int = 0  # 退单
    reopened: int = 0
    urged: int = 0
    supervised: int = 0
    repeated: int = 0  # of those received: an earlier one of its class, place and period

    def __add__(self, other: Counts) -> Counts:
        return total((self, other))

    @property
    def running(self) -> int:
        """Open and within their limits."""
        return self.open - self.overdue

    @property
    def in_time_share(self) -> float | None:
        """Of those that were closed; None without any."""
        return self.in_time / self.closed if self.closed else None


_NUMBERS = attrgetter(*(each.name for each in fields(Counts)))


@dataclass(frozen=True, slots=True)
class Spread:
    """Of ``n`` values: mean, median and the one that nine of ten do not exceed; 0 without any."""

    n: int = 0
    mean: float = 0.0
    median: float = 0.0
    p90: float = 0.0

    @classmethod
    def of(cls, values: Sequence[float]) -> Spread:
        if not values:
            return cls()
        ordered = sorted(values)
        at = max(0, -(-len(ordered) * 9 // 10) - 1)  # the nearest rank
        return cls(len(ordered), fmean(ordered), median(ordered), ordered[at])


@dataclass(frozen=True, slots=True)
class ClockCount:
    kept: int = 0
    missed: int = 0


@dataclass(frozen=True)
class Figures:
    """``accept``, ``arrive``, ``close``: seconds from the report, of what came to be in the period;
    suspensions are taken off the last. ``clocks`` by kind, of cases that ended in the period."""

    counts: Counts = Counts()
    accept: Spread = Spread()
    arrive: Spread = Spread()
    close: Spread = Spread()
    satisfaction: Spread = Spread()
    clocks: dict[str, ClockCount] = field(default_factory=dict)


def figures_of(
    records: Iterable[CaseRecord],
    since: datetime,
    until: datetime,
    now: datetime,
    repeats: frozenset[str] = frozenset(),
) -> Figures:
    """Of ``[since, until)`` as it stands ``now``. ``repeats``: ids of cases that repeat another."""
    kept = list(records)
    end = min(until, now)
    counts = total(count(record, since, until, end, record.id in repeats) for record in kept)
    ended = [record for record in kept if _within(record.ended_at, since, until)]
    return Figures(
        counts,
        Spread.of(_lengths(kept, "accepted_at", since, until)),
        Spread.of(_lengths(kept, "arrived_at", since, until)),
        Spread.of([took for record in ended if (took := closing_s(record)) is not None]),
        Spread.of([float(r.satisfaction) for r in ended if r.satisfaction is not None]),
        _clocks(ended, end),
    )


def count(
    record: CaseRecord, since: datetime, until: datetime, end: datetime, repeats: bool = False
) -> Counts:
    """One case. ``end``: the moment of the stocks."""
    received = _within(record.reported_at, since, until)
    closed = _within(record.closed_at, since, until)
    late = closed and record.overdue(end)
    ended = _within(record.ended_at, since, until)
    still = is_open_at(record, end)
    return Counts(
        received=received,
        closed=closed,
        in_time=closed and not late,
        late=late,
        refused=ended and not closed,
        gone=record.ended_at is None and _within(record.gone_at, since, until),
        open=still,
        overdue=still and _over_limit(record, end),
        returned=record.count("return", since, until),
        reopened=record.count("reopen", since, until),
        urged=record.count("urge", since, until),
        supervised=record.count("supervise", since, until),
        repeated=received and repeats,
    )


def total(counts: Iterable[Counts]) -> Counts:
    rows = list(map(_NUMBERS, counts))
    return Counts(*map(sum, zip(*rows, strict=True))) if rows else Counts()


def is_open_at(record: CaseRecord, at: datetime) -> bool:
    """Whether it was reported and had not ended then."""
    reported, ended = record.reported_at, record.ended_at or record.gone_at
    return reported is not None and reported < at and (ended is None or ended >= at)


def closing_s(record: CaseRecord) -> float | None:
    """From report to closing, without the spans it was suspended in."""
    closed, reported = record.closed_at, record.reported_at
    if closed is None or reported is None:
        return None
    whole = (closed - reported).total_seconds()
    for since, until in record.suspended():
        whole -= (min(until or closed, closed) - max(since, reported)).total_seconds()
    return max(0.0, whole)


def _over_limit(record: CaseRecord, at: datetime) -> bool:
    """As it stood then: a limit that was missed later did not count yet."""
    limit = record.limit
    done = limit.done_at if limit else None
    if limit is None or at <= limit.due_at or (done is not None and done <= limit.due_at):
        return False
    return not any(since <= at and (until is None or at < until) for since, until in
                   record.suspended())  # fmt: skip


def _within(at: datetime | None, since: datetime, until: datetime) -> bool:
    return at is not None and since <= at < until


def _lengths(
    records: Iterable[CaseRecord], key: str, since: datetime, until: datetime
) -> list[float]:
    found: list[float] = []
    for record in records:
        at: datetime | None = getattr(record, key)
        if record.reported_at is not None and at is not None and since <= at < until:
            found.append(max(0.0, (at - record.reported_at).total_seconds()))
    return found


def _clocks(ended: Iterable[CaseRecord], now: datetime) -> dict[str, ClockCount]:
    found: dict[str, ClockCount] = {}
    for record in ended:
        for clock in record.clocks:
            before = found.get(clock.kind, ClockCount())
            missed = clock.missed(record.ended_at, now)
            found[clock.kind] = ClockCount(before.kept + (not missed), before.missed + missed)
    return found
