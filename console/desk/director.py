"""What runs on the wall by itself, joined: scenes, tours, schedules, alarm tiles, their memory."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, tzinfo
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from console.cases.book import Changes
from console.desk.alarm_causes import AlarmCauses, Cause
from console.desk.alarms import AlarmsDesk
from console.desk.alarms_waiting import AlarmsWaiting
from console.desk.cases import CaseDesk
from console.desk.diagnosis import DiagnosisDesk
from console.desk.scenes import ScenesDesk
from console.desk.scribe import Scribe
from console.desk.walls import Walls, WallScreen
from console.desk.warmth import in_turns
from console.room_clock import room_now
from console.site.records import Site
from console.ui.finding_words import alarm_text
from console.ui.list_faults import list_fault_told
from console.ui.main_window import MainWindow
from console.ui.tile_sign import NO_SIGN, TileSign
from console.ui.words import tour_state_text
from layouts.fault import Fault
from layouts.folder import WallFiles
from layouts.patrol import DayOfPatrols, PatrolPage
from layouts.programme import Programme, Stretch
from layouts.scene import Scene, in_order
from media.source import Source

log = logging.getLogger(__name__)

Json = dict[str, Any]

OF_PLANS = ("schedules/", "calendar.")  # files, as faults name them
_OF_TOURS = {"pause_tour": "toggle", "next_stop": "next", "previous_stop": "back",
             "unpack_tour": "unpack"}  # fmt: skip


class Director(QObject):
    """Lives in the Qt thread. ``told`` carries events of the control API: scene, tour, alarm."""

    told = Signal(str, dict)

    def __init__(
        self,
        site: Site,
        files: WallFiles,
        window: MainWindow,
        walls: Walls,
        cases: CaseDesk,
        diagnosis: DiagnosisDesk,
        knows: Callable[[Source], bool],
        scribe: Scribe,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window, self._cases, self._diagnosis = window, cases, diagnosis
        self.walls, self._scribe, self._on_duty = walls, scribe, ""
        self._left_out = site.left_out
        self._causes = AlarmCauses(site.alarms, site.cameras, site.poses)
        # alarms before scenes: so they hear of a wall that is opened first
        self.alarms = AlarmsDesk(
            walls, self._causes, site.alarms.shown_s, self, in_use=self._in_use
        )
        self._waiting = AlarmsWaiting(window, walls, self.alarms, self)
        self.scenes = ScenesDesk(walls, files, site.wall.layout, knows, self)
        self._list_scenes()
        window.top.scenes.plan = self._today
        self._connect()

    def _connect(self) -> None:
        window, walls = self._window, self.walls
        self.scenes.noted.connect(self._scribe.keep)
        self.scenes.changed.connect(self._on_scene_changed)
        self.alarms.changed.connect(self._on_alarms_changed)
        self.alarms.told.connect(self.told)
        walls.told.connect(self.told)
        walls.joined.connect(self._on_joined)
        walls.acted.connect(self.act)
        for signal in (walls.altered, walls.toured, walls.selected, walls.target_changed):
            signal.connect(self.show)
        self._cases.changed.connect(self._on_cases_changed)
        self._diagnosis.told.connect(self._on_finding)
        walls.tour_wished.connect(self._begin_tour)
        window.layouts.tour_chosen.connect(self.begin_tour)
        window.top.scenes.chosen.connect(self._on_scene_chosen)
        window.top.tour.wished.connect(self._on_tour_wished)

    def begin(self, layout: str | None) -> None:
        """The desk's own wall as it was when the program ended; ``layout``: what the command line
        asks for. Other screens follow when they join."""
        own = self.walls.own
        self.scenes.begin(self._scribe.remembered, layout)
        self.alarms.restore_held(own, self.scenes.held(own))
        self._on_scene_changed()
        self.tell_left_out(self._left_out)

    def tell_left_out(self, faults: Sequence[Fault]) -> None:
        """What is wrong with the room's files, or what they name in vain: it is open without
        that."""
        told = [replace(each, text=list_fault_told(each.text)) for each in faults]
        for fault in faults:
            log.warning("left out: %s", fault)
        if len(told) == 1:
            self._window.tell(self.tr("Left out: {fault}").format(fault=told[0]))
        elif told:
            words = self.tr("Left out: {fault}, and {n} more of the kind (console check)")
            self._window.tell(words.format(fault=told[0], n=len(told) - 1))

    def close(self) -> None:
        """What is still to be written is written. The walls' state stays as it is now."""
        self.scenes.noted.disconnect(self._scribe.keep)
        self.walls.close()
        self._scribe.close()

    # -- questions

    def on_duty(self) -> str:
        """Who is on duty, as far as it is known."""
        return self._on_duty

    def coming(self) -> list[str]:
        """Cameras that will be on a wall by themselves next, and those of alarms that wait, in
        turns: of those behind only so many can be kept warm."""
        toured = in_turns(one.tours.coming() for one in self.walls.all())
        return in_turns((self.alarms.cameras(), toured))

    def _in_use(self, screen: WallScreen) -> frozenset[int]:
        """The cells that somebody looks closely into, or whose camera he turns."""
        layer = self._window.ptz
        turned = {layer.cell} if layer.wall is screen.wall and layer.camera else set()
        return screen.wall.looked_into() | turned

    def troubles(self) -> tuple[str, ...]:
        return self._scribe.faults

    async def patrols(self, day: date | None) -> DayOfPatrols:
        """The report of a day of the room's clock, today's when none is named."""
        day, zone = _day_and_zone(day)
        return await asyncio.wrap_future(self._scribe.day(day, zone))

    async def patrol_rows(
        self, day: date | None, before: int | None, most: int
    ) -> tuple[date, PatrolPage]:
        """Some rows of a day, as ``PatrolBook.page``, and which day it is."""
        day, zone = _day_and_zone(day)
        return day, await asyncio.wrap_future(self._scribe.patrol_page(day, zone, before, most))

    # -- wishes

    def set_duty(self, name: str) -> None:
        """Who is on duty from now on, empty where nobody knows: he is the one who patrols."""
        if name != self._on_duty:
            self._on_duty = name
            for screen in self.walls.all():
                screen.tours.hand_over()

    @Slot(object)
    def set_site(self, site: Site) -> None:
        """The room has other cameras."""
        self._causes.set_cameras(site.cameras, site.poses)
        self.alarms.set_cameras({camera.id for camera in site.cameras})

    def take(self, files: WallFiles) -> None:
        """The wall's files are others. While a schedule or the calendar is faulty, those before
        hold."""
        self.take_scenes(files.scenes)
        if not any(fault.file.startswith(OF_PLANS) for fault in files.faults):
            self.scenes.take_plans(files.schedules, files.calendar)

    def take_tour_name(self, before: str, name: str) -> None:
        """A tour has another name: what runs, and what a schedule began, goes on under that."""
        for screen in self.walls.all():
            screen.tours.take_name(before, name)
        self.scenes.take_tour_name(before, name)

    def take_scenes(self, scenes: Mapping[str, Scene]) -> None:
        """Which there are from now on. What is on the walls stays there."""
        if scenes != self.scenes.scenes:
            self.scenes.scenes = scenes
            self._list_scenes()
            self.words_changed()

    @Slot(str)
    def ptz_moved(self, camera: str) -> None:
        """Somebody turns a camera: a tour that shows it stops."""
        for screen in self.walls.all():
            screen.tours.ptz_moved(camera)

    @Slot(object, int, str)
    def act(self, screen: WallScreen, cell: int, action: str) -> None:
        """One action of ``Wall.action_wished`` that is about what runs by itself."""
        if action in _OF_TOURS:
            screen.tours.act(cell, _OF_TOURS[action])
        elif action == "stop_tour":
            screen.tours.stop(cell if screen.tours.whole() is None else None)
        elif action == "acknowledge":
            self._waiting.acknowledge(screen, cell)
        elif action == "pin":
            self._pin(screen, cell)
        elif action == "hold":
            self._hold(screen, cell)

    def _pin(self, screen: WallScreen, cell: int) -> None:
        if (cause := self.alarms.cause(screen, cell)) is not None:
            self.alarms.act(cause.key, "unpin" if self.alarms.is_pinned(cause.key) else "pin")

    def _hold(self, screen: WallScreen, cell: int) -> None:
        if not self.alarms.can_hold(screen, cell):
            self._window.tell(self.tr("No alarm takes this cell: there is nothing to hold"))
            return
        self.alarms.hold(screen, cell, cell not in self.alarms.held(screen))

    @Slot(str)
    def _on_scene_chosen(self, name: str) -> None:
        if name:
            self.scenes.choose(name)
        else:
            self.scenes.release()

    @Slot(object, object, str)
    def _begin_tour(self, screen: WallScreen, cell: int | None, name: str) -> None:
        """In a cell, or over the whole wall; its file may have gone meanwhile, or its cell."""
        try:
            screen.tours.start(name, cell)
        except (KeyError, IndexError):
            self._window.tell(self.tr("There is no tour {name} any more").format(name=name))

    @Slot(str, bool)
    def begin_tour(self, name: str, whole: bool) -> None:
        """On the screen that is meant: over the whole of it, or in the selected cell."""
        target = self.walls.target
        self._begin_tour(target, None if whole else target.wall.selected, name)

    @Slot(str)
    def _on_tour_wished(self, action: str) -> None:
        self.walls.target.tours.act(self._tour_cell(), action)

    # -- what happens

    @Slot(object)
    def _on_joined(self, screen: WallScreen) -> None:
        self.scenes.join(screen)
        self.alarms.restore_held(screen, self.scenes.held(screen))

    def second(self, lost: set[str]) -> None:
        """Each second; ``lost``: the cameras that are known to bring no picture."""
        self.scenes.tick()
        self.alarms.tick()
        for screen in self.walls.all():
            screen.tours.set_lost(lost)
        self.show()

    @Slot(object)
    def _on_cases_changed(self, changes: Changes) -> None:
        if changes.changed or changes.gone:
            self.alarms.take_cases(changes, self._cases.book)

    @Slot(str, dict)
    def _on_finding(self, _kind: str, told: Json) -> None:
        camera: str = told["camera"]
        name = self._diagnosis.names.get(camera, camera)
        self.alarms.take_findings(camera, name, told["findings"])

    @Slot()
    def _on_alarms_changed(self) -> None:
        for screen in self.walls.all():
            self.scenes.hold(screen, self.alarms.held(screen))
        self.show()

    @Slot()
    def _on_scene_changed(self) -> None:
        self.words_changed()
        told = {"scene": self.scenes.scene or None, "by": self.scenes.by}
        self.told.emit("scene", {**told, "altered": self.scenes.altered})

    # -- what is shown

    def _list_scenes(self) -> None:
        scenes = in_order(self.scenes.scenes.values())
        self._window.top.scenes.set_scenes([(one.name, one.title or one.name) for one in scenes])

    @Slot()
    def words_changed(self) -> None:
        """Say all of it anew: another scene, or another language."""
        may_follow = self.scenes.by == "hand" or self.scenes.altered
        self._window.top.scenes.set_current(self.scenes.scene, self._reason(), may_follow)
        self.show()

    @Slot()
    def show(self) -> None:
        """The signs on the tiles, the tour and the alarms that wait in the top line."""
        for screen in self.walls.all():
            held, wall = self.alarms.held(screen), screen.wall
            for cell in range(len(wall.layout_shown.cells)):
                wall.set_sign(cell, self._sign(screen, cell, held))
        self._waiting.show()
        tours = self.walls.target.tours
        self._window.top.tour.set_tour(tours.report(self._tour_cell()))

    def _tour_cell(self) -> int | None:
        """The tour that the top line is about: that of the selected cell of the wall that is
        meant, else the first there is."""
        target = self.walls.target
        selected, reports = target.wall.selected, target.tours.reports()
        if any(told["cell"] == selected for told in reports) or not reports:
            return selected
        cell: int | None = reports[0]["cell"]
        return cell

    def _reason(self) -> str:
        until = self.scenes.until
        words = {
            ("schedule", True): self.tr("by schedule until {at}"),
            ("schedule", False): self.tr("by schedule"),
            ("hand", True): self.tr("chosen by hand, until {at}"),
            ("hand", False): self.tr("chosen by hand"),
        }.get((self.scenes.by or "", until is not None), "")
        if words and self.scenes.altered:
            words = self.tr("{words}, changed since").format(words=words)
        return words.format(at=_clock(until)) if until is not None else words

    def _today(self) -> list[str]:
        """What comes when, a line each."""
        return [
            f"{span.begin:%H:%M}–{_end_of(span)}  {self._named(span.programme)}"
            for span in self.scenes.today()
        ]

    def _named(self, programme: Programme) -> str:
        scene, tours = self.scenes.scenes.get(programme.scene), self.walls.own.tours.tours
        titles = [scene.title or scene.name] if scene else []
        for _, name in programme.tours:
            title = tours[name].title or name if name in tours else name
            titles.append(self.tr("Tour {title}").format(title=title))
        return " · ".join(titles) or programme.scene

    def _sign(self, screen: WallScreen, cell: int, held: tuple[int, ...]) -> TileSign:
        cause = self.alarms.cause(screen, cell)
        if cause is not None:
            return self._alarm_sign(cause)
        tour = screen.tours.report(cell)
        if tour is not None and tour["cell"] == cell:
            return self._tour_sign(tour)
        if cell in held:
            return TileSign("held", (self.tr("held: no alarm takes this cell"), self.tr("held")))
        return NO_SIGN

    def _alarm_sign(self, cause: Cause) -> TileSign:
        what = alarm_text(cause.level, cause.finding)
        pinned = self.tr(" · pinned") if self.alarms.is_pinned(cause.key) else ""
        long = self.tr("ALARM · {what} · {title}{pinned} · click or K: seen")
        middle, short = self.tr("ALARM · {what} · {title}"), self.tr("ALARM · {what}")
        texts = (long, middle, short)
        told = {"what": what, "title": cause.text, "pinned": pinned}
        return TileSign("alarm", tuple(text.format(**told) for text in texts), cause.level)

    def _tour_sign(self, tour: Mapping[str, Any]) -> TileSign:
        where = f"{tour['stop']}/{tour['stops']}"
        state = "" if tour["state"] == "running" else f" · {tour_state_text(tour['state'])}"
        long = self.tr("Tour {title} {where}").format(title=tour["title"], where=where) + state
        return TileSign("tour", (long, f"{where}{state}", where))


def _day_and_zone(day: date | None) -> tuple[date, tzinfo]:
    """Today when none is named, on the room's clock."""
    now = room_now()
    assert now.tzinfo is not None
    return day or now.date(), now.tzinfo


def _end_of(span: Stretch) -> str:
    """Midnight is the day's last hour, not the next one's first."""
    return "24:00" if span.end.date() != span.begin.date() else f"{span.end:%H:%M}"


def _clock(at: datetime) -> str:
    today = room_now().date()
    local = at.astimezone()
    return local.strftime("%H:%M" if local.date() == today else "%m-%d %H:%M")
