"""What is done on the map: search, the menu of a place, areas to the wall, suspect places."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QPoint, QTimer, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from console.cases.case import Case, CaseId
from console.cases.datum import from_wgs84
from console.cases.places import bounds_of
from console.cases.seeing import Seen, Standing, seeing, standings
from console.cases.suspects import Judged, Suspect, patterns
from console.desk.cases import CaseDesk
from console.desk.heads import HeadsDesk
from console.desk.layouts import LayoutsDesk
from console.desk.map_entries import entries
from console.desk.ptz import PtzDesk
from console.desk.walls import Walls
from console.site.records import Site
from console.ui.case_panel import MAP
from console.ui.main_window import MainWindow
from console.ui.map_layer import Hit
from console.ui.map_search import Entry
from console.ui.words import distance_text
from layouts.layout import Cell, Layout
from media.calibration import Pose
from media.onvif.pointing import pointing
from media.onvif.words import Motion

MOST_AREA = 64  # cameras of an area: so many are live at once
MOST_SEEN, MOST_TURNED, MOST_LISTED = 6, 4, 25
LOOK_AGAIN_MS = 3000  # for suspect places, after cases changed
JUDGED_AT_ONCE, JUDGED_MS = 100, 50  # about two milliseconds each
CITED = 12  # letters of a name in a menu

Place = tuple[float, float]


class MapToolsDesk(QObject):
    """Lives in the Qt thread. ``register``: opens the intake of a case at (longitude, latitude);
    without one the menu does not offer it."""

    def __init__(
        self,
        window: MainWindow,
        site: Site,
        walls: Walls,
        cases: CaseDesk,
        heads: HeadsDesk,
        ptz: PtzDesk,
        layouts: LayoutsDesk,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window, self._walls, self._cases, self._heads = window, walls, cases, heads
        self._ptz, self._layouts = ptz, layouts
        self._page, self._view = window.cases.map_page, window.map
        self.register: Callable[[float, float], None] | None = None
        self._sheet = window.sheets.suspects
        self._sheet.when_made(lambda sheet: sheet.jump_wished.connect(window.case_selected))
        self._suspects: list[Suspect] = []
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.find_suspects)
        self.set_site(site)
        self._page.search.wished.connect(self._on_search)
        self._page.search.chosen.connect(self.show_entry)
        self._page.suspects_wished.connect(self.show_suspects)
        self._page.area_shown.connect(self.show_cameras)
        self._page.area_kept.connect(self.keep_layout)
        self._view.menu_wished.connect(self._on_menu)
        self._view.several_selected.connect(self._on_several)
        self._view.sign_selected.connect(self._on_sign)

    # -- setters

    def set_site(self, site: Site) -> None:
        self._site = site
        found = [
            (c.id, c.longitude, c.latitude, c.heading_deg, c.hfov_deg, bool(c.ptz))
            for c in site.cameras
        ]
        self._standings = standings(found, site.poses)
        self._names = {camera.id: camera.name for camera in site.cameras}
        rings: dict[str, list[tuple[Place, ...]]] = {}
        for grid in site.grids_of_all_days or site.grids:
            rings.setdefault(grid.id, []).extend(grid.rings)
        outlines = {name: tuple(each) for name, each in rings.items()}
        bounds = bounds_of(ring for grid in site.grids for ring in grid.rings)
        self._judged = Judged(bounds, outlines)

    def cases_changed(self) -> None:
        if not self._soon.isActive():
            self._soon.start(LOOK_AGAIN_MS)

    # -- moving the map

    def open_map(self) -> None:
        """Bring it to the eyes, where it is not over the wall."""
        self._window.unfold(self._window.cases)
        if not self._page.isVisible():
            self._window.cases.open_tab(MAP)

    def show_camera(self, camera: str) -> None:
        at = self._view.layers.cameras.place(camera)
        if at is None:
            words = self.tr("{name}: where it stands is not known; see cameras.csv")
            self._window.tell(words.format(name=self._names.get(camera, camera)))
            return
        self._view.layers.marks.flashes = [at]
        self._view.show_place(at)

    @Slot(object)
    def show_entry(self, entry: Entry) -> None:
        """What was searched."""
        if entry.kind == "case":
            self._window.case_selected.emit(entry.id)
            return
        at = self._view.plane.point(*entry.at)
        self._view.layers.marks.flashes = [at]
        self._view.show_place(at)
        self._view.setFocus()

    @Slot()
    def _on_search(self) -> None:
        self._page.search.set_entries(entries(self._site, self._cases.book))

    # -- the menu of a place

    def menu_at(self, place: Place, hit: Hit | None) -> QMenu:
        """What can be done at (longitude, latitude), and with the sign there."""
        menu = QMenu(self._view)
        if hit is not None and hit.kind in ("case", "camera"):
            self._add_sign(menu, hit)
        if self.register is not None:
            menu.addAction(self.tr("Register a case here …"), partial(self.register, *place))
        self._add_cameras(menu, place)
        self._add_heads(menu, place)
        menu.addSeparator()
        for datum, words in (("wgs84", "WGS-84"), ("gcj02", "GCJ-02"), ("bd09", "BD-09")):
            text = self.tr("Copy coordinates ({datum})").format(datum=words)
            menu.addAction(text, partial(self.copy, datum, place))
        return menu

    def copy(self, datum: str, place: Place) -> None:
        """Longitude, latitude onto the clipboard, to a tenth of a metre."""
        longitude, latitude = from_wgs84(datum, *place)
        text = f"{longitude:.6f},{latitude:.6f}"
        QGuiApplication.clipboard().setText(text)
        self._window.tell(self.tr("Copied: {text}").format(text=text))

    def _add_sign(self, menu: QMenu, hit: Hit) -> None:
        if hit.kind == "case":
            words = self.tr("Open: {name}").format(name=hit.name[:CITED])
            menu.addAction(words, partial(self._window.case_selected.emit, hit.id))
        else:
            words = self.tr("To the wall: {name}").format(name=hit.name[:CITED])
            menu.addAction(words, partial(self._view.camera_selected.emit, hit.id))
        menu.addSeparator()

    def _add_cameras(self, menu: QMenu, place: Place) -> None:
        found = seeing(place, self._now_standing(), MOST_SEEN)
        inside = menu.addMenu(self.tr("Cameras that see this"))
        inside.setEnabled(bool(found))
        for seen in found:
            inside.addAction(
                self._told(seen), partial(self._view.camera_selected.emit, seen.camera)
            )
        inside.addSeparator()
        see = [seen.camera for seen in found if seen.how in ("pose", "heading")]
        inside.addAction(self.tr("All that see it, to the wall"), partial(self.show_cameras, see))
        inside.actions()[-1].setEnabled(bool(see))

    def _add_heads(self, menu: QMenu, place: Place) -> None:
        turns = [each for each in self._standings if each.turns and each.pose is not None]
        near = [seen for seen in seeing(place, turns, len(turns)) if seen.how != "near"]
        able = [seen for seen in near if self._position(seen.camera, place) is not None]
        inside = menu.addMenu(self.tr("Turn a camera here"))
        inside.setEnabled(bool(able))
        for seen in able[:MOST_TURNED]:
            inside.addAction(
                f"{self._names.get(seen.camera, seen.camera)}  {distance_text(seen.distance_m)}",
                partial(self.turn, seen.camera, place),
            )

    def turn(self, camera: str, place: Place) -> None:
        """Its head, so that the place is in the middle of its picture; and it to the wall."""
        position = self._position(camera, place)
        if position is not None:
            self._ptz.go_to(camera, position)
            self._view.camera_selected.emit(camera)

    def _position(self, camera: str, place: Place) -> Motion | None:
        pose = self._site.poses.get(camera)
        if pose is None:
            return None
        return pointing(pose, self._site.heads.get(camera), *place)

    def _now_standing(self) -> list[Standing]:
        """Cameras with a head look where they look now."""
        found = []
        for each in self._standings:
            aim = self._heads.aim(each.id) if each.turns else None
            if isinstance(aim, Pose):
                each = Standing(each.id, each.longitude, each.latitude, aim.heading_deg,
                                aim.hfov_deg, aim, True)  # fmt: skip
            found.append(each)
        return found

    def _told(self, seen: Seen) -> str:
        how = {
            "pose": self.tr("sees it"),
            "heading": self.tr("looks that way"),
            "turn": self.tr("can be turned here"),
            "near": self.tr("near"),
        }[seen.how]
        name = self._names.get(seen.camera, seen.camera)
        return f"{name}  {distance_text(seen.distance_m)}  {how}"

    @Slot(QPoint, tuple, object)
    def _on_menu(self, at: QPoint, place: Place, hit: Hit | None) -> None:
        _pop(self.menu_at(place, hit), at)

    @Slot(list, QPoint)
    def _on_several(self, cases: list[str], at: QPoint) -> None:
        """Those that lie on one point, as a list."""
        menu = QMenu(self._view)
        for name in cases[:MOST_LISTED]:
            case = self._cases.book.case(CaseId(name))
            if case is not None:
                menu.addAction(_line(case), partial(self._window.case_selected.emit, name))
        if len(cases) > MOST_LISTED:
            more = menu.addAction(self.tr("{n} more").format(n=len(cases) - MOST_LISTED))
            more.setEnabled(False)
        _pop(menu, at)

    @Slot(str, str)
    def _on_sign(self, kind: str, name: str) -> None:
        if kind == "node":
            words = {node.id: node.name for node in self._site.nodes}.get(name, name)
            menu = QMenu(self._view)
            order = {"action": "call", "node": name}
            menu.addAction(
                self.tr("Call {name}").format(name=words),
                partial(self._window.conference_wished.emit, order),
            )
            _pop(menu, self._view.viewport().mapToGlobal(self._view.viewport().rect().center()))
        elif kind == "warning":
            self._window.top.banner.pressed.emit()

    # -- areas

    @Slot(list)
    def show_cameras(self, cameras: Sequence[str]) -> None:
        """At once, in the smallest square layout that has room for them."""
        shown = list(cameras)[:MOST_AREA]
        if not shown:
            return
        side = _side(len(shown))
        desk = self._walls.target.desk
        name = f"{side}x{side}"
        if name in desk.layouts:
            desk.set_layout(name)
        contents = dict(enumerate(f"camera:{camera}" for camera in shown))
        room = len(desk.arrangement.layout.cells)
        cells = {n: contents.get(n) for n in range(room)}
        desk.show(cells)
        left = len(cameras) - min(room, len(shown))
        if left:
            words = self.tr("{n} cameras of the area have no room on the wall")
            self._window.tell(words.format(n=left))

    @Slot(list, str)
    def keep_layout(self, cameras: Sequence[str], name: str) -> None:
        """The area's cameras as a layout of this name, and onto the wall."""
        layout, wall = layout_of(cameras, name), self._walls.target.desk

        def kept(wrong: str) -> None:
            if not wrong:
                wall.set_layout(layout.name)
            self._page.tell(wrong or self.tr("Kept as layout: {name}").format(name=name))

        self._layouts.keep(layout, kept)

    # -- suspect places

    @Slot()
    def find_suspects(self) -> None:
        judged = self._judged
        if judged.complete:
            judged.begin(self._cases.book.open_cases())
        if not judged.step(JUDGED_AT_ONCE):
            self._soon.start(JUDGED_MS)
        if judged.found != self._suspects:
            self._suspects = judged.found
            self._page.set_suspects(len(self._suspects))
            if self._sheet.shown:
                self._fill_sheet()

    @Slot()
    def show_suspects(self) -> None:
        self.find_suspects()
        self._fill_sheet()
        self._sheet().open_sheet()

    def _fill_sheet(self) -> None:
        names = {}
        for suspect in self._suspects:
            case = self._cases.book.case(suspect.case_id)
            names[str(suspect.case_id)] = _line(case) if case is not None else suspect.case_id
        self._sheet().set_suspects(self._suspects, names, patterns(self._suspects))


def layout_of(cameras: Sequence[str], name: str) -> Layout:
    """A square of cells, each with its camera; those left over are cut off at ``MOST_AREA``."""
    shown = list(cameras)[:MOST_AREA]
    side = _side(len(shown))
    rows = -(-len(shown) // side)
    cells = tuple(
        Cell(n % side, n // side, source=f"camera:{camera}") for n, camera in enumerate(shown)
    )
    rest = tuple(Cell(n % side, n // side) for n in range(len(shown), side * rows))
    return Layout(name, side, rows, cells + rest, title=name, origin="")


def _side(count: int) -> int:
    return next(side for side in range(1, 9) if side * side >= min(count, MOST_AREA))


def _line(case: Case) -> str:
    return "  ".join(part for part in (case.number or str(case.id), case.title) if part)


def _pop(menu: QMenu, at: QPoint) -> None:
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(at)
