"""The open cases in the order of their urgency: kept so change by change, so that a change costs
the same among ten cases and among ten thousand. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice

from console.cases.case import Case, CaseId
from console.cases.clocks import Lamp, is_open, lamp
from console.cases.row_order import Order
from console.cases.views import Beside, order_key

AGED = 50  # cases that one call of ``ageing`` looks at
_BESIDE = Beside()


class Pressing:
    """Open cases only."""

    def __init__(self) -> None:
        self._cases: dict[CaseId, Case] = {}
        self._lamps: dict[CaseId, Lamp] = {}
        self._order = Order()
        self._ageing: Iterator[CaseId] = iter(())

    def __len__(self) -> int:
        return len(self._cases)

    def apply(self, changed: Iterable[Case], gone: Iterable[CaseId], now: datetime) -> None:
        for case in changed:
            if is_open(case):
                self._come(case, now)
            else:
                self._leave(case.id)
        for case_id in gone:
            self._leave(case_id)

    def first(self) -> Iterator[Case]:
        """All of them, the most urgent first, as far as time has been looked at."""
        return (self._cases[case_id] for case_id in self._order)

    def ageing(self, now: datetime, most: int = AGED) -> list[Case]:
        """Look at the next cases again: those whose lamp is another now, though nothing of them
        was told."""
        looked_at = list(islice(self._ageing, most))
        if len(looked_at) < most:
            self._ageing = iter(list(self._cases))
            looked_at += islice(self._ageing, most - len(looked_at))
        return [case for i in dict.fromkeys(looked_at) if (case := self._turned(i, now))]

    # -- inside

    def _come(self, case: Case, now: datetime) -> None:
        self._cases[case.id] = case
        self._lamps[case.id] = lamp(case, now)
        self._order.put(case.id, order_key(case, "urgency", _BESIDE, now))

    def _leave(self, case_id: CaseId) -> None:
        if self._cases.pop(case_id, None) is not None:
            self._lamps.pop(case_id, None)
            self._order.put(case_id, None)

    def _turned(self, case_id: CaseId, now: datetime) -> Case | None:
        case = self._cases.get(case_id)
        if case is None:
            return None
        self._order.put(case_id, order_key(case, "urgency", _BESIDE, now))
        seen = lamp(case, now)
        if seen == self._lamps[case_id]:
            return None
        self._lamps[case_id] = seen
        return case
