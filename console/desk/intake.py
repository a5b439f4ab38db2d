"""Cases that the operator registers: from a call, from the map, from a camera's picture."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QObject, Slot

from console.cases.ground import ground_at
from console.cases.intake import GivenPlace, Intake, form_of
from console.cases.order import INTAKE
from console.desk.cases import CaseDesk
from console.desk.orders import OrdersDesk
from console.desk.walls import Walls, WallScreen
from console.site.grid_of import grid_of, middle_of
from console.site.records import Site
from console.ui.case_panel import MAP
from console.ui.intake_sheet import IntakeSheet
from console.ui.main_window import MainWindow
from console.ui.place_pick import PlacePick
from console.ui.wall import Wall
from media.calibration import Pose
from media.onvif.whereabouts import Aim
from media.source import SourceKind

CLICK_PX = 6  # how well a hand points at the map


class Aims(Protocol):
    def aim(self, camera: str) -> Aim | None: ...


class IntakeDesk(QObject):
    """Lives in the Qt thread. A new case is opened when the platform has taken it."""

    def __init__(
        self,
        window: MainWindow,
        site: Site,
        cases: CaseDesk,
        walls: Walls,
        aims: Aims,
        orders: OrdersDesk,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window, self._site, self._cases = window, site, cases
        self._aims, self._orders = aims, orders
        self._sheet = window.sheets.intake
        self._sheet.when_made(self._listen)
        self._mine: set[str] = set()  # keys of orders whose case is to be opened
        self._pick = PlacePick(window.map, self)
        self._pick.map_picked.connect(self._on_map_picked)
        self._pick.picture_picked.connect(self._on_picture_picked)
        self._pick.cancelled.connect(self._reopen)
        walls.acted.connect(self._on_acted)
        window.cases.wishes.intake.connect(self.open)
        orders.changed.connect(self._on_order_changed)

    @Slot(object)
    def set_site(self, site: Site) -> None:
        self._site = site

    @Slot()
    def open(self) -> None:
        """The form, as it was left; closed again by the same key."""
        if self._sheet.shown:
            self._sheet().close_sheet()
        elif self._may():
            self._reopen()

    def _may(self) -> bool:
        if not self._orders.may(INTAKE):
            self._window.tell(self.tr("Who sits here may not register cases"))
            return False
        if self._cases.book.about is None:
            self._window.tell(self.tr("The platform has not been reached yet"))
        return True

    @Slot()
    def _reopen(self) -> None:
        sheet = self._sheet()
        about = self._cases.book.about
        if about is not None:
            platforms = {each.id: each for each in about.platforms}
            sheet.set_choices(about.categories, platforms, self._site.grids)
        sheet.open_sheet()

    # -- places

    @Slot(object, int, str)
    def _on_acted(self, screen: WallScreen, cell: int, action: str) -> None:
        """``register``: what is seen in a tile, where the menu was opened or the mouse is."""
        cameras = screen.wall.cameras([cell])
        if action != "register" or not cameras or not self._may():
            return
        self._reopen()
        self._set_from_picture(cameras[0], screen.wall.spot(cell))

    @Slot(object, int, float, float)
    def _on_picture_picked(self, wall: Wall, cell: int, x: float, y: float) -> None:
        self._reopen()
        source = wall.source(cell)
        if source is not None and source.kind is SourceKind.CAMERA:
            self._set_from_picture(source.name, (x, y))
        else:
            self._sheet().say(self.tr("This tile shows no camera as it is now"))

    def _set_from_picture(self, camera: str, spot: tuple[float, float] | None) -> None:
        sheet, name = self._sheet(), self._name(camera)
        sheet.set_camera(camera, name)
        aim = self._aims.aim(camera)
        if not isinstance(aim, Pose):
            words = self.tr("{name} is not calibrated, or it turns: click the place on the map")
            sheet.say(words.format(name=name))
            return
        found = ground_at(aim, *spot) if spot is not None else None
        if found is None:
            sheet.say(
                self.tr("There is no ground there: click lower in the picture, or on the map")
            )
            return
        sheet.say("")
        self._set_place(
            GivenPlace(found.longitude, found.latitude, found.accuracy_m, "map", camera), name
        )

    def open_at(self, longitude: float, latitude: float) -> None:
        """The form, for a case at this place of the map."""
        if self._may():
            self._on_map_picked(longitude, latitude)

    @Slot(float, float)
    def _on_map_picked(self, longitude: float, latitude: float) -> None:
        self._reopen()
        self._sheet().say("")
        metre_px = max(self._window.map.transform().m11(), 1e-3)
        accuracy_m = max(CLICK_PX / metre_px, 3.0)
        self._set_place(GivenPlace(longitude, latitude, accuracy_m, "map"))

    @Slot(str)
    def _on_grid_wished(self, grid_id: str) -> None:
        grid = next((each for each in self._site.grids if each.id == grid_id), None)
        middle = middle_of(grid) if grid is not None else None
        if middle is not None:
            self._sheet().set_place(GivenPlace(*middle, "grid"))

    def _set_place(self, place: GivenPlace, camera_name: str = "") -> None:
        grid = grid_of(self._site.grids, place.longitude, place.latitude)
        self._sheet().set_place(place, grid.id if grid is not None else "", camera_name)

    @Slot()
    def _on_pick_wished(self) -> None:
        self._sheet().close_sheet()
        self._window.unfold(self._window.cases)
        self._window.cases.open_tab(MAP)
        self._window.top.notice(self.tr("Click the place on the map or in a picture; Esc: none"))
        self._pick.begin()

    def _name(self, camera: str) -> str:
        return next((one.name for one in self._site.cameras if one.id == camera), camera)

    # -- the order

    @Slot(object)
    def _on_given(self, intake: Intake) -> None:
        sheet = self._sheet()
        if not self._orders.may(INTAKE):
            sheet.say(self.tr("Who sits here may not register cases"))
            return
        try:
            key = self._orders.register(form_of(intake))
        except ValueError:
            sheet.say(self.tr("This room has no platform that could take it"))
            return
        self._mine.add(key)
        sheet.close_sheet()
        sheet.clear()
        self._window.top.notice(self.tr("{title}: submitting …").format(title=intake.title))

    @Slot(str)
    def _on_order_changed(self, key: str) -> None:
        order = self._orders.order(key)
        if key not in self._mine or order is None or not order.ended:
            return
        self._mine.discard(key)
        case_id = order.told.get("id")
        if order.state == "done" and isinstance(case_id, str):
            self._window.case_selected.emit(case_id)

    def _listen(self, sheet: IntakeSheet) -> None:
        sheet.given.connect(self._on_given)
        sheet.pick_wished.connect(self._on_pick_wished)
        sheet.grid_wished.connect(self._on_grid_wished)
