"""The wall's files while the room is open: what somebody copies into the folder is taken up, and
what all screens show is kept as a scene."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine, Iterable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from console.desk.director import Director
from console.desk.disk import Disk
from console.desk.layouts import LayoutsDesk
from console.desk.walls import Walls, WallScreen
from console.site.records import Site
from console.site.wall_faults import dangling, slips
from console.ui.main_window import MainWindow
from console.ui.scene_sheet import SceneSheet
from layouts.fault import Fault
from layouts.folder import WallFiles, WallFolder
from layouts.layout import Layout
from layouts.scene import Scene
from layouts.shown_scene import Shown, scene_of
from layouts.watch import WallWatch
from media.source import lasting

LOOK_S = 3  # how often the folder is looked at; what was copied is taken at the second look

log = logging.getLogger(__name__)


class WallFilesDesk(QObject):
    """Lives in the Qt thread. ``submit`` runs a coroutine in another: folders are read away from
    here."""

    _read = Signal(object, list)

    def __init__(
        self,
        window: MainWindow,
        walls: Walls,
        layouts: LayoutsDesk,
        director: Director,
        site: Site,
        disk: Disk,
        submit: Callable[[Coroutine[Any, Any, None]], object],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window, self._walls, self._layouts = window, walls, layouts
        self._director, self._site, self._submit = director, site, submit
        self._disk, self._saving = disk, ""  # the scene that is being written
        self._folder = WallFolder(site.folder)
        self._watch = WallWatch(self._folder)
        self._seconds = 0
        self._looking = False
        self._told: set[Fault] = set(site.left_out)
        self._read.connect(self._take)
        window.sheets.scene.when_made(self._join)
        window.top.scenes.save_wished.connect(window.sheets.scene.toggle)

    @Slot(object)
    def set_site(self, site: Site) -> None:
        """The room has other cameras."""
        self._site = site

    def second(self) -> None:
        """Each second. A disk that hangs is asked once."""
        self._seconds = (self._seconds + 1) % LOOK_S
        if not self._seconds and not self._looking:
            self._looking = True
            self._submit(asyncio.to_thread(self._look))

    # -- the folder, away from the Qt thread

    def _look(self) -> None:
        try:
            files = self._watch.look()
            if files is not None:
                self._read.emit(files, self._faults(files))
        except OSError as fault:
            log.warning("the wall's files cannot be read: %s", fault)
        finally:
            self._looking = False

    def _faults(self, files: WallFiles) -> list[Fault]:
        site = self._site
        cameras = {camera.id for camera in site.cameras}
        nodes = {node.id for node in site.nodes}
        found = slips(files, site.folder)
        return [*found, *dangling(files, site.folder, cameras, nodes)]

    # -- what was read

    @Slot(object, list)
    def _take(self, files: WallFiles, faults: list[Fault]) -> None:
        if not self._watch.is_current():
            return  # the editor has written meanwhile: it is all read again
        self._layouts.take(files)
        self._director.take(files)
        new = [fault for fault in faults if fault not in self._told]
        self._told = set(faults)
        self._director.tell_left_out(new)

    # -- a scene of what is shown

    def _join(self, sheet: SceneSheet) -> None:
        sheet.opened.connect(self._fill)
        sheet.save_wished.connect(self._save)

    @Slot()
    def _fill(self) -> None:
        self._window.sheets.scene().set_scenes(self._director.scenes.scenes)

    @Slot(str)
    def _save(self, name: str) -> None:
        """One at a time: the next may use the layouts of this one."""
        sheet = self._window.sheets.scene()
        if not self._saving:
            self._saving = name
            scenes, tours = self._director.scenes.scenes, self._layouts.tours
            files = WallFiles(self._layouts.layouts, scenes, tours)
            scene, made = scene_of(name, [_shown(screen) for screen in self._walls.all()], files)
            work = partial(self._write, scene, made)
            sheet.tell(self.tr("Saving: {name} …").format(name=name))
            self._disk.do(f"scenes/{name}.toml", work, self._saved, self._refuse)
        else:
            sheet.tell(self.tr("Saving: {name} …").format(name=self._saving))

    def _write(self, scene: Scene, made: Iterable[Layout]) -> tuple[Scene, dict[str, Layout]]:
        """Where the disk is written. Its layouts first, so that no scene leads nowhere should the
        disk refuse in between."""
        saved = {layout.name: self._folder.save(layout) for layout in made}
        return self._folder.save(scene), saved

    def _saved(self, written: tuple[Scene, dict[str, Layout]]) -> None:
        """Beside what there is by now."""
        (scene, saved), self._saving = written, ""
        self._window.sheets.scene().close_sheet()
        layouts = {**self._layouts.layouts, **saved}
        self._layouts.take(WallFiles(layouts, tours=self._layouts.tours))
        self._director.take_scenes({**self._director.scenes.scenes, scene.name: scene})
        self._window.tell(self.tr("Saved as a scene: {name}").format(name=scene.name))

    def _refuse(self, words: str) -> None:
        """In the sheet, and where that is closed by now to whoever looks at the wall."""
        self._saving = ""
        sheet = self._window.sheets.scene()
        sheet.refuse(words)
        if not sheet.isVisible():
            self._window.tell(words)


def _shown(screen: WallScreen) -> Shown:
    """A replay is its camera: a file is for later days."""
    desk, tours = screen.desk, screen.tours
    arrangement = desk.arrangement
    kept = replace(arrangement, sources=tuple(map(lasting, arrangement.sources)))
    opened = desk.filled(arrangement.layout)
    return Shown(screen.key, kept, opened, tours.in_cells(), tours.whole())
