"""Which days are worked: the State Council's notices as the library ``chinesecalendar`` has them,
over which the room's own ``calendar.toml`` counts."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from functools import cached_property

from layouts.duty_calendar import DayKind, DutyCalendar


class DutyDays:
    """Whether a day is worked. In years for which neither knows a notice Monday to Friday are."""

    def __init__(self, calendar: DutyCalendar) -> None:
        self._calendar = calendar

    def __call__(self, day: date) -> bool:
        said = self._calendar.said(day)
        if said is not None:
            return said is DayKind.WORKDAY
        worked, rests, _ = self._notices
        return day in worked or (day.weekday() < 5 and day not in rests)

    def name(self, day: date) -> str:
        """The holiday's name; empty where there is none."""
        return self._calendar.name(day) if self._calendar.said(day) else ""

    def is_known(self, year: int) -> bool:
        own = any(year in (span.first.year, span.last.year) for span in self._calendar.spans)
        return own or year in self._notices[2]

    def warning(self, today: date) -> str:
        """Whose holidays are missing; empty when they are known. The next year's are asked for in
        December, when its notice is out."""
        missing = [] if self.is_known(today.year) else [today.year]
        if today.month == 12 and not self.is_known(today.year + 1):
            missing.append(today.year + 1)
        if not missing:
            return ""
        years = ", ".join(map(str, missing))
        return (
            f"the holidays of {years} are not known: working time counts Monday to Friday; write "
            "the State Council's notice into calendar.toml"
        )

    @cached_property
    def _notices(self) -> tuple[Collection[date], Collection[date], Collection[int]]:
        """Days worked to make up, days of rest, years."""
        from chinese_calendar.constants import holidays, workdays

        return frozenset(workdays), frozenset(holidays), {day.year for day in holidays}
