"""The cases near a camera: the inbox shows them alone while the operator asks for them."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Slot

from console.cases.near import Standpoint, near
from console.desk.cases import CaseDesk
from console.desk.walls import Walls, WallScreen
from console.site.records import Site
from console.ui.case_panel import CASES
from console.ui.main_window import MainWindow

FEW = 1000  # cases
SOON_MS = 500


class NearDesk(QObject):
    """Lives in the Qt thread. Distances follow the cases as they change."""

    def __init__(
        self,
        window: MainWindow,
        walls: Walls,
        cases: CaseDesk,
        site: Site,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window, self._cases = window, cases
        self._stand: Standpoint | None = None
        self.set_site(site)
        walls.acted.connect(self.act)
        window.cases.all_wished.connect(self._end)
        cases.refreshed.connect(self._show_soon)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._show)

    @Slot(object)
    def set_site(self, site: Site) -> None:
        """The room has these cameras, or has them elsewhere."""
        self._cameras = {camera.id: camera for camera in site.cameras}
        self._poses = site.poses
        if self._stand is None:
            return
        if self._stand.camera not in self._cameras:
            self._end()
        else:
            self._stand = self.standpoint(self._stand.camera)
            self._show()

    @Slot(object, int, str)
    def act(self, screen: WallScreen, cell: int, action: str) -> None:
        """``near`` of the camera in a cell."""
        shown = screen.wall.cameras([cell])
        if action == "near" and shown:
            self.ask(shown[0])

    def ask(self, camera: str) -> None:
        """Show the cases near a camera; asked again for the same one, all cases."""
        stand = self.standpoint(camera)
        if stand == self._stand:
            self._end()
            return
        if stand.longitude is None:
            words = self.tr("{name}: where it stands is not known; see cameras.csv")
            self._window.tell(words.format(name=self._name(stand.camera)))
        self._stand = stand
        self._window.unfold(self._window.cases)
        self._window.cases.open_tab(CASES)
        self._show()

    def standpoint(self, camera: str) -> Standpoint:
        """Where the lens was measured to be, else where the list of cameras says."""
        pose = self._poses.get(camera)
        if pose is not None:
            return Standpoint(camera, pose.longitude, pose.latitude)
        entry = self._cameras.get(camera)
        if entry is None or entry.longitude is None or entry.latitude is None:
            return Standpoint(camera, None, None)
        return Standpoint(camera, entry.longitude, entry.latitude)

    def _name(self, camera: str) -> str:
        entry = self._cameras.get(camera)
        return entry.name if entry is not None else camera

    @Slot()
    def _end(self) -> None:
        self._stand = None
        self._window.cases.set_near(None, "")

    @Slot()
    def _show_soon(self) -> None:
        """At once while there are few cases; all of them are looked at each time."""
        count = len(self._cases.pressing)
        if self._stand is None or self._soon.isActive():
            return
        if count <= FEW:
            self._show()
        else:
            self._soon.start(SOON_MS)

    @Slot()
    def _show(self) -> None:
        if self._stand is not None:
            found = near(self._cases.book.open_cases(), self._stand)
            self._window.cases.set_near(found, self._name(self._stand.camera))
