"""What the history keeps of a case after the book has forgotten it: milestones and counts. Pure.

Nothing of persons is kept: no reporter, no phone, no worker, no texts of the timeline.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from console.cases.case import Case
from console.cases.clocks import CLOSED

LONGEST_TITLE = 200
BEST = 5  # of the marks for satisfaction

# what timelines call an act: the contract's commands, states, and the words of Chinese platforms
_ACTS: Mapping[str, tuple[str, ...]] = {
    "report": ("report", "reported", "上报", "登记"),
    "accept": ("accept", "accepted", "受理", "立案"),
    "reject": ("reject", "rejected", "不予受理"),
    "dispatch": ("dispatch", "dispatched", "reassign", "派单", "派遣", "指派", "改派"),
    "acknowledge": ("acknowledge", "acknowledged", "签收"),
    "arrive": ("arrive", "arrived", "到场", "到达"),
    "feedback": ("feedback", "反馈"),
    "verify": ("verify", "verified", "核查", "核查通过"),
    "close": ("close", "closed", "archived", "结案", "办结"),
    "return": ("return", "returned", "退单", "退回"),
    "reopen": ("reopen", "reopened", "重开", "重新办理"),
    "suspend": ("suspend", "suspended", "挂起"),
    "resume": ("resume", "resumed", "恢复"),
    "urge": ("urge", "urged", "催办"),
    "supervise": ("supervise", "supervised", "督办"),
    "duplicate": ("duplicate", "并案"),
    "escalate": ("escalate", "escalated"),
}
_ACT_OF = {word: act for act, words in _ACTS.items() for word in words}
_ENDS = {"closed": "close", "archived": "close", "rejected": "reject", "duplicate": "duplicate"}
# how a platform that keeps no timeline shows an act: the state it leads to
_SHOWN = {
    **_ENDS, "accepted": "accept", "dispatched": "dispatch", "acknowledged": "acknowledge",
    "arrived": "arrive", "feedback": "feedback", "verified": "verify", "returned": "return",
    "reopened": "reopen", "suspended": "suspend", "escalated": "escalate",
}  # fmt: skip
_FIRST = {
    "accepted": "accept", "dispatched": "dispatch", "acknowledged": "acknowledge",
    "arrived": "arrive",
}  # fmt: skip
_LAST = {"feedback": "feedback", "verified": "verify"}  # done again after a reopening


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that was done to a case: ``what`` is a key of the contract's commands."""

    at: datetime
    what: str


@dataclass(frozen=True, slots=True)
class ClockRecord:
    kind: str
    due_at: datetime
    done_at: datetime | None = None

    def missed(self, ended_at: datetime | None, now: datetime) -> bool:
        """Whether it was not kept, as far as that is known now."""
        return (self.done_at or ended_at or now) > self.due_at


@dataclass(frozen=True, slots=True)
class CaseRecord:
    """Times are aware. ``ended_at``: closed, refused or merged; ``gone_at``: no more heard of while
    it was open. ``acts``: in their order, each once."""

    id: str
    rev: int
    number: str = ""
    title: str = ""
    platform: str = ""
    category_code: str = ""
    category: str = ""
    source: str = ""
    channel: str = ""
    level: str = ""
    status: str = ""
    unit: str = ""
    grid: str = ""
    longitude: float | None = None
    latitude: float | None = None
    accuracy_m: float | None = None
    reported_at: datetime | None = None
    accepted_at: datetime | None = None
    dispatched_at: datetime | None = None
    acknowledged_at: datetime | None = None
    arrived_at: datetime | None = None
    feedback_at: datetime | None = None
    verified_at: datetime | None = None
    ended_at: datetime | None = None
    gone_at: datetime | None = None
    clocks: tuple[ClockRecord, ...] = ()
    acts: tuple[Act, ...] = ()
    satisfaction: int | None = None  # 1 to 5
    simulated: bool = False

    @property
    def closed_at(self) -> datetime | None:
        return self.ended_at if _ENDS.get(self.status) == "close" else None

    @property
    def limit(self) -> ClockRecord | None:
        """By which it is judged to be in time: that for closing, else for handling, else the
        last."""
        for kind in ("close", "handle"):
            for clock in self.clocks:
                if clock.kind == kind:
                    return clock
        return max(self.clocks, key=lambda clock: clock.due_at, default=None)

    def overdue(self, now: datetime) -> bool:
        """Ended too late, or open and over its limit now. A suspension holds the limit."""
        limit = self.limit
        if limit is None or (self.status == "suspended" and self.ended_at is None):
            return False
        return limit.missed(self.ended_at or self.gone_at, now)

    def count(self, what: str, since: datetime | None = None, until: datetime | None = None) -> int:
        """How often something was done to it, in ``[since, until)``."""
        return sum(
            act.what == what
            and (since is None or act.at >= since)
            and (until is None or act.at < until)
            for act in self.acts
        )

    def suspended(self) -> tuple[tuple[datetime, datetime | None], ...]:
        """The spans during which its clocks stood still; the last may be open."""
        spans: list[tuple[datetime, datetime | None]] = []
        since: datetime | None = None
        for act in self.acts:
            if act.what == "suspend":
                since = since or act.at
            elif since is not None and act.what != "note":
                spans.append((since, act.at))
                since = None
        if since is not None:
            spans.append((since, self.ended_at))
        return tuple(spans)


