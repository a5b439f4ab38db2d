"""When a meeting is held next. Pure: it is told the day, the minute and the duty calendar."""

from __future__ import annotations

import calendar as months
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from console.site.meeting import LAST, Meeting, Rule, is_rest
from layouts.duty_calendar import DutyCalendar

HORIZON_DAYS = 800  # a meeting that is not held within this is not held any more
FARTHEST_DAYS = 14  # a day of rest moves a meeting by no more; else it is not held


@dataclass(frozen=True, slots=True, order=True)
class Occurrence:
    """``minute`` of the day, on the room's own clock."""

    day: date
    minute: int

    def minutes_from(self, day: date, minute: int) -> int:
        """How many minutes after a moment it is; below 0 when it is over."""
        return (self.day - day).days * 24 * 60 + self.minute - minute


def next_held(rule: Rule, day: date, minute: int, duty: DutyCalendar) -> Occurrence | None:
    """The first one that begins at this minute or later; None when there is none any more."""
    earliest: Occurrence | None = None
    for number in range(-FARTHEST_DAYS, HORIZON_DAYS):
        try:
            planned = day + timedelta(days=number)
        except OverflowError:
            continue
        if earliest is not None and planned - earliest.day > timedelta(days=FARTHEST_DAYS):
            break
        held = held_for(rule, planned, duty)
        if held is None or held.minutes_from(day, minute) < 0:
            continue
        earliest = held if earliest is None else min(earliest, held)
    return earliest


def held_for(rule: Rule, planned: date, duty: DutyCalendar) -> Occurrence | None:
    """When the meeting that is planned for a day is held; None where none is planned for it."""
    if not _is_planned(rule, planned):
        return None
    held = _moved(rule.move, planned, duty)
    return None if held is None else Occurrence(held, rule.minute)


def is_past(rule: Rule, day: date, days: int = 0) -> bool:
    """Whether a meeting that is held once was held more than ``days`` before a day, wherever its
    day of rest may have moved it. What comes again is never past."""
    if rule.every != "once" or rule.on is None:
        return False
    moved = FARTHEST_DAYS if rule.move == "after" else 0
    return (day - rule.on).days > days + moved


def coming(
    meetings: Sequence[Meeting], day: date, minute: int, duty: DutyCalendar
) -> list[tuple[Occurrence, Meeting]]:
    """Every meeting that will be held, the next one first. Meetings that began up to their length
    ago are still there: they can be joined in the middle."""
    found: list[tuple[Occurrence, Meeting]] = []
    for meeting in meetings:
        since = _earlier(day, minute, meeting.minutes)
        held = next_held(meeting.rule, *since, duty)
        if held is not None:
            found.append((held, meeting))
    return sorted(found, key=lambda pair: (pair[0], pair[1].id))


def due(
    among: Sequence[tuple[Occurrence, Meeting]], day: date, minute: int
) -> list[tuple[Occurrence, Meeting]]:
    """Those to be reminded of at this minute: soon, or begun."""
    return [
        (held, meeting)
        for held, meeting in among
        if held.minutes_from(day, minute) <= meeting.remind_min
    ]


def _is_planned(rule: Rule, day: date) -> bool:
    if (rule.first_day and day < rule.first_day) or (rule.last_day and day > rule.last_day):
        return False
    match rule.every:
        case "once":
            return day == rule.on
        case "day":
            return True
        case "week":
            return day.weekday() == rule.weekday
        case _:
            return _is_in_month(rule, day)


def _is_in_month(rule: Rule, day: date) -> bool:
    length = months.monthrange(day.year, day.month)[1]
    if rule.day is not None:
        return day.day == min(rule.day, length)
    if day.weekday() != rule.weekday:
        return False
    nth = rule.nth or 1
    return day.day > length - 7 if nth == LAST else (day.day - 1) // 7 + 1 == nth


def _moved(move: str, planned: date, duty: DutyCalendar) -> date | None:
    if move == "keep" or not is_rest(planned, duty):
        return planned
    if move == "skip":
        return None
    step = -1 if move == "before" else 1
    for number in range(1, FARTHEST_DAYS + 1):
        day = planned + timedelta(days=step * number)
        if not is_rest(day, duty):
            return day
    return None


def _earlier(day: date, minute: int, by: int) -> tuple[date, int]:
    days, left = divmod(minute - by + 1, 24 * 60)
    return day + timedelta(days=days), left
