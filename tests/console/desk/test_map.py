from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QDate, QEvent, QObject, Qt, Signal
from pytestqt.qtbot import QtBot

from console.cases.case import Place, PublicWarning, WarningChanged, Worker, WorkerMoved
from console.desk.cases import CaseDesk
from console.desk.layouts import LayoutsDesk
from console.desk.map import MapDesk
from console.desk.town_map import TownMap
from console.site.map_state import read_map_state
from console.site.plan import Plan
from console.site.records import CameraEntry, Grid, KeyPlace, NodeEntry, TileSource
from console.ui.case_panel import MAP
from console.ui.main_window import MainWindow
from console.ui.map_view import MapView
from console.ui.plan_sheet import PlanRow
from media.calibration import Pose
from media.onvif.whereabouts import Unknown
from media.source import Source
from tests.console.desk.disks import HungDisk, quick_disk
from tests.console.desk.walls import Fixed, a_wall, one_wall

HERE = (120.19, 30.47)
RING = ((120.18, 30.46), (120.20, 30.46), (120.20, 30.48), (120.18, 30.48), (120.18, 30.46))
CAMERAS = (
    CameraEntry("c01", "校门", "rtsp://x/", longitude=120.19, latitude=30.469),
    CameraEntry("c02", "瞭望", "rtsp://x/", ptz="http://x/"),
)
POSE = Pose(120.19, 30.465, 40.0, 180.0, 5.0, 50.0)


class Heads(QObject, Fixed):
    changed = Signal()

    def __init__(self) -> None:
        QObject.__init__(self)
        Fixed.__init__(self, {"c02": POSE})
        self.heads = {"c02": POSE}


class Room:
    def __init__(self, window: MainWindow, folder: Path, qtbot: QtBot, feed: Any) -> None:
        self.window = window
        self.site: Any = SimpleNamespace(
            folder=folder, cameras=CAMERAS, poses={"c02": POSE}, heads={}, base_map=(),
            nodes=(NodeEntry("n1", "村", "village", "", *HERE),),
            grids=(Grid("g1", "网格", "别村", "", (RING,)),),
            grids_of_all_days=(
                Grid("g1", "网格", "别村", "", (RING,), valid_from=date(2020, 1, 1)),
                Grid("g0", "旧", "别村", "", (RING,), valid_to=date(2019, 12, 31)),
            ),
            places=(KeyPlace("p", "独居", "老人", *HERE, sensitive=True),),
            tiles=(TileSource("street", "街道", datum="gcj02", credit="© 某图"),),
            plans=(Plan("flood", "防汛", warning_words=("暴雨",)),),
        )  # fmt: skip
        _, desk = a_wall(qtbot, feed)
        desk.set_layout("2x2")
        self.walls = one_wall(desk)
        self.heads = Heads()
        aims: Any = self.heads
        self.cases = CaseDesk(window.cases, window.wall, aims, window)
        self.town_map = TownMap(MapView(window.look))
        for view in (window.map, self.town_map.view):
            view.set_site(CAMERAS, self.site.grids, (), self.site.poses)
        layouts = LayoutsDesk(
            window, self.walls, dict(desk.layouts), {}, folder, quick_disk(), str, window
        )
        ptz: Any = None
        self.asked: list[tuple[Any, ...]] = []
        submit: Any = None
        self.hung = HungDisk()
        self.desk = MapDesk(
            window, self.site, self.hung.disk, self.walls, self.cases, aims, ptz, layouts,
            self.town_map, submit, lambda _do, *what: self.asked.append(what), window,
        )  # fmt: skip

    def views(self) -> tuple[MapView, MapView]:
        return self.window.map, self.town_map.view


@pytest.fixture
def room(
    tmp_path: Path, qtbot: QtBot, qapp: Any, quiet_feed: Callable[[Source], Any]
) -> Iterator[Room]:
    window = MainWindow("x", "en")
    qtbot.addWidget(window)
    window.resize(1280, 720)
    window.show()
    made = Room(window, tmp_path, qtbot, quiet_feed)
    yield made
    made.town_map.close()
    window.wall.close_feeds()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qapp.setStyleSheet("")


def a_warning(title: str = "暴雨红色预警") -> WarningChanged:
    return WarningChanged(PublicWarning("w1", "red", title, "", None, None, rings=(RING,)))


