from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QObject, QPoint, Qt, Signal
from pytestqt.qtbot import QtBot

from console.cases.case import About, Category, PlatformKind
from console.cases.intake import GivenPlace
from console.desk.cases import CaseDesk
from console.desk.intake import IntakeDesk
from console.site.records import CameraEntry, Grid
from console.ui.main_window import MainWindow
from layouts.store import load_layouts
from media.calibration import Pose, project
from media.onvif.whereabouts import Unknown
from media.source import Source
from tests.console.desk.walls import Fixed, one_wall, wall_of

POSE = Pose(120.19, 30.47, 8.0, 0.0, 20.0, 60.0)
CAMERAS = (CameraEntry("gate", "校门", "rtsp://x/"), CameraEntry("hall", "大厅", "rtsp://x/"))
RING = ((120.18, 30.46), (120.2, 30.46), (120.2, 30.48), (120.18, 30.48))
GRIDS = (Grid("g-1", "网格001", "石埠村", "", (RING,)),)
ABOUT = About(
    "演示镇", True, (PlatformKind("market", "市场监管", ""),),
    categories=(Category("0113", "河道污染", "governance"), Category("0201", "占道", "market")),
)  # fmt: skip


class Orders(QObject):
    """Takes forms down."""

    changed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[dict[str, Any]] = []
        self.ends: dict[str, Any] = {}
        self.allowed = True

    def may(self, _act: str) -> bool:
        return self.allowed

    def register(self, form: dict[str, Any]) -> str:
        self.forms.append(form)
        return f"k{len(self.forms)}"

    def order(self, key: str) -> Any:
        return self.ends.get(key)


class Room:
    def __init__(self, window: MainWindow, feed: Callable[[Source], Any], folder: Path) -> None:
        self.window, self.orders = window, Orders()
        window.wall.set_layout(load_layouts(None)["2x2"])
        for cell, camera in enumerate(CAMERAS):
            window.wall.set_feed(cell, feed(Source.parse(f"camera:{camera.id}")), camera.name)
        aims = Fixed({"gate": POSE, "hall": Unknown.TURNING})  # type: ignore[dict-item]
        self.cases = CaseDesk(window.cases, window.wall, aims)
        self.cases.take([ABOUT])
        site: Any = SimpleNamespace(cameras=CAMERAS, grids=GRIDS, folder=folder)
        window.map.set_site((), GRIDS)
        self.walls = one_wall(wall_of(window.wall))
        self.desk = IntakeDesk(window, site, self.cases, self.walls, aims, self.orders)  # type: ignore[arg-type]

    @property
    def sheet(self) -> Any:
        return self.window.sheets.intake()


@pytest.fixture
def room(
    qtbot: QtBot, qapp: Any, quiet_feed: Callable[[Source], Any], tmp_path: Path
) -> Iterator[Room]:
    window = MainWindow("x", "en")
    qtbot.addWidget(window)
    window.resize(1280, 720)
    window.show()
    room = Room(window, quiet_feed, tmp_path)
    yield room
    room.desk._pick.end()
    window.wall.close_feeds()
    qapp.setStyleSheet("")


def test_a_phone_call_is_written_down_and_the_new_case_is_opened(room: Room, qtbot: QtBot) -> None:
    room.window.perform("register_case")
    assert room.sheet.isVisible()
    room.sheet._category.setCurrentIndex(1)
    room.sheet._text.setPlainText("摊贩占道")
    room.sheet._reporter.setText("张先生")
    qtbot.mouseClick(room.sheet._send, Qt.MouseButton.LeftButton)
    assert room.orders.forms == [
        {"title": "占道", "text": "摊贩占道", "channel": "operator",
         "category": {"code": "0201"}, "reporter": {"name": "张先生", "phone": ""}}
    ]  # fmt: skip
    assert not room.sheet.isVisible()
    opened: list[str] = []
    room.window.case_selected.connect(opened.append)
    room.orders.ends["k1"] = SimpleNamespace(ended=True, state="done", told={"id": "c-9"})
    room.orders.changed.emit("k1")
    room.orders.changed.emit("k1")
    assert opened == ["c-9"]


