"""A report as tables and charts, before anybody writes or draws them. Pure.

Cells are plain values; a column's ``kind`` says how they are written: text, count, share (0 to 1),
change (growth, None: not known), seconds, score, moment, points.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from console.figures import wording
from console.figures.counting import Figures, Spread
from console.figures.dimensions import DIMENSIONS
from console.figures.report import Report, Row, change
from console.figures.wording import group_label

Cell = str | int | float | datetime | None
MOST_BARS = 8  # of a chart
MOST_NAMED = 10  # cameras in one cell; all are in the table of them


@dataclass(frozen=True, slots=True)
class Column:
    key: str
    kind: str


@dataclass(frozen=True)
class Table:
    """``ids``: the cases that each row speaks of; the last row is the sum where ``sums``."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    ids: tuple[tuple[str, ...], ...] = ()
    sums: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """``role``: what its colour means: received, closed, in_time, late, running, overdue."""

    role: str
    values: tuple[float, ...]


@dataclass(frozen=True)
class Chart:
    """``kind``: lines over time, bars beside each other, stacks on each other."""

    name: str
    kind: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]


_GROUP = (
    ("received", "count"), ("closed", "count"), ("in_time", "count"), ("late", "count"),
    ("in_time_share", "share"), ("running", "count"), ("overdue", "count"), ("returned", "count"),
    ("repeated", "count"), ("accept_mean", "seconds"), ("arrive_mean", "seconds"),
    ("close_mean", "seconds"), ("close_median", "seconds"), ("close_p90", "seconds"),
    ("satisfaction", "score"), ("before", "change"), ("year", "change"),
)  # fmt: skip
_TOTALS = (
    "received", "closed", "in_time", "late", "refused", "gone", "open", "overdue", "returned",
    "reopened", "urged", "supervised", "repeated",
)  # fmt: skip


def tables_of(report: Report) -> list[Table]:
    """All of it, in the order of the papers; what there is nothing of is left out."""
    made = [
        totals(report), times(report), clocks(report), *(group(report, d) for d in DIMENSIONS),
        days(report), repeats(report), negatives(report), attendance(report), patrols(report),
        patrolled(report), cameras(report), cases(report),
    ]  # fmt: skip
    return [table for table in made if table.rows]


def charts_of(report: Report) -> list[Chart]:
    """Lines of received and closed, how cases ended by platform and unit, the classes there were
    most of."""
    steps = [one for one in report.steps if one.period.first <= report.made_at.date()]
    lines = Chart(
        "days", "lines", tuple(_step_label(one.period.first, one.period.kind) for one in steps),
        (
            Series("received", tuple(float(one.counts.received) for one in steps)),
            Series("closed", tuple(float(one.counts.closed) for one in steps)),
        ),
    )  # fmt: skip
    return [
        lines,
        _stack(report, "platform"),
        _stack(report, "unit"),
        _bars(report, "category"),
        _bars(report, "village"),
    ]


# -- each table


def totals(report: Report) -> Table:
    whole = report.whole
    rows: list[tuple[Cell, ...]] = []
    for key in _TOTALS:
        now = getattr(whole.figures.counts, key)
        rows.append((wording.COLUMNS[key], now, *(
            change(now, getattr(past, key) if past else None) for past in (whole.before, whole.year)
        )))  # fmt: skip
    columns = (("kind", "text"), ("value", "count"), ("before", "change"), ("year", "change"))
    return _table("totals", "总体情况", columns, rows)


def times(report: Report) -> Table:
    figures = report.whole.figures
    spreads = {"accept": figures.accept, "arrive": figures.arrive, "close": figures.close}
    rows = [
        (wording.TIMES[key], one.n, one.mean, one.median, one.p90)
        for key, one in spreads.items()
        if one.n
    ]
    kinds = (("mean", "seconds"), ("median", "seconds"), ("p90", "seconds"))
    return _table("times", "办理用时", (("kind", "text"), ("n", "count"), *kinds), rows)


def clocks(report: Report) -> Table:
    rows = [
        (wording.CLOCKS.get(kind, kind), one.kept, one.missed, one.kept / (one.kept + one.missed))
        for kind, one in report.whole.figures.clocks.items()
    ]
    columns = (("clock", "text"), ("kept", "count"), ("broken", "count"), ("share", "share"))
    return _table("clocks", "各类时限执行情况", columns, rows)


