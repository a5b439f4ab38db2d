from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from console.cases.case import Case, CaseChanged, CaseId, Place
from console.cases.datum import from_wgs84
from console.desk.cases import CaseDesk
from console.desk.layouts import LayoutsDesk
from console.desk.map_tools import MapToolsDesk, layout_of
from console.site.records import CameraEntry, Grid, NodeEntry
from console.ui.main_window import MainWindow
from console.ui.map_layer import Hit
from console.ui.map_search import Entry
from layouts.store import load_layouts
from media.calibration import Pose
from media.onvif.turned import HeadScale
from media.onvif.words import Motion
from media.source import Source
from tests.console.desk.disks import quick_disk
from tests.console.desk.walls import Fixed, a_wall, one_wall

HERE = (120.19, 30.47)
SOUTH = (120.19, 30.4690)
RING = ((120.18, 30.46), (120.20, 30.46), (120.20, 30.48), (120.18, 30.48), (120.18, 30.46))
CAMERAS = (
    CameraEntry("c01", "校门", "rtsp://x/", longitude=SOUTH[0], latitude=SOUTH[1]),
    CameraEntry("c02", "瞭望", "rtsp://x/", ptz="http://x/"),
    CameraEntry("c03", "大厅", "rtsp://x/"),
)
POSES = {"c02": Pose(120.19, 30.465, 40.0, 180.0, 5.0, 50.0)}


def a_case(name: str, at: tuple[float, float], grid: str = "g1") -> CaseChanged:
    return CaseChanged(
        Case(
            CaseId(name), 1, "31", f"案{name}", "", "market", "", "", "12345", "", "handling",
            "red", Place(*at, 10.0, "gps", "", grid), grid=grid,
        )
    )  # fmt: skip


class Room:
    def __init__(self, window: MainWindow, folder: Path, qtbot: QtBot, feed: Any) -> None:
        self.window = window
        self.site: Any = SimpleNamespace(
            folder=folder, cameras=CAMERAS, poses=POSES, nodes=(NodeEntry("n1", "村", "village"),),
            grids=(Grid("g1", "网格", "村", "", (RING,)),), grids_of_all_days=(), base_map=(),
            heads={"c02": HeadScale(0, 0, 0, 180.0, 90.0)}, places=(), tiles=(), plans=(),
        )  # fmt: skip
        _, desk = a_wall(qtbot, feed)
        desk.set_layout("2x2")
        self.walls, self.wall = one_wall(desk), desk
        aims: Any = Fixed(POSES)
        self.cases = CaseDesk(window.cases, window.wall, aims, window)
        self.turned: list[tuple[str, Motion]] = []
        ptz: Any = SimpleNamespace(go_to=lambda camera, to: self.turned.append((camera, to)))
        layouts = LayoutsDesk(
            window, self.walls, dict(desk.layouts), {}, folder, quick_disk(), str, window
        )
        self.wall.layouts = layouts._layouts
        self.desk = MapToolsDesk(
            window, self.site, self.walls, self.cases, aims, ptz, layouts, window
        )
        self.window.map.set_site(CAMERAS, self.site.grids, (), POSES)

    def menu(self, hit: Hit | None = None) -> dict[str, Any]:
        """Its actions by their words; of a menu within, its own."""
        menu = self.desk.menu_at(HERE, hit)
        found: dict[str, Any] = {}
        for action in menu.actions():
            inside = action.menu()
            if isinstance(inside, QMenu):
                found[action.text()] = {each.text(): each for each in inside.actions()}
            else:
                found[action.text()] = action
        return found


@pytest.fixture
def room(
    tmp_path: Path, qtbot: QtBot, qapp: Any, quiet_feed: Callable[[Source], Any]
) -> Iterator[Room]:
    window = MainWindow("x", "en")
    qtbot.addWidget(window)
    window.show()
    yield Room(window, tmp_path, qtbot, quiet_feed)
    window.wall.close_feeds()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qapp.setStyleSheet("")


def test_the_menu_tells_who_sees_a_place(room: Room, qtbot: QtBot) -> None:
    inside = room.menu()["Cameras that see this"]
    first, second, *_ = inside
    assert (first, second) == ("瞭望  550 m  can be turned here", "校门  110 m  near")
    with qtbot.waitSignal(room.window.map.camera_selected) as told:
        inside[second].trigger()
    assert told.args == ["c01"]
    assert not inside["All that see it, to the wall"].isEnabled()


