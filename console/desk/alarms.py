"""Alarm tiles: new urgent cases and bad pictures bring their cameras onto the wall."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from console.cases.book import CaseBook, Changes
from console.cases.case import Case, CaseId
from console.desk.alarm_causes import AlarmCauses, Cause, key_of
from console.desk.walls import Walls, WallScreen
from layouts.alarms import AlarmTiles
from layouts.layout import Place, alarm_places
from media.source import Source, SourceKind

Json = dict[str, Any]

ACTIONS = ("acknowledge", "pin", "unpin", "recall")
MOST_CAUSES = 1000  # whose words are remembered, more than can be on: some can be recalled


class AlarmsDesk(QObject):
    """Over all screens: rank 1 is the first wherever it lies. Lives in the Qt thread.

    ``in_use``: the cells of a screen that somebody looks closely into or steers now. They, and
    those that show the past, stay as they are, and are the alarms' again at the next ``tick`` after
    that. ``changed``: another alarm is shown, or another cell is held. ``waits`` carries the
    ``Cause`` of a new alarm that no cell shows; ``told`` carries ``alarm`` and what
    ``docs/control-api.md`` says of it.
    """

    changed = Signal()
    waits = Signal(object)
    told = Signal(str, dict)

    def __init__(
        self,
        walls: Walls,
        causes: AlarmCauses,
        shown_s: float,
        parent: QObject | None = None,
        now: Callable[[], float] = time.monotonic,
        in_use: Callable[[WallScreen], Collection[int]] = lambda screen: screen.wall.looked_into(),
    ) -> None:
        super().__init__(parent)
        self._walls, self._of, self._now, self._in_use = walls, causes, now, in_use
        self._tiles = AlarmTiles((), shown_s)
        self._causes: dict[str, Cause] = {}  # the oldest first
        self._since: dict[str, datetime] = {}  # of the same
        self._covered: dict[str, dict[int, str]] = {}  # by screen
        self._busy = False
        walls.opened.connect(self._on_opened)
        walls.taken.connect(self._on_taken)
        walls.parted.connect(self._on_parted)

    # -- questions

    def cause(self, screen: WallScreen, cell: int) -> Cause | None:
        """The alarm whose camera a cell shows, unless that alarm is over."""
        tile = self._tiles.tiles.get(Place(screen.key, cell))
        if tile is None or not self._tiles.is_on(tile.alarm):
            return None
        return self._causes.get(tile.alarm)

    def is_pinned(self, key: str) -> bool:
        return any(alarm.key == key and alarm.pinned for alarm in self._tiles.alarms)

    def held(self, screen: WallScreen) -> tuple[int, ...]:
        """The cells of a screen that no alarm takes, until somebody wishes otherwise."""
        cells = range(len(screen.desk.arrangement.layout.cells))
        return tuple(n for n in cells if self._tiles.is_held(Place(screen.key, n)))

    def can_hold(self, screen: WallScreen, cell: int) -> bool:
        """Whether alarms would take the cell."""
        cells = screen.desk.arrangement.layout.cells
        return cell < len(cells) and cells[cell].alarm is not None

    def since(self, key: str) -> datetime:
        """When it was heard of. KeyError when no such alarm is known."""
        return self._since[key]

    def is_shown(self, key: str) -> bool:
        """Whether a cell shows it that can be seen: not one behind an enlarged one."""
        return key in self._seen()

    def waiting(self) -> list[Cause]:
        """The alarms that no cell shows, the newest first."""
        seen = self._seen()
        return [cause for cause in self._sounding() if cause.key not in seen]

    def places(self, key: str) -> list[tuple[WallScreen, int]]:
        """Its cells, by rank; seen or behind an enlarged one."""
        screens = {one.key: one for one in self._walls.all()}
        tiles = self._tiles.tiles.items()
        shown = [place for place, tile in tiles if tile.alarm == key and place.screen in screens]
        return [(screens[place.screen], place.cell) for place in shown]

    def reports(self) -> list[Json]:
        """All alarms that are not over, the newest first."""
        return [self._told(cause.key) for cause in self._sounding()]

    def cameras(self) -> list[str]:
        """Those of all alarms that are not over, the newest alarm's first."""
        return [camera for cause in self._sounding() for camera in cause.cameras]

    # -- wishes

    def act(self, key: str, action: str) -> bool:
        """One of ``ACTIONS``: whether it changed anything. KeyError when no such alarm is known."""
        cause = self._causes[key]
        self._heed()
        did = {
            "acknowledge": lambda: self._tiles.acknowledge(key),
            "pin": lambda: self._tiles.pin(key),
            "unpin": lambda: self._tiles.pin(key, False),
            "recall": lambda: self._tiles.recall(key, cause.cameras, self._now()),
        }[action]()
        self._settle()
        if did:
            self.told.emit("alarm", {"alarm": key, "state": action})
        return did

    def acknowledge_in(self, screen: WallScreen, cell: int) -> Cause | None:
        """The alarm of a cell, or about the camera that the cell shows; where there is none the
        newest one that is shown: which it was."""
        cause = self.cause(screen, cell) or self._about(screen.desk.source(cell))
        if cause is None:
            seen = self._seen()
            cause = next((each for each in self._sounding() if each.key in seen), None)
        if cause is not None:
            self.act(cause.key, "acknowledge")
        return cause

    def hold(self, screen: WallScreen, cell: int, on: bool) -> None:
        """Keep what a cell shows from alarms, or let them have it."""
        place = Place(screen.key, cell)
        self._heed()
        if on:
            self._tiles.hold(place)
        else:
            self._tiles.release(place)
        self._settle()

    def restore_held(self, screen: WallScreen, cells: tuple[int, ...]) -> None:
        """A screen is there again, or the program was started again."""
        self._heed()
        for cell in cells:
            self._tiles.take(Place(screen.key, cell))
        self._settle()

    # -- what happens

    def take_cases(self, changes: Changes, book: CaseBook) -> None:
        now, new = datetime.now(UTC), list[Cause]()
        self._heed()
        for case_id in changes.changed:
            case = book.case(case_id)
            if case is None or not self._of.is_urgent(case):
                self._calm(case_id)
                continue
            cause = self._of.of_case(case, now + _ahead(book, case))
            if cause is not None and self._sound(cause):
                new.append(cause)
        for case_id in changes.gone:
            self._calm(case_id)
        self._settle()
        self._tell_waiting(new)

    def take_findings(self, camera: str, name: str, findings: list[str]) -> None:
        begun, over = self._of.of_findings(camera, name, findings)
        self._heed()
        for key in over:
            self._withdraw(key)
        new = [cause for cause in begun if self._sound(cause)]
        self._settle()
        self._tell_waiting(new)

    def set_cameras(self, there: Collection[str]) -> None:
        """The room has these from now on: what alarms brought of others goes."""
        before = {alarm.key for alarm in self._tiles.alarms}
        self._heed()
        self._tiles.keep(there)
        for key in before - {alarm.key for alarm in self._tiles.alarms}:
            self.told.emit("alarm", {"alarm": key, "state": "over"})
        for key, cause in self._causes.items():
            left = tuple(camera for camera in cause.cameras if camera in there)
            self._causes[key] = replace(cause, cameras=left)
        self._settle()

    @Slot()
    def tick(self) -> None:
        """Each second: alarms whose time is over leave, and cells not used any more are free."""
        used = self._heed()
        if self._tiles.tick(self._now(), self._behind()) or used:
            self._settle()

    @Slot(object)
    def _on_opened(self, screen: WallScreen) -> None:
        self._heed()
        for cell in self.held(screen):
            self._tiles.release(Place(screen.key, cell))
        self._set_places(screen)

    @Slot(object)
    def _on_parted(self, screen: WallScreen) -> None:
        """What it showed of alarms goes to the cells that are left."""
        self._heed()
        self._set_places(screen)

    def _set_places(self, screen: WallScreen) -> None:
        """``screen`` covers nothing now."""
        shown = [(one.key, one.desk.arrangement.layout) for one in self._walls.all()]
        self._covered.pop(screen.key, None)
        self._tiles.set_places(alarm_places(shown))
        self._settle()

    @Slot(object, int)
    def _on_taken(self, screen: WallScreen, cell: int) -> None:
        """An operator put something into a cell: it is his. Emptied, it is the alarms' again; an
        alarm that is cleared away has been seen."""
        if self._busy or not self.can_hold(screen, cell):
            return
        place, source = Place(screen.key, cell), screen.desk.sources()[cell]
        tile = self._tiles.tiles.get(place)  # before what is shown now counts
        self._heed()
        of_alarm = tile is not None and source is not None and source.name == tile.camera
        covered = self._covered.setdefault(screen.key, {})
        if tile is not None and screen.desk.cleared == cell:
            covered.pop(cell, None)
            self._tiles.clear(place)
            self.act(tile.alarm, "acknowledge")
            return
        if screen.desk.in_time == cell:
            pass  # nothing else is in it; it is used while it shows the past
        elif source is None or of_alarm:
            self._tiles.release(place)
        else:
            self._tiles.take(place)
        covered.pop(cell, None)
        self._settle()

    # -- inside

    def _heed(self) -> bool:
        """Before anything is decided: what is used now. Whether that is something else."""
        used = ((one, (*self._in_use(one), *_replayed(one))) for one in self._walls.all())
        return self._tiles.use(Place(one.key, cell) for one, cells in used for cell in cells)

    def _seen(self) -> set[str]:
        """The alarms of the cells that can be seen."""
        walls = {one.key: one.wall for one in self._walls.all()}
        return {
            tile.alarm
            for at, tile in self._tiles.tiles.items()
            if at.screen in walls and not walls[at.screen].is_behind(at.cell)
        }

    def _behind(self) -> list[Place]:
        """The cells over which an enlarged one lies."""
        there = [(one, len(one.desk.arrangement.layout.cells)) for one in self._walls.all()]
        cells = [(one, cell) for one, count in there for cell in range(count)]
        return [Place(one.key, cell) for one, cell in cells if one.wall.is_behind(cell)]

    def _sounding(self) -> Iterator[Cause]:
        """Of all alarms that are not over, the newest first."""
        known = (self._causes.get(alarm.key) for alarm in self._tiles.alarms)
        return (cause for cause in known if cause is not None)

    def _about(self, source: Source | None) -> Cause | None:
        """The newest alarm that brings the camera of a live picture."""
        if source is None or source.kind is not SourceKind.CAMERA:
            return None
        return next((cause for cause in self._sounding() if source.name in cause.cameras), None)

    def _sound(self, cause: Cause) -> bool:
        """Whether it is a new alarm."""
        self._causes.pop(cause.key, None)
        self._causes[cause.key] = cause
        while len(self._causes) > MOST_CAUSES:
            oldest = next(key for key in self._causes if not self._tiles.is_on(key))
            del self._causes[oldest], self._since[oldest]
        new = self._tiles.sound(cause.key, cause.cameras, self._now())
        if new or cause.key not in self._since:
            self._since[cause.key] = datetime.now(UTC)
        if new:
            self.told.emit("alarm", {"alarm": cause.key, "state": "new"})
        return new

    def _tell_waiting(self, new: Iterable[Cause]) -> None:
        for cause in new:
            if not self.is_shown(cause.key):
                self.waits.emit(cause)

    def _calm(self, case_id: CaseId) -> None:
        self._of.calm(case_id)
        self._withdraw(key_of(case_id))

    def _withdraw(self, key: str) -> None:
        if self._tiles.withdraw(key):
            self.told.emit("alarm", {"alarm": key, "state": "over"})

    def _settle(self) -> None:
        """Bring what the tiles say onto the walls."""
        for screen in self._walls.all():
            self._cover(screen)
        self.changed.emit()

    def _cover(self, screen: WallScreen) -> None:
        shown = screen.desk.sources()
        covers = {}
        for place, tile in self._tiles.tiles.items():
            if place.screen != screen.key:
                continue
            now = shown[place.cell] if place.cell < len(shown) else None
            replayed = now is not None and now.kind is SourceKind.REPLAY and now.name == tile.camera
            covers[place.cell] = str(now) if replayed else f"camera:{tile.camera}"
        if covers != self._covered.get(screen.key, {}):
            self._covered[screen.key] = covers
            self._busy = True
            try:
                screen.desk.cover(covers)
            finally:
                self._busy = False

    def _told(self, key: str) -> Json:
        cause = self._causes[key]
        places = self.places(key)
        return {
            "alarm": key,
            "case": cause.case or None,
            "level": cause.level or None,
            "finding": cause.finding or None,
            "title": cause.text,
            "cameras": list(cause.cameras),
            "cells": [cell for screen, cell in places if screen is self._walls.own],
            "places": [{"screen": screen.name, "cell": cell} for screen, cell in places],
            "pinned": self.is_pinned(key),
        }


def _ahead(book: CaseBook, case: Case) -> timedelta:
    """How far the clock that dates a case is ahead of the workstation's, either may be wrong."""
    link = book.links.get(case.feed)
    return timedelta(seconds=(link.skew_s if link is not None else None) or 0.0)


def _replayed(screen: WallScreen) -> list[int]:
    """The cells that show the past."""
    shown = enumerate(screen.desk.sources())
    return [cell for cell, s in shown if s is not None and s.kind is SourceKind.REPLAY]
