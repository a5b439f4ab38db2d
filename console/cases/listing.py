"""The inbox's rows: filtered, in order, kept so change by change. Pure; told the time.

A change costs as much as its own case, however many others there are. What time alone does to a
case (its lamp, the minutes left, its being overdue) is looked after by ``ageing``, a few rows at
each call.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice

from console.cases.case import Case, CaseId
from console.cases.clocks import is_open
from console.cases.row import CaseRow, row_of
from console.cases.row_order import Key, Order, Step
from console.cases.views import Beside, View, order_key, passes

AGED = 50  # rows that one call of ``ageing`` looks at, those that are seen apart

Search = Callable[[Collection[Case], str], Collection[CaseId]]


def _plain(cases: Collection[Case], words: str) -> Collection[CaseId]:
    return [case.id for case in cases if words in case.title or words in case.number]


class CaseListing:
    """``begin``/``end`` are called around each step that is made. ``search``: the ids of those of
    some cases that the words mean."""

    def __init__(self, search: Search = _plain) -> None:
        self.begin: Callable[[Step], None] = lambda _step: None
        self.end: Callable[[Step], None] = lambda _step: None
        self.view = View("all")
        self.beside = Beside()
        self.unseen: Collection[CaseId] = frozenset()
        self._search = search
        self._cases: dict[CaseId, Case] = {}  # all open ones
        self._rows: dict[CaseId, CaseRow] = {}  # those that were asked for, as they were told
        self._now = datetime.min.replace(tzinfo=UTC)  # when anything was last looked at
        self._order = Order()
        self._near: Mapping[CaseId, float | None] | None = None
        self._counts: dict[str, int] = {}
        self._ageing: Iterator[CaseId] = iter(())

    # -- reading

    def __len__(self) -> int:
        return len(self._order)

    def __getitem__(self, place: int) -> CaseRow:
        case_id = self._order[place]
        row = self._rows.get(case_id)
        if row is None:
            row = self._rows[case_id] = self._row(self._cases[case_id], self._now)
        return row

    def rows(self) -> list[CaseRow]:
        return [self[place] for place in range(len(self))]

    def cases(self) -> Collection[Case]:
        """All open ones, shown or not."""
        return self._cases.values()

    def place(self, case_id: CaseId) -> int | None:
        return self._order.place(case_id)

    def counts(self) -> Mapping[str, int]:
        """Open cases by platform, those that are not shown too."""
        return {platform: count for platform, count in self._counts.items() if count}

    def total(self) -> int:
        return len(self._cases)

    # -- changes, told step by step

    def change(self, changed: Iterable[Case], gone: Iterable[CaseId], now: datetime) -> None:
        """These cases are new or otherwise, and those are no more."""
        changed = list(changed)
        found = self._found(changed)
        for case in changed:
            self._know(case if is_open(case) else None, case.id)
            self._show(case.id, found, now)
        for case_id in gone:
            self._know(None, case_id)
            self._show(case_id, found, now)

    def touch(self, ids: Iterable[CaseId], now: datetime) -> None:
        """What the room knows of these cases besides is another: seen, acknowledged."""
        known = [self._cases[case_id] for case_id in ids if case_id in self._cases]
        found = self._found(known)
        for case in known:
            self._show(case.id, found, now)

    def ageing(self, now: datetime, seen: range = range(0), most: int = AGED) -> None:
        """Look at the next cases again, for what time alone did to them; at the rows that are
        ``seen`` each time."""
        looked_at = list(islice(self._ageing, most))
        if len(looked_at) < most:
            self._ageing = iter(list(self._cases))
            looked_at += islice(self._ageing, most - len(looked_at))
        looked_at += [self._order[row] for row in seen if row < len(self._order)]
        self.touch(dict.fromkeys(looked_at), now)

    # -- anew

    def refill(self, now: datetime) -> None:
        """All rows anew, after ``view``, ``beside`` or ``near`` became another. No step is told."""
        found = self._found(self._cases.values())
        keys = {case_id: self._key(case, found, now) for case_id, case in self._cases.items()}
        self._rows.clear()
        self._now = now
        self._order.fill({case_id: key for case_id, key in keys.items() if key is not None})

    def set_near(self, near: Mapping[CaseId, float | None] | None) -> bool:
        """Only these cases, in this order and with these distances in metres; None: as the view
        says. Whether that is news; ``refill`` is the caller's."""
        news = near != self._near or (near is not None and list(near) != list(self._near or ()))
        self._near = near
        return news

    # -- inside

    def _know(self, case: Case | None, case_id: CaseId) -> None:
        before = self._cases.pop(case_id, None) if case is None else self._cases.get(case_id)
        if before is not None:
            self._counts[before.platform] -= 1
        if case is not None:
            self._cases[case_id] = case
            self._counts[case.platform] = self._counts.get(case.platform, 0) + 1

    def _show(self, case_id: CaseId, found: Collection[CaseId] | None, now: datetime) -> None:
        self._now = now
        case = self._cases.get(case_id)
        key = self._key(case, found, now) if case is not None else None
        step = self._order.plan(case_id, key)
        if step is None:
            return
        before = self._rows.get(case_id)
        stays = case is not None and step.start == step.to
        if stays and (before is None or before == self._row(self._cases[case_id], now)):
            self._order.do(step)  # nobody asked for it, or it says the same
            return
        self.begin(step)
        self._order.do(step)
        if before is not None:
            del self._rows[case_id]
        self.end(step)

    def _key(self, case: Case, found: Collection[CaseId] | None, now: datetime) -> Key | None:
        if found is not None and case.id not in found:
            return None
        if self._near is not None:
            if case.id not in self._near or case.platform in self.view.filter.hidden:
                return None
            away = self._near[case.id]
            return (away is None, away or 0.0, case.id)
        if not passes(case, self.view.filter, self.beside, now):
            return None
        return order_key(case, self.view.sort, self.beside, now)

    def _row(self, case: Case, now: datetime) -> CaseRow:
        row = row_of(case, now, case.id in self.unseen, case.id not in self.beside.waiting)
        away = self._near.get(case.id) if self._near is not None else None
        return row if away is None else replace(row, away_m=away)

    def _found(self, cases: Collection[Case]) -> Collection[CaseId] | None:
        """Those that the search means; None where nothing is searched."""
        words = self.view.filter.words.strip()
        return self._search(cases, words) if words and self._near is None else None
