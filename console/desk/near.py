"""The cases near a camera: the inbox shows them alone while the operator asks for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QObject, Slot

from console.cases.near import Standpoint, near
from console.desk.cases import CaseDesk
from console.site.records import CameraEntry
from console.ui.case_panel import CASES
from console.ui.main_window import MainWindow
from media.calibration import Pose


class NearDesk(QObject):
    """Lives in the Qt thread. Distances follow the cases as they change."""

    def __init__(
        self,
        window: MainWindow,
        cases: CaseDesk,
        cameras: Iterable[CameraEntry],
        poses: Mapping[str, Pose],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window, self._cases, self._poses = window, cases, poses
        self._cameras = {camera.id: camera for camera in cameras}
        self._stand: Standpoint | None = None
        window.wall.action_wished.connect(self.act)
        window.cases.all_wished.connect(self._end)
        cases.refreshed.connect(self._show)

    @Slot(int, str)
    def act(self, cell: int, action: str) -> None:
        """``near`` of the camera in a cell; of the camera asked for last: all cases again."""
        shown = self._window.wall.cameras([cell])
        if action != "near" or not shown:
            return
        stand = self.standpoint(shown[0])
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
    def _show(self) -> None:
        if self._stand is not None:
            found = near(self._cases.book.open_cases(), self._stand)
            self._window.cases.set_near(found, self._name(self._stand.camera))
