"""New cases as the room is told of them: what sounds, what waits for somebody, what is shelved.
Pure; told the time.

Alarm discipline: cases of one kind at one place are one storm with one sound; a level sounds no
sooner again than its gap; in a flood only level red is heard; only red sounds again and again until
somebody acknowledges it; what is shelved is silent, for a while that has a limit.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from console.cases.case import Case, CaseId
from console.cases.clocks import is_open
from media.calibration import metres

STORM_M = 60.0  # so near is the same place
LOOK_OVER = timedelta(seconds=10)  # between two looks for storms that are over
STORM = timedelta(minutes=15)  # a storm is over when nothing joined it for so long
GAPS_S: Mapping[str, float] = {"red": 10, "orange": 30, "yellow": 60, "blue": 120, "": 120}
FLOOD, FLOOD_IN = 10, timedelta(minutes=10)  # sounds; more is a flood
REPEAT = timedelta(seconds=60)
SHELVED_FOR = timedelta(minutes=30)
LONGEST_SHELVED = timedelta(hours=8)
MOST_STORMS, MOST_WAITING, MOST_KNOWN, MOST_KEPT = 500, 5000, 200_000, 20_000
CELL = 0.0008  # degrees, more than STORM_M wide down to 48 degrees of latitude
Spot = tuple[str, str | int, int]  # kind; address and nothing, or the cell of a place
_RANKS = {level: rank for rank, level in enumerate(("", "blue", "yellow", "orange", "red"))}


@dataclass(frozen=True, slots=True)
class Acknowledged:
    who: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Storm:
    """Cases of one kind at one place."""

    kind: str
    place: tuple[float, float] | None
    address: str
    last_at: datetime
    count: int = 1
    level: str = ""


@dataclass(frozen=True, slots=True)
class News:
    """What a change told. ``sound``: the level that is to be heard, None for none; ``title`` and
    ``count`` of the storm that it is for. ``new``: the cases that wait now and did not before."""

    sound: str | None = None
    title: str = ""
    count: int = 0
    new: tuple[CaseId, ...] = ()


@dataclass(slots=True)
class _Waiting:
    storm: int
    level: str
    since: datetime
    heard_at: datetime | None = None


@dataclass
class Notices:
    """``acknowledged`` and ``waiting`` are kept over restarts by the owner."""

    acknowledged: dict[CaseId, Acknowledged] = field(default_factory=dict)
    shelved: dict[str, datetime] = field(default_factory=dict)  # storm or case -> until
    dropped: int = 0  # waiting cases beyond the limit
    _known: dict[CaseId, int] = field(default_factory=dict)  # -> the rank of its level
    _waiting: dict[CaseId, _Waiting] = field(default_factory=dict)
    _unseen: dict[CaseId, None] = field(default_factory=dict)
    _storms: dict[int, Storm] = field(default_factory=dict)  # the oldest first
    _spots: dict[Spot, list[int]] = field(default_factory=dict)  # where storms are
    _sounds: list[datetime] = field(default_factory=list)
    _heard: dict[str, datetime] = field(default_factory=dict)
    _next: int = 0
    _ended_at: datetime | None = None  # when the storms were last looked through

    # -- reading

    @property
    def waiting(self) -> Collection[CaseId]:
        return self._waiting.keys()

    @property
    def unseen(self) -> Collection[CaseId]:
        """New ones that nobody looked at, the oldest first."""
        return self._unseen.keys()

    def newest(self) -> CaseId | None:
        return next(reversed(self._unseen), None)

    def is_shelved(self, case_id: CaseId, now: datetime) -> bool:
        return any(self.shelved.get(key, now) > now for key in self._keys(case_id))

    # -- what happens

    def learn(self, cases: Iterable[Case]) -> None:
        """These were there before anybody listened: no news."""
        for case in cases:
            self._note(case)

    def take(self, changed: Iterable[Case], gone: Iterable[CaseId], now: datetime) -> News:
        """Cases came, changed or went."""
        if self._ended_at is None or now - self._ended_at >= LOOK_OVER:
            self._end_storms(now)
            self._ended_at = now
        new: list[Case] = []
        for case in changed:
            before = self._known.get(case.id)
            if not is_open(case):
                self._forget(case.id)
            elif before is None or (rank_of(case) > before and rank_of(case) >= _RANKS["orange"]):
                new.append(case)
            self._note(case)
        for case_id in gone:
            self._forget(case_id)
        return self._announce(new, now) if new else News()

    def repeat(self, now: datetime) -> str | None:
        """To be asked each second: ``red`` when an unacknowledged case of that level is to be heard
        again."""
        if not self._may_sound("red", now):
            return None
        for case_id, waiting in self._waiting.items():
            heard_at = waiting.heard_at or waiting.since
            if (
                waiting.level == "red"
                and now - heard_at >= REPEAT
                and not self.is_shelved(case_id, now)
            ):
                for other in self._waiting.values():
                    other.heard_at = now if other.level == "red" else other.heard_at
                self._sounded("red", now)
                return "red"
        return None

    # -- what people do

    def see(self, case_id: CaseId) -> bool:
        """Somebody looked at it: whether it was new."""
        return self._unseen.pop(case_id, 0) is None

    def see_all(self) -> list[CaseId]:
        seen = list(self._unseen)
        self._unseen.clear()
        return seen

    def acknowledge(self, case_id: CaseId, who: str, now: datetime) -> list[CaseId]:
        """Somebody takes note of it, and with it of those of its storm that wait. It stays
        acknowledged by who was first."""
        waiting = self._waiting.get(case_id)
        storm = waiting.storm if waiting is not None else -1
        done = [other for other, each in self._waiting.items() if each.storm == storm] or [case_id]
        done = [other for other in done if other not in self.acknowledged]
        for other in done:
            self._waiting.pop(other, None)
            self._unseen.pop(other, None)
            self.acknowledged[other] = Acknowledged(who, now)
        while len(self.acknowledged) > MOST_KEPT:
            del self.acknowledged[next(iter(self.acknowledged))]
        return done

    def shelve(self, case_id: CaseId, now: datetime, lasts: timedelta = SHELVED_FOR) -> datetime:
        """Silence for it and its storm until then; never longer than ``LONGEST_SHELVED``."""
        until = now + min(max(lasts, timedelta(0)), LONGEST_SHELVED)
        for key in self._keys(case_id):
            self.shelved[key] = until
        self.shelved = {key: at for key, at in self.shelved.items() if at > now}
        return until

    def wait_again(self, waiting: Mapping[CaseId, tuple[str, datetime]]) -> None:
        """What waited when the program ended; ``learn`` was told of those that are still there."""
        for case_id, (level, since) in waiting.items():
            if case_id in self._known and case_id not in self.acknowledged:
                self._waiting[case_id] = _Waiting(-2, level, since)

    def waits(self) -> dict[CaseId, tuple[str, datetime]]:
        """For ``wait_again``."""
        return {case_id: (each.level, each.since) for case_id, each in self._waiting.items()}

    # -- inside

    def _announce(self, new: list[Case], now: datetime) -> News:
        loudest: tuple[int, str, int] | None = None  # rank, title, count of its storm
        for case in sorted(new, key=lambda case: (rank_of(case), case.id)):  # the worst is newest
            number, begins = self._storm_of(case, now)
            self._unseen[case.id] = None
            self._waiting[case.id] = _Waiting(number, case.level or "", now)
            self.acknowledged.pop(case.id, None)
            storm = self._storms[number]
            if begins and not self.is_shelved(case.id, now):
                loudest = max(loudest or (-1, "", 0), (rank_of(case), case.title, storm.count))
        while len(self._waiting) > MOST_WAITING:
            gone = next(iter(self._waiting))
            del self._waiting[gone]
            self.dropped += 1
        while len(self._unseen) > MOST_WAITING:
            del self._unseen[next(iter(self._unseen))]
        ids = tuple(case.id for case in new)
        if loudest is None:
            return News(new=ids)
        level = next(level for level, rank in _RANKS.items() if rank == loudest[0])
        if not self._may_sound(level, now):
            return News(None, loudest[1], loudest[2], ids)
        self._sounded(level, now)
        return News(level, loudest[1], loudest[2], ids)

    def _storm_of(self, case: Case, now: datetime) -> tuple[int, bool]:
        """(its storm, whether that begins or becomes worse by it)."""
        level = case.level or ""
        for number in self._near(case):
            storm = self._storms[number]
            if now - storm.last_at <= STORM and _joins(case, storm):
                worse = _RANKS.get(level, 0) > _RANKS.get(storm.level, 0)
                self._storms[number] = replace(
                    storm,
                    last_at=now,
                    count=storm.count + 1,
                    level=level if worse else storm.level,
                )
                return number, worse
        self._next += 1
        place = (case.place.longitude, case.place.latitude) if case.place else None
        storm = Storm(_kind(case), place, _address(case), now, level=level)
        self._storms[self._next] = storm
        self._spots.setdefault(_spot(storm), []).append(self._next)
        while len(self._storms) > MOST_STORMS:
            self._end_storm(next(iter(self._storms)))
        return self._next, True

    def _near(self, case: Case) -> list[int]:
        """Storms of its kind that it may belong to."""
        kind = _kind(case)
        spots: list[Spot] = [(kind, _address(case), 0)]
        if case.place is not None:
            x, y = _cell(case.place.longitude), _cell(case.place.latitude)
            spots += [(kind, x + i, y + j) for i in (-1, 0, 1) for j in (-1, 0, 1)]
        return [number for spot in spots for number in self._spots.get(spot, ())]

    def _end_storm(self, number: int) -> None:
        spot = _spot(self._storms.pop(number))
        self._spots[spot].remove(number)
        if not self._spots[spot]:
            del self._spots[spot]

    def _end_storms(self, now: datetime) -> None:
        over = [number for number, storm in self._storms.items() if now - storm.last_at > STORM]
        for number in over:
            self._end_storm(number)

    def _may_sound(self, level: str, now: datetime) -> bool:
        """Whether its gap and that of what is louder are over, and no flood is on."""
        rank = _RANKS.get(level, 0)
        for other, at in self._heard.items():
            if _RANKS[other] >= rank and (now - at).total_seconds() < GAPS_S[level]:
                return False
        self._sounds = [at for at in self._sounds if now - at < FLOOD_IN]
        return level == "red" or len(self._sounds) < FLOOD

    def _sounded(self, level: str, now: datetime) -> None:
        self._heard[level] = now
        self._sounds.append(now)
        for waiting in self._waiting.values():
            if waiting.level == level:
                waiting.heard_at = now

    def _keys(self, case_id: CaseId) -> list[str]:
        waiting = self._waiting.get(case_id)
        storm = self._storms.get(waiting.storm) if waiting is not None else None
        keys = [f"case:{case_id}"]
        if storm is not None:
            spot = storm.address if storm.place is None else "{:.4f},{:.4f}".format(*storm.place)
            keys.append(f"storm:{storm.kind}@{spot}")
        return keys

    def _note(self, case: Case) -> None:
        if is_open(case):
            self._known[case.id] = rank_of(case)
            while len(self._known) > MOST_KNOWN:
                del self._known[next(iter(self._known))]

    def _forget(self, case_id: CaseId) -> None:
        self._known.pop(case_id, None)
        self._waiting.pop(case_id, None)
        self._unseen.pop(case_id, None)
        self.acknowledged.pop(case_id, None)


def _spot(storm: Storm) -> Spot:
    if storm.place is None:
        return storm.kind, storm.address, 0
    return storm.kind, _cell(storm.place[0]), _cell(storm.place[1])


def _cell(degrees: float) -> int:
    return math.floor(degrees / CELL)


def rank_of(case: Case) -> int:
    """Of its level: 0 without one; one that nobody knows is as blue."""
    return _RANKS.get(case.level or "", 1)


def _joins(case: Case, storm: Storm) -> bool:
    if _kind(case) != storm.kind:
        return False
    if case.place is not None and storm.place is not None:
        away = metres(case.place.longitude, case.place.latitude, *storm.place)
        return math.hypot(*away) <= STORM_M
    return bool(_address(case)) and _address(case) == storm.address


def _kind(case: Case) -> str:
    return case.category_code or case.title


def _address(case: Case) -> str:
    return (case.place.address if case.place else "") or case.address
