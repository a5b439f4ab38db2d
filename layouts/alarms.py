"""Alarm tiles: ranked cells that the newest alarm's cameras take. Pure: told the time.

The newest alarm has the first ranks and moves the others down. Times are monotonic seconds.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from layouts.layout import Place

MOST_ALARMS = 256  # that wait or are shown; the oldest goes
MOST_REMEMBERED = 10_000  # acknowledged ones that cannot come back by themselves
MOST_CAMERAS = 16  # of one alarm
SHOWN_FOR_S = 120.0


@dataclass(frozen=True, slots=True)
class Alarm:
    """``key`` names this one occurrence: a case, or a finding and its beginning. Shown, it leaves
    at ``until`` by itself, unless it is pinned."""

    key: str
    cameras: tuple[str, ...]
    until: float
    pinned: bool = False


@dataclass(frozen=True, slots=True)
class AlarmTile:
    """What an alarm puts into a cell."""

    alarm: str
    camera: str


class AlarmTiles:
    """Decides which alarm's camera is in which cell; ``tiles`` says it.

    A cell that an operator holds stays as it is, whatever happens, and so does one that he uses
    just now, as long as he does; one that shows a pinned alarm does until that is acknowledged. A
    camera is never in two cells. Cells that ``tiles`` does not name show what they would without
    alarms.
    """

    def __init__(self, places: Sequence[Place], shown_for_s: float = SHOWN_FOR_S) -> None:
        self.dropped = 0  # alarms that went because there were too many
        self._places = tuple(dict.fromkeys(places))  # the first rank first
        self._shown_for_s = shown_for_s
        self._alarms: dict[str, Alarm] = {}  # the oldest first
        self._acknowledged: dict[str, None] = {}  # the oldest first
        self._held: dict[Place, AlarmTile | None] = {}
        self._used: dict[Place, AlarmTile | None] = {}
        self._pinned: dict[Place, AlarmTile] = {}
        self._tiles: dict[Place, AlarmTile] = {}

    # -- questions

    @property
    def tiles(self) -> Mapping[Place, AlarmTile]:
        """Which alarm's camera each cell shows, by rank."""
        return self._tiles

    @property
    def alarms(self) -> list[Alarm]:
        """All that are not over, the newest first; those without a cell wait for one."""
        return list(reversed(self._alarms.values()))

    def is_held(self, place: Place) -> bool:
        """By an operator's own wish; that he uses a cell just now is none."""
        return place in self._held

    def is_on(self, key: str) -> bool:
        """Whether an alarm is not over. A held cell may still show one that is."""
        return key in self._alarms

    # -- what happens

    def set_places(self, places: Sequence[Place]) -> None:
        """Another layout, or another set of screens: cells that are no more are held no more.

        A pinned alarm whose cells are gone is pinned where it is shown now; nowhere: no more.
        """
        self._places = tuple(dict.fromkeys(places))
        there = set(self._places)
        self._held = {place: tile for place, tile in self._held.items() if place in there}
        self._used = {place: tile for place, tile in self._used.items() if place in there}
        self._pinned = {place: tile for place, tile in self._pinned.items() if place in there}
        self._settle()
        homeless = {a.key for a in self._alarms.values() if a.pinned}
        homeless -= {tile.alarm for tile in self._pinned.values()}
        for place, tile in self._tiles.items():
            if tile.alarm in homeless:
                self._pinned[place] = tile
        self._unpin_homeless()

    def sound(self, key: str, cameras: Iterable[str], now: float) -> bool:
        """A new alarm takes the first ranks: whether it did.

        One that is known already stays where it is and gets its time anew; one that was
        acknowledged does not come back (``recall`` does that); one without a camera shows nothing.
        """
        of_it = tuple(dict.fromkeys(cameras))[:MOST_CAMERAS]
        if key in self._acknowledged or not of_it:
            return False
        known = self._alarms.get(key)
        until = now + self._shown_for_s
        if known is not None:
            self._alarms[key] = replace(known, cameras=of_it, until=until)
        else:
            self._alarms[key] = Alarm(key, of_it, until)
            self._drop_beyond()
        self._settle()
        return known is None and key in self._alarms

    def acknowledge(self, key: str) -> bool:
        """Somebody has seen to it: it leaves, and does not come back by itself while what raised
        it lasts."""
        self._acknowledged.pop(key, None)
        self._acknowledged[key] = None
        while len(self._acknowledged) > MOST_REMEMBERED:
            del self._acknowledged[next(iter(self._acknowledged))]
        return self._leave(key)

    def recall(self, key: str, cameras: Iterable[str], now: float) -> bool:
        """An operator wants an alarm back that was acknowledged, or anew at the first rank."""
        self._acknowledged.pop(key, None)
        self._leave(key)
        return self.sound(key, cameras, now)

    def withdraw(self, key: str) -> bool:
        """What raised it is over (a closed case, a good picture): it leaves unless it is pinned.
        Begun anew it is an alarm again, also one that was acknowledged."""
        self._acknowledged.pop(key, None)
        alarm = self._alarms.get(key)
        return alarm is not None and not alarm.pinned and self._leave(key)

    def pin(self, key: str, on: bool = True) -> bool:
        """Keep an alarm where it is shown, past its time; only one that is shown can be pinned."""
        alarm = self._alarms.get(key)
        cells = {place: tile for place, tile in self._tiles.items() if tile.alarm == key}
        if alarm is None or alarm.pinned == on or not cells:
            return False
        self._alarms[key] = replace(alarm, pinned=on)
        self._pinned = {place: t for place, t in self._pinned.items() if t.alarm != key}
        if on:
            self._pinned.update(cells)
        self._settle()
        return True

    def keep(self, cameras: Collection[str]) -> None:
        """Only these cameras are there from now on: an alarm that has none of them leaves."""
        of_it = {
            key: tuple(camera for camera in alarm.cameras if camera in cameras)
            for key, alarm in self._alarms.items()
        }
        self._alarms = {
            key: replace(alarm, cameras=of_it[key])
            for key, alarm in self._alarms.items()
            if of_it[key]
        }
        for kept in (self._held, self._used):
            for place, tile in kept.items():
                if tile is not None and tile.camera not in cameras:
                    kept[place] = None
        pinned = self._pinned.items()
        self._pinned = {place: tile for place, tile in pinned if tile.camera in cameras}
        self._settle()
        self._unpin_homeless()

    def hold(self, place: Place) -> None:
        """An operator wants a cell left alone: what it shows stays until it is released. A cell
        that is not ranked is no business of alarms."""
        if place in self._places and place not in self._held:
            self._held[place] = self._tiles.get(place)

    def take(self, place: Place) -> None:
        """An operator puts something of his own into a cell: no alarm is in it until it is
        released. What it showed of one goes to the next free cell."""
        if place in self._places:
            self._held[place] = None
            self.clear(place)

    def clear(self, place: Place) -> None:
        """What a cell showed of an alarm is cleared away: it is gone from there, also where the
        cell is held or used."""
        self._pinned.pop(place, None)
        for kept in (self._held, self._used):
            if place in kept:
                kept[place] = None
        self._settle()
        self._unpin_homeless()

    def release(self, place: Place) -> None:
        """It is held no more; one that is used stays as it is until that is over."""
        if place in self._used:
            self._used[place] = self._tiles.get(place)
        self._held.pop(place, None)
        self._settle()

    def use(self, places: Iterable[Place]) -> bool:
        """An operator looks closely into these cells, and no more into those told before: whether
        they are others. What each shows stays as long as he does."""
        there = dict.fromkeys(place for place in places if place in self._places)
        if there.keys() == self._used.keys():
            return False
        self._used = {place: self._tiles.get(place) for place in there}
        self._settle()
        return True

    def tick(self, now: float, unseen: Collection[Place] = ()) -> bool:
        """Alarms whose time is over leave: whether one did. One that waits for a cell has all of
        its time still before it; so has one in cells that nobody sees now."""
        shown = {tile.alarm for place, tile in self._tiles.items() if place not in unseen}
        for key, alarm in self._alarms.items():
            if key not in shown:
                self._alarms[key] = replace(alarm, until=now + self._shown_for_s)
        over = [a.key for a in self._alarms.values() if not a.pinned and a.until <= now]
        for key in over:
            del self._alarms[key]
        if over:
            self._settle()
        return bool(over)

    @property
    def next_end(self) -> float | None:
        """When ``tick`` has something to do next."""
        return min((a.until for a in self._alarms.values() if not a.pinned), default=None)

    def _unpin_homeless(self) -> None:
        """A pinned alarm without a cell is pinned no more."""
        at_home = {tile.alarm for tile in self._pinned.values()}
        for key, alarm in self._alarms.items():
            if alarm.pinned and key not in at_home:
                self._alarms[key] = replace(alarm, pinned=False)

    def _leave(self, key: str) -> bool:
        found = self._alarms.pop(key, None)
        self._pinned = {place: t for place, t in self._pinned.items() if t.alarm != key}
        self._settle()
        return found is not None

    def _drop_beyond(self) -> None:
        while len(self._alarms) > MOST_ALARMS:
            oldest = next((a.key for a in self._alarms.values() if not a.pinned), None)
            if oldest is None:
                return  # every pinned alarm has a cell, so they are not more than those
            del self._alarms[oldest]
            self.dropped += 1

    def _settle(self) -> None:
        """Fill the free cells by rank, the newest alarm first."""
        fixed: dict[Place, AlarmTile | None] = {**self._pinned, **self._used, **self._held}
        shown = {tile.camera for tile in fixed.values() if tile is not None}
        wanted = self._wanted(shown)
        self._tiles = {}
        for place in self._places:
            tile = fixed[place] if place in fixed else next(wanted, None)
            if tile is not None:
                self._tiles[place] = tile

    def _wanted(self, shown: set[str]) -> Iterator[AlarmTile]:
        for alarm in self.alarms:
            for camera in alarm.cameras:
                if camera not in shown:
                    shown.add(camera)
                    yield AlarmTile(alarm.key, camera)
