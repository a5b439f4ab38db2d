"""The points of a weekly or joint meeting that the figures themselves put on it. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from console.cases.record import CaseRecord
from console.figures.counting import is_open_at
from console.figures.negative import points_of
from console.figures.report import Report
from console.figures.wording import LEVELS

SERIOUS = ("red", "orange")
MOST = 10  # points of each kind
LONGEST = 200  # characters, as console.site.meeting allows
KINDS = ("summary", "serious", "overdue", "repeated", "negative")


@dataclass(frozen=True, slots=True)
class Point:
    """``kind``: one of KINDS. ``ids``: the cases it is about."""

    kind: str
    text: str
    ids: tuple[str, ...] = ()


def points_from(report: Report) -> tuple[Point, ...]:
    """What the meeting ought to speak of, the whole first, then the gravest."""
    end = min(report.period.bounds(report.made_at.tzinfo)[1], report.made_at) \
        if report.made_at.tzinfo else report.made_at  # fmt: skip
    records = [report.records[id_] for id_ in report.whole.ids]
    still = [record for record in records if is_open_at(record, end)]
    serious = sorted((one for one in still if one.level in SERIOUS), key=lambda one: (
        SERIOUS.index(one.level), one.id))  # fmt: skip
    late = sorted((one for one in still if one.overdue(end)), key=_due)
    return (
        Point("summary", _summary(report)),
        *(Point("serious", _of_case(f"{LEVELS[one.level]}色事件会办", one), (one.id,))
          for one in serious[:MOST]),
        *(Point("overdue", _of_case("超期事件督办", one), (one.id,))
          for one in late[:MOST] if one not in serious),
        *(Point("repeated", f"反复上报研判：{cluster.cases[0].title}"
                f"（{cluster.category}，共 {len(cluster.cases)} 次）"[:LONGEST],
                tuple(one.id for one in cluster.cases))
          for cluster in report.clusters[:MOST]),
        *_against(report),
    )  # fmt: skip


def _against(report: Report) -> tuple[Point, ...]:
    worst = list(points_of(report.negatives).items())[:3]
    if not worst:
        return ()
    text = "、".join(f"{subject or '未明确单位'} {points:g} 分" for subject, points in worst)
    return (Point("negative", f"负面清单通报：{text}"[:LONGEST]),)


def _summary(report: Report) -> str:
    counts = report.whole.figures.counts
    share = counts.in_time_share
    kept = f"，按期率 {share:.0%}" if share is not None else ""
    return (
        f"通报{report.period.words}办件：受理 {counts.received} 件，办结 {counts.closed} 件{kept}，"
        f"超期未结 {counts.overdue} 件"
    )


def _of_case(what: str, record: CaseRecord) -> str:
    unit = f"（{record.unit}）" if record.unit else ""
    return f"{what}：{record.title}{unit} {record.number}".rstrip()[:LONGEST]


def _due(record: CaseRecord) -> tuple[float, str]:
    limit = record.limit
    return (limit.due_at.timestamp() if limit else 0.0, record.id)
