"""The app: joins window, desks, children, platform and control API, and ends them in reverse."""

from __future__ import annotations

import logging
import time
from contextlib import ExitStack
from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import QObject, QTimer, Slot

from console.arguments import Arguments
from console.bridge import Bridge
from console.cases.case import CaseId
from console.cases.client import PlatformClient
from console.control.server import ControlServer, tls_context
from console.desk.actions import ActionsDesk
from console.desk.answers import Answers
from console.desk.cases import CaseDesk
from console.desk.concerned import sites_for
from console.desk.conference import ConferenceDesk
from console.desk.counter import Counter
from console.desk.diagnosis import DiagnosisDesk
from console.desk.exports import ExportsDesk
from console.desk.health import health
from console.desk.keeping import KeepingDesk
from console.desk.near import NearDesk
from console.desk.picture_report import PictureReport
from console.desk.replay import ReplayDesk
from console.desk.reports import state_word
from console.desk.seating import Seating
from console.desk.sounds import Sounds
from console.desk.sources import Sources
from console.desk.strip import StripDesk
from console.desk.town_map import TownMap
from console.desk.wall import WallDesk
from console.desk.warmth import Warmth
from console.io_thread import IoThread
from console.links.cameras import archive_order, workers_for
from console.links.exports import Exports
from console.links.hub import HubLink
from console.links.town import TownLink
from console.site.address import parse_address
from console.site.records import Site
from console.ui.main_window import MainWindow
from console.ui.map_view import MapView
from console.ui.words import refusal_text
from layouts.layout import Layout
from media.child import ChildReport
from media.source import SourceKind

SECOND_MS = 1000

log = logging.getLogger(__name__)


