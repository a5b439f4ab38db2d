"""The case book: what the case sources told, as one truth. Pure; lives in the Qt thread.

Repeats and disorder do no harm: of two messages on one case the higher revision holds, whenever it
arrives. A snapshot of one source replaces that source's cases alone.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from console.cases.case import (
    About,
    Case,
    CaseChanged,
    CaseEvent,
    CaseGone,
    CaseId,
    LinkState,
    PublicWarning,
    Snapshot,
    SnapshotEnd,
    SnapshotPart,
    Unreadable,
    WarningChanged,
    WarningGone,
    WarningSnapshot,
    Worker,
    WorkerMoved,
    WorkerSnapshot,
)
from console.cases.clocks import is_open, urgency
from console.cases.joined import Joined
from console.cases.linking import merged_about, worst_link

MOST_CASES = 200_000
GRAVES = 50_000  # cases that are gone whose revision is remembered
CLOSED_KEPT = 500  # closed cases the list can still show
PART = 500  # cases of a snapshot that are taken over at once
MOST_WARNINGS = 2_000
MOST_WORKERS = 20_000
MOST_UNREADABLE = 200

_LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Changes:
    """What an ``apply`` changed; false when nothing.

    ``changed`` and ``gone`` are cases as they are shown, what is merged once. ``told_changed`` and
    ``told_gone`` are the same as their sources told it.
    """

    changed: frozenset[CaseId] = frozenset()  # new or with other contents
    gone: frozenset[CaseId] = frozenset()
    warnings: bool = False
    workers: bool = False
    about: bool = False
    link: bool = False
    unreadable: bool = False
    told_changed: frozenset[CaseId] = field(default=frozenset(), compare=False)
    told_gone: frozenset[CaseId] = field(default=frozenset(), compare=False)

    def __bool__(self) -> bool:
        return self != _NOTHING


_NOTHING = Changes()


@dataclass(frozen=True, slots=True)
class _Grave:
    """What is remembered of a case that is gone."""

    rev: int
    updated_at: datetime | None


@dataclass
class _Tally:
    """Changes while they are being made."""

    changed: set[CaseId] = field(default_factory=set)
    gone: set[CaseId] = field(default_factory=set)
    flags: set[str] = field(default_factory=set)

    def done(self, joined: Joined, cases: Mapping[CaseId, Case]) -> Changes:
        told_changed, told_gone = frozenset(self.changed), frozenset(self.gone)
        changed, gone = joined.as_shown(told_changed, told_gone, cases)
        flags = dict.fromkeys(self.flags, True)
        return Changes(changed, gone, told_changed=told_changed, told_gone=told_gone, **flags)


class CaseBook:
    """Cases, warnings, workers and the state of each source's link, as last told.

    ``joined``: which cases the operator found to be the same; they are shown as one case. Its id
    is that of the one that leads.
    """

    def __init__(self) -> None:
        self.abouts: dict[str, About] = {}  # by source, as ``links``
        self.links: dict[str, LinkState] = {}
        self.joined = Joined()
        self._about: About | None = None
        self.warnings: dict[str, PublicWarning] = {}
        self.workers: dict[str, Worker] = {}
        self.unreadable: OrderedDict[tuple[str, str], Unreadable] = OrderedDict()
        self.unreadable_count = 0
        self.refused = 0  # messages beyond the limits of the book
        self._cases: dict[CaseId, Case] = {}
        self._closed: OrderedDict[CaseId, None] = OrderedDict()  # oldest first
        self._graves: OrderedDict[CaseId, _Grave] = OrderedDict()

    # -- reading

    @property
    def about(self) -> About | None:
        """What the sources say that they are, as one."""
        return self._about

    @property
    def link(self) -> LinkState:
        """The platform's own where the room has one, else that of the source that is worst off."""
        return self.links.get("", self.worst_link)

    @property
    def worst_link(self) -> LinkState:
        return worst_link(self.links)

    def case(self, case_id: CaseId) -> Case | None:
        """The case that is shown for this one: itself, or what it was merged into."""
        return self.joined.shown(case_id, self._cases)

    def told(self, case_id: CaseId) -> Case | None:
        """A case as its source told it, merged or not."""
        return self._cases.get(case_id)

    def cases(self) -> list[Case]:
        """All, the closed ones included that are still kept."""
        return list(self._cases.values())

    def open_cases(self) -> list[Case]:
        """As they are shown: what the operator merged is one case."""
        found = [case for case in self._cases.values() if case.id not in self._closed]
        return self.joined.over(found, self._cases) if self.joined else found

    def told_cases(self) -> list[Case]:
        """The open cases as their sources told them, merged or not."""
        return [case for case in self._cases.values() if case.id not in self._closed]

    def by_urgency(self, now: datetime) -> list[Case]:
        """The open cases: overdue first, then by level, then by the time left."""
        return sorted(self.open_cases(), key=lambda case: urgency(case, now))

    def warnings_in_force(self, now: datetime) -> list[PublicWarning]:
        return [
            warning
            for warning in self.warnings.values()
            if warning.expires is None or warning.expires > now
        ]

    # -- writing

    def join(self, joined: Joined) -> Changes:
        """Show those cases as one from now on, and what was one before apart."""
        before, self.joined = self.joined, joined
        changed, gone = joined.instead_of(before, self._cases)
        return Changes(changed, gone)

    def apply(self, events: Iterable[CaseEvent]) -> Changes:
        """Take the events over in their order, and say what that changed."""
        tally = _Tally()
        for event in events:
            self._take(event, tally)
        self._forget_closed(tally)
        return tally.done(self.joined, self._cases)

    def _take(self, event: CaseEvent, tally: _Tally) -> None:
        match event:
            case CaseChanged(case=case):
                self._put(case, tally)
            case CaseGone(id=gone, rev=rev):
                self._end(gone, rev, tally)
            case Snapshot():
                for part in in_parts(event):
                    self._take(part, tally)
            case SnapshotPart() | SnapshotEnd():
                self._take_part(event, tally)
            case LinkState() | About():
                self._hear_of(event, tally)
            case Unreadable():
                self._note(event, tally)
            case _:
                self._take_other(event, tally)

    def _hear_of(self, told: LinkState | About, tally: _Tally) -> None:
        """How a source is reached, or what it says of itself."""
        if isinstance(told, LinkState):
            if self.links.get(told.feed) != told:
                self.links[told.feed] = told
                tally.flags.add("link")
        elif self.abouts.get(told.feed) != told:
            self.abouts[told.feed] = told
            self._about = merged_about(self.abouts)
            tally.flags.add("about")

    def _take_other(
        self,
        event: WarningChanged | WarningGone | WarningSnapshot | WorkerMoved | WorkerSnapshot,
        tally: _Tally,
    ) -> None:
        match event:
            case WarningChanged(warning=warning):
                self._warnings({**self.warnings, warning.id: warning}, tally)
            case WarningGone(id=gone):
                left = {key: each for key, each in self.warnings.items() if key != gone}
                self._warnings(left, tally)
            case WarningSnapshot(warnings=warnings, feed=feed):
                others = {key: each for key, each in self.warnings.items() if each.feed != feed}
                self._warnings({**others, **{each.id: each for each in warnings}}, tally)
            case WorkerMoved(worker=worker):
                self._move(worker, tally)
            case WorkerSnapshot(workers=workers, feed=feed):
                here = {worker.id for worker in workers}
                for left_id in self.workers.keys() - here:
                    if self.workers[left_id].feed == feed:
                        del self.workers[left_id]
                        tally.flags.add("workers")
                for worker in workers:
                    self._move(worker, tally)

    # cases

    def _put(self, case: Case, tally: _Tally) -> None:
        """The case holds when its revision is higher than what is known of it."""
        held, grave = self._cases.get(case.id), self._graves.get(case.id)
        known = held.rev if held else grave.rev if grave else -1
        if case.rev > known:
            self._hold(case, tally)

    def _take_part(self, part: SnapshotPart | SnapshotEnd, tally: _Tally) -> None:
        if isinstance(part, SnapshotEnd):
            own = [case for case in self._cases.values() if case.feed == part.feed]
            for left in own:
                if left.id not in part.ids:
                    self._bury(left.id, left.rev, tally)
            return
        for case in part.cases:
            if self._counts_anew(case):
                self._graves.pop(case.id, None)
                self._hold(case, tally)
            else:
                self._put(case, tally)

    def _counts_anew(self, case: Case) -> bool:
        """Whether a snapshot shows a later state of a case under a lower revision.

        A platform that was set up anew or restored from a copy begins counting again; holding on to
        its old revisions would keep the room from ever seeing those cases move.
        """
        held = self._cases.get(case.id) or self._graves.get(case.id)
        if held is None or held.rev < case.rev:
            return False
        if held.updated_at is None or case.updated_at is None:
            return False
        return case.updated_at > held.updated_at

    def _hold(self, case: Case, tally: _Tally) -> None:
        if case.id not in self._cases and len(self._cases) >= MOST_CASES:
            self.refused += 1
            return
        self._graves.pop(case.id, None)
        self._cases[case.id] = case
        if is_open(case):
            self._closed.pop(case.id, None)
        else:
            self._closed[case.id] = None
        if self.unreadable.pop(("case", case.id), None):
            tally.flags.add("unreadable")
        tally.changed.add(case.id)
        tally.gone.discard(case.id)

    def _end(self, case_id: CaseId, rev: int, tally: _Tally) -> None:
        held = self._cases.get(case_id)
        if held is None or rev >= held.rev:
            self._bury(case_id, rev, tally)

    def _bury(self, case_id: CaseId, rev: int, tally: _Tally) -> None:
        held = self._cases.pop(case_id, None)
        before = self._graves.pop(case_id, None)
        known = held or before
        self._graves[case_id] = _Grave(
            max(rev, before.rev if before else 0), known.updated_at if known else None
        )
        while len(self._graves) > GRAVES:
            self._graves.popitem(last=False)
        self._closed.pop(case_id, None)
        if self.unreadable.pop(("case", case_id), None):
            tally.flags.add("unreadable")
        if held is not None:
            tally.gone.add(case_id)
            tally.changed.discard(case_id)

    def _forget_closed(self, tally: _Tally) -> None:
        while len(self._closed) > CLOSED_KEPT:
            oldest = next(iter(self._closed))
            self._bury(oldest, self._cases[oldest].rev, tally)

    def _note(self, unreadable: Unreadable, tally: _Tally) -> None:
        key = (unreadable.what, unreadable.id)
        self.unreadable.pop(key, None)
        self.unreadable[key] = unreadable
        self.unreadable_count += 1
        while len(self.unreadable) > MOST_UNREADABLE:
            self.unreadable.popitem(last=False)
        tally.flags.add("unreadable")

    # the rest

    def _warnings(self, warnings: dict[str, PublicWarning], tally: _Tally) -> None:
        if warnings == self.warnings:
            return
        self.refused += max(0, len(warnings) - MOST_WARNINGS)
        self.warnings = dict(list(warnings.items())[:MOST_WARNINGS])
        tally.flags.add("warnings")

    def _move(self, worker: Worker, tally: _Tally) -> None:
        held = self.workers.get(worker.id)
        if held is None and len(self.workers) >= MOST_WORKERS:
            self.refused += 1
        elif held is None or _when(worker) > _when(held):
            self.workers[worker.id] = worker
            tally.flags.add("workers")


def in_parts(snapshot: Snapshot, size: int = PART) -> Iterator[SnapshotPart | SnapshotEnd]:
    """The same, bit by bit: no event may come between, and no part is left out."""
    for first in range(0, len(snapshot.cases), size):
        yield SnapshotPart(snapshot.cases[first : first + size])
    ids = frozenset(case.id for case in snapshot.cases) | snapshot.unreadable
    yield SnapshotEnd(ids, snapshot.feed)


def _when(worker: Worker) -> datetime:
    return worker.seen_at or _LONG_AGO