def group(report: Report, dimension: str) -> Table:
    """By one dimension; the last row is the whole."""
    rows = [_group_row(group_label(dimension, row.key, row.label), row)
            for row in report.groups[dimension]]  # fmt: skip
    ids = [row.ids for row in report.groups[dimension]]
    if rows:
        rows.append(_group_row("合计", report.whole))
        ids.append(report.whole.ids)
    title = f"按{wording.DIMENSIONS[dimension]}统计"
    return _table(dimension, title, ((dimension, "text"), *_GROUP), rows, ids, sums=bool(rows))


def days(report: Report) -> Table:
    rows = [
        (_step_label(one.period.first, one.period.kind), *(
            getattr(one.counts, key) for key in ("received", "closed", "late", "open", "overdue")
        ))
        for one in report.steps
    ]  # fmt: skip
    columns = (("day", "text"), ("received", "count"), ("closed", "count"), ("late", "count"),
               ("open", "count"), ("overdue", "count"))  # fmt: skip
    return _table("days", "逐日情况" if report.period.days <= 62 else "逐月情况", columns, rows)


def repeats(report: Report) -> Table:
    rows = [
        (
            cluster.category or cluster.category_code, len(cluster.cases), cluster.cases[0].title,
            report.names.villages.get(cluster.cases[0].grid, ""),
            cluster.cases[0].reported_at, cluster.cases[-1].reported_at,
            "、".join(one.number or one.id for one in cluster.cases),
        )
        for cluster in report.clusters
    ]  # fmt: skip
    ids = [tuple(one.id for one in cluster.cases) for cluster in report.clusters]
    columns = (("category", "text"), ("cases", "count"), ("title", "text"), ("village", "text"),
               ("first", "moment"), ("last", "moment"), ("number", "text"))  # fmt: skip
    return _table("repeats", "反复上报", columns, rows, ids)


def negatives(report: Report) -> Table:
    rows = [
        (
            entry.subject or wording.NONE, entry.rule.name, entry.times, entry.points,
            "、".join(_proof(report, proof) for proof in entry.proofs[:20])
            + (" 等" if entry.times > 20 else ""),
        )
        for entry in report.negatives
    ]  # fmt: skip
    ids = [tuple(p for p in e.proofs if p in report.records) for e in report.negatives]
    columns = (("unit", "text"), ("rule", "text"), ("times", "count"), ("points", "points"),
               ("proofs", "text"))  # fmt: skip
    return _table("negatives", "负面清单", columns, rows, ids)


def attendance(report: Report) -> Table:
    rows = [(one.name, one.called, one.present, len(one.missed), one.share)
            for one in report.attendance]  # fmt: skip
    columns = (("site", "text"), ("called", "count"), ("present", "count"), ("missed", "count"),
               ("share", "share"))  # fmt: skip
    return _table("attendance", "视频点名", columns, rows)


def patrols(report: Report) -> Table:
    found = report.patrols
    if not found.tours:
        return _table("patrols", "视频巡查", (("kind", "text"),), ())
    unseen = found.unseen
    rows: list[tuple[Cell, ...]] = [
        ("轮巡次数", found.tours), ("有效巡查（路次）", found.patrols),
        ("覆盖摄像机", len(found.cameras) - len(unseen)), ("未见画面的摄像机", len(unseen)),
        ("巡查人", "、".join(found.who) or wording.NONE),
    ]  # fmt: skip
    if unseen:
        more = " 等" if len(unseen) > MOST_NAMED else ""
        rows.append(("未见画面名单", "、".join(unseen[:MOST_NAMED]) + more))
    return _table("patrols", "视频巡查", (("kind", "text"), ("value", "count")), rows)


