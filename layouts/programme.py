"""What the schedules put on the wall at a moment, and when that changes. Pure: told the time.

Every moment is a ``datetime`` with the room's time zone; rules are of that zone's clock.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo

from layouts.duty_calendar import DutyCalendar
from layouts.schedule import DAY, Rule, Schedule

HORIZON = timedelta(days=400)  # a rule of next year's season is still seen
_A_MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Programme:
    """``scene``: empty when none is on; ``tours``: (screen, tour), the screen empty for the first
    one. ``by_hand``: an operator chose it."""

    scene: str = ""
    tours: tuple[tuple[str, str], ...] = ()
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class HandChoice:
    """A scene an operator chose; until None it holds until another is chosen, or released."""

    scene: str
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class _Turn:
    """One time that a rule is on: instants in UTC, and its place among all rules."""

    begin: datetime
    end: datetime
    rule: Rule
    order: int

    @property
    def weight(self) -> tuple[int, datetime, int]:
        return self.rule.priority, self.begin, -self.order


class Timetable:
    """Schedules, a calendar, and what an operator chose by hand.

    Of the rules that are on, the highest priority counts, then what began last, then what stands
    first. Files that are not enabled are passed over.
    """

    def __init__(self, schedules: Iterable[Schedule], calendar: DutyCalendar) -> None:
        enabled = [one for one in schedules if one.enabled]
        self._rules = [rule for one in enabled for rule in one.rules]
        self._calendar = calendar
        self.choice: HandChoice | None = None

    def choose(self, scene: str, at: datetime, until: datetime | None = None) -> HandChoice:
        """An operator chooses a scene: until ``until``, or until the schedule next changes."""
        self.choice = HandChoice(scene, until or self.next_scheduled(at))
        return self.choice

    def release(self) -> None:
        """The schedule holds again."""
        self.choice = None

    def on(self, at: datetime) -> Programme:
        """What is on: what was chosen by hand as long as that holds, else what is scheduled."""
        if self._holds(at) and self.choice is not None:
            return Programme(self.choice.scene, (), by_hand=True)
        return self.scheduled(at)

    def next_change(self, at: datetime) -> datetime | None:
        """When ``on`` next says something else, or may: None when not within ``HORIZON``."""
        if self._holds(at) and self.choice is not None:
            return self.choice.until
        return self.next_scheduled(at)

    def scheduled(self, at: datetime) -> Programme:
        """What the schedules alone say."""
        zone, day = _zone(at), at.date()
        # a range over midnight began the day before; a clock set forward may lie in between
        turns = [turn for n in (-1, 0) for turn in self._turns(day + timedelta(days=n), zone)]
        return _programme(turns, at.astimezone(UTC))

    def next_scheduled(self, at: datetime) -> datetime | None:
        """When ``scheduled`` next says something else, in the zone of ``at``."""
        zone, now, present = _zone(at), at.astimezone(UTC), self.scheduled(at)
        last = at.date() + HORIZON
        day = at.date()
        before = self._turns(day - timedelta(days=1), zone)
        while day <= last:
            of_day = self._turns(day, zone)
            turns = [*before, *of_day]  # all that can be on at any time of this day
            begin, end = _instant(day, 0, zone), _instant(day, DAY, zone)
            for edge in sorted({edge for turn in turns for edge in (turn.begin, turn.end)}):
                if max(begin, now + _A_MOMENT) <= edge < end and _programme(turns, edge) != present:
                    return edge.astimezone(zone)
            before = of_day
            day += timedelta(days=1)
        return None

    def _holds(self, at: datetime) -> bool:
        choice = self.choice
        return choice is not None and (choice.until is None or at < choice.until)

    def _turns(self, day: date, zone: tzinfo) -> list[_Turn]:
        return [
            _Turn(*_instants(rule, day, zone), rule, order)
            for order, rule in enumerate(self._rules)
            if rule.begins_on(day, self._calendar)
        ]


def _programme(turns: Iterable[_Turn], now: datetime) -> Programme:
    running = sorted(
        (turn for turn in turns if turn.begin <= now < turn.end), key=lambda turn: turn.weight
    )
    scene, tours = "", {}
    for turn in running:  # the weightiest last, so it is the one that stays
        if turn.rule.scene:
            scene = turn.rule.scene
        else:
            tours[turn.rule.screen] = turn.rule.tour
    return Programme(scene, tuple(sorted(tours.items())))


def _instants(rule: Rule, day: date, zone: tzinfo) -> tuple[datetime, datetime]:
    ends_on = day if rule.end > rule.begin else day + timedelta(days=1)
    return _instant(day, rule.begin, zone), _instant(ends_on, rule.end, zone)


def _instant(day: date, minute: int, zone: tzinfo) -> datetime:
    whole_days, minute = divmod(minute, DAY)
    local = datetime(day.year, day.month, day.day, minute // 60, minute % 60, tzinfo=zone)
    return (local + timedelta(days=whole_days)).astimezone(UTC)


def _zone(at: datetime) -> tzinfo:
    if at.tzinfo is None:
        raise ValueError(f"{at} has no time zone")
    return at.tzinfo
