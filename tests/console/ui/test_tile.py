from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from console.cases.markers import PictureMarker
from console.ui.caption import Kept
from console.ui.feed import Figures
from console.ui.picture import fitted
from console.ui.theme import DARK, Look
from console.ui.tile import Tile
from console.ui.tile_message import TileMessage, paint_message
from console.ui.tile_sign import TileSign
from media.board import Mark
from media.source import Connecting, Live, Lost, Replaying, SourceKind, Stale, Trouble

RED, GREEN, GREY_OF_RED = (255, 0, 0), (0, 255, 0), range(120)
MIDDLE = (160, 110)  # of the picture, in a tile of 320 x 206: caption 26, picture 320 x 180
MIDDLE_OF_TILE = (160, 26 + 90)

Seen = Callable[[QWidget, int, int], tuple[int, int, int]]


@pytest.fixture
def tile(look: Look, qtbot: QtBot) -> Tile:
    tile = Tile(look, 3)
    qtbot.addWidget(tile)
    tile.resize(320, 206)
    tile.show()
    return tile


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
    with qtbot.waitSignal(tile.marker_clicked) as clicked:
        qtbot.mouseClick(tile, button, pos=QPoint(*MIDDLE_OF_TILE))
    assert clicked.args == ["c-1"]
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
    from PySide6.QtCore import QRect

    assert fitted(*size, QRect(0, 0, 320, 180)).getRect() == expected


def test_figures_are_told_when_they_are_switched_on(tile: Tile, make_feed: Callable) -> None:
    feed = make_feed()
    now = time.monotonic()
    feed.show(RED, at=now)
    feed.told = Figures("sub", "h264", 640, 360, 25.0, 512.0, 3, 0, 9, "references", 0.04, 120)
    tile.set_feed(feed, "")
    tile.tick(now)
    assert "kbit/s" not in tile.accessibleName()
    tile.set_detailed(True)
    told = tile.accessibleName()
    for part in ("some pictures left out", "lost 3", "512 kbit/s", "640x360 H264", "delay 120 ms"):
        assert part in told
    tile.set_detailed(False)
    assert "kbit/s" not in tile.accessibleName()


AMBER = (255, 178, 36)


def test_a_replay_is_framed_and_headed_in_amber_and_says_when_it_was(
    tile: Tile, make_feed: Callable, seen: Seen
) -> None:
    feed = make_feed("c01", SourceKind.REPLAY)
    feed.show(RED)
    feed.reported = Replaying(1_764_000_000.0, 2.0)
    tile.set_feed(feed, "村口桥头")
    tile.set_kept(Kept("on"))
    tile.tick(time.monotonic())
    assert seen(tile, *MIDDLE) == RED
    for x, y in ((1, 110), (318, 110), (160, 27), (160, 204), (300, 2)):
        assert seen(tile, x, y) == AMBER
    assert "×2" in tile.accessibleName()
    assert "REC" not in tile.accessibleName()  # that is about the present
    feed.reported = Live(0.0)
    feed.show(GREEN)
    tile.tick(time.monotonic() + 0.5)
    assert seen(tile, 1, 110) == GREEN


def test_around_a_replay_whose_picture_came_late_it_is_black(
    tile: Tile, make_feed: Callable, seen: Seen, qtbot: QtBot
) -> None:
    live, past = make_feed("c01"), make_feed("c01", SourceKind.REPLAY)
    live.show(GREEN, size=(64, 26))
    tile.set_feed(live, "")
    tile.tick(time.monotonic())
    qtbot.wait(30)  # a window that appears is asked for more than once
    past.reported = Replaying(1_764_000_000.0)
    tile.set_feed(past, "")
    tile.tick(time.monotonic())
    qtbot.wait(30)
    past.show(RED, size=(64, 26))
    tile.tick(time.monotonic())
    painted = tile.paints
    qtbot.waitUntil(lambda: tile.paints > painted)
    image = tile.screen().grabWindow(tile.winId()).toImage()
    assert image.pixelColor(160, 100) == QColor(*RED)
    assert image.pixelColor(160, 36) == QColor("black")


def test_a_recording_is_a_red_dot_with_a_word(tile: Tile, make_feed: Callable, seen: Seen) -> None:
    feed = make_feed()
    feed.show(RED)
    tile.set_feed(feed, "村口桥头")
    tile.tick(time.monotonic())

    def red_in_caption() -> int:
        image = tile.grab().toImage()
        lamp = QColor(DARK.lamps["red"])
        return sum(image.pixelColor(x, y) == lamp for x in range(tile.width()) for y in range(26))

    assert red_in_caption() == 0
    tile.set_kept(Kept("on"))
    assert red_in_caption() > 20
    assert tile.accessibleName().startswith("村口桥头 · REC")
    tile.set_kept(Kept("held"))
    assert red_in_caption() == 0
    assert "REC waits" in tile.accessibleName()


