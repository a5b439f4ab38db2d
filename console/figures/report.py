"""A whole report of a period: totals, groups, repeats, negative list, presence. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta, tzinfo

from console.cases.record import CaseRecord
from console.figures.counting import Counts, Figures, count, figures_of, total
from console.figures.dimensions import DIMENSIONS, LEVELS, Names, grouped
from console.figures.negative import Entry, Span, negatives_of
from console.figures.period import Period
from console.figures.presence import (
    Attendance,
    Availability,
    LostSpell,
    PatrolFigures,
    attendance_of,
    availability_of,
)
from console.figures.repeats import Cluster, RepeatRule, clusters_of
from console.minutes.minutes import Minutes
from console.site.report_settings import USUAL, Rule


class Cancelled(Exception):  # noqa: N818 - a wish, not an error
    """Nobody wants the report any more."""


@dataclass(frozen=True)
class Material:
    """What a report is made of. ``records``: cases open at some time in a span; ``known_since``:
    before then nothing is known, and nothing is compared."""

    room: str
    zone: tzinfo
    now: datetime
    records: Callable[[datetime, datetime], Sequence[CaseRecord]]
    known_since: datetime | None = None
    names: Names = field(default_factory=Names)
    repeat: RepeatRule = field(default_factory=RepeatRule)
    rules: Sequence[Rule] = USUAL
    conferences: Sequence[Minutes] = ()
    patrols: Callable[[Period], PatrolFigures] = lambda _: PatrolFigures()
    cameras: Mapping[str, str] = field(default_factory=dict)
    lost: Sequence[LostSpell] | None = None  # None: nobody looked
    simulated: bool = False


@dataclass(frozen=True)
class Row:
    """One group. ``before`` and ``year``: the period before (环比) and a year earlier (同比), None
    where nothing is known of them."""

    key: str
    label: str
    figures: Figures
    before: Counts | None = None
    year: Counts | None = None
    ids: tuple[str, ...] = ()  # the cases it speaks of


@dataclass(frozen=True)
class Step:
    """One point of the lines: a day, or a month."""

    period: Period
    counts: Counts


@dataclass(frozen=True)
class Report:
    room: str
    period: Period
    made_at: datetime
    simulated: bool
    whole: Row
    groups: Mapping[str, tuple[Row, ...]]
    steps: tuple[Step, ...]
    clusters: tuple[Cluster, ...]
    negatives: tuple[Entry, ...]
    attendance: tuple[Attendance, ...]
    patrols: PatrolFigures
    cameras: tuple[Availability, ...] | None
    records: Mapping[str, CaseRecord]  # all it speaks of, by id
    names: Names = field(default_factory=Names)


@dataclass(frozen=True)
class _Past:
    """An earlier period: its cases and what each of them counts for."""

    records: Sequence[CaseRecord]
    counts: Mapping[str, Counts]

    def of(self, records: Sequence[CaseRecord]) -> Counts:
        return total(self.counts[record.id] for record in records)


def report_of(
    material: Material,
    period: Period,
    progress: Callable[[float], bool] = lambda _: True,
) -> Report:
    """``progress`` is told how much is done, 0 to 1, and says whether to go on.

    Raises Cancelled when it says no.
    """

    def step(done: float) -> None:
        if not progress(done):
            raise Cancelled

    step(0.0)
    since, until = period.bounds(material.zone)
    reach = timedelta(days=material.repeat.days)
    known = material.records(since - reach, until)
    step(0.2)
    clusters = _clusters(known, material.repeat, since, until)
    repeats = frozenset(record.id for cluster in clusters for record in cluster.repeats)
    records = [record for record in known if _meets(record, since)]
    step(0.35)
    before = _past(material, period.before())
    year = _past(material, period.year_before())
    step(0.5)
    span = Span(since, until, material.now)
    groups: dict[str, tuple[Row, ...]] = {}
    for number, dimension in enumerate(DIMENSIONS):
        groups[dimension] = _rows(dimension, records, span, repeats, (before, year), material.names)
        step(0.5 + 0.3 * (number + 1) / len(DIMENSIONS))
    attendance = attendance_of(material.conferences, since, until)
    cameras = None
    if material.lost is not None:
        cameras = availability_of(material.cameras, material.lost, since, until, material.now)
    negatives = negatives_of(material.rules, records, span, repeats, attendance, cameras or ())
    step(0.9)
    return Report(
        material.room, period, material.now,
        material.simulated or any(record.simulated for record in records),
        Row(
            "", "", figures_of(records, since, until, material.now, repeats),
            before.of(before.records) if before else None,
            year.of(year.records) if year else None, tuple(record.id for record in records),
        ),
        groups, _steps(records, period, material, repeats), clusters, negatives, attendance,
        material.patrols(period), cameras, {record.id: record for record in known},
        material.names,
    )  # fmt: skip


def change(now: int, before: int | None) -> float | None:
    """The growth against an earlier number; None where there was none to compare with."""
    return (now - before) / before if before else None


def _meets(record: CaseRecord, since: datetime) -> bool:
    ended = record.ended_at or record.gone_at
    return ended is None or ended >= since or any(act.at >= since for act in record.acts)


def _clusters(
    known: Sequence[CaseRecord], rule: RepeatRule, since: datetime, until: datetime
) -> tuple[Cluster, ...]:
    """Those with a repeat in the period."""
    return tuple(
        cluster
        for cluster in clusters_of(known, rule)
        if any(one.reported_at and since <= one.reported_at < until for one in cluster.repeats)
    )


def _past(material: Material, period: Period) -> _Past | None:
    since, until = period.bounds(material.zone)
    if material.known_since is None or material.known_since >= until:
        return None
    records = material.records(since, until)
    counts = {one.id: count(one, since, until, until) for one in records}
    return _Past(records, counts)


def _rows(
    dimension: str,
    records: Sequence[CaseRecord],
    span: Span,
    repeats: frozenset[str],
    pasts: tuple[_Past | None, _Past | None],
    names: Names,
) -> tuple[Row, ...]:
    here = grouped(dimension, records, names)
    earlier = [grouped(dimension, past.records, names) if past else {} for past in pasts]
    keys = dict.fromkeys((*here, *earlier[0], *earlier[1]))
    rows = []
    for key in keys:
        own = here.get(key, [])
        groups = (of_past.get(key, []) for of_past in earlier)
        of_it = [past.of(group) if past else None for past, group in
                 zip(pasts, groups, strict=True)]  # fmt: skip
        label = names.label(dimension, key, own or earlier[0].get(key) or earlier[1].get(key) or ())
        figures = figures_of(own, span.since, span.until, span.now, repeats)
        ids = tuple(one.id for one in own)
        rows.append(Row(key, label, figures, of_it[0], of_it[1], ids))
    if dimension == "level":
        return tuple(sorted(rows, key=lambda row: (_rank(row.key), row.key)))
    return tuple(sorted(rows, key=lambda row: (-row.figures.counts.received, row.key)))


def _rank(level: str) -> int:
    return LEVELS.index(level) if level in LEVELS else len(LEVELS)


def _steps(
    records: Sequence[CaseRecord], period: Period, material: Material, repeats: frozenset[str]
) -> tuple[Step, ...]:
    found = []
    for part in period.steps():
        since, until = part.bounds(material.zone)
        end = min(until, material.now)
        met = (one for one in records if one.reported_at and one.reported_at < until)
        counts = total(count(one, since, until, end, one.id in repeats) for one in met)
        found.append(Step(part, counts if since <= material.now else Counts()))
    return tuple(found)
