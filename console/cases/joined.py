"""Cases that the operator found to be one: they are shown as one, with all their numbers. Pure.

Nothing is lost by it: the book keeps each as its source told it, and taking them apart shows them
again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from console.cases.case import Case, CaseId
from console.cases.clocks import is_open

BETWEEN = " = "  # the numbers of one case
_LEVELS = ("red", "orange", "yellow", "blue")

Pair = tuple[CaseId, CaseId]


def pair_of(one: CaseId, other: CaseId) -> Pair:
    """Two cases, whichever is named first."""
    return (one, other) if one < other else (other, one)


class Joined:
    """Groups out of pairs: what is merged with a merged case belongs to the same group."""

    def __init__(self, pairs: Iterable[Pair] = ()) -> None:
        self._groups: dict[CaseId, frozenset[CaseId]] = {}
        self._leads: dict[frozenset[CaseId], CaseId] = {}  # as last shown
        for one, other in pairs:
            whole = self._groups.get(one, frozenset({one})) | self._groups.get(
                other, frozenset({other})
            )
            for each in whole:
                self._groups[each] = whole

    def __bool__(self) -> bool:
        return bool(self._groups)

    def group(self, case_id: CaseId) -> frozenset[CaseId]:
        """All that are one case with this one, itself included."""
        return self._groups.get(case_id, frozenset({case_id}))

    def shown(self, case_id: CaseId, cases: Mapping[CaseId, Case]) -> Case | None:
        """The case that stands for this one; None where none of its group is known."""
        if case_id not in self._groups:
            return cases.get(case_id)
        members = [cases[each] for each in self._groups[case_id] if each in cases]
        return _as_one(members) if members else None

    def as_shown(
        self, changed: frozenset[CaseId], gone: frozenset[CaseId], cases: Mapping[CaseId, Case]
    ) -> tuple[frozenset[CaseId], frozenset[CaseId]]:
        """(changed, gone) of the cases that are shown, by those of the cases that were told.

        ``cases`` are those after the change. Where another case leads its group, the one that led
        is gone.
        """
        if not self._groups:
            return changed, gone
        touched = {self._groups[each] for each in changed | gone if each in self._groups}
        alone = self._groups.keys()
        shown, left = set(changed - alone), set(gone - alone)
        for group in touched:
            lead, before = self._lead(group, cases), self._leads.pop(group, None)
            if before is not None and before != lead:
                left.add(before)
            if lead is not None:
                shown.add(lead)
                self._leads[group] = lead
        return frozenset(shown), frozenset(left)

    def instead_of(
        self, before: Joined, cases: Mapping[CaseId, Case]
    ) -> tuple[frozenset[CaseId], frozenset[CaseId]]:
        """(changed, gone) of the cases that are shown when this takes the place of ``before``."""
        groups = {*self._groups.values()}
        self._leads = {
            group: lead for group in groups if (lead := self._lead(group, cases)) is not None
        }
        other = groups ^ {*before._groups.values()}
        touched = {each for group in other for each in group if each in cases}
        was = {each for each in touched if before._is_shown(each, cases)}
        now = {each for each in touched if self._is_shown(each, cases)}
        return frozenset(now), frozenset(was - now)

    def _lead(self, group: frozenset[CaseId], cases: Mapping[CaseId, Case]) -> CaseId | None:
        members = [cases[each] for each in group if each in cases]
        return min(members, key=_first).id if members else None

    def _is_shown(self, case_id: CaseId, cases: Mapping[CaseId, Case]) -> bool:
        group = self._groups.get(case_id)
        return group is None or self._lead(group, cases) == case_id

    def over(self, found: Iterable[Case], cases: Mapping[CaseId, Case]) -> list[Case]:
        """The open cases with each group once, in the place of the first of it."""
        shown: list[Case] = []
        done: set[frozenset[CaseId]] = set()
        for case in found:
            group = self._groups.get(case.id)
            if group is None:
                shown.append(case)
            elif group not in done:
                done.add(group)
                one = self.shown(case.id, cases)
                assert one is not None
                shown.append(one)
        return shown


def _as_one(members: list[Case]) -> Case:
    """The first that was reported and is open stands for all; what it lacks the others give."""
    ordered = sorted(members, key=_first)
    lead = ordered[0]
    if len(ordered) == 1:
        return lead
    rest = ordered[1:]
    placed = (case.place for case in ordered)
    cameras = dict.fromkeys(camera for case in ordered for camera in case.cameras)
    return replace(
        lead,
        number=BETWEEN.join(dict.fromkeys(case.number or case.id for case in ordered)),
        level=_worst([case.level for case in ordered]),
        place=next((place for place in placed if place is not None), None),
        clocks=lead.clocks or next((case.clocks for case in rest if case.clocks), ()),
        cameras=tuple(cameras),
        unit=next((case.unit for case in ordered if case.unit), ""),
        person=next((case.person for case in ordered if case.person), ""),
        joined=tuple(case.id for case in rest),
    )


def _first(case: Case) -> tuple[bool, bool, float, str]:
    """The platform's own before those of other sources: orders can be given on it."""
    at = case.reported_at.timestamp() if case.reported_at else float("inf")
    return not is_open(case), case.feed != "", at, case.id


def _worst(levels: list[str | None]) -> str | None:
    told = [level for level in levels if level is not None]
    known = [level for level in _LEVELS if level in told]
    return next(iter(known or told), None)
