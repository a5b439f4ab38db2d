from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from console.cases.case import Case, CaseChanged, CaseId, Place
from console.desk.cases import CaseDesk
from console.desk.near import NearDesk
from console.site.records import CameraEntry
from console.ui.case_panel import MAP
from console.ui.main_window import MainWindow
from layouts.store import load_layouts
from media.calibration import Pose
from media.source import Source
from tests.console.desk.walls import Fixed, one_wall, wall_of

POSE = Pose(120.19, 30.47, 6.0, 0.0, 10.0, 80.0)
CAMERAS = (
    CameraEntry("gate", "校门", "rtsp://x/", longitude=0.0, latitude=0.0),
    CameraEntry("hall", "大厅", "rtsp://x/", longitude=120.19, latitude=30.48),
    CameraEntry("attic", "阁楼", "rtsp://x/"),
)


def a_case(name: str, latitude: float, rev: int = 1, status: str = "accepted") -> CaseChanged:
    reported_at = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
    case = Case(
        CaseId(name), rev, "", name, "", "governance", "", "", "grid", "pc", status, "orange",
        Place(120.19, latitude), reported_at=reported_at - timedelta(hours=1),
    )  # fmt: skip
    return CaseChanged(case)


def a_site(cameras: tuple[CameraEntry, ...]) -> Any:
    return SimpleNamespace(cameras=cameras, poses={"gate": POSE})


class Room:
    def __init__(self, window: MainWindow, feed: Callable[[Source], Any]) -> None:
        self.window = window
        window.wall.set_layout(load_layouts(None)["2x2"])
        for cell, camera in enumerate(CAMERAS):
            window.wall.set_feed(cell, feed(Source.parse(f"camera:{camera.id}")), camera.name)
        self.cases = CaseDesk(window.cases, window.wall, Fixed({"gate": POSE}), window)
        self.walls = one_wall(wall_of(window.wall))
        self.desk = NearDesk(window, self.walls, self.cases, a_site(CAMERAS))
        news = [a_case("far", 30.5), a_case("near hall", 30.4801), a_case("near gate", 30.471)]
        self.cases.take(news)  # type: ignore[arg-type]

    def shown(self) -> list[str]:
        model = self.window.cases._model
        rows = (model.index(row) for row in range(model.rowCount()))
        return [row.data(Qt.ItemDataRole.UserRole).id for row in rows]


@pytest.fixture
def room(qtbot: QtBot, qapp: Any, quiet_feed: Callable[[Source], Any]) -> Iterator[Room]:
    window = MainWindow("x", "en")
    qtbot.addWidget(window)
    window.show()
    yield Room(window, quiet_feed)
    window.wall.close_feeds()
    qapp.setStyleSheet("")


def test_the_key_shows_the_cases_near_the_selected_camera_and_again_all(
    room: Room, qtbot: QtBot
) -> None:
    room.window.cases.open_tab(MAP)
    room.window.fold(room.window.cases)
    qtbot.keyClick(room.window.wall, Qt.Key.Key_N)
    assert room.shown() == ["near gate"]  # by the measured place, not by that of the list
    assert room.window.cases._list.isVisible()
    qtbot.keyClick(room.window.wall, Qt.Key.Key_N)
    assert len(room.shown()) == 3


def test_another_camera_takes_over_and_the_line_above_the_list_ends_it(
    room: Room, qtbot: QtBot
) -> None:
    room.desk.act(room.walls.own, 0, "near")
    room.desk.act(room.walls.own, 1, "near")
    assert room.shown()[0] == "near hall"
    qtbot.mouseClick(room.window.cases.lines._near, Qt.MouseButton.LeftButton)
    assert len(room.shown()) == 3


def test_a_camera_that_no_cell_shows_can_be_asked_for_and_again_all(room: Room) -> None:
    room.window.wall.set_feed(1, None)
    room.desk.ask("hall")
    assert room.shown()[0] == "near hall"
    room.desk.ask("hall")
    assert len(room.shown()) == 3


def test_it_follows_what_the_platform_tells(room: Room, qtbot: QtBot) -> None:
    room.desk.act(room.walls.own, 0, "near")
    room.cases.take([a_case("new", 30.4705), a_case("near gate", 30.471, 2, "closed")])  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: room.shown() == ["new"])


def test_a_camera_whose_place_nobody_knows_is_told(room: Room) -> None:
    room.desk.act(room.walls.own, 2, "near")
    assert room.shown() == []
    line = room.window.cases.log._lines
    assert "阁楼" in str(line.data(line.index(0)))


def test_an_empty_cell_and_other_wishes_change_nothing(room: Room) -> None:
    room.desk.act(room.walls.own, 3, "near")
    room.desk.act(room.walls.own, 0, "snapshot")
    assert len(room.shown()) == 3


def test_another_list_of_cameras_counts_at_once(room: Room) -> None:
    room.desk.act(room.walls.own, 1, "near")
    assert room.shown()[0] == "near hall"
    moved = replace(CAMERAS[1], latitude=30.5)
    room.desk.set_site(a_site((CAMERAS[0], moved)))
    assert room.shown() == ["far"]
    room.desk.set_site(a_site(CAMERAS[:1]))  # it is gone: all cases again
    assert len(room.shown()) == 3
