from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from console.ui.theme import Look
from console.ui.tile import Tile
from console.ui.tile_clock import SWEEP_S, TileClock
from tests.console.ui.conftest import BoardFeed

RED, BLUE = (255, 0, 0), (0, 0, 255)
TICK_S = 0.016


class CountingTile(Tile):
    """Counts how often it is asked."""

    asked = 0

    def tick(self, now: float) -> None:
        self.asked += 1
        super().tick(now)


@pytest.fixture
def tiles(look: Look, qtbot: QtBot) -> Iterator[list[CountingTile]]:
    wall = QWidget()
    qtbot.addWidget(wall)
    wall.resize(400, 300)
    made = [CountingTile(look, cell, wall) for cell in range(3)]
    for tile in made:
        tile.setGeometry(10, 10 + 90 * tile.cell, 160, 80)
    wall.show()
    yield made
    wall.close()


def test_only_the_tile_whose_channel_turned_is_asked_until_all_are(
    tiles: list[CountingTile], make_feed: Callable[..., BoardFeed]
) -> None:
    feeds = [make_feed(f"c{cell}") for cell in range(3)]
    for tile, feed in zip(tiles, feeds, strict=True):
        tile.set_feed(feed, "")
    clock, now = TileClock(), time.monotonic()
    clock.tick(tiles, now)
    assert [tile.asked for tile in tiles] == [1, 1, 1]
    feeds[1].show(RED)
    clock.tick(tiles, now + TICK_S)
    clock.tick(tiles, now + 2 * TICK_S)
    assert [tile.asked for tile in tiles] == [1, 2, 1]
    clock.tick(tiles, now + SWEEP_S)
    assert [tile.asked for tile in tiles] == [2, 3, 2]


def test_a_tile_that_shows_something_else_is_asked_at_the_next_tick(
    tiles: list[CountingTile], make_feed: Callable[..., BoardFeed]
) -> None:
    first, second = make_feed("c1"), make_feed("c2")
    tiles[0].set_feed(first, "")
    clock, now = TileClock(), time.monotonic()
    clock.tick(tiles, now)
    second.show(BLUE)
    tiles[0].set_feed(second, "")
    clock.hurry()
    clock.tick(tiles, now + TICK_S)
    assert tiles[0].asked == 2


def test_a_picture_that_comes_between_is_seen_at_the_next_tick(
    tiles: list[CountingTile], make_feed: Callable[..., BoardFeed]
) -> None:
    feed = make_feed("c1")
    tiles[0].set_feed(feed, "")
    clock, now = TileClock(), time.monotonic()
    clock.tick(tiles, now)
    for number in range(1, 4):
        feed.show(RED)
        clock.tick(tiles, now + number * TICK_S)
    assert tiles[0].asked == 4


def test_one_camera_in_two_tiles_is_shown_on_both(
    tiles: list[CountingTile], make_feed: Callable[..., BoardFeed]
) -> None:
    feed = make_feed("c1")
    for tile in tiles[:2]:
        tile.set_feed(feed, "")
    clock, now = TileClock(), time.monotonic()
    clock.tick(tiles, now)
    feed.show(RED)
    clock.tick(tiles, now + TICK_S)
    assert [tile.asked for tile in tiles] == [2, 2, 1]


def test_a_feed_on_no_board_is_asked_each_time(
    tiles: list[CountingTile],
    make_feed: Callable[..., BoardFeed],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    feed = make_feed("map")
    monkeypatch.setattr(feed, "place", lambda: None)
    tiles[0].set_feed(feed, "")
    clock, now = TileClock(), time.monotonic()
    for number in range(3):
        clock.tick(tiles, now + number * TICK_S)
    assert [tile.asked for tile in tiles] == [3, 1, 1]
