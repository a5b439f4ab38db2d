"""Heat map and the day so far: what happened is asked for and calculated beside the window."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from concurrent.futures import Future
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot

from console.cases.day import Happening, happenings, standing
from console.desk.cases import CaseDesk
from console.room_clock import room_now
from console.ui.map_page import MapPage
from console.ui.map_places import Places
from console.ui.map_view import MapView

if TYPE_CHECKING:
    from console.cases.heat import HeatPicture

MOST = 200_000  # happenings of one question

Day = Callable[[date], Sequence[Any]]
Submit = Callable[[Coroutine[Any, Any, Any]], Future[Any]]


class MapPastDesk(QObject):
    """Lives in the Qt thread. ``day`` gives what happened on a day, as rows of
    ``console.cases.day.Happening``; it is called in another thread. Without one the timelines of
    the cases at hand tell what they know."""

    _day_came = Signal(object, object)
    _heat_came = Signal(int, object)

    def __init__(
        self,
        views: Sequence[MapView],
        page: MapPage,
        cases: CaseDesk,
        submit: Submit,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._views, self._page, self._cases, self._submit = views, page, cases, submit
        self.day: Day | None = None
        self._told: dict[date, list[Happening]] = {}
        self._asked: date | None = None
        self._at: datetime | None = None
        self._heat_days = 0
        page.heat_wished.connect(self.show_heat)
        page.past_wished.connect(self.begin)
        page.time.moved.connect(self.look_at)
        page.time.ended.connect(self.end)
        self._day_came.connect(self._on_day)
        self._heat_came.connect(self._on_heat)

    # -- the day so far

    @Slot()
    def begin(self) -> None:
        self._told = {}
        self._page.time.begin(room_now())

    @Slot(datetime)
    def look_at(self, at: datetime) -> None:
        self._at = at
        told = self._told.get(at.date())
        if told is not None:
            self._show(told)
        elif self._asked != at.date():
            self._asked = at.date()
            self._ask([at.date()], self._tell_day)

    @Slot()
    def end(self) -> None:
        self._at, self._told, self._asked = None, {}, None
        for view in self._views:
            view.layers.set_past(None)

    def _show(self, told: Sequence[Happening]) -> None:
        if self._at is None:
            return
        stands = standing(told, self._at)
        for view in self._views:
            view.layers.set_past(stands)
        until = sum(each.at <= self._at for each in told)
        self._page.time.tell_count(len(stands), until)

    @Slot(object, object)
    def _on_day(self, day: date, told: list[Happening]) -> None:
        self._told[day], self._asked = told, None
        if self._at is not None and self._at.date() == day:
            self._show(told)

    # -- heat

    @Slot(int)
    def show_heat(self, days: int) -> None:
        """Of the last so many days, today among them; 0: none."""
        self._heat_days = days
        self._page.set_heat(days)
        if not days:
            self._set_heat(None)
            return
        today = room_now().date()
        self._ask([today - timedelta(days=n) for n in range(days)], self._tell_heat)

    @Slot(int, object)
    def _on_heat(self, days: int, picture: HeatPicture | None) -> None:
        if days == self._heat_days:
            self._set_heat(picture)

    def _set_heat(self, picture: HeatPicture | None) -> None:
        for view in self._views:
            view.layers.heat.set_picture(picture)
            view.layers.show("heat", picture is not None)
        made = self._page.layer_list
        if made is not None:
            made.refresh()

    # -- beside the window

    def _ask(
        self, days: Sequence[date], tell: Callable[[Sequence[date], list[list[Happening]]], None]
    ) -> None:
        day, own = self.day, []
        if day is None:
            cases = self._cases.book.cases()
            own = [happenings(cases, each) for each in days]

        def work() -> None:
            rows = own if day is None else [_rows(day(each)) for each in days]
            tell(days, rows)

        self._submit(asyncio.to_thread(work))

    def _tell_day(self, days: Sequence[date], rows: list[list[Happening]]) -> None:
        """In another thread."""
        self._day_came.emit(days[0], rows[0])

    def _tell_heat(self, days: Sequence[date], rows: list[list[Happening]]) -> None:
        """In another thread. A case counts once, where it was first told."""
        from console.cases.heat import heat_picture  # OpenCV, for those who look at it

        places = {each.case_id: (each.longitude, each.latitude) for row in rows for each in row}
        xy = Places(self._views[0].plane, list(places.values())).xy
        self._heat_came.emit(len(days), heat_picture(xy))


def _rows(told: Sequence[Any]) -> list[Happening]:
    return sorted((Happening._make(row) for row in told[:MOST]), key=lambda each: each.at)
