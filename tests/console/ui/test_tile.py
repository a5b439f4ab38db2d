from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from console.cases.markers import PictureMarker
from console.ui.picture import fitted
from console.ui.theme import DARK
from console.ui.tile import Tile
from media.board import Mark
from media.source import Connecting, Live, Lost, Stale, Trouble

RED, GREEN, GREY_OF_RED = (255, 0, 0), (0, 255, 0), range(120)
MIDDLE = (160, 110)  # of the picture, in a tile of 320 x 206: caption 26, picture 320 x 180
MIDDLE_OF_TILE = (160, 26 + 90)
Seen = Callable[[QWidget, int, int], tuple[int, int, int]]


def surface() -> tuple[int, int, int]:
    return tuple(int(DARK.surface[i : i + 2], 16) for i in (1, 3, 5))  # type: ignore[return-value]


def test_a_tile_paints_the_newest_picture(tile: Tile, make_feed: Callable, seen: Seen) -> None:
    feed = make_feed()
    feed.show(RED)
    tile.set_feed(feed, "村口桥头")
    tile.tick(time.monotonic())
    assert seen(tile, *MIDDLE) == RED
    feed.show(GREEN)
    tile.tick(time.monotonic())
    assert seen(tile, *MIDDLE) == GREEN


def test_nothing_is_painted_that_has_not_changed(
    tile: Tile, make_feed: Callable, qtbot: QtBot
) -> None:
    feed = make_feed()
    feed.show(RED)
    tile.set_feed(feed, "")
    now = time.monotonic()
    tile.tick(now)
    qtbot.waitUntil(lambda: tile.paints > 0)

    def settled() -> bool:  # the screen may ask for a window that appears more than once
        before = tile.paints
        qtbot.wait(30)
        return tile.paints == before

    qtbot.waitUntil(settled)
    before = tile.paints
    for n in range(20):
        tile.tick(now + n / 1000)
    qtbot.wait(30)
    assert tile.paints == before
    feed.show(GREEN)
    tile.tick(now + 0.03)
    qtbot.waitUntil(lambda: tile.paints == before + 1)


def test_the_wish_is_the_picture_area_without_the_caption(tile: Tile, make_feed: Callable) -> None:
    feed = make_feed()
    tile.set_feed(feed, "")
    assert feed.wishes == [(320, 180)]


def test_a_stale_picture_turns_grey_and_says_its_age(
    tile: Tile, make_feed: Callable, seen: Seen
) -> None:
    feed = make_feed()
    now = time.monotonic()
    feed.show(RED, at=now)
    tile.set_feed(feed, "养殖场北")
    tile.tick(now)
    assert seen(tile, 20, 60) == RED
    tile.tick(now + 19)
    red, green, blue = seen(tile, 20, 60)
    assert red == green == blue
    assert red in GREY_OF_RED
    assert "19 s ago" in tile.accessibleName()
    report = tile.report(now + 19)
    assert isinstance(report.state, Stale)
    assert report.age_s == pytest.approx(19)


def test_a_tile_of_key_pictures_says_so_and_its_age_live_and_stale(
    tile: Tile, make_feed: Callable, seen: Seen
) -> None:
    feed = make_feed()
    now = time.monotonic()
    feed.show(RED, at=now - 1.5, marks=Mark.KEYS_ONLY)
    tile.set_feed(feed, "")
    tile.tick(now)
    assert seen(tile, 20, 60) == RED
    tile.tick(now + 0.3)
    tile._say(now + 0.3)
    words = tile._caption._content.right
    assert words[0].startswith("key pictures only")
    assert all("key pictures only" in each for each in words), "however narrow the tile"
    assert words[1].endswith("ms")
    tile.tick(now + 2)
    assert tile._message.quiet == "key pictures only"
    assert "picture stands" in tile._message.strong


def test_a_tile_that_shows_damage_says_so_however_narrow_it_is(
    tile: Tile, make_feed: Callable, seen: Seen
) -> None:
    feed = make_feed()
    now = time.monotonic()
    feed.show(RED, at=now, marks=Mark.DAMAGED)
    tile.set_feed(feed, "")
    tile.tick(now)
    assert seen(tile, 20, 60) == RED
    tile._say(now)
    assert all(each.startswith("damaged") for each in tile._caption._content.right)
    assert tile._caption._content.warns, "by a sign, where there is no room for a word"
    feed.show(GREEN, at=now + 0.5)
    tile.tick(now + 0.5)
    assert seen(tile, 20, 60) == GREEN
    tile._say(now + 0.5)
    assert not any("damaged" in each for each in tile._caption._content.right)
    assert not tile._caption._content.warns


