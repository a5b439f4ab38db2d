"""The map as the room uses it: what the platform, the heads and the conference tell goes onto it.

Both maps, the one at the desk and the one in a tile, show the same layers.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from datetime import UTC, date, datetime
from functools import partial
from typing import Any

from PySide6.QtCore import QDate, QObject, QTimer, Signal, Slot

from console.cases.book import Changes
from console.desk.cases import CaseDesk
from console.desk.disk import Disk
from console.desk.heads import HeadsDesk
from console.desk.layouts import LayoutsDesk
from console.desk.map_past import MapPastDesk
from console.desk.map_tools import MapToolsDesk
from console.desk.ptz import PtzDesk
from console.desk.town_map import TownMap
from console.desk.walls import Walls, WallScreen
from console.links.map_tiles import MapTiles
from console.room_clock import room_now
from console.site.map_state import FILE, read_map_state, write_map_state
from console.site.plan_trigger import plan_for
from console.site.records import Site
from console.ui.main_window import MainWindow
from console.ui.map_over import MapOver
from console.ui.map_view import MapView
from media.calibration import Pose

AGES_MS = 20_000  # a worker's position grows old without news
KEEP_MS = 800  # after the last change of a layer

Json = dict[str, Any]
Submit = Callable[[Coroutine[Any, Any, Any]], Future[Any]]


class MapDesk(QObject):
    """Lives in the Qt thread. ``tools`` and ``past`` are its parts; see there what others give."""

    _tile_came = Signal(str, int, int, int, object)

    def __init__(
        self,
        window: MainWindow,
        site: Site,
        disk: Disk,
        walls: Walls,
        cases: CaseDesk,
        heads: HeadsDesk,
        ptz: PtzDesk,
        layouts: LayoutsDesk,
        town_map: TownMap,
        submit: Submit,
        call: Callable[..., None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window, self._site, self._cases, self._heads = window, site, cases, heads
        self._town_map, self._call, self._disk = town_map, call, disk
        self._page = window.cases.map_page
        self._over: MapOver | None = None
        self._views: tuple[MapView, ...] = (window.map, town_map.view)
        self._ground = ""
        self._day = date.min
        cache = site.folder / "state" / "map-tiles"
        self.tiles = MapTiles(site.tiles, cache, self._tile_came.emit)
        self.tools = MapToolsDesk(window, site, walls, cases, heads, ptz, layouts, self)
        self.past = MapPastDesk(self._views, self._page, cases, submit, self)
        self._keep, self._ages = QTimer(self), QTimer(self)
        self._keep.setSingleShot(True)
        self._keep.setInterval(KEEP_MS)
        self._ages.setInterval(AGES_MS)
        self._restore(read_map_state(site.folder))
        self._connect(walls)
        self.set_site(site)

    # -- setters

    @Slot(object)
    def set_site(self, site: Site) -> None:
        """The room has these cameras; the views have been told already."""
        self._site = site
        villages = frozenset(grid.village for grid in site.grids)
        for view in self._views:
            layers, on_wall = view.layers, view is self._town_map.view
            view.set_nodes(site.nodes, villages)
            layers.places.set_places(site.places, on_wall)
            layers.grids.set_grids(site.grids_of_all_days or site.grids, view.plane)
        self.tools.set_site(site)
        self._new_day()
        self._show_warnings()

    @Slot(dict)
    def set_conference(self, conference: Json) -> None:
        for view in self._views:
            view.layers.nodes.set_conference(conference)
        self._town_map.changed()

    @Slot(str)
    def show(self, wish: str) -> None:
        """``search``, ``large``, ``camera:ID``, ``case:ID``."""
        kind, _, name = wish.partition(":")
        if kind == "large":
            self.toggle_large()
            return
        self.tools.open_map()
        if kind == "search":
            self._page.search.search()
        elif kind == "camera":
            self.tools.show_camera(name)
        elif kind == "case":
            self._window.map.show_case(name)

    @Slot()
    def toggle_large(self) -> None:
        """Over the wall, or back into the side."""
        if self._over is None:
            panel = self._window.cases
            self._over = MapOver(self._window.look, self._window.wall, panel.pages, self._page)
        large = self._over.toggle()
        self._page.set_large(large)
        if large:
            self._window.map.setFocus()

    def close(self) -> None:
        """What was changed last is written, too."""
        if self._keep.isActive():
            self._keep.stop()
            self._write()

    # -- inside

    def _connect(self, walls: Walls) -> None:
        page, window = self._page, self._window
        self._cases.changed.connect(self._on_changed)
        self._heads.changed.connect(self._on_heads)
        self._tile_came.connect(self._on_tile)
        self._keep.timeout.connect(self._write)
        self._ages.timeout.connect(self._on_ages)
        self._ages.start()
        page.layers_changed.connect(self._on_layers)
        page.layer_list_made.connect(self._on_list_made)
        page.large_wished.connect(self.toggle_large)
        window.map_wished.connect(self.show)
        window.top.banner.pressed.connect(self._on_banner)
        walls.acted.connect(self._on_acted)

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if changes.workers:
            self._show_workers()
        if changes.warnings:
            self._show_warnings()
        if changes.changed or changes.gone:
            self.tools.cases_changed()

    def _show_workers(self) -> None:
        workers, now = list(self._cases.book.workers.values()), datetime.now(UTC)
        for view in self._views:
            view.layers.workers.set_workers(workers, now)
        self._town_map.changed()

    def _show_warnings(self) -> None:
        warnings = self._cases.book.warnings_in_force(datetime.now(UTC))
        for view in self._views:
            view.layers.warnings.set_warnings(warnings)
        found = plan_for(warnings, self._site.plans)
        self._window.top.banner.propose(found[1].title if found else "")
        self._proposed = found[1].name if found else ""
        self._town_map.changed()

    _proposed = ""

    @Slot()
    def _on_banner(self) -> None:
        """The plan that is proposed; of a warning without one its area."""
        if self._proposed:
            self._window.sheets.plans().open_for(self._proposed)
            return
        areas = self._window.map.layers.warnings.areas()
        if areas:
            self.tools.open_map()
            self._window.map.show_area(self._window.map.layers.warnings.bounds(areas[-1][0]))

    @Slot()
    def _on_ages(self) -> None:
        self._show_workers()
        if self._cases.book.warnings:
            self._show_warnings()
        self._new_day()

    def _new_day(self) -> None:
        """At midnight other grids may be in force."""
        today = room_now().date()
        if today != self._day:
            self._day = today
            self._set_day(today)

    def _set_day(self, day: date) -> None:
        for view in self._views:
            view.layers.grids.set_day(day, self._day)

    @Slot()
    def _on_heads(self) -> None:
        poses: dict[str, Pose | None] = {}
        for camera in self._heads.turnable():
            aim = self._heads.aim(camera)
            poses[camera] = aim if isinstance(aim, Pose) else None
        for view in self._views:
            view.layers.cameras.set_poses(poses)

    @Slot(object, int, str)
    def _on_acted(self, screen: WallScreen, cell: int, action: str) -> None:
        shown = screen.wall.cameras([cell]) if action == "on_map" else []
        if shown:
            self.show(f"camera:{shown[0]}")

    # -- layers and ground

    @Slot()
    def _on_layers(self) -> None:
        self._town_map.view.layers.restore(self._window.map.layers.state())
        self._town_map.changed()
        self._keep.start()

    @Slot()
    def _on_list_made(self) -> None:
        made = self._page.layer_list
        if made is not None:
            made.ground_chosen.connect(self._on_ground)
            made.day_chosen.connect(self._on_day)

    @Slot(str)
    def _on_ground(self, source: str) -> None:
        self._set_ground(source)
        self._keep.start()

    def _set_ground(self, source: str) -> None:
        found = next((each for each in self._site.tiles if each.id == source), None)
        self._ground = found.id if found else ""
        for view in self._views:
            view.set_tiles(found, self._ask)
        self._page.set_tiles(self._site.tiles, self._ground)
        credit = found.credit if found else ""
        self._page.tell(credit)

    def _ask(self, source: str, zoom: int, x: int, y: int) -> None:
        self._call(self.tiles.ask, source, zoom, x, y)

    @Slot(str, int, int, int, object)
    def _on_tile(self, source: str, zoom: int, x: int, y: int, content: bytes | None) -> None:
        for view in self._views:
            view.put_tile(source, zoom, x, y, content)
        self._town_map.changed()

    @Slot(QDate)
    def _on_day(self, day: QDate) -> None:
        self._set_day(date(day.year(), day.month(), day.day()))

    # -- what is kept

    def _restore(self, state: Json) -> None:
        layers = state.get("layers")
        for view in self._views:
            view.layers.restore(layers if isinstance(layers, dict) else {})
        self._set_ground(str(state.get("ground", "")))

    @Slot()
    def _write(self) -> None:
        state = {"layers": self._window.map.layers.state(), "ground": self._ground}
        self._disk.do(FILE.as_posix(), partial(write_map_state, self._site.folder, state))
