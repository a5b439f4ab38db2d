"""What a tile says beside its picture: figures, replay, recording, faults, alarms."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from console.ui.caption import Kept
from console.ui.feed import Figures
from console.ui.picture import LivePicture
from console.ui.theme import DARK, Look
from console.ui.tile import Tile
from console.ui.tile_message import TileMessage, paint_message
from console.ui.tile_sign import TileSign
from console.ui.words import transport_text
from media.source import Live, Lost, Replaying, SourceKind, Trouble

RED, GREEN = (255, 0, 0), (0, 255, 0)
AMBER = (255, 178, 36)
MIDDLE = (160, 110)  # of the picture, in a tile of 320 x 206: caption 26, picture 320 x 180
Seen = Callable[[QWidget, int, int], tuple[int, int, int]]


def test_figures_are_told_when_they_are_switched_on(tile: Tile, make_feed: Callable) -> None:
    feed = make_feed()
    now = time.monotonic()
    feed.show(RED, at=now)
    feed.told = Figures(
        "sub", "h264", 640, 360, 25.0, 512.0, dropped=3, errors=2, lost_packets=14, skipped=9,
        reconnects=4, effort="references", interval_s=0.04, delay_ms=120, held_back=2,
        key_interval_s=2.5, device="vaapi",
    )  # fmt: skip
    tile.set_feed(feed, "")
    tile.tick(now)
    assert "kbit/s" not in tile.accessibleName()
    tile.set_detailed(True)
    told = tile.accessibleName()
    for part in (
        "some pictures left out",
        "3 dropped",
        "2 spoilt",
        "14 packets lost",
        "4 reconnections",
        "512 kbit/s",
        "640x360 H264",
        "delay 120 ms",
        "B frames: 2 held back",
        "key picture each 2.5 s",
        "decoded by vaapi",
    ):
        assert part in told
    tile.set_detailed(False)
    assert "kbit/s" not in tile.accessibleName()


@pytest.mark.parametrize(
    ("transport", "instead_of", "said"),
    [
        ("tcp", "", "TCP"), ("tcp", "udp", "TCP instead of UDP"),
        ("udp", "multicast", "UDP instead of multicast"), ("any", "", ""),
    ],
)  # fmt: skip
def test_with_the_figures_stands_what_is_read_and_instead_of_what(
    tile: Tile, make_feed: Callable, transport: str, instead_of: str, said: str
) -> None:
    feed = make_feed()
    now = time.monotonic()
    feed.show(RED, at=now)
    feed.told = Figures("sub", "h264", kbps=512.0, transport=transport, instead_of=instead_of)
    tile.set_feed(feed, "")
    tile.set_detailed(True)
    tile.tick(now)
    told = tile.accessibleName()
    assert transport_text(transport, instead_of) == said
    assert said in told
    assert (" instead of " in told) == bool(instead_of)
    if instead_of:
        assert told.index(said) < told.index("kbit/s"), "it goes last where room is short"


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


def test_where_a_replay_stands_the_tile_says_of_when_its_picture_is(
    tile: Tile, make_feed: Callable
) -> None:
    at = 1_764_000_000.0
    feed = make_feed("c01", SourceKind.REPLAY)
    feed.show(RED)
    feed.reported = Replaying(at, 1.0, "gap", at + 60, at - 7)
    tile.set_feed(feed, "村口桥头")
    tile.tick(time.monotonic())
    assert tile._message.strong.startswith("nothing recorded until")
    assert tile._message.quiet.endswith(", 7 s earlier")
    feed.reported = Replaying(at + 60, 1.0, "playing")
    tile.tick(time.monotonic() + 1)
    assert tile._message == TileMessage()


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


def test_a_standing_picture_that_is_painted_again_is_not_twice_as_old(make_feed: Callable) -> None:
    feed, picture, now = make_feed(), LivePicture(), time.monotonic()
    feed.show(RED, at=now)
    picture.set_feed(feed, now)
    into = QImage(160, 90, QImage.Format.Format_RGB32)
    painter = QPainter(into)
    for later in (0.0, 1.0, 1.9):
        assert picture.draw(painter, into.rect(), now + later)
        assert picture.age_s(now + later) == pytest.approx(later)
    painter.end()


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
