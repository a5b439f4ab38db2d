"""The wheel, the hand and the keys on a real tile."""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QNativeGestureEvent, QPointingDevice, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from console.cases.markers import PictureMarker
from console.ui.theme import Look
from console.ui.tile import Tile
from console.ui.zoom import ALL, MOST, MOST_PX
from console.ui.zoom_inset import inset_rect
from media.source import SourceKind

RED, GREEN, BLUE, WHITE = (255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255)
TOP_LEFT, TOP_RIGHT = QPoint(10, 26 + 10), QPoint(309, 26 + 9)
MIDDLE, LOW_RIGHT = QPoint(160, 26 + 90), QPoint(309, 26 + 169)
Seen = Callable[[QWidget, int, int], tuple[int, int, int]]


@pytest.fixture
def tile(look: Look, qtbot: QtBot, make_feed: Callable) -> Tile:
    """A picture of 320 x 180: red and green above, blue and white below."""
    tile = Tile(look, 3)
    qtbot.addWidget(tile)
    tile.resize(320, 206)
    tile.show()
    feed = make_feed("c05")
    give(feed)
    tile.set_feed(feed, "")
    tile.tick(time.monotonic())
    tile.grab()
    return tile


def give(feed: object) -> None:
    pixels = feed._board.begin(feed._channel, 320, 180)  # type: ignore[attr-defined]
    upper, lower, left, right = slice(90), slice(90, 180), slice(160), slice(160, 320)
    corners = (upper, left, RED), (upper, right, GREEN), (lower, left, BLUE), (lower, right, WHITE)
    for rows, columns, (red, green, blue) in corners:
        pixels[rows, columns] = np.array((blue, green, red, 255), np.uint8)
    now = time.monotonic()
    feed._board.publish(feed._channel, 1, 320, 180, 0, now, now, now)  # type: ignore[attr-defined]


def turn(tile: Tile, at: QPoint, notches: float) -> QWheelEvent:
    event = QWheelEvent(
        QPointF(at), QPointF(tile.mapToGlobal(at)), QPoint(), QPoint(0, round(120 * notches)),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase,
        False,
    )  # fmt: skip
    QApplication.sendEvent(tile, event)
    return event


def pull(tile: Tile, begin: QPoint, end: QPoint) -> None:
    QTest.mousePress(tile, Qt.MouseButton.LeftButton, pos=begin)
    QTest.mouseMove(tile, (begin + end) / 2)
    QTest.mouseMove(tile, end)
    QTest.mouseRelease(tile, Qt.MouseButton.LeftButton, pos=end)


def test_the_wheel_enlarges_about_the_pointer(tile: Tile, seen: Seen) -> None:
    assert seen(tile, MIDDLE.x() - 20, MIDDLE.y() - 20) == RED
    turn(tile, LOW_RIGHT, 4)
    assert seen(tile, MIDDLE.x() - 20, MIDDLE.y() - 20) == WHITE
    turn(tile, LOW_RIGHT, -40)
    assert tile.zoom.zoom is ALL
    assert seen(tile, MIDDLE.x() - 20, MIDDLE.y() - 20) == RED


def test_the_wheel_beside_a_picture_is_left_to_others(tile: Tile) -> None:
    assert not turn(tile, QPoint(100, 10), 4).isAccepted()
    assert turn(tile, MIDDLE, 4).isAccepted()
    assert tile.zoom.zoom.factor < MOST


def test_an_enlarged_picture_is_pulled_and_not_the_camera(tile: Tile, seen: Seen) -> None:
    dragged = []
    tile.dragged.connect(dragged.append)
    turn(tile, TOP_LEFT, 4)
    pull(tile, MIDDLE, MIDDLE + QPoint(-150, -80))
    assert seen(tile, LOW_RIGHT.x(), LOW_RIGHT.y()) == WHITE
    assert not dragged
    tile.zoom.set(ALL)
    pull(tile, MIDDLE, MIDDLE + QPoint(-150, -80))
    assert dragged == [3]


def test_the_caption_pulls_the_camera_also_out_of_an_enlarged_tile(tile: Tile) -> None:
    dragged = []
    tile.dragged.connect(dragged.append)
    turn(tile, MIDDLE, 4)
    before = tile.zoom.zoom
    pull(tile, QPoint(60, 12), QPoint(160, 120))
    assert dragged == [3]
    assert tile.zoom.zoom == before


def test_a_double_press_shows_all_of_it_again_and_only_then_the_full_wall(tile: Tile) -> None:
    opened = []
    tile.opened.connect(opened.append)
    turn(tile, MIDDLE, 4)
    QTest.mouseDClick(tile, Qt.MouseButton.LeftButton, pos=MIDDLE)
    assert (tile.zoom.zoom, opened) == (ALL, [])
    QTest.mouseDClick(tile, Qt.MouseButton.LeftButton, pos=MIDDLE)
    assert opened == [3]


