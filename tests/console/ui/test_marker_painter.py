from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from console.cases.markers import PictureMarker
from console.cases.walking import WorkerMarker
from console.ui import words
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


def walker(**fields: object) -> WorkerMarker:
    usual = {"worker_id": "w1", "x": 0.3, "y": 0.6, "name": "李", "kind": "", "shown": 1.0,
             "seen_s": 8.0, "moving": True}  # fmt: skip
    return WorkerMarker(**{**usual, **fields})  # type: ignore[arg-type]


@pytest.mark.parametrize("level", ["red", "orange", "yellow", "blue"])
@pytest.mark.parametrize("lamp", ["green", "amber", "red", "grey"])
def test_a_disc_shows_level_and_time_limit(
    markers: MarkerPainter, make_marker: Maker, look: Look, level: str, lamp: str
) -> None:
    markers.set([make_marker(level=level, lamp=lamp)])
    found = colours(painted(markers))
    assert look.level(level).name() in found
    assert look.lamp(lamp).name() in found


def test_every_lamp_has_a_shape_of_its_own(look: Look) -> None:
    seen = []
    for lamp in ("green", "amber", "red", "grey"):
        image = disc_pixmap(look, "blue", lamp, "market", 30, 1.0).toImage()
        corner = [
            image.pixelColor(x, y) == look.lamp_text(lamp)
            for x in range(17, 30)
            for y in range(17, 30)
        ]
        seen.append(tuple(corner) if lamp != "green" else ())
    assert len(set(seen)) == 4


def test_the_same_markers_again_change_nothing(markers: MarkerPainter, make_marker: Maker) -> None:
    assert markers.set([make_marker()])
    assert not markers.set([make_marker()])
    assert markers.set([make_marker(left_s=1100.0)])
    assert markers.set([])
    assert painted(markers).allGray()
    assert not markers


def test_a_small_picture_carries_signs_and_a_count(
    markers: MarkerPainter, make_marker: Maker, look: Look
) -> None:
    markers.set([make_marker()])
    assert markers._arranged()[0].plate is not None
    markers.set_rect(QRect(0, 0, 240, 135), 1.0)
    assert markers._arranged()[0].plate is None
    assert markers._arranged()[0].disc.width() <= look.px(22)
    many = [make_marker(f"c-{n}", x=0.05 + n * 0.045, platform=f"p{n}") for n in range(20)]
    markers.set(many)
    pieces = markers._arranged()
    assert 0 < len(pieces) < 20
    count = markers._layout.now.count
    assert count is not None
    told = markers.words_at(QPointF(count.x + 3, count.y + 3))
    assert told.endswith(f"and {20 - len(pieces) - 8} more")


def test_the_plate_of_the_most_urgent_is_the_one_that_is_shown(
    markers: MarkerPainter, make_marker: Maker
) -> None:
    markers.set_rect(QRect(0, 0, 416, 234), 1.0)
    markers.set([make_marker("calm", x=0.2), make_marker("urgent", x=0.8)])
    shown = [piece.marker.case_id for piece in markers._arranged() if piece.plate is not None]
    assert shown == ["urgent"]
    markers.set_chosen("calm")
    shown = [piece.marker.case_id for piece in markers._arranged() if piece.plate is not None]
    assert shown == ["calm"]


def test_the_case_that_is_looked_at_has_a_halo(
    markers: MarkerPainter, make_marker: Maker, look: Look
) -> None:
    markers.set([make_marker()])
    assert look.colour("accent").name() not in colours(painted(markers))
    assert not markers.set_chosen("another")
    assert markers.set_chosen("c-1")
    assert look.colour("accent").name() in colours(painted(markers))


