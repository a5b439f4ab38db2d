from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from console.desk.town_map import TownMap
from console.site.records import MapFeature
from console.ui.map_view import MapView
from console.ui.theme import DARK, Look
from media.source import Connecting, Live

ROAD = MapFeature("roads", False, ((120.19, 30.47), (120.20, 30.48)), "Mill road", 8.0)


@pytest.fixture
def town_map(qtbot: QtBot) -> Iterator[TownMap]:
    made = TownMap(MapView(Look(DARK, "desk")))
    made.view.set_site([], [], [ROAD])
    yield made
    made.close()


def test_the_map_is_drawn_in_the_size_of_the_largest_tile(qtbot: QtBot, town_map: TownMap) -> None:
    small, large = town_map.open(), town_map.open()
    assert small.state(0.0) == Connecting()
    small.wish(160, 90)
    large.wish(320, 180)
    qtbot.waitUntil(lambda: small.turn() > 0)
    picture = small.picture()
    assert picture is not None
    assert (picture.width, picture.height) == (320, 180)
    assert picture.array()[:, :, :3].std() > 1, "a road on the ground is not one colour"
    assert isinstance(small.state(picture.received_at), Live)


def test_nothing_is_drawn_when_no_tile_shows_the_map(qtbot: QtBot, town_map: TownMap) -> None:
    feed = town_map.open()
    assert not town_map.view.isVisible()
    feed.wish(160, 90)
    qtbot.waitUntil(lambda: feed.turn() > 0)
    feed.close()
    assert not town_map.view.isVisible()
    drawn = town_map.board.turn(0)
    town_map.changed()
    qtbot.wait(1)
    assert town_map.board.turn(0) == drawn
    assert feed.picture() is None
