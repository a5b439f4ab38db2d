"""A room whose layouts lie in a site folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from pytestqt.qtbot import QtBot

from console.desk.disk import Disk
from console.desk.layouts import LayoutsDesk
from console.desk.tours import ToursDesk
from console.desk.wall import WallDesk
from console.ui.main_window import MainWindow
from layouts.folder import WallFolder
from layouts.store import load_layouts
from layouts.tour import Tour
from tests.console.desk.walls import one_wall

CATALOGUE = [f"camera:c{n:02}" for n in range(1, 13)]
TOUR = 'format = 1\nkind = "tour"\ncameras = ["c01", "c02"]\n'


def layouts_folder(site: Path) -> None:
    """With one tour."""
    (site / "layouts").mkdir()
    (site / "layouts" / "河道夜巡.toml").write_text(TOUR, encoding="utf-8")


class Room:
    """A window whose layouts lie in a site folder; what operators do is done by keys and names."""

    def __init__(self, site: Path, qtbot: QtBot, opener: Callable[..., Any], disk: Disk) -> None:
        self.site = site
        self.window = MainWindow("运河镇", "en")
        qtbot.addWidget(self.window)
        self.window.resize(1400, 900)
        self.layouts = load_layouts(site / "layouts", faults=[])
        self.wall = WallDesk(self.window.wall, self.layouts, CATALOGUE, opener, str, self.window)
        tours: dict[str, Tour] = dict(WallFolder(site).read().tours)
        self.tours = ToursDesk(self.wall, tours, lambda _: True, str, len)
        self.walls = one_wall(self.wall, tours=self.tours)
        self.desk = LayoutsDesk(self.window, self.walls, self.layouts, tours, site, disk, str)
        self.window.layout_chosen.connect(self.wall.set_layout)
        self.window.cell_source_chosen.connect(self.wall.put)
        self.wall.set_layout("2x2")
        self.desk.refresh()
        self.window.show()

    @property
    def editor(self) -> Any:
        return self.window.editor

    def at_hand(self) -> list[str]:
        return [button.shown.name for button in self.window.top._layouts.buttons()]

    def save_as(self, name: str) -> None:
        self.editor.bar.name.setText(name)
        self.window.perform("edit_save")

    def write(self, name: str, text: str) -> None:
        (self.site / name).parent.mkdir(exist_ok=True)
        (self.site / name).write_text(text, encoding="utf-8")

    def file(self, name: str) -> Path:
        return self.site / "layouts" / f"{name}.toml"
