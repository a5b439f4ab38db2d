"""Working time over a duty calendar: what a limit in 工作时 or 工作日 comes to. Pure.

Only aware moments are taken, so the zone of the workstation does not matter; office hours are those
of the site's own zone. Days outside ``FIRST_YEAR`` .. ``LAST_YEAR`` hold no working time.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from itertools import pairwise
from typing import Literal

Unit = Literal["working_hour", "working_day", "hour", "day"]

UNITS: dict[str, Unit] = {
    "工作时": "working_hour", "工作小时": "working_hour", "working_hour": "working_hour",
    "工作日": "working_day", "working_day": "working_day",
    "自然小时": "hour", "小时": "hour", "hour": "hour",
    "自然日": "day", "日": "day", "天": "day", "day": "day",
}  # fmt: skip
FIRST_YEAR, LAST_YEAR = 2000, 2099
CHINA = timezone(timedelta(hours=8), "Asia/Shanghai")
DAY_MIN = 24 * 60

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICRO = timedelta(microseconds=1)

Spans = tuple[tuple[int, int], ...]  # (begin, end) in minutes of the day


@dataclass(frozen=True, slots=True)
class Season:
    """Other office hours from one day of the year to another, both included; the new year may lie
    between. Days are (month, day)."""

    first: tuple[int, int]
    last: tuple[int, int]
    hours: Spans

    def holds(self, day: date) -> bool:
        at = (day.month, day.day)
        if self.first <= self.last:
            return self.first <= at <= self.last
        return at >= self.first or at <= self.last


@dataclass(frozen=True, slots=True)
class OfficeTimes:
    """The office hours of a worked day: those of the first season that holds it, else the usual."""

    usual: Spans = ((510, 720), (810, 1050))
    seasons: tuple[Season, ...] = ()

    def of(self, day: date) -> Spans:
        return next((one.hours for one in self.seasons if one.holds(day)), self.usual)


@dataclass(frozen=True, slots=True)
class _Table:
    """Working spans of the years ``first`` .. ``last`` in their order, microseconds since 1970:
    begin, end, and the working time before each, counted from an arbitrary moment."""

    first: int
    last: int
    begins: list[int]
    ends: list[int]
    before: list[int]
    since: int  # moments from here to ``until`` are answered without growing
    until: int

    def total(self) -> int:
        return self.before[-1] + self.ends[-1] - self.begins[-1] if self.begins else 0


class DutyHours:
    """``worked``: whether a day is a working day. The table of spans grows by years as asked;
    threads may share it once it was asked for the first time."""

    def __init__(
        self,
        worked: Callable[[date], bool],
        times: OfficeTimes | None = None,
        zone: tzinfo = CHINA,
    ) -> None:
        self.zone = zone
        self.times = times or OfficeTimes()
        self._worked = worked
        self._table: _Table | None = None  # replaced as a whole: readers of other threads are safe

    def worked(self, day: date) -> bool:
        return self._worked(day)

    def add(self, start: datetime, working_s: float) -> datetime:
        """The first moment by which so much working time has passed since ``start``, in UTC.

        Of a negative time: the first moment from which on no more than that is left until
        ``start``. Nothing added is ``start`` itself.
        """
        micros = round(working_s * 1e6)
        if micros == 0:
            return _aware(start).astimezone(UTC)
        at = _micros(start)
        wanted = self._position(at) + micros
        step = 1 if micros > 0 else -1
        table = self._holding(at)
        if not self._reaches(table, wanted, step):
            table = self._grown(self._year(at), wanted, step)
        index = bisect_left(table.before, wanted) - 1
        if index < 0:
            return _moment(table.begins[0]) if table.begins else _aware(start).astimezone(UTC)
        return _moment(min(table.begins[index] + wanted - table.before[index], table.ends[index]))

    def between(self, a: datetime, b: datetime) -> float:
        """Working seconds from ``a`` to ``b``; negative where ``b`` is before ``a``."""
        return (self._position(_micros(b)) - self._position(_micros(a))) / 1e6

    def due(self, start: datetime, amount: float, unit: Unit) -> datetime:
        """When a limit that runs from ``start`` ends, in UTC.

        Working days: the day of ``start`` does not count, and the last one ends when its office
        hours do. Natural days end at the time of day at which they began.
        """
        if unit == "working_hour":
            return self.add(start, amount * 3600)
        if unit == "hour":
            return _aware(start).astimezone(UTC) + timedelta(hours=amount)
        local = _aware(start).astimezone(self.zone)
        if unit == "day":
            return (local + timedelta(days=amount)).astimezone(UTC)
        return self._close_of(local.date(), round(amount)) or _moment(_micros(start))

    def opening(self, at: datetime, days: int) -> datetime:
        """When the office opens on the so many-th working day after that of ``at``, in UTC; before
        it where ``days`` is negative. ``at`` itself where there is no such day."""
        day, step, count = at.astimezone(self.zone).date(), 1 if days > 0 else -1, abs(days)
        while count > 0 and FIRST_YEAR <= day.year <= LAST_YEAR:
            day += timedelta(days=step)
            count -= self._worked(day) and bool(self.times.of(day))
        if count > 0 or not self.times.of(day):
            return _aware(at).astimezone(UTC)
        return self._at(day, self.times.of(day)[0][0])

    def is_open(self, at: datetime) -> bool:
        """Whether working time passes now."""
        moment = _micros(at)
        table = self._holding(moment)
        index = bisect_right(table.begins, moment) - 1
        return index >= 0 and moment < table.ends[index]

    def ends_in_office(self, due_at: datetime) -> bool:
        """Whether a limit of working time can end then by these hours: one that ends at night was
        reckoned by other hours, and its working time left is not for us to tell."""
        return self.is_open(due_at - _MICRO)

    def opens(self, at: datetime) -> datetime | None:
        """When working time passes next, in UTC; ``at`` itself while it does. None: never."""
        if self.is_open(at):
            return _aware(at).astimezone(UTC)
        moment = _micros(at)
        for year in (self._year(moment), self._year(moment) + 1):
            table = self._covering(year)
            index = bisect_right(table.begins, moment)
            if index < len(table.begins):
                return _moment(table.begins[index])
        return None

    # -- inside

    def _close_of(self, day: date, count: int) -> datetime | None:
        """When the ``count``-th working day after ``day`` ends."""
        while count > 0 and day.year <= LAST_YEAR:
            day += timedelta(days=1)
            if self._worked(day) and self.times.of(day):
                count -= 1
        if count > 0 or not self.times.of(day):
            return None
        return self._at(day, self.times.of(day)[-1][1])

    def _at(self, day: date, minute: int) -> datetime:
        local = datetime.combine(day, time(), self.zone) + timedelta(minutes=minute)
        return local.astimezone(UTC)

    def _year(self, moment: int) -> int:
        return min(max(_moment(moment).year, FIRST_YEAR), LAST_YEAR)

    def _position(self, moment: int) -> int:
        """Working microseconds up to a moment, from where the table begins to count."""
        table = self._holding(moment)
        index = bisect_right(table.begins, moment) - 1
        if index < 0:
            return table.before[0] if table.before else 0
        return table.before[index] + min(moment, table.ends[index]) - table.begins[index]

    def _holding(self, moment: int) -> _Table:
        table = self._table
        if table is not None and table.since <= moment < table.until:
            return table
        return self._covering(self._year(moment))

    def _grown(self, year: int, wanted: int, step: int) -> _Table:
        """The table grown until it holds the position, or as far as there are years."""
        table = self._covering(year)
        while not self._reaches(table, wanted, step) and FIRST_YEAR < year < LAST_YEAR:
            year += step
            table = self._covering(year)
        return table

    @staticmethod
    def _reaches(table: _Table, wanted: int, step: int) -> bool:
        if not table.before:
            return False
        return wanted <= table.total() if step > 0 else wanted > table.before[0]

    def _covering(self, year: int) -> _Table:
        """The table with the year and its neighbours in it: a day of the site's zone may begin in
        another year of UTC."""
        table = self._table
        low, high = max(year - 1, FIRST_YEAR), min(year + 1, LAST_YEAR)
        if table is not None and table.first <= low and high <= table.last:
            return table
        begins: list[int] = []
        ends: list[int] = []
        first = min(low, table.first) if table else low
        last = max(high, table.last) if table else high
        for each in range(first, last + 1):
            if table is not None and each == table.first:
                begins += table.begins
                ends += table.ends
            elif table is None or not table.first <= each <= table.last:
                self._add_year(each, begins, ends)
        before = [0]
        for begin, end in zip(begins, ends, strict=True):
            before.append(before[-1] + end - begin)
        before.pop()
        shift = _anchor(before, begins, table)
        since, until = (
            _micros(datetime(each, 1, 1, tzinfo=UTC)) for each in (first + 1, last)
        )  # a year's own days may begin in another year of UTC
        positions = [each - shift for each in before]
        self._table = _Table(first, last, begins, ends, positions, since, until)
        return self._table

    def _add_year(self, year: int, begins: list[int], ends: list[int]) -> None:
        day = date(year, 1, 1)
        while day.year == year:
            if self._worked(day):
                for begin, end in self.times.of(day):
                    begins.append(_micros(self._at(day, begin)))
                    ends.append(_micros(self._at(day, end)))
            day += timedelta(days=1)


def parse_hours(texts: Sequence[str]) -> Spans:
    """``["08:30-12:00", "13:30-17:30"]`` as spans; ValueError says what is wrong."""
    spans = tuple(_span(text) for text in texts)
    for (_, end), (begin, _) in pairwise(spans):
        if begin < end:
            raise ValueError("office hours have to follow each other")
    if not spans:
        raise ValueError('needs times such as ["08:30-12:00", "13:30-17:30"]')
    return spans


def parse_minute(text: str) -> int:
    """``08:30`` as minutes of the day, up to 24:00; ValueError otherwise."""
    hour, colon, minute = text.strip().partition(":")
    right = colon and len(minute) == 2 and len(hour) <= 2 and (hour + minute).isascii()
    if not (right and (hour + minute).isdigit() and int(minute) < 60):
        raise ValueError(f'"{text[:20]}" is no time of day such as 08:30')
    at = int(hour) * 60 + int(minute)
    if at > DAY_MIN:
        raise ValueError(f'"{text[:20]}" is later than 24:00')
    return at


def _span(text: str) -> tuple[int, int]:
    first, dash, last = text.partition("-")
    if not dash:
        raise ValueError(f'"{text[:20]}" is no span such as 08:30-12:00')
    begin, end = parse_minute(first), parse_minute(last)
    if begin >= end:
        raise ValueError(f'"{text[:20]}" ends before it begins')
    return begin, end


def _anchor(before: list[int], begins: list[int], old: _Table | None) -> int:
    """What the new table counts too much, so that moments keep their positions."""
    if old is None or not old.begins:
        return 0
    return before[bisect_left(begins, old.begins[0])] - old.before[0]


def _aware(at: datetime) -> datetime:
    if at.tzinfo is None:
        raise ValueError("a moment without its zone")
    return at


def _micros(at: datetime) -> int:
    return (_aware(at) - _EPOCH) // _MICRO


def _moment(micros: int) -> datetime:
    return _EPOCH + timedelta(microseconds=micros)
