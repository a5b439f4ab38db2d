from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QBuffer, QIODevice, QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QTransform
from pytestqt.qtbot import QtBot

from console.cases.datum import from_wgs84
from console.cases.mercator import corner_of, square_of
from console.site.records import Grid, TileSource
from console.ui.map_ground import Ground, plane_of, signs_at
from console.ui.map_pictures import GroundPictures
from console.ui.map_tiles import TileGround
from console.ui.map_view import FARTHEST, NEAREST, MapView
from console.ui.theme import Look
from tests.console.ui.map_stage import HERE, RING, spot, wheel


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


def test_a_map_that_shows_the_whole_town_goes_on_doing_so_in_another_size(
    town: MapView,
) -> None:
    town.resize(800, 500)
    for corner in RING:
        assert town.viewport().rect().adjusted(-1, -1, 1, 1).contains(spot(town, corner))
    town.zoom(3)
    before = town.degrees(town.middle())
    town.resize(500, 400)
    assert town.degrees(town.middle()) == pytest.approx(before, abs=1e-4)


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


def test_the_wheel_zooms_within_limits(town: MapView) -> None:
    for _ in range(40):
        wheel(town, QPoint(200, 200), 2)
    assert town.transform().m11() == pytest.approx(NEAREST)
    for _ in range(40):
        wheel(town, QPoint(200, 200), -2)
    assert town.transform().m11() == pytest.approx(FARTHEST)
