"""The inbox as a person uses it: views that are kept, distances, what its keys do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import QObject, Slot

from console.cases.case import CaseId
from console.cases.views import MOST_VIEWS, Beside, View
from console.desk.announcing import AnnouncingDesk
from console.desk.cases import CaseDesk
from console.desk.disk import Disk
from console.desk.near import NearDesk
from console.desk.walls import Walls
from console.site.inbox_file import VIEWS, read_views, write_views
from console.site.records import Site
from console.ui.main_window import MainWindow

MOVED = 1e-5  # degrees, about a metre: less is the same place


class InboxDesk(QObject):
    """Lives in the Qt thread. ``who`` names the person who sits here."""

    def __init__(
        self,
        window: MainWindow,
        walls: Walls,
        cases: CaseDesk,
        near: NearDesk,
        announcing: AnnouncingDesk,
        site: Site,
        disk: Disk,
        who: Callable[[], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window, self._walls, self._cases, self._near = window, walls, cases, near
        self._announcing, self._who = announcing, who
        self._folder, self._disk = site.folder, disk
        self._views = read_views(site.folder)
        self._beside = Beside()
        window.cases.bar.set_saved(self._views)
        window.cases.bar.save_wished.connect(self._save)
        window.cases.bar.remove_wished.connect(self._remove)
        window.cases.new_wished.connect(announcing.show_newest)
        window.case_selected.connect(announcing.see)
        announcing.changed.connect(self._on_notices)
        self.set_site(site)

    @Slot(object)
    def set_site(self, site: Site) -> None:
        """The room has these grids."""
        villages = {grid.id: grid.village for grid in site.grids}
        names = {grid.id: f"{grid.village}{grid.name}" for grid in site.grids}
        self._window.cases.set_grids(names)
        self._tell(self._made(villages=villages))

    def act(self, action: str) -> bool:
        """What a key of the inbox does with the case whose card is open: whether it is one."""
        case_id = self._window.cases.card.case_id
        does = {"case_acknowledge": self._announcing.acknowledge}
        does["case_shelve"] = self._announcing.shelve
        if action not in does:
            return False
        if case_id is not None:
            does[action](case_id)
        return True

    def second(self) -> None:
        """To be called each second: from where do distances count? The selected tile's camera, else
        the map's middle."""
        origin = self._origin()
        sorted_so = self._window.cases.bar.view.sort == "distance"
        if _moved(origin, self._beside.origin):
            self._beside = self._made(origin=origin)
            if sorted_so:
                self._tell(self._beside)
            else:
                self._window.cases.set_origin(origin)
                self._touch([])
        elif self._who() != self._beside.who:
            self._tell(self._made())

    # -- inside

    def _origin(self) -> tuple[float, float] | None:
        wall = self._walls.target.wall
        for camera in wall.cameras([wall.selected]):
            stand = self._near.standpoint(camera)
            if stand.longitude is not None and stand.latitude is not None:
                return stand.longitude, stand.latitude
        return self._window.map.centre()

    def _made(
        self,
        villages: dict[str, str] | None = None,
        origin: tuple[float, float] | None = None,
    ) -> Beside:
        notices = self._announcing.notices
        return Beside(
            notices.acknowledged,  # as they are at any time, not copied: there may be thousands
            notices.waiting,
            self._who(),
            self._beside.villages if villages is None else villages,
            origin or self._beside.origin,
        )

    def _tell(self, beside: Beside) -> None:
        self._beside = beside
        self._window.cases.set_beside(beside, datetime.now(UTC))

    @Slot(list)
    def _on_notices(self, ids: list[CaseId]) -> None:
        self._beside = self._made()
        self._touch(ids)

    def _touch(self, ids: list[CaseId]) -> None:
        self._window.cases.touch(ids, self._beside, self._announcing.notices.unseen)

    @Slot(object)
    def _save(self, view: View) -> None:
        others = [each for each in self._views if each.name != view.name]
        self._keep([*others, view][-MOST_VIEWS:])

    @Slot(str)
    def _remove(self, name: str) -> None:
        self._keep([each for each in self._views if each.name != name])

    def _keep(self, views: list[View]) -> None:
        self._views = views
        self._window.cases.bar.set_saved(views)
        self._disk.do(VIEWS.as_posix(), partial(write_views, self._folder, tuple(views)))


def _moved(one: tuple[float, float] | None, other: tuple[float, float] | None) -> bool:
    if one is None or other is None:
        return one is not None
    return abs(one[0] - other[0]) + abs(one[1] - other[1]) > MOVED
