"""What the schedules put on the wall at a moment, and when that changes. Pure: told the time.

Every moment is a ``datetime`` with the room's time zone; rules are of that zone's clock.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from itertools import pairwise

from layouts.duty_calendar import DayKind, DutyCalendar
from layouts.schedule import DAY, Rule, Schedule

HORIZON = timedelta(days=400)  # a rule of next year's season is still seen
_A_DAY = timedelta(days=1)
_A_MOMENT = timedelta(microseconds=1)
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Programme:
    """``scene``: empty when none is on; ``tours``: (screen, tour), the screen empty for the first
    one. ``by_hand``: an operator chose it."""

    scene: str = ""
    tours: tuple[tuple[str, str], ...] = ()
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """What is scheduled from ``begin`` until before ``end``."""

    begin: datetime
    end: datetime
    programme: Programme


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

    @property
    def place(self) -> str | None:
        """What it is for: None for the scene, else the screen of a tour."""
        return None if self.rule.scene else self.rule.screen

    @property
    def name(self) -> str:
        """Of its scene or tour."""
        return self.rule.scene or self.rule.tour

    @property
    def since(self) -> datetime:
        """When it began; a day of a rule for whole days is no beginning, the next goes on."""
        return _LONG_AGO if self.rule.whole_days else self.begin

    def follows(self, before: _Turn | None) -> bool:
        """Whether it is another beginning than ``before``: of the same name, only a later one."""
        return before is None or self.name != before.name or self.since > before.since


@dataclass(frozen=True, slots=True)
class _Foreseen:
    """What was found by looking ahead at ``at``; ``then`` None: nothing within ``HORIZON``."""

    at: datetime
    zone: tzinfo
    then: datetime | None

    def holds(self, now: datetime) -> bool:
        """Whether looking ahead at ``now`` would find the same."""
        if now.tzinfo != self.zone or now.astimezone(UTC) < self.at.astimezone(UTC):
            return False
        if self.then is None:
            return now.date() == self.at.date()
        return now.astimezone(UTC) < self.then.astimezone(UTC)


class Timetable:
    """Schedules, a calendar, and what an operator chose by hand.

    Of the rules that are on, the highest priority counts, then what began last, then what stands
    first. Files that are not enabled are passed over.
    """

    def __init__(self, schedules: Iterable[Schedule], calendar: DutyCalendar) -> None:
        enabled = [one for one in schedules if one.enabled]
        self._rules = [rule for one in enabled for rule in one.rules]
        self._calendar = calendar
        self._bounds = sorted({bound for rule in self._rules for bound in _bounds(rule)})
        self._begins: dict[tuple[DayKind, int, int], tuple[int, ...]] = {}
        self._foreseen: _Foreseen | None = None
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

    def began(self, at: datetime) -> Mapping[str | None, datetime]:
        """Since when what ``on`` says is on: None for the scene, the screen for a tour; of a rule
        for whole days a time long ago. Nothing of what was chosen by hand."""
        if self._holds(at):
            return {}
        zone = _zone(at)
        running = self._running(at)
        return {place: turn.since.astimezone(zone) for place, turn in running.items()}

    def next_change(self, at: datetime) -> datetime | None:
        """When ``on`` next says something else or the same begins anew, or may: None when not
        within ``HORIZON``."""
        if self._holds(at) and self.choice is not None:
            return self.choice.until
        return self.next_scheduled(at)

    def scheduled(self, at: datetime) -> Programme:
        """What the schedules alone say."""
        running = self._running(at)
        tours = [(place, turn.name) for place, turn in running.items() if place is not None]
        scene = running[None].name if None in running else ""
        return Programme(scene, tuple(sorted(tours)))

    def next_scheduled(self, at: datetime) -> datetime | None:
        """When ``scheduled`` next says something else or the same begins anew, in the zone of
        ``at``."""
        known = self._foreseen
        if known is None or not known.holds(at):
            known = self._foreseen = _Foreseen(at, _zone(at), self._looked_for(at))
        return known.then

    def between(self, since: datetime, until: datetime) -> list[Stretch]:
        """What the schedules alone say from one moment to another, one after the other."""
        edges = [since]
        while (then := self.next_scheduled(edges[-1])) is not None and then < until:
            edges.append(then)
        return [
            Stretch(begin, end, self.scheduled(begin)) for begin, end in pairwise([*edges, until])
        ]

    def _running(self, at: datetime) -> dict[str | None, _Turn]:
        """The turn that counts, for the scene (None) and for each screen with a tour."""
        zone, day, now = _zone(at), at.date(), at.astimezone(UTC)
        # a range over midnight began the day before; a clock set forward may lie in between
        turns = [turn for n in (-1, 0) for turn in self._turns(day + timedelta(days=n), zone)]
        running = (turn for turn in turns if turn.begin <= now < turn.end)
        # the weightiest last, so it is the one that stays
        return {turn.place: turn for turn in sorted(running, key=lambda turn: turn.weight)}

    def _looked_for(self, at: datetime) -> datetime | None:
        zone, present = _zone(at), self._running(at)
        first = at.date()
        edge = self._edge(first, zone, present, at.astimezone(UTC) + _A_MOMENT)
        if edge is not None:
            return edge.astimezone(zone)
        seen = set()  # a day that is as one that changed nothing changes nothing
        days = [first + timedelta(days=n) for n in range(HORIZON.days + 3)]
        offsets = [_offset(day, zone) for day in days]
        for n in range(1, HORIZON.days + 1):
            day, before = days[n], days[n - 1]
            lengths = tuple(offsets[n - 1 : n + 3])
            like = (self._beginning(before), self._beginning(day), lengths)
            if like in seen:
                continue
            edge = self._edge(day, zone, present, _instant(day, 0, zone))
            if edge is not None:
                return edge.astimezone(zone)
            seen.add(like)
        return None

    def _edge(
        self, day: date, zone: tzinfo, present: Mapping[str | None, _Turn], since: datetime
    ) -> datetime | None:
        """The first edge of the day, not before ``since``, at which something else is on, or the
        same anew."""
        turns = [*self._turns(day - timedelta(days=1), zone), *self._turns(day, zone)]
        end = _instant(day, DAY, zone)
        edges = {edge for turn in turns for edge in (turn.begin, turn.end)}
        return _first_unlike(turns, sorted(e for e in edges if since <= e < end), present)

    def _holds(self, at: datetime) -> bool:
        choice = self.choice
        return choice is not None and (choice.until is None or at < choice.until)

    def _turns(self, day: date, zone: tzinfo) -> list[_Turn]:
        rules = self._rules
        return [
            _Turn(*_instants(rules[order], day, zone), rules[order], order)
            for order in self._beginning(day)
        ]

    def _beginning(self, day: date) -> tuple[int, ...]:
        """Which rules begin on a day: the same for all of one kind, weekday and stretch between
        the bounds of seasons."""
        stretch = bisect_right(self._bounds, day)
        key = self._calendar.kind(day), day.weekday(), stretch
        if key not in self._begins:
            self._begins[key] = tuple(
                order
                for order, rule in enumerate(self._rules)
                if rule.begins_on(day, self._calendar)
            )
        return self._begins[key]


def _first_unlike(
    turns: Iterable[_Turn], edges: Sequence[datetime], present: Mapping[str | None, _Turn]
) -> datetime | None:
    """The first of the edges, in order, from which something else than ``present`` is on, or the
    same anew."""
    on: dict[str | None, list[_Turn | None]] = {place: [None] * len(edges) for place in present}
    for turn in sorted(turns, key=lambda turn: turn.weight):  # the weightiest lies on top
        begin, end = bisect_left(edges, turn.begin), bisect_left(edges, turn.end)
        row = on.setdefault(turn.place, [None] * len(edges))
        row[begin:end] = [turn] * (end - begin)
    for n, edge in enumerate(edges):
        if any(_differs(row[n], present.get(place)) for place, row in on.items()):
            return edge
    return None


def _differs(turn: _Turn | None, before: _Turn | None) -> bool:
    return before is not None if turn is None else turn.follows(before)


def _bounds(rule: Rule) -> list[date]:
    """The days at which the season of a rule begins and is over."""
    last = rule.last_day if rule.last_day != date.max else None
    return [*([rule.first_day] if rule.first_day else []), *([last + _A_DAY] if last else [])]


def _instants(rule: Rule, day: date, zone: tzinfo) -> tuple[datetime, datetime]:
    ends_on = day if rule.end > rule.begin else day + timedelta(days=1)
    return _instant(day, rule.begin, zone), _instant(ends_on, rule.end, zone)


def _instant(day: date, minute: int, zone: tzinfo) -> datetime:
    whole_days, minute = divmod(minute, DAY)
    local = datetime(day.year, day.month, day.day, minute // 60, minute % 60, tzinfo=zone)
    return (local + timedelta(days=whole_days)).astimezone(UTC)


def _offset(day: date, zone: tzinfo) -> timedelta | None:
    return datetime(day.year, day.month, day.day, tzinfo=zone).utcoffset()


def _zone(at: datetime) -> tzinfo:
    if at.tzinfo is None:
        raise ValueError(f"{at} has no time zone")
    return at.tzinfo
