"""What runs on the wall by itself on several screens, joined as the program joins it, over a site
folder whose files are read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.desk.cases import CaseDesk
from console.desk.diagnosis import DiagnosisDesk
from console.desk.director import Director
from console.desk.layouts import LayoutsDesk
from console.desk.scribe import Scribe
from console.desk.tours import ToursDesk
from console.desk.wall import WallDesk
from console.desk.walls import OWN, Walls, WallScreen
from console.site.load import load_site
from console.ui.main_window import MainWindow
from console.ui.theme import DARK, Look
from console.ui.wall import Wall
from layouts.folder import Item, WallFolder
from layouts.tour import Tour
from media.source import Source
from tests.console.desk.disks import quick_disk
from tests.console.desk.walls import PRESETS, Fixed, a_screen, alarming

CAMERAS = [f"c{n:02}" for n in range(1, 13)]
_TOURED = replace(PRESETS["1x1"].cells[0], tour="river")
ITEMS: tuple[Item, ...] = (
    replace(alarming(PRESETS["2x2"], 1, 2), name="watch", origin=""),
    replace(PRESETS["1x1"], name="rounds", cells=(_TOURED,), origin=""),
    Tour("river", ("c03", "c07", "c12")),
)


class WallRoom:
    """One life of the program in a site folder. ``said``: what the operator was told."""

    def __init__(self, folder: Path, qtbot: QtBot, feed: Callable[[Source], Any]) -> None:
        rows = "".join(f"{camera},{camera},rtsp://h/{camera}\n" for camera in CAMERAS)
        (folder / "site.toml").write_text('name = "丁家湾"\n[wall]\nlayout = "watch"\n', "utf-8")
        (folder / "cameras.csv").write_text("id,name,main\n" + rows, "utf-8")
        self.folder, self.files = folder, WallFolder(folder)
        for item in ITEMS:
            self.files.save(item)
        self.site, files = load_site(folder), self.files.read()
        self.layouts, self.tours = dict(files.layouts), dict(files.tours)
        self.window, self._feed = MainWindow("丁家湾", "en"), feed
        qtbot.addWidget(self.window)
        self.scribe = Scribe(folder / "state")
        self.walls = Walls(self.fit(self.window.wall, "DP-1", OWN), self.window)
        self.layouts_desk = LayoutsDesk(
            self.window,
            self.walls,
            self.layouts,
            self.tours,
            folder,
            quick_disk(),
            str,
            self.window,
        )
        cases = CaseDesk(self.window.cases, self.window.wall, Fixed(), self.window)
        self.diagnosis = DiagnosisDesk(self.site, lambda *_: None, self.window)
        self.director = Director(
            self.site, files, self.window, self.walls, cases, self.diagnosis, lambda _: True,
            self.scribe, self.window,
        )  # fmt: skip
        self.said: list[str] = []
        self.window.tell = self.said.append  # type: ignore[method-assign]
        self.director.begin(None)
        self.layouts_desk.refresh()

    def fit(self, wall: Wall, name: str, key: str = "") -> WallScreen:
        catalogue = [f"camera:{camera}" for camera in CAMERAS]
        desk = WallDesk(wall, self.layouts, catalogue, self._feed, str, wall)
        log, who = self.scribe.add, lambda: self.director.on_duty()
        tours = ToursDesk(desk, self.tours, lambda _: True, who, log)
        return a_screen(desk, name, key, tours)

    def plug(self, name: str) -> WallScreen:
        self.walls.add(self.fit(Wall(Look(DARK, "wall"), self.window), name))
        return self.walls.all()[-1]

    def covered(self, camera: str) -> None:
        told = {"camera": camera, "findings": ["covered"]}
        self.diagnosis.told.emit("finding", told)

    def turn(self, cell: int) -> None:
        """Lay a hand on the picture of a cell of the desk's own wall."""
        self.window.resize(1280, 720)
        self.window.show()
        QApplication.processEvents()
        assert self.window.ptz.begin(cell)

    def sign(self, screen: WallScreen, cell: int) -> str:
        return screen.wall._tiles[cell].sign.kind