def test_keys_enlarge_move_and_reset(tile: Tile) -> None:
    assert tile.zoom.act("zoom_in")
    assert tile.zoom.act("zoom_in")
    assert tile.zoom.zoom.factor == pytest.approx(2.25)
    before = tile.zoom.zoom
    assert tile.zoom.act("pan_right")
    assert tile.zoom.zoom.x > before.x
    assert tile.zoom.act("zoom_out")
    assert tile.zoom.act("zoom_reset")
    assert tile.zoom.zoom is ALL
    assert not tile.zoom.act("snapshot")


def test_an_enlarged_tile_wishes_more_pixels_up_to_the_largest(tile: Tile) -> None:
    feed = tile.feed
    assert feed.wishes[-1] == (320, 180)  # type: ignore[union-attr]
    turn(tile, MIDDLE, 1)
    assert feed.wishes[-1] == (640, 360)  # type: ignore[union-attr]
    asked = len(feed.wishes)  # type: ignore[union-attr]
    turn(tile, MIDDLE, 1)  # still sharp: not asked again
    assert len(feed.wishes) == asked  # type: ignore[union-attr]
    tile.resize(1920, 1080 + 26)
    tile.grab()
    turn(tile, QPoint(900, 600), 40)
    assert feed.wishes[-1] == MOST_PX  # type: ignore[union-attr]
    tile.zoom.set(ALL)
    tile.wish()
    assert feed.wishes[-1] == (1920, 1080)  # type: ignore[union-attr]


def test_the_small_picture_shows_all_and_leads_to_a_place(tile: Tile, seen: Seen) -> None:
    inset = inset_rect(tile.picture_area())
    here = inset.topLeft() + QPoint(5, 5)
    assert seen(tile, here.x(), here.y()) == GREEN
    tile.zoom.set(ALL.about(8, (0.99, 0.99)))
    assert seen(tile, here.x(), here.y()) == RED
    assert seen(tile, MIDDLE.x(), MIDDLE.y()) == WHITE
    QTest.mouseClick(tile, Qt.MouseButton.LeftButton, pos=here)
    assert seen(tile, MIDDLE.x(), MIDDLE.y()) == RED


def test_a_replay_of_the_camera_is_looked_at_as_closely_and_another_camera_whole(
    tile: Tile, make_feed: Callable
) -> None:
    turn(tile, MIDDLE, 4)
    tile.set_feed(make_feed("c05", SourceKind.REPLAY), "")
    assert tile.zoom.zoom
    tile.set_feed(make_feed("c06"), "")
    assert tile.zoom.zoom is ALL


def test_markers_and_their_hits_go_along(
    tile: Tile, make_marker: Callable[..., PictureMarker], qtbot: QtBot
) -> None:
    tile.set_markers([make_marker(x=0.25, y=0.5, arrow_deg=None)])
    tile.grab()
    (whole,) = tile.drawn_markers()
    tile.zoom.set(ALL.about(2, (0.0, 0.5)))
    tile.grab()
    (enlarged,) = tile.drawn_markers()
    origin = tile.mapToGlobal(QPoint(0, 0))
    assert whole.x - origin.x() == pytest.approx(80, abs=1)
    assert enlarged.x - origin.x() == pytest.approx(160, abs=1)
    disc = QPoint(round(enlarged.x) - origin.x(), round(enlarged.y) - origin.y() - 30)
    with qtbot.waitSignal(tile.markers_clicked) as clicked:
        QTest.mouseClick(tile, Qt.MouseButton.LeftButton, pos=disc)
    assert clicked.args[1] == ["c-1"]
    tile.zoom.set(ALL.about(4, (1.0, 0.5)))
    tile.grab()
    assert tile.drawn_markers() == []


def test_an_enlarged_picture_goes_on_when_it_stands(tile: Tile, seen: Seen) -> None:
    turn(tile, LOW_RIGHT, 40)
    tile.tick(time.monotonic() + 30)  # stale: a grey copy
    colour = QColor(*seen(tile, 40, 150))
    assert colour.saturation() < 20
    assert colour.lightness() > 60


def test_two_fingers_on_a_touch_pad_enlarge_about_the_pointer(tile: Tile, seen: Seen) -> None:
    fingers = QPointingDevice.primaryPointingDevice()
    at = QPointF(LOW_RIGHT)
    for kind, value in ((Qt.NativeGestureType.ZoomNativeGesture, 1.0),
                        (Qt.NativeGestureType.RotateNativeGesture, 40.0)):  # fmt: skip
        on_screen = QPointF(tile.mapToGlobal(LOW_RIGHT))
        event = QNativeGestureEvent(kind, fingers, 2, at, at, on_screen, value, QPointF())
        QApplication.sendEvent(tile, event)
    assert tile.zoom.zoom.factor == pytest.approx(2)
    assert seen(tile, 30, 60) == WHITE
