"""Who is on duty: shifts by the clock of the site, turns by the roster. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from console.site.duty import ShiftTimes
from console.site.limits_file import Turn


@dataclass(frozen=True, slots=True)
class Shift:
    """One shift of one day: the day on which it begins."""

    day: date
    name: str
    begins: datetime
    ends: datetime


class Roster:
    def __init__(self, turns: Iterable[Turn], shifts: Sequence[ShiftTimes], zone: tzinfo) -> None:
        self._shifts, self._zone = shifts, zone
        self._turns: dict[tuple[date, str], list[Turn]] = {}
        for turn in turns:
            self._turns.setdefault((turn.day, turn.shift), []).append(turn)

    def shifts(self, at: datetime) -> list[Shift]:
        """Those that run at a moment, the one that began last first."""
        today = at.astimezone(self._zone).date()
        days = (today, today - timedelta(days=1))
        found = [self._shift(day, times) for day in days for times in self._shifts]
        running = [shift for shift in found if shift.begins <= at < shift.ends]
        return sorted(running, key=lambda shift: shift.begins, reverse=True)

    def on_duty(self, unit: str, at: datetime) -> list[Turn]:
        """Who of a unit is on duty; of all units where it is empty. None is known: empty."""
        today = at.astimezone(self._zone).date()
        keys = [(shift.day, shift.name) for shift in self.shifts(at)] + [(today, "")]
        found = [turn for key in keys for turn in self._turns.get(key, ())]
        return [turn for turn in found if not unit or turn.unit == unit]

    def units(self) -> list[str]:
        """All units that the roster names, in its order."""
        return list(dict.fromkeys(turn.unit for turns in self._turns.values() for turn in turns))

    def _shift(self, day: date, times: ShiftTimes) -> Shift:
        begins = self._at(day, times.begin)
        over_night = times.end <= times.begin
        ends = self._at(day + timedelta(days=1) if over_night else day, times.end)
        return Shift(day, times.name, begins, ends)

    def _at(self, day: date, minute: int) -> datetime:
        return datetime.combine(day, time(), self._zone) + timedelta(minutes=minute)