def test_that_a_picture_is_waited_for_is_said_when_it_does_not_come_at_once(
    tile: Tile, make_feed: Callable
) -> None:
    now = time.monotonic()
    tile.set_feed(make_feed(), "村口桥头")
    tile.tick(now)
    assert (tile._message.quiet, tile._caption._content.right) == ("", ("",))
    tile.tick(now + 1.0)
    assert tile._message.quiet == "connecting …"
    assert tile._caption._content.right == ("connecting …",)


def test_the_grey_picture_is_a_copy_and_outlives_the_board(
    tile: Tile, make_feed: Callable, seen: Seen
) -> None:
    feed = make_feed()
    now = time.monotonic()
    feed.show(RED, at=now)
    tile.set_feed(feed, "")
    tile.tick(now)
    tile.tick(now + 3)
    grey = seen(tile, 20, 60)
    feed.epoch = 2  # the channel is another's now
    tile.tick(now + 4)
    assert seen(tile, 20, 60) == grey


def test_a_picture_comes_back_live_in_colour(tile: Tile, make_feed: Callable, seen: Seen) -> None:
    feed = make_feed()
    now = time.monotonic()
    feed.show(RED, at=now - 10)
    tile.set_feed(feed, "")
    tile.tick(now)
    feed.show(GREEN, at=now)
    tile.tick(now + 0.02)
    assert seen(tile, *MIDDLE) == GREEN
    assert isinstance(tile.report(now).state, Live)


def test_a_lost_source_says_why_and_when_the_next_try_is(
    tile: Tile, make_feed: Callable, seen: Seen
) -> None:
    feed = make_feed()
    now = time.monotonic()
    feed.reported = Lost(Trouble.UNAUTHORIZED, "401", now + 42)
    tile.set_feed(feed, "停车场")
    tile.tick(now)
    assert seen(tile, 8, 60) == surface()
    assert "401" in tile.accessibleName()
    assert tile._message.strong == "The device refuses the login (401)"
    assert tile._message.quiet == "next try in 42 s · check user name and password"


def test_a_lost_source_keeps_its_last_picture_in_grey_with_its_age(
    tile: Tile, make_feed: Callable, seen: Seen
) -> None:
    feed = make_feed()
    now = time.monotonic()
    feed.show(RED, at=now)
    tile.set_feed(feed, "")
    tile.tick(now)
    feed.reported = Lost(Trouble.REFUSED)
    tile.tick(now + 5)
    red, green, blue = seen(tile, 20, 60)
    assert red == green == blue != 0
    assert tile.report(now + 5).age_s == pytest.approx(5)
    assert "5 s ago" in tile.accessibleName()


def test_another_source_never_shows_the_picture_of_the_one_before(
    tile: Tile, make_feed: Callable, seen: Seen
) -> None:
    first, second = make_feed("c01"), make_feed("c02")
    first.show(RED)
    second.reported = Connecting()
    tile.set_feed(first, "")
    now = time.monotonic()
    tile.tick(now)
    tile.tick(now + 5)  # stale: its grey copy is on the tile
    tile.set_feed(second, "")
    tile.tick(now + 6)
    assert first.closed
    assert seen(tile, 20, 60) == surface()


def test_the_same_source_keeps_its_last_picture_in_grey_while_it_connects_anew(
    tile: Tile, make_feed: Callable, seen: Seen
) -> None:
    first, second = make_feed("c01"), make_feed("c01")
    first.show(RED)
    tile.set_feed(first, "")
    tile.tick(time.monotonic())
    tile.set_feed(second, "")
    tile.tick(time.monotonic())
    red, green, blue = seen(tile, 20, 60)
    assert red == green == blue != 0


def test_a_picture_overwritten_while_it_is_painted_is_not_left_on_the_screen(
    tile: Tile, make_feed: Callable, seen: Seen
) -> None:
    feed = make_feed()
    feed.show(RED)
    tile.set_feed(feed, "")
    tile.tick(time.monotonic())
    feed.torn = 1
    # the torn one is painted over by the newest, whole one in the same painting
    assert seen(tile, *MIDDLE) == (255, 0, 255)
    assert tile._picture._torn is False


