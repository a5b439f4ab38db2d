"""CaseHandling at a window with two cameras; its wishes to the world are kept."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from PySide6.QtCore import QObject, Signal

from console.audit.entry import Link
from console.audit.months import walk
from console.cases.case import (
    Case,
    CaseChanged,
    CaseId,
    LinkState,
    Place,
)
from console.desk.case_handling import CaseHandling
from console.desk.cases import CaseDesk
from console.desk.near import NearDesk
from console.site.records import CameraEntry, Grid
from console.ui.main_window import MainWindow
from console.ui.sound_stream import SoundDevices
from layouts.store import load_layouts
from media.calibration import Pose
from media.source import Source
from tests.console.desk.disks import quick_disk
from tests.console.desk.walls import Fixed, one_wall, wall_of

NOW = datetime(2026, 11, 26, 4, 0, tzinfo=UTC)
SOUTH = 30.4691
POSES = {"gate": Pose(120.19, SOUTH, 6.0, 0.0, 5.0, 60.0)}
CAMERAS = (
    CameraEntry("gate", "校门", "rtsp://x/", longitude=120.19, latitude=SOUTH),
    CameraEntry("hall", "大厅", "rtsp://x/", longitude=120.19, latitude=30.4705),
)


def a_case(name: str = "c-1", rev: int = 1, **fields: Any) -> CaseChanged:
    raw = fields.pop("raw", {})
    case = Case(
        CaseId(name), rev, f"2026-{name}", "占道", "", "market", "0301", "", "", "hall", "reported",
        "red", Place(120.19, 30.47, grid="g-1"), reporter="张三丰", unit="中队", raw=raw, **fields,
    )  # fmt: skip
    return CaseChanged(case)


class Alarms(QObject):
    told = Signal(str, dict)

    def __init__(self) -> None:
        super().__init__()
        self.acted: list[tuple[str, str]] = []

    def reports(self) -> list[dict[str, Any]]:
        return [{"alarm": "case:c-1"}]

    def act(self, key: str, action: str) -> bool:
        self.acted.append((key, action))
        return True


class Io:
    """Calls at once; what is to be kept is not begun."""

    def call(self, do: Callable[..., object], *given: object) -> None:
        do(*given)

    def keep(self, work: Coroutine[Any, Any, None], _name: str) -> None:
        work.close()


class Room:
    def __init__(self, window: MainWindow, folder: Path, feed: Callable[[Source], Any]) -> None:
        self.window, self._feed = window, feed
        window.wall.set_layout(load_layouts(None)["2x2"])
        self.walls = one_wall(wall_of(window.wall))
        self.walls.own.desk.set_layout("2x2")
        self.cases = CaseDesk(window.cases, window.wall, Fixed(POSES))
        self.site: Any = SimpleNamespace(
            folder=folder, cameras=CAMERAS, poses=POSES, grids=(Grid("g-1", "", "石埠村", "", ()),),
            steering=SimpleNamespace(seat="operator"),
            platform=SimpleNamespace(url="http://p.example/api", token=None),
        )  # fmt: skip
        self.near = NearDesk(window, self.walls, self.cases, self.site)
        self.alarms, self.told = Alarms(), list[str]()
        self.desk = CaseHandling(
            window, self.walls, self.cases, self.near, self.site, quick_disk(), SoundDevices(),
            self.alarms, Io(), lambda kind, _what: self.told.append(kind),  # type: ignore[arg-type]
        )  # fmt: skip
        self.desk.who = lambda: "王"
        self.rung: list[str] = []
        self.desk.announcing._ring = self.rung.append
        window.case_selected.connect(self.cases.show_case)
        self.cases.take([LinkState("live")])

    def choose(self, case: CaseChanged) -> None:
        self.cases.take([case])
        self.cases.show_case(case.case.id)
        self.desk.side.look()
        self.desk._say_waits()

    def show(self, cell: int, camera: str) -> None:
        """Put a camera into a cell."""
        self.window.wall.set_feed(cell, self._feed(Source.parse(f"camera:{camera}")), camera)

    def acts(self) -> list[tuple[str, str, str]]:
        folder = self.site.folder / "state" / "audit"
        links = [each for each in walk(folder) if isinstance(each, Link)]
        return [(link.entry.act, link.entry.who, link.entry.detail) for link in links]
