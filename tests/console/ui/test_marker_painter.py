from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect
from PySide6.QtGui import QImage, QPainter

from console.cases.markers import PictureMarker
from console.ui.marker_painter import WIDEST_ELLIPSE, MarkerPainter
from console.ui.marker_signs import PLATES_KEPT, disc_pixmap, plate_pixmap
from console.ui.theme import Look

RECT = QRect(10, 20, 640, 360)
Maker = Callable[..., PictureMarker]


def painted(markers: MarkerPainter, plates: bool = True) -> QImage:
    image = QImage(700, 420, QImage.Format.Format_RGB32)
    image.fill(0)
    painter = QPainter(image)
    markers.draw(painter, 5.0, plates)
    painter.end()
    return image


@pytest.fixture
def markers(look: Look) -> MarkerPainter:
    markers = MarkerPainter(look)
    markers.set_rect(RECT, 1.0)
    return markers


def colours(image: QImage) -> set[str]:
    return {
        image.pixelColor(x, y).name()
        for x in range(0, image.width(), 2)
        for y in range(0, image.height(), 2)
    }


@pytest.mark.parametrize("level", ["red", "orange", "yellow", "blue"])
@pytest.mark.parametrize("lamp", ["green", "amber", "red", "grey"])
def test_a_disc_shows_level_and_time_limit(
    markers: MarkerPainter, make_marker: Maker, look: Look, level: str, lamp: str
) -> None:
    markers.set([make_marker(level=level, lamp=lamp)])
    found = colours(painted(markers))
    assert look.level(level).name() in found
    assert look.lamp(lamp).name() in found


def test_the_same_markers_again_change_nothing(markers: MarkerPainter, make_marker: Maker) -> None:
    assert markers.set([make_marker()])
    assert not markers.set([make_marker()])
    assert markers.set([make_marker(left_s=1100.0)])
    assert markers.set([])
    assert painted(markers).allGray()


def test_a_small_picture_carries_discs_only(
    markers: MarkerPainter, make_marker: Maker, look: Look
) -> None:
    markers.set([make_marker()])
    assert markers._arranged()[0].plate is not None
    markers.set_rect(QRect(0, 0, 240, 135), 1.0)
    assert markers._arranged()[0].plate is None
    assert markers._arranged()[0].disc.width() <= look.px(22)


def test_the_plate_of_the_most_urgent_is_the_one_that_is_shown(
    markers: MarkerPainter, make_marker: Maker
) -> None:
    markers.set_rect(QRect(0, 0, 416, 234), 1.0)
    markers.set([make_marker("calm", x=0.2), make_marker("urgent", x=0.7)])
    shown = [piece.marker.case_id for piece in markers._arranged() if piece.plate is not None]
    assert shown == ["urgent"]


def test_words_are_there_for_a_marker_without_a_plate(
    markers: MarkerPainter, make_marker: Maker
) -> None:
    markers.set_rect(QRect(0, 0, 240, 135), 1.0)
    markers.set([make_marker()])
    middle = markers._arranged()[0].middle
    assert markers.words_at(middle) == "占道经营冲突\n2026-1123-0031 · 20 min left"
    assert markers.words_at(QPointF(1, 1)) == ""


def test_a_place_known_too_badly_has_neither_foot_nor_ellipse(
    markers: MarkerPainter, make_marker: Maker, look: Look
) -> None:
    foot = QPointF(10 + 0.5 * 640, 20 + 0.7 * 360).toPoint()
    markers.set([make_marker(accuracy=0.05, accuracy_down=0.03)])
    assert markers._arranged()[0].ellipse is not None
    assert painted(markers).pixelColor(foot) == look.colour("plate_text")
    assert painted(markers).pixelColor(foot.x() + 2, foot.y()).value() > 0
    markers.set([make_marker(accuracy=WIDEST_ELLIPSE + 0.1)])
    assert markers._arranged()[0].ellipse is None
    assert painted(markers).pixelColor(foot.x() + 2, foot.y()).value() == 0


def test_an_arrow_at_the_edge_is_inside_the_picture(
    markers: MarkerPainter, make_marker: Maker
) -> None:
    for x, y, arrow in ((1.0, 0.5, 90.0), (0.0, 0.5, 270.0), (0.5, 0.0, 0.0), (0.5, 1.0, 180.0)):
        markers.set([make_marker(where="edge", x=x, y=y, arrow_deg=arrow)])
        polygon = markers._arranged()[0].arrow
        assert polygon is not None
        assert RECT.adjusted(-1, -1, 1, 1).contains(polygon.boundingRect().toRect())


def test_where_nothing_was_painted_nothing_is_reported(
    markers: MarkerPainter, make_marker: Maker
) -> None:
    markers.set([make_marker()])
    assert markers.drawn(lambda at: at) == []
    painted(markers)
    (drawn,) = markers.drawn(lambda at: at)
    assert (drawn.x, drawn.y, drawn.painted_at, drawn.inside) == (330.0, 272.0, 5.0, True)


def test_an_unknown_platform_and_no_level_are_still_drawn(
    markers: MarkerPainter, make_marker: Maker, look: Look
) -> None:
    markers.set([make_marker(platform="weather", level=None)])
    assert look.colour("quiet").name() in colours(painted(markers))


def test_pixmaps_are_shared_and_plates_are_bounded(look: Look, make_marker: Maker) -> None:
    first = disc_pixmap(look, "red", "amber", "market", 30, 1.0)
    assert disc_pixmap(look, "red", "amber", "market", 30, 1.0) is first
    for number in range(PLATES_KEPT + 20):
        plate_pixmap(look, make_marker(number=str(number)), 1.0)
    assert len(look.plates) == PLATES_KEPT


def test_plates_make_way_for_other_words(markers: MarkerPainter, make_marker: Maker) -> None:
    markers.set([make_marker()])
    at = markers._arranged()[0].plate_at
    assert at is not None
    spot = QPoint(round(at.x()) + 6, round(at.y()) + 6)
    assert painted(markers).pixelColor(spot) != painted(markers, plates=False).pixelColor(spot)
    assert not painted(markers, plates=False).allGray()