def test_workers_and_sites_are_on_both_maps(room: Room) -> None:
    worker = Worker("k", "王", "网格员", "", Place(*HERE), datetime.now(UTC))
    room.cases.take([WorkerMoved(worker)])
    room.desk.set_conference({"nodes": [{"id": "n1", "state": "live"}]})
    for view in room.views():
        assert [each.id for each in view.layers.workers.spots] == ["k"]
        assert view.layers.nodes.spots[0].lamp == "green"


def test_a_sensitive_place_is_at_the_desk_only(room: Room) -> None:
    desk, wall = (view.layers.places.spots for view in room.views())
    assert (len(desk), len(wall)) == (1, 0)


def test_a_warning_proposes_its_plan_and_a_press_opens_it(room: Room, qtbot: QtBot) -> None:
    room.cases.take([a_warning()])
    assert [name for name, _ in room.window.map.layers.warnings.areas()] == ["w1"]
    room.window.top.set_warnings(room.cases.book.warnings_in_force(datetime.now(UTC)))
    banner = room.window.top.banner
    assert banner.accessibleName().endswith("plan proposed: 防汛")
    sheet = room.window.sheets.plans()
    sheet.opened.connect(lambda: sheet.set_plans([PlanRow("a", "甲"), PlanRow("flood", "防汛")]))
    qtbot.keyClick(banner, Qt.Key.Key_Return)
    assert sheet.isVisible()
    assert sheet.chosen() == "flood"


def test_a_warning_without_a_plan_shows_its_area(room: Room, qtbot: QtBot) -> None:
    room.cases.take([a_warning("大雾红色预警")])
    room.window.top.banner.pressed.emit()
    assert room.window.cases._tabs.currentIndex() == MAP
    assert room.window.map.isVisible()


def test_the_grids_of_another_day_are_shown_when_wished(room: Room) -> None:
    grids = room.window.map.layers.grids
    assert [grid.id for grid in grids.shown()] == ["g1"]
    room.window.cases.map_page.toggle_layers()
    made = room.window.cases.map_page.layer_list
    assert made is not None
    made._day.setDate(QDate(2019, 6, 1))
    assert [grid.id for grid in grids.shown()] == ["g0"]


def test_a_head_turns_its_wedge(room: Room) -> None:
    room.heads.poses["c02"] = Unknown.TURNING
    room.heads.changed.emit()
    layer = room.window.map.layers.cameras
    assert layer._looks[layer._numbers["c02"]] is None
    room.heads.poses["c02"] = POSE
    room.heads.changed.emit()
    assert layer._looks[layer._numbers["c02"]] == (180.0, 50.0)


def test_the_map_goes_over_the_wall_and_back(room: Room) -> None:
    room.window.perform("map_large")
    over = room.desk._over
    assert over is not None
    assert over.isVisible()
    room.window.perform("map_large")
    assert not over.isVisible()


def test_a_cells_camera_is_shown_on_the_map(room: Room) -> None:
    room.walls.own.desk.put(0, "camera:c01")
    room.walls.acted.emit(room.walls.own, 0, "on_map")
    view = room.window.map
    assert view.degrees(view.middle()) == pytest.approx((120.19, 30.469), abs=1e-3)
    room.window.perform("map_tools")
    assert room.window.cases.map_page.isVisible()


def test_the_ground_is_chosen_kept_and_its_squares_are_asked_for(room: Room, qtbot: QtBot) -> None:
    room.window.cases.open_tab(MAP)
    room.desk._on_ground("street")
    room.window.map.layers.show("cameras", False)
    room.window.cases.map_page.layers_changed.emit()
    room.window.map.grab()
    assert room.asked
    assert room.asked[0][0] == "street"
    assert room.window.cases.map_page._hint.text() == "© 某图"
    room.desk.close()  # before the timer
    room.hung.go_on()
    kept = read_map_state(room.site.folder)
    assert kept["ground"] == "street"
    assert kept["layers"]["cameras"]["shown"] is False
    assert not room.town_map.view.layers.is_shown("cameras"), "the tile shows the same layers"
    room.desk._restore({"layers": [], "ground": "gone"})
    assert room.desk._ground == ""
