"""What is done with a camera that the finder found: favourites, cases near it, its pictures."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from console.cases.case import Case
from console.cases.clocks import urgency
from console.desk.disk import Disk
from console.site.liked import FILE, MOST_RECENT, read_liked, write_liked
from console.site.records import CameraEntry
from console.ui.main_window import MainWindow
from media.calibration import metres
from media.source import Source, SourceKind

NEAR_M = 300.0


class FinderDesk(QObject):
    """Lives in the Qt thread. ``act`` does ``snapshot`` or ``record`` with a camera."""

    def __init__(
        self,
        window: MainWindow,
        folder: Path,
        disk: Disk,
        camera_of: Callable[[str], CameraEntry | None],
        open_cases: Callable[[], Iterable[Case]],
        act: Callable[[str, str], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window, self._folder, self._disk = window, folder, disk
        self._camera_of, self._open_cases, self._act = camera_of, open_cases, act
        self._favourites, self._recent = read_liked(folder)
        page = window.finder.cameras
        page.tree.set_favourites(self._favourites)
        page.tree.set_recent(self._recent)
        page.favourites_changed.connect(self._on_favourites_changed)
        page.action_wished.connect(self._on_action_wished)
        window.cell_source_chosen.connect(self._on_source_chosen)

    @Slot(list)
    def _on_favourites_changed(self, favourites: list[str]) -> None:
        self._favourites = favourites
        self._write()

    @Slot(int, str)
    def _on_source_chosen(self, _cell: int, written: str) -> None:
        source = Source.parse(written) if written else None
        if source is None or source.kind is not SourceKind.CAMERA:
            return
        others = [camera for camera in self._recent if camera != source.name]
        self._recent = [source.name, *others][:MOST_RECENT]
        self._window.finder.cameras.tree.set_recent(self._recent)
        self._write()

    def _write(self) -> None:
        work = partial(write_liked, self._folder, tuple(self._favourites), tuple(self._recent))
        self._disk.do(FILE.as_posix(), work)

    @Slot(str, str)
    def _on_action_wished(self, camera: str, action: str) -> None:
        if action == "nearby":
            self._show_cases_near(camera)
        elif action == "report":
            self._window.sheets.findings().open_for(camera)
        elif action == "on_map":
            self._window.map_wished.emit(f"camera:{camera}")
        else:
            self._act(camera, action)

    def _show_cases_near(self, camera: str) -> None:
        entry = self._camera_of(camera)
        if entry is None:
            return
        now = datetime.now(UTC)
        near = sorted(cases_near(entry, self._open_cases()), key=lambda case: urgency(case, now))
        words = self.tr("No open case near {name}")
        if near:
            words = self.tr("{n} open cases near {name}: the most urgent one is chosen")
            self._window.case_selected.emit(near[0].id)
        self._window.tell(words.format(n=len(near), name=entry.name))


def cases_near(camera: CameraEntry, cases: Iterable[Case]) -> list[Case]:
    """Cases that name the camera, or lie within ``NEAR_M`` of it."""
    return [case for case in cases if camera.id in case.cameras or _is_near(camera, case)]


def _is_near(camera: CameraEntry, case: Case) -> bool:
    place = case.place
    if place is None or camera.longitude is None or camera.latitude is None:
        return False
    away = metres(camera.longitude, camera.latitude, place.longitude, place.latitude)
    return math.hypot(*away) <= NEAR_M
