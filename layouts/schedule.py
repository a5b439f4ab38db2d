"""A schedule: which scene and which tours are on by time of day, kind of day and season, as a
file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from layouts.duty_calendar import DayKind, DutyCalendar
from layouts.format import LARGEST_FILE, LONGEST_NAME, LONGEST_TITLE, WallFaults, dumped, open_table
from layouts.toml_file import Table, TomlFile
from layouts.toml_text import written_lines

KIND = "schedule"
DAY = 24 * 60  # minutes
MOST_RULES = 200
HIGHEST = 1000

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
KINDS: Mapping[str, frozenset[DayKind]] = {
    "all": frozenset(DayKind),
    "workdays": frozenset({DayKind.WORKDAY}),
    "restdays": frozenset({DayKind.WEEKEND, DayKind.HOLIDAY}),
    "weekends": frozenset({DayKind.WEEKEND}),
    "holidays": frozenset({DayKind.HOLIDAY}),
}
DAY_WORDS = (*KINDS, *WEEKDAYS)
_KEYS = ("format", "kind", "title", "enabled", "rules")
_RULE_KEYS = (
    "scene", "tour", "screen", "days", "from", "until", "priority", "first_day", "last_day",
)  # fmt: skip
_TIME = re.compile(r"([01]?\d|2[0-4]):([0-5]\d)")


@dataclass(frozen=True, slots=True)
class Rule:
    """From ``begin`` until before ``end`` (minutes of the day) a scene or a tour is on.

    An ``end`` that is not after ``begin`` is the next day's; the range belongs to the day on which
    it begins. ``days``: words of ``KINDS`` and ``WEEKDAYS``, any of which is enough. ``first_day``
    and ``last_day`` are included. ``screen``: of a tour, empty for the first screen.
    """

    scene: str = ""
    tour: str = ""
    screen: str = ""
    days: tuple[str, ...] = ("all",)
    begin: int = 0
    end: int = DAY
    priority: int = 0
    first_day: date | None = None
    last_day: date | None = None
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False)

    @property
    def whole_days(self) -> bool:
        """From midnight to midnight: on a row of days it is on without a break."""
        return (self.begin, self.end) == (0, DAY)

    def begins_on(self, day: date, calendar: DutyCalendar) -> bool:
        if (self.first_day and day < self.first_day) or (self.last_day and day > self.last_day):
            return False
        kind, weekday = calendar.kind(day), WEEKDAYS[day.weekday()]
        return any(word == weekday or kind in KINDS.get(word, ()) for word in self.days)


@dataclass(frozen=True, slots=True)
class Schedule:
    """Rules in one file; all files that are enabled hold together."""

    name: str
    rules: tuple[Rule, ...]
    enabled: bool = True
    title: str = ""
    origin: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False)


def parse_schedule(text: str, name: str, origin: str = "") -> Schedule:
    """The schedule a text describes; WallFaults says all that is wrong with it."""
    return schedule_in(TomlFile(f"{name}.toml", text.encode(), LARGEST_FILE), name, origin)


def schedule_in(file: TomlFile, name: str, origin: str) -> Schedule:
    root = open_table(file, name, KIND)
    extra = root.unknown(_KEYS)
    rules = tuple(_rule(table) for table in root.tables("rules", MOST_RULES))
    if not rules and not file.faults:
        root.fault("rules", "is missing: [[rules]] with a scene or a tour")
    title = root.text("title", longest=LONGEST_TITLE)
    schedule = Schedule(name, rules, root.boolean("enabled", True), title, origin, extra)
    if file.faults:
        raise WallFaults(file.faults)
    return schedule


def dump_schedule(schedule: Schedule) -> str:
    """The schedule as a file: ``parse_schedule`` reads the same again."""
    rest = []
    for rule in schedule.rules:
        rest += ["", "[[rules]]", *written_lines(_told(rule))]
    enabled = None if schedule.enabled else False
    return dumped({"title": schedule.title, "enabled": enabled}, schedule.extra, rest)


def _told(rule: Rule) -> dict[str, Any]:
    values = {
        "scene": rule.scene,
        "tour": rule.tour,
        "screen": rule.screen,
        "days": rule.days,
        "from": clock(rule.begin),
        "until": clock(rule.end),
        "priority": rule.priority or "",
        "first_day": rule.first_day or "",
        "last_day": rule.last_day or "",
    }
    return {**{key: value for key, value in values.items() if value != ""}, **rule.extra}


def _rule(table: Table) -> Rule:
    extra = table.unknown(_RULE_KEYS)
    rule = Rule(
        table.text("scene", longest=LONGEST_NAME),
        table.text("tour", longest=LONGEST_NAME),
        table.text("screen", longest=LONGEST_NAME),
        _days(table),
        _minute(table, "from", 0),
        _minute(table, "until", DAY),
        table.integer("priority", 0, -HIGHEST, HIGHEST),
        table.day("first_day"),
        table.day("last_day"),
        extra,
    )
    if bool(rule.scene) == bool(rule.tour):
        table.fault("scene", "a rule has a scene or a tour, one of them")
    if rule.screen and rule.scene:
        table.fault("screen", "stands beside a scene, which is for all screens")
    if rule.begin == rule.end or rule.begin == DAY:
        table.fault("until", 'is the time it begins; for all day write from = "00:00", "24:00"')
    if rule.first_day and rule.last_day and rule.last_day < rule.first_day:
        table.fault("last_day", f"{rule.last_day} is before {rule.first_day}")
    return rule


def _days(table: Table) -> tuple[str, ...]:
    if isinstance(table.raw("days"), str):
        return (table.choice("days", DAY_WORDS, "all"),)
    words = tuple(table.texts("days", len(DAY_WORDS))) if "days" in table else ("all",)
    wrong = [word for word in words if word not in DAY_WORDS]
    if wrong or not words:
        text = f'"{wrong[0][:40]}"' if wrong else "nothing"
        table.fault("days", f"{text} is not one of {', '.join(DAY_WORDS)}")
        return ("all",)
    return words


def _minute(table: Table, key: str, default: int) -> int:
    value = table.raw(key)
    if isinstance(value, time):
        return value.hour * 60 + value.minute
    text = table.text(key, clock(default), longest=20)
    minute = minute_of(text)
    if minute is None:
        table.fault(key, f'"{text}" is no time of day: write "08:00"')
        return default
    return minute


def minute_of(text: str) -> int | None:
    """The minute of the day of a time such as ``08:00``, up to ``24:00``; None when it is none."""
    found = _TIME.fullmatch(text.strip().replace("：", ":"))
    minute = int(found[1]) * 60 + int(found[2]) if found else DAY + 1
    return minute if minute <= DAY else None


def clock(minute: int) -> str:
    """As ``minute_of`` reads it."""
    return f"{minute // 60:02}:{minute % 60:02}"
