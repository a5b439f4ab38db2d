"""The inbox's rows as Qt asks for them: told step by step, never all of them anew."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from console.cases.case import Case, CaseId
from console.cases.duty_hours import DutyHours
from console.cases.listing import CaseListing, Search
from console.cases.row import CaseRow
from console.cases.row_order import Step
from console.cases.views import Beside, View
from console.ui.countdown import countdown_text
from console.ui.words import distance_text, status_text

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
MANY = 300  # changes at once: above, one new layout costs less than the steps


class CaseModel(QAbstractListModel):
    """The rows of a ``CaseListing``."""

    def __init__(self, search: Search | None = None) -> None:
        super().__init__()
        self.hours: DutyHours | None = None
        self.listing = CaseListing() if search is None else CaseListing(search)
        self.listing.begin = self._begin
        self.listing.end = self._end

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.listing)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role not in _ROLES:
            return None
        row = self.listing[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return row
        told = (row.title, time_text(row, self.hours), status_text(row.status), place_text(row))
        return " · ".join(told)

    def index_of(self, case_id: str) -> QModelIndex:
        place = self.listing.place(CaseId(case_id))
        return QModelIndex() if place is None else self.index(place)

    # -- changes

    def change(self, changed: Collection[Case], gone: Collection[CaseId], now: datetime) -> None:
        """The view is told only of what differs."""
        if len(changed) + len(gone) > MANY:
            self._anew(lambda: self._unheard(changed, gone, now))
        else:
            self.listing.change(changed, gone, now)

    def set_cases(self, cases: Iterable[Case], now: datetime) -> None:
        """All cases there are; what was listed and is not among them is gone."""
        there = {case.id: case for case in cases}
        gone = [case.id for case in self.listing.cases() if case.id not in there]
        self.change(list(there.values()), gone, now)

    def set_view(self, view: View, now: datetime) -> None:
        self.listing.view = view
        self.refill(now)

    def set_beside(self, beside: Beside, now: datetime) -> None:
        self.listing.beside = beside
        self.refill(now)

    def set_near(self, near: Mapping[CaseId, float | None] | None, now: datetime) -> None:
        """Only these cases, in this order and with these distances in metres; None: all of them."""
        if self.listing.set_near(near):
            self.refill(now)

    def refill(self, now: datetime) -> None:
        self._anew(lambda: self.listing.refill(now))

    # -- inside

    def _anew(self, fill: Callable[[], None]) -> None:
        """Keeps what a view has selected: the case, not the row number."""
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        named = [CaseId(self.listing[index.row()].id) for index in before]
        fill()
        places = [self.listing.place(name) for name in named]
        after = [QModelIndex() if place is None else self.index(place) for place in places]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _unheard(self, changed: Iterable[Case], gone: Iterable[CaseId], now: datetime) -> None:
        listing = self.listing
        listing.begin, listing.end = _quiet, _quiet
        try:
            listing.change(changed, gone, now)
        finally:
            listing.begin, listing.end = self._begin, self._end

    def _begin(self, step: Step) -> None:
        start, to = step.start, step.to
        if start is None and to is not None:
            self.beginInsertRows(NOWHERE, to, to)
        elif to is None and start is not None:
            self.beginRemoveRows(NOWHERE, start, start)
        elif start is not None and to is not None and start != to:
            # Qt counts the place as it is before the row has left its own
            self.beginMoveRows(NOWHERE, start, start, NOWHERE, to if to < start else to + 1)

    def _end(self, step: Step) -> None:
        start, to = step.start, step.to
        if start is None:
            self.endInsertRows()
        elif to is None:
            self.endRemoveRows()
            return
        elif start != to:
            self.endMoveRows()
        if start is not None and to is not None:
            place = self.index(to)
            self.dataChanged.emit(place, place)


def time_text(row: CaseRow, hours: DutyHours | None) -> str:
    left_s = None if row.left_min is None else row.left_min * 60.0
    return countdown_text(left_s, row.lamp, row.working_until, hours)


def place_text(row: CaseRow) -> str:
    """Where it is, after how far that is where a camera is asked about."""
    away = "" if row.away_m is None else distance_text(row.away_m)
    return " · ".join(part for part in (row.number, away, row.place) if part)


def _quiet(_step: Step) -> None:
    pass


_ROLES = frozenset(
    (
        Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.UserRole,
    )
)  # fmt: skip
