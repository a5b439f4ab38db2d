"""The desks of cases, joined: who looks at them, who works on them, what is kept of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from console.bridge import Bridge
from console.cases.case import CaseId
from console.desk.calibration import CalibrationDesk
from console.desk.case_handling import CaseHandling
from console.desk.case_news import CaseNews
from console.desk.cases import CaseDesk
from console.desk.casework import CaseworkDesk
from console.desk.conference import ConferenceDesk
from console.desk.consulting import ConsultingDesk, held_lines
from console.desk.diagnosis import DiagnosisDesk
from console.desk.director import Director
from console.desk.disk import Disk
from console.desk.duplicates import DuplicatesDesk
from console.desk.duty_sheet import open_duty
from console.desk.figures import FiguresDesk
from console.desk.heads import HeadsDesk
from console.desk.keeping import KeepingDesk
from console.desk.layouts import LayoutsDesk
from console.desk.map import MapDesk
from console.desk.marked import MarkedDesk
from console.desk.near import NearDesk
from console.desk.picture_report import PictureReport, camera_lines
from console.desk.ptz import PtzDesk
from console.desk.sounds import Sounds
from console.desk.town_map import TownMap
from console.desk.walls import Walls
from console.io_thread import IoThread
from console.site.records import Site
from console.ui.main_window import MainWindow
from layouts.duty_calendar import DutyCalendar


class CaseDesks(QObject):
    """Lives in the Qt thread. ``join`` when the conference and the director are there, ``follow``
    when the window is filled; ``told`` are events of the control API."""

    told = Signal(str, dict)

    def __init__(
        self,
        window: MainWindow,
        site: Site,
        disk: Disk,
        walls: Walls,
        keeping: KeepingDesk,
        ptz: PtzDesk,
        diagnosis: DiagnosisDesk,
        pictures: PictureReport,
        town_map: TownMap,
        bridge: Bridge,
        io: IoThread,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window, self._site, self._walls, self._ptz = window, site, walls, ptz
        self._disk = disk
        self._diagnosis, self._town_map = diagnosis, town_map
        self._bridge, self._io = bridge, io
        self.heads = HeadsDesk(ptz, site, self)
        self.cases = CaseDesk(window.cases, window.wall, self.heads, self)
        self.heads.changed.connect(self.cases.mark_tiles)
        self.calibration = CalibrationDesk(
            window, walls, keeping, ptz, diagnosis, pictures, self.cases, site, io.call, self
        )
        self.cases.marking.set_site(site)
        self.marked = MarkedDesk(
            window, walls, keeping, self.cases.marking, site.markers, io.submit, self
        )
        self.news = CaseNews(window, self.cases, self)
        self.cases.maps.append(town_map.view)
        self.cases.refreshed.connect(town_map.changed)
        self.near = NearDesk(window, walls, self.cases, site, self)
        self.work = CaseworkDesk(
            window, site, disk, self.cases, walls, self.heads, bridge, io.call, self
        )
        self.who, may = self.work.person.who, self.work.person.may
        self.duplicates = DuplicatesDesk(
            window, self.cases, site.folder / "state", self,
            who=self.who, may=may, order=self.order, audit=self.audit,
        )  # fmt: skip
        making = self.calibration.making
        making.who, making.may, making.audit = self.who, may, self.audit
        self.work.orders.audit = self.audit
        for desk in (self.work, self.news):
            desk.told.connect(self.told)
        bridge.cases_told.connect(self.cases.take)
        window.case_selected.connect(self.cases.show_case)
        walls.changed.connect(lambda: self.cases.set_walls(one.wall for one in walls.all()))

    def join(
        self,
        calendar: DutyCalendar,
        layouts: LayoutsDesk,
        conference: ConferenceDesk,
        consulting: ConsultingDesk,
        sounds: Sounds,
        director: Director,
        simulated: Callable[[], bool],
    ) -> None:
        """What needs the rest of the room."""
        window, site, person = self._window, self._site, self.work.person
        may = person.may
        person.on_duty = director.on_duty
        person.changed.connect(lambda: director.set_duty(person.on_list()))
        director.set_duty(person.on_list())
        self.handling = CaseHandling(
            window, self._walls, self.cases, self.near, site, self._disk, sounds.devices,
            director.alarms, self._io, self.told.emit, self,
        )  # fmt: skip
        self.duty = open_duty(
            window, site, calendar, self.cases, self.who, simulated, self,
            cameras=lambda: camera_lines(self._diagnosis),
            conferences=lambda now: held_lines(consulting.minutes, now),
            order=self.order, may=may, audit=self.audit,
        )  # fmt: skip
        self.figures = FiguresDesk(
            window, site, self._bridge.cases_told, simulated, consulting.meetings.agenda,
            may=may, parent=self,
        )  # fmt: skip
        consulting.scheduling.changed.connect(self.figures.set_meetings)
        person.changed.connect(self.figures.person_changed)
        self.maps = MapDesk(
            window, site, self._disk, self._walls, self.cases, self.heads, self._ptz, layouts,
            self._town_map, self._io.submit, self._io.call, self,
        )  # fmt: skip
        conference.changed.connect(self.maps.set_conference)
        side = self.handling.side
        self.handling.who, self.handling.audit.may, side.may = self.who, may, may
        side.on_duty, side.duplicates = self._on_duty, self.duplicates.beside
        self.maps.tools.register = self.work.intake.open_at
        self.maps.past.day = self.figures.day

    # -- what they ask each other

    def order(self, case_id: str, command: str, args: Mapping[str, Any]) -> None:
        """Give an order upon a case to its platform; the caller has looked at the rights."""
        case = self.cases.book.told(CaseId(case_id))
        if case is None:
            return
        try:
            self.work.orders.give(case, command, args)
        except ValueError as fault:
            self._window.tell(str(fault))

    def audit(self, act: str, subject: str, detail: str) -> None:
        self.handling.audit.audit(act, subject, detail)

    def _on_duty(self, unit: str) -> Sequence[str]:
        return [f"{turn.person} {turn.phone}".strip() for turn in self.duty.on_duty(unit)]

    # -- their life

    @Slot(object)
    def set_site(self, site: Site) -> None:
        self._site = site
        for desk in (
            self.maps, self.heads, self.near, self.calibration, self.figures, self.work,
            self.cases.marking, self.handling,
        ):  # fmt: skip
            desk.set_site(site)

    def each_second(self) -> tuple[Callable[[], None], ...]:
        """What is to be called so often, once ``join`` was."""
        handling = self.handling
        return (
            self.news.second, handling.announcing.second, handling.inbox.second, self.duty.second,
        )  # fmt: skip

    def follow(self) -> None:
        """Hear of cases from now on."""
        self._io.keep(self.maps.tiles.run(), "map tiles")
        take = self.duty.timed(self._bridge.cases_told.emit)
        self.work.follow(self._site.platform, take, self._io.keep)
        self.news.follow(self._site.platform, take, self._io.keep, self._site.case_sources)

    def close(self) -> None:
        """To be called while the window is there; ``end`` when the io thread has ended."""
        self.handling.close()
        self.maps.close()

    def end(self) -> None:
        for kept in (self.duplicates, self.figures, self.duty):
            kept.close()
