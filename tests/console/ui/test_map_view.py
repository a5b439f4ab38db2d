from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest
from PySide6.QtCore import QBuffer, QEvent, QIODevice, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QTransform, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.cases.case import CaseId, Place, PublicWarning, Worker
from console.cases.datum import from_wgs84
from console.cases.day import Happening
from console.cases.heat import heat_picture
from console.cases.markers import MapMarker
from console.cases.mercator import corner_of, square_of
from console.site.records import (
    CameraEntry,
    Grid,
    KeyPlace,
    MapFeature,
    NodeEntry,
    TileSource,
)
from console.ui.map_ground import Ground, plane_of, signs_at
from console.ui.map_past import MOST_WORDS, PastLayer
from console.ui.map_pictures import GroundPictures
from console.ui.map_signs import count_text
from console.ui.map_tiles import TileGround
from console.ui.map_tool import AREA, DISTANCE, LASSO, RECTANGLE
from console.ui.map_view import FARTHEST, NEAREST, MapView
from console.ui.theme import Look
from media.calibration import Pose
from media.source import Live

HERE = (120.19, 30.47)
RING = ((120.18, 30.46), (120.20, 30.46), (120.20, 30.48), (120.18, 30.48), (120.18, 30.46))
CAMERAS = [
    CameraEntry(
        "c01", "村口桥头", "rtsp://x/1", longitude=120.185, latitude=30.465, heading_deg=90
    ),
    CameraEntry("c02", "无处", "rtsp://x/2"),
]
LEFT = Qt.MouseButton.LeftButton


def case(
    name: str = "c-1", rev: int = 1, at: tuple[float, float] = HERE, level: str = "red"
) -> MapMarker:
    return MapMarker(CaseId(name), rev, *at, level, "amber", "market", "占道经营冲突")


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


def spot(view: MapView, at: tuple[float, float]) -> QPoint:
    return view.mapFromScene(view.plane.point(*at))


def ring_of(view: MapView) -> tuple[float, float]:
    ring = view.layers.marks.ring
    assert ring is not None
    return view.plane.degrees(ring)


def colours_about(view: MapView, at: QPoint, half: int = 6) -> set[str]:
    image, near = view.grab().toImage(), range(-half, half + 1)
    return {image.pixelColor(at.x() + x, at.y() + y).name() for x in near for y in near}


# -- the plane and the ground


def test_metres_are_metres_and_north_is_up() -> None:
    plane = plane_of([(120.18, 30.46), (120.20, 30.48)])
    middle = plane.point(*HERE)
    assert (abs(middle.x()), abs(middle.y())) == pytest.approx((0, 0), abs=1e-6)
    north = plane.point(120.19, 30.48)
    assert north.y() == pytest.approx(-1108.6, abs=2)
    assert north.x() == pytest.approx(0, abs=1e-6)
    assert plane.point(120.20, 30.47).x() == pytest.approx(960.6, abs=2)


def test_a_point_is_the_place_it_came_from_and_many_are_as_each() -> None:
    plane = plane_of([(120.18, 30.46), (120.20, 30.48)])
    places = [(120.15, 30.40), HERE, (120.3, 30.6)]
    points = plane.points(np.array(places))
    for place, (x, y) in zip(places, points, strict=True):
        alone = plane.point(*place)
        assert (x, y) == pytest.approx((alone.x(), alone.y()), abs=1e-6)
        assert plane.degrees(alone) == pytest.approx(place, abs=1e-8)


def test_nothing_has_no_middle() -> None:
    assert plane_of([]).longitude == 0.0


def test_the_whole_town_is_seen_first(town: MapView) -> None:
    for corner in RING:
        assert town.viewport().rect().adjusted(-1, -1, 1, 1).contains(spot(town, corner))


def test_a_name_stands_beside_a_camera_or_a_site_at_its_place(look: Look) -> None:
    plane, grids = plane_of(RING), [Grid("g1", "网格001", "丁家湾村", "", (RING,))]
    [(_, usual, _)] = Ground(look, plane, grids, ())._labels(0.1)
    for kind in ("signs", "sites"):
        beside = Ground(look, plane, grids, ())
        setattr(beside, kind, (usual,))
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


