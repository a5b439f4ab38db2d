"""``[duty]`` of ``site.toml``: office hours, when a lamp turns, the ladder, shifts, timers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from console.cases.duty_hours import (
    CHINA,
    UNITS,
    OfficeTimes,
    Season,
    Spans,
    parse_hours,
    parse_minute,
)
from console.cases.ladder import USUAL, Rung
from layouts.toml_file import Table

MOST_SEASONS, MOST_SPANS, MOST_SHIFTS, MOST_RUNGS = 12, 6, 8, 12

_DAY = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
_RUNG = re.compile(r"[a-z][a-z0-9_]{0,31}")


@dataclass(frozen=True, slots=True)
class ShiftTimes:
    """Minutes of the day; one that ends before it begins ends on the next day."""

    name: str
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class DutySettings:
    """``phone_min`` and ``written_min``: within so many minutes of its arrival an emergency is
    reported by phone and in writing."""

    zone: tzinfo = CHINA
    times: OfficeTimes = field(default_factory=OfficeTimes)
    amber_part: float = 0.2
    amber_s: float = 0.0
    phone_min: int = 20
    written_min: int = 40
    shifts: tuple[ShiftTimes, ...] = (ShiftTimes("白班", 510, 1050), ShiftTimes("夜班", 1050, 510))
    ladder: tuple[Rung, ...] = USUAL


def read_duty(table: Table) -> DutySettings:
    """Mistakes are noted in the table's file."""
    table.known((
        "zone", "hours", "seasons", "amber_percent", "amber_hours", "phone_min", "written_min",
        "shifts", "ladder",
    ))  # fmt: skip
    usual = DutySettings()
    seasons = (_season(one) for one in table.tables("seasons", MOST_SEASONS))
    times = OfficeTimes(
        _hours(table, usual.times.usual) if "hours" in table else usual.times.usual,
        tuple(one for one in seasons if one is not None),
    )
    return DutySettings(
        _zone(table),
        times,
        table.number("amber_percent", usual.amber_part * 100, 0, 100) / 100,
        table.number("amber_hours", 0, 0, 1000) * 3600,
        table.integer("phone_min", usual.phone_min, 1, 1440),
        table.integer("written_min", usual.written_min, 1, 2880),
        _shifts(table) if "shifts" in table else usual.shifts,
        _ladder(table) if "ladder" in table else usual.ladder,
    )


def _zone(table: Table) -> tzinfo:
    name = table.text("zone", "Asia/Shanghai", longest=64)
    if name == "Asia/Shanghai":
        return CHINA
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        table.fault("zone", f'"{name}" is no zone such as Asia/Shanghai')
        return CHINA


def _hours(table: Table, usual: Spans) -> Spans:
    before = len(table.file.faults)
    texts = table.texts("hours", MOST_SPANS, 20)
    if len(table.file.faults) > before:
        return usual
    try:
        return parse_hours(texts)
    except ValueError as fault:
        table.fault("hours", str(fault))
        return usual


def _season(table: Table) -> Season | None:
    table.known(("from", "until", "hours"))
    first, last = _day(table, "from"), _day(table, "until")
    hours = _hours(table, ())
    return Season(first, last, hours) if first and last and hours else None


def _day(table: Table, key: str) -> tuple[int, int] | None:
    found = _DAY.fullmatch(table.text(key, longest=10))
    if found is None:
        table.fault(key, "needs a day of the year such as 06-01")
        return None
    return int(found[1]), int(found[2])


def _shifts(table: Table) -> tuple[ShiftTimes, ...]:
    found: list[ShiftTimes] = []
    for one in table.tables("shifts", MOST_SHIFTS):
        one.known(("name", "hours"))
        name = one.text("name", longest=20)
        if not name or name in (shift.name for shift in found):
            one.fault("name", "is missing, or the name of another shift")
        first, _, last = one.text("hours", longest=20).partition("-")
        try:
            begin, end = parse_minute(first), parse_minute(last)
        except ValueError:
            one.fault("hours", "needs a span such as 17:30-08:30")
            continue
        found.append(ShiftTimes(name, begin, end))
    return tuple(found)


def _ladder(table: Table) -> tuple[Rung, ...]:
    found: list[Rung] = []
    for one in table.tables("ladder", MOST_RUNGS):
        one.known(("id", "title", "before", "after", "unit"))
        id_ = one.text("id", longest=32)
        if not _RUNG.fullmatch(id_) or id_ in (rung.id for rung in found):
            one.fault("id", "is no id of small letters and digits, or that of another rung")
        title = one.text("title", longest=20)
        if not title.strip():
            one.fault("title", "is missing: what the step is called, such as 催办")
        if ("before" in one) == ("after" in one):
            one.fault("after", "needs either before or after: so much time from the limit's end")
        before = one.number("before", 0, 0, 1000)
        amount = one.number("after", 0, 0, 1000) - before
        unit = UNITS[one.choice("unit", tuple(UNITS), "working_day")]
        if unit == "working_day" and amount != int(amount):
            one.fault("unit", "working days have to be whole")
        found.append(Rung(id_, title, amount, unit))
    return tuple(found)