def test_a_head_is_turned_to_a_place(room: Room, qtbot: QtBot) -> None:
    inside = room.menu()["Turn a camera here"]
    with qtbot.waitSignal(room.window.map.camera_selected):
        inside["瞭望  550 m"].trigger()
    [(camera, position)] = room.turned
    assert camera == "c02"
    assert abs(position.pan) == pytest.approx(1, abs=1e-6), "it looked south, the place is north"
    assert position.zoom is None


def test_coordinates_are_copied_in_each_datum(room: Room) -> None:
    room.menu()["Copy coordinates (GCJ-02)"].trigger()
    text = QGuiApplication.clipboard().text()
    assert tuple(map(float, text.split(","))) == pytest.approx(from_wgs84("gcj02", *HERE), abs=1e-6)


def test_a_case_is_registered_where_somebody_does_that(room: Room) -> None:
    assert "Register a case here …" not in room.menu()
    told: list[tuple[float, float]] = []
    room.desk.register = lambda *place: told.append(place)
    room.menu()["Register a case here …"].trigger()
    assert told == [HERE]


def test_a_sign_has_its_own_wish(room: Room, qtbot: QtBot) -> None:
    with qtbot.waitSignal(room.window.case_selected) as told:
        room.menu(Hit("case", "k1", "占道", 0.0))["Open: 占道"].trigger()
    assert told.args == ["k1"]
    with qtbot.waitSignal(room.window.map.camera_selected) as told:
        room.menu(Hit("camera", "c01", "校门", 0.0))["To the wall: 校门"].trigger()
    assert told.args == ["c01"]


def test_an_areas_cameras_come_to_the_wall(room: Room) -> None:
    room.desk.show_cameras([f"c{n:02}" for n in range(1, 8)])
    assert room.wall.arrangement.layout.name == "3x3"
    shown = [source.name if source else None for source in room.wall.sources()]
    assert shown == [f"c{n:02}" for n in range(1, 8)] + [None, None]


def test_an_areas_cameras_are_kept_as_a_layout(room: Room) -> None:
    room.desk.keep_layout(["c01", "c02", "c03"], "canal")
    kept = load_layouts(room.site.folder / "layouts")["canal"]
    assert [cell.source for cell in kept.cells] == [
        "camera:c01", "camera:c02", "camera:c03", None,
    ]  # fmt: skip
    assert room.wall.arrangement.layout.name == "canal"
    room.desk.keep_layout(["c01"], "canal")
    assert "already" in room.window.cases.map_page._hint.text()
    room.desk.keep_layout(["c01"], "a/b")
    assert room.window.cases.map_page._hint.text()


def test_a_layout_has_a_cell_for_each_and_no_more_than_a_wall_has_room_for() -> None:
    for count in (1, 2, 5, 9, 64, 80):
        layout = layout_of([f"c{n}" for n in range(count)], "x")
        assert len(layout.cells) == layout.columns * layout.rows
        assert sum(cell.source is not None for cell in layout.cells) == min(count, 64)


def test_what_was_searched_is_shown(room: Room, qtbot: QtBot) -> None:
    room.desk.show_entry(Entry("camera", "c01", ("校门",), SOUTH))
    assert room.window.map.degrees(room.window.map.middle()) == pytest.approx(SOUTH, abs=1e-3)
    with qtbot.waitSignal(room.window.case_selected) as told:
        room.desk.show_entry(Entry("case", "k1", ("占道",), HERE))
    assert told.args == ["k1"]
    room.desk._on_search()
    assert room.window.cases.map_page.search.found("校门")[0].id == "c01"


def test_a_camera_nobody_knows_the_place_of_is_told(room: Room) -> None:
    room.desk.show_camera("c03")
    line = room.window.cases.log._lines
    assert "大厅" in str(line.data(line.index(0)))


def test_suspect_places_are_counted_listed_and_gone_to(room: Room, qtbot: QtBot) -> None:
    room.cases.take([a_case("k1", HERE), a_case("k2", from_wgs84("bd09", 120.199, 30.479))])
    room.desk.find_suspects()
    assert "1" in room.window.cases.map_page._buttons["suspects"].text()
    room.desk.show_suspects()
    sheet = room.window.sheets.suspects()
    assert sheet is not None
    with qtbot.waitSignal(room.window.case_selected) as told:
        sheet._jump.click()
    assert told.args == ["k2"]
