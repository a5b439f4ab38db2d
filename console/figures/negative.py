"""负面清单: what is counted against a unit, a site or a camera, by rules that are data. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from console.cases.record import CaseRecord
from console.figures.presence import Attendance, Availability
from console.site.report_settings import OF_CAMERAS, OF_SITES, Rule

DISSATISFIED = 2  # and below


@dataclass(frozen=True, slots=True)
class Entry:
    """One rule against one subject. ``proofs``: ids of cases, conferences or the camera."""

    rule: Rule
    subject: str
    proofs: tuple[str, ...]

    @property
    def times(self) -> int:
        return len(self.proofs)

    @property
    def points(self) -> float:
        return self.rule.points * len(self.proofs)


@dataclass(frozen=True, slots=True)
class Span:
    """``[since, until)`` as it stands ``now``."""

    since: datetime
    until: datetime
    now: datetime

    def holds(self, at: datetime | None) -> bool:
        return at is not None and self.since <= at < self.until


def negatives_of(
    rules: Iterable[Rule],
    records: Sequence[CaseRecord],
    span: Span,
    repeats: frozenset[str] = frozenset(),
    attendance: Iterable[Attendance] = (),
    cameras: Iterable[Availability] = (),
) -> tuple[Entry, ...]:
    """The most points first. A case counts once per rule, against the unit it is with."""
    sites, lost = list(attendance), list(cameras)
    found: list[Entry] = []
    for rule in rules:
        if rule.rule == OF_SITES:
            found += [Entry(rule, one.name, one.missed) for one in sites
                      if len(one.missed) >= rule.at_least]  # fmt: skip
        elif rule.rule == OF_CAMERAS:
            found += [Entry(rule, one.name, (one.camera,)) for one in lost
                      if one.spells >= rule.at_least]  # fmt: skip
        else:
            found += _of_cases(rule, records, span, repeats)
    return tuple(sorted(found, key=lambda one: (-one.points, one.rule.id, one.subject)))


def points_of(entries: Iterable[Entry]) -> Mapping[str, float]:
    """All points against each subject, the most first."""
    found: dict[str, float] = {}
    for entry in entries:
        found[entry.subject] = found.get(entry.subject, 0.0) + entry.points
    return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))


def _of_cases(
    rule: Rule, records: Iterable[CaseRecord], span: Span, repeats: frozenset[str]
) -> list[Entry]:
    by_unit: dict[str, list[str]] = {}
    test = _TESTS[rule.rule]
    for record in records:
        if _concerns(rule, record) and test(record, span, repeats) >= rule.at_least:
            by_unit.setdefault(record.unit, []).append(record.id)
    return [Entry(rule, unit, tuple(ids)) for unit, ids in by_unit.items()]


def _concerns(rule: Rule, record: CaseRecord) -> bool:
    return (
        rule.platform in ("", record.platform)
        and rule.category in ("", record.category_code, record.category)
        and rule.level in ("", record.level)
    )


Test = Callable[[CaseRecord, Span, frozenset[str]], int]


def _times(what: str) -> Test:
    return lambda record, span, _: record.count(what, span.since, span.until)


def _closed_late(record: CaseRecord, span: Span, _: frozenset[str]) -> int:
    return span.holds(record.closed_at) and record.overdue(span.now)


def _open_overdue(record: CaseRecord, span: Span, _: frozenset[str]) -> int:
    limit = record.limit
    ended = record.ended_at or record.gone_at
    held = ended is not None and ended < span.until
    return limit is not None and not held and record.overdue(min(span.now, span.until))


def _slow(kind: str, key: str) -> Test:
    def test(record: CaseRecord, span: Span, _: frozenset[str]) -> int:
        done: datetime | None = getattr(record, key)
        return any(
            clock.kind == kind
            and span.holds(clock.due_at)
            and clock.due_at < span.now
            and (clock.done_at or done or record.ended_at or span.now) > clock.due_at
            for clock in record.clocks
        )

    return test


def _repeated(record: CaseRecord, span: Span, repeats: frozenset[str]) -> int:
    return record.id in repeats and span.holds(record.reported_at)


def _dissatisfied(record: CaseRecord, span: Span, _: frozenset[str]) -> int:
    score = record.satisfaction
    return score is not None and score <= DISSATISFIED and span.holds(record.ended_at)


_TESTS: Mapping[str, Test] = {
    "closed_late": _closed_late,
    "open_overdue": _open_overdue,
    "slow_accept": _slow("respond", "accepted_at"),
    "slow_arrive": _slow("arrive", "arrived_at"),
    "returned": _times("return"),
    "reopened": _times("reopen"),
    "urged": _times("urge"),
    "supervised": _times("supervise"),
    "repeated": _repeated,
    "dissatisfied": _dissatisfied,
}
