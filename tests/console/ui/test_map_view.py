from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from pytestqt.qtbot import QtBot

from console.cases.case import CaseId
from console.cases.markers import MapMarker
from console.site.records import CameraEntry, Grid, MapFeature
from console.ui.map_ground import Ground, plane_of, signs_at
from console.ui.map_view import FARTHEST, NEAREST, MapView
from console.ui.theme import Look
from media.source import Live

HERE = (120.19, 30.47)
RING = ((120.18, 30.46), (120.20, 30.46), (120.20, 30.48), (120.18, 30.48), (120.18, 30.46))
CAMERAS = [
    CameraEntry(
        "c01", "村口桥头", "rtsp://x/1", longitude=120.185, latitude=30.465, heading_deg=90
    ),
    CameraEntry("c02", "无处", "rtsp://x/2"),
]


def case(name: str = "c-1", rev: int = 1, at: tuple[float, float] = HERE) -> MapMarker:
    return MapMarker(CaseId(name), rev, *at, "red", "amber", "market", "占道经营冲突")


@pytest.fixture
def town(look: Look, qtbot: QtBot) -> MapView:
    view = MapView(look)
    qtbot.addWidget(view)
    view.resize(400, 400)
    view.set_site(
        CAMERAS,
        [Grid("g1", "网格001", "丁家湾村", "", (RING,))],
        [MapFeature("water", False, (RING[0], RING[2]), "运河", 40.0)],
    )
    view.show()
    return view


def test_metres_are_metres_and_north_is_up() -> None:
    plane = plane_of([(120.18, 30.46), (120.20, 30.48)])
    middle = plane.point(*HERE)
    assert (abs(middle.x()), abs(middle.y())) == pytest.approx((0, 0), abs=1e-6)
    north = plane.point(120.19, 30.48)
    assert north.y() == pytest.approx(-1108.6, abs=2)
    assert north.x() == pytest.approx(0, abs=1e-6)
    assert plane.point(120.20, 30.47).x() == pytest.approx(960.6, abs=2)


def test_nothing_has_no_middle() -> None:
    assert plane_of([]).longitude == 0.0


def test_the_whole_town_is_seen_first(town: MapView) -> None:
    for corner in RING:
        at = town.mapFromScene(town.plane.point(*corner))
        assert town.viewport().rect().adjusted(-1, -1, 1, 1).contains(at)


def test_a_case_is_drawn_at_its_place_and_its_time_is_kept(town: MapView, look: Look) -> None:
    before = time.monotonic()
    town.set_cases([case()])
    image = town.grab().toImage()
    at = town.mapFromScene(town.plane.point(*HERE))
    disc = [(x, y) for x in range(-6, 7) for y in range(-6, 7)]
    near = {image.pixelColor(at.x() + x, at.y() + y).name() for x, y in disc}
    assert look.level("red").name() in near
    (drawn,) = town.drawn_markers()
    spot = town.viewport().mapToGlobal(at)
    assert (drawn.x, drawn.y) == (spot.x(), spot.y())
    assert before <= drawn.painted_at <= time.monotonic()
    town.grab()
    assert town.drawn_markers() == [drawn]
    town.set_cases([case(rev=2)])
    town.grab()
    assert town.drawn_markers()[0].painted_at > drawn.painted_at


def test_a_case_that_is_gone_is_taken_off(town: MapView) -> None:
    town.set_cases([case("a"), case("b")])
    town.set_cases([case("b")])
    town.grab()
    assert [marker.case_id for marker in town.drawn_markers()] == ["b"]


def test_a_click_selects_the_case_before_the_camera_below_it(town: MapView, qtbot: QtBot) -> None:
    place = (CAMERAS[0].longitude or 0, CAMERAS[0].latitude or 0)
    at = town.mapFromScene(town.plane.point(*place))
    with qtbot.waitSignal(town.camera_selected) as selected:
        qtbot.mouseClick(town.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert selected.args == ["c01"]
    town.set_cases([case(at=place)])
    with qtbot.waitSignal(town.case_selected) as selected:
        qtbot.mouseClick(town.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert selected.args == ["c-1"]


def test_a_click_on_nothing_selects_nothing(town: MapView, qtbot: QtBot) -> None:
    with (
        qtbot.assertNotEmitted(town.case_selected),
        qtbot.assertNotEmitted(town.camera_selected),
    ):
        qtbot.mouseClick(town.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(5, 5))


def wheel(view: MapView, at: QPoint, notches: int) -> None:
    view.wheelEvent(
        QWheelEvent(
            QPointF(at), QPointF(view.viewport().mapToGlobal(at)), QPoint(),
            QPoint(0, 120 * notches), Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase, False,
        )
    )  # fmt: skip


def test_the_wheel_zooms_within_limits(town: MapView) -> None:
    for _ in range(40):
        wheel(town, QPoint(200, 200), 2)
    assert town.transform().m11() == pytest.approx(NEAREST)
    for _ in range(40):
        wheel(town, QPoint(200, 200), -2)
    assert town.transform().m11() == pytest.approx(FARTHEST)


def test_showing_a_case_brings_it_to_the_middle(town: MapView) -> None:
    town.set_cases([case(at=(120.183, 30.463))])
    town.show_case("c-1")
    at = town.mapFromScene(town.plane.point(120.183, 30.463))
    assert abs(at.x() - 200) < 5
    assert abs(at.y() - 200) < 5
    town.show_case("unknown")
    assert town.layers.marks.ring is None


def test_a_cameras_lamp_follows_its_state(town: MapView, look: Look) -> None:
    town.set_camera_states({"c01": Live(0.0), "c99": Live(0.0)})
    at = town.mapFromScene(town.layers.cameras.place("c01"))
    assert town.grab().toImage().pixelColor(at).name() == look.lamp("green").name()


def test_a_site_may_have_no_map_at_all(look: Look, qtbot: QtBot) -> None:
    view = MapView(look)
    qtbot.addWidget(view)
    view.resize(300, 300)
    view.show()
    view.set_site([])
    view.fit()
    view.grab()
    assert view.drawn_markers() == []


def test_a_name_stands_beside_a_camera_at_its_place(town: MapView, look: Look) -> None:
    plane = plane_of(RING)
    ground = Ground(look, plane, [Grid("g1", "网格001", "丁家湾村", "", (RING,))], ())
    [(_, usual, _)] = ground._labels(0.1)
    beside = Ground(look, plane, [Grid("g1", "网格001", "丁家湾村", "", (RING,))], ())
    beside.signs = (usual,)
    [(_, moved, _)] = beside._labels(0.1)
    assert abs(moved.y() - usual.y()) * 0.1 >= 16


def test_signs_are_small_where_the_whole_town_is_and_large_where_it_is_near() -> None:
    assert signs_at(0.05).disc < signs_at(0.15).disc < signs_at(0.6).disc


def test_names_keep_apart_where_the_map_is_small(look: Look) -> None:
    """Three villages in a row, of which the middle one has no room when the map is small."""
    grids = [
        Grid(f"g{n}", f"网格{n}", f"{n}柳湾村", "", (tuple((x + n * 0.004, y) for x, y in RING),))
        for n in range(3)
    ]
    ground = Ground(look, plane_of(RING), grids, ())
    assert len(ground._labels(0.3)) == 3
    assert len(ground._labels(0.05)) < 3
    assert ground._labels(0.05)[0][0] == "0柳湾村"