def acts_told(case: Case) -> list[Act]:
    """What the case's own timeline tells of."""
    told = [Act(step.at, _ACT_OF.get(step.action.strip(), "")) for step in case.timeline]
    return [act for act in told if act.what]


def acts_shown(case: Case, statuses: Sequence[tuple[str, datetime]]) -> list[Act]:
    """What the states it was seen in show, where the timeline does not tell of it."""
    told = {act.what for act in acts_told(case)}
    shown = [Act(at, _SHOWN.get(status, "")) for status, at in statuses]
    return [act for act in shown if act.what and act.what not in told]


def record_of(case: Case, acts: Iterable[Act], before: CaseRecord | None = None) -> CaseRecord:
    """The record of a case, made of its newest state and of all that was done to it."""
    kept = tuple(sorted(set(acts), key=lambda act: (act.at, act.what)))
    times = {f"{key}_at": _time(kept, what, 0) for key, what in _FIRST.items()}
    times |= {f"{key}_at": _time(kept, what, -1) for key, what in _LAST.items()}
    score = satisfaction_of(case.raw)
    return CaseRecord(
        str(case.id), case.rev, case.number, case.title[:LONGEST_TITLE], case.platform,
        case.category_code, case.category, case.source, case.channel, case.level or "",
        case.status, case.unit or (before.unit if before else ""), case.grid,
        case.place.longitude if case.place else None, case.place.latitude if case.place else None,
        case.place.accuracy_m if case.place else None,
        case.reported_at or (before.reported_at if before else None) or case.updated_at,
        clocks=tuple(ClockRecord(c.kind, c.due_at, c.done_at) for c in case.clocks),
        acts=kept, simulated=case.simulated, ended_at=_ended(case, kept),
        satisfaction=score if score is not None else before.satisfaction if before else None,
        **times,
    )  # fmt: skip


def lost(record: CaseRecord, at: datetime) -> CaseRecord:
    """It is shown no more; what ended before stays as it ended."""
    return record if record.ended_at or record.gone_at else replace(record, gone_at=at)


def satisfaction_of(raw: Mapping[str, Any]) -> int | None:
    """``satisfaction`` of a case's message, 1 to 5: a number, or an object with a ``score``."""
    value = raw.get("satisfaction")
    if isinstance(value, Mapping):
        value = value.get("score")
    right = isinstance(value, int | float) and not isinstance(value, bool) and 1 <= value <= BEST
    return round(value) if right and value is not None else None


def _time(acts: Sequence[Act], what: str, which: int) -> datetime | None:
    found = [act.at for act in acts if act.what == what]
    return found[which] if found else None


def _ended(case: Case, acts: Sequence[Act]) -> datetime | None:
    if case.status not in CLOSED:
        return None
    return _time(acts, _ENDS[case.status], -1) or case.updated_at or case.reported_at


# -- as it lies on disk

_TEXTS = (
    "number", "title", "platform", "category_code", "category", "source", "channel", "level",
    "status", "unit", "grid",
)  # fmt: skip
_TIMES = (
    "reported_at", "accepted_at", "dispatched_at", "acknowledged_at", "arrived_at", "feedback_at",
    "verified_at", "ended_at", "gone_at",
)  # fmt: skip
_PLAIN = ("longitude", "latitude", "accuracy_m", "satisfaction", "simulated")


def packed(record: CaseRecord) -> dict[str, Any]:
    """As JSON; what is empty is left out. Times are Unix seconds."""
    values: dict[str, Any] = {"id": record.id, "rev": record.rev}
    values |= {key: getattr(record, key) for key in (*_TEXTS, *_PLAIN)}
    values |= {key: unix(getattr(record, key)) for key in _TIMES}
    values["clocks"] = [[c.kind, unix(c.due_at), unix(c.done_at)] for c in record.clocks]
    values["acts"] = [[unix(act.at), act.what] for act in record.acts]
    return {key: value for key, value in values.items() if value or _is_number(value)}


def unpacked(values: Mapping[str, Any]) -> CaseRecord:
    """KeyError, TypeError or ValueError when that is no record."""
    right = {key: values[key] for key in (*_TEXTS, *_PLAIN) if key in values}
    right |= {key: moment(values[key]) for key in _TIMES if key in values}
    clocks = tuple(
        ClockRecord(kind, moment(due), moment(done) if done is not None else None)
        for kind, due, done in values.get("clocks", ())
    )
    acts = tuple(Act(moment(at), what) for at, what in values.get("acts", ()))
    return CaseRecord(str(values["id"]), int(values["rev"]), clocks=clocks, acts=acts, **right)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def unix(at: datetime | None) -> float | None:
    return None if at is None else at.timestamp()


def moment(unix_s: float) -> datetime:
    return datetime.fromtimestamp(unix_s, UTC)
