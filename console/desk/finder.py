"""What is done with a camera that the finder found: favourites, cases near it, its pictures."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from console.desk.disk import Disk
from console.desk.walls import Walls, WallScreen
from console.site.liked import FILE, MOST_RECENT, read_liked, write_liked
from console.ui.main_window import MainWindow
from media.source import SourceKind


class FinderDesk(QObject):
    """Lives in the Qt thread. ``near`` shows the cases near a camera; ``act`` does ``snapshot`` or
    ``record`` with it."""

    def __init__(
        self,
        window: MainWindow,
        walls: Walls,
        folder: Path,
        disk: Disk,
        near: Callable[[str], None],
        act: Callable[[str, str], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window, self._folder, self._disk = window, folder, disk
        self._near, self._act = near, act
        self._favourites, self._recent = read_liked(folder)
        self._swapped: set[tuple[str, int]] = set()  # cells whose change puts nothing new there
        page = window.finder.cameras
        page.tree.set_favourites(self._favourites)
        page.tree.set_recent(self._recent)
        page.favourites_changed.connect(self._on_favourites_changed)
        page.action_wished.connect(self._on_action_wished)
        walls.swapped.connect(self._on_swapped)
        walls.taken.connect(self._on_taken)

    @Slot(list)
    def _on_favourites_changed(self, favourites: list[str]) -> None:
        self._favourites = favourites
        self._write()

    @Slot(object, int, int)
    def _on_swapped(self, screen: WallScreen, one: int, other: int) -> None:
        self._swapped = {(screen.key, one), (screen.key, other)}

    @Slot(object, int)
    def _on_taken(self, screen: WallScreen, cell: int) -> None:
        """Somebody put a camera into a cell, of whichever screen."""
        swapped, source = (screen.key, cell) in self._swapped, screen.desk.source(cell)
        self._swapped.discard((screen.key, cell))
        if swapped or cell in (screen.desk.cleared, screen.desk.in_time):
            return
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
        if action == "near":
            self._near(camera)
        elif action == "report":
            self._window.sheets.findings().open_for(camera)
        elif action == "on_map":
            self._window.map_wished.emit(f"camera:{camera}")
        else:
            self._act(camera, action)