def patrolled(report: Report) -> Table:
    """The patrols by camera; the last row is the whole."""
    found = report.patrols
    rows: list[tuple[Cell, ...]] = [
        (one.name, one.patrols, one.live_s, one.last) for one in found.cameras
    ]
    if rows:
        last = max((one.last for one in found.cameras if one.last), default=None)
        rows.append(("合计", found.patrols, found.live_s, last))
    columns = (("camera", "text"), ("patrols", "count"), ("live", "seconds"),
               ("patrolled", "moment"))  # fmt: skip
    return _table("patrolled", "视频巡查明细", columns, rows, sums=bool(rows))


def cameras(report: Report) -> Table:
    rows = [
        (one.name, one.spells, one.lost_s, one.share) for one in report.cameras or () if one.spells
    ]
    columns = (("camera", "text"), ("spells", "count"), ("lost", "seconds"), ("share", "share"))
    return _table("cameras", "摄像机在线情况（仅列有失联者）", columns, rows)


def cases(report: Report, ids: Sequence[str] | None = None, title: str = "案件清单") -> Table:
    """The list behind the figures; without personal data."""
    known = [report.records[id_] for id_ in (report.whole.ids if ids is None else ids)
             if id_ in report.records]  # fmt: skip
    rows = [
        (
            one.number or one.id, one.title, report.names.label("platform", one.platform),
            one.category, one.unit, report.names.villages.get(one.grid, ""),
            wording.LEVELS.get(one.level, one.level), wording.STATUSES.get(one.status, one.status),
            one.reported_at, one.limit.due_at if one.limit else None, one.ended_at,
        )
        for one in known
    ]  # fmt: skip
    columns = (
        ("number", "text"), ("title", "text"), ("platform", "text"), ("category", "text"),
        ("unit", "text"), ("village", "text"), ("level", "text"), ("status", "text"),
        ("reported_at", "moment"), ("limit", "moment"), ("closed_at", "moment"),
    )  # fmt: skip
    return _table("cases", title, columns, rows, [(one.id,) for one in known])


# -- inside


def _table(
    name: str,
    title: str,
    columns: Sequence[tuple[str, str]],
    rows: Sequence[tuple[Cell, ...]],
    ids: Sequence[tuple[str, ...]] = (),
    sums: bool = False,
) -> Table:
    made = tuple(Column(*column) for column in columns)
    return Table(name, title, made, tuple(rows), tuple(ids), sums)


def _group_row(label: str, row: Row) -> tuple[Cell, ...]:
    return (label, *(_cell(row, key) for key, _ in _GROUP))


def _cell(row: Row, key: str) -> Cell:
    figures, counts = row.figures, row.figures.counts
    match key:
        case "in_time_share":
            return counts.in_time_share
        case "before" | "year":
            past = row.before if key == "before" else row.year
            return change(counts.received, past.received if past else None)
        case "satisfaction":
            return figures.satisfaction.mean if figures.satisfaction.n else None
        case _ if "_" in key and key.partition("_")[0] in wording.TIMES:
            return _of_spread(figures, key)
        case _:
            return int(getattr(counts, key))


def _of_spread(figures: Figures, key: str) -> Cell:
    which, _, what = key.partition("_")
    spread: Spread = getattr(figures, which)
    return float(getattr(spread, what)) if spread.n else None


def _stack(report: Report, dimension: str) -> Chart:
    rows = _largest(report, dimension)
    series = [
        Series(part, tuple(float(getattr(row.figures.counts, part)) for row in rows))
        for part in ("in_time", "late", "running", "overdue")
    ]
    return Chart(dimension, "stacks", _labels(dimension, rows), tuple(series))


def _bars(report: Report, dimension: str) -> Chart:
    rows = _largest(report, dimension)
    values = tuple(float(row.figures.counts.received) for row in rows)
    return Chart(dimension, "bars", _labels(dimension, rows), (Series("received", values),))


def _largest(report: Report, dimension: str) -> list[Row]:
    return list(report.groups[dimension][:MOST_BARS])


def _labels(dimension: str, rows: Sequence[Row]) -> tuple[str, ...]:
    return tuple(group_label(dimension, row.key, row.label) for row in rows)


def _step_label(day: object, kind: str) -> str:
    return f"{day:%m-%d}" if kind == "day" else f"{day:%Y-%m}"


def _proof(report: Report, proof: str) -> str:
    record = report.records.get(proof)
    return (record.number or record.id) if record else proof
