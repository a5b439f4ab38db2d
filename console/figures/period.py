"""Periods of a report: a day, week, month, quarter, year or any span of days. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

KINDS = ("day", "week", "month", "quarter", "year", "span")
LONGEST_DAYS = 366 * 5
MOST_STEPS = 62  # points of a chart's line

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_SPAN = re.compile(r"(\d{4}-\d{2}-\d{2})(?:\.\.|~|至)(\d{4}-\d{2}-\d{2})")
_WEEK = re.compile(r"(\d{4})-?W(\d{1,2})", re.IGNORECASE)
_QUARTER = re.compile(r"(\d{4})-?Q([1-4])", re.IGNORECASE)
_MONTH = re.compile(r"(\d{4})-(\d{1,2})")
_YEAR = re.compile(r"(\d{4})")


@dataclass(frozen=True, slots=True)
class Period:
    """``kind``: one of KINDS. From ``first`` to ``last``, both included, of the room's clock."""

    kind: str
    first: date
    last: date

    @classmethod
    def of(cls, kind: str, day: date) -> Period:
        """The period of a kind that a day lies in."""
        match kind:
            case "week":
                first = day - timedelta(days=day.weekday())
                return cls(kind, first, first + timedelta(days=6))
            case "month" | "quarter" | "year":
                months = {"month": 1, "quarter": 3, "year": 12}[kind]
                first = date(day.year, (day.month - 1) // months * months + 1, 1)
                return cls(kind, first, _months_on(first, months) - timedelta(days=1))
            case "day" | "span":
                return cls(kind, day, day)
            case _:
                raise ValueError(f'"{kind}" is no kind of period: {", ".join(KINDS)}')

    @classmethod
    def parse(cls, text: str) -> Period:
        """``2026-11-26``, ``2026-W48``, ``2026-11``, ``2026-Q4``, ``2026`` or
        ``2026-11-01..2026-11-15``. ValueError says what is wrong."""
        written = text.strip()
        try:
            found = _parsed(cls, written)
        except (ValueError, OverflowError) as fault:
            raise ValueError(f'"{written[:40]}" is no period: {fault}') from None
        if found is None:
            raise ValueError(
                f'"{written[:40]}" is no period: write 2026-11-26, 2026-W48, 2026-11, 2026-Q4, '
                "2026 or 2026-11-01..2026-11-15"
            )
        return found

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def code(self) -> str:
        """As ``parse`` reads it."""
        match self.kind:
            case "day":
                return f"{self.first}"
            case "week":
                year, week, _ = self.first.isocalendar()
                return f"{year}-W{week:02}"
            case "month":
                return f"{self.first:%Y-%m}"
            case "quarter":
                return f"{self.first.year}-Q{(self.first.month + 2) // 3}"
            case "year":
                return f"{self.first.year}"
            case _:
                return f"{self.first}..{self.last}"

    @property
    def words(self) -> str:
        """In Chinese, as papers name it."""
        first = self.first
        match self.kind:
            case "day":
                return f"{first.year}年{first.month}月{first.day}日"
            case "week":
                year, week, _ = first.isocalendar()
                return f"{year}年第{week}周（{_short(first)}–{_short(self.last)}）"
            case "month":
                return f"{first.year}年{first.month}月"
            case "quarter":
                return f"{first.year}年第{'一二三四'[(first.month - 1) // 3]}季度"
            case "year":
                return f"{first.year}年"
            case _:
                return f"{first} 至 {self.last}"

    def before(self) -> Period:
        """The period of the same kind that ends the day before."""
        if self.kind == "span":
            return Period("span", self.first - timedelta(days=self.days), _eve(self.first))
        return Period.of(self.kind, _eve(self.first))

    def after(self) -> Period:
        if self.kind == "span":
            return Period("span", self.last + timedelta(days=1), self.last + timedelta(self.days))
        return Period.of(self.kind, self.last + timedelta(days=1))

    def year_before(self) -> Period:
        """The same a year earlier: a week has the same number, the 29th of February is the 28th."""
        if self.kind == "week":
            year, week, _ = self.first.isocalendar()
            return Period.of("week", _monday(year - 1, week))
        if self.kind in ("day", "span"):
            return Period(self.kind, _year_earlier(self.first), _year_earlier(self.last))
        return Period.of(self.kind, _year_earlier(self.first))

    def bounds(self, zone: tzinfo) -> tuple[datetime, datetime]:
        """Its beginning, and the beginning of what follows."""
        return _midnight(self.first, zone), _midnight(self.last + timedelta(days=1), zone)

    def steps(self) -> tuple[Period, ...]:
        """What it is drawn by: days, or months where that would be too many."""
        return tuple(self._steps("day" if self.days <= MOST_STEPS else "month"))

    def _steps(self, kind: str) -> Iterator[Period]:
        day = self.first
        while day <= self.last:
            whole = Period.of(kind, day)
            yield Period(kind, max(whole.first, self.first), min(whole.last, self.last))
            day = whole.last + timedelta(days=1)


def _parsed(cls: type[Period], text: str) -> Period | None:
    if found := _SPAN.fullmatch(text):
        first, last = date.fromisoformat(found[1]), date.fromisoformat(found[2])
        if last < first:
            raise ValueError("it ends before it begins")
        if (last - first).days >= LONGEST_DAYS:
            raise ValueError(f"it is longer than {LONGEST_DAYS} days")
        return cls("span", first, last)
    if found := _DAY.fullmatch(text):
        return cls.of("day", date.fromisoformat(text))
    if found := _WEEK.fullmatch(text):
        return cls.of("week", date.fromisocalendar(int(found[1]), int(found[2]), 1))
    if found := _QUARTER.fullmatch(text):
        return cls.of("quarter", date(int(found[1]), int(found[2]) * 3, 1))
    if found := _MONTH.fullmatch(text):
        return cls.of("month", date(int(found[1]), int(found[2]), 1))
    if found := _YEAR.fullmatch(text):
        return cls.of("year", date(int(found[1]), 1, 1))
    return None


def _monday(year: int, week: int) -> date:
    try:
        return date.fromisocalendar(year, week, 1)
    except ValueError:  # that year has no 53rd week
        return date.fromisocalendar(year, week - 1, 1)


def _midnight(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day, time(), zone)


def _months_on(first: date, months: int) -> date:
    number = first.year * 12 + first.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)


def _year_earlier(day: date) -> date:
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def _eve(day: date) -> date:
    return day - timedelta(days=1)


def _short(day: date) -> str:
    return f"{day.month}月{day.day}日"