def test_cases_of_one_kind_at_one_place_are_one_sign_with_their_number(
    markers: MarkerPainter, make_marker: Maker
) -> None:
    market = [make_marker(f"c-{n}", x=0.5 + n * 0.01, category="市容") for n in range(3)]
    markers.set([*market, make_marker("other", x=0.5, platform="service")])
    pieces = {len(piece.markers): piece for piece in markers._arranged()}
    assert set(pieces) == {1, 3}
    assert markers.hit(pieces[3].middle) == ("c-2", "c-1", "c-0")
    assert len(pieces[3].feet) == 3
    assert "占道经营冲突" in markers.titles(["c-1"])[0]
    painted(markers)
    assert len(markers.drawn(lambda at: at)) == 4


def test_words_are_there_for_a_marker_without_a_plate(
    markers: MarkerPainter, make_marker: Maker
) -> None:
    markers.set_rect(QRect(0, 0, 240, 135), 1.0)
    markers.set([make_marker()])
    middle = markers._arranged()[0].middle
    assert markers.words_at(middle) == "占道经营冲突\n2026-1123-0031 · 20 min left"
    assert markers.words_at(QPointF(1, 1)) == ""


def test_words_say_how_far_and_what_helps_or_that_nobody_sees_it(
    markers: MarkerPainter, make_marker: Maker
) -> None:
    edge = {"where": "edge", "x": 1.0, "y": 0.5, "arrow_deg": 90.0, "distance_m": 118.0}

    def told(**fields: object) -> str:
        markers.set([make_marker(**fields)])
        return markers.words_at(markers._arranged()[0].middle).splitlines()[-1]

    assert told(**edge, turns=True, seen_by="桥头") == "120 m · turn the camera"
    assert told(**edge, seen_by="桥头") == "120 m · 桥头 sees it"
    assert told(**edge) == "120 m"
    assert told(where="edge", x=0.1, y=0.0) == "where in the picture is not known"
    assert told(doubt="hidden") == "line of sight not verified"


def test_a_place_that_may_not_be_seen_is_drawn_with_dashes(
    markers: MarkerPainter, make_marker: Maker, look: Look
) -> None:
    markers.set([make_marker()])
    plain = painted(markers)
    markers.set([make_marker(doubt="far")])
    doubtful = painted(markers)
    foot = QPointF(10 + 0.5 * 640, 20 + 0.7 * 360).toPoint()
    assert plain.pixelColor(foot) == look.colour("plate_text")
    assert doubtful.pixelColor(foot) != look.colour("plate_text")
    ring = look.lamp("amber").name()
    counts = [
        sum(image.pixelColor(x, y).name() == ring for x in range(300, 360) for y in range(200, 270))
        for image in (plain, doubtful)
    ]
    assert 0 < counts[1] < counts[0]


def test_a_place_known_too_badly_has_neither_foot_nor_ellipse(
    markers: MarkerPainter, make_marker: Maker, look: Look
) -> None:
    foot = QPointF(10 + 0.5 * 640, 20 + 0.7 * 360).toPoint()
    markers.set([make_marker(accuracy=0.05, accuracy_down=0.03, accuracy_turn_deg=20.0)])
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


def test_signs_and_plates_keep_off_what_lies_there_already(
    markers: MarkerPainter, make_marker: Maker
) -> None:
    taken = QRect(280, 150, 200, 140)
    markers.set_rect(RECT, 1.0, taken=(taken,), spared=50)
    markers.set([make_marker("a"), make_marker("low", y=0.99, x=0.2, platform="service"),
                 make_marker("below", where="edge", y=1.0, arrow_deg=180.0)])  # fmt: skip
    free = RECT.adjusted(0, 0, 0, -50)
    for piece in markers._arranged():
        for at, pixmap in ((piece.disc_at, piece.disc), (piece.plate_at, piece.plate)):
            if at is not None and pixmap is not None:
                box = QRect(at.toPoint(), pixmap.size())
                assert not box.intersects(taken.adjusted(1, 1, -1, -1))
                assert free.adjusted(-1, -1, 1, 1).contains(box)