class App(QObject):
    """One open room. Lives in the Qt thread."""

    def __init__(
        self,
        site: Site,
        layouts: dict[str, Layout],
        arguments: Arguments,
        io: IoThread,
        bridge: Bridge,
        town: TownLink | None,
    ) -> None:
        super().__init__()
        self._site, self._layouts, self._arguments = site, layouts, arguments
        self._io, self._bridge = io, bridge
        self._opened_at = time.monotonic()
        nodes = [node.id for node in site.nodes]
        self._seating = Seating(town, nodes, io.call)
        self._child_states: dict[str, str] = {}
        self._ends = ExitStack()
        self._simulated = town is not None
        self._control: ControlServer | None = None
        self._control_trouble = self._link_state = ""
        self._conference_told = -1
        self._warmth = Warmth()
        self._named: list[str] | None = None  # cameras of open cases; None: to be asked anew
        self._conference_lives = False
        self._start_children()
        language = "en" if (arguments.language or site.language) == "en" else "zh"
        view = "wall" if arguments.view == "wall" else "desk"
        self.window = MainWindow(site.name, language, view)  # type: ignore[arg-type]
        self._make_desks()
        self._fill_window()
        self._listen()

    # -- building

    def _start_children(self) -> None:
        bridge, state = self._bridge, self._site.folder / "state"
        self._diagnosis = DiagnosisDesk(self._site, self._io.call, self)
        self._workers = workers_for(
            self._site.cameras,
            bridge.cameras_told.emit,
            bridge.child_changed.emit,
            decode=self._site.wall.decode,
            archive=archive_order(self._site.recording, self._site.name),
            diagnosis=self._diagnosis.order(),
        )
        self._hub = HubLink(
            self._site, self._simulated, bridge.hub_told.emit, bridge.child_changed.emit
        )
        for link in (*self._workers, self._hub):
            self._ends.callback(link.close)
            self._io.keep(link.child.run(), link.child.name)
        recordings = self._site.recording.folder
        self._export_place = state / "exports"
        self._exports = Exports(self._export_place, recordings, self._site.name)
        self._io.keep(self._exports.run(), "exports")

    def _make_desks(self) -> None:
        window, site = self.window, self._site
        self._map = TownMap(MapView(window.look), self)
        served_by = {c.id: worker for worker in self._workers for c in worker.cameras}
        self._sources = Sources(site, served_by, self._hub, self._io.call, self._map, self)
        self._keeping = KeepingDesk(site, served_by, self._io.call, self)
        self._diagnosis.workers = served_by
        self._pictures = PictureReport(self._diagnosis, window, self._sources.feeds, self)
        catalogue = [f"camera:{camera.id}" for camera in site.cameras]
        sources = self._sources
        self._wall = WallDesk(
            window.wall, self._layouts, catalogue, sources.open, sources.title, self
        )
        self.replay = ReplayDesk(self._wall, sources.feeds, self)
        self._actions = ActionsDesk(
            window, self._wall, self._keeping, self.replay, sources.title, self
        )
        self._export = ExportsDesk(window, self._exports, self._bridge, self._io.call, self)
        self._cases = CaseDesk(window.cases, window.wall, site.poses, self)
        self._cases.maps.append(self._map.view)
        self._near = NearDesk(window, self._cases, site.cameras, site.poses, self)
        self._cases.refreshed.connect(self._map.changed)
        self._conference = ConferenceDesk(site.nodes, self._order_hub, self)
        self._strip = StripDesk(window.conference, sources.open, self)
        self._sounds = Sounds(window, self._wall, self._hub.sound, served_by, self._io.call, self)
        self._counter = Counter(
            site, window, self._wall, self._cases, sources, self._conference, self._map,
            self._keeping, self.replay, self._sounds.listening, self._diagnosis, self.health,
        )  # fmt: skip

    def _fill_window(self) -> None:
        window, site = self.window, self._site
        window.set_simulated(self._simulated)
        window.finder.set_cameras(site.cameras)
        window.cases.set_cameras(site.cameras)
        window.finder.set_nodes(site.nodes)
        window.export.set_cameras(site.cameras)
        window.export.set_folder(str(self._export_place))
        for shown in self._cases.maps:
            shown.set_site(site.cameras, site.grids, site.base_map)
        window.set_conference(self._conference.state)
        layout = self._arguments.layout or site.wall.layout
        self._wall.set_layout(layout)
        window.top.set_layouts(list(self._layouts.values()), layout)

    def _listen(self) -> None:
        window, bridge = self.window, self._bridge
        bridge.cameras_told.connect(self._sources.take_from_cameras)
        bridge.hub_told.connect(self._sources.take_from_hub)
        bridge.cameras_told.connect(self._keeping.take)
        bridge.child_changed.connect(self._keeping.take_child)
        bridge.child_changed.connect(self._actions.hear_child)
        self._keeping.told.connect(self._tell)
        bridge.cameras_told.connect(self._diagnosis.take)
        self._diagnosis.told.connect(self._tell)
        self._sources.conference_told.connect(self._conference.take)
        self._sources.state_told.connect(self._on_state_told)
        self._sources.replay_told.connect(self.replay.hear)
        bridge.child_changed.connect(self._on_child_changed)
        bridge.cases_told.connect(self._cases.take)
        self._cases.changed.connect(self._on_cases_changed)
        self._wall.changed.connect(self._on_wall_changed)
        self._conference.changed.connect(self._on_conference_changed)
        self._conference.door_opened.connect(self._seating.open)
        self._conference.troubled.connect(self._on_refused)
        window.layout_chosen.connect(self._wall.set_layout)
        window.cell_source_chosen.connect(self._on_cell_source_chosen)
        window.case_selected.connect(self._cases.show_case)
        window.conference_wished.connect(self._on_conference_wished)
        window.consult_wished.connect(self._on_consult_wished)
        bridge.cameras_told.connect(self._sounds.listening.take)
        self._sounds.listening.told.connect(self._tell)
        self._second = QTimer(self)
        self._second.timeout.connect(self._on_second)
        self._second.start(SECOND_MS)

    def start(self) -> None:
        """Follow the platform and open the control API; the window is shown by the caller."""
        self._follow_platform()
        self._io.submit(self._open_control()).add_done_callback(_log_failure)

    def _follow_platform(self) -> None:
        platform = self._site.platform
        if not platform.url:
            self.window.top.set_health(platform="")
            self.window.cases.set_no_platform()
            return
        try:
            client = PlatformClient(platform.url, platform.token, self._bridge.cases_told.emit)
        except ValueError as fault:
            log.error("site.toml: platform: %s", fault)
            self.window.tell(str(fault))
            return
        self._io.keep(client.run(), "platform")

    def close(self) -> None:
        """After the window: nothing reads a board any more when the boards go."""
        self._second.stop()
        self._sounds.close()
        if self._control is not None:
            self._io.submit(self._control.stop()).result(5)
        self.window.setUpdatesEnabled(False)
        self.window.close()
        self._map.close()
        self._io.stop()
        self._ends.close()

    async def _open_control(self) -> None:
        control = self._site.control
        assert control.token is not None
        self._control = ControlServer(
            Answers(self._bridge, self._counter, self._exports),
            control.token,
            tls_context(control.tls),
        )
        host, port = self._arguments.control or parse_address(control.listen)
        try:
            host, port = await self._control.start(host, port)
        except (OSError, ValueError) as fault:
            self._control_trouble = f"the control API cannot listen on {host}:{port}: {fault}"
            log.error("%s", self._control_trouble)
            await self._bridge.ask(lambda: self.window.tell(self._control_trouble))
            return
        log.info("the control API listens on http://%s:%s", host, port)

    # -- what is told

    @Slot(str, str)
    def _on_state_told(self, source: str, state: str) -> None:
        self._tell(source.split(":")[0], {"source": source, "state": state})

    @Slot(object)
    def _on_child_changed(self, report: ChildReport) -> None:
        if self._child_states.get(report.name) == report.state:
            return
        self._child_states[report.name] = report.state
        if report.state == "restarting":
            self._sources.feeds.tell_gone(report.name)
        self._tell("process", {"name": report.name, "state": report.state})

    @Slot(object)
    def _on_cases_changed(self, changes: Any) -> None:
        book = self._cases.book
        if changes.changed or changes.gone:
            self._named = None
        if changes.about and book.about is not None and book.about.simulated:
            self._set_simulated()
        if changes.link and book.link.state != self._link_state:
            self._link_state = book.link.state
            self.window.top.set_health(platform=book.link.state)
            self._tell("platform", {"state": book.link.state})
        if changes.warnings:
            self._show_warnings()
        for case_id in changes.changed:
            case = book.case(case_id)
            self._tell("case", {"id": case_id, "rev": case.rev if case else None})

    def _show_warnings(self) -> None:
        self.window.top.set_warnings(self._cases.book.warnings_in_force(datetime.now(UTC)))

    def _set_simulated(self) -> None:
        if not self._simulated:
            self._simulated = True
            self.window.set_simulated(True)
            self._io.call(self._hub.set_simulated, True)

    @Slot()
    def _on_wall_changed(self) -> None:
        self.window.top.set_layout(self._wall.arrangement.layout.name)
        self._cases.mark_tiles()
        self._tell("wall", {"layout": self._wall.arrangement.layout.name})

    @Slot(dict)
    def _on_conference_changed(self, conference: dict[str, Any]) -> None:
        about = self._cases.book.case(CaseId(conference.get("case") or ""))
        self.window.conference.set_subject(about.title if about else "")
        self.window.set_conference(conference)
        live = conference["state"] == "live"
        if not live or not self._conference_lives:
            self._sounds.set_conference(live)
        self._conference_lives = live
        if self._conference.turn != self._conference_told:
            self._conference_told = self._conference.turn
            self._tell("conference", {"state": conference["state"]})

    @Slot(dict)
    def _on_conference_wished(self, order: dict[str, Any]) -> None:
        if refusal := self._conference.command(order):
            self._on_refused(refusal)

    @Slot(str)
    def _on_consult_wished(self, case_id: str) -> None:
        """One key: the sites the case concerns come into a conference about it."""
        case = self._cases.book.case(CaseId(case_id))
        nodes = sites_for(case, self._site.nodes, self._site.grids) if case else []
        if not nodes:
            self._on_refused("no site is known for this case: choose among the sites")
        elif self._conference_lives:
            for node in nodes:
                self._on_conference_wished({"action": "call", "node": node})
        else:
            self._on_conference_wished({"action": "start", "nodes": nodes, "case": case_id})

    @Slot(str)
    def _on_refused(self, reason: str) -> None:
        self.window.tell(refusal_text(reason))

    def _seat_the_sites(self, cameras_live: int) -> None:
        shown = sum(source is not None for source in self._wall.sources())
        seated = self._seating.check(cameras_live, shown)
        if seated and self._conference.state["state"] == "idle":
            self._order_hub({"action": "start", "nodes": seated})

    def _order_hub(self, order: dict[str, Any]) -> None:
        self._io.call(self._hub.command, order)

    @Slot()
    def _on_second(self) -> None:
        states = {camera.id: self._counter.camera_state(camera.id) for camera in self._site.cameras}
        self.window.finder.set_camera_states(states)
        for shown in self._cases.maps:
            shown.set_camera_states(states)
        words = [state_word(state) for state in states.values()]
        self.window.top.set_health(cameras=(words.count("live"), len(words), words.count("lost")))
        self._seat_the_sites(words.count("live"))
        self._keep_warm()
        self._keeping.check()
        if self._cases.book.warnings:
            self._show_warnings()  # one may have expired

    def _keep_warm(self) -> None:
        """What the operator is likely to look at next stays connected."""
        shown = (source for source in self._wall.sources() if source is not None)
        cameras = [source.name for source in shown if source.kind is SourceKind.CAMERA]
        self._warmth.note(cameras, time.monotonic())
        if self._named is None:  # putting all cases in order is not for every second
            cases = self._cases.book.by_urgency(datetime.now(UTC))
            self._named = [camera for case in cases for camera in case.cameras]
        warm = self._warmth.cameras(self._named)
        for worker in self._workers:
            self._io.call(worker.keep_warm, warm)

    @Slot(str, dict)
    def _tell(self, kind: str, what: dict[str, Any]) -> None:
        if self._control is not None:
            self._io.call(self._control.tell, kind, what)

    def health(self) -> dict[str, Any]:
        """How the room is: the answer of ``GET /v1/health``."""
        return health(
            time.monotonic() - self._opened_at,
            self._simulated,
            [link.child.report() for link in (*self._workers, self._hub)],
            [self._counter.camera_state(camera.id) for camera in self._site.cameras],
            self._conference.state["nodes"],
            self._cases.book.link,
            self.window.pulse.stalls,
            self.window.wall.paints_per_s(),
            [text for text in self._troubles() if text],
        )

    def _troubles(self) -> tuple[str, ...]:
        decode = self._sources.decode_trouble
        return self._conference.door_trouble, self._control_trouble, decode

    @Slot(int, str)
    def _on_cell_source_chosen(self, cell: int, source: str) -> None:
        self._wall.put(cell, source)


def _log_failure(done: Any) -> None:
    if not done.cancelled() and (fault := done.exception()) is not None:
        log.error("the control API failed", exc_info=fault)
