"""The duty calendar: public holidays, and the weekend days that are worked to make up for them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from layouts.format import LARGEST_FILE, WallFaults, open_table
from layouts.toml_file import Table, TomlFile

NAME = "calendar"
MOST_SPANS = 500
LONGEST_SPAN = 62  # days; a longer one is a mistyped year

_KEYS = ("format", "kind", "days")
_SPAN_KEYS = ("from", "until", "kind", "name")


class DayKind(Enum):
    WORKDAY = "workday"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"


@dataclass(frozen=True, slots=True)
class Span:
    """Days of one kind, ``first`` and ``last`` included; ``kind`` is a holiday or a workday."""

    first: date
    last: date
    kind: DayKind
    name: str = ""


class DutyCalendar:
    """Says of any day what it is. Where spans lie on each other the later one of the file counts;
    days of no span are workdays from Monday to Friday."""

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self.spans = tuple(spans)
        self._days = {
            span.first + timedelta(days=n): span
            for span in self.spans
            for n in range((span.last - span.first).days + 1)
        }

    def kind(self, day: date) -> DayKind:
        span = self._days.get(day)
        if span is not None:
            return span.kind
        return DayKind.WORKDAY if day.weekday() < 5 else DayKind.WEEKEND

    def said(self, day: date) -> DayKind | None:
        """What a span of the file makes of the day; None where none holds it."""
        span = self._days.get(day)
        return span.kind if span is not None else None

    def name(self, day: date) -> str:
        """What the day is called; empty where the calendar says nothing of it."""
        span = self._days.get(day)
        return span.name if span is not None else ""


def parse_calendar(text: str) -> DutyCalendar:
    """The calendar a text describes; WallFaults says all that is wrong with it."""
    return calendar_in(TomlFile(f"{NAME}.toml", text.encode(), LARGEST_FILE))


def calendar_in(file: TomlFile) -> DutyCalendar:
    root = open_table(file, NAME, NAME)
    root.unknown(_KEYS)
    spans = [_span(table) for table in root.tables("days", MOST_SPANS)]
    if file.faults:
        raise WallFaults(file.faults)
    return DutyCalendar(span for span in spans if span is not None)


def _span(table: Table) -> Span | None:
    table.unknown(_SPAN_KEYS)
    first = table.day("from")
    last = table.day("until") if "until" in table else first
    kind = table.choice("kind", ("holiday", "workday"), "holiday")
    if "kind" not in table:
        table.fault("kind", 'is missing: "holiday" or "workday"')
    if "from" not in table:
        table.fault("from", "is missing: the first day, such as 2026-10-01")
    if first is None or last is None:
        return None
    if not 0 <= (last - first).days < LONGEST_SPAN:
        table.fault("until", f"{last} is not within {LONGEST_SPAN} days from {first}")
        return None
    return Span(first, last, DayKind(kind), table.text("name", longest=40))
