"""``limits.csv`` and ``roster.csv`` as values."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from console.cases.duty_hours import UNITS
from console.cases.limits import CLOCKS, STARTS, USUAL_START, Limit
from console.site.csv_file import CsvFile, Line
from layouts.fault import did_you_mean

LIMIT_COLUMNS = ("category", "clock", "amount", "unit", "starts", "file_when", "close_when")
ROSTER_COLUMNS = ("date", "shift", "person", "unit", "phone")
MOST_LIMITS, MOST_TURNS = 2000, 20_000
LONGEST_CONDITION = 500


@dataclass(frozen=True, slots=True)
class Turn:
    """One line of ``roster.csv``: who is there in a shift that begins on a day; without a shift all
    day long."""

    day: date
    shift: str
    person: str
    unit: str = ""
    phone: str = ""


def read_limits(file: CsvFile) -> tuple[Limit, ...]:
    """In the list's order; mistakes are noted in the file."""
    seen: dict[tuple[str, str], int] = {}
    found = [_limit(line, seen) for line in file.lines(needed=("category", "clock", "amount"))]
    return tuple(limit for limit in found if limit is not None)


def read_roster(file: CsvFile, shifts: Collection[str]) -> tuple[Turn, ...]:
    """In the list's order; ``shifts`` are the names of the settings."""
    found = [_turn(line, shifts) for line in file.lines(needed=("date", "person"))]
    return tuple(turn for turn in found if turn is not None)


def _limit(line: Line, seen: dict[tuple[str, str], int]) -> Limit | None:
    category = line.text("category", longest=64).rstrip("*")
    clock = line.choice("clock", CLOCKS, "handle")
    first = seen.setdefault((category, clock), line.at)
    if first != line.at:
        line.fault("clock", f'"{clock}" of "{category}" is already in line {first}')
    amount = line.number("amount", 0, 10_000)
    if line.is_empty("amount") or amount == 0:
        line.fault("amount", "has to be a number above 0")
    written = line.text("unit") or "working_hour"
    unit = UNITS.get(written)
    if unit is None:
        line.fault("unit", f'"{written}" is not one of {", ".join(UNITS)}')
    if unit == "working_day" and amount is not None and amount != int(amount):
        line.fault("amount", "working days have to be whole; take working hours")
    starts = line.choice("starts", STARTS, USUAL_START[clock])
    file_when = line.text("file_when", longest=LONGEST_CONDITION)
    close_when = line.text("close_when", longest=LONGEST_CONDITION)
    if amount is None or unit is None:
        return None
    return Limit(category, clock, amount, unit, starts, file_when, close_when)


def _turn(line: Line, shifts: Collection[str]) -> Turn | None:
    written = line.text("date", needed=True).replace("/", "-")
    day: date | None = None
    try:
        year, month, number = written.split("-")
        day = date(int(year), int(month), int(number))
    except ValueError:
        line.fault("date", f'"{written}" is no day such as 2026-11-26')
    shift = line.text("shift", longest=20)
    if shift and shift not in shifts:
        line.fault("shift", f'"{shift}" is no shift of [duty]{did_you_mean(shift, shifts)}')
    person = line.text("person", needed=True, longest=60)
    unit, phone = line.text("unit", longest=60), line.text("phone", longest=40)
    return Turn(day, shift, person, unit, phone) if day and person else None