def test_a_writer_that_always_overtakes_is_painted_again_at_the_next_tick(
    tile: Tile, make_feed: Callable, seen: Seen, qtbot: QtBot
) -> None:
    feed = make_feed()
    feed.show(RED)
    tile.set_feed(feed, "")
    tile.tick(time.monotonic())
    feed.torn = 3
    seen(tile, *MIDDLE)
    assert tile._picture._torn is True
    qtbot.wait(10)
    before = tile.paints
    tile.tick(time.monotonic())
    qtbot.waitUntil(lambda: tile.paints > before)
    assert tile._picture._torn is False


def test_an_empty_cell_says_how_to_fill_it(tile: Tile) -> None:
    assert "drag a camera" in tile._message.quiet
    assert tile.accessibleName() == "empty"


def test_the_report_tells_where_the_picture_lies_on_the_screen(
    tile: Tile, make_feed: Callable, seen: Seen
) -> None:
    feed = make_feed()
    feed.show(RED, size=(36, 36))
    tile.set_feed(feed, "")
    tile.tick(time.monotonic())
    seen(tile, 1, 1)
    at = tile.mapToGlobal(QPoint(70, 26))
    assert tile.device_rect() == (at.x(), at.y(), 180, 180)
    assert seen(tile, 69, 100) == (0, 0, 0)
    assert seen(tile, 70, 100) == RED


def test_a_preview_says_so(tile: Tile, make_feed: Callable, seen: Seen) -> None:
    feed = make_feed()
    now = time.monotonic()
    feed.show(RED, marks=Mark.PREVIEW, at=now)
    tile.set_feed(feed, "")
    tile.tick(now)
    seen(tile, 1, 1)
    tile.tick(now + 1.1)
    assert "preview" in tile.accessibleName()


def test_a_marker_is_painted_at_its_place_and_its_time_is_kept(
    tile: Tile, make_feed: Callable, make_marker: Callable[..., PictureMarker], seen: Seen
) -> None:
    feed = make_feed()
    feed.show(RED)
    tile.set_feed(feed, "")
    tile.tick(time.monotonic())
    assert tile.drawn_markers() == []
    before = time.monotonic()
    tile.set_markers([make_marker(x=0.5, y=0.5, level="blue")])
    assert seen(tile, *MIDDLE_OF_TILE) != RED  # the foot point
    (drawn,) = tile.drawn_markers()
    at = tile.mapToGlobal(QPoint(*MIDDLE_OF_TILE))
    assert (drawn.x, drawn.y) == (at.x(), at.y())
    assert drawn.case_id == "c-1"
    assert before <= drawn.painted_at <= time.monotonic()
    seen(tile, 1, 1)
    assert tile.drawn_markers() == [drawn]  # painted again, but first painted then
    tile.set_markers([make_marker(rev=2, x=0.5, y=0.5)])
    seen(tile, 1, 1)
    assert tile.drawn_markers()[0].painted_at > drawn.painted_at


def test_a_click_on_a_marker_names_its_case_and_one_beside_it_the_cell(
    tile: Tile, make_feed: Callable, make_marker: Callable[..., PictureMarker], seen: Seen,
    qtbot: QtBot,
) -> None:  # fmt: skip
    feed = make_feed()
    feed.show(RED)
    tile.set_feed(feed, "")
    tile.tick(time.monotonic())
    tile.set_markers([make_marker(where="edge", x=0.5, y=0.5)])
    seen(tile, 1, 1)
    button = Qt.MouseButton.LeftButton
    with qtbot.waitSignal(tile.markers_clicked) as clicked:
        qtbot.mouseClick(tile, button, pos=QPoint(*MIDDLE_OF_TILE))
    assert clicked.args == [3, ["c-1"]]
    with qtbot.waitSignal(tile.pressed) as pressed:
        qtbot.mouseClick(tile, button, pos=QPoint(20, 60))
    assert pressed.args == [3]


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ((64, 36), (0, 0, 320, 180)),
        ((320, 180), (0, 0, 320, 180)),
        ((319, 179), (0, 0, 319, 179)),  # nearly fits: not stretched
        ((640, 360), (0, 0, 320, 180)),
        ((100, 100), (70, 0, 180, 180)),
        ((1000, 100), (0, 74, 320, 32)),
    ],
)
def test_a_picture_keeps_its_shape(
    size: tuple[int, int], expected: tuple[int, int, int, int]
) -> None:

    assert fitted(*size, QRect(0, 0, 320, 180)).getRect() == expected
