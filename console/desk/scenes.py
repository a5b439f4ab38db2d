"""Scenes (日常 汛期 会商 夜间), what the schedules say, and what was chosen by hand instead."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QObject, Signal, Slot

from console.desk.tours import ToursDesk
from console.desk.wall import WallDesk
from layouts.arrangement import Arrangement
from layouts.folder import WallFiles
from layouts.layout import Layout
from layouts.programme import HandChoice, Programme, Timetable
from layouts.scene import Scene
from layouts.wall_state import ScreenState, WallState, reopened
from media.source import Source, SourceKind

SCREEN = "main"  # the name of a room's only screen


def room_now() -> datetime:
    return datetime.now().astimezone()


class ScenesDesk(QObject):
    """Knows which scene is on and why, and what the wall is to show after a restart.

    Lives in the Qt thread. ``noted`` carries the wall's state at every change; ``changed``: another
    scene is on, or holds until another time. ``knows`` says whether the room has a source.
    """

    noted = Signal(object)
    changed = Signal()

    def __init__(
        self,
        wall: WallDesk,
        tours: ToursDesk,
        files: WallFiles,
        default: str,
        knows: Callable[[Source], bool],
        parent: QObject | None = None,
        today: Callable[[], datetime] = room_now,
        screen: str = SCREEN,
    ) -> None:
        super().__init__(parent)
        self.scenes = files.scenes
        self.state = WallState()
        self._wall, self._tours, self._default, self._knows = wall, tours, default, knows
        self._today, self._screen = today, screen
        self._timetable = Timetable(files.schedules.values(), files.calendar)
        self._programme = Programme()
        self._next: datetime | None = None
        self._asked_at: datetime | None = None
        self._busy = False

    # -- questions

    @property
    def scene(self) -> str:
        return self.state.scene

    @property
    def by(self) -> str | None:
        """``hand`` or ``schedule``: who chose what is on; None: nobody."""
        if self._programme.by_hand:
            return "hand"
        return "schedule" if self._programme.scene else None

    @property
    def until(self) -> datetime | None:
        """When the schedule next changes it."""
        return self._next

    # -- begin

    def begin(self, remembered: WallState, layout: str | None) -> None:
        """The wall as it was, unless the schedule has another scene on by now; ``layout``: what the
        command line asks for instead. KeyError when there is no such layout."""
        now = self._today()
        self.state = remembered
        known = remembered.screens.get(self._screen)
        if remembered.by_hand and (remembered.until is None or now < remembered.until):
            self._timetable.choice = HandChoice(remembered.scene, remembered.until)
        if layout is not None and (known is None or known.layout != layout):
            self._timetable.choose("", now)
            self.state = replace(remembered, scene="")
            known = ScreenState(layout)
        self._ask(now)
        wanted = self.scenes.get(self._programme.scene)
        if wanted is not None and wanted.name != self.state.scene:
            self._open(wanted)
        else:
            self._show(known or ScreenState(self._default))
            self._start_scheduled(Programme())
        self.note()

    # -- wishes

    def choose(self, name: str, until: datetime | None = None) -> None:
        """By hand: it holds until the schedule next changes, or until a time. KeyError when there
        is no such scene."""
        scene, now = self.scenes[name], self._today()
        self._timetable.choose(name, now, until)
        self._ask(now)
        self._open(scene)

    def release(self) -> None:
        """The schedule holds again."""
        self._timetable.release()
        self._follow(self._today())

    # -- what happens

    @Slot()
    def tick(self) -> None:
        """Each second: has the time of a change come, or was the clock set?"""
        now, asked = self._today(), self._asked_at
        due = self._next is not None and now >= self._next
        set_back = asked is not None and now < asked
        moved = asked is not None and now.utcoffset() != asked.utcoffset()
        if due or set_back or moved:
            self._follow(now)

    @Slot()
    def note(self) -> None:
        """What is on the wall has changed: to be remembered."""
        if self._busy or not self._wall.arrangement.layout.name:
            return
        layout = self._wall.arrangement.layout
        held = self.state.screens.get(self._screen, ScreenState("")).held
        shown = ScreenState(
            layout.name,
            tuple(map(_lasting, self._wall.arrangement.sources)),
            self._tours.whole(),
            tuple(cell for cell in held if cell < len(layout.cells)),
            None if layout.origin else layout,
            self._tours.places(),
        )
        self._take(self.state.note(self._screen, shown))

    def hold(self, cells: tuple[int, ...]) -> None:
        """The cells that an operator holds now."""
        shown = self.state.screens.get(self._screen)
        if shown is not None:
            self._take(self.state.note(self._screen, replace(shown, held=cells)))

    def held(self) -> tuple[int, ...]:
        return self.state.screens.get(self._screen, ScreenState("")).held

    # -- inside

    def _ask(self, now: datetime) -> None:
        self._asked_at = now
        self._programme = self._timetable.on(now)
        self._next = self._timetable.next_change(now)

    def _follow(self, now: datetime) -> None:
        before = self._programme
        self._ask(now)
        scene = self.scenes.get(self._programme.scene)
        if scene is not None and scene.name != self.state.scene:
            self._open(scene)
        self._start_scheduled(before)
        self.note()
        self.changed.emit()

    def _start_scheduled(self, before: Programme) -> None:
        """Tours that the schedule begins or ends, over the whole wall."""
        wanted, was = self._scheduled_tour(self._programme), self._scheduled_tour(before)
        if wanted in self._tours.tours and self._tours.whole() != wanted and wanted != was:
            self._tours.start(wanted)
        elif was and not wanted and self._tours.whole() == was:
            self._tours.stop(None)

    def _scheduled_tour(self, programme: Programme) -> str:
        tours = dict(programme.tours)
        return tours.get(self._screen, tours.get("", ""))

    def _open(self, scene: Scene) -> None:
        self.state = self.state.connect([self._screen], self._default).open(scene, self._default)
        self._show(self.state.screens[self._screen])
        self.note()
        self.changed.emit()

    def _show(self, screen: ScreenState) -> None:
        """Layout, cells and tours of a screen; tours that it does not say are the layout's."""
        self._busy = True
        self._tours.follows = screen.sources is None
        try:
            self._wall.open(self._arrangement(screen))
            if screen.sources is not None:
                self._tours.begin(screen.tours)
            elif screen.tour and screen.tour in self._tours.tours:
                self._tours.start(screen.tour)
        finally:
            self._busy, self._tours.follows = False, True

    def _arrangement(self, screen: ScreenState) -> Arrangement:
        layouts: dict[str, Layout] = dict(self._wall.layouts)
        found = reopened(screen, layouts, self._default, ())
        if screen.sources is None or len(found.sources) != len(screen.sources):
            return self._wall.filled(found.layout)
        return Arrangement(found.layout, tuple(map(self._there, found.sources)))

    def _there(self, source: str | None) -> str | None:
        """What was remembered, if the room still has it."""
        try:
            return source if source and self._knows(Source.parse(source)) else None
        except ValueError:
            return None

    def _take(self, state: WallState) -> None:
        choice = self._timetable.choice if self._programme.by_hand else None
        self.state = replace(
            state, by_hand=choice is not None, until=choice.until if choice else None
        )
        self.noted.emit(self.state)


def _lasting(source: str | None) -> str | None:
    """After a restart a replay is the live camera."""
    if source is None:
        return None
    read = Source.parse(source)
    return f"camera:{read.name}" if read.kind is SourceKind.REPLAY else source
