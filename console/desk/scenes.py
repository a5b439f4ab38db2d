"""Scenes (日常 汛期 会商 夜间), what the schedules say, and what was chosen by hand instead."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, Signal, Slot

from console.desk.walls import OWN, Walls, WallScreen
from console.room_clock import room_now
from layouts.arrangement import Arrangement
from layouts.duty_calendar import DutyCalendar
from layouts.folder import WallFiles
from layouts.layout import Layout
from layouts.programme import HandChoice, Programme, Stretch, Timetable
from layouts.references import scene_renamed
from layouts.scene import Scene
from layouts.schedule import Schedule
from layouts.wall_state import Begun, ScreenState, WallState, reopened
from media.source import Source, lasting


class ScenesDesk(QObject):
    """Knows which scene is on and why, and what every screen is to show after a restart or when it
    is plugged in again.

    Lives in the Qt thread. ``noted`` carries the wall's state at every change; ``changed``: another
    scene is on, holds until another time, or is no more on as it was opened. ``knows`` says whether
    the room has a source.
    """

    noted = Signal(object)
    changed = Signal()

    def __init__(
        self,
        walls: Walls,
        files: WallFiles,
        default: str,
        knows: Callable[[Source], bool],
        parent: QObject | None = None,
        today: Callable[[], datetime] = room_now,
    ) -> None:
        super().__init__(parent)
        self.scenes = files.scenes
        self.state = WallState()
        self._walls, self._default, self._knows, self._today = walls, default, knows, today
        self._plans = files.schedules, files.calendar
        self._timetable = Timetable(files.schedules.values(), files.calendar)
        self._programme = Programme()
        self._began: Mapping[str | None, datetime] = {}  # since when what the programme says is on
        self._next: datetime | None = None
        self._asked_at: datetime | None = None
        self._busy = self._was_altered = False
        walls.altered.connect(self.note)
        walls.toured.connect(self.note)

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
    def altered(self) -> bool:
        """Whether a screen has another layout by now than the scene that is on planned for it."""
        scene = self.scenes.get(self.state.scene)
        keys = [one.key for one in self._walls.all()]
        return scene is not None and self.state.altered(self._of_own(scene), self._default, keys)

    @property
    def schedules(self) -> Mapping[str, Schedule]:
        """Those that hold, by name."""
        return self._plans[0]

    @property
    def until(self) -> datetime | None:
        """When the schedule next changes it."""
        return self._next

    def today(self) -> list[Stretch]:
        """What the schedules have for the rest of the day, what is on first."""
        now = self._today()
        begin = now.replace(hour=0, minute=0, second=0, microsecond=0)
        spans = self._timetable.between(begin, begin + timedelta(days=1))
        return [one for one in spans if one.end > now and one.programme != Programme()]

    def held(self, screen: WallScreen) -> tuple[int, ...]:
        """The cells of a screen that an operator holds."""
        return self.state.screens.get(screen.key, ScreenState("")).held

    # -- begin

    def begin(self, remembered: WallState, layout: str | None) -> None:
        """The desk's own wall as it was, unless the schedule has another scene on by now;
        ``layout``: what the command line asks for instead. KeyError when there is no such layout.
        Other screens follow when they join."""
        now, own = self._today(), self._walls.own
        self.state = remembered
        known = remembered.screens.get(own.key)
        if remembered.by_hand and (remembered.until is None or now < remembered.until):
            self._timetable.choice = HandChoice(remembered.scene, remembered.until)
        if layout is not None and (known is None or known.layout != layout):
            self._timetable.choose("", now)
            known = ScreenState(layout)
            self.state = replace(remembered, scene="").note(own.key, known)
        anew = self._ask(now)
        wanted = self.scenes.get(self._programme.scene)
        if wanted is not None and (anew or wanted.name != self.state.scene):
            self._open(wanted)
        else:
            self.state = self.state.note(own.key, known or ScreenState(self._default))
            self._show(own, self.state.screens[own.key])
        self._follow_tour(own)
        self.note(own)

    def join(self, screen: WallScreen) -> None:
        """A screen is there: it shows what it showed, or what the scene that is on plans for it."""
        keys = [one.key for one in self._walls.all()]
        self.state = self.state.connect(keys, self._default, self.scenes.get(self.state.scene))
        self._show(screen, self.state.screens[screen.key])
        self._follow_tour(screen)
        self.note(screen)

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
        self._follow(self._today(), anew=True)

    # -- what happens

    def take_plans(self, schedules: Mapping[str, Schedule], calendar: DutyCalendar) -> None:
        """Others hold from now on; against them, what was chosen by hand as long as it would
        have."""
        if (schedules, calendar) != self._plans:
            choice = self._timetable.choice
            self._plans = schedules, calendar
            self._timetable = Timetable(schedules.values(), calendar)
            self._timetable.choice = choice
            self._follow(self._today())

    @Slot()
    def tick(self) -> None:
        """Each second: has the time of a change come, or was the clock set?"""
        now, asked = self._today(), self._asked_at
        due = self._next is not None and now >= self._next
        set_back = asked is not None and now < asked
        moved = asked is not None and now.utcoffset() != asked.utcoffset()
        if due or set_back or moved:
            self._follow(now)

    @Slot(object)
    def note(self, screen: WallScreen) -> None:
        """What is on a screen has changed: to be remembered."""
        arrangement = screen.desk.arrangement
        layout = arrangement.layout
        if self._busy or not layout.name:
            return
        known = self.state.screens.get(screen.key, ScreenState(""))
        shown = ScreenState(
            layout.name,
            tuple(map(lasting, arrangement.sources)),
            screen.tours.whole(),
            tuple(cell for cell in known.held if cell < len(layout.cells)),
            None if layout.origin else layout,
            screen.tours.places(),
            tuple(sorted(arrangement.by_rule)),
            known.begun,
        )
        self._take(self.state.note(screen.key, shown))

    def hold(self, screen: WallScreen, cells: tuple[int, ...]) -> None:
        """The cells of a screen that an operator holds now."""
        shown = self.state.screens.get(screen.key)
        if shown is not None and not self._busy:
            self._take(self.state.note(screen.key, replace(shown, held=cells)))

    @Slot(str, str)
    def take_name(self, before: str, name: str) -> None:
        """A layout has another name: in the scenes, and on screens that are not there."""
        self.scenes = {scene: scene_renamed(of, before, name) for scene, of in self.scenes.items()}
        screens = {
            key: replace(shown, layout=name) if shown.layout == before else shown
            for key, shown in self.state.screens.items()
        }
        self._take(replace(self.state, screens=screens))

    def take_tour_name(self, before: str, name: str) -> None:
        """A tour has another name: what screens remember of it goes on under that."""
        self._take(self.state.with_tour_renamed(before, name))

    # -- inside

    def _ask(self, now: datetime) -> bool:
        """What is on by now; whether the scheduled scene began since it was last followed."""
        before = self.state.begun or self._asked_at
        self._asked_at = now
        self._programme = self._timetable.on(now)
        self._began = self._timetable.began(now)
        self._next = self._timetable.next_change(now)
        began = self._began.get(None)
        if began is None:
            return False
        self.state = replace(self.state, begun=began)
        return before is not None and began > before

    def _follow(self, now: datetime, anew: bool = False) -> None:
        """``anew``: the scene is opened though it is on: hands have changed the wall since."""
        before = self._programme.scene
        begins = self._ask(now) or anew or self._programme.scene != before
        scene = self.scenes.get(self._programme.scene)
        if scene is not None and (begins or scene.name != self.state.scene):
            self._open(scene)
        for screen in self._walls.all():
            self._follow_tour(screen)
            self.note(screen)
        self.changed.emit()

    def _follow_tour(self, screen: WallScreen) -> None:
        """The tour that the schedule begins or ends, over the whole screen."""
        shown, tours = self.state.screens[screen.key], screen.tours
        was, now = shown.begun, self._scheduled_tour(screen)
        self.state = self.state.note(screen.key, replace(shown, begun=now))
        if now is None:
            if was is not None and tours.whole() == was.tour:
                tours.stop(None)
        elif now.tour in tours.tours and tours.whole() != now.tour and now.follows(was):
            tours.start(now.tour)

    def _scheduled_tour(self, screen: WallScreen) -> Begun | None:
        tours = dict(self._programme.tours)
        places = (screen.home, OWN, "") if screen is self._walls.own else (screen.home,)
        found = next((place for place in places if place in tours), None)
        return Begun(tours[found], self._began[found]) if found is not None else None

    def _open(self, scene: Scene) -> None:
        """On all screens; those that are not there come back with it."""
        screens = self._walls.all()
        state = self.state.connect([one.key for one in screens], self._default)
        self.state = state.open(self._of_own(scene), self._default)
        for screen in screens:
            self._show(screen, self.state.screens[screen.key])
        for screen in screens:
            self.note(screen)
        self.changed.emit()

    def _of_own(self, scene: Scene) -> Scene:
        """With a plan for the desk's own screen, which may be named as the system does."""
        own = self._walls.own
        if OWN in scene.screens or own.home not in scene.screens:
            return scene
        return replace(scene, screens={**scene.screens, OWN: scene.screens[own.home]})

    def _show(self, screen: WallScreen, state: ScreenState) -> None:
        """Layout, cells and tours of a screen; tours that it does not say are the layout's."""
        self._busy = True
        tours = screen.tours
        tours.follows = state.sources is None
        try:
            screen.desk.open(self._arrangement(screen, state))
            if state.sources is not None:
                tours.begin(state.tours)
            elif state.tour and state.tour in tours.tours:
                tours.start(state.tour)
        finally:
            self._busy, tours.follows = False, True

    def _arrangement(self, screen: WallScreen, state: ScreenState) -> Arrangement:
        layouts: dict[str, Layout] = dict(screen.desk.layouts)
        found = reopened(state, layouts, self._default, ())
        if state.sources is None or len(found.sources) != len(state.sources):
            return screen.desk.filled(found.layout)
        return replace(found, sources=tuple(map(self._there, found.sources)))

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
        if self.altered != self._was_altered:
            self._was_altered = not self._was_altered
            self.changed.emit()
