"""The app: joins window, desks, children, platform and control API, and ends them in reverse."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Slot

from console.arguments import Arguments
from console.bridge import Bridge
from console.desk.actions import ActionsDesk
from console.desk.answers import Answers
from console.desk.calling import CallingDesk
from console.desk.camera_list import CameraListDesk
from console.desk.case_desks import CaseDesks
from console.desk.catalogue import Catalogue
from console.desk.children import Children
from console.desk.conference import ConferenceDesk
from console.desk.consulting import ConsultingDesk
from console.desk.control_door import ControlDoor
from console.desk.counter import Counter
from console.desk.diagnosis import DiagnosisDesk
from console.desk.director import Director
from console.desk.discovery import DiscoveryDesk
from console.desk.disk import Disk
from console.desk.exports import ExportsDesk
from console.desk.filling import FillingDesk
from console.desk.finder import FinderDesk
from console.desk.fitting import Fitting
from console.desk.keeping import KeepingDesk
from console.desk.keys import KeysDesk
from console.desk.language import LanguageDesk, first_language
from console.desk.layouts import LayoutsDesk
from console.desk.leaders import LeadersDesk
from console.desk.links import LinksDesk
from console.desk.patrol_log import PatrolLogDesk
from console.desk.picture_report import PictureReport
from console.desk.place import PlaceDesk
from console.desk.printing import PrintingDesk
from console.desk.ptz import PtzDesk
from console.desk.room_health import RoomHealth
from console.desk.rota import Rota
from console.desk.schedule_making import ScheduleMaking
from console.desk.screens import ScreensDesk
from console.desk.scribe import Scribe
from console.desk.seating import Seating
from console.desk.seconds import Seconds
from console.desk.sharing import SharingDesk
from console.desk.sounds import Sounds
from console.desk.sources import Sources
from console.desk.strip import StripDesk
from console.desk.tour_making import TourMaking
from console.desk.town_map import TownMap
from console.desk.turning import TurningDesk
from console.desk.wall_files import WallFilesDesk
from console.desk.walls import OWN, Walls, WallScreen
from console.desk.warming import Warming
from console.io_thread import IoThread
from console.links.cameras import CameraWorker
from console.links.town import TownLink
from console.site.records import Site
from console.ui.main_window import MainWindow
from console.ui.map_view import MapView
from console.ui.screens import Screens
from console.ui.theme import PALETTES
from layouts.folder import WallFiles
from layouts.layout import Layout
from media.child import ChildReport
from media.onvif.rights import Seat


class App(QObject):
    """One open room. Lives in the Qt thread."""

    def __init__(
        self,
        site: Site,
        files: WallFiles,
        arguments: Arguments,
        io: IoThread,
        bridge: Bridge,
        town: TownLink | None,
    ) -> None:
        super().__init__()
        self._site, self._files, self._arguments = site, files, arguments
        self._io, self._bridge = io, bridge
        self._seating = Seating(town, [node.id for node in site.nodes], io.call)
        self._child_states: dict[str, str] = {}
        self._ends = ExitStack()
        self._simulated = town is not None
        self._diagnosis = DiagnosisDesk(site, io.call, self)
        children = self._children = Children(
            site, bridge, io, self._simulated, self._diagnosis, partial(self._tell, "export")
        )
        self._workers, self._hub = children.workers, children.hub
        self._ends.callback(children.close)
        language = first_language(site, arguments.language)
        view = "wall" if arguments.view == "wall" else "desk"
        colours = PALETTES[site.wall.colours]
        self.window = MainWindow(site.name, language, view, colours)  # type: ignore[arg-type]
        self._make_desks()
        self._fill_window()
        self._listen()

    def _make_desks(self) -> None:
        window, site = self.window, self._site
        self._map = TownMap(MapView(window.look), self)
        served_by = self._children.served_by
        self._sources = Sources(site, served_by, self._hub, self._io.call, self._map, self)
        self._keeping = KeepingDesk(site, served_by, self._io.call, self)
        self._diagnosis.workers = served_by
        self._pictures = PictureReport(self._diagnosis, window, self._sources.feeds, self)
        sources, scribe = self._sources, Scribe(site.folder / "state")
        disk = self._disk = Disk(scribe.do, window.tell, self)
        # the room's own tables: edited layouts come into them, and tours that are written meanwhile
        layouts, tours = dict(self._files.layouts), dict(self._files.tours)
        self._fitting = Fitting(
            site.cameras, layouts, tours, sources, scribe,
            lambda: self._director.on_duty(), self,
            lambda: self._filling.nodes, lambda: self._filling.case,
        )  # fmt: skip
        own = self._fitting.fit(window.wall, OWN, window.screen_name())
        self._walls, self._wall = Walls(own, self), own.desk
        self._layout_desk = LayoutsDesk(
            window, self._walls, layouts, tours, site.folder, disk, sources.title, self
        )
        self._screens = ScreensDesk(
            window, self._walls, self._fitting.fit, Screens(self),
            self._arguments.screens or site.wall.screens, self,
        )  # fmt: skip
        self._actions = ActionsDesk(
            window, self._walls, self._keeping, sources.title, sources.reconnect, self
        )
        self._finder = FinderDesk(
            window, self._walls, site.folder, disk,
            lambda camera: self._case_desks.near.ask(camera), self._actions.act_on, self,
        )  # fmt: skip
        self._keys = KeysDesk(window, site.folder, disk, self)
        self._language = LanguageDesk(window, site.folder, disk, self._walls, self)
        seat = Seat(site.steering.seat, "window")
        steering = self._children.steering
        self.ptz = PtzDesk(steering, self._io.call, self._io.submit, seat, self)
        self._turning = TurningDesk(window, self._walls, self.ptz, site, disk, self)
        self._case_desks = CaseDesks(
            window, site, disk, self._walls, self._keeping, self.ptz, self._diagnosis,
            self._pictures, self._map, self._bridge, self._io, self,
        )  # fmt: skip
        self._cases = self._case_desks.cases
        self._export = ExportsDesk(
            window, self._children.exports, self._bridge, self._io.call, self,
            self._case_desks.marked.export_marks,
        )  # fmt: skip
        self._director: Director = Director(
            site, self._files, window, self._walls, self._cases, self._diagnosis, sources.knows,
            scribe, self,
        )  # fmt: skip
        self._warming = Warming(
            self._walls, self._cases.pressing.first, self._director.coming, self._workers,
            self._io.call,
        )  # fmt: skip
        self._wall_files = WallFilesDesk(
            window,
            self._walls,
            self._layout_desk,
            self._director,
            site,
            disk,
            self._io.submit,
            self,
        )
        self._tours = TourMaking(
            window, self._walls, self._layout_desk, self._director, site, disk, self
        )
        self._schedules = ScheduleMaking(
            window, self._walls, self._layout_desk, self._director, site, disk, self
        )
        self._patrols = PatrolLogDesk(window, scribe, site, disk, self)
        self._make_conference_desks(layouts, served_by)

    def _make_conference_desks(
        self, layouts: Mapping[str, Layout], served_by: dict[str, CameraWorker]
    ) -> None:
        window, site, sources = self.window, self._site, self._sources
        self._sharing = SharingDesk(
            window, served_by, self._hub, self._io.call, sources.title, site.recording.folder, self
        )
        window.conference.file_chosen.connect(self._sharing.share_file)
        self._conference = ConferenceDesk(site.nodes, self._sharing.command, self)
        self._filling: FillingDesk = FillingDesk(
            self._walls, self._conference, self._cases, window.case_selected, site, self
        )
        self._catalogue = Catalogue(
            window, self._workers, served_by, self._walls, sources, self._keeping, self._diagnosis,
            self._cases, self._children.steering, self._io.call, self,
        )  # fmt: skip
        self._case_desks.calibration.join(self._catalogue)
        printing = PrintingDesk(window, self)
        self._ends.callback(printing.close)
        self._list = CameraListDesk(window, site, self._disk, printing, self)
        self._discovery = DiscoveryDesk(window, site, self._io.submit, self)
        self._links = LinksDesk(window, site, self._hub.relink, self._io.call, printing, self)
        self._strip = StripDesk(window.conference, sources.open, self)
        self._sounds = Sounds(window, self._walls, self._hub.sound, served_by, self._io.call, self)
        self._place = PlaceDesk(
            window, self._walls, self._sounds, self._conference, site, self._disk, served_by,
            self._hub, self._io.call, self._sources.title, self,
        )  # fmt: skip
        self._leaders = LeadersDesk(window, self._conference, self._cases, self._sounds, sources)
        self._calling = CallingDesk(
            window, site, self._conference, self._cases, self._wall, self._seating, self._sounds,
            self._sharing.command, parent=self,
        )  # fmt: skip
        self._consulting = ConsultingDesk(
            window, site, self._disk, layouts, self._files.calendar, self._conference,
            self._calling, self._cases, self._walls, self._hub, sources.conference_told,
            self._io.call, self._director.on_duty, lambda: self._simulated, self._sharing,
            self._sounds.bell.ring, self,
        )  # fmt: skip
        self._case_desks.join(
            self._files.calendar, self._layout_desk, self._conference, self._consulting,
            self._sounds, self._director, lambda: self._simulated,
        )  # fmt: skip
        place = self._arguments.control
        self._control = ControlDoor(site.control, place, window, self._bridge, self._io)
        self._health = RoomHealth(
            window, self._cases, self._conference, self._children.all,
            lambda: list(self._counter.camera_states().values()), self._troubles,
            lambda: self._simulated, self._sources.decoding.rows,
        )  # fmt: skip
        self._counter = Counter(
            site, window, self._wall, self._cases, self._sources, self._conference, self._map,
            self._keeping, self._sounds.listening, self._diagnosis,
            self._keys, self._walls, self._health.whole, self._links,
        )  # fmt: skip
        self._seconds = Seconds(
            window, self._counter, self._calling, self._director, self._health, self._tell
        )

    def _fill_window(self) -> None:
        window, site = self.window, self._site
        window.set_simulated(self._simulated)
        self._screens.set_simulated(self._simulated)
        self._catalogue.fill(site)
        window.set_nodes(site.nodes)
        window.export.set_folder(str(self._children.export_place))
        window.set_conference(self._conference.state)
        self._director.begin(self._arguments.layout)
        self._layout_desk.refresh()

    def _listen(self) -> None:
        window, bridge = self.window, self._bridge
        bridge.cameras_told.connect(self._sources.take_from_cameras)
        bridge.hub_told.connect(self._sources.take_from_hub)
        bridge.cameras_told.connect(self._keeping.take)
        bridge.cameras_told.connect(self._diagnosis.take)
        self._sources.conference_told.connect(self._conference.take)
        self._sources.conference_told.connect(self._links.take)
        self._sources.state_told.connect(self._on_state_told)
        for hear in (self._keeping.take_child, self._actions.hear_child, self._on_child_changed):
            bridge.child_changed.connect(hear)
        self._case_desks.news.cases_changed.connect(self._warming.cases_changed)
        self._case_desks.news.cases_told.connect(partial(self._control.tell_many, "case"))
        self._case_desks.news.simulated.connect(self._set_simulated)
        self._walls.altered.connect(self._on_wall_altered)
        self._sharing.serve(self._conference, self._actions, self._walls)
        for desk in (self._list, self._discovery):
            desk.taken_over.connect(self._catalogue.take)
            self._catalogue.changed.connect(desk.set_site)
        self._catalogue.changed.connect(self._on_catalogue_changed)
        for told in (
            self._turning, self._calling, self._director, self._consulting, self._case_desks,
            self._filling, self._wall_files, self._tours, self._patrols,
        ):  # fmt: skip
            self._catalogue.changed.connect(told.set_site)
        window.layout_chosen.connect(self._screens.set_layout)
        window.wall.swap_wished.connect(self._wall.swap)
        window.cell_source_chosen.connect(self._wall.put)
        bridge.cameras_told.connect(self._sounds.listening.take)
        self._language.changed.connect(self._director.words_changed)
        for telling in (
            self._keeping, self._diagnosis, self._case_desks, self._calling, self._director,
            self._sounds.listening, self.ptz, self._layout_desk,
        ):  # fmt: skip
            telling.told.connect(self._tell)
        self._walls.toured.connect(self._warming.keep)
        self._layout_desk.renamed.connect(self._director.scenes.take_name)
        bridge.ptz_told.connect(self.ptz.take)
        self.ptz.turned.connect(self._diagnosis.turned)
        self.ptz.steered.connect(self._director.ptz_moved)
        self._rota = Rota(
            (
                self._seconds.show, self._seconds.direct, self._warming.keep, self._keeping.check,
                self._seconds.tell_health, self._wall_files.second,
                *self._case_desks.each_second(),
            ),
            self,
        )  # fmt: skip
        self._rota.start()

    def start(self) -> None:
        """Follow the platform and open the control API; the window is shown by the caller."""
        self._screens.settle()
        self._case_desks.follow()
        seat, children = Seat(self._site.steering.control, "control"), self._children
        self._control.open(
            Answers(
                self._bridge, self._counter, children.exports, children.steering, seat,
                self._director, self._case_desks.work.orders, self._case_desks.marked,
            )
        )  # fmt: skip

    def close(self) -> None:
        """After the window: nothing reads a board any more when the boards go."""
        self._rota.stop()
        for part in (self._case_desks, self._sounds, self._control, self._screens, self._list):
            part.close()
        self.window.setUpdatesEnabled(False)
        self.window.close()
        self._map.close()
        self._leaders.close()
        self._io.stop()
        self._case_desks.end()
        for kept in (self._director, self._consulting, self._ends):
            kept.close()

    @Slot(object)
    def _on_catalogue_changed(self, site: Site) -> None:
        self._site = self._counter.site = site
        self._fitting.set_cameras(site.cameras)

    @Slot(str, str)
    def _on_state_told(self, source: str, state: str) -> None:
        self._tell(source.split(":")[0], {"source": source, "state": state})

    @Slot(object)
    def _on_child_changed(self, report: ChildReport) -> None:
        if self._child_states.get(report.name) == report.state:
            return
        self._child_states[report.name] = report.state
        if report.state == "restarting":
            self._sources.writer_gone(report.name)
        self._tell("process", {"name": report.name, "state": report.state})

    @Slot()
    def _set_simulated(self) -> None:
        if not self._simulated:
            self._simulated = True
            self.window.set_simulated(True)
            self._screens.set_simulated(True)
            self._io.call(self._hub.set_simulated, True)

    @Slot(object)
    def _on_wall_altered(self, screen: WallScreen) -> None:
        self._cases.marking.mark_tiles_soon()
        layout = screen.desk.arrangement.layout.name
        self._tell("wall", {"layout": layout, "screen": screen.name})

    @Slot(str, dict)
    def _tell(self, kind: str, what: dict[str, Any]) -> None:
        self._control.tell(kind, what)

    def _troubles(self) -> list[str]:
        door, control = self._conference.door_trouble, self._control.trouble
        duplicates = self._case_desks.duplicates.trouble
        decoding = self._sources.decoding.troubles()
        minutes = self._consulting.minutes.troubles()
        found = (door, control, *decoding, duplicates, *self._director.troubles(), *minutes)
        return [text for text in found if text]
