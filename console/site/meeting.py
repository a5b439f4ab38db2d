"""A meeting the town holds again and again, or once: who, when, about what. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time

from console.site.invited import KEYS, Invited, read_invited
from layouts.duty_calendar import DayKind, DutyCalendar
from layouts.format import LARGEST_FILE, LONGEST_TITLE, WallFaults, open_table
from layouts.schedule import WEEKDAYS
from layouts.toml_file import Table, TomlFile

NAME = "meetings"
MOST_MEETINGS = 200
MOST_ITEMS = 30
LONGEST_ITEM = 200
LONGEST_ID = 64
EVERY = ("once", "day", "week", "month")
MOVES = ("keep", "before", "after", "skip")
LAST = -1

_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
_KEYS = ("format", "kind", "meetings", "without")
_OF_RULE: Mapping[str, tuple[str, ...]] = {
    "once": ("on",), "day": (), "week": ("weekday",), "month": ("weekday", "nth", "day"),
}  # fmt: skip
_COMMON = (
    "id", "title", "every", "time", "minutes", "move", "first_day", "last_day", *KEYS, "place",
    "chair", "agenda", "remind_min", "record",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rule:
    """``every`` month: the ``nth`` ``weekday`` (1 to 4, or ``LAST``), or else the ``day``, the
    month's last one where it has none of that number. ``move``: where it falls on a day of rest,
    it is held the workday before or after, not at all, or all the same."""

    every: str = "once"
    minute: int = 9 * 60  # of the day
    on: date | None = None
    weekday: int | None = None  # 0 is Monday
    nth: int | None = None
    day: int | None = None
    move: str = "keep"
    first_day: date | None = None
    last_day: date | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
    id: str
    title: str
    rule: Rule
    minutes: int = 60
    invited: Invited = field(default_factory=Invited)
    place: str = ""
    chair: str = ""
    agenda: tuple[str, ...] = ()
    remind_min: int = 15
    record: bool = False


def parse_meetings(text: str) -> tuple[Meeting, ...]:
    """The meetings a text describes; WallFaults says all that is wrong with it."""
    return meetings_in(TomlFile(f"{NAME}.toml", text.encode(), LARGEST_FILE))


def meetings_in(file: TomlFile) -> tuple[Meeting, ...]:
    root = open_table(file, NAME, NAME)
    root.known(_KEYS)
    found = [_meeting(table) for table in root.tables("meetings", MOST_MEETINGS)]
    seen: set[str] = set()
    for number, meeting in enumerate(found):
        if meeting.id and meeting.id in seen:
            file.fault(("meetings", number, "id"), f'"{meeting.id}" is there twice')
        seen.add(meeting.id)
    if file.faults:
        raise WallFaults(file.faults)
    return tuple(found)


def _meeting(table: Table) -> Meeting:
    id_ = table.text("id")
    if not _ID.fullmatch(id_):
        table.fault("id", f'"{id_[:40]}" is no id: letters, digits, - and _, 1 to 64 of them')
    title = table.text("title", longest=LONGEST_TITLE)
    if not title:
        table.fault("title", "is missing: what the meeting is called")
    invited = read_invited(table)
    if invited == Invited() and not any(key in table for key in KEYS):
        table.fault("nodes", "is missing: nodes, groups or kinds say who is invited")
    return Meeting(
        id_,
        title,
        _rule(table),
        table.integer("minutes", 60, 5, 24 * 60),
        invited,
        table.text("place", longest=LONGEST_ITEM),
        table.text("chair", longest=LONGEST_ITEM),
        tuple(table.texts("agenda", MOST_ITEMS, LONGEST_ITEM)),
        table.integer("remind_min", 15, 0, 24 * 60),
        table.boolean("record", False),
    )


def _rule(table: Table) -> Rule:
    every = table.choice("every", EVERY, "once")
    table.known((*_COMMON, *_OF_RULE[every]))
    rule = Rule(
        every,
        _minute(table),
        table.day("on"),
        _weekday(table),
        table.integer("nth", 1, LAST, 4) if "nth" in table else None,
        table.integer("day", 1, 1, 31) if "day" in table else None,
        table.choice("move", MOVES, "keep"),
        table.day("first_day"),
        table.day("last_day"),
    )
    _check(table, rule)
    return rule


def _check(table: Table, rule: Rule) -> None:
    if rule.every == "once" and "on" not in table:
        table.fault("on", "is missing: the day, such as 2026-12-01")
    if rule.every == "week" and "weekday" not in table:
        table.fault("weekday", f"is missing: one of {', '.join(WEEKDAYS)}")
    if rule.every == "month" and ("day" in table) == ("weekday" in table):
        table.fault("day", "a month's meeting has a day, or a weekday and nth, one of them")
    if rule.nth == 0:
        table.fault("nth", "is 1 to 4, or -1 for the last of the month")
    if rule.nth is not None and "weekday" not in table:
        table.fault("nth", "stands beside a weekday")
    if rule.first_day and rule.last_day and rule.last_day < rule.first_day:
        table.fault("last_day", f"{rule.last_day} is before {rule.first_day}")


def _weekday(table: Table) -> int | None:
    if "weekday" not in table:
        return None
    return WEEKDAYS.index(table.choice("weekday", WEEKDAYS, "mon"))


def _minute(table: Table) -> int:
    value = table.raw("time")
    if isinstance(value, time):
        return value.hour * 60 + value.minute
    if value is None:
        table.fault("time", 'is missing: when it begins, such as "09:00"')
        return 0
    found = _TIME.fullmatch(table.text("time", "0:00", 20).replace("：", ":"))
    if found is None:
        table.fault("time", f'"{str(value)[:20]}" is no time of day: write "09:00"')
        return 0
    return int(found[1]) * 60 + int(found[2])


def is_rest(day: date, calendar: DutyCalendar) -> bool:
    return calendar.kind(day) is not DayKind.WORKDAY