def test_why_a_recording_waits_is_said_where_there_is_room(
    tile: Tile, make_feed: Callable, seen: Seen
) -> None:
    feed = make_feed()
    feed.show(RED)
    tile.set_feed(feed, "村口桥头")
    tile.tick(time.monotonic())

    def amber_reaches() -> int:
        image = tile.grab().toImage()
        lamp = QColor(DARK.lamps["amber"])
        return max(
            x for x in range(tile.width()) for y in range(26) if image.pixelColor(x, y) == lamp
        )

    tile.set_kept(Kept("held"))
    without = amber_reaches()
    tile.set_kept(Kept("held", why="the disk is full"))
    assert "REC waits: the disk is full" in tile.accessibleName()
    assert amber_reaches() > without + 40
    tile.set_kept(Kept("held", why="the disk has a very long story to tell" * 3))
    assert amber_reaches() == without


def test_a_clip_of_a_replay_counts_down_on_its_tile(tile: Tile, make_feed: Callable) -> None:
    feed = make_feed("c01", SourceKind.REPLAY)
    feed.show(RED)
    feed.reported = Replaying(1_764_000_000.0)
    tile.set_feed(feed, "村口桥头")
    tile.tick(time.monotonic())
    before = tile.grab().toImage()
    tile.set_kept(Kept("on", 12))
    assert "clip 12 s" in tile.accessibleName()
    assert "REC" not in tile.accessibleName()
    assert tile.grab().toImage() != before


def test_the_age_grows_once_no_other_picture_comes(tile: Tile, make_feed: Callable) -> None:
    feed = make_feed()
    feed.show(RED)
    tile.set_feed(feed, "")
    now = time.monotonic()
    tile.tick(now)
    tile.grab()
    assert tile.report(now).age_s == pytest.approx(0, abs=0.2)
    assert tile.report(now + 1.5).age_s == pytest.approx(1.5, abs=0.3)


def test_a_bad_picture_is_said_in_words_before_the_figures(tile: Tile, make_feed: Callable) -> None:
    feed = make_feed()
    feed.show(RED)
    tile.set_feed(feed, "桥")
    feed.told = replace(feed.told, findings=("blurred", "moved"))
    tile.tick(time.monotonic() + 1)
    content = tile._caption._content
    assert content.right[0].startswith("picture blurred · camera turned   ")
    assert content.right[-2:] == ("picture blurred · camera turned", "picture blurred")
    assert (content.lamp, content.tone, content.warns) == ("green", "amber", True)
    assert "picture blurred" in tile.accessibleName()
    feed.reported = Lost(Trouble.SILENT)
    tile.tick(time.monotonic() + 2)
    assert not tile._caption._content.warns  # the tile says worse already


@pytest.mark.parametrize("size", [(120, 80), (320, 206)])
def test_the_sign_of_a_bad_picture_is_there_on_tiles_of_every_size(
    tile: Tile, make_feed: Callable, size: tuple[int, int]
) -> None:
    def ambers() -> int:
        image = tile.grab().toImage()
        row = range(min(size[1], 18)), range(tile.width() // 4, tile.width())
        pixels = [image.pixelColor(x, y) for y in row[0] for x in row[1]]
        return sum(p.red() > 200 and 100 < p.green() < 200 and p.blue() < 90 for p in pixels)

    tile.resize(*size)
    feed = make_feed()
    feed.show(GREEN)
    tile.set_feed(feed, "")
    tile.tick(time.monotonic() + 0.2)
    assert ambers() == 0
    feed.told = replace(feed.told, findings=("covered",))
    tile.tick(time.monotonic() + 1.3)
    assert ambers() > 15


def test_an_alarm_has_a_frame_in_its_colour_and_a_click_on_its_words_says_it_was_seen(
    tile: Tile, make_feed: Callable, look: Look, qtbot: QtBot
) -> None:
    tile.set_feed(make_feed(), "c01")
    tile.set_sign(TileSign("alarm", ("ALARM · Level 1 red",), "red"))
    qtbot.wait(1)
    shot = tile.grab().toImage()
    area = tile._area
    assert shot.pixelColor(area.left() + 1, area.center().y()) == look.level("red")
    assert tile.accessibleDescription() == "ALARM · Level 1 red"
    at = tile._sign._plate.center().toPoint()
    with qtbot.waitSignal(tile.sign_clicked) as clicked:
        qtbot.mouseClick(tile, Qt.MouseButton.LeftButton, pos=at)
    assert clicked.args == [3]
    tile.set_sign(TileSign("tour", ("Tour 1/6", "1/6")))
    with qtbot.assertNotEmitted(tile.sign_clicked):
        qtbot.mouseClick(tile, Qt.MouseButton.LeftButton, pos=at)


def test_a_message_keeps_within_a_small_tile(qapp: object) -> None:
    look = Look(density="wall")
    image = QImage(160, 200, QImage.Format.Format_RGB32)
    image.fill(0)
    painter = QPainter(image)
    area = QRect(0, 60, 160, 66)
    message = TileMessage("The device ended the connection and says nothing more", "", True)
    paint_message(painter, look, message, area, plate=False)
    painter.end()
    lit = [y for y in range(200) if any(image.pixelColor(x, y).value() for x in range(160))]
    assert lit
    assert area.top() <= lit[0]
    assert lit[-1] <= area.bottom()