def test_where_nothing_was_painted_nothing_is_reported(
    markers: MarkerPainter, make_marker: Maker
) -> None:
    markers.set([make_marker()])
    assert markers.drawn(lambda at: at) == []
    painted(markers)
    (drawn,) = markers.drawn(lambda at: at)
    assert (drawn.x, drawn.y, drawn.painted_at, drawn.inside) == (330.0, 272.0, 5.0, True)


def test_a_picture_with_markers_is_painted_by_a_few_copies(
    markers: MarkerPainter, make_marker: Maker
) -> None:
    markers.set_rect(QRect(0, 0, 240, 135), 1.0)
    markers.set([make_marker(f"c-{n}", x=0.08 + n * 0.09, y=0.5 + n % 3 * 0.1) for n in range(10)])
    painted(markers)
    before = list(markers._patches)
    assert 1 <= len(before) <= 6
    painted(markers)
    assert [patch.pixmap for patch in markers._patches] == [patch.pixmap for patch in before]


def test_an_unknown_platform_has_its_initial_and_no_level_is_still_drawn(
    markers: MarkerPainter, make_marker: Maker, look: Look
) -> None:
    markers.set([make_marker(platform="weather", level=None)])
    assert look.colour("quiet").name() in colours(painted(markers))
    before = disc_pixmap(look, None, "grey", "weather", 30, 1.0)
    words.call_platforms({"weather": "气象"})
    try:
        assert words.platform_mark("weather") == "气"
        assert disc_pixmap(look, None, "grey", "weather", 30, 1.0) is not before
    finally:
        words.call_platforms({})


def test_pixmaps_are_shared_and_plates_are_bounded(look: Look) -> None:
    first = disc_pixmap(look, "red", "amber", "market", 30, 1.0)
    assert disc_pixmap(look, "red", "amber", "market", 30, 1.0) is first
    for number in range(PLATES_KEPT + 20):
        plate_pixmap(look, "red", "amber", (str(number), "20 min left"), 1.0)
    assert len(look.plates) == PLATES_KEPT


def test_plates_make_way_for_other_words(markers: MarkerPainter, make_marker: Maker) -> None:
    markers.set([make_marker()])
    at = markers._arranged()[0].plate_at
    assert at is not None
    spot = QPoint(round(at.x()) + 6, round(at.y()) + 6)
    assert painted(markers).pixelColor(spot) != painted(markers, plates=False).pixelColor(spot)
    assert not painted(markers, plates=False).allGray()


def test_keys_go_from_case_to_case_over_the_picture(
    markers: MarkerPainter, make_marker: Maker
) -> None:
    assert markers.next_case("") is None
    markers.set([make_marker("right", x=0.8), make_marker("left", x=0.2), make_marker("middle")])
    assert markers.next_case("") == "left"
    assert markers.next_case("left") == "middle"
    assert markers.next_case("right") == "left"
    assert markers.next_case("left", -1) == "right"


def test_a_worker_stands_on_his_place_and_fades(markers: MarkerPainter, look: Look) -> None:
    assert markers.set_workers([walker()])
    assert not markers.set_workers([walker()])
    assert markers
    at = QPoint(10 + round(0.3 * 640), 20 + round(0.6 * 360) - 4)
    clear = painted(markers).pixelColor(at)
    assert clear == look.colour("plate_text")
    assert markers.words_at(QPointF(at)) == "李\nheard of 8 s ago"
    markers.set_workers([walker(shown=0.4)])
    assert 0 < painted(markers).pixelColor(at).value() < clear.value()


def test_the_language_reaches_the_plates(
    markers: MarkerPainter, make_marker: Maker, qapp: QApplication
) -> None:
    marker = make_marker(where="edge", x=1.0, y=0.5, arrow_deg=90.0, distance_m=118.0, turns=True)
    words.speak(qapp, "zh")
    markers.set([marker])
    assert markers.words_at(markers._arranged()[0].middle).splitlines()[-1] == "120 米 · 转动云台"