def test_a_click_in_a_picture_gives_the_place_on_the_ground(room: Room) -> None:
    room.desk._on_picture_picked(room.window.wall, 0, 0.6, 0.8)
    place: GivenPlace = room.sheet._place
    seen = project(POSE, place.longitude, place.latitude)
    assert (round(seen.x, 4), round(seen.y, 4)) == (0.6, 0.8)
    assert (place.method, place.camera) == ("map", "gate")
    assert room.sheet._grid.currentData() == "g-1"
    assert room.sheet._channel.currentData() == "camera"
    room.sheet._title.setText("占道")
    room.sheet._on_send()
    assert room.orders.forms[0]["cameras"] == ["gate"]
    assert room.orders.forms[0]["place"]["grid"] == "g-1"


def test_above_the_horizon_and_of_a_turning_camera_there_is_no_place(room: Room) -> None:
    steep = Pose(120.19, 30.47, 8.0, 0.0, 5.0, 60.0)
    room.desk._aims.poses["gate"] = steep  # type: ignore[attr-defined]
    room.desk._on_picture_picked(room.window.wall, 0, 0.5, 0.05)
    assert "no ground" in room.sheet._fault.text()
    room.desk._on_picture_picked(room.window.wall, 1, 0.5, 0.9)
    assert "大厅" in room.sheet._fault.text()
    assert room.sheet._place is None
    assert "大厅" in room.sheet._where.text()


def test_the_tiles_menu_opens_the_form_for_its_camera(room: Room) -> None:
    room.walls.acted.emit(room.walls.own, 0, "register")
    assert room.sheet.isVisible()
    assert room.sheet._camera == "gate"
    room.sheet.close_sheet()
    room.walls.acted.emit(room.walls.own, 3, "register")
    assert not room.sheet.isVisible()


def test_a_place_is_clicked_on_the_map_while_the_form_steps_aside(room: Room, qtbot: QtBot) -> None:
    room.window.perform("register_case")
    qtbot.mouseClick(room.sheet._pick, Qt.MouseButton.LeftButton)
    assert not room.sheet.isVisible()
    assert room.window.map.isVisible()
    at = room.window.map.viewport().rect().center()
    qtbot.mouseClick(room.window.map.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert room.sheet.isVisible()
    longitude, latitude = room.window.map.place_at(at)
    assert (room.sheet._place.longitude, room.sheet._place.latitude) == (longitude, latitude)
    assert room.sheet._place.method == "map"


def test_esc_chooses_no_place_and_the_form_comes_back(room: Room, qtbot: QtBot) -> None:
    room.window.perform("register_case")
    room.desk._on_pick_wished()
    qtbot.keyClick(room.window, Qt.Key.Key_Escape)
    assert room.sheet.isVisible()
    assert room.sheet._place is None
    assert not room.desk._pick.picking


def test_a_grid_alone_gives_its_middle(room: Room) -> None:
    room.window.perform("register_case")
    room.sheet._grid.setCurrentIndex(1)
    room.sheet._middle.click()
    assert room.sheet._place.method == "grid"
    assert room.sheet._place.accuracy_m > 1000


def test_somebody_who_may_not_gets_no_form(room: Room) -> None:
    room.orders.allowed = False
    room.window.perform("register_case")
    room.desk.open_at(120.19, 30.47)
    assert not room.window.sheets.intake.made


def test_the_spot_of_the_mouse_is_a_place_in_the_picture(room: Room) -> None:
    tile = room.window.wall._tiles[0]
    tile._picture.rect = tile.rect().adjusted(10, 30, -10, -10)
    middle = tile._picture.rect.center()
    room.window.wall._menu_at = tile.mapToGlobal(QPoint(middle))
    spot = room.window.wall.spot(0)
    assert spot is not None
    assert abs(spot[0] - 0.5) < 0.01
    assert abs(spot[1] - 0.5) < 0.01