def test_a_drag_draws_only_what_is_new_and_a_hurried_zoom_draws_nothing(town: MapView) -> None:
    town.resize(900, 700)
    town.fit()
    town.zoom(4)
    town._settle.stop()
    town.grab()
    whole = town._pictures.drawn
    town.pan(20, 0)
    town._settle.stop()
    town.grab()
    assert 0 <= town._pictures.drawn - whole <= 4
    before = town._pictures.drawn
    town.zoom(1.3)
    assert town._settle.isActive()
    town.grab()
    assert town._pictures.drawn == before, "the hand moves: pictures of before stand in"
    town._settle.stop()
    town.grab()
    assert town._pictures.drawn > before


def test_pictures_of_the_ground_meet_without_a_gap(look: Look) -> None:
    image = QImage(800, 600, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    pictures = GroundPictures(lambda painter, box, _: painter.fillRect(box, QColor("#123456")))
    painter = QPainter(image)
    to_view = painter.transform().translate(13, -7).scale(0.37, 0.37)
    room = QRectF(0, 0, 800, 600)
    assert pictures.paint(painter, to_view, room, QRectF(-5000, -5000, 1e4, 1e4), False)
    painter.end()
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(600, 800, 4)
    assert (pixels[:, :, :3] == (0x56, 0x34, 0x12)).all()


def test_a_site_may_have_no_map_at_all(look: Look, qtbot: QtBot) -> None:
    view = MapView(look)
    qtbot.addWidget(view)
    view.resize(300, 300)
    view.show()
    view.grab()
    view.set_site([])
    view.fit()
    view.grab()
    assert view.drawn_markers() == []


# -- cases


def test_a_case_is_drawn_at_its_place_and_its_time_is_kept(town: MapView, look: Look) -> None:
    before = time.monotonic()
    town.set_cases([case()])
    at = spot(town, HERE)
    assert look.level("red").name() in colours_about(town, at)
    (drawn,) = town.drawn_markers()
    on_screen = town.viewport().mapToGlobal(at)
    assert (drawn.x, drawn.y) == (on_screen.x(), on_screen.y())
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


def test_a_cluster_says_the_worst_and_splits_where_it_is_clicked(
    town: MapView, look: Look, qtbot: QtBot
) -> None:
    near = (120.1903, 30.4702)
    town.set_cases([case("a", level="blue"), case("b", at=near, level="red")])
    assert town.layers.cases.clustering(town.transform().m11()).counts.tolist() == [2]
    middle = spot(town, ((HERE[0] + near[0]) / 2, (HERE[1] + near[1]) / 2))
    assert look.level("red").name() in colours_about(town, middle, 9)
    qtbot.mouseClick(town.viewport(), LEFT, pos=middle)
    assert sorted(town.layers.cases.clustering(town.transform().m11()).counts) == [1, 1]
    town.grab()
    assert {marker.case_id for marker in town.drawn_markers()} == {"a", "b"}


def test_clusters_stay_where_they_are_while_the_map_is_dragged(town: MapView) -> None:
    chance = np.random.default_rng(3)
    town.set_cases(
        [case(f"c{n}", at=(120.18 + x / 50, 30.46 + y / 50))
         for n, (x, y) in enumerate(chance.random((200, 2)))]
    )  # fmt: skip
    town.zoom(2)
    before = town.layers.cases.clustering(town.transform().m11())
    town.pan(37, 11)
    town.grab()
    assert town.layers.cases.clustering(town.transform().m11()) is before


def test_cases_on_one_point_are_told_as_a_list(town: MapView, qtbot: QtBot) -> None:
    town.set_cases([case("a"), case("b"), case("c")])
    town.show_place(town.plane.point(*HERE), NEAREST)
    with qtbot.waitSignal(town.several_selected) as told:
        qtbot.mouseClick(town.viewport(), LEFT, pos=spot(town, HERE))
    assert told.args is not None
    assert sorted(told.args[0]) == ["a", "b", "c"]


def test_a_large_cluster_is_nobodys_own_sign(town: MapView) -> None:
    town.set_cases([case(f"c{n}") for n in range(21)])
    town.grab()
    assert town.drawn_markers() == []
    assert [count_text(n) for n in (7, 99, 149, 999, 10_000)] == ["7", "99", "100+", "950+", "10k+"]


def test_a_click_selects_the_case_before_the_camera_below_it(town: MapView, qtbot: QtBot) -> None:
    place = (CAMERAS[0].longitude or 0, CAMERAS[0].latitude or 0)
    at = spot(town, place)
    with qtbot.waitSignal(town.camera_selected) as selected:
        qtbot.mouseClick(town.viewport(), LEFT, pos=at)
    assert selected.args == ["c01"]
    town.set_cases([case(at=place)])
    with qtbot.waitSignal(town.case_selected) as selected:
        qtbot.mouseClick(town.viewport(), LEFT, pos=at)
    assert selected.args == ["c-1"]
    town.layers.show("cases", False)
    with qtbot.waitSignal(town.camera_selected):
        qtbot.mouseClick(town.viewport(), LEFT, pos=at)


def test_a_click_on_nothing_selects_nothing(town: MapView, qtbot: QtBot) -> None:
    with (
        qtbot.assertNotEmitted(town.case_selected),
        qtbot.assertNotEmitted(town.camera_selected),
    ):
        qtbot.mouseClick(town.viewport(), LEFT, pos=QPoint(5, 5))


def test_showing_a_case_brings_it_to_the_middle(town: MapView) -> None:
    place = (120.183, 30.463)
    town.set_cases([case(at=place)])
    town.show_case("c-1")
    at = spot(town, place)
    assert abs(at.x() - 200) < 5
    assert abs(at.y() - 200) < 5
    assert ring_of(town) == pytest.approx(place, abs=1e-7)
    town.set_cases([case(rev=2, at=HERE)])
    assert ring_of(town) == pytest.approx(HERE, abs=1e-7), "the ring goes with it"
    town.show_case("unknown")
    assert town.layers.marks.ring is None


def test_the_past_takes_the_place_of_the_cases(town: MapView) -> None:
    town.set_cases([case()])
    happened = Happening(datetime.now(UTC), CaseId("old"), *HERE, "market", "blue", "report")
    town.layers.set_past([(happened, True)])
    town.grab()
    assert town.drawn_markers() == []
    found = town.hit(QPointF(spot(town, HERE)))
    assert found is not None
    assert found.id == "old"
    town.layers.set_past(None)
    town.grab()
    assert [marker.case_id for marker in town.drawn_markers()] == ["c-1"]


# -- other layers


def test_a_cameras_lamp_follows_its_state(town: MapView, look: Look) -> None:
    town.set_camera_states({"c01": Live(0.0), "c99": Live(0.0)})
    at = town.mapFromScene(town.layers.cameras.place("c01"))
    assert town.grab().toImage().pixelColor(at).name() == look.lamp("green").name()


def test_a_wedge_is_the_poses_and_follows_a_head(town: MapView) -> None:
    pose = Pose(*HERE, 6.0, 0.0, 5.0, 60.0)
    town.set_site(CAMERAS, [Grid("g", "", "", "", (RING,))], (), {"c01": pose})
    assert town.layers.cameras.place("c01") == town.plane.point(*HERE)
    town.layers.cameras.set_poses({"c01": Pose(*HERE, 6.0, 180.0, 5.0, 60.0), "x": None})
    town.show_place(town.plane.point(*HERE), 2.0)
    middle = town.middle().toPoint()
    land = town.grab().toImage()
    north, south = (land.pixelColor(middle + QPoint(0, down)) for down in (-40, 40))
    assert south != north
    town.layers.cameras.set_poses({"c01": None})
    land = town.grab().toImage()
    assert land.pixelColor(middle + QPoint(0, 40)) == north


def test_grids_are_those_of_the_day(town: MapView) -> None:
    old = Grid("g0", "旧网格", "", "", (RING,), valid_to=date(2020, 1, 1))
    new = Grid("g1", "新网格", "", "", (RING,), valid_from=date(2020, 1, 2))
    grids, today = town.layers.grids, date(2026, 11, 23)
    grids.set_grids([old, new], town.plane)
    grids.set_day(today, today)
    assert [grid.id for grid in grids.shown()] == ["g1"]
    assert grids.is_today
    grids.set_day(date(2019, 5, 5), today)
    found = grids.grid_at(*HERE)
    assert found is not None
    assert (found.id, grids.is_today) == ("g0", False)
    town.zoom(8)
    town.grab()
    assert grids.grid_at(121.0, 31.0) is None


def test_an_old_position_of_a_worker_says_so(town: MapView) -> None:
    now = datetime.now(UTC)
    town.layers.workers.set_workers(
        [Worker(f"w{m}", f"员{m}", "网格员", "", Place(*HERE), now - timedelta(minutes=m))
         for m in (1, 20, 90)]
        + [Worker("w", "无", "网格员", "", None, now)]
        + [Worker("x", "久", "", "", Place(*HERE), None)],
        now,
    )  # fmt: skip
    spots = town.layers.workers.spots
    assert [each.lamp for each in spots] == ["green", "amber", "grey", "grey"]
    assert "20 min" in spots[1].tip


def test_a_map_that_shows_the_whole_town_goes_on_doing_so_in_another_size(town: MapView) -> None:
    town.resize(800, 500)
    for corner in RING:
        assert town.viewport().rect().adjusted(-1, -1, 1, 1).contains(spot(town, corner))
    town.zoom(3)
    before = town.degrees(town.middle())
    town.resize(500, 400)
    assert town.degrees(town.middle()) == pytest.approx(before, abs=1e-4)


def test_sites_say_how_they_stand_in_the_conference(town: MapView) -> None:
    nodes = [NodeEntry(f"n{n}", f"村{n}", "village", "", *HERE) for n in range(5)]
    town.set_nodes(nodes, frozenset({"村0"}))
    town.layers.nodes.set_conference(
        {"nodes": [
            {"id": "n0", "state": "live"}, {"id": "n1", "state": "calling"},
            {"id": "n2", "state": "absent", "invited": True, "online": False},
            {"id": "n3", "state": "absent"}, {"id": "n4", "state": "absent", "online": True},
        ]}
    )  # fmt: skip
    spots = town.layers.nodes.spots
    assert [each.lamp for each in spots] == ["green", "amber", "red", "grey", "online"]
    assert [each.is_named for each in spots] == [False, True, True, True, True]


def test_a_sensitive_place_is_never_on_a_wall(town: MapView) -> None:
    places = [
        KeyPlace("a", "小学", "学校", *HERE),
        KeyPlace("b", "独居", "老人", *HERE, sensitive=True),
    ]
    town.layers.places.set_places(places, on_wall=True)
    assert [each.id for each in town.layers.places.spots] == ["a"]
    town.layers.places.set_places(places, on_wall=False)
    assert len(town.layers.places.spots) == 2


def test_a_warning_covers_its_area_and_is_pressed_by_its_words(town: MapView, look: Look) -> None:
    inner = tuple((120.19 + (x - 120.19) / 2, 30.47 + (y - 30.47) / 2) for x, y in RING)
    warning = PublicWarning("w1", "orange", "暴雨", "", None, None, True, (inner,))
    town.layers.warnings.set_warnings([warning, PublicWarning("w2", "red", "x", "", None, None)])
    corner = spot(town, inner[1])
    assert look.level("orange").name() in colours_about(town, corner, 2)
    box = town.layers.warnings.bounds("w1")
    assert [name for name, _ in town.layers.warnings.areas()] == ["w1"]
    top = town.mapFromScene(QPointF(box.center().x(), box.top()))
    found = town.hit(QPointF(top))
    assert found is not None
    assert (found.kind, found.id) == ("warning", "w1")
    assert town.hit(QPointF(spot(town, HERE))) is None


def test_a_warnings_words_are_seen_where_its_edge_is_above_the_view(town: MapView) -> None:
    warning = PublicWarning("w1", "orange", "暴雨", "", None, None, True, (RING,))
    town.layers.warnings.set_warnings([warning])
    box = town.layers.warnings.bounds("w1")
    town.show_area(box.adjusted(box.width() / 3, box.height() / 3, 0, 0))
    middle = town.mapFromScene(box.center()).x()
    assert town.mapFromScene(box.topLeft()).y() < -20
    found = town.hit(QPointF(middle, 8))
    assert found is not None
    assert found.kind == "warning"


def test_a_heat_map_colours_where_cases_are(town: MapView) -> None:
    plain = town.grab().toImage().pixelColor(spot(town, HERE))
    at = town.plane.point(*HERE)
    town.layers.heat.set_picture(heat_picture(np.array([(at.x(), at.y())] * 5)))
    town.layers.show("heat", True)
    warm = town.grab().toImage().pixelColor(spot(town, HERE))
    assert warm.red() > plain.red() + 40
    town.layers.heat.set_picture(None)
    assert town.grab().toImage().pixelColor(spot(town, HERE)) == plain


def test_what_was_chosen_of_the_layers_is_kept(town: MapView) -> None:
    town.layers.show("places", False)
    town.layers.grids.setOpacity(0.4)
    kept = town.layers.state()
    town.layers.show("places", True)
    town.layers.grids.setOpacity(1)
    town.layers.restore({**kept, "heat": "odd", "cases": {"shown": 3, "opacity": 9}, "x": {}})
    assert not town.layers.is_shown("places")
    assert town.layers.grids.opacity() == pytest.approx(0.4)
    assert town.layers.is_shown("cases")


def test_every_layer_says_what_it_is(town: MapView) -> None:
    assert all(layer.title() for layer in town.layers.listed)
    assert all(line.words for layer in town.layers.listed for line in layer.legend())


# -- tiles


def a_square(colour: str) -> bytes:
    image = QImage(256, 256, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data().data())


def test_squares_are_asked_for_once_and_painted_when_they_come(town: MapView, qtbot: QtBot) -> None:
    asked: list[tuple[str, int, int, int]] = []
    town.set_tiles(TileSource("a", "A"), lambda *square: asked.append(square))
    town.grab()
    count = len(asked)
    assert count > 0
    town._settle.stop()
    town._ground_changed()
    town.grab()
    assert len(asked) == count
    for square in asked:
        town.put_tile(*square, a_square("#336699"))
    town.put_tile("b", 1, 1, 1, a_square("#ffffff"))
    qtbot.waitUntil(lambda: not town._soon.isActive())
    town._settle.stop()
    assert town.grab().toImage().pixelColor(20, 200).name() == "#336699"


@pytest.mark.parametrize("datum", ["wgs84", "gcj02", "bd09"])
def test_a_square_lies_where_it_is_in_truth(look: Look, datum: str) -> None:
    """The corner of a square of GCJ-02, as the view shows it, is that place in WGS-84."""
    plane = plane_of([HERE])
    tiles = TileGround(look, TileSource("a", "A", datum=datum), plane, lambda *_: None)
    x, y = (int(each) for each in square_of(*from_wgs84(datum, *HERE), 16))
    corner = tiles._corner(16, x, y, QTransform())
    assert from_wgs84(datum, *plane.degrees(corner)) == pytest.approx(corner_of(x, y, 16), abs=1e-7)


def test_a_square_that_could_not_be_had_is_shown_by_a_coarser_one(look: Look) -> None:
    tiles = TileGround(look, TileSource("a", "A"), plane_of([HERE]), lambda *_: None)
    x, y = (int(each) for each in square_of(*HERE, 16))
    assert not tiles.put(16, x, y, None)
    assert not tiles.put(16, x, y, b"no picture")
    assert tiles.put(14, x >> 2, y >> 2, a_square("#445566"))
    image = QImage(64, 64, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    tiles._draw(painter, (16, x, y), QRectF(0, 0, 64, 64))
    painter.end()
    assert image.pixelColor(32, 32).name() == "#445566"


# -- the hand


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


def test_a_distance_is_measured_by_clicks(town: MapView, qtbot: QtBot) -> None:
    town.hand.take_up(DISTANCE)
    for at in ((120.185, 30.47), (120.195, 30.47)):
        qtbot.mouseClick(town.viewport(), LEFT, pos=spot(town, at))
    assert town.layers.marks.measured() in {f"{n} m" for n in range(950, 972)}
    double_click(town, spot(town, (120.195, 30.47)))
    assert town.layers.marks.done


def test_an_area_is_measured_by_keys_at_the_cross(town: MapView, qtbot: QtBot) -> None:
    town.setFocus(Qt.FocusReason.TabFocusReason)
    town.hand.take_up(AREA)
    town.zoom(3)
    keys = (
        Qt.Key.Key_Return, Qt.Key.Key_Right, Qt.Key.Key_Return, Qt.Key.Key_Down,
        Qt.Key.Key_Return, Qt.Key.Key_Left, Qt.Key.Key_Return, Qt.Key.Key_Backspace,
        Qt.Key.Key_Return, Qt.Key.Key_End,
    )  # fmt: skip
    for key in keys:
        qtbot.keyClick(town, key)
    assert town.layers.marks.done
    side = 50 / town.transform().m11()  # an arrow moves it by an eighth
    told = float(town.layers.marks.measured().split()[0])
    assert told == pytest.approx(side * side, rel=0.02)
    qtbot.keyClick(town, Qt.Key.Key_Escape)
    assert town.hand.tool == ""


def double_click(view: MapView, at: QPoint) -> None:
    """The second press of two; the first is a click."""
    event = QMouseEvent(
        QEvent.Type.MouseButtonDblClick, QPointF(at), QPointF(view.viewport().mapToGlobal(at)),
        LEFT, LEFT, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(view.viewport(), event)


def drag(view: MapView, qtbot: QtBot, *points: tuple[float, float]) -> None:
    spots = [spot(view, at) for at in points]
    qtbot.mousePress(view.viewport(), LEFT, pos=spots[0])
    for at in spots[1:]:
        qtbot.mouseMove(view.viewport(), at)
        view.hand._layers.marks.update()
    qtbot.mouseRelease(view.viewport(), LEFT, pos=spots[-1])


def test_a_rectangle_tells_the_cameras_in_it(town: MapView, qtbot: QtBot) -> None:
    town.hand.take_up(RECTANGLE)
    with qtbot.waitSignal(town.area_selected) as told:
        drag(town, qtbot, (120.182, 30.462), (120.188, 30.468))
    assert told.args == [["c01"]]
    with qtbot.waitSignal(town.area_selected) as told:
        drag(town, qtbot, (120.192, 30.472), (120.198, 30.478))
    assert told.args == [[]]


def test_a_lasso_tells_the_cameras_in_it(town: MapView, qtbot: QtBot) -> None:
    town.hand.take_up(LASSO)
    with qtbot.waitSignal(town.area_selected) as told:
        for at in ((120.183, 30.463), (120.188, 30.463), (120.186, 30.469)):
            town.hand._add(QPointF(spot(town, at)))
        qtbot.keyClick(town, Qt.Key.Key_End)
    assert told.args == [["c01"]]


def test_enter_selects_what_is_near_the_cross(town: MapView, qtbot: QtBot) -> None:
    town.setFocus(Qt.FocusReason.TabFocusReason)
    at = town.layers.cameras.place("c01")
    assert at is not None
    town.show_place(at + QPointF(20, 0))
    with qtbot.waitSignal(town.camera_selected) as told:
        qtbot.keyClick(town, Qt.Key.Key_Return)
    assert told.args == ["c01"]
    assert town.layers.marks.has_cross
    for key in ("+", "-", "0"):
        qtbot.keyClicks(town, key)


def test_the_menu_is_wished_at_a_place_in_degrees(
    town: MapView, qtbot: QtBot, seen: Callable[..., object]
) -> None:
    with qtbot.waitSignal(town.menu_wished) as told:
        town.hand.wish_menu(QPointF(spot(town, HERE)))
    assert told.args is not None
    assert told.args[1] == pytest.approx(HERE, abs=1e-4)
    assert told.args[2] is None


def test_a_sign_that_is_neither_case_nor_camera_tells_its_kind(town: MapView, qtbot: QtBot) -> None:
    town.set_nodes([NodeEntry("n1", "村", "village", "", *HERE)], frozenset())
    with qtbot.waitSignal(town.sign_selected) as told:
        qtbot.mouseClick(town.viewport(), LEFT, pos=spot(town, HERE))
    assert told.args == ["node", "n1"]


def test_words_of_what_just_happened_never_lie_on_each_other_and_the_newest_stay(
    look: Look,
) -> None:
    layer = PastLayer(look)
    rings = [(100.0 + 5 * n, 100.0 + 3 * n, f"accept {n}") for n in range(40)]
    shown = layer.words_at(rings)
    assert shown[0][0] == "accept 0"
    assert 1 < len(shown) <= MOST_WORDS
    for number, (_, box) in enumerate(shown):
        assert not any(box.intersects(other) for _, other in shown[:number])
