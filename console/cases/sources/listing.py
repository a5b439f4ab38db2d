"""What a source without revisions and without an end of a case says by listing its cases. Pure.

A change is found by comparing with what was listed before; a case that is missing from a listing is
gone. A listing of several pages may lose one between two pages while others come and go, so there a
case has to be missing twice.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from console.cases.case import Case, CaseChanged, CaseGone, CaseId, Snapshot

MOST_GONE = 50_000  # cases that are gone whose revision is remembered


class Listing:
    """The cases of one source as last listed. ``has_revs``: its messages carry revisions."""

    def __init__(self, feed: str, has_revs: bool = False) -> None:
        self._feed = feed
        self._has_revs = has_revs
        self._known: dict[CaseId, Case] = {}
        self._missed: frozenset[CaseId] = frozenset()
        self._gone: dict[CaseId, int] = {}  # their last revisions, the oldest first

    def __len__(self) -> int:
        return len(self._known)

    def stamped(self, case: Case, now_ms: int) -> Case:
        """The case with a revision that grows when it says something else than before.

        It begins at the time of the change, so that it goes on growing when the program begins
        anew. Of two answers the later holds, whatever time it says the case was changed at.
        """
        known = self._known.get(case.id)
        if not self._has_revs:
            case = _as_changed(case, known, now_ms, self._gone.pop(case.id, -1) + 1)
        self._known[case.id] = case
        return case

    def changes(
        self, cases: Iterable[Case], now_ms: int, received_at: float = 0.0
    ) -> list[CaseChanged]:
        """Those among cases that say something else than before."""
        told = []
        for case in cases:
            before = self._known.get(case.id)
            after = self.stamped(case, now_ms)
            if before is None or after != before:
                told.append(CaseChanged(after, received_at))
        return told

    def snapshot(
        self,
        cases: Iterable[Case],
        now_ms: int,
        *,
        cursor: str = "",
        unreadable: frozenset[str] = frozenset(),
        pages: int = 1,
    ) -> Snapshot:
        """All open cases of the source; what is not among them is gone."""
        shown = tuple(self.stamped(case, now_ms) for case in cases)
        here = {case.id for case in shown}
        missing = frozenset(self._known.keys() - here - unreadable)
        kept = missing - self._missed if pages > 1 else frozenset[CaseId]()
        self._missed = kept
        for left in missing - kept:
            self._bury(left)
        return Snapshot(shown, cursor, unreadable | kept, self._feed)

    def gone(self, case_id: CaseId, now_ms: int) -> CaseGone:
        """The source says that a case is no more."""
        if case_id in self._known:
            return CaseGone(case_id, self._bury(case_id))
        return CaseGone(case_id, 0 if self._has_revs else now_ms)

    def _bury(self, case_id: CaseId) -> int:
        rev = self._gone[case_id] = self._known.pop(case_id).rev
        while len(self._gone) > MOST_GONE:
            del self._gone[next(iter(self._gone))]
        return rev


def _as_changed(case: Case, known: Case | None, now_ms: int, least: int) -> Case:
    if known is not None and replace(case, rev=known.rev) == known:
        return known
    told_ms = int(case.updated_at.timestamp() * 1000) if case.updated_at else now_ms
    rev = max(told_ms, least) if known is None else max(told_ms, known.rev + 1)
    return replace(case, rev=rev)
